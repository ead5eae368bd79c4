"""The figure under decision, and the ways that lead from one to another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from core.model.decision import Decision
from core.model.errors import UserError
from core.model.figure import AttributeName, Figure, Span
from core.review.review import Review, ReviewedFigure

from .draft import TypedDraft
from .span_reading import Reading, evidence_of
from .walk import Order, Walk


@dataclass(frozen=True)
class Draft:
    """A reading under decision that is no figure of this review; what is decided on it is sealed, then written.

    It is gone as soon as another figure is under decision.
    """

    shown: ReviewedFigure
    seal: Callable[[Sequence[Decision]], Sequence[Decision]]


class Going(QObject):
    """Where an annotator stands in a review; `moved` says that another figure is under decision.

    Whoever goes leaves what is under decision first, by `leave`. Where what is typed cannot be read it raises UserError
    and nothing has moved; `refused` carries that error to where no command says it, as after a click.
    """

    moved = Signal()
    refused = Signal(UserError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review = Review([], [])
        self.walk = Walk([])
        self.reading: Reading | None = None
        self.attribute: AttributeName = "indicator"
        self._current: Span | None = None
        self._draft: Draft | None = None
        self._joined: ReviewedFigure | None = None
        self.typing = TypedDraft()
        self._back_at: Span | None = None

    @property
    def current(self) -> ReviewedFigure | None:
        """The figure under decision, with what keys changed of it while something is typed."""
        return self._joined or self.held

    @property
    def held(self) -> ReviewedFigure | None:
        """The figure under decision as it stands in the log, or as it is proposed."""
        if self._draft is not None:
            return self._draft.shown
        return self.review.get(self._current) if self._current is not None else None

    def join(self, figure: Figure) -> None:
        """Have a key's change shown beside what is typed; both are written as one step."""
        held = self.held
        if held is not None:
            self._joined = replace(held, figure=figure)
            self.moved.emit()

    def unjoin(self) -> None:
        """Let go of what keys changed beside what was typed."""
        if self._joined is not None:
            self._joined = None
            self.moved.emit()

    def leave(self) -> None:
        """Write what is typed; raise UserError where it cannot be read, or the disk refuses."""

    def evidence(self) -> tuple[Span, ...]:
        """Return the spans of the words that decided the attribute looked at, of the figure under decision."""
        shown = self.current
        return evidence_of(self.reading, shown, self.attribute) if shown is not None else ()

    def look_at(self, attribute: AttributeName) -> None:
        """Take an attribute under the eye: the words that decided it are lit."""
        if attribute != self.attribute:
            self.attribute = attribute
            self.moved.emit()

    def go_to(self, target: Span | None, draft: Draft | None = None) -> None:
        """Take a figure under decision, or a draft on its target; None where there is none left."""
        if target is None or draft is not None or self.review.get(target) is not None:
            self._move_to(target, draft)

    def lead_to(self, target: Span) -> bool:
        """Go to a figure where nobody hears of an error but by `refused`; tell whether it is under decision."""
        try:
            self.go_to(target)
        except UserError as error:
            self.refused.emit(error)
            return False
        return True

    def go(self, by: int) -> None:
        """Go so many figures on in the walk, or back."""
        target = self.walk.beside(self._current, by)
        if target is not None:
            self._move_to(target)

    def go_undecided(self, by: int) -> None:
        """Go to the next figure nobody has decided on, or the one before; past the end of the walk it goes round."""
        target = self.next_undecided(by)
        if target is not None:
            self._move_to(target)

    def next_undecided(self, by: int) -> Span | None:
        """Return the target of the next figure nobody has decided on, or of the one before; None where none is left."""
        return self.walk.next(self._current, by, self._is_undecided)

    def go_flagged(self, by: int) -> None:
        """Go to the next flagged figure, or the one before, round the ends of the walk; raise UserError for none."""
        shown = self.review.get
        target = self.walk.next(self._current, by, lambda one: (now := shown(one)) is not None and now.remark.flagged)
        if target is not None:
            self._move_to(target)
        elif self.review.figures:
            raise UserError("No figure of this report is flagged.")

    def go_last_decided(self) -> None:
        """Go to the figure decided last in this report; asked again from there, to the one decided before it."""
        decided = [(shown.decision.at, shown.target) for shown in self.review.figures if shown.decision is not None]
        targets = [target for _, target in sorted(decided)]
        if targets:
            at = targets.index(self._current) if self._current is not None and self._current in targets else -1
            going_back = at >= 0 and self._current in (self._back_at, targets[-1])
            self._back_at = targets[max(at - 1, 0) if going_back else -1]
            self._move_to(self._back_at)

    def walk_by(self, order: Order) -> None:
        """Go through the figures in another order from now on, beginning with the first undecided one."""
        self.walk = Walk(self.review.figures, order)
        self.go_to(self.walk.next(None, 1, self._is_undecided) or self._current)

    def _is_undecided(self, target: Span) -> bool:
        shown = self.review.get(target)
        return shown is not None and shown.state == "undecided"

    def _move_to(self, target: Span | None, draft: Draft | None = None) -> None:
        if (target, draft) != (self._current, self._draft):
            self.leave()
            self._joined = None
        self._current, self._draft = target, draft
        self.moved.emit()
