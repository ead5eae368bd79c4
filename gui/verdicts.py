"""The verdicts: what an annotator's keys decide on the figure under decision, each one a step in the log at once."""

from collections.abc import Sequence
from dataclasses import replace

from core.annotation.decision import Reason, Remark
from core.annotation.review import ReviewedFigure, confirm, reject
from core.errors import UserError
from core.figure import Bound, Figure, Kind, Span, Status
from gui import walk
from gui.session import Session


class Verdicts:
    """The verbs that decide; each raises StoreError where the disk refuses, and then nothing has changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def confirm(self) -> None:
        """Confirm the figure under decision if it is not, and go to the next undecided one."""
        shown = self._session.current
        if shown is not None and shown.state in ("undecided", "rejected"):
            self.decide(shown.figure)
        self._session.go_undecided(1)

    def reject(self) -> None:
        """Decide that the text under decision is no figure, and go to the next undecided one."""
        self.reject_for(None)

    def reject_for(self, reason: Reason | None) -> None:
        """Reject and say why; a figure that is rejected already is given the reason."""
        shown = self._session.current
        if shown is not None and (shown.state != "rejected" or reason not in (None, _reason(shown))):
            following = self._session.walk.beside(shown.target, 1) or self._session.walk.beside(shown.target, -1)
            self._session.write([reject(self._session.act(), shown, reason)])
            if self._session.review.get(shown.target) is None:
                self._session.go_to(following)
        self._session.go_undecided(1)

    def toggle_flag(self) -> None:
        """Flag the figure under decision, to come back to it, or take the flag off."""
        shown = self._session.current
        if shown is not None:
            self._remark(shown, replace(shown.remark, flagged=not shown.remark.flagged))

    def note(self, note: str) -> None:
        """Write a note on the figure under decision; an empty one takes the note off."""
        shown = self._session.current
        if shown is not None:
            self._remark(shown, replace(shown.remark, note=note.strip()))

    def _remark(self, shown: ReviewedFigure, remark: Remark) -> None:
        if remark != shown.remark:
            self._session.write([self._session.act().remark(shown.target, remark)])

    def decide(self, figure: Figure) -> None:
        """Confirm the figure under decision as `figure`, which is a correction where it differs from the proposal."""
        shown = self._session.current
        if shown is None or (figure == shown.figure and shown.state in ("confirmed", "added")):
            return
        self._session.write([confirm(self._session.act(), shown, figure)])

    def set_kind(self, kind: Kind) -> None:
        """Confirm the figure under decision with another kind."""
        if self._session.current is not None:
            self.decide(replace(self._session.current.figure, kind=kind))

    def set_bound(self, bound: Bound) -> None:
        """Confirm the figure under decision with another bound."""
        if self._session.current is not None:
            self.decide(replace(self._session.current.figure, bound=bound))

    def toggle_status(self) -> None:
        """Confirm the figure under decision with the other status."""
        if self._session.current is not None:
            other: Status = "actual" if self._session.current.figure.status == "target" else "target"
            self.decide(replace(self._session.current.figure, status=other))

    def move_start(self, by: int) -> None:
        """Move the figure's first character and read it anew, keeping what the annotator changed."""
        if self._session.current is not None:
            figure = self._session.current.figure
            self._respan(Span(figure.start + by, figure.end))

    def move_end(self, by: int) -> None:
        """Move the figure's last character and read it anew, keeping what the annotator changed."""
        if self._session.current is not None:
            figure = self._session.current.figure
            self._respan(Span(figure.start, figure.end + by))

    def add(self, span: Span) -> None:
        """Make a figure of a selected span; where it overlaps one undecided figure, correct that one's span.

        Raises UserError where the span holds no numeral or runs into a figure that is decided.
        """
        act = self._session.act()
        assert self._session.reading is not None
        span = self._session.reading.trimmed(span)
        read = self._session.reading.read(span) if self._session.reading.holds(span) else None
        touched = walk.touching(self._session.review.figures, span)
        self._refuse_decided(touched)
        if read is None:
            raise UserError("The selection holds no numeral. Select the digits with their unit.")
        row = confirm(act, touched[0], read.figure) if len(touched) == 1 else act.add(read.figure)
        self._session.write([row])
        self._session.go_to(row.target)

    def undo(self) -> None:
        """Take back the last act that stands."""
        self._take_back(self._session.review.undo_step)

    def redo(self) -> None:
        """Do again what was last undone."""
        self._take_back(self._session.review.redo_step)

    def _take_back(self, step: str | None) -> None:
        if step is None:
            return
        changed = [
            target
            for target in self._session.write([self._session.act().undo(step)])
            if self._session.review.get(target)
        ]
        if changed:
            self._session.go_to(changed[0])
        elif self._session.current is None:
            self._session.go_undecided(1)

    def _refuse_decided(self, figures: Sequence[ReviewedFigure]) -> None:
        if any(other.state in ("confirmed", "added") for other in figures):
            raise UserError("That would run into a confirmed figure. Move or reject that one first.")

    def _respan(self, span: Span) -> None:
        shown, reading = self._session.current, self._session.reading
        if shown is not None and reading is not None and reading.holds(span):
            others = walk.touching(self._session.review.figures, span)
            self._refuse_decided([other for other in others if other.target != shown.target])
            self.decide(reading.respan(shown.figure, span))


def _reason(shown: ReviewedFigure) -> Reason | None:
    return shown.decision.reason if shown.decision is not None else None
