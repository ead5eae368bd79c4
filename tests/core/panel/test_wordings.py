"""The wordings that no concept has are listed as they are looked up, so that assigning one does what it says."""

from pathlib import Path

from core.model.panel_act import Assignment, OwnConcept
from core.panel.concept import load_catalogue
from core.panel.shown import fitting, shown_examples
from tests.core.panel.reports import make_store, panel_of, report

REVIEW = (
    "新建口袋公园3个，口袋公园达到12个。石河子市雨洪蓄池新增4座，人均雨洪蓄池达0.3座。\n"
    "兵团经济稳步推进，为自治区稳定作出贡献。兵团雪橇道达到26公里，雪橇道增长9%。\n"
    "全区雪橇客流增长5%，雪橇客流增速高于全国1.7个百分点。雪橇道和雨洪蓄池均增长8%。"
)
PARK = OwnConcept("PARK", "口袋公园", unit="个", unit_family="count", kinds=("level",))
NEW_PARK = OwnConcept("PARK_N", "新增口袋公园", unit="个", unit_family="count", kinds=("level",))


def test_what_is_made_new_is_listed_found_and_assigned_as_such(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", report("新疆维吾尔自治区", 2021, REVIEW)) as store:
        panel = panel_of(store)
        listed = {one.words: one.figures for one in panel.unassigned()}
        assert (listed["口袋公园"], listed["新增口袋公园"]) == (1, 1)
        texts = {one.digest: store.report(one.digest).text for one in store.reports()}
        for words, number in (("口袋公园", "12个"), ("新增口袋公园", "3个")):
            (example,) = shown_examples(panel, words, texts.__getitem__)
            assert example.words == number
        own = [PARK, NEW_PARK]
        catalogue = load_catalogue().with_own(own, [Assignment("新增口袋公园", "PARK_N")])
        assigned = panel_of(store, catalogue)
        assert [(one.concept, one.words) for one in assigned.facts("PARK_N")] == [("PARK_N", "3个")]
        assert "新增口袋公园" not in {one.words for one in assigned.unassigned()}
        assert "口袋公园" in {one.words for one in assigned.unassigned()}
        assert {"PARK", "PARK_N"} <= fitting("新增口袋公园", assigned)
        assert not {"GDP", "GRAIN"} & fitting("新增口袋公园", assigned)


def test_every_wording_that_is_listed_leaves_the_list_when_it_is_assigned(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", report("新疆维吾尔自治区", 2021, REVIEW)) as store:
        listed = {one.words for one in panel_of(store).unassigned()}
        assert len(listed) >= 5
        for words in listed:
            catalogue = load_catalogue().with_own([OwnConcept("OWN", "自定")], [Assignment(words, "OWN")])
            panel = panel_of(store, catalogue)
            assert words not in {one.words for one in panel.unassigned()}, words
            assert panel.count_of("OWN"), words
