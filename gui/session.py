"""One annotator at one report: the only object of the window that writes; widgets read from it and call its verbs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.annotation.decision import Decision, Field, Step, new_step
from core.annotation.filing import UNFILED, Filing
from core.annotation.label import Scheme
from core.annotation.review import Review, ReviewedFigure
from core.annotation.rival import Rivals
from core.errors import UserError
from core.figure import Attribute, Proposal, Span
from core.report import Report
from gui import labels
from gui.laid import Laid, laid
from gui.progress import Progress
from gui.reading import Reading, evidence_of
from gui.walk import Order, Walk

if TYPE_CHECKING:
    from core.annotation.store import ReportEntry, Store
    from core.extraction.outline import Outline


@dataclass(frozen=True)
class Draft:
    """A reading under decision that is no figure of this review; what is decided on it is sealed, then written.

    It is gone as soon as another figure is under decision.
    """

    shown: ReviewedFigure
    seal: Callable[[Sequence[Decision]], Sequence[Decision]]


class Session(QObject):
    """A store, an annotator, a report and the figure under decision.

    Disk first, then screen: a verb that decides appends to the store before anything else changes, so a StoreError
    leaves everything as it was. `opened` says that another store or report is on the desk, or that the store's reports
    changed; `decided` names the targets whose figures changed; `moved` says that another figure is under decision;
    `relabelled` that the store's labels changed, `filed` that something was said of reports as a whole; `written` has
    the rows that were written on the open report.
    """

    opened = Signal()
    decided = Signal(list)
    moved = Signal()
    relabelled = Signal()
    filed = Signal()
    written = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store: Store | None = None
        self.annotator = ""
        self.scheme = Scheme()
        self.report: Report | None = None
        self.review = Review([], [])
        self.progress = Progress(self.review)
        self.ready = False
        self.reports: Sequence[ReportEntry] = ()
        self.outline: Outline | None = None
        self.attribute: Attribute = "indicator"
        self._current: Span | None = None
        self._draft: Draft | None = None
        self._back_at: Span | None = None
        self._proposals: Sequence[Proposal] = ()
        self.known: list[Decision] = []
        self.unwritten: list[Decision] = []
        self.before: Callable[[int], None] = lambda count: None
        self._rows = 0
        self.rivals: Rivals = {}
        self.reading: Reading | None = None
        self.walk = Walk([])

    # The desk

    def use(self, store: "Store | None", annotator: str) -> None:
        """Put another store on the desk for an annotator (by id), no report open; the caller closes the one before."""
        self.store, self.annotator = store, annotator
        self._read_labels()
        self.close_report()

    def relabel(self) -> None:
        """Take in what became of the store's labels, and read the report's figures anew through them."""
        self._read_labels()
        # what is being laid out aside was read through the labels of before
        self._rows += 1
        if self.report is not None and self.ready:
            self.propose(self._proposals, self._current)
        self.relabelled.emit()

    def _read_labels(self) -> None:
        self.scheme = Scheme(self.store.labels() if self.store else ())
        labels.show(self.scheme)

    def close_report(self) -> None:
        """Take the report off the desk."""
        self.report, self.outline, self.ready = None, None, False
        self.review, self._current, self.reading = Review([], []), None, None
        self._draft = None
        self.progress, self.walk = Progress(self.review), Walk([], self.walk.order)
        self.reports = self.store.reports() if self.store else ()
        self.opened.emit()

    def add_report(self, report: Report) -> bool:
        """Put a report into the store; return False if its text is there already. `list_anew` tells of it."""
        assert self.store is not None
        return self.store.add_report(report)

    def list_anew(self) -> None:
        """List the store's reports as they are filed now."""
        self.reports = self.store.reports() if self.store is not None else ()
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

    def open_report(self, digest: str, parts: "Outline | None" = None) -> Report:
        """Lay a report on the desk with what was decided on it, and its outline where that is known.

        Its proposals come by `propose`.
        """
        from core.extraction.outline import outline

        assert self.store is not None
        report = self.store.report(digest)
        self.known = self.store.log(digest, self.annotator)
        self.review = Review([], self.scheme.through(self.known))
        self.report, self.outline, self.ready = report, parts or outline(report.text), False
        self._current, self._draft, self.reading = None, None, Reading(report)
        self.walk = Walk(self.review.figures, self.walk.order)
        self.opened.emit()
        return report

    def propose(self, proposals: Sequence[Proposal], place: Span | None) -> None:
        """Lay what is proposed, here and by other sources, beside the log; go to `place` or the first undecided."""
        self.lay(self.laying(proposals)(), place)

    def laying(self, proposals: Sequence[Proposal]) -> Callable[[], Laid]:
        """Return the work of laying proposals beside the log; it needs no store, and may be done aside."""
        assert self.store is not None
        assert self.report is not None
        foreign = self.store.proposals(self.report.digest)
        log = list(self.scheme.through(self.store.log(self.report.digest, self.annotator)))
        return partial(laid, proposals, foreign, log, self.walk.order, self._rows)

    def lay(self, laid: Laid, place: Span | None) -> None:
        """Take up what was laid, anew where something was decided meanwhile; go to `place` or the first undecided."""
        if laid.rows != self._rows or laid.walk.order != self.walk.order:
            laid = self.laying(laid.proposals)()
        self._proposals, self.rivals = laid.proposals, laid.rivals
        self.review, self.progress, self.walk = laid.review, laid.progress, laid.walk
        self.ready = True
        self.decided.emit([shown.target for shown in self.review.figures])
        if place is None or self.review.get(place) is None:
            place = self.walk.next(None, 1, self._is_undecided) or self.walk.beside(None, 0)
        self._move_to(place)

    # The figure under decision

    @property
    def current(self) -> ReviewedFigure | None:
        """The figure under decision."""
        if self._draft is not None:
            return self._draft.shown
        return self.review.get(self._current) if self._current is not None else None

    def evidence(self) -> tuple[Span, ...]:
        """Return the spans of the words that decided the attribute looked at, of the figure under decision."""
        shown = self.current
        return evidence_of(self.reading, shown, self.attribute) if shown is not None else ()

    def look_at(self, attribute: Attribute) -> None:
        """Take an attribute under the eye: the words that decided it are lit."""
        if attribute != self.attribute:
            self.attribute = attribute
            self.moved.emit()

    def go_to(self, target: Span | None, draft: Draft | None = None) -> None:
        """Take a figure under decision, or a draft on its target; None where there is none left."""
        if target is None or draft is not None or self.review.get(target) is not None:
            self._move_to(target, draft)

    def go(self, by: int) -> None:
        """Go so many figures on in the walk, or back."""
        target = self.walk.beside(self._current, by)
        if target is not None:
            self._move_to(target)

    def go_undecided(self, by: int) -> None:
        """Go to the next figure nobody has decided on, or the one before; past the end of the walk it goes round."""
        target = self.walk.next(self._current, by, self._is_undecided)
        if target is not None:
            self._move_to(target)

    def go_flagged(self, by: int) -> None:
        """Go to the next flagged figure, or the one before, round the ends of the walk."""
        shown = self.review.get
        target = self.walk.next(self._current, by, lambda one: (now := shown(one)) is not None and now.remark.flagged)
        if target is not None:
            self._move_to(target)

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

    # The log

    def act(self) -> Step:
        """Begin an act of the annotator at the report."""
        if self.report is None:
            raise UserError("No report is open. Open one by Ctrl+O first.")
        return new_step(self.annotator, self.report.digest)

    def write(self, rows: Sequence[Decision]) -> list[Span]:
        """Append decisions to the log, then tell of them; return the targets whose figures changed."""
        assert self.store is not None
        rows = self._draft.seal(rows) if self._draft is not None else rows
        self.append(rows)
        self._rows += len(rows)
        self._draft = None
        changed = self.review.append(rows)
        self.progress.update(self.review, changed)
        if not self.walk.holds(changed, self.review):
            self.walk = Walk(self.review.figures, self.walk.order)
        self.decided.emit(changed)
        self.written.emit(list(rows))
        if any(self._files(row) for row in rows):
            self.list_anew()
        return changed

    def append(self, rows: Sequence[Decision]) -> None:
        """Append decisions to the log; those that it does not take are remembered, to be saved elsewhere."""
        assert self.store is not None
        places = {(row.report, row.target, row.field) for row in rows}
        left = [row for row in self.unwritten if (row.report, row.target, row.field) not in places]
        self.before(len(rows))
        try:
            self.store.append(rows)
        except UserError:
            self.unwritten = [*left, *rows]
            raise
        self.unwritten = left
        self.known += [row for row in rows if self.report is not None and row.report == self.report.digest]

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

    def _move_to(self, target: Span | None, draft: Draft | None = None) -> None:
        self._current, self._draft = target, draft
        self.moved.emit()
