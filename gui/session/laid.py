"""What is proposed for a report and what was decided on it, read together; pure, so that it can be done aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.decision import Decision
from core.annotation.review import Review
from core.annotation.rival import Rivals, lay_beside
from core.figure import Proposal
from gui.session.progress import Progress
from gui.session.walk import Order, Walk


@dataclass(frozen=True)
class Laid:
    """A report's figures as the session holds them; `rows` is how many decisions of this sitting they know of."""

    proposals: Sequence[Proposal]
    rivals: Rivals
    review: Review
    progress: Progress
    walk: Walk
    rows: int


def laid(
    own: Sequence[Proposal], foreign: Iterable[Proposal], log: Iterable[Decision], order: Order, rows: int = 0
) -> Laid:
    """Read the detector's proposals and those of other sources beside a log, the walk in an order."""
    shown, rivals = lay_beside(own, foreign)
    review = Review(shown, log)
    return Laid(own, rivals, review, Progress(review), Walk(review.figures, order), rows)
