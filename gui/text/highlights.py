"""The highlights of the report's text: how figures look, and what is shown over them, for the part that is seen.

Qt draws them as extra selections of the text view. Only what is seen has some, 20 to 60 at a time, so that a report of
any length costs the same at each key. Three things Qt has no format for are painted by `FigureMarks`: the lines under
figures that overlap, the corner of a figure with a flag or a note, and the zigzag under one that does not add up.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..session import walk
from ..session.session import Session
from ..style import theme
from .document import letter_boxes, visible_span
from .offsets import Offsets

if TYPE_CHECKING:
    from .report_view import ReportView

Highlight = tuple[Span, QTextCharFormat]
"""A stretch of the report and the format it is shown in."""

# in pixels: from the base line of the letters to the line of the first level, and from one level to the next
FIRST_LEVEL, NEXT_LEVEL = 3.0, 3.5
LINE_WIDTH = 2.0
MOST_LEVELS = 4
# in pixels: how long and how high a tooth of the zigzag is
TOOTH, TOOTH_HEIGHT, ZIGZAG_WIDTH = 3.0, 2.0, 1.2
# from the base line of the letters to the zigzag, below every underline
ZIGZAG_BELOW = 5.0
# in pixels: each side of the corner of a figure that has a flag or a note
CORNER = 4.0


def figure_highlights(figures: Iterable[ReviewedFigure]) -> list[Highlight]:
    """Return the highlights of figures by their kind and state, those inside another one after it."""
    colours = theme.theme()
    return [(shown.figure.span, theme.figure_format(shown, colours)) for shown in outer_first(figures)]


def outer_first(figures: Iterable[ReviewedFigure]) -> list[ReviewedFigure]:
    """Return figures in text order; one that lies inside another comes after it."""
    return sorted(figures, key=lambda shown: (shown.figure.start, -shown.figure.end))


def flatten(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights that do not overlap, in text order, which look as the given ones laid one over the other.

    Where several overlap, each later one replaces only the properties its format has: a background without an
    underline leaves the underline of the format below it.
    """
    ordered = sorted(
        (span.start, place, span, char_format)
        for place, (span, char_format) in enumerate(highlights)
        if span.end > span.start
    )
    found: list[Highlight] = []
    group: list[tuple[int, Highlight]] = []
    end = 0
    for start, place, span, char_format in ordered:
        if group and start >= end:
            found.extend(_flatten_group(group))
            group = []
        group.append((place, (span, char_format)))
        end = max(end, span.end)
    return [*found, *_flatten_group(group)]


def _flatten_group(group: list[tuple[int, Highlight]]) -> list[Highlight]:
    """Flatten highlights that overlap one another; each comes with its place in the order from below."""
    if len(group) == 1:
        # most figures have nothing over them
        return [group[0][1]]
    group.sort(key=itemgetter(0))
    highlights = [highlight for _, highlight in group]
    edges = sorted({edge for span, _ in highlights for edge in span})
    formats: dict[int, QTextCharFormat] = {}
    for span, char_format in highlights:
        for place in range(bisect_left(edges, span.start), bisect_left(edges, span.end)):
            below = formats.get(place)
            formats[place] = char_format
            if below is not None:
                formats[place] = QTextCharFormat(below)
                formats[place].merge(char_format)
    return [(Span(edges[place], edges[place + 1]), formats[place]) for place in sorted(formats)]


