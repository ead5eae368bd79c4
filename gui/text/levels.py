"""The levels: where figures overlap, the outer ones are underlined below the inner ones, each on a level of its own."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from PySide6.QtCore import QLineF, QPoint
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from core.annotation.review import ReviewedFigure
from core.figure import Span
from gui.looks import theme
from gui.session.session import Session
from gui.text.offsets import Offsets
from gui.text.page import in_sight

# pixels from the underline a mark has to the first level, and from one level to the next
GAP, STEP = 3.0, 3.5
WIDTH = 2.0
MOST = 4


def levels(figures: Sequence[ReviewedFigure]) -> dict[Span, int]:
    """Return the level of each figure, by target, that others lie in or run into; the shortest of them needs none."""
    placed: list[tuple[Span, int]] = []
    found: dict[Span, int] = {}
    for shown in sorted(figures, key=lambda one: one.figure.end - one.figure.start):
        span = shown.figure.span
        met = {level for other, level in placed if other.start < span.end and span.start < other.end}
        level = next(free for free in range(len(placed) + 1) if free not in met)
        placed.append((span, level))
        if level:
            found[shown.target] = min(level, MOST)
    return found


def outer_first(figures: Iterable[ReviewedFigure]) -> list[ReviewedFigure]:
    """Return figures in the order they are painted in: what lies inside another comes after it."""
    return sorted(figures, key=lambda shown: (shown.figure.start, -shown.figure.end))


class Levels:
    """Draws the lines of what is seen of a report; nothing is kept, so nothing can be out of date."""

    def __init__(self, session: Session, view: QTextEdit) -> None:
        self._session, self._view = session, view

    def lines(self, offsets: Offsets) -> list[tuple[ReviewedFigure, int, list[QLineF]]]:
        """Return the figures seen that have a line, its level, and where in the viewport it runs."""
        near = self._session.review.touching(in_sight(self._view, offsets))
        seen = [one for one in near if one.state != "rejected"]
        found = levels(seen)
        return [
            (one, found[one.target], list(self._lines(offsets, one.figure.span, found[one.target])))
            for one in seen
            if one.target in found
        ]

    def paint(self, offsets: Offsets) -> None:
        """Draw the lines over what the viewport shows."""
        if not self._session.review.figures:
            return
        lines = self.lines(offsets)
        if not lines:
            return
        painter = QPainter(self._view.viewport())
        for shown, _, parts in lines:
            painter.setPen(QPen(theme.colours_of(shown.figure.kind).line, WIDTH))
            painter.drawLines(parts)
        painter.end()

    def _lines(self, offsets: Offsets, span: Span, level: int) -> Iterator[QLineF]:
        start, end = offsets.span_to_qt(span)
        document = self._view.document()
        block = document.findBlock(start)
        scrolled = QPoint(self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value())
        while block.isValid() and block.position() < end:
            corner = document.documentLayout().blockBoundingRect(block).topLeft() - scrolled
            for line in self._lines_of(block, start, end):
                yield line.translated(corner.x(), corner.y() + GAP + level * STEP)
            block = block.next()

    def _lines_of(self, block: QTextBlock, start: int, end: int) -> Iterator[QLineF]:
        """Yield what a block shows of a stretch, on the text's base lines."""
        layout, at = block.layout(), block.position()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            low = max(start - at, line.textStart())
            high = min(end - at, line.textStart() + line.textLength())
            if low < high:
                left, right = (_x_of(line, place) for place in (low, high))
                yield QLineF(left, line.y() + line.ascent(), right, line.y() + line.ascent())


def _x_of(line: QTextLine, place: int) -> float:
    # PySide gives the place back beside the x
    x = cast("Any", line.cursorToX(place))
    return float(x[0] if isinstance(x, tuple) else x)
