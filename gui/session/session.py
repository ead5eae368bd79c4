"""One annotator at one report: the only object of the window that writes; widgets read from it and call its verbs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.model.decision import Decision, Field, Step, new_step
from core.model.errors import UserError
from core.model.figure import Proposal, Span
from core.model.filing import UNFILED, Filing
from core.model.report import Report
from core.review.label_scheme import Scheme
from core.review.review import Review, confirm
from core.review.sources import Rivals

from ..style import labels
from .going import Going
from .progress import Progress
from .span_reading import Reading
from .walk import Walk

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.store import ReportEntry, Store

    from .open_report import ReadReport, StoredReport


class Session(Going):
    """A store, an annotator, a report and the figure under decision.

    Disk first, then screen: a verb that decides appends to the store before anything else changes, so a StoreError
    leaves everything as it was. `leaving` says that what is on the desk goes off it, and can still be written on;
    `opened` that another store or report is on the desk, or that the store's reports changed; `decided` names the
    targets whose figures changed; `moved` says that another figure is under decision; `relabelled` that the store's
    labels changed, `filed` that something was said of reports as a whole; `written` has the rows that were written on
    the open report or the labels; `kept` has the figure as it was typed and is written because something else is gone
    to. Lists go through them as they are: Qt's own, of 25,000 spans, cost 0.1 s to make.
    """

    leaving = Signal()
    opened = Signal()
    decided = Signal(object)
    relabelled = Signal()
    filed = Signal()
    written = Signal(object)
    kept = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store: Store | None = None
        self.annotator = ""
        self.scheme = Scheme()
        self.report: Report | None = None
        self.progress = Progress(self.review)
        self.ready = False
        self.reports: Sequence[ReportEntry] = ()
        self.outline: Outline | None = None
        self._proposals: Sequence[Proposal] = ()
        self.known: list[Decision] = []
        self.unwritten: list[Decision] = []
        self.before: Callable[[int], None] = lambda count: None
        self._rows = 0
        self.rivals: Rivals = {}

    # The desk

    def use(self, store: "Store | None", annotator: str) -> None:
        """Put another store on the desk for an annotator (by id), no report open; the caller closes the one before."""
        self.leaving.emit()
        self.store, self.annotator = store, annotator
        self._read_labels()
        self.close_report()

    def relabel(self) -> None:
        """Take in what became of the store's labels and of the log, and read the report's figures anew through them."""
        self._read_labels()
        # what is being read aside was read through the labels of before
        self._rows += 1
        if self.report is not None and self.store is not None:
            self.known = self.store.acts(self.report.digest, self.annotator)
        if self.report is not None and self.ready:
            self.propose(self._proposals, self._current)
        self.relabelled.emit()

    def _read_labels(self) -> None:
        self.scheme = Scheme(self.store.labels() if self.store else ())
        labels.show(self.scheme)

    def close_report(self) -> None:
        """Take the report off the desk."""
        self.leaving.emit()
        self.report, self.outline, self.ready = None, None, False
        self.known = self.store.acts("", self.annotator) if self.store else []
        self.review, self._current, self.reading = Review([], self.known), None, None
        self._draft = self._joined = None
        self.progress, self.walk = Progress(self.review), Walk([], self.walk.order)
        self.reports = self.store.reports() if self.store else ()
        self.opened.emit()

    def add_report(self, report: Report) -> bool:
        """Put a report into the store; return False if its text is there already. `list_anew` tells of it."""
        assert self.store is not None
        return self.store.add_report(report)

    def list_anew(self) -> None:
        """List the store's reports as they are filed now."""
        self.reports = self.store.reports(self.reports) if self.store is not None else ()
        self.filed.emit()

    @property
    def is_done(self) -> bool:
        """Whether the annotator said that the open report is done."""
        return self.annotator in self._filing().done

    @property
    def is_blind(self) -> bool:
        """Whether the annotator reads the open report without seeing what others decided."""
        return self.annotator in self._filing().blind

    def _filing(self) -> Filing:
        digest = self.report.digest if self.report is not None else None
        return next((entry.filing for entry in self.reports if entry.digest == digest), UNFILED)

    def fetching(self, digest: str) -> "Callable[[], StoredReport]":
        """Return the work of reading a report with what was decided on it; it may be done aside."""
        assert self.store is not None
        # not at the top: the first paint has no report
        from .open_report import fetched

        return partial(fetched, self.store, digest, self.annotator, self.scheme, self._rows)

    def open_report(self, digest: str, fetched: "StoredReport | None" = None) -> Report:
        """Lay a report on the desk with what was decided on it, read anew where anything was written meanwhile.

        Its proposals come by `propose`.
        """
        # it may write, and what was read before would be old
        self.leaving.emit()
        if fetched is None or fetched.rows != self._rows:
            fetched = self.fetching(digest)()
        report, self.known, self.review = fetched.report, fetched.log, fetched.review
        self.report, self.outline, self.ready = report, fetched.outline, False
        self._current, self.reading = None, Reading(report)
        self._draft = self._joined = None
        self.walk = Walk(self.review.figures, self.walk.order)
        self.opened.emit()
        return report

    def propose(self, proposals: Sequence[Proposal], place: Span | None) -> None:
        """Lay what is proposed, here and by other sources, beside the log; go to `place` or the first undecided."""
        self.show(self.reading_of(proposals)(), place)

    def reading_of(self, proposals: Sequence[Proposal]) -> "Callable[[], ReadReport]":
        """Return the work of laying proposals beside the log; it needs no store, and may be done aside."""
        assert self.store is not None
        assert self.report is not None
        foreign = self.store.proposals(self.report.digest)
        log = self.scheme.through(self.known)
        from .open_report import read_report

        return partial(read_report, proposals, foreign, log, self.walk.order, self._rows)

    def show(self, read: "ReadReport", place: Span | None) -> None:
        """Take up what was read, anew where something was decided meanwhile; go to `place` or the first undecided."""
        if read.rows != self._rows or read.walk.order != self.walk.order:
            read = self.reading_of(read.proposals)()
        self._proposals, self.rivals = read.proposals, read.rivals
        self.review, self.progress, self.walk = read.review, read.progress, read.walk
        self.ready = True
        self.decided.emit([shown.target for shown in self.review.figures])
        if place is None or self.review.get(place) is None:
            place = self.walk.next(None, 1, self._is_undecided) or self.walk.beside(None, 0)
        self._move_to(place)

    # The log

    def act(self) -> Step:
        """Begin an act of the annotator at the report."""
        if self.report is None:
            raise UserError("No report is open. Open one by Ctrl+O first.")
        return new_step(self.annotator, self.report.digest)

    def leave(self) -> None:
        """Write what is typed as a step of its own; raise UserError where it cannot be read, or the disk refuses."""
        held = self.held
        if held is not None and self.typing.is_there():
            figure = self.typing.read()
            self.write([confirm(self.act(), held, figure)], is_typed=True)
            self.kept.emit(figure)

    def write(self, rows: Sequence[Decision], *, goes_on: bool = False, is_typed: bool = False) -> list[Span]:
        """Append decisions to the log, then tell of them; return the targets whose figures changed.

        What is typed is written before them, unless they are what `is_typed`. Where it goes on, the next undecided
        figure is under decision before anyone is told, so that nothing is shown twice; where the one decided on is gone
        with it, what comes after the figure before it.
        """
        assert self.store is not None
        if not is_typed:
            self.leave()
        rows = self._draft.seal(rows) if self._draft is not None else rows
        self.append(rows)
        if is_typed:
            self.typing.forget()
        before = self.walk.beside(self._current, -1) if self._current is not None else None
        self._draft = self._joined = None
        changed = self.review.append(rows)
        self.progress.update(self.review, changed)
        if not self.walk.holds(changed, self.review):
            self.walk = Walk(self.review.figures, self.walk.order)
        if goes_on:
            if self.current is None:
                self._current = before
            self._current = self.next_undecided(1) or self.walk.beside(self._current, 0)
        self.decided.emit(changed)
        self.written.emit(list(rows))
        if goes_on:
            self.moved.emit()
        if any(self._files(row) for row in rows):
            self.list_anew()
        if not all(row.report for row in rows):
            self.relabel()
        return changed

    def undoing(self, step: str) -> Decision:
        """Write that a step is taken back, at the report it was made at or at the labels."""
        (report,) = {row.report for row in self.review.rows_of(step)}
        return new_step(self.annotator, report).undo(step)

    def append(self, rows: Sequence[Decision]) -> None:
        """Append decisions to the log; those that it does not take are remembered, to be saved elsewhere."""
        assert self.store is not None
        places = {_place(row) for row in rows}
        left = [row for row in self.unwritten if _place(row) not in places]
        self.before(len(rows))
        try:
            self.store.append(rows)
        except Exception:
            # whatever it was, the store has none of them
            self.unwritten = [*left, *rows]
            raise
        self.unwritten = left
        self._rows += len(rows)
        here = {"", self.report.digest if self.report is not None else ""}
        self.known += [row for row in rows if row.report in here]

    def is_kept(self) -> bool:
        """Tell whether all that was decided here is on disk: read back just now, and nothing was refused.

        Raise StoreError where the store cannot be read. Without a store nothing was decided.
        """
        if self.store is None:
            return not self.unwritten
        there = self.store.acts(self.report.digest if self.report is not None else "", self.annotator)
        return (
            not self.unwritten
            and self.store.is_in_place
            and {row.id for row in self.known} <= {row.id for row in there}
        )

    def file(self, digests: Iterable[str], said: Mapping[Field, str]) -> None:
        """Say something of some reports as a whole, a step on each; "" takes back what was said."""
        assert self.store is not None
        rows: dict[str, list[Decision]] = {}
        for digest in digests:
            step = new_step(self.annotator, digest)
            rows[digest] = [step.file(field, value) for field, value in said.items()]
        own = rows.pop(self.report.digest, None) if self.report is not None else None
        if rows:
            self.append([row for step in rows.values() for row in step])
            self.list_anew()
        if own:
            self.write(own)

    def _files(self, row: Decision) -> bool:
        """Tell whether a row says something of the report as a whole, or takes such a row back."""
        return row.field is not None or any(self._files(other) for other in self.review.rows_of(row.undoes or ""))


def _place(row: Decision) -> tuple[object, ...]:
    """Return what a row is about: of two rows that were not written the later one about it holds."""
    return row.report, row.target, row.field, row.label and row.label.id
