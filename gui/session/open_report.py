"""What a store has of a report: text, parts, proposals and decisions, read together, in the background if need be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.model.decision import Decision
from core.model.figure import Proposal
from core.model.report import Report
from core.review.label_scheme import Scheme
from core.review.review import Review
from core.review.sources import Rivals, lay_beside

from .progress import Progress
from .walk import Order, Walk

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.store import Store


@dataclass(frozen=True)
class ReadReport:
    """A report's figures as the session holds them; `rows` is how many decisions of this sitting they know of."""

    proposals: Sequence[Proposal]
    rivals: Rivals
    review: Review
    progress: Progress
    walk: Walk
    rows: int


def read_report(
    own: Sequence[Proposal], foreign: Iterable[Proposal], log: Iterable[Decision], order: Order, rows: int = 0
) -> ReadReport:
    """Read the detector's proposals and those of other sources beside a log, the walk in an order."""
    shown, rivals = lay_beside(own, foreign)
    review = Review(shown, log)
    return ReadReport(own, rivals, review, Progress(review), Walk(review.figures, order), rows)


@dataclass(frozen=True)
class StoredReport:
    """A report with what an annotator did at it; `rows` is how many decisions of this sitting it knows of."""

    report: Report
    outline: "Outline"
    log: list[Decision]
    review: Review
    rows: int


def fetched(store: "Store", digest: str, annotator: str, scheme: Scheme, rows: int) -> StoredReport:
    """Read a report and an annotator's log of it; raise StoreError where either is not as it was written."""
    from core.detection.outline import outline

    report = store.report(digest)
    log = store.acts(digest, annotator)
    return StoredReport(report, outline(report.text), log, Review([], scheme.through(log)), rows)
