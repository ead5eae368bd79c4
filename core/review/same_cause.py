"""Which figures of a review are asked about when an annotator corrects one: what may have the same cause."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.figure import Proposal, Span, is_label
from ..model.same_cause import Decided, SameCause
from .review import Review, ReviewedFigure

MOST_AHEAD, MOST_BACK = 1_000, 500
"""How many figures behind a correction and before it are compared: a list that nobody could read through helps none."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the correction, what else the annotator decided, and the spans of what is not decided."""

    correction: Decided
    decided: Sequence[Decided]
    undecided: Sequence[Span]


def question_about(review: Review, corrected: ReviewedFigure) -> Question | None:
    """Return what to ask about a correction; None where it says nothing of how other figures were read.

    So it is with a label, with a figure whose edges were moved, and with one that was itself carried from another. Of
    the other decisions those count that the annotator came to alone.
    """
    if not _corrects_a_reading(corrected):
        return None
    at = review.index(corrected.target)
    if at is None:
        return None
    near = review.figures[max(0, at - MOST_BACK) : at + MOST_AHEAD]
    decided = [Decided(one.target, one.figure) for one in near if one is not corrected and _is_read_alone(one)]
    undecided = [one.target for one in near if one.state == "undecided"]
    return Question(Decided(corrected.target, corrected.figure), decided, undecided) if undecided else None


def _corrects_a_reading(shown: ReviewedFigure) -> bool:
    return (
        shown.corrected
        and shown.decision is not None
        and shown.decision.carried is None
        and shown.figure.span == shown.target
        and not is_label(shown.figure.kind)
    )


def _is_read_alone(shown: ReviewedFigure) -> bool:
    """Tell whether an annotator said what a proposed figure says, without another figure's correction."""
    return shown.state == "confirmed" and shown.figure.span == shown.target and not _is_carried(shown)


def _is_carried(shown: ReviewedFigure) -> bool:
    return shown.decision is not None and shown.decision.carried is not None


@dataclass(frozen=True, slots=True)
class Offered:
    """An undecided figure that a correction is about too, as the review has it, and how it is read then."""

    shown: ReviewedFigure
    after: Proposal
    is_sure: bool


def offered(review: Review, found: Iterable[SameCause]) -> Iterator[Offered]:
    """Yield of the figures that were found those that are still undecided, and proposed as they were read."""
    for one in found:
        shown = review.get(one.before.span)
        if shown is not None and shown.state == "undecided" and shown.figure == one.before:
            yield Offered(shown, one.after, one.is_sure)
