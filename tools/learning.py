"""The worth of what is learnt: an annotator who knows the answers reviews labelled texts, one after the other.

    python -m tools.learning [FOLDER] [--orders 12] [--best]

FOLDER holds labelled texts as `tools.oracle` takes them; without it the bundled report and those beside the project are
reviewed. The texts come in several orders. For each it is counted how many wrong attributes what was learnt put right
before the annotator came to them, in the texts after those it was learnt from (across) and also within a text, where it
would be learnt after each decision; and how many right ones it made wrong. With --best the annotator puts the best
wording of an indicator, where others would be accepted: so many annotators work.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.attributes import NAMES, AttributeName
from core.model.decision import Decision, Step, new_step
from core.model.figure import Figure, Proposal, Span
from core.model.judgement import Judgement, judgement_of
from core.model.report import Report
from core.review.learnt import Experience, Lessons
from tools.oracle import accepted, gold_of, is_right, labelled_in, labelled_reports

Label = dict[str, Any]


@dataclass(frozen=True)
class Labelled:
    """A labelled text with what the detector proposes for it."""

    report: Report
    proposals: Sequence[Proposal]
    labels: dict[Span, Label]


def wrong_in(figure: Figure, label: Label, *, best: bool) -> set[AttributeName]:
    """Return the attributes that the annotator corrects."""
    wrong = {name for name in NAMES if not is_right(figure, label, name)}
    if best and figure.indicator != accepted(label, "indicator")[0]:
        wrong.add("indicator")
    return wrong


def decide(step: Step, proposal: Proposal, label: Label | None, *, best: bool) -> Decision:
    """Return what the annotator decides on a proposal."""
    figure = proposal.figure
    if label is None:
        return step.reject(figure.span, proposal)
    if label.get("optional"):
        return step.confirm(figure.span, figure, proposal)
    wrong = wrong_in(figure, label, best=best) - {"value"}
    return step.confirm(figure.span, replace(figure, **{name: accepted(label, name)[0] for name in wrong}), proposal)


def review(texts: Sequence[Labelled], *, within: bool, best: bool) -> Counter[str]:
    """Review texts one after the other; count what was wrong, what was put right before, and what was broken."""
    experience, counts = Experience(), Counter[str]()
    for text in texts:
        step, judged = new_step("oracle", text.report.digest), list[Judgement]()
        lessons = Lessons(experience.learnt())
        for proposal in text.proposals:
            if within:
                experience.take(text.report.digest, judged, text.report.text)
                lessons = Lessons(experience.learnt())
            label = text.labels.get(proposal.figure.span)
            read = lessons.read([proposal], text.report.text)
            counts.update(_counted(proposal, read.proposals, label, best=best))
            for one in read.proposals:
                if (judgement := judgement_of(decide(step, one, label, best=best))) is not None:
                    judged.append(judgement)
        experience.take(text.report.digest, judged, text.report.text)
    return counts


def _counted(proposal: Proposal, read: Sequence[Proposal], label: Label | None, *, best: bool) -> Iterator[str]:
    if label is None:
        yield from ("wrong", "saved") if not read else ("wrong",)
    elif not label.get("optional"):
        before = wrong_in(proposal.figure, label, best=best)
        after = wrong_in(read[0].figure, label, best=best) if read else set(NAMES)
        yield from ("right",) * (len(NAMES) - len(before))
        yield from ("wrong",) * len(before)
        yield from ("saved",) * len(before - after)
        yield from ("broken",) * len(after - before)


def main(arguments: list[str] | None = None) -> int:
    """Print what is saved across texts and within them, and what is made wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--orders", type=int, default=12)
    parser.add_argument("--best", action="store_true")
    options = parser.parse_args(arguments)
    lexicon = load_lexicon()
    pairs = labelled_in(options.folder) if options.folder else labelled_reports()
    texts = []
    for path, gold in pairs:
        report = load(path)
        texts.append(Labelled(report, find_figures(report, lexicon), gold_of(gold)))
    for within in (False, True):
        counts = Counter[str]()
        for order in range(options.orders):
            shuffled = random.Random(order).sample(texts, len(texts))
            counts += review(shuffled, within=within, best=options.best)
        share = counts["saved"] / max(1, counts["wrong"])
        print(
            f"{'within and across' if within else 'across'}: {options.orders} orders of {len(texts)} texts, "
            f"{counts['saved']} of {counts['wrong']} wrong attributes saved ({share:.1%}), "
            f"{counts['broken']} of {counts['right']} right ones broken"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