class Highlights:
    """Keeps the extra selections of a report view: what is highlighted in the part of the report that is seen."""

    def __init__(self, session: Session, view: "ReportView") -> None:
        self._session, self._view = session, view
        self._sources: list[Callable[[Span], Iterable[Highlight]]] = []
        self._hits: Sequence[Span] = ()
        self._current_hit: int | None = None
        self._hovered: Sequence[Span] = ()
        self._selected: frozenset[Span] = frozenset()
        self._of_others: Sequence[Span] = ()
        self._dragged: Span | None = None
        self._covered, self._is_stale = Span(0, 0), False
        self.shown: list[Highlight] = []
        """What is highlighted now, in text order; no two overlap."""

    def clear(self) -> None:
        """Remove everything, as before another report is shown: found words, the mouse's and the table's too."""
        self._hits, self._current_hit, self._hovered = (), None, ()
        self._selected, self._of_others = frozenset(), ()
        self._covered = Span(0, 0)
        self._show([])

    def add_source(self, source: Callable[[Span], Iterable[Highlight]]) -> None:
        """Have `source` asked for more highlights of a span of the report; they lie over the figures' own."""
        self._sources.append(source)

    def show_hits(self, hits: Sequence[Span], current: int | None) -> None:
        """Highlight the words that were found, in text order; `current` is the place of the one shown now."""
        self._hits, self._current_hit = hits, current
        self.update()

    def show_hovered(self, spans: Sequence[Span]) -> None:
        """Highlight the figure under the mouse and the words that name it."""
        self._hovered = spans
        self.update()

    def show_selected(self, spans: Sequence[Span]) -> None:
        """Highlight the figures whose rows are selected in the table."""
        if spans or self._selected:
            self._selected = frozenset(spans)
            self.update()

    def show_dragged(self, span: Span | None) -> None:
        """Show the figure under decision at another span while one of its ends is dragged; None ends that."""
        self._dragged = span
        self.update()

    def show_of_others(self, spans: Sequence[Span]) -> None:
        """Underline the figures that only other annotators have."""
        if spans or self._of_others:
            self._of_others = spans
            self.update()

    def update(self) -> None:
        """Highlight what is seen, and what will be where the view is scrolling to, as it is now."""
        self._is_stale = False
        if self._session.report is None:
            self._show([])
            return
        self._covered = visible_span(self._view, self._view.offsets, self._view.goal())
        self._show(flatten(self._layers(self._covered)))

    def update_soon(self) -> None:
        """Update before the next paint, unless something else did so by then."""
        self._is_stale = True
        QTimer.singleShot(0, self._view, lambda: self._is_stale and self.follow_view())

    def follow_view(self) -> Span:
        """Update if anything is due or has come into sight, as before each paint; return the span that is seen."""
        if self._session.report is None:
            return Span(0, 0)
        seen = visible_span(self._view, self._view.offsets)
        if self._is_stale or not self._covered.start <= seen.start <= seen.end <= self._covered.end:
            self.update()
        return seen

    def _show(self, highlights: list[Highlight]) -> None:
        if highlights != self.shown:
            self.shown = highlights
            self._view.setExtraSelections([self._selection(*one) for one in highlights])

    def _layers(self, seen: Span) -> Iterator[Highlight]:
        """Yield everything that is to be highlighted in a span, from what lies below to what lies above."""
        near = self._session.review.touching(seen)
        yield from figure_highlights(near)
        yield from chain.from_iterable(source(seen) for source in self._sources)
        of_others = (span for span in self._of_others if span.start < seen.end and span.end > seen.start)
        yield from ((span, theme.others_format()) for span in of_others)
        selected = (one.figure.span for one in near if one.figure.span in self._selected)
        yield from ((span, theme.hover_format()) for span in chain(selected, self._hovered))
        current_hit = self._hits[self._current_hit] if self._current_hit is not None else None
        found = walk.spans_touching(self._hits, seen)
        yield from ((span, theme.hit_format(is_current=False)) for span in found if span != current_hit)
        current = self._session.current
        if current is not None:
            yield from ((span, theme.evidence_format()) for span in self._session.evidence())
            yield self._dragged or current.figure.span, theme.current_format()
        if current_hit is not None:
            yield current_hit, theme.hit_format(is_current=True)

    def _selection(self, span: Span, char_format: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._view.cursor_on(span)
        selection.format = char_format
        return selection


class FigureMarks:
    """Paints the marks of the figures seen that no text format has; nothing is kept, so nothing can be out of date."""

    def __init__(self, session: Session, view: QTextEdit) -> None:
        self._session, self._view = session, view

    def lines(self, offsets: Offsets, near: Sequence[ReviewedFigure]) -> list[tuple[ReviewedFigure, int, list[QLineF]]]:
        """Return which of some figures, in text order, have a line under them: its level, its parts in the viewport.

        A rejected figure has none.
        """
        shown = [one for one in near if one.state != "rejected"]
        levels = overlap_levels(shown) if any_overlap(shown) else {}
        return [
            (one, levels[one.target], [*self._line_parts(offsets, one.figure.span, levels[one.target])])
            for one in shown
            if one.target in levels
        ]

    def corners(self, offsets: Offsets, near: Iterable[ReviewedFigure]) -> list[tuple[ReviewedFigure, QPolygonF]]:
        """Return which of some figures have a flag or a note, each with its corner in the viewport."""
        remarked = [one for one in near if one.remark.flagged or one.remark.note]
        boxes = ((one, [*letter_boxes(self._view, offsets, one.figure.span)]) for one in remarked)
        return [(one, corner_of(lines[-1])) for one, lines in boxes if lines]

    def zigzags(self, offsets: Offsets, near: Iterable[ReviewedFigure]) -> list[tuple[ReviewedFigure, QPolygonF]]:
        """Return which of some figures do not add up, each with the zigzags under its letters in the viewport."""
        asked = [one for one in near if one.target in self._session.asked and one.state != "rejected"]
        boxes = [(one, box) for one in asked for box in letter_boxes(self._view, offsets, one.figure.span)]
        return [(one, zigzag_under(box)) for one, box in boxes]

    def paint(self, offsets: Offsets, seen: Span) -> None:
        """Paint the lines and corners of the figures that touch the span seen; call it in the view's paint event."""
        near = self._session.review.touching(seen)
        lines, corners, zigzags = self.lines(offsets, near), self.corners(offsets, near), self.zigzags(offsets, near)
        if not lines and not corners and not zigzags:
            return
        painter = QPainter(self._view.viewport())
        for shown, _, parts in lines:
            painter.setPen(QPen(theme.colours_of(shown.figure.kind).line, LINE_WIDTH))
            painter.drawLines(parts)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.theme()["warning"], ZIGZAG_WIDTH))
        for _, zigzag in zigzags:
            painter.drawPolyline(zigzag)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.theme()["current_edge"])
        for _, corner in corners:
            painter.drawPolygon(corner)
        painter.end()

    def _line_parts(self, offsets: Offsets, span: Span, level: int) -> Iterator[QLineF]:
        below = QPointF(0, FIRST_LEVEL + level * NEXT_LEVEL)
        for box in letter_boxes(self._view, offsets, span):
            yield QLineF(box.bottomLeft() + below, box.bottomRight() + below)


