"""Drafts: what is typed in the form, or read beside the review, and stands in no step of the log yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model.decision import Decision
from core.model.figure import Figure
from core.review.review import ReviewedFigure


class TypedDraft:
    """What the session asks of a form about what is typed in it; this one, used before there is a form, has nothing."""

    def is_there(self) -> bool:
        """Tell whether the form says anything that the figure under decision does not."""
        return False

    def so_far(self) -> Figure:
        """Return the figure as the form says it; what cannot be read is as it was before."""
        raise NotImplementedError

    def read(self) -> Figure:
        """Return the figure as the form says it; raise UserError, the keyboard in the field, where one is none."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was typed: it is written."""


@dataclass(frozen=True)
class Draft:
    """A reading under decision that is no figure of this review, as one that a dispute is about.

    `seal` is given the rows that decide on it and returns the rows to write.

    It is gone as soon as another figure is under decision.
    """

    shown: ReviewedFigure
    seal: Callable[[Sequence[Decision]], Sequence[Decision]]
