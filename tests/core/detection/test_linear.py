"""The cost of a text: what the detector does grows no faster than the text, however strange the text is."""

from pathlib import Path

import pytest

from core.detection.indicator.segmenter import warm
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.report import Report
from tests.counting import counted
from tools.bench_growth import STRANGE


@pytest.fixture(scope="module", autouse=True)
def warmed() -> None:
    """Compile and load what is compiled and loaded once."""
    warm()
    find_figures(Report("first", "地区生产总值增长5%，居全省第一，引进项目3个。"), load_lexicon())


def lines_for(text: str) -> int:
    with counted("core/detection") as count:
        find_figures(Report("strange", text), load_lexicon())
    return count.lines


@pytest.mark.parametrize("part", STRANGE.values(), ids=STRANGE)
def test_strange_texts_cost_what_they_are_long(part: str) -> None:
    """Ten times the text, at most eleven times the lines of code run."""
    small, large = lines_for(part * 100), lines_for(part * 1000)
    assert large <= 11 * max(small, 100)


def test_a_report_costs_what_it_is_long(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    assert lines_for(text * 5) <= 5.5 * lines_for(text)


def test_a_report_on_one_line_costs_no_more(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8").replace("\n", "")
    assert lines_for(text * 5) <= 5.5 * lines_for(text)
