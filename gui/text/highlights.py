"""The lights: the marks of the figures seen, and over them what is under decision, found, chosen or pointed at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..session import walk
from ..session.session import Session
from ..style import theme
from .document import in_sight, pieces
from .highlight_formats import Layer, flat, marks
from .offsets import Offsets

if TYPE_CHECKING:
    from .report_view import ReportView
    from .strokes import Strokes


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


class UnderlineLevels:
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


# of a look that leaves letters as they are
NO_INK = QBrush()


class Highlights:
    """Lays tints and lines over the text seen, which are no part of it: a text of any length costs what is seen."""

    def __init__(self, session: Session, view: "ReportView") -> None:
        self._session, self._view = session, view
        self._below: list[Callable[[Span], Iterable[Layer]]] = []
        self._hits: Sequence[Span] = ()
        self._hit: int | None = None
        self._hovered: Sequence[Span] = ()
        self._chosen: frozenset[Span] = frozenset()
        self._others: Sequence[Span] = ()
        self._lit, self._is_stale = Span(0, 0), False
        self.laid: dict[Span, QTextCharFormat] = {}
        """What lies over the text now, in text order and nowhere overlapping."""
        self._inked: list[tuple[Span, QBrush]] = []

    @cached_property
    def _strokes(self) -> "Strokes":
        # not at the top: a text without a look needs none, and the first paint has none
        from .strokes import Strokes

        return Strokes(self._view)

    def forget(self) -> None:
        """Take it that nothing was found and the mouse is on nothing, as in another report."""
        self._hits, self._hit, self._hovered, self._chosen, self._others = (), None, (), frozenset(), ()
        self._lit = Span(0, 0)
        self.reload()
        self._lay({}, self._lit)

    def reload(self) -> None:
        """Take it that the text stands elsewhere on the page, as in another font."""
        self._strokes.forget()

    def lay_below(self, layers: Callable[[Span], Iterable[Layer]]) -> None:
        """Have a stretch of the text marked by `layers` as well, over its figures and below everything else."""
        self._below.append(layers)

    def find(self, hits: Sequence[Span], at: int | None) -> None:
        """Light what was found, in text order, the hit one is at by its place among them."""
        self._hits, self._hit = hits, at
        self.light()

    def hover(self, spans: Sequence[Span]) -> None:
        """Tint the words the mouse is on and those that belong to them alike."""
        self._hovered = spans
        self.light()

    def choose(self, spans: Sequence[Span]) -> None:
        """Tint the figures whose rows are chosen in the table."""
        if spans or self._chosen:
            self._chosen = frozenset(spans)
            self.light()

    def underline(self, spans: Sequence[Span]) -> None:
        """Draw a line under what only others hold."""
        if spans or self._others:
            self._others = spans
            self.light()

    def light(self) -> None:
        """Light everything that is seen as it is now."""
        self._is_stale = False
        if self._session.report is None:
            # not before the first paint: asked for a viewport PySide makes 50 enumerations, 12 ms
            self._lay({}, self._lit)
            return
        before, self._lit = self._lit, in_sight(self._view, self._view.offsets, self._view.goal())
        self._lay(dict(flat(self._layers(self._lit))), before)

    def light_soon(self) -> None:
        """Light everything before the next paint, if nothing has done so by then."""
        self._is_stale = True
        # Qt calls it before it paints
        QTimer.singleShot(0, self._view, lambda: self._is_stale and self.follow())

    def follow(self) -> Span:
        """Light what is to be lit and what has come into sight, as before each paint; return the stretch seen."""
        if self._session.report is None:
            return Span(0, 0)
        seen = in_sight(self._view, self._view.offsets)
        if self._is_stale or not self._lit.start <= seen.start <= seen.end <= self._lit.end:
            self.light()
        return seen

    def paint(self, clip: QRect, letters: Callable[[], None]) -> None:
        """Paint a part of the viewport: the grounds, the letters over them, and the lines about those."""
        if not self.laid:
            letters()
            return
        pieces = self._strokes.pieces(self._view.offsets, self.laid.items(), clip)
        self._strokes.paint_grounds(pieces)
        letters()
        self._strokes.paint_lines(pieces)

    def _lay(self, looks: dict[Span, QTextCharFormat], seen: Span) -> None:
        """Have what differs of what was `seen` painted anew, and letters that have a colour of their own by Qt.

        What comes into sight is painted then.
        """
        if not looks and not self.laid:
            return
        before, self.laid = self.laid, looks
        near = (one for one in before.keys() | looks.keys() if one.start < seen.end and one.end > seen.start)
        self._strokes.update(self._view.offsets, (one for one in near if before.get(one) != looks.get(one)))
        ink = theme.plain_format().foreground()
        inked = [(span, look.foreground()) for span, look in looks.items() if look.foreground() not in (NO_INK, ink)]
        if inked != self._inked:
            self._inked = inked
            self._view.setExtraSelections([self._selection(*one) for one in inked])

    def _layers(self, seen: Span) -> Iterator[Layer]:
        near = self._session.review.touching(seen)
        yield from marks(near)
        yield from chain.from_iterable(layers(seen) for layers in self._below)
        others = (span for span in self._others if span.start < seen.end and span.end > seen.start)
        yield from ((span, theme.others_format()) for span in others)
        chosen = (one.figure.span for one in near if one.figure.span in self._chosen)
        yield from ((span, theme.hover_format()) for span in chain(chosen, self._hovered))
        hit = self._hits[self._hit] if self._hit is not None else None
        found = walk.spans_touching(self._hits, seen)
        yield from ((span, theme.hit_format(is_current=False)) for span in found if span != hit)
        shown = self._session.current
        if shown is not None:
            yield from ((span, theme.evidence_format()) for span in self._session.evidence())
            yield shown.figure.span, theme.current_format()
        if hit is not None:
            yield hit, theme.hit_format(is_current=True)

    def _selection(self, span: Span, ink: QBrush) -> QTextEdit.ExtraSelection:
        selection, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setForeground(ink)
        selection.cursor = self._view.cursor_on(span)
        selection.format = look
        return selection
