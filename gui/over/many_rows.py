"""The rows of an act on many figures: each with its context, taken or left out by key."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from core.annotation.review import ReviewedFigure
from core.figure import Span
from gui.commands import is_typing, many_key
from gui.fields.own_keys import claims
from gui.looks import words

Index = QModelIndex | QPersistentModelIndex

CONTEXT = 40  # characters at each side
TAKEN, BEFORE, FIGURE, AFTER, READING, SURE = range(6)


class ManyModel(QAbstractTableModel):
    """The figures listed, a row each: taken or left out, the words before, the figure, the words after, its reading.

    How sure the reading is has a column of its own: where it is cut nobody can tell what a threshold lets through.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.figures: list[ReviewedFigure] = []
        self.left_out: set[Span] = set()
        self._text = ""

    def show(self, figures: Sequence[ReviewedFigure], text: str) -> None:
        """List other figures of a text; what was left out before stays out."""
        self.beginResetModel()
        self.figures, self._text = list(figures), text
        self.endResetModel()

    def turn(self, row: int) -> None:
        """Leave a row's figure out, or take it in again."""
        self.left_out ^= {self.figures[row].target}
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def taken(self) -> list[ReviewedFigure]:
        """Return the figures that are not left out."""
        return [shown for shown in self.figures if shown.target not in self.left_out]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.figures[index.row()]
        is_out = shown.target in self.left_out
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(shown, index.column(), is_out)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == BEFORE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(index.column() == FIGURE and not is_out)
            font.setStrikeOut(is_out)
            return font
        return None

    def _cell(self, shown: ReviewedFigure, column: int, is_out: bool) -> str:
        figure, text = shown.figure, self._text
        if column == TAKEN:
            return "–" if is_out else "✓"
        if column == BEFORE:
            return text[max(figure.start - CONTEXT, 0) : figure.start].replace("\n", " ")
        if column == FIGURE:
            return text[figure.start : figure.end].replace("\n", " ")
        if column == AFTER:
            return text[figure.end : figure.end + CONTEXT].replace("\n", " ")
        if column == READING:
            return " · ".join(filter(None, (figure.indicator, words.word(figure.kind))))
        return f"{shown.proposed.confidence:.0%}" if shown.proposed else ""

    def reading(self, row: int) -> str:
        """Say all that a row's figure would say."""
        figure = self.figures[row].figure
        value = f"{words.BOUND_SIGNS[figure.bound]} {words.full_text(figure)}" if figure.value != () else ""
        said = (figure.indicator, words.word(figure.kind), value, figure.period, words.word(figure.status))
        return " · ".join(filter(None, (*said, words.later_text(figure))))


class WordsBefore(QStyledItemDelegate):
    """Draws the words before a figure, where there are too many without the first ones: the last say what it is."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ManyRows(QTableView):
    """The rows of the list: every plain key is the list's own."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or many_key(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = many_key(event)
        if key is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(key)
