"""The cost of a text: what the detector does grows no faster than the text, however strange the text is."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.extraction.detect import find_figures
from core.extraction.indicator import warm
from core.extraction.lexicon import load_lexicon
from core.report import Report

STRANGE = {
    "digits": "1",
    "one": "一",
    "list marks": "1、",
    "growing": "增长",
    "respectively": "分别、",
    "counted list": "1个、",
    "side by side": "1万",
    "clauses": "增长1%，",
    "quotes": "“1亿元",
    "brackets": "（",
    "closed brackets": "）",
    "titles": "《",
    "doublings": "翻一番",
    "years": "2025年",
    "ratios": "1:",
    "ranges": "1—",
    "blanks": "1 ",
    "line breaks": "\n",
    "wrapped": "1\n",
    "parts": "其中，",
}


@pytest.fixture(scope="module", autouse=True)
def warmed() -> None:
    """Compile and load what is compiled and loaded once."""
    warm()
    find_figures(Report("first", "地区生产总值增长5%，居全省第一，引进项目3个。"), load_lexicon())


class Count:
    """How many lines of our own code have run."""

    lines = 0


@contextmanager
def counted() -> Iterator[Count]:
    """Count the lines of core that run: the same on any machine, however busy."""
    count, ours = Count(), str(Path("core") / "extraction")

    def step(frame: object, event: str, _: object) -> object:
        if event == "call" and ours not in frame.f_code.co_filename:  # type: ignore[attr-defined]
            return None
        count.lines += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)  # type: ignore[arg-type]
    try:
        yield count
    finally:
        sys.settrace(before)


def lines_for(text: str) -> int:
    with counted() as count:
        find_figures(Report("strange", text), load_lexicon())
    return count.lines


@pytest.mark.parametrize("part", STRANGE.values(), ids=STRANGE)
def test_strange_texts_cost_what_they_are_long(part: str) -> None:
    """Ten times the text, at most eleven times the lines of code run."""
    small, large = lines_for(part * 100), lines_for(part * 1000)
    assert large <= 11 * max(small, 100)


@pytest.mark.parametrize("part", STRANGE.values(), ids=STRANGE)
def test_no_expression_walks_back_and_forth(part: str) -> None:
    """Lines do not show what a compiled expression does: ten times the text, far from ten squared the time."""
    quickest = {size: min(seconds_for(part * size, number) for number in range(3)) for size in (200, 2000)}
    assert quickest[2000] <= 40 * max(quickest[200], 0.005)


def seconds_for(text: str, number: int) -> float:
    report = Report("strange", text + "\n" * number)
    start = time.process_time()
    find_figures(report, load_lexicon())
    return time.process_time() - start


def test_a_report_costs_what_it_is_long(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    assert lines_for(text * 5) <= 5.5 * lines_for(text)


def test_a_report_on_one_line_costs_no_more(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8").replace("\n", "")
    assert lines_for(text * 5) <= 5.5 * lines_for(text)
