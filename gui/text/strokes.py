"""The strokes: the grounds under letters and the lines about them, as looks ask for them, drawn by ourselves.

Qt draws a look laid over a text by cutting the shapes of all looks of a paragraph out of one another at each paint.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from core.model.figure import Span

from .document import boxes, scrolled
from .highlight_formats import Layer
from .offsets import Offsets

Underline = QTextCharFormat.UnderlineStyle
_PENS = {
    Underline.SingleUnderline: Qt.PenStyle.SolidLine,
    Underline.DashUnderline: Qt.PenStyle.DashLine,
    Underline.DotLine: Qt.PenStyle.DotLine,
    Underline.DashDotLine: Qt.PenStyle.DashDotLine,
    Underline.WaveUnderline: Qt.PenStyle.SolidLine,
}
# pixels: half of a wave's length, and how far it swings from its middle
WAVE, SWING = 2.0, 1.0
# around a stretch that is drawn anew: lines reach beyond the ground of their letters
MARGIN = 3


class Piece(NamedTuple):
    """A look on one line of the page: the ground of its letters and their base line, in the viewport."""

    ground: QRectF
    base: float
    look: QTextCharFormat


class Strokes:
    """Draws looks on a view; where a stretch of text stands is kept until the page is laid out anew."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._places: dict[Span, list[tuple[QRectF, float]]] = {}
        self._laid_out_for: object = None

    def forget(self) -> None:
        """Take it that all text stands elsewhere, as in another font."""
        self._places.clear()

    def pieces(self, offsets: Offsets, layers: Iterable[Layer], clip: QRect) -> list[Piece]:
        """Return the pieces of looks that touch a part of the viewport."""
        down = scrolled(self._view)
        part = QRectF(clip).adjusted(0, -MARGIN, 0, MARGIN).translated(down)
        return [
            Piece(ground.translated(-down), base - down.y(), look)
            for span, look in layers
            for ground, base in self._places_of(offsets, span)
            if ground.intersects(part)
        ]

    def update(self, offsets: Offsets, spans: Iterable[Span]) -> None:
        """Have the view paint some stretches of the text anew."""
        down = scrolled(self._view)
        for span in spans:
            for ground, _ in self._places_of(offsets, span):
                place = ground.translated(-down).toAlignedRect()
                self._view.viewport().update(place.adjusted(-1, -MARGIN, 1, MARGIN))

    def paint_grounds(self, pieces: Iterable[Piece]) -> None:
        """Fill the grounds, which letters are to be painted on."""
        grounds = [(one.ground, one.look.background()) for one in pieces]
        if any(brush.style() != Qt.BrushStyle.NoBrush for _, brush in grounds):
            painter = QPainter(self._view.viewport())
            for ground, brush in grounds:
                painter.fillRect(ground, brush)
            painter.end()

    def paint_lines(self, pieces: Iterable[Piece]) -> None:
        """Draw the lines under, over and through the letters that are there."""
        measures = QFontMetricsF(self._view.document().defaultFont())
        drawn = [(pen, line) for one in pieces for pen, line in _lines(one, measures)]
        if not drawn:
            return
        painter = QPainter(self._view.viewport())
        for pen, points in drawn:
            # a level line is on whole pixels, a wave is not
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(points) > 2)
            painter.setPen(pen)
            painter.drawPolyline(points)
        painter.end()

    def _places_of(self, offsets: Offsets, span: Span) -> list[tuple[QRectF, float]]:
        laid_out_for = self._view.document(), self._view.viewport().width()
        if laid_out_for != self._laid_out_for:
            self._laid_out_for = laid_out_for
            self.forget()
        places = self._places.get(span)
        if places is None:
            places = self._places[span] = list(boxes(self._view, offsets, span))
        return places


def _lines(piece: Piece, measures: QFontMetricsF) -> Iterator[tuple[QPen, list[QPointF]]]:
    """Yield the lines a look has on a piece, with what draws each."""
    look, width = piece.look, max(1.0, measures.lineWidth())
    style = look.underlineStyle()
    if style != Underline.NoUnderline:
        pen, line = QPen(look.underlineColor(), width, _PENS[style]), _level(piece, measures.underlinePos() + 1)
        yield pen, _wave(line) if style == Underline.WaveUnderline else [line.p1(), line.p2()]
    ink = QPen(look.foreground(), width)
    for is_there, height in (
        (look.fontStrikeOut(), -measures.strikeOutPos()),
        (look.fontOverline(), -measures.overlinePos()),
    ):
        if is_there:
            line = _level(piece, height)
            yield ink, [line.p1(), line.p2()]


def _level(piece: Piece, below: float) -> QLineF:
    """Return the line along a piece so far below its base line, on whole pixels, or it would be drawn as two faint."""
    y = round(piece.base + below) + 0.5
    return QLineF(piece.ground.left(), y, piece.ground.right(), y)


def _wave(line: QLineF) -> list[QPointF]:
    count = max(2, round(line.length() / WAVE))
    return [line.pointAt(step / count) + QPointF(0, SWING if step % 2 else -SWING) for step in range(count + 1)]
