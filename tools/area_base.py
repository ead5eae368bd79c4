"""The measure of two attributes that hardly any figure says: area and base, held against labels of the labelled texts.

    python -m tools.area_base [--errors]

tests/area_base.json holds the labels: of each text beside the project the figures that say either, by their offsets and
without a word of it; who made them did not see the rules. What a label leaves out is null. Prints for each attribute
how many labels tell it, how many of these are read right (recall), and of how many figures it is set where it should
not be, or otherwise than labelled.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.attributes import LATER, Attribute
from core.model.figure import Figure, Span
from tools.bench_calibration import SHARED
from tools.bench_speed import ROOT

LABELS = ROOT / "tests" / "area_base.json"
LEAST_RECALL, MOST_WRONG = 80.0, 1.0
"""What the rules are held to, in per cent: of what labels tell, and of all figures."""


@dataclass
class Score:
    """How an attribute is read: given by labels, read right of these, set wrongly, of so many figures."""

    labelled: int = 0
    right: int = 0
    wrong: int = 0
    figures: int = 0

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.labelled)

    @property
    def wrongly(self) -> float:
        return 100 * self.wrong / max(1, self.figures)


def labels() -> dict[str, dict[Span, Mapping[str, Any]]]:
    """Read the labels, of each text by the spans of its figures; what is no text's list of figures is left out."""
    kept = json.loads(LABELS.read_text(encoding="utf-8"))
    return {
        name: {Span(row["start"], row["end"]): row for row in rows}
        for name, rows in kept.items()
        if (SHARED / "gold" / f"{name}.txt").is_file()
    }


def is_right(said: str | None, row: Mapping[str, Any], one: Attribute) -> bool:
    """Tell whether a figure says what a label accepts: the label's text, or one of several."""
    accepted = row.get(one.name)
    return said in (accepted if isinstance(accepted, list) else [accepted])


def is_labelled(row: Mapping[str, Any], one: Attribute) -> bool:
    """Tell whether a label gives the attribute: it is not null, nor is null one of several it accepts."""
    accepted = row.get(one.name)
    return bool(accepted) and None not in (accepted if isinstance(accepted, list) else [accepted])


def measure(errors: bool = False) -> dict[str, Score]:
    """Read the labelled texts and score each attribute over all of them; print what is not as labelled, if asked."""
    scores = {one.name: Score() for one in LATER}
    for name, labelled in labels().items():
        report = load(SHARED / "gold" / f"{name}.txt")
        found = {one.figure.span: one.figure for one in find_figures(report, load_lexicon())}
        for one in LATER:
            add(scores[one.name], one, found, labelled, report.text if errors else "")
    return scores


def add(
    score: Score, one: Attribute, found: Mapping[Span, Figure], labelled: Mapping[Span, Mapping[str, Any]], text: str
) -> None:
    """Count how an attribute of some figures was read; where a text is given, print its words at what is not right."""
    score.figures += len(found)
    for span in sorted(found.keys() | labelled.keys()):
        row = labelled.get(span, {})
        said = getattr(found[span], one.name) if span in found else None
        right, given = is_right(said, row, one), is_labelled(row, one)
        score.labelled += given
        score.right += given and right
        score.wrong += said is not None and not right
        if text and not right:
            print(f"  {one.name}: {said} for {row.get(one.name)}: {text[max(0, span.start - 60) : span.end]!r}")


def main() -> int:
    """Print the scores; return 1 where one is below what the rules are held to."""
    options = argparse.ArgumentParser(prog="area_base", description=__doc__.splitlines()[0])
    options.add_argument("--errors", action="store_true", help="print what is not as labelled")
    chosen = options.parse_args()
    if not (SHARED / "gold").is_dir():
        print("The labelled reports (../shared) are not beside the project.", file=sys.stderr)
        return 2
    scores = measure(chosen.errors)
    for name, score in scores.items():
        print(
            f"{name}: {score.labelled} labelled, recall {score.recall:.1f} %, set wrongly on "
            f"{score.wrong} of {score.figures} figures ({score.wrongly:.2f} %)"
        )
    return int(any(one.recall < LEAST_RECALL or one.wrongly > MOST_WRONG for one in scores.values()))


if __name__ == "__main__":
    sys.exit(main())
