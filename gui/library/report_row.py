"""A report in the list: its title, under it year, region and progress, and a bar of how much is decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from gui.desk.shelf import Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
MARGIN, BAR = 8, 3  # pixels
DONE_SIGN = "✓"
Index = QModelIndex | QPersistentModelIndex


def line_below(row: Row) -> tuple[str, str]:
    """Return what stands under a report's title, at the left and at the right."""
    where = " ".join(part for part in (row.year, row.region) if part)
    return where, f"{DONE_SIGN} {row.progress}".strip() if row.is_done else row.progress


class ReportRow(QStyledItemDelegate):
    """Draws a row of the report list; the words are the item's own for whoever cannot see it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 2 * option.fontMetrics.height() + 3 * BAR + MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # here and below, not at the top: a style has PySide make 60 enumerations, and the first list is empty
        from PySide6.QtWidgets import QStyle

        chosen = QStyleOptionViewItem(option)
        self.initStyleOption(chosen, index)
        row, chosen.text = index.data(ROW_ROLE), ""
        style = chosen.widget.style() if chosen.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, chosen, painter, chosen.widget)
        if isinstance(row, Row):
            painter.save()
            self._write(painter, chosen, row)
            painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        from PySide6.QtWidgets import QStyle

        box, palette = option.rect.adjusted(MARGIN, BAR, -MARGIN, -BAR), option.palette
        metrics, state = option.fontMetrics, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        # the group the style takes the row's ground from: of a list without the keyboard another one
        palette.setCurrentColorGroup(_group(state))
        ink = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.setPen(palette.color(ink))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideMiddle, box.width())
        # on base lines: in a box, Chinese words from another font stand lower than the digits beside them
        painter.drawText(box.left(), box.top() + metrics.ascent(), title)
        where, progress = line_below(row)
        base, width = box.top() + metrics.height() + metrics.ascent(), metrics.horizontalAdvance(progress)
        painter.setPen(palette.color(ink if is_chosen else QPalette.ColorRole.PlaceholderText))
        painter.drawText(box.right() + 1 - width, base, progress)
        room = box.width() - width - MARGIN
        painter.drawText(box.left(), base, metrics.elidedText(where, Qt.TextElideMode.ElideRight, room))
        bar = QRect(box.left(), box.bottom() - BAR + 1, box.width(), BAR)
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Dark if is_chosen else QPalette.ColorRole.Midlight))
        bar.setWidth(round(bar.width() * row.share))
        painter.fillRect(
            bar, palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Highlight)
        )


def _group(state: "QStyle.StateFlag") -> QPalette.ColorGroup:
    from PySide6.QtWidgets import QStyle

    if not state & QStyle.StateFlag.State_Enabled:
        return QPalette.ColorGroup.Disabled
    return QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
