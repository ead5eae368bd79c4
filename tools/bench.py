"""The measure of speed: each line a ratio of two things timed in one run, so that it says the same on any machine."""

import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "云汀区2026年政府工作报告.txt"
ROUNDS = 15

Work = Callable[[int], object]
"""What is timed, given the number of its round."""


@dataclass(frozen=True)
class Line:
    """What was measured: its work against the yardstick's, each the median over the rounds in milliseconds."""

    name: str
    ratio: float
    work_ms: float
    yardstick_ms: float
    rounds: int


def compare(name: str, work: Work, yardstick: Work, rounds: int = ROUNDS) -> Line:
    """Time two works in turns, once unmeasured first; the ratio is the median of the rounds' own ratios."""
    times: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        first, second = _time(work, number), _time(yardstick, number)
        if number:  # what is loaded, compiled or cached at first use is not what is asked
            times.append((first, second))
    mine, theirs = zip(*times, strict=True)
    ratio = median(first / second for first, second in times)
    return Line(name, round(ratio, 2), round(median(mine), 2), round(median(theirs), 2), rounds)


def _time(work: Work, number: int) -> float:
    start = time.perf_counter()
    work(number)
    return (time.perf_counter() - start) * 1_000


def find_figures_against_segmentation() -> Line:
    """Time the whole extraction of the bundled report against jieba segmenting the same text once."""
    import jieba

    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon
    from core.extraction.load import load

    jieba.setLogLevel(logging.WARNING)
    report, lexicon = load(SAMPLE), load_lexicon()
    if not find_figures(report, lexicon):
        raise SystemExit("nothing found: there is nothing to time")
    # each round a text of its own: what was kept from the round before must not answer for this one
    reports = [replace(report, text=report.text + "\n" * number) for number in range(ROUNDS + 1)]
    return compare(
        "find_figures / jieba.lcut, bundled report",
        lambda number: find_figures(reports[number], lexicon),
        lambda number: jieba.lcut(reports[number].text),
    )


LINES: tuple[Callable[[], Line], ...] = (find_figures_against_segmentation,)


def main() -> None:
    """Print every line, for people or with --json for programs."""
    lines = [measure() for measure in LINES]
    if "--json" in sys.argv:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
        return
    for line in lines:
        print(
            f"{line.name}: {line.ratio:.2f}  ({line.work_ms:.1f} ms / {line.yardstick_ms:.1f} ms, {line.rounds} rounds)"
        )


if __name__ == "__main__":
    main()
