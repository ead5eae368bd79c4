"""The selection, the same in table and text: rows chosen are tinted in the text, a stretch of text chooses its rows."""

from PySide6.QtCore import QObject

from core.figure import Span
from gui.session.session import Session
from gui.table.figure_table import FigureTable
from gui.text.report_view import ReportView


class Selecting(QObject):
    """Carries a selection of several figures from the one pane to the other; one figure is the one under decision."""

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view, self._table = session, view, table
        table.selected.connect(self._tint)
        view.selectionChanged.connect(self._choose)

    def _tint(self, targets: list[Span]) -> None:
        shown = (self._session.review.get(target) for target in targets)
        self._view.lights.choose([one.figure.span for one in shown if one is not None])

    def _choose(self) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection() or not self._session.ready:
            return
        span = self._view.offsets.span_to_text(cursor.selectionStart(), cursor.selectionEnd())
        touched = self._session.review.touching(span)
        if len(touched) > 1:
            self._table.select([shown.target for shown in touched])
