"""The rows of a table in the report's text: cells stand in columns, on a quiet ground, the head in stronger letters.

The text stays as it is, with a tab between two cells: each row's block has tab stops of its table, from the widths of
its cells. A table that is wider than the pane has smaller letters; where that is not enough, its columns are narrower,
and what is longer than its column goes on in the next line, a little to the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from ..style import theme
from .offsets import Offsets

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.detection.table import Table

# in widths of a character: between two columns, and between those of a wide table; how far a line goes on to the right,
# the narrowest column, and where the cells of a wide head may begin
GAP, NARROW_GAP, HANGING, NARROWEST, STEP = 1.2, 0.6, 1.0, 2.0, 0.75
# as parts of the text's own letters: the smallest letters of a table
SMALLEST = 0.75
# as a part of the line: a column that is as wide holds sentences
PROSE = 0.6
_TAB = "\t"


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a table is set: the size of its letters as a part of the text's own, and where its columns begin or end.

    Each stop has its pixel, and whether a column of numbers ends there. `head` are those of the head.
    """

    scale: float
    stops: tuple[tuple[float, bool], ...]
    head: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class _Widths:
    """How wide the columns of a table are, in pixels: in its head, and in the rows below it."""

    head: tuple[float, ...]
    body: tuple[float, ...]

    @property
    def whole(self) -> tuple[float, ...]:
        return tuple(map(max, self.head, self.body))


class TableRows:
    """Sets the tables of a document in columns, for a pane of any width."""

    def __init__(self, document: QTextDocument, offsets: Offsets, parts: "Outline | None", font: QFont) -> None:
        self._document, self._offsets, self._font = document, offsets, font
        found = parts.tables.found if parts is not None else ()
        self._character = QFontMetricsF(font).horizontalAdvance("国") if found else 0.0
        self._tables = [(table, self._widths(table, parts.text)) for table in found] if parts is not None else []
        self._fits: list[_Fit | None] = [None] * len(self._tables)

    def fit(self, width: float) -> None:
        """Set the tables for a pane of so many pixels; those that are set so already stay as they are."""
        news = [self._fit(table, widths, width) for table, widths in self._tables]
        if news == self._fits:
            return
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for (table, _), before, new in zip(self._tables, self._fits, news, strict=True):
            if before != new:
                self._set(table, new)
        cursor.endEditBlock()
        self._fits = list(news)

    def _widths(self, table: "Table", text: str) -> _Widths:
        """Return how wide the columns of a table are in letters of the text's size."""
        plain, strong = QFontMetricsF(self._font), QFontMetricsF(_strong(self._font))
        head: list[float] = []
        body: list[float] = []
        for number, row in enumerate(table.rows):
            metrics, widths = (strong, head) if number < table.heads else (plain, body)
            # a line over all columns is as wide as it is
            cells = text[slice(*row.span)].split(_TAB) if len(row.cells) > 1 else ()
            widths.extend([0.0] * (len(cells) - len(widths)))
            for column, words in enumerate(cells):
                widths[column] = max(widths[column], metrics.horizontalAdvance(words))
        columns = max(len(head), len(body))
        head, body = (one + [0.0] * (columns - len(one)) for one in (head, body))
        least = NARROWEST * self._character
        return _Widths(tuple(head), tuple([max(least, wide) for wide in body]))

    def _fit(self, table: "Table", widths: _Widths, width: float) -> _Fit:
        """Return how a table is set in a pane of so many pixels."""
        body, whole = widths.body, widths.whole
        gap, between = self._between(GAP, len(whole))
        scale = min(1.0, max(SMALLEST, width / (sum(whole) + between)))
        if sum(body) + between > width / scale:
            gap, between = self._between(NARROW_GAP, len(whole))
        room = width / scale - between
        fits, is_head_wide = sum(body) <= room, sum(whole) > room + 0.5
        columns = _narrowed(body, room)
        if fits:
            # the head takes what room the rows below leave
            spare, wanted = room - sum(body), sum(whole) - sum(body)
            part = min(1.0, spare / wanted) if wanted > 0 else 0.0
            columns = [wide + part * (full - wide) for wide, full in zip(body, whole, strict=True)]
        stops: list[tuple[float, bool]] = []
        at = 0.0
        for column, wide in enumerate(columns):
            is_number = fits and column < len(table.roles) and table.roles[column] == "value"
            if column:
                stops.append((round((at + wide if is_number else at) * scale, 1), is_number))
            at += wide + gap
        steps = self._steps(width)
        if max(body) > PROSE * room:
            # cells of whole sentences follow one another like words
            return _Fit(round(scale, 3), steps, steps)
        return _Fit(round(scale, 3), tuple(stops), steps if is_head_wide else tuple(stops))

    def _between(self, gap: float, columns: int) -> tuple[float, float]:
        """Return how many pixels part two columns, and how many no column has."""
        return gap * self._character, (gap * (columns - 1) + HANGING) * self._character

    def _steps(self, width: float) -> tuple[tuple[float, bool], ...]:
        """Return the stops of what is wider than its columns: its cells follow one another with a gap between."""
        step = STEP * self._character
        return tuple([(round(number * step, 1), False) for number in range(1, int(width / step) + 1)])

    def _set(self, table: "Table", fit: _Fit) -> None:
        hanging = HANGING * self._character * fit.scale
        for number, row in enumerate(table.rows):
            block = self._document.findBlock(self._offsets.to_qt(row.span.start))
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            is_head = number < table.heads
            cursor.mergeCharFormat(self._letters(fit.scale, is_head=is_head))
            cursor.mergeBlockFormat(
                self._block(fit.head if is_head else fit.stops, hanging, is_last=number == len(table.rows) - 1)
            )

    def _letters(self, scale: float, *, is_head: bool) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFontPointSize(self._font.pointSizeF() * scale)
        letters.setFontWeight(QFont.Weight.DemiBold if is_head else self._font.weight())
        return letters

    def _block(self, stops: Sequence[tuple[float, bool]], hanging: float, *, is_last: bool) -> QTextBlockFormat:
        block = QTextBlockFormat()
        kinds = {True: QTextOption.TabType.RightTab, False: QTextOption.TabType.LeftTab}
        block.setTabPositions([QTextOption.Tab(at, kinds[is_number]) for at, is_number in stops])
        block.setBackground(theme.theme()["table"])
        block.setLeftMargin(hanging)
        block.setTextIndent(-hanging / 2)
        if not is_last:
            block.setBottomMargin(0)
        return block


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _narrowed(widths: Sequence[float], room: float) -> list[float]:
    """Return widths that fit into a room: the narrow columns keep theirs, the wide ones share what is left."""
    left, share = max(room, 1.0), 0.0
    for number, wide in enumerate(sorted(widths)):
        share = left / (len(widths) - number)
        if wide >= share:
            break
        left -= wide
    return [min(wide, share) for wide in widths]
