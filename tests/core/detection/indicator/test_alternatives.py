"""What an indicator may be in place of the one read: parts of it, more words, the other side of the number, others."""

from collections.abc import Sequence
from decimal import Decimal

from core.detection.indicator.alternatives import alternative_phrases
from core.model.figure import Figure, Span
from core.model.near_figure import NearFigure


def phrases(
    text: str,
    read: str,
    number: str,
    *,
    at: str = "",
    clause: str = "",
    before: Sequence[str] = (),
    behind: Sequence[str] = (),
) -> list[str]:
    """Ask for the phrases near a figure of a text that is one sentence; its indicator was read from `at`, or as it is.

    `clause` is the clause that it stands in, where that is not all of the text.
    """
    start, words = text.index(number), text.index(at or read)
    figure = Figure(start, start + len(number), "level", Decimal(1), "", "eq", read, "actual", None)
    evidence = (Span(words, words + len(at or read)),) if at or read else ()
    begin = text.index(clause) if clause else 0
    within = Span(begin, begin + len(clause) if clause else len(text))
    near = NearFigure(Span(0, len(text)), within, figure, evidence, tuple(before), tuple(behind))
    return list(alternative_phrases(text, near))


def test_words_are_left_out_at_either_end_the_fewest_first() -> None:
    found = phrases("但茶园面积扩大3亩", "但茶园面积", "3亩")
    assert found == ["茶园面积", "但茶园", "面积"]


def test_it_begins_behind_a_verb_or_a_word_that_joins() -> None:
    assert phrases("全区目标是茶园面积3亩", "全区目标是茶园面积", "3亩")[0] == "茶园面积"
    assert "采茶比赛" in phrases("举办茶艺节及采茶比赛6场", "举办茶艺节及采茶比赛", "6场")[:3]


def test_it_ends_before_a_verb_or_a_word_that_joins() -> None:
    assert phrases("培育8家茶园的建设规划", "茶园的建设规划", "8家")[0] == "茶园"
    assert "覆盖率" in phrases("覆盖率要达到9%", "覆盖率要", "9%")


def test_words_of_the_clause_are_taken_in_before_it() -> None:
    found = phrases("全县完成农村道路改造6公里", "改造", "6公里")
    assert found == ["道路改造", "农村道路改造", "完成农村道路改造"]


def test_words_of_the_clause_are_taken_in_behind_it() -> None:
    found = phrases("完成7条水渠清淤疏浚工程", "水渠", "7条")
    assert found[0] == "水渠清淤疏浚工程"
    assert "水渠清淤" in found


def test_all_that_is_listed_behind_the_number_may_be_meant() -> None:
    assert phrases("开放6家茶馆、书院，游人如织", "茶馆", "6家", clause="开放6家茶馆、书院")[0] == "茶馆、书院"


def test_a_qualifier_may_hold_a_number_a_list_does_not_run_over_the_next() -> None:
    found = phrases("建成9个面积在3亩以上的茶园", "面积", "9个")
    assert {"面积在3亩以上的茶园", "茶园"} <= set(found)
    assert "茶园、8座水库" not in phrases("建成9个茶园、8座水库", "茶园", "9个")


def test_the_words_on_the_other_side_may_name_it() -> None:
    assert "茶艺馆" in phrases("组建联盟，布局9个茶艺馆", "布局", "9个", clause="布局9个茶艺馆")
    assert "茶农建议" in phrases("共办理茶农建议6件", "", "6件")


def test_none_reach_over_the_figure_or_a_sign() -> None:
    found = phrases("建成28公里山区绿道", "绿道", "28公里")
    assert found[0] == "山区绿道"
    assert not any("28" in one for one in found)
    assert not any("”" in one for one in phrases("县里“双提升”改造6公里", "改造", "6公里"))


def test_words_that_stand_elsewhere_are_not_lengthened() -> None:
    assert phrases("茶园和果园面积6亩", "茶园面积", "6亩", at="茶园") == ["面积", "茶园"]


def test_neighbours_measures_are_among_them() -> None:
    found = phrases("茶园面积3亩", "茶园面积", "3亩", before=["果园产值", "鱼塘"], behind=["竹林"])
    assert {"果园产值", "鱼塘", "竹林"} <= set(found)


def test_of_a_list_of_gains_each_is_one() -> None:
    found = phrases("新增茶园3亩、果园6亩", "果园", "6亩", before=["新增茶园"])
    assert found[0] == "新增果园"
    assert phrases("新增茶园3亩、新增果园6亩", "新增果园", "6亩", before=["新增茶园"])[0] != "新增新增果园"


def test_it_may_be_told_of_the_figure_before_too() -> None:
    assert "茶园、果园" in phrases("茶园3亩、果园6亩", "果园", "6亩", before=["茶园"])


def test_a_head_may_be_of_what_the_sentence_begins_with() -> None:
    text = "茶叶产业，建设茶园等项目，产值突破6亿元"
    assert "茶叶产业产值" in phrases(text, "项目产值", "6亿元", at="产值", clause="产值突破6亿元")


def test_it_may_be_the_object_of_the_clause_before() -> None:
    text = "调整养老金标准，人均月增加60元"
    assert "养老金标准" in phrases(text, "人均月", "60元", clause="人均月增加60元")


def test_what_another_sentence_says_and_ranks_are_no_names() -> None:
    text = "茶产业增速居全市首位。茶叶产值达3亿元"
    start = text.index("3亿元")
    figure = Figure(start, start + 3, "level", Decimal(1), "元", "eq", "茶叶产值", "actual", None)
    clause = Span(text.index("茶叶产值"), len(text))
    near = NearFigure(clause, clause, figure, (Span(clause.start, clause.start + 4),))
    assert not [one for one in alternative_phrases(text, near) if "全市" in one or "首位" in one]
    for rank in ("增速居全市首位", "总量列全市第三"):
        said = phrases(f"茶产业{rank}，产值达3亿元", "产值", "3亿元", clause="产值达3亿元")
        assert not [one for one in said if rank[-2:] in one]


def test_a_word_for_a_change_is_none_of_them_and_none_begins_with_a_link() -> None:
    found = phrases("税收收入增长9%", "税收收入增长", "9%")
    assert found[0] == "税收收入"
    assert "增长" not in found
    for words in ("增长到", "年均增长", "同比下降", "增长到9亿元", "全省"):
        clause = f"税收收入由5亿元{words}"
        said = phrases(f"{clause}，出口额9亿元", "税收收入", "5亿元", clause=clause, behind=["出口额"])
        assert said == ["出口额"], words
    assert not [one for one in phrases("其中税收收入9亿元", "税收收入", "9亿元") if one.startswith("其中")]


def test_a_figure_without_an_indicator_and_an_empty_clause_have_what_stands_near() -> None:
    assert phrases("6亩", "", "6亩") == []
    assert phrases("6亩", "", "6亩", before=["茶园"]) == ["茶园"]
