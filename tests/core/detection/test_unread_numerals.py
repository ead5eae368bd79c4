"""What nothing accounts for is told from figures and from what a class of the guideline leaves out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.unread_numerals import unread_numerals
from core.model.figure import Span
from core.model.report import Report

LEXICON = load_lexicon()
TEXT = (
    "二、办理情况\n\n2025年，全区新增企业12家，第三产业活跃，受理事项37，办结35。"
    "“5912”工程、三大行动、65岁以上老人、S213线路照旧。编号2208的房屋收回。\n"
)


def words(spans: list[Span], text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_dates_names_ordinals_and_figures_are_accounted_for() -> None:
    report = Report("办理", TEXT)
    figures = [one.figure.span for one in find_figures(report, LEXICON)]
    assert words(figures) == ["12家"]
    assert words(unread_numerals(report, figures, LEXICON)) == ["37", "35"]


def test_a_figure_that_is_none_of_those_given_is_left() -> None:
    assert words(unread_numerals(Report("办理", TEXT), [], LEXICON)) == ["12家", "37", "35"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789.,%一二百万亿元个第年至、，。“”\n增长达企业A")))
def test_what_is_left_touches_no_figure_and_comes_in_order(text: str) -> None:
    report = Report("x", text)
    figures = [one.figure.span for one in find_figures(report, LEXICON)]
    left = unread_numerals(report, figures, LEXICON)
    assert left == sorted(left)
    for one in left:
        assert all(one.end <= figure.start or figure.end <= one.start for figure in figures)


def test_lines_broken_inside_a_paragraph_leave_nothing_more() -> None:
    wrapped = (
        "二、办理情况\n\n2025年，全区坚持稳中求进工作总基调，新增企业\n12家，第三产业活跃，受理事项37，办\n结35。\n"
    )
    report = Report("办理", wrapped)
    figures = [one.figure.span for one in find_figures(report, LEXICON)]
    assert words(unread_numerals(report, figures, LEXICON), wrapped) == ["37", "35"]


@pytest.mark.parametrize(
    "text",
    [
        "主要指标如下：\n1. 粮食总产量12.6万吨。\n2. 生猪出栏35万头。\n3．新建公园8个\n",
        "主要指标：1.粮食总产量12.6万吨；2.生猪出栏35万头。3.新建公园8个。",
        "一、主要指标\n（1）粮食总产量12.6万吨；（2）生猪出栏35万头。\n(3) 新建公园8个。\n",
        "1）粮食总产量12.6万吨。2）生猪出栏35万头。\n3、新建公园8个。",
        "主要指标。\n1 粮食总产量12.6万吨。\n 2　生猪出栏35万头。新建公园8个。",
        "完成情况见表1。粮食总产量12.6万吨，生猪出栏35万头。\n表2：新建公园8个。\n图 3 走势\n附件4\n附表3-1\n",
        "如表1、图2所示，粮食总产量12.6万吨[1]，生猪出栏35万头［2］，新建公园8个。\n注1：口径有调整。\n",
    ],
)
def test_numbers_of_items_tables_and_notes_are_accounted_for(text: str) -> None:
    report = Report("指标", text)
    figures = [one.figure.span for one in find_figures(report, LEXICON)]
    assert words(figures, report.text) == ["12.6万吨", "35万头", "8个"]
    assert words(unread_numerals(report, figures, LEXICON), report.text) == []


def test_a_number_that_numbers_nothing_is_left() -> None:
    text = "选出代表235，受理37，办结35；评分为2。统计报表3，评为1。\n"
    left = unread_numerals(Report("办理", text), [], LEXICON)
    assert words(left, text) == ["235", "37", "35", "2", "3", "1"]
