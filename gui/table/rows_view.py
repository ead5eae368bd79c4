"""The view of the rows: a table that paints them by itself, and tells the row somebody points at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from ..style.hint import paint_hint

if TYPE_CHECKING:
    from .cells import Cells


class RowTableView(QTableView):
    """Tells the row somebody points at from one Qt makes current when rows come and go.

    Where it has no row it says why, and what to do.
    """

    pointed = Signal(QModelIndex)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = ""
        self.cells: Cells | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pointed.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.pointed.emit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.cells is not None:
            self.cells.paint(event.region())
        if self.model().rowCount() == 0:
            paint_hint(self, self.hint)
