"""The calibration: how much each rule of confidence counts, from figures that somebody judged by hand.

    python -m tools.calibrate JUDGED            prints what the confidence is worth on these figures
    python -m tools.calibrate JUDGED --fit      writes resources/confidence_points.toml from them

JUDGED lies outside the project, since it names real reports: a line for each figure with the path of its report, where
it starts and ends, and whether all of what the detector said of it then was right (`{"path": …, "start": …, "end": …,
"said": {…}, "right": true}`). `said` is the record of the figure that was judged: where the detector reads the figure
otherwise now, the judgement is no longer one of what it says, and the line is passed over.
"""

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.detection import confidence
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.survey import survey_report
from core.files.load import load
from core.model.figure import Proposal, to_record
from core.model.report import Report

STEPS = 1_500
# how strongly points are drawn towards 0: as if this many figures of each rule had been judged either way
DOUBT = 2.0
BANDS = ((0.9, 1.01), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6))


@dataclass(frozen=True)
class Judged:
    """A figure that was judged: the confidence it has now, the rules that lower it, and whether it is right."""

    confidence: float
    rules: frozenset[str]
    is_right: bool


def judged_in(path: Path) -> Iterator[Judged]:
    """Yield the judged figures that the detector still reads as they were judged."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: dict[str, dict[tuple[int, int], tuple[Proposal, frozenset[str]]]] = {}
    for line in lines:
        if line["path"] not in found:
            found[line["path"]] = _figures_in(load(Path(line["path"])))
        proposal, rules = found[line["path"]].get((line["start"], line["end"]), (None, frozenset()))
        if proposal is not None and to_record(proposal.figure) == line["said"]:
            yield Judged(proposal.confidence, rules, line["right"])


def _figures_in(report: Report) -> dict[tuple[int, int], tuple[Proposal, frozenset[str]]]:
    lexicon = load_lexicon()
    proposals = find_figures(report, lexicon)
    rules = confidence.rules_in(proposals, report.text, survey_report(report, lexicon).year, lexicon)
    return {
        one.figure.span: (one, frozenset(reason.rule for reason in by))
        for one, by in zip(proposals, rules, strict=True)
    }


def fit(judged: Sequence[Judged]) -> tuple[float, dict[str, float]]:
    """Return the points of every figure and of each rule, by logistic regression that is drawn towards no points."""
    names = sorted({rule for one in judged for rule in one.rules})
    base, points = 1.0, dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        by_rule: Counter[str] = Counter()
        error = 0.0
        for one in judged:
            off = 1 / (1 + math.exp(-base - sum(points[rule] for rule in one.rules))) - one.is_right
            error += off
            for rule in one.rules:
                by_rule[rule] += off  # type: ignore[assignment]
        base -= error / len(judged)
        for rule in names:
            points[rule] -= (by_rule[rule] + DOUBT * points[rule]) / len(judged)
    return base, points


def auc(judged: Iterable[Judged]) -> float:
    """Return how often a right figure has a higher confidence than a wrong one; equal ones count half."""
    ones = list(judged)
    right = [one.confidence for one in ones if one.is_right]
    wrong = [one.confidence for one in ones if not one.is_right]
    wins = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return wins / max(1, len(right) * len(wrong))


def table(judged: Sequence[Judged]) -> str:
    """Return the points as the text of resources/confidence_points.toml, with how many figures they come from."""
    base, points = fit(judged)
    right = sum(one.is_right for one in judged)
    lines = [
        "# How much each rule of confidence counts (core/detection/confidence.py), in points of log-odds, and how",
        "# many judged figures had it and how many of these were right. Written by `python -m tools.calibrate`.",
        "",
        f"base = {base:.2f}",
        f"judged = {len(judged)}",
        f"right = {right}",
    ]
    for id_ in confidence.RULE_IDS:
        having = [one for one in judged if id_ in one.rules]
        lines += [
            "",
            f"[rules.{id_.partition('.')[2]}]",
            f"points = {points.get(id_, 0.0):.2f}",
            f"judged = {len(having)}",
            f"right = {sum(one.is_right for one in having)}",
        ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print what the confidence is worth on judged figures, or fit the points to them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args(arguments)
    judged = list(judged_in(options.judged))
    if not judged:
        print("None of these figures is read as it was judged.", file=sys.stderr)
        return 2
    if options.fit:
        confidence.POINTS.write_text(table(judged), encoding="utf-8")
    print(f"{len(judged)} figures, {sum(one.is_right for one in judged)} right, AUC {auc(judged):.3f}")
    for low, high in BANDS:
        band = [one for one in judged if low <= one.confidence < high]
        if band:
            mean = sum(one.confidence for one in band) / len(band)
            share = sum(one.is_right for one in band) / len(band)
            print(f"{low:.0%} to {min(high, 1):.0%}: {len(band)} figures, {mean:.0%} expected, {share:.0%} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
