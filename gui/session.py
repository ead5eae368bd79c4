"""One annotator at one report: the only object of the window that writes; widgets read from it and call its verbs."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.annotation.decision import Decision, Step, new_step
from core.annotation.review import Review, ReviewedFigure, confirm, reject
from core.errors import UserError
from core.figure import ATTRIBUTES, Attribute, Bound, Figure, Kind, Proposal, Span, Status
from core.report import Report

if TYPE_CHECKING:
    from core.annotation.store import ReportEntry, Store
    from core.extraction.outline import Outline


class Session(QObject):
    """A store, an annotator, a report and the figure under decision.

    Disk first, then screen: a verb that decides appends to the store before anything else changes, so a StoreError
    leaves everything as it was. `opened` says that another store or report is on the desk, or that the store's reports
    changed; `decided` names the targets whose figures changed; `moved` says that another figure is under decision.
    """

    opened = Signal()
    decided = Signal(list)
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store: Store | None = None
        self.annotator = ""
        self.report: Report | None = None
        self.review = Review([], [])
        self.ready = False
        self.reports: Sequence[ReportEntry] = ()
        self.outline: Outline | None = None
        self.attribute: Attribute = "indicator"
        self._current: Span | None = None
        self._last_read: tuple[Span, Proposal | None] | None = None

    # The desk

    def use(self, store: "Store | None", annotator_name: str) -> None:
        """Put another store on the desk, with no report open; the caller closes the one before."""
        self.annotator = store.annotator(annotator_name) if store else ""
        self.store = store
        self.close_report()

    def close_report(self) -> None:
        """Take the report off the desk."""
        self.report, self.outline, self.ready = None, None, False
        self.review, self._current, self._last_read = Review([], []), None, None
        self.reports = self.store.reports() if self.store else ()
        self.opened.emit()

    def add_report(self, report: Report) -> bool:
        """Put a report into the store; return False if its text is there already."""
        assert self.store is not None
        added = self.store.add_report(report)
        if added:
            self.reports = self.store.reports()
            self.opened.emit()
        return added

    def open_report(self, digest: str) -> Report:
        """Lay a report on the desk with what was decided on it; its proposals come by `propose`."""
        from core.extraction.outline import outline

        assert self.store is not None
        report = self.store.report(digest)
        self.review = Review([], self.store.log(digest, self.annotator))
        self.report, self.outline, self.ready = report, outline(report.text), False
        self._current, self._last_read = None, None
        self.opened.emit()
        return report

    def propose(self, proposals: Sequence[Proposal], place: Span | None) -> None:
        """Lay the detector's proposals beside the log and go to `place`, or to the first undecided figure."""
        assert self.store is not None
        assert self.report is not None
        self.review = Review(proposals, self.store.log(self.report.digest, self.annotator))
        self.ready = True
        self.decided.emit([shown.target for shown in self.review.figures])
        if place is None or self.review.get(place) is None:
            first = self._undecided_from(0, 1) or next(iter(self.review.figures), None)
            place = first.target if first else None
        self._move_to(place)

    # The figure under decision

    @property
    def current(self) -> ReviewedFigure | None:
        """The figure under decision."""
        return self.review.get(self._current) if self._current is not None else None

    def index_of(self, shown: ReviewedFigure) -> int:
        """Return a figure's place in text order."""
        return bisect_left(self.review.figures, _order(shown), key=_order)

    def figure_at(self, offset: int) -> ReviewedFigure | None:
        """Return the figure that covers a code point."""
        figures = self.review.figures
        at = bisect_left(figures, offset + 1, key=lambda shown: shown.figure.start) - 1
        return figures[at] if at >= 0 and offset < figures[at].figure.end else None

    def progress(self) -> tuple[int, int]:
        """Return how many of the report's figures are decided, and how many there are."""
        figures = self.review.figures
        return sum(shown.state != "undecided" for shown in figures), len(figures)

    def evidence(self) -> tuple[Span, ...]:
        """Return the spans of the words that decided the attribute looked at, of the figure under decision."""
        shown = self.current
        if shown is None:
            return ()
        source = shown.proposal
        if source is None or source.figure.span != shown.figure.span:
            source = self._read(shown.figure.span)
        return source.evidence.get(self.attribute, ()) if source is not None else ()

    def look_at(self, attribute: Attribute) -> None:
        """Take an attribute under the eye: the words that decided it are lit."""
        if attribute != self.attribute:
            self.attribute = attribute
            self.moved.emit()

    def go_to(self, target: Span) -> None:
        """Take a figure under decision."""
        if self.review.get(target) is not None:
            self._move_to(target)

    def go_next(self) -> None:
        """Go one figure on in the text."""
        self._step(1)

    def go_previous(self) -> None:
        """Go one figure back in the text."""
        self._step(-1)

    def go_next_undecided(self) -> None:
        """Go to the next figure nobody has decided on; past the last, to the first."""
        self._go_undecided(1)

    def go_previous_undecided(self) -> None:
        """Go back to the last figure nobody has decided on; past the first, to the last."""
        self._go_undecided(-1)

    # Verdicts

    def confirm(self) -> None:
        """Confirm the figure under decision if it is not, and go to the next undecided one."""
        shown = self.current
        if shown is not None and shown.state in ("undecided", "rejected"):
            self.decide(shown.figure)
        self.go_next_undecided()

    def reject(self) -> None:
        """Decide that the text under decision is no figure, and go to the next undecided one."""
        shown = self.current
        if shown is not None and shown.state != "rejected":
            following = self._neighbour(shown)
            self._append([reject(self._act(), shown)])
            if self.review.get(shown.target) is None:
                self._move_to(following)
        self.go_next_undecided()

    def decide(self, figure: Figure) -> None:
        """Confirm the figure under decision as `figure`, which is a correction where it differs from the proposal."""
        shown = self.current
        if shown is None or (figure == shown.figure and shown.state in ("confirmed", "added")):
            return
        self._append([confirm(self._act(), shown, figure)])

    def set_kind(self, kind: Kind) -> None:
        """Confirm the figure under decision with another kind."""
        if self.current is not None:
            self.decide(replace(self.current.figure, kind=kind))

    def set_bound(self, bound: Bound) -> None:
        """Confirm the figure under decision with another bound."""
        if self.current is not None:
            self.decide(replace(self.current.figure, bound=bound))

    def toggle_status(self) -> None:
        """Confirm the figure under decision with the other status."""
        if self.current is not None:
            other: Status = "actual" if self.current.figure.status == "target" else "target"
            self.decide(replace(self.current.figure, status=other))

    def move_start(self, by: int) -> None:
        """Move the figure's first character and read it anew, keeping what the annotator changed."""
        if self.current is not None:
            figure = self.current.figure
            self._respan(Span(figure.start + by, figure.end))

    def move_end(self, by: int) -> None:
        """Move the figure's last character and read it anew, keeping what the annotator changed."""
        if self.current is not None:
            figure = self.current.figure
            self._respan(Span(figure.start, figure.end + by))

    def add(self, span: Span) -> None:
        """Make a figure of a selected span; where it overlaps one undecided figure, correct that one's span.

        Raises UserError where the span holds no numeral or runs into a figure that is decided.
        """
        span = self._trimmed(span)
        read = self._read(span) if span.end > span.start else None
        touched = self._others(None, span)
        self._refuse_decided(touched)
        if read is None:
            raise UserError("The selection holds no numeral. Select the digits with their unit.")
        act = self._act()
        row = confirm(act, touched[0], read.figure) if len(touched) == 1 else act.add(read.figure)
        self._append([row])
        self._move_to(row.target)

    # Taking back

    def undo(self) -> None:
        """Take back the last act that stands."""
        self._take_back(self.review.undo_step)

    def redo(self) -> None:
        """Do again what was last undone."""
        self._take_back(self.review.redo_step)

    # Inside

    def _act(self) -> Step:
        assert self.report is not None
        return new_step(self.annotator, self.report.digest)

    def _append(self, rows: Sequence[Decision]) -> list[Span]:
        assert self.store is not None
        self.store.append(rows)
        changed = self.review.append(rows)
        self.decided.emit(changed)
        return changed

    def _take_back(self, step: str | None) -> None:
        if step is None:
            return
        changed = [target for target in self._append([self._act().undo(step)]) if self.review.get(target)]
        if changed:
            self._move_to(changed[0])
        elif self.current is None:
            self.go_next_undecided()

    def _read(self, span: Span) -> Proposal | None:
        from core.extraction.detect import read_figure
        from core.extraction.lexicon import load_lexicon

        assert self.report is not None
        if self._last_read is None or self._last_read[0] != span:
            self._last_read = span, read_figure(self.report, span, load_lexicon())
        return self._last_read[1]

    def _trimmed(self, span: Span) -> Span:
        """Return a span without the blanks at its ends."""
        assert self.report is not None
        words = self.report.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, max(start, span.start + len(words.rstrip())))

    def _others(self, shown: ReviewedFigure | None, span: Span) -> list[ReviewedFigure]:
        """Return the figures but `shown` that share a character with a span."""
        overlap = [s for s in self.review.figures if s.figure.start < span.end and span.start < s.figure.end]
        return [other for other in overlap if shown is None or other.target != shown.target]

    def _refuse_decided(self, figures: Sequence[ReviewedFigure]) -> None:
        if any(other.state in ("confirmed", "added") for other in figures):
            raise UserError("That would run into a confirmed figure. Move or reject that one first.")

    def _respan(self, span: Span) -> None:
        shown, report = self.current, self.report
        assert shown is not None
        assert report is not None
        if not 0 <= span.start < span.end <= len(report.text):
            return
        self._refuse_decided(self._others(shown, span))
        figure = replace(shown.figure, start=span.start, end=span.end)
        before, after = self._read(shown.figure.span), self._read(span)
        if before is not None and after is not None:
            unchanged = [name for name in ATTRIBUTES if getattr(figure, name) == getattr(before.figure, name)]
            figure = replace(figure, **{name: getattr(after.figure, name) for name in unchanged})
        self.decide(figure)

    def _move_to(self, target: Span | None) -> None:
        self._current = target
        self.moved.emit()

    def _step(self, by: int) -> None:
        shown, figures = self.current, self.review.figures
        if shown is None:
            self._move_to(figures[0].target if figures else None)
            return
        at = self.index_of(shown) + by
        if 0 <= at < len(figures):
            self._move_to(figures[at].target)

    def _neighbour(self, shown: ReviewedFigure) -> Span | None:
        figures, at = self.review.figures, self.index_of(shown)
        beside = figures[at + 1 : at + 2] or figures[max(0, at - 1) : at]
        return beside[0].target if beside else None

    def _go_undecided(self, by: int) -> None:
        shown = self.current
        at = self.index_of(shown) + by if shown is not None else 0
        found = self._undecided_from(at, by)
        if found is not None:
            self._move_to(found.target)
        else:
            self.moved.emit()

    def _undecided_from(self, at: int, by: int) -> ReviewedFigure | None:
        """Return the first undecided figure from place `at` on, going round the end of the text once."""
        figures = self.review.figures
        ahead, behind = (figures[at:], figures[:at]) if by > 0 else (figures[: at + 1][::-1], figures[at + 1 :][::-1])
        return next((shown for part in (ahead, behind) for shown in part if shown.state == "undecided"), None)


def _order(shown: ReviewedFigure) -> tuple[int, int, Span]:
    return (shown.figure.start, shown.figure.end, shown.target)
