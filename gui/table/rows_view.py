"""The view of the table's rows, drawn by Qt, which says when the user chose a row and when it has no row to show."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from ..style.hint import paint_hint


class RowTableView(QTableView):
    """A table view that tells a row the user chose from a row that Qt makes current when rows come and go.

    `row_chosen` is emitted after each press of the mouse or of a key, with the index that is current then; `resized`
    whenever the view has another size. `hint` is a sentence that stands where the table has no row.
    """

    row_chosen = Signal(QModelIndex)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.row_chosen.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.row_chosen.emit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        if self.isActiveWindow():
            # the row under decision is as plain to see while the text has the keyboard
            option.state |= QStyle.StateFlag.State_Active

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            paint_hint(self, self.hint)
