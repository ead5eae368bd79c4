"""The soak: whole reports, and the same reports damaged, go through the detector unharmed."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.files.content import fold
from core.files.load import load
from core.model.figure import Proposal, from_record, to_record
from core.model.report import Report

SEED = 20260123
DIGITS = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
# Written the traditional way, character by character; enough of them that hardly a clause is left as it was.
TRADITIONAL = str.maketrans(
    "万亿个两点达过长产业总东农区国发实现与户团体数质项场经济网间设进务员会级电车应报优来学习书书",
    "萬億個兩點達過長產業總東農區國發實現與戶團體數質項場經濟網間設進務員會級電車應報優來學習書書",
)


def deleted(text: str, choice: random.Random) -> str:
    return "".join(char for char in text if choice.random() > 0.03)


def blanked(text: str, choice: random.Random) -> str:
    """Blanks and line breaks inside, as a PDF leaves them."""
    return "".join(char + choice.choice(" \n\u3000") if choice.random() < 0.04 else char for char in text)


def swapped(text: str, choice: random.Random) -> str:
    chars = list(text)
    for _ in range(len(chars) // 30):
        one, two = choice.randrange(len(chars)), choice.randrange(len(chars))
        chars[one], chars[two] = chars[two], chars[one]
    return "".join(chars)


def shuffled(text: str, choice: random.Random) -> str:
    """Clauses in no order: every carry and every heading is wrong."""
    clauses = re.split("(?<=[，。；\n])", text)
    choice.shuffle(clauses)
    return "".join(clauses)


def strange(text: str, choice: random.Random) -> str:
    """Characters outside the plane Qt counts by, marks that join and signs that look like numerals."""
    signs = "\U00020000👨‍👩‍👧\u0301\u200b①Ⅷ㈠½〇○"
    return "".join(char + choice.choice(signs) if choice.random() < 0.03 else char for char in text)


MUTATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda text, _: text,
    "full-width digits": lambda text, _: text.translate(DIGITS),
    "traditional characters": lambda text, _: text.translate(TRADITIONAL),
    "on one line": lambda text, _: text.replace("\n", ""),
    "without punctuation": lambda text, _: re.sub("[，。；：、！？]", "", text),
    "deleted": deleted,
    "blanks inside": blanked,
    "swapped": swapped,
    "shuffled": shuffled,
    "strange signs": strange,
}


def check(report: Report, proposals: list[Proposal]) -> None:
    """Spans lie inside the text, in order, none over another, and hold what they say."""
    end = 0
    for proposal in proposals:
        figure = proposal.figure
        assert end <= figure.start < figure.end <= len(report.text)
        end = figure.end
        words = report.text[figure.start : figure.end]
        assert words == words.strip()
        assert re.search(
            "[0-9０-９零〇一二两兩三四五六七八九十百千万亿萬億廿卅半数數几首壹贰叁肆伍陆柒捌玖拾佰仟榜过過番倍]", words
        )
        assert 0 <= proposal.confidence <= 1
        assert figure.period is None or re.fullmatch(r"\d{4}(-\d\d)?(/\d{4}(-\d\d)?)?", figure.period)
        assert from_record(to_record(figure)) == figure
        assert all(
            0 <= span.start < span.end <= len(report.text) for spans in proposal.evidence.values() for span in spans
        )


@pytest.fixture(scope="session")
def reports(shared: Path) -> list[Path]:
    found = sorted((shared / "corpus").glob("*.txt"))
    if not found:
        pytest.skip("the whole reports (../shared/corpus) are not beside the project")
    return found


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_whole_reports_go_through(mutation: str, reports: list[Path]) -> None:
    """All as they are; damaged, every third (each mutation begins with another)."""
    number = list(MUTATIONS).index(mutation)
    for path in reports if not number else reports[number % 3 :: 3]:
        text = MUTATIONS[mutation](load(path).text, random.Random(f"{SEED} {mutation} {path.stem}"))
        report = Report(path.stem, fold(text)[0])
        proposals = find_figures(report, load_lexicon())
        check(report, proposals)
        assert proposals == find_figures(Report("again", report.text), load_lexicon())
        if not number:
            assert len(proposals) > 50


def test_any_span_of_a_whole_report_can_be_read(reports: list[Path]) -> None:
    """An analyst may select anything: what is read lies on what was selected, or nothing is read."""
    choice = random.Random(SEED)
    for path in reports[::5]:
        report = load(path)
        for _ in range(40):
            start = choice.randrange(len(report.text) - 1)
            end = min(len(report.text), start + choice.randrange(1, 30))
            proposal = read_figure(report, (start, end), load_lexicon())  # type: ignore[arg-type]
            if proposal is not None:
                assert proposal.figure.span == (start, end)
