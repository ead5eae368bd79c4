"""The verdicts: what an annotator decides about the figure under decision; each is written to the log as one step."""

from collections.abc import Mapping
from dataclasses import replace

from core.model.decision import Field, Reason, Remark, SectionField, Step
from core.model.errors import UserError
from core.model.figure import Bound, Figure, Span, Status, is_label
from core.model.section import Section
from core.review.other_times import FigureTime
from core.review.review import ReviewedFigure, add_beside, confirm, reject

from .session import Session


class Verdicts:
    """Decides about the figure under decision: confirm, reject, correct, label, undo.

    Each method raises StoreError where the store cannot be written to; then nothing has changed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def confirm(self) -> None:
        """Confirm the figure under decision as the form shows it, and go to the next undecided one.

        Raises UserError where what is typed there cannot be read.
        """
        shown, typing = self._session.current, self._session.typing
        if shown is not None:
            self.decide(typing.read() if typing.is_there() else shown.figure, goes_on=True)
        else:
            self._session.go_undecided(1)

    def reject(self) -> None:
        """Decide that the text under decision is no figure, and go to the next undecided figure."""
        self.reject_for(None)

    def reject_for(self, reason: Reason | None) -> None:
        """Reject with a reason; a figure that is rejected already gets the reason."""
        shown = self._session.current
        if shown is not None and (shown.state != "rejected" or reason not in (None, _reason(shown))):
            self._session.write([reject(self._session.act(), shown, reason)], goes_on=True)
        else:
            self._session.go_undecided(1)

    def toggle_flag(self) -> None:
        """Flag the figure under decision, or remove its flag."""
        shown = self._session.current
        if shown is not None:
            self._remark(shown, replace(shown.remark, flagged=not shown.remark.flagged))

    def note(self, note: str) -> None:
        """Write a note on the figure under decision; an empty one removes the note."""
        shown = self._session.current
        if shown is not None:
            self._remark(shown, replace(shown.remark, note=note.strip()))

    def _remark(self, shown: ReviewedFigure, remark: Remark) -> None:
        if remark != shown.remark:
            self._session.write([self._session.act().remark(shown.target, remark)])

    def decide(self, figure: Figure, *, goes_on: bool = False) -> None:
        """Confirm the figure under decision as `figure`, which is a correction where it differs from the proposal.

        Where it `goes_on`, the next undecided figure comes under decision.
        """
        shown = self._session.held
        if shown is not None and (figure != shown.figure or shown.state not in ("confirmed", "added")):
            self._session.write([confirm(self._session.act(), shown, figure)], goes_on=goes_on, is_typed=True)
        elif goes_on:
            self._session.go_undecided(1)

    def _correct(self, changed: Figure) -> None:
        """Confirm the figure under decision with a key's change; while something is typed the change joins that."""
        if self._session.typing.is_there():
            self._session.join(changed)
        else:
            self.decide(changed)

    def _said(self) -> Figure | None:
        """Return the figure under decision as it is shown, with what is typed of it as far as that can be read."""
        shown, typing = self._session.current, self._session.typing
        return typing.so_far() if typing.is_there() else shown.figure if shown is not None else None

    def set_kind(self, kind: str) -> None:
        """Confirm the figure under decision with another kind or label.

        Raises UserError where a label without a number is to become a kind and its words have no number.
        """
        figure = self._said()
        if figure is not None:
            figure = figure if is_label(kind) or figure.value != () else self._read(figure.span)
            self._correct(replace(figure, kind=kind))

    def set_bound(self, bound: Bound) -> None:
        """Confirm the figure under decision with another bound; a label without a number has none."""
        figure = self._said()
        if figure is not None and figure.value != ():
            self._correct(replace(figure, bound=bound))

    def toggle_status(self) -> None:
        """Confirm the figure under decision with the other status."""
        figure = self._said()
        if figure is not None:
            other: Status = "actual" if figure.status == "target" else "target"
            self._correct(replace(figure, status=other))

    def set_time(self, time: FigureTime) -> None:
        """Confirm the figure under decision with another period, and the status that goes with it."""
        figure = self._said()
        if figure is not None:
            self._correct(replace(figure, period=time.period, status=time.status))

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

    def add(self, span: Span | None) -> None:
        """Make a figure of a selected span; where it overlaps one undecided figure, correct that one's span.

        A numeral that an edge of it cuts through belongs to it whole. Raises UserError where the span holds no numeral
        or runs into a figure that is decided.
        """
        act = self._session.act()
        span = self._trimmed(span, whole=True)
        touched = [other for other in self._session.review.touching(span) if not is_label(other.figure.kind)]
        if any(is_in_the_way(other) for other in touched):
            raise UserError(
                "There is already a confirmed figure here. Move or reject it, or add this one on top of it with "
                "Shift+N."
            )
        if len(touched) == 1:
            row = confirm(act, touched[0], self._read(span))
        elif self._session.review.get(span) is None:
            row = act.add(self._read(span))
        else:
            row = add_beside(act, self._read(span), self._session.review.taken())
        self._session.write([row])
        self._session.go_to(row.target)

    def add_overlapping(self, span: Span | None) -> None:
        """Make a figure of a selected span over whatever figures are there, which stay as they are.

        Raises UserError where the span holds no numeral.
        """
        act = self._session.act()
        self._write_beside(act, self._read(self._trimmed(span, whole=True)))

    def label(self, label: str, span: Span | None, *, beside: bool = False) -> None:
        """Put a label, by its id, on the figure under decision, or on a span: on the figure there, or a new one.

        `beside` puts it beside the figures there; raises UserError where it would otherwise run into a decided one.
        """
        act = self._session.act()
        shown = self._session.current
        if span is None and not beside:
            self.set_kind(label)
            return
        if span is None:
            if shown is None:
                return
            span = shown.figure.span
        span = self._trimmed(span)
        touched = self._session.review.touching(span)
        same = next((other for other in touched if other.figure.span == span), None)
        if same is not None and not beside:
            self._session.go_to(same.target)
            self.set_kind(label)
            return
        if not beside and any(other.state in ("confirmed", "added") for other in touched):
            raise UserError(
                "There is already a confirmed figure here. Press Shift with the label's key to put the label on top "
                "of it."
            )
        self._write_beside(act, self._labelled(label, span))

    def _write_beside(self, act: Step, figure: Figure) -> None:
        taken = self._session.review.taken()
        is_free = figure.span not in taken and not self._session.review.touching(figure.span)
        row = act.add(figure) if is_free else add_beside(act, figure, taken)
        self._session.write([row])
        self._session.go_to(row.target)

    def _labelled(self, label: str, span: Span) -> Figure:
        """Return a figure of a label: with what is read from words that are a number and no more, else without."""
        reading = self._session.reading
        assert reading is not None
        read = reading.read(span) if reading.is_number(span) else None
        if read is not None:
            return replace(read.figure, kind=label)
        return Figure(*span, label, (), "", "eq", "", "actual", None)

    def _trimmed(self, span: Span | None, *, whole: bool = False) -> Span:
        """Return a selected span without blanks at its ends, with the whole of a numeral it cuts through if asked."""
        reading = self._session.reading
        assert reading is not None
        span = span and reading.trimmed(span)
        if span is None or not reading.holds(span):
            raise UserError("No text is selected. Select some first, with the mouse or with Shift and the arrow keys.")
        return reading.whole(span) if whole else span

    def _read(self, span: Span) -> Figure:
        assert self._session.reading is not None
        read = self._session.reading.read(span)
        if read is None:
            raise UserError("The selection holds no number. Select the digits with their unit.")
        return read.figure

    def correct_section(self, section: Section, said: Mapping[SectionField, str], filed: Mapping[Field, str]) -> None:
        """Say of a section which years it is about or whether it is past, and of the report its year and region.

        All of it is one step; "" lets what is read hold again. The figures are found anew behind it.
        """
        act = self._session.act()
        rows = [act.section(section.span, field, value) for field, value in said.items()]
        rows += [act.file(field, value) for field, value in filed.items()]
        if rows:
            self._session.write(rows)

    def undo(self) -> None:
        """Undo the last act that stands; what is typed becomes an act first, and is undone."""
        self._session.leave()
        self._take_back(self._session.review.undo_step)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._session.leave()
        self._take_back(self._session.review.redo_step)

    def undo_back(self, step: str) -> None:
        """Undo every act after a step that still stands.

        Raise UserError where that step is undone or another annotator's.
        """
        self._session.leave()
        standing = list(self._session.review.undo_steps)
        if step not in standing:
            raise UserError(
                "That step is undone, or it belongs to another annotator. Choose a step of your own that is not undone."
            )
        later = standing[standing.index(step) + 1 :]
        if later:
            self._session.write([self._session.undoing(other) for other in reversed(later)])
        target = next((row.target for row in self._session.review.rows_of(step) if row.target is not None), None)
        if target is not None:
            self._session.go_to(target)

    def _take_back(self, step: str | None) -> None:
        if step is None:
            return
        changed = [
            target for target in self._session.write([self._session.undoing(step)]) if self._session.review.get(target)
        ]
        if changed:
            self._session.go_to(changed[0])
        elif self._session.current is None:
            self._session.go_undecided(1)

    def _respan(self, span: Span) -> None:
        """Move the figure under decision to a span, unless it would newly overlap another decided figure."""
        figure, reading = self._said(), self._session.reading
        if figure is None or reading is None or not reading.holds(span):
            return
        if not self.may_reach(span):
            raise UserError("That would overlap a confirmed figure. Move or reject that figure first.")
        changed = reading.respan(figure, span)
        self._correct(changed)
        if changed.kind != figure.kind:
            self._session.kind_followed.emit(figure, changed)

    def may_reach(self, span: Span) -> bool:
        """Tell whether the figure under decision may have a span: it would newly overlap no other decided figure."""
        figure, review = self._said(), self._session.review
        if figure is None or is_label(figure.kind):
            return figure is not None
        known = {other.target for other in review.touching(figure.span)}
        return not any(is_in_the_way(other) for other in review.touching(span) if other.target not in known)


def is_in_the_way(shown: ReviewedFigure) -> bool:
    """Tell whether no other figure may overlap this one: it is decided, and no label."""
    return shown.state in ("confirmed", "added") and not is_label(shown.figure.kind)


def _reason(shown: ReviewedFigure) -> Reason | None:
    return shown.decision.reason if shown.decision is not None else None
