"""The levels: outer figures are underlined below the inner ones, each on its level; what has a remark has a corner."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QTextEdit

from core.annotation.review import ReviewedFigure
from core.figure import Span
from gui.looks import theme
from gui.session.session import Session
from gui.text.offsets import Offsets
from gui.text.page import pieces

# pixels from the underline a mark has to the first level, and from one level to the next
GAP, STEP = 3.0, 3.5
WIDTH = 2.0
MOST = 4
# pixels each side of what marks a figure that has a flag or a note
CORNER = 4.0


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


def any_overlap(figures: Sequence[ReviewedFigure]) -> bool:
    """Tell whether some of the figures, in text order, share a character: hardly any report has such."""
    reach = 0
    for shown in figures:
        if shown.figure.start < reach:
            return True
        reach = max(reach, shown.figure.end)
    return False


def corner(end: QRectF) -> QPolygonF:
    """Return the corner at the upper right of where a figure ends."""
    right = end.topRight()
    return QPolygonF(
        [right - QPointF(CORNER, 0), right + QPointF(CORNER / 2, 0), right + QPointF(CORNER / 2, 1.5 * CORNER)]
    )


class Levels:
    """Draws what marks the figures seen beyond their looks; nothing is kept, so nothing can be out of date."""

    def __init__(self, session: Session, view: QTextEdit) -> None:
        self._session, self._view = session, view

    def lines(self, offsets: Offsets, near: Sequence[ReviewedFigure]) -> list[tuple[ReviewedFigure, int, list[QLineF]]]:
        """Return which of some figures, in text order, have a line, its level, and where in the viewport it runs."""
        shown = [one for one in near if one.state != "rejected"]
        found = levels(shown) if any_overlap(shown) else {}
        return [
            (one, found[one.target], [*self._lines(offsets, one.figure.span, found[one.target])])
            for one in shown
            if one.target in found
        ]

    def corners(self, offsets: Offsets, near: Iterable[ReviewedFigure]) -> list[tuple[ReviewedFigure, QPolygonF]]:
        """Return which of some figures are flagged or noted on, each with its corner in the viewport."""
        remarked = [one for one in near if one.remark.flagged or one.remark.note]
        ends = ((one, [*pieces(self._view, offsets, one.figure.span)]) for one in remarked)
        return [(one, corner(end[-1])) for one, end in ends if end]

    def paint(self, offsets: Offsets, seen: Span) -> None:
        """Draw the lines and the corners over the stretch of the report that the viewport shows."""
        near = self._session.review.touching(seen)
        lines, corners = self.lines(offsets, near), self.corners(offsets, near)
        if not lines and not corners:
            return
        painter = QPainter(self._view.viewport())
        for shown, _, parts in lines:
            painter.setPen(QPen(theme.colours_of(shown.figure.kind).line, WIDTH))
            painter.drawLines(parts)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.theme()["current_edge"])
        for _, place in corners:
            painter.drawPolygon(place)
        painter.end()

    def _lines(self, offsets: Offsets, span: Span, level: int) -> Iterator[QLineF]:
        below = QPointF(0, GAP + level * STEP)
        for piece in pieces(self._view, offsets, span):
            yield QLineF(piece.bottomLeft() + below, piece.bottomRight() + below)