def overlap_levels(figures: Sequence[ReviewedFigure]) -> dict[Span, int]:
    """Return the level of the line under each figure that overlaps others, by target, from 1 on.

    The shortest of figures that overlap has none: its underline is enough. No two that overlap have the same level.
    """
    placed: list[tuple[Span, int]] = []
    levels: dict[Span, int] = {}
    for shown in sorted(figures, key=lambda one: one.figure.end - one.figure.start):
        span = shown.figure.span
        taken = {level for other, level in placed if other.start < span.end and span.start < other.end}
        level = next(free for free in range(len(placed) + 1) if free not in taken)
        placed.append((span, level))
        if level:
            levels[shown.target] = min(level, MOST_LEVELS)
    return levels


def any_overlap(figures: Sequence[ReviewedFigure]) -> bool:
    """Tell whether some of the figures, in text order, share a character; hardly any report has such figures."""
    reach = 0
    for shown in figures:
        if shown.figure.start < reach:
            return True
        reach = max(reach, shown.figure.end)
    return False


def zigzag_under(box: QRectF) -> QPolygonF:
    """Return the line of teeth under some letters, below their underline."""
    count = max(2, round(box.width() / TOOTH))
    below = box.bottomLeft() + QPointF(0, ZIGZAG_BELOW)
    step = box.width() / count
    return QPolygonF([below + QPointF(step * at, TOOTH_HEIGHT * (at % 2)) for at in range(count + 1)])


def corner_of(box: QRectF) -> QPolygonF:
    """Return the small triangle at the upper right of a figure's last letters."""
    right = box.topRight()
    return QPolygonF(
        [right - QPointF(CORNER, 0), right + QPointF(CORNER / 2, 0), right + QPointF(CORNER / 2, 1.5 * CORNER)]
    )
