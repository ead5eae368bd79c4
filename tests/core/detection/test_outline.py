"""The outline: headings, paragraphs, sentences and clauses tile the text; the furniture of a page is marked."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.outline import outline
from core.model.figure import Span

REPORT = """下载
【字号：
2024年云岭区政府工作报告
——2024年1月15日在云岭区第九届人民代表大会第四次会议上
来源：云岭日报
一、2023年工作回顾
过去一年，全区上下克难奋进，地区生产总值达312.6亿元，增长5.8%；税收稳步增长。
（一）聚力产业升级
1.做强园区
新增企业5家。结构由6.2:47.1:46.7调整。
版权所有 未经许可，不得转载
"""


def words(text: str, span: Span) -> str:
    return text[slice(*span)]


def test_headings_have_levels() -> None:
    found = [(heading.level, heading.title) for heading in outline(REPORT).headings]
    assert found == [
        (0, "2024年云岭区政府工作报告"),
        (1, "一、2023年工作回顾"),
        (2, "（一）聚力产业升级"),
        (3, "1.做强园区"),
    ]


def test_furniture_is_marked_and_not_cut() -> None:
    plan = outline(REPORT)
    marked = [words(REPORT, span) for span in plan.furniture]
    assert marked == ["下载", "【字号：", "来源：云岭日报", "版权所有 未经许可，不得转载"]
    assert all(span in plan.paragraphs for span in plan.furniture)


def test_clauses_do_not_break_numbers() -> None:
    text = "总产值1,286亿元，占比6.2:47.1:46.7；收入比2：1，向好。"
    clauses = [words(text, span) for span in outline(text).clauses]
    assert clauses == ["总产值1,286亿元，", "占比6.2:47.1:46.7；", "收入比2：1，", "向好。"]


def test_a_sentence_takes_its_closing_quotation_mark() -> None:
    text = "他们说：“干得好！”全区上下深受鼓舞。"
    assert [words(text, span) for span in outline(text).sentences] == ["他们说：“干得好！”", "全区上下深受鼓舞。"]


def test_a_line_broken_in_mid_sentence_runs_on() -> None:
    text = "全年新建改建乡村公路和旅游驿道合计达到\n109\n个，通行条件明显改善。\n下一段从这里开始。"
    assert [words(text, span) for span in outline(text).paragraphs] == [
        "全年新建改建乡村公路和旅游驿道合计达到\n109\n个，通行条件明显改善。",
        "下一段从这里开始。",
    ]


@pytest.mark.parametrize("foot", ["— 12 —", "- 3 -", "—5—", "第 4 页 共 20 页", "  － 7 －  "])
def test_a_paragraph_runs_on_over_the_foot_of_a_page(foot: str) -> None:
    text = f"全年新建改建乡村公路和旅游驿道合计达到\n{foot}\n109个，通行条件明显改善。\n{foot}\n下一段从这里开始。"
    first = f"全年新建改建乡村公路和旅游驿道合计达到\n{foot}\n109个，通行条件明显改善。"
    plan = outline(text)
    assert [words(text, span) for span in plan.paragraphs] == [first, foot, "下一段从这里开始。"]
    assert [words(text, span) for span in plan.furniture] == [foot, foot]


@pytest.mark.parametrize("offset", [0, 1, 30, 10**6])
def test_every_offset_has_a_place(offset: int) -> None:
    plan = outline(REPORT)
    assert plan.clause_at(offset).start <= max(offset, plan.clauses[0].start)
    assert plan.sentence_at(offset) in plan.sentences
    assert plan.paragraph_at(offset) in plan.paragraphs


def test_an_empty_text_has_an_empty_outline() -> None:
    plan = outline("")
    assert (plan.headings, plan.clauses, plan.clause_at(3)) == ((), (), Span(0, 0))


@settings(max_examples=80)
@given(st.text(alphabet="一二（）、。；，：“”年 \n达5%.1版权", max_size=80))
def test_the_parts_tile_the_paragraphs(text: str) -> None:
    plan = outline(text)
    for parts in (plan.sentences, plan.clauses):
        assert "".join(words(text, span) for span in parts) == "".join(words(text, span) for span in plan.paragraphs)
        assert list(parts) == sorted(parts)
        assert all(one.end <= two.start for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("1. 粮食总产量12.6万吨。", False),
        ("（2）生猪出栏35万头；", False),
        ("（三）城镇化率达到67.8%。", False),
        ("1. 粮食生产", True),
        ("2. 新建公园8个", True),
        ("（一）坚持稳中求进。", True),
        ("一、2025年工作回顾。", True),
    ],
)
def test_an_item_that_ends_as_a_sentence_and_tells_a_figure_is_no_heading(line: str, is_heading: bool) -> None:
    text = f"主要指标完成得比上年更好更快更稳\n{line}\n下一段从这里开始。\n"
    plan = outline(text)
    assert [one.title for one in plan.headings] == [line] * is_heading
    assert line in [words(text, span) for span in plan.paragraphs]
