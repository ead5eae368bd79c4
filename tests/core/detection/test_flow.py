"""The flow: text broken at line ends reads as the text unbroken, at the report's own offsets."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.flow import flow
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.model.figure import Figure, Span
from core.model.report import Report

LINE = (
    "过去一年，全区上下克难奋进，地区生产总值达到312.6亿元，增长5.8%，城镇调查失业率控制在5%左右，"
    "新建改造农村公路86公里、老旧小区25个，15个重点项目建成投产。"
)


def read(text: str) -> list[tuple[str, object]]:
    def said(figure: Figure) -> tuple[object, ...]:
        return figure.kind, figure.value, figure.unit, figure.bound, figure.indicator

    return [
        (text[slice(*one.figure.span)].replace("\n", ""), said(one.figure))
        for one in find_figures(Report("x", text), load_lexicon())
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 60))
def test_a_wrapped_paragraph_reads_as_an_unbroken_one(width: int) -> None:
    rows = [LINE[start : start + width] for start in range(0, len(LINE), width)]
    # a row that ends a sentence or begins a heading is a paragraph of its own
    if all(row[-1] not in "。；：”" for row in rows[:-1]):
        assert read("\n".join(rows)) == read(LINE)


@settings(max_examples=80)
@given(st.lists(st.text(alphabet="字5%， \u3000𠮷", min_size=1, max_size=9), min_size=1, max_size=5))
def test_every_span_of_the_flow_comes_back(rows: list[str]) -> None:
    text = "\n".join(rows)
    running = flow(text, [Span(0, len(text))])
    for start in range(len(running.text)):
        span = running.to_report(Span(start, start + 1))
        assert text[slice(*span)] == running.text[start]
        assert running.from_report(span) == Span(start, start + 1)


def test_a_text_without_inner_breaks_is_left_alone() -> None:
    text = "一、回顾\n新增企业5家。\n"
    running = flow(text, [Span(0, 4), Span(5, 12)])
    assert (running.text, running.report_offsets) == (text, None)


def test_blanks_that_no_writer_means_are_left_out() -> None:
    spaced = (
        "全区 地区生产总值 突破 510 亿元、 达到 512.6 亿元 ，增长 5.8 %， 其中工业、 建筑业增加值分别增长 7.1%、\n"
        "— 4 —\n-2.3% ；城、 乡居民收入 4.1 万元和 2.2 万元。"
    )
    plain = (
        "全区地区生产总值突破510亿元、达到512.6亿元，增长5.8%，其中工业、建筑业增加值分别增长7.1%、-2.3%；"
        "城、乡居民收入4.1万元和2.2万元。"
    )
    found = read(spaced)
    assert len(found) == 7
    assert [(re.sub(r"\s", "", span), said) for span, said in found] == read(plain)


@pytest.mark.parametrize("text", ["\u3000\u3000——产业提质。", "县长  周明", "总产值\t5.1亿元", "GDP 5.1%", "32 1763"])
def test_blanks_that_part_two_things_stay(text: str) -> None:
    running = flow(text, [Span(0, len(text))])
    assert (running.text, running.report_offsets) == (text, None)


def test_a_selection_over_a_line_end_keeps_its_edges() -> None:
    text = "过去一年全区新建改造农村公路和旅游驿道合计达到109\n公里，通行条件明显改善。"
    start = text.index("109")
    proposal = read_figure(Report("x", text), Span(start, start + 6), load_lexicon())
    assert proposal is not None
    assert (proposal.figure.span, proposal.figure.unit) == (Span(start, start + 6), "公里")
    assert [one.figure for one in find_figures(Report("x", text), load_lexicon())] == [proposal.figure]
