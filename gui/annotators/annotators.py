"""What all annotators decided in the open report, beside the session's own.

It is hidden where the report is read blind.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from core.agreement.passages import Passage, passages
from core.agreement.readings import AnnotatorReading, ReportReadings, readings_of
from core.jobs.store_readings import distinct_names
from core.model.decision import Decision
from core.model.errors import UserError
from core.model.figure import Span

from ..session.session import Session

_EMPTY = ReportReadings((), ())
# so many characters around a decision's target are looked at, where a figure may have come or gone
AROUND = 50


class Annotators(QObject):
    """Keeps the whole log of the open report; `changed` says that the decisions of other annotators changed.

    A report in a store with one annotator costs nothing: the log is looked at only where there are several.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.names: dict[str, str] = {}
        self._rows: list[Decision] = []
        self._others: Sequence[AnnotatorReading] | None = None
        self._passages: list[Passage] | None = None
        self._index: list[tuple[Span, Decision]] | None = None
        self._longest = 0
        self._apart: set[Span] = set()
        session.opened.connect(self._open)
        session.relabelled.connect(self._read)
        session.filed.connect(self._forget)
        session.written.connect(self._take)

    @property
    def blind(self) -> bool:
        """Tell whether the annotator reads the open report without seeing what others decided."""
        return self._session.is_blind

    def toggle_blind(self) -> None:
        """Hide what others decided in the open report, or show it again; that is a step in the log."""
        if self._session.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        self._session.file([self._session.report.digest], {"blind": "" if self.blind else "1"})

    def others(self) -> Sequence[AnnotatorReading]:
        """Return what others decided in the report; nothing where it is read blind."""
        if self.blind:
            return ()
        if self._others is None:
            # kept while the annotator decides, so that no key has to read what others decided
            own = self._session.annotator
            self._others = self._read_log([row for row in self._rows if row.annotator != own]).readers
        return self._others

    def on(self, span: Span) -> list[Decision]:
        """Return what others decided on a span, in the order of the annotators."""
        order = {reader.annotator: place for place, reader in enumerate(self.others())}
        found = {row.id: row for _, row in self._meeting(span)}
        return sorted(found.values(), key=lambda row: (order[row.annotator], row.target))

    def apart(self, targets: Iterable[Span] | None = None) -> list[Span]:
        """Return the spans of the figures that others have where the review has none, in text order.

        With `targets`, only the surroundings of these are looked at again.
        """
        places: list[Span | None] = [None]
        if targets is not None:
            places = [Span(max(target.start - AROUND, 0), target.end + AROUND) for target in targets]
        held = {row.figure.span for place in places for _, row in self._meeting(place) if row.figure is not None}
        self._apart -= held
        self._apart |= {span for span in held if not self._session.review.touching(span)}
        return sorted(self._apart)

    def _meeting(self, place: Span | None) -> Iterator[tuple[Span, Decision]]:
        """Yield others' decisions that share a character with a span, by their targets and by their figures."""
        if self._index is None:
            self._apart = set()
            self._index = sorted(
                ((span, row) for reader in self.others() for row in reader.decided.values() for span in _spans(row)),
                key=lambda entry: entry[0],
            )
            self._longest = max((span.end - span.start for span, _ in self._index), default=0)
        if place is None:
            yield from self._index
            return
        for at in range(bisect_right(self._index, place.start - self._longest, key=_start), len(self._index)):
            span, row = self._index[at]
            if span.start >= place.end:
                return
            if span.end > place.start:
                yield span, row

    def disputed(self) -> list[Passage]:
        """Return the passages on which annotators differ, settled or not.

        Raise UserError where the report is read blind.
        """
        if self.blind:
            raise UserError("Others' decisions in this report are hidden from you. Show them first (View menu).")
        if self._passages is None:
            self._passages = [passage for passage in passages(self._read_log(self._rows)) if passage.disputed]
        return self._passages

    def name(self, annotator: str) -> str:
        """Return the name of an annotator."""
        return self.names.get(annotator, annotator[:6])

    def _open(self) -> None:
        """Take the log that the session has read with the report."""
        self._take_names()
        self._rows = list(self._session.log_of_all) if len(self.names) > 1 else []
        self._forget()

    def _read(self) -> None:
        store, report = self._session.store, self._session.report
        self._take_names()
        several = len(self.names) > 1
        self._rows = store.log(report.digest) if several and store is not None and report is not None else []
        self._forget()

    def _take_names(self) -> None:
        store = self._session.store
        self.names = distinct_names(store.annotators()) if store is not None else {}

    def _take(self, rows: list[Decision]) -> None:
        if len(self.names) > 1:
            self._rows += rows
            self._passages = None
            self.changed.emit()

    def _forget(self) -> None:
        self._others = self._passages = self._index = None
        self._apart = set()
        self.changed.emit()

    def _read_log(self, rows: list[Decision]) -> ReportReadings:
        first = [self._session.annotator, *self.names]
        return readings_of(self._session.scheme.through(rows), first) if rows else _EMPTY


def _spans(row: Decision) -> set[Span]:
    assert row.target is not None
    return {row.target} if row.figure is None else {row.target, row.figure.span}


def _start(entry: tuple[Span, Decision]) -> int:
    return entry[0].start
