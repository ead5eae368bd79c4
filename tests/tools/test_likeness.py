"""When a wording of an indicator or a unit counts as one that is accepted."""

from tools.likeness import likeness, names_same, same_unit


def test_a_wording_may_differ_in_a_fifth_of_its_characters() -> None:
    assert names_same("新建口袋公园", ["口袋公园"])
    assert not names_same("公园", ["口袋公园"])
    assert likeness("茶园的“面积”", "茶园面积") == 1


def test_what_was_newly_gained_is_not_what_there_is() -> None:
    assert not names_same("高新技术企业", ["新增高新技术企业"])
    assert names_same("新增高新技术企业", ["新增高新技术企业"])
    assert names_same("高新技术企业", ["新增高新技术企业", "高新技术企业"])


def test_a_unit_is_the_same_with_its_measure_word() -> None:
    assert same_unit("个百分点", ["百分点"])
    assert same_unit("个", ["个"])
    assert not same_unit("家", ["个"])
