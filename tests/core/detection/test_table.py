"""Tables in a text: which lines are one, what its head and its columns are, and what of it the readings name."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.characters import normalized
from core.detection.explain import explain
from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures, read_figure
from core.detection.survey import survey_report
from core.detection.table import tables_in
from core.detection.table_label import is_place, read_label, units_of_line
from core.model.figure import Figure, Proposal, Span
from core.model.report import Report
from tests.counting import counted
from tests.entries import for_each

LEXICON = load_lexicon()
HEAD = "云岭区2026年政府工作报告\n\n一、2025年工作回顾\n\n"


def found(text: str) -> list[Proposal]:
    return find_figures(Report("示例", text), LEXICON)


def said(text: str) -> list[tuple[str, str, str]]:
    """Return the number, the unit and the indicator of every figure."""
    figures = [one.figure for one in found(text)]
    return [(text[slice(*one.span)], one.unit, one.indicator) for one in figures]


def only(text: str) -> Figure:
    (one,) = found(text)
    return one.figure


TABLES = {
    "tabs": "指标\t2025年（亿元）\n工业产值\t86.4\n农业产值\t12.1",
    "one row": "工业产值\t86.4亿元\t7.5%",
    "bars": "| 指标 | 2025年（亿元） |\n| --- | ---: |\n| 工业产值 | 86.4 |\n| 农业产值 | 12.1 |",
    "bars between": "指标 | 2025年（亿元）\n工业产值 | 86.4\n农业产值 | 12.1",
    "rules drawn with characters": "┌──┬──┐\n│指标│2025年（亿元）│\n├──┼──┤\n│工业产值│86.4│\n│农业产值│12.1│\n└──┴──┘",
    "wide bars": "指标｜2025年（亿元）\n工业产值｜86.4\n农业产值｜12.1",
    "wide blanks": "产品    产量（万吨）    增长（%）\n粮食    35.6    1.2\n油料    4.1    -0.3",
    "an empty line between its rows": "指标\t2025年（亿元）\n\n工业产值\t86.4\n\n农业产值\t12.1",
    "a line over some rows": "指标\t2025年（亿元）\n工业产值\t86.4\n农业部分\n农业产值\t12.1",
    "Windows line ends": "指标\t2025年（亿元）\r\n工业产值\t86.4\r\n农业产值\t12.1",
}
PROSE = {
    "a stray tab": "全区新增市场主体\t2300户，其中企业410户。",
    "a tab behind the mark of an item": "1.\t新建学校3所。\n2.\t改造道路5条。\n3.\t整治河道2公里。",
    "tabs that indent": "\t全区新增企业5家，增长3.5%。\n\t引进项目3个。",
    "a heading with a tab": "一、\t2025年工作回顾",
    "bars of a page's navigation": "首页 | 政务公开 | 2025年 | 返回",
    "one line with wide blanks": "工业产值    86.4亿元    7.5%",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_rows_are_a_table(text: str) -> None:
    assert len(tables_in(normalized(text), LEXICON).found) == 1
    assert any("86.4" in number or "35.6" in number for number, _, _ in said(text))


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_is_no_table(text: str) -> None:
    assert not tables_in(normalized(text), LEXICON)


def test_every_form_of_a_table_is_read_alike() -> None:
    rows = [("工业产值", 86), ("农业产值", 12)]
    for name in (
        "tabs",
        "bars",
        "bars between",
        "rules drawn with characters",
        "wide bars",
        "an empty line between its rows",
        "a line over some rows",
    ):
        figures = [one.figure for one in found(TABLES[name])]
        assert [(one.indicator, int(one.value / 10**8)) for one in figures] == rows, name  # type: ignore[operator]
        assert {(one.unit, one.kind, one.period) for one in figures} == {("元", "level", "2025")}, name


def test_the_last_row_takes_no_name_from_what_follows() -> None:
    text = f"{HEAD}粮食产量\t35.6万吨\t-1.2%\n各位代表，成绩来之不易，我们要继续努力。"
    assert {indicator for _, _, indicator in said(text)} == {"粮食产量"}


def test_prose_below_a_table_takes_nothing_from_it() -> None:
    text = f"{HEAD}地区\tGDP（亿元）\n石溪镇\t12.5\n望岭街道\t10\n新增企业5家，增长3.5%。"
    *_, count, growth = (one.figure for one in found(text))
    assert (count.indicator, count.area) == ("新增企业", None)
    assert (growth.indicator, growth.area) == ("新增企业", None)


def test_a_row_opens_no_section_and_is_no_heading() -> None:
    text = f"{HEAD}指标\t2026年目标\n一、工业产值\t90亿元\n二、农业产值\t13亿元\n\n全年新增企业5家。"
    (*_, count) = (one.figure for one in found(text))
    assert (count.status, count.period) == ("actual", "2025")
    assert [heading.title for heading in outline(text).headings] == ["云岭区2026年政府工作报告", "一、2025年工作回顾"]


def test_a_long_row_runs_on_into_no_other_line() -> None:
    text = "规模以上工业企业营业收入利润率提高情况统计\t86.4亿元\t7.5%\t6.3%\n农业产值\t12.1亿元\t1.2%\t0.5%"
    assert outline(text).paragraphs == (Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text)))


def test_a_sentence_of_a_row_is_the_row_and_of_prose_in_cells_the_cell() -> None:
    values, prose = "工业产值\t86.4亿元\t7.5%", "1\t新建学校3所，改造道路5条。\t区教育局"
    parts = outline(f"{values}\n{prose}\n2\t整治河道2公里，绿化3处。\t区水务局")
    assert parts.sentence_at(6) == Span(0, len(values))
    start = len(values) + 3
    assert parts.sentence_at(start + 2) == Span(start, start + len("新建学校3所，改造道路5条。"))
    assert parts.clause_at(6) == Span(5, 11)


def test_the_evidence_is_the_name_of_the_row_and_the_head() -> None:
    text = f"{HEAD}产品\t2024年产量（万吨）\t比上年增长（%）\n粮食\t35.6\t1.2\n油料\t4.1\t2.3"
    amount, growth, *_ = found(text)

    def words(proposal: Proposal, *names: str) -> set[str]:
        spans = proposal.evidence
        return {text[slice(*span)] for name in names for span in spans.get(name, ())}  # type: ignore[call-overload]

    assert words(amount, "indicator") == {"粮食", "2024年产量（万吨）"}
    assert words(amount, "unit", "period") == {"万吨", "2024年"}
    assert words(growth, "kind", "unit") == {"增长", "%"}
    assert {"粮食", "2024年产量（万吨）"} <= words(growth, "indicator")


def test_every_numeral_of_a_table_is_explained() -> None:
    text = "序号\t指标\t65岁以上（人）\t备注\n1\t3亿元以上项目\t12\t2个\n2\t第一产业\t6\t—"
    told = {text[slice(*one.span)]: one.exclusion for one in explain(Report("示例", text), LEXICON)}
    rules = {words: reason.rule if reason else None for words, reason in told.items()}
    assert rules["12"] is rules["6"] is None
    assert rules["1"] == "exclusion.number_of_row"
    assert rules["65岁"] == "exclusion.head_of_table"
    assert rules["3亿元"] == "exclusion.name_of_row"
    assert rules["2个"] == "exclusion.code_of_column"


def test_a_cell_that_is_selected_reads_as_it_was_found() -> None:
    text = f"{HEAD}指标\t2025年（亿元）\t增速（%）\n工业产值\t86.4\t–7.5\n农业产值\t12.1\t1"
    report = Report("示例", text)
    proposals = find_figures(report, LEXICON)
    assert len(proposals) == 4
    for one in proposals:
        again = read_figure(report, one.figure.span, LEXICON)
        assert again is not None
        assert again.figure == one.figure


def test_spans_are_the_number_with_the_unit_that_stands_in_the_cell() -> None:
    text = "指标\t2025年（亿元）\t增速\n工业产值\t 1,086.4 \t增长7.5%左右\n农业产值\t12.1亿元\t–1.2"
    assert [number for number, _, _ in said(text)] == ["1,086.4", "7.5%", "12.1亿元", "–1.2"]


MAGNITUDES = (
    ("亿元", "元", 10**8),
    ("万人", "人", 10**4),
    ("户", "户", 1),
    ("千公顷", "公顷", 1000),
    ("亿千瓦时", "千瓦时", 10**8),
)


@pytest.mark.parametrize(("written", "unit", "times"), MAGNITUDES)
@pytest.mark.parametrize(
    "form",
    [
        "指标\t数值（{}）\n城镇家底\t12.5",
        "指标\t数值\n城镇家底（{}）\t12.5",
        "（单位：{}）\n指标\t数值\n城镇家底\t12.5",
    ],
)
def test_a_unit_holds_wherever_a_table_tells_it(form: str, written: str, unit: str, times: int) -> None:
    figure = only(form.format(written))
    assert (figure.value, figure.unit, figure.indicator) == (Decimal("12.5") * times, unit, "城镇家底")


def test_a_column_of_units_may_hold_what_no_list_knows() -> None:
    assert only("产品\t单位\t产量\n平板玻璃\t万重量箱\t86.4\n水泥\t万吨\t-").unit == "重量箱"


def test_cells_that_ran_together_are_no_numbers() -> None:
    assert said("年份\t床位数（张）\n2023年2024年\t2150231024002500\n2025年\t25302600270028001") == []


def test_a_rank_below_its_growth_keeps_it_in_its_name() -> None:
    text = "地区\tGDP（亿元）\t位次\t增速（%）\t位次\n石溪镇\t12.5\t2\t5.1\t7\n望岭街道\t13\t1\t4.8\t8"
    ranks = [one.figure for one in found(text) if one.figure.kind == "rank"]
    assert [(one.indicator, one.value) for one in ranks] == [("GDP", 2), ("GDP增速", 7), ("GDP", 1), ("GDP增速", 8)]


def test_a_fall_in_the_head_makes_plain_numbers_negative() -> None:
    text = "指标\t2025年\n单位GDP能耗降低（%）\t3.1\n工业产值增长（%）\t-2"
    assert [(one.figure.kind, one.figure.value) for one in found(text)] == [("growth", Decimal("-3.1")), ("growth", -2)]


# Labels


def label(words: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    read = read_label(words, Span(0, len(words)), (), LEXICON)
    return read.name, read.measure, tuple((unit.magnitude, unit.name) for unit in read.units)


@for_each("word", LEXICON.words("tables.growth"))
def test_every_word_of_growth_is_one(word: str) -> None:
    assert label(f"{word}（%）") == ("", "growth", (("", "%"),)) or word.endswith("%")
    assert label(f"工业产值{word}")[:2] == ("工业产值", "growth") or word.endswith("%") or "±" in word


@for_each("word", LEXICON.words("tables.change"))
def test_every_word_of_change_is_one(word: str) -> None:
    assert label(f"{word}（亿元）")[:2] == ("", "change")


@for_each("word", LEXICON.words("tables.rank"))
def test_every_word_of_a_rank_is_one(word: str) -> None:
    assert label(word)[:2] == ("", "rank")


@for_each("word", LEXICON.words("tables.of_target"))
def test_every_share_of_a_target_is_one(word: str) -> None:
    read = read_label(f"{word}%", Span(0, len(word) + 1), (), LEXICON)
    assert (read.measure, read.status) == ("of target", "actual")


@for_each("word", LEXICON.words("tables.target"))
def test_every_word_of_a_target_is_one(word: str) -> None:
    assert read_label(word, Span(0, len(word)), (), LEXICON).status == "target"


@for_each("word", LEXICON.words("tables.done"))
def test_every_word_of_what_was_done_is_one(word: str) -> None:
    assert read_label(word, Span(0, len(word)), (), LEXICON).status == "actual"


@for_each("word", LEXICON.words("tables.generic"))
def test_every_head_that_names_nothing_leaves_the_name_to_the_row(word: str) -> None:
    assert read_label(word, Span(0, len(word)), (), LEXICON).name == ""


@for_each("word", LEXICON.words("tables.totals"))
def test_every_word_of_a_total_is_one(word: str) -> None:
    assert read_label(word, Span(0, len(word)), (), LEXICON).is_total


@for_each("word", LEXICON.words("tables.parts"))
def test_every_mark_of_a_part_is_left_out_of_its_name(word: str) -> None:
    read = read_label(f"{word}农业产值", Span(0, len(word) + 4), (), LEXICON)
    assert (read.name, read.is_part) == ("农业产值", True)


@for_each("word", LEXICON.words("tables.unit_lines"))
def test_every_line_of_a_unit_is_one(word: str) -> None:
    line = f"{word}：亿元、%"
    assert [(one.magnitude, one.name) for one in units_of_line(line, Span(0, len(line)), LEXICON)] == [
        ("亿", "元"),
        ("", "%"),
    ]


@for_each("word", LEXICON.words("tables.place_ends"))
def test_every_place_is_one(word: str) -> None:
    assert is_place(f"石溪{word}", LEXICON)


@for_each("word", LEXICON.words("tables.place_ends_not"))
def test_what_only_ends_as_a_place_is_none(word: str) -> None:
    assert not is_place(f"石溪{word}", LEXICON)


@for_each("word", LEXICON.words("tables.number_heads"))
def test_every_column_that_numbers_its_rows_has_no_figures(word: str) -> None:
    assert [number for number, _, _ in said(f"{word}\t指标\t数值（个）\n7\t学校\t3\n9\t医院\t2")] == ["3", "2"]


@for_each("word", LEXICON.words("tables.code_heads"))
def test_every_column_of_codes_has_no_figures(word: str) -> None:
    assert [number for number, _, _ in said(f"指标\t数值（个）\t{word}\n学校\t3\t12个\n医院\t2\t13个")] == ["3", "2"]


@for_each("word", LEXICON.words("tables.place_heads"))
def test_every_head_of_places_gives_an_area(word: str) -> None:
    assert [one.figure.area for one in found(f"{word}\t学校数（个）\n石溪\t3\n望岭\t2")] == ["石溪", "望岭"]


# Whatever a table holds

CELLS = st.sampled_from(
    (
        *("", "指标", "2025年", "2024", "（亿元）", "增速（%）", "单位", "亿元", "12.5", "-3", "–3.1%", "≥7%", "1,234"),
        *("合计", "其中：工业", "石溪镇", "—", "粮食产量", "增长5%左右", "新增企业5家，增长3%。"),
    )
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6).map("\t".join), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.booleans())
def test_no_table_breaks_and_every_figure_stays_in_its_cell(rows: list[str], is_headed: bool) -> None:
    text = (HEAD if is_headed else "") + "\n".join(rows)
    proposals = found(text)
    for one, after in pairwise(proposals):
        assert one.figure.end <= after.figure.start
    survey = survey_report(Report("示例", text), LEXICON)
    for one in proposals:
        start, end = survey.flow.from_report(one.figure.span)
        place = survey.outline.tables.cell_at(start)
        assert place is None or place.span.start <= start < end <= place.span.end


LONG = {
    "rows": "粮食产量\t35.6万吨\t1.2%\n",
    "empty names": "\t35.6\t1.2\n",
    "heads": "指标\t2025年\n",
    "tabs": "\t",
    "cells": "35.6\t",
    "bars": "|1",
    "wide blanks": "1  ",
    "places": "石溪镇\t35.6\t1.2\n",
    "totals": "合计\t35.6\t1.2\n",
}


@pytest.mark.parametrize("part", LONG.values(), ids=LONG)
def test_a_table_costs_what_it_is_long(part: str) -> None:
    find_figures(Report("first", TABLES["tabs"]), LEXICON)

    def lines(times: int) -> int:
        with counted("core/detection") as count:
            find_figures(Report("long", f"指标\t2025年（万吨）\t增速\n{part * times}"), LEXICON)
        return count.lines

    assert lines(1000) <= 11 * max(lines(100), 100)
