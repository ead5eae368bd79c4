"""What a store has about a report: text, outline, proposals and decisions, read together.

In a thread where it is long.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.model.decision import Decision
from core.model.figure import Proposal, Span
from core.model.report import Report
from core.review.label_scheme import Scheme
from core.review.learnt import Lessons, Reading
from core.review.review import Review
from core.review.sources import Alternatives, with_alternatives

from .detection import outline_of
from .walk import Order, Progress, Walk

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.store import Store


NO_LESSONS = Lessons(())
"""Nothing learnt."""


@dataclass(frozen=True)
class ReadReport:
    """A report's figures as the session keeps them.

    `proposals` are the detector's, `learnt` tells how they are read by what was learnt from the annotator's decisions.
    `rows` is how many decisions the session had written when this was read: if it has written more since, the report is
    read again.
    """

    proposals: Sequence[Proposal]
    learnt: Reading
    alternatives: Alternatives
    review: Review
    progress: Progress
    walk: Walk
    rows: int


def read_report(
    own: Sequence[Proposal],
    foreign: Iterable[Proposal],
    log: Sequence[Decision],
    order: Order,
    rows: int = 0,
    *,
    lessons: Lessons = NO_LESSONS,
    text: str = "",
    apart: Collection[Span] = (),
) -> ReadReport:
    """Combine the detector's proposals and those of other sources with a log, for a walk in an order.

    The detector's proposals for the `text` are read by the `lessons`, but for those on targets that are decided on, and
    those `apart`.
    """
    decided = {row.target for row in log if row.target is not None}
    learnt = lessons.read(own, text, decided.union(apart))
    shown, alternatives = with_alternatives(learnt.proposals, foreign)
    review = Review(shown, log)
    return ReadReport(own, learnt, alternatives, review, Progress(review), Walk(review.figures, order), rows)


@dataclass(frozen=True)
class StoredReport:
    """A report as the store has it, with an annotator's log of it and that of all; `rows` as in `ReadReport`."""

    report: Report
    outline: "Outline"
    log: list[Decision]
    log_of_all: list[Decision]
    review: Review
    rows: int


def fetched(store: "Store", digest: str, annotator: str, scheme: Scheme, rows: int) -> StoredReport:
    """Read a report and an annotator's log of it; raise StoreError where either is not as it was written."""

    report = store.report(digest, annotator)
    log, log_of_all = store.acts_and_log(digest, annotator)
    return StoredReport(report, outline_of(report.text), log, log_of_all, Review([], scheme.through(log)), rows)
