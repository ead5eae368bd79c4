"""The measure of speed: the whole extraction against jieba segmenting the same text, and against a peer's models."""

import json
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.detection.indicator.segmenter import warm
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.report import Report
from tools import environment
from tools.bench_timing import ROUNDS, Line, compare

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "云汀区2026年政府工作报告.txt"
CORPUS = ROOT.parent / "shared" / "corpus"
PEER_VENV = "build/bench-venv"
CORPUS_ROUNDS = 5
BEFORE_RULES, DEARER_BY_RULES = {"bundled": 0.62, "whole": 0.91}, 1.15
"""The ratios of extraction to jieba.lcut before each reading had named rules as its reasons (4dbbb7e), of the bundled
report and of whole ones, and how many times as dear it may be with them."""
# The peer reads some 11,000 characters a second: a few whole reports say as much as all.
PEER_STEP, PEER_ROUNDS = 5, 3
A_FIGURE = 90
"""The characters in which whole reports have a figure: eleven in a thousand. Extraction costs by the figure, and the
bundled report has five times as many; what it takes is therefore told a figure, beside what others take for so much."""


def variants(report: Report, rounds: int) -> list[Report]:
    """Make each round a text of its own: what was kept from the round before must not answer for this one."""
    return [replace(report, text=report.text + "\n" * number) for number in range(rounds + 1)]


def sample() -> Report:
    """The bundled report; end the run where nothing is found in it."""
    report = load(SAMPLE)
    if not find_figures(report, load_lexicon()):
        raise SystemExit("nothing found: there is nothing to time")
    return report


def dense(reports: list[Report]) -> str:
    """How dense some reports are in figures, which is what extraction costs by."""
    figures = sum(len(find_figures(report, load_lexicon())) for report in reports)
    return f"{1000 * figures / sum(len(report.text) for report in reports):.0f} figures in 1,000 characters"


def as_much(report: Report, figures: int) -> str:
    """Return a report's text again and again, as long as a whole report with so many figures is."""
    length = figures * A_FIGURE
    return (report.text * -(-length // len(report.text)))[:length]


def corpus() -> list[Report]:
    """The whole reports beside the project, none where they are not."""
    return [load(path) for path in sorted(CORPUS.glob("*.txt"))]


def bound_of(reports: str) -> float:
    """Return how many times as long as jieba.lcut the extraction of some reports may take, with the rules it names."""
    return round(DEARER_BY_RULES * BEFORE_RULES[reports], 2)


def against_segmentation() -> Iterator[Line]:
    """Time the extraction against jieba cutting the same text once.

    The bundled report is timed by the figure, against as much text as holds so many figures elsewhere.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    warm()
    lexicon = load_lexicon()
    reports = variants(sample(), ROUNDS)
    texts = [as_much(report, len(find_figures(report, lexicon))) for report in reports]
    yield compare(
        f"find_figures, a figure / jieba.lcut, {A_FIGURE} characters, bundled report ({dense(reports[:1])})",
        lambda number: find_figures(reports[number], lexicon),
        lambda number: jieba.lcut(texts[number]),
        bound=bound_of("bundled"),
    )
    whole = [variants(report, CORPUS_ROUNDS) for report in corpus()]
    if whole:
        density = dense([rounds[0] for rounds in whole])
        yield compare(
            f"find_figures / jieba.lcut, {len(whole)} whole reports ({density})",
            lambda number: [find_figures(rounds[number], lexicon) for rounds in whole],
            lambda number: [jieba.lcut(rounds[number].text) for rounds in whole],
            bound=bound_of("whole"),
            rounds=CORPUS_ROUNDS,
        )


class Peer:
    """Recognizers-Text in a process of its own environment; times itself, so that the pipe costs it nothing."""

    def __init__(self, python: Path) -> None:
        script = Path(__file__).with_name("bench_recognizers.py")
        self.process = subprocess.Popen(
            [python, "-W", "ignore", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def milliseconds(self, texts: list[str]) -> float:
        """The milliseconds its Chinese number-with-unit models take over some texts."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(texts) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if not answer["found"]:
            raise SystemExit("Recognizers-Text found nothing: there is nothing to compare with")
        return float(answer["ms"])

    def close(self) -> None:
        """End the process and wait for it."""
        self.process.communicate()


def against_recognizers() -> Iterator[Line]:
    """Time Recognizers-Text against the extraction, in turns; nothing where it cannot be installed."""
    try:
        python = environment.provide(ROOT, PEER_VENV, environment.BENCH_LOCK, "2 MB")
    except environment.SetUpError:
        print("Recognizers-Text cannot be installed (is the network there?): it is not compared with.")
        return
    lexicon, peer = load_lexicon(), Peer(python)
    bundled = variants(sample(), PEER_ROUNDS)
    texts = [as_much(report, len(find_figures(report, lexicon))) for report in bundled]
    whole = [variants(report, PEER_ROUNDS) for report in corpus()[::PEER_STEP]]
    try:
        yield compare(
            f"Recognizers-Text, {A_FIGURE} characters / find_figures, a figure, bundled report",
            lambda number: peer.milliseconds([texts[number]]),
            lambda number: find_figures(bundled[number], lexicon),
            bound=20.0,
            rounds=PEER_ROUNDS,
            least=True,
        )
        if whole:
            yield compare(
                f"Recognizers-Text / find_figures, {len(whole)} whole reports",
                lambda number: peer.milliseconds([rounds[number].text for rounds in whole]),
                lambda number: [find_figures(rounds[number], lexicon) for rounds in whole],
                bound=20.0,
                rounds=PEER_ROUNDS,
                least=True,
            )
    finally:
        peer.close()
