"""The cells of the table, painted from what their words looked like last time: two rows are painted at every key."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QRegion, QStaticText
from PySide6.QtWidgets import QTableView

from core.review.review import ReviewedFigure

from ..style import theme
from ..style.high_contrast import group_of
from .table_model import KIND, VALUE, FigureTableModel

# pixels between the edge of a cell and its words, and how many cells' words are kept laid out
EDGE, KEPT = 4, 4_000


class Words(NamedTuple):
    """What a cell says, laid out, and its pixels."""

    text: QStaticText
    width: int
    height: int


class Cells:
    """Paints the rows of a table; Qt's own way asks the model a dozen things for each cell and lays it out anew."""

    def __init__(self, rows: FigureTableModel, table: QTableView) -> None:
        self._rows, self._table = rows, table
        self._font = QFont()
        self._laid_out: dict[tuple[str, int], Words] = {}

    def paint(self, region: QRegion) -> None:
        """Paint the rows that a part of the viewport shows."""
        table, header = self._table, self._table.horizontalHeader()
        shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
        places = [(column, header.sectionViewportPosition(column), header.sectionSize(column)) for column in shown]
        self._take_font(table.font())
        painter = QPainter(table.viewport())
        painter.setFont(self._font)
        for row in _rows_in(table, region):
            self._paint_row(painter, row, places)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, places: Sequence[tuple[int, int, int]]) -> None:
        table, palette = self._table, self._table.palette()
        top, height = table.rowViewportPosition(row), table.rowHeight(row)
        is_chosen = table.selectionModel().isSelected(self._rows.index(row, 0))
        roles = QPalette.ColorRole
        ground = roles.Highlight if is_chosen else roles.AlternateBase if row % 2 else roles.Base
        right = max((left + width for _, left, width in places), default=0)
        # the row under decision is as plain to see while the text has the keyboard
        group = group_of(table)
        painter.fillRect(QRect(0, top, right, height), palette.brush(group, ground))
        ink = palette.color(group, roles.HighlightedText if is_chosen else roles.Text)
        painter.setPen(ink)
        figure = self._rows.shown(row)
        for column, left, width in places:
            self._paint_cell(painter, figure, column, QRect(left, top, width, height))
        current = table.currentIndex()
        if table.hasFocus() and current.row() == row:
            painter.drawRect(table.visualRect(current).adjusted(0, 0, -1, -1))

    def _paint_cell(self, painter: QPainter, figure: ReviewedFigure, column: int, cell: QRect) -> None:
        left, right = cell.left() + EDGE, cell.right() - EDGE
        if column == KIND:
            theme.kind_icon(figure.figure.kind).paint(painter, QRect(left, cell.top(), theme.ICON, cell.height()))
            left += theme.ICON + EDGE
        words = self._words(self._rows.cell(figure, column), right - left)
        if column == VALUE:
            left = right - words.width
        painter.drawStaticText(left, cell.top() + (cell.height() - words.height) // 2, words.text)
        if figure.state == "rejected" and words.width:
            middle = cell.center().y() + 1
            painter.drawLine(left, middle, left + words.width, middle)

    def _take_font(self, font: QFont) -> None:
        if font != self._font or len(self._laid_out) > KEPT:
            self._laid_out.clear()
            self._font = QFont(font)

    def _words(self, text: str, room: int) -> Words:
        """Return words laid out on one line, cut where there is no more room."""
        if (text, room) not in self._laid_out:
            words = QStaticText(QFontMetrics(self._font).elidedText(text, Qt.TextElideMode.ElideRight, room))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=self._font)
            size = words.size().toSize()
            self._laid_out[text, room] = Words(words, size.width(), size.height())
        return self._laid_out[text, room]


def _rows_in(table: QTableView, region: QRegion) -> list[int]:
    """Return the rows a part of the viewport shows, in order."""
    rows: set[int] = set()
    # PySide does not say that a region can be gone through
    for part in cast("Any", region):
        first, last = table.rowAt(part.top()), table.rowAt(part.bottom())
        if first >= 0:
            rows.update(range(first, (last if last >= 0 else table.model().rowCount() - 1) + 1))
    return sorted(rows)
