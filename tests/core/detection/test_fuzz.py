"""The fuzzer of the engine, in small: every seed keeps the laws, and so do a few hundred texts made of them."""

import subprocess
import sys

import pytest

from core.detection.pipeline import find_figures
from core.files.content import fold
from core.model.figure import Proposal
from core.model.report import Report
from tests.core.child import ROOT
from tools import fuzz
from tools.fuzz_texts import Fuzz, seeds


@pytest.mark.parametrize("text", seeds(), ids=lambda text: ascii(text[:16]))
def test_every_seed_keeps_the_laws(text: str) -> None:
    assert fuzz.broken_law(fold(text)[0]) is None


def test_texts_made_of_them_keep_the_laws() -> None:
    assert fuzz.run("quick", 400) == []


def test_the_same_seed_makes_the_same_texts() -> None:
    assert [Fuzz(5).text() for _ in range(2)] == [Fuzz(5).text() for _ in range(2)]
    one, two = Fuzz(5), Fuzz(5)
    assert [one.text() for _ in range(50)] == [two.text() for _ in range(50)] != [one.text() for _ in range(50)]


def test_it_is_started_alone() -> None:
    words = [sys.executable, "-m", "tools.fuzz", "--seed", "3", "--runs", "20"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "seed 3: 20 texts, 0 broken\n"), done.stderr


def _outside(report: Report, lexicon: object) -> list[Proposal]:
    from dataclasses import replace

    found = find_figures(report, lexicon)  # type: ignore[arg-type]
    return [replace(one, figure=replace(one.figure, end=len(report.text) + 1)) for one in found]


def _raising(report: Report, lexicon: object) -> list[Proposal]:
    if "%" in report.text:
        raise ArithmeticError(report.text)
    return []


def _quadratic(report: Report, lexicon: object) -> list[Proposal]:
    found = find_figures(report, lexicon)  # type: ignore[arg-type]
    for _ in found:
        find_figures(Report("again", report.text[:200]), lexicon)  # type: ignore[arg-type]
        find_figures(Report("again", report.text), lexicon)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(("engine", "law"), [(_outside, "spans within the text"), (_raising, "it never raises")])
def test_an_engine_that_breaks_a_law_is_told_with_a_short_text(
    engine: object, law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fuzzer itself is tried: on engines that are wrong."""
    monkeypatch.setattr(fuzz, "find_figures", engine)
    broken = fuzz.broken_law("全年增长3.5%，新增5家。")
    assert broken is not None
    assert law in broken[0]
    assert len(fuzz.shortest("全年增长3.5%，新增5家。", broken[0])) <= 3


def test_an_engine_whose_work_grows_faster_than_the_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fuzz.overwork("增长3.5%，新增5家。") is None
    monkeypatch.setattr(fuzz, "find_figures", _quadratic)
    broken = fuzz.overwork("增长3.5%。")
    assert broken is not None
    assert broken[0] == "time linear"
