"""The panel's table: a cell shows a value with its bound; how many are told, and why nothing is, are seen and read."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPolygon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from core.panel.shown import Head, ShownCell, ShownTable

from ..style import theme
from ..style.hint import paint_hint
from ..style.plain_text import plain
from ..widgets.own_keys import claims, is_drop, is_enter

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOTHING = ShownTable((), (), ())
# pixels: the mark in a cell's corner, and the room beside a value for it
CORNER, ROOM = 6, 10
# a column is as wide as its head and its values, between these, in characters of the interface's font
NARROWEST, WIDEST = 7, 22
# how many rows are looked at for the width of a column
MEASURED = 60


class PanelModel(QAbstractTableModel):
    """A table of the panel for a view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table = NOTHING

    def take(self, table: ShownTable) -> None:
        """Show this table in place of the one before."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: Index) -> ShownCell | None:
        """Return what stands in a place; None outside the table."""
        if not index.isValid() or index.row() >= len(self.table.cells):
            return None
        row = self.table.cells[index.row()]
        return row[index.column()] if index.column() < len(row) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain(cell.spoken)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
            case Qt.ItemDataRole.UserRole:
                return cell
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        heads = self.table.columns if orientation == Qt.Orientation.Horizontal else self.table.rows
        if section >= len(heads):
            return None
        head = heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(head) if orientation == Qt.Orientation.Horizontal else _row_title(head)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{head.words or head.name} {head.note}".strip())
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _row_title(head: Head) -> str:
    """Return the head of a row: an indicator with its unit; a region's code is in its tool tip."""
    return f"{head.name} ({head.note})" if head.note and not head.note.isdigit() else head.name


def _title(head: Head) -> str:
    return f"{head.name}\n{head.note}" if head.note else head.name


class PanelDelegate(QStyledItemDelegate):
    """Draws a cell: a proposal leans, a corner tells of several values, an empty cell why it is empty."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        cell: ShownCell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        painter.save()
        if cell.empty:
            self._paint_empty(painter, option, cell.empty)
        elif cell.count > 1:
            self._paint_corner(painter, option, cell)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        cell: ShownCell | None = index.data(CELL_ROLE)
        if cell is not None and cell.text and not cell.is_confirmed:
            font = QFont(option.font)
            font.setItalic(True)
            option.font = font
            option.palette.setColor(QPalette.ColorRole.Text, theme.theme()["muted"])

    def _paint_empty(self, painter: QPainter, option: QStyleOptionViewItem, empty: str) -> None:
        muted = theme.theme()["muted"]
        if empty == "no_report":
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), QBrush(theme.faint(muted), Qt.BrushStyle.BDiagPattern))
            return
        painter.setPen(muted)
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, "…" if empty == "unread" else "–")

    def _paint_corner(self, painter: QPainter, option: QStyleOptionViewItem, cell: ShownCell) -> None:
        """Draw a triangle in the corner, filled where a later report has another value, with how many there are."""
        right, top = option.rect.right(), option.rect.top()
        colour = theme.theme()["warning" if cell.is_revised else "muted"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        painter.setBrush(colour if cell.is_revised else Qt.BrushStyle.NoBrush)
        triangle = [(right - CORNER, top + 1), (right - 1, top + 1), (right - 1, top + CORNER)]
        painter.drawPolygon(QPolygon([QPoint(x, y) for x, y in triangle]))
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.7)
        painter.setFont(font)
        room = QRect(option.rect.left() + 2, top, 24, option.rect.height() // 2 + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(cell.count))


class PanelTableView(QTableView):
    """The table itself: Enter takes the current cell, Escape leaves; while it is empty it says why.

    `taken` carries the cell that Enter or a double click was on, `left` that Escape was pressed.
    """

    taken = Signal(QModelIndex)
    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__()
        self.hint = ""
        self.setObjectName("panel table")
        self.setAccessibleName(self.tr("Panel"))
        self.setItemDelegate(PanelDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        lines, columns = self.verticalHeader(), self.horizontalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        for head in (lines, columns):
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
        self.doubleClicked.connect(self.taken)

    def fit(self) -> None:
        """Make each column as wide as its head and its first values need."""
        model, metrics = self.model(), self.fontMetrics()
        character = metrics.averageCharWidth()
        heads = self.horizontalHeader().fontMetrics()
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            width = max((heads.horizontalAdvance(line) for line in title.split("\n")), default=0)
            for row in range(min(model.rowCount(), MEASURED)):
                width = max(width, metrics.horizontalAdvance(str(model.index(row, column).data() or "")) + ROOM)
            self.setColumnWidth(column, min(max(width + 2 * ROOM, NARROWEST * character), WIDEST * character))

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_enter(key) or is_drop(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.taken.emit(self.currentIndex())
        elif is_drop(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            paint_hint(self, self.hint)
