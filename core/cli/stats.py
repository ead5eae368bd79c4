"""The verb stats: how far the reports of a store are decided."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ..jobs.engines import proposals_in
from ..jobs.executor import BrokenOff, attempt
from ..model.figure import KINDS
from ..review.label_scheme import Scheme
from ..review.review import Review
from ..store import Store
from .run import PATH, fail_for, row, verbs


@verbs.command()
@click.argument("store", type=PATH)
def stats(store: Path) -> int:
    """Print how far each report of STORE is decided, altogether and by kind and label, a line for each annotator."""
    status = 0
    with Store.reading(store) as opened:
        scheme = Scheme(opened.labels())
        kinds = [*KINDS, *(label.id for label in scheme.live)]
        row("report", "annotator", "decided", "total", *map(scheme.exported, kinds))
        for entry in opened.reports():
            proposals = attempt(proposals_in, entry.name, opened.report(entry.digest).text)
            if isinstance(proposals, BrokenOff):
                status = fail_for(entry.name, proposals)
                continue
            for identity, name in (opened.annotators() or {"": "-"}).items():
                review = Review(proposals, scheme.through(opened.log(entry.digest, identity)))
                row(entry.name, name, *_progress(review, kinds))
    return status


def _progress(review: Review, kinds: Sequence[str]) -> Iterator[str]:
    """Yield decided and total, then decided/total of each kind and label."""
    total = Counter(reviewed.figure.kind for reviewed in review.figures)
    decided = Counter(reviewed.figure.kind for reviewed in review.figures if reviewed.state != "undecided")
    yield str(decided.total())
    yield str(total.total())
    yield from (f"{decided[kind]}/{total[kind]}" for kind in kinds)
