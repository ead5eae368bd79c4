"""The hands: what all annotators decided in the open report, beside the session's own; others' hidden when blind."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.agreement.passage import Passage, passages
from core.agreement.reader import Log, Reader, read_log
from core.annotation.decision import Decision
from core.errors import UserError
from core.figure import Span
from gui.session import Session

_EMPTY = Log((), ())


class Hands(QObject):
    """Keeps the whole log of the open report; `changed` says that somebody's part of it is another.

    A report read by one annotator alone costs nothing: only where a store has several is the log read.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.names: dict[str, str] = {}
        self._rows: list[Decision] = []
        self._others: Sequence[Reader] | None = None
        self._passages: list[Passage] | None = None
        session.opened.connect(self._read)
        session.relabelled.connect(self._read)
        session.filed.connect(self.changed)
        session.written.connect(self._take)

    @property
    def blind(self) -> bool:
        """Tell whether the annotator reads the open report without seeing what others decided."""
        return self._session.is_blind

    def toggle_blind(self) -> None:
        """Hide what others decided in the open report, or show it again; that is a step in the log."""
        if self._session.report is None:
            raise UserError("No report is open. Open one by Ctrl+O first.")
        self._session.file([self._session.report.digest], {"blind": "" if self.blind else "1"})

    def others(self) -> Sequence[Reader]:
        """Return what others decided in the report, nothing where it is read blind."""
        if self.blind:
            return ()
        if self._others is None:
            # kept while the annotator writes: no key pays for what others decided
            own = self._session.annotator
            self._others = self._read_log([row for row in self._rows if row.annotator != own]).readers
        return self._others

    def on(self, span: Span) -> list[Decision]:
        """Return what others decided on a place, in the order of the annotators."""
        return [
            row
            for reader in self.others()
            for row in reader.decided.values()
            if row.target == span or (row.figure is not None and _meet(row.figure.span, span))
        ]

    def apart(self) -> list[Span]:
        """Return the spans of the figures that others hold where the review has none, in text order."""
        spans = {span for reader in self.others() for span in reader.held}
        return sorted(span for span in spans if not self._session.review.touching(span))

    def disputed(self) -> list[Passage]:
        """Return the passages on which annotators differ, settled or not; raise UserError where the report is blind."""
        if self.blind:
            raise UserError("You read this report without seeing others' decisions. Show them first (View menu).")
        if self._passages is None:
            self._passages = [passage for passage in passages(self._read_log(self._rows)) if passage.disputed]
        return self._passages

    def name(self, annotator: str) -> str:
        """Return an annotator's name."""
        return self.names.get(annotator, annotator[:6])

    def _read(self) -> None:
        store, report = self._session.store, self._session.report
        self.names = store.annotators() if store is not None else {}
        several = len(self.names) > 1
        self._rows = store.log(report.digest) if several and store is not None and report is not None else []
        self._forget()

    def _take(self, rows: list[Decision]) -> None:
        if len(self.names) > 1:
            self._rows += rows
            self._passages = None
            self.changed.emit()

    def _forget(self) -> None:
        self._others = self._passages = None
        self.changed.emit()

    def _read_log(self, rows: list[Decision]) -> Log:
        first = [self._session.annotator, *self.names]
        return read_log(self._session.scheme.through(rows), first) if rows else _EMPTY


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
