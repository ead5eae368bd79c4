"""The indicators a clause lists are given to its figures, one for each."""

import pytest

from core.detection.indicator.respective_lists import listed_indicators
from core.detection.lexicon import load_lexicon
from core.model.figure import Span
from core.model.report import Report

HEAD = "云汀区2026年政府工作报告\n\n"


def listed(sentence: str, *figures: str) -> tuple[str, ...] | None:
    text = HEAD + sentence
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in figures]
    return listed_indicators(Report("云汀区", text), spans, load_lexicon())


@pytest.mark.parametrize(
    ("sentence", "figures", "indicators"),
    [
        ("粮食、油料、蔬菜产量分别增长1.2%、3%和4.5%。", ("1.2%", "3%", "4.5%"), ("粮食产量", "油料产量", "蔬菜产量")),
        ("地区生产总值和财政收入分别增长5%、达到12亿元。", ("5%", "12亿元"), ("地区生产总值", "财政收入")),
        ("粮食、油料产量分别达3.5万吨（比上年多2%）和4.1万吨。", ("3.5万吨", "4.1万吨"), ("粮食产量", "油料产量")),
    ],
)
def test_what_a_clause_lists_is_given_to_its_figures(
    sentence: str, figures: tuple[str, ...], indicators: tuple[str, ...]
) -> None:
    assert listed(sentence, *figures) == indicators


def test_where_there_are_not_so_many_nothing_is_listed() -> None:
    assert listed("粮食、油料、蔬菜产量分别增长1.2%、3%和4.5%。", "1.2%", "4.5%") is None
    assert listed("粮食产量增长1.2%。", "1.2%") is None
    assert listed("粮食、油料产量分别增长1.2%和3%。", "1.2%", "油料") is None
