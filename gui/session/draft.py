"""Drafts: what is typed in the form, or read beside the review, and is not written to the log yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model.decision import Decision
from core.model.figure import Figure
from core.review.review import ReviewedFigure


class TypedDraft:
    """What the session asks a form about the text typed in it.

    This one stands in while there is no form: nothing is typed.
    """

    def is_there(self) -> bool:
        """Tell whether the form says anything that the figure under decision does not."""
        return False

    def so_far(self) -> Figure:
        """Return the figure as the form says it; what cannot be read is as it was before."""
        raise NotImplementedError

    def read(self) -> Figure:
        """Return the figure as the form says it.

        Raises UserError where a field cannot be read, and gives that field the keyboard.
        """
        raise NotImplementedError

    def forget(self) -> None:
        """Forget what was typed, because it is stored."""


@dataclass(frozen=True)
class Draft:
    """A reading under decision that is no figure of this review, such as one that a dispute is about.

    `seal` is given the rows that decide on it and returns the rows to write. It is gone as soon as another figure is
    under decision.
    """

    shown: ReviewedFigure
    seal: Callable[[Sequence[Decision]], Sequence[Decision]]
