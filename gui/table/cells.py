"""The cells of the table, painted from what their words looked like last time: two rows are painted at every key."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.looks import theme
from gui.table.figure_rows import KIND, VALUE, FigureRows

# pixels between the edge of a cell and its words, of an icon, and how many cells' words are kept laid out
EDGE, ICON, KEPT = 4, 16, 4_000


class Cells(QStyledItemDelegate):
    """Paints a cell's ground, icon and words; Qt's own asks the model a dozen things and lays the words out anew."""

    def __init__(self, rows: FigureRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._font = QFont()
        self._laid_out: dict[tuple[str, int], tuple[QStaticText, int, int]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # not at the top: a style has PySide make 60 enumerations, and the first table is empty
        from PySide6.QtWidgets import QStyle

        shown, column = self._rows.shown(index.row()), index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        palette: QPalette = option.palette
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        group = QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        if is_chosen:
            painter.fillRect(rect, palette.brush(group, QPalette.ColorRole.Highlight))
        left, right = rect.left() + EDGE, rect.right() - EDGE
        if column == KIND:
            place = QRect(left, rect.top(), ICON, rect.height())
            theme.kind_icon(shown.figure.kind).paint(painter, place)
            left += ICON + EDGE
        words, width, height = self._words(option, self._rows.cell(shown, column), right - left)
        if column == VALUE:
            left = right - width
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.setFont(self._font)
        painter.setPen(palette.color(group, role))
        painter.drawStaticText(left, rect.top() + (rect.height() - height) // 2, words)
        if shown.state == "rejected" and width:
            middle = rect.center().y() + 1
            painter.drawLine(left, middle, left + width, middle)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _words(self, option: QStyleOptionViewItem, text: str, room: int) -> tuple[QStaticText, int, int]:
        """Return words laid out on one line, cut where there is no more room, and their width and height."""
        font: QFont = option.font
        if font != self._font or len(self._laid_out) > KEPT:
            self._laid_out.clear()
            self._font = QFont(font)
        if (text, room) not in self._laid_out:
            words = QStaticText(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=font)
            size = words.size().toSize()
            self._laid_out[text, room] = words, size.width(), size.height()
        return self._laid_out[text, room]
