"""The page: a report's text as a document with its looks, which costs nothing to lay out before somebody sees it."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from core.model.figure import Span

from ..style import theme
from .line_height import space_lines
from .offsets import Offsets

if TYPE_CHECKING:
    from core.detection.outline import Outline

SIDE = 16  # pixels at either side of the column at least


def page(offsets: Offsets, parts: "Outline | None", font: QFont, line_height: int, parent: QObject) -> QTextDocument:
    """Return a document of a report's text, its headings set off, without a mark; `line_height` in per cent.

    Nothing of it is laid out yet, and a view lays out no more than it shows: formats given to a text that is shown
    already would have it laid out from end to end.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    QTextCursor(document).insertText(offsets.shown)
    dress(document, offsets, parts, font, line_height)
    return document


def dress(document: QTextDocument, offsets: Offsets, parts: "Outline | None", font: QFont, line_height: int) -> None:
    """Give a document's text its font, the height of its lines and the looks of its headings, and no mark."""
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setCharFormat(theme.plain_format())
    space_lines(document, offsets.shown, font, line_height)
    if parts is not None:
        looks = {level: theme.heading_format(font, level) for level in {heading.level for heading in parts.headings}}
        for heading in parts.headings:
            cursor_on(document, offsets, heading.span).mergeCharFormat(looks[heading.level])
        muted = theme.muted_format()
        for span in parts.boilerplate:
            cursor_on(document, offsets, span).mergeCharFormat(muted)
    cursor.endEditBlock()


def width_of(view: QTextEdit, characters: int) -> int:
    """Return how many pixels wide a view is whose lines are of so many characters."""
    wide = QFontMetricsF(view.document().defaultFont()).horizontalAdvance("国") * characters
    return round(wide) + view.verticalScrollBar().sizeHint().width() + 2 * SIDE


def height_of(view: QTextEdit, lines: int) -> int:
    """Return how many pixels high a view is that shows so many lines of text."""
    measures, block = QFontMetricsF(view.document().defaultFont()), view.document().firstBlock().blockFormat()
    is_spaced = block.lineHeightType() == QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    line = measures.height() * block.lineHeight() / 100 if is_spaced else measures.lineSpacing()
    return round(line * lines) + 2 * view.frameWidth()


def in_sight(view: QTextEdit, offsets: Offsets, goal: int | None = None) -> Span:
    """Return the stretch of the report that the blocks seen in a view hold, and those seen on its way to a `goal`.

    Blocks are looked up by their height, from the first one on: what lies behind need not have been laid out.
    """
    document = view.document()
    layout = document.documentLayout()
    ends = [view.verticalScrollBar().value()]
    if goal is not None:
        ends.append(goal)
    top, low = min(ends), max(ends) + view.viewport().height()

    def bottom(number: int) -> int:
        return int(layout.blockBoundingRect(document.findBlockByNumber(number)).bottom())

    reach, last = 1, document.blockCount() - 1
    while reach < last and bottom(reach) <= top:
        reach *= 2
    block = document.findBlockByNumber(bisect_right(range(min(reach, last)), top, lo=reach // 2, key=bottom))
    start, end = block.position(), block.position() + block.length() - 1
    while (block := block.next()).isValid() and layout.blockBoundingRect(block).top() < low:
        end = block.position() + block.length() - 1
    return Span(offsets.to_text(start), offsets.to_text(end))


def boxes(view: QTextEdit, offsets: Offsets, span: Span) -> Iterator[tuple[QRectF, float]]:
    """Yield where on the page a span is written, line by line: the ground of its letters, and their base line."""
    start, end = offsets.span_to_qt(span)
    document = view.document()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        for line, low, high in _lines(block, start, end):
            left, right = _x_of(line, low), _x_of(line, high)
            ground = QRectF(left, line.y(), right - left, line.height()).translated(corner)
            yield ground, ground.top() + line.ascent()
        block = block.next()


def pieces(view: QTextEdit, offsets: Offsets, span: Span) -> Iterator[QRectF]:
    """Yield where in the viewport a span is written, line by line: from above its letters to their base line."""
    height = QFontMetricsF(view.document().defaultFont()).ascent()
    for ground, base in boxes(view, offsets, span):
        yield QRectF(ground.left(), base - height, ground.width(), height).translated(-scrolled(view))


def scrolled(view: QTextEdit) -> QPointF:
    """Return which place of the page is in the viewport's corner."""
    return QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())


def _lines(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextLine, int, int]]:
    """Yield the lines of a block that show some of a stretch of the document, and which places of the block."""
    layout, at = block.layout(), block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low = max(start - at, line.textStart())
        high = min(end - at, line.textStart() + line.textLength())
        if low < high:
            yield line, low, high


def _x_of(line: QTextLine, place: int) -> float:
    # PySide gives the place back beside the x
    x = cast("Any", line.cursorToX(place))
    return float(x[0] if isinstance(x, tuple) else x)


def cursor_on(document: QTextDocument, offsets: Offsets, span: Span) -> QTextCursor:
    """Return a cursor that has a span of the report selected."""
    start, end = offsets.span_to_qt(span) if span.end > span.start else (offsets.to_qt(span.start),) * 2
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
