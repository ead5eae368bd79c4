"""The draw: proposals taken at random over whole reports, each with its paragraph, for judging by hand.

    python -m tools.draw FOLDER OUTPUT [--number 200] [--seed 20260123]

FOLDER holds the reports (NAME.txt); OUTPUT is written outside the project, whose files hold no sentence of a real
report. What is drawn depends on the seed, the reports and the detector alone. docs/hand-check.md keeps the verdicts.
"""

import argparse
import random
import sys
from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.figure import Proposal, plain_value
from core.model.report import Report
from tools.first_sight import is_first_sight

ROOT = Path(__file__).resolve().parent.parent
SEED = 20260123
NUMBER = 200
# How much of a long paragraph is shown on either side.
CONTEXT = 220

Drawn = tuple[Report, Proposal]


def draw(reports: list[Report], number: int, seed: int) -> list[Drawn]:
    """Draw some proposals over all reports, every proposal as likely as any other; in the reports' order."""
    lexicon = load_lexicon()
    everything = [(report, proposal) for report in reports for proposal in find_figures(report, lexicon)]
    chosen = random.Random(seed).sample(range(len(everything)), min(number, len(everything)))
    return [everything[index] for index in sorted(chosen)]


def describe(number: int, drawn: Drawn) -> str:
    """A proposal with the heading above it, its paragraph, and what was read."""
    report, proposal = drawn
    figure, plan = proposal.figure, outline(report.text)
    paragraph = plan.paragraph_at(figure.start)
    start, end = max(paragraph.start, figure.start - CONTEXT), min(paragraph.end, figure.end + CONTEXT)
    above = [heading.title for heading in plan.headings if heading.span.start < figure.start and heading.level < 3]
    shown = report.text[start : figure.start] + "【" + report.text[figure.start : figure.end] + "】"
    shown += report.text[figure.end : end]
    return "\n".join(
        (
            f"#{number} {report.name} {figure.start} {figure.end} confidence {proposal.confidence:.2f}",
            f"  under: {' / '.join(above[-2:])}",
            f"  opens: {report.text[paragraph.start : paragraph.start + 40]}" * (start > paragraph.start),
            "  " + shown.replace("\n", "|"),
            f"  → {figure.kind} | {plain_value(figure.value)} | {figure.unit or '-'} | {figure.bound} | "
            f"{figure.indicator} | {figure.status} | {figure.period}",
        )
    )


def main() -> int:
    """Draw, and write what was drawn to the output."""
    options = argparse.ArgumentParser(prog="draw", description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("output", type=Path)
    options.add_argument("--number", type=int, default=NUMBER)
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    if chosen.output.resolve().is_relative_to(ROOT):
        print("The output holds sentences of real reports: name a file outside the project.", file=sys.stderr)
        return 1
    reports = [report for path in sorted(chosen.folder.glob("*.txt")) if not is_first_sight(report := load(path))]
    drawn = draw(reports, chosen.number, chosen.seed)
    written = "\n\n".join(describe(number, one) for number, one in enumerate(drawn, 1))
    chosen.output.write_text(written + "\n", encoding="utf-8")
    print(f"{len(drawn)} proposals of {len({report.name for report, _ in drawn})} reports: {chosen.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
