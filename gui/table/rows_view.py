"""The view of the table's rows, drawn by Qt, which says when the user chose a row and when it has no row to show."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from ..commands.widget_keys import TableKey, table_key
from ..style.hint import paint_hint
from ..widgets.own_keys import claims


class RowTableView(QTableView):
    """A table view that tells a row the user chose from a row that Qt makes current when rows come and go.

    `row_chosen` is emitted after each press of the mouse or of a key, with the index that is current then; `resized`
    whenever the view has another size. `hint` is a sentence that stands where the table has no row.

    The arrows to the sides go into the cells of the row: a frame shows where the keyboard is, and there Enter edits, as
    F2 and a double click do anywhere. `edit_asked` carries the cell. Escape leaves the cells for the row.
    """

    row_chosen = Signal(QModelIndex)
    resized = Signal()
    edit_asked = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hint = ""
        self.first_cell = 0
        """The column that the arrows go into first, and that F2 edits where no cell was pointed at."""
        self.is_in_cells = False
        self._pointed: int | None = None
        self.doubleClicked.connect(self.edit_asked)

    def shown_columns(self) -> list[int]:
        """Return the shown columns from left to right."""
        header = self.horizontalHeader()
        columns = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in columns if not header.isSectionHidden(column)]

    def go_to_cell(self, row: int, column: int) -> None:
        """Put the keyboard into a cell; the row is chosen as it was."""
        self.is_in_cells, self._pointed = True, column
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        self.viewport().update()

    def leave_cells(self) -> None:
        """Have the keyboard in the row as a whole again."""
        self.is_in_cells = False
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        return claims(event, self._meaning_of) or super().event(event)

    def _meaning_of(self, event: QKeyEvent) -> TableKey | None:
        key = table_key(event)
        if not self.currentIndex().isValid() or (key in ("enter", "leave") and not self.is_in_cells):
            return None
        return key

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pointed = self.indexAt(event.position().toPoint()).column()
        self.leave_cells()
        self.row_chosen.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = self._meaning_of(event), self.currentIndex()
        if key == "leave":
            self.leave_cells()
        elif key == "enter":
            self.edit_asked.emit(current)
        elif key == "edit":
            column = current.column() if self.is_in_cells else self._pointed
            self.edit_asked.emit(current.siblingAtColumn(column if column is not None else self.first_cell))
        elif key in ("left", "right") and not self.is_in_cells:
            column = self._pointed if self._pointed is not None else self.first_cell
            self.go_to_cell(current.row(), column if column in self.shown_columns() else self.shown_columns()[0])
        elif key in ("left", "right"):
            columns = self.shown_columns()
            at = columns.index(current.column()) + (1 if key == "right" else -1)
            self.go_to_cell(current.row(), columns[max(0, min(at, len(columns) - 1))])
        else:
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
        elif self.is_in_cells and self.hasFocus() and self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().highlightedText().color(), 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(2, 2, -2, -2))
            painter.end()
