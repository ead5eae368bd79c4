"""The measure of speed: the whole extraction against jieba segmenting the same text, and against a peer's models."""

import json
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.extraction.detect import find_figures
from core.extraction.indicator import warm
from core.extraction.lexicon import load_lexicon
from core.intake.load import load
from core.report import Report
from tools import environment
from tools.bench_timing import ROUNDS, Line, compare

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "云汀区2026年政府工作报告.txt"
CORPUS = ROOT.parent / "shared" / "corpus"
PEER_VENV = "build/bench-venv"
CORPUS_ROUNDS = 5
# The peer reads some 11,000 characters a second: a few whole reports say as much as all.
PEER_STEP, PEER_ROUNDS = 5, 3


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


def corpus() -> list[Report]:
    """The whole reports beside the project, none where they are not."""
    return [load(path) for path in sorted(CORPUS.glob("*.txt"))]


def against_segmentation() -> Iterator[Line]:
    """Time the extraction against jieba cutting the same text once.

    The bundled report is five times as dense in figures as whole ones of provinces, and misses the bound they keep.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    warm()
    lexicon = load_lexicon()
    reports = variants(sample(), ROUNDS)
    yield compare(
        f"find_figures / jieba.lcut, bundled report ({dense(reports[:1])})",
        lambda number: find_figures(reports[number], lexicon),
        lambda number: jieba.lcut(reports[number].text),
        bound=1.0,
    )
    whole = [variants(report, CORPUS_ROUNDS) for report in corpus()]
    if whole:
        density = dense([rounds[0] for rounds in whole])
        yield compare(
            f"find_figures / jieba.lcut, {len(whole)} whole reports ({density})",
            lambda number: [find_figures(rounds[number], lexicon) for rounds in whole],
            lambda number: [jieba.lcut(rounds[number].text) for rounds in whole],
            bound=1.0,
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
    groups = {"bundled report": [sample()]}
    if whole := corpus()[::PEER_STEP]:
        groups[f"{len(whole)} whole reports"] = whole
    try:
        for name, reports in groups.items():
            rounds = [
                [variants(report, PEER_ROUNDS)[number] for report in reports] for number in range(PEER_ROUNDS + 1)
            ]
            yield compare(
                f"Recognizers-Text / find_figures, {name}",
                lambda number, rounds=rounds: peer.milliseconds([report.text for report in rounds[number]]),
                lambda number, rounds=rounds: [find_figures(report, lexicon) for report in rounds[number]],
                bound=20.0,
                rounds=PEER_ROUNDS,
                least=True,
            )
    finally:
        peer.close()
