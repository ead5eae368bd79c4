"""The document of the text view: a report's text with its fonts and line heights, and where a span of it is drawn."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QTextEdit

from core.model.figure import Span

from ..style import theme
from .offsets import Offsets

if TYPE_CHECKING:
    from core.detection.outline import Outline

SIDE = 16  # pixels at either side of the column at least
PARAGRAPH_GAP = 0.35  # of a line
# what begins a block in Qt
_LINE_END = "\r\n|[\n\r\u2029]"


def make_document(
    offsets: Offsets, parts: "Outline | None", font: QFont, line_height: int, parent: QObject
) -> QTextDocument:
    """Return a document of a report's text in a font, its headings set off; `line_height` is in per cent.

    Nothing of it is laid out yet, and a view lays out no more than it shows: formats given to a text that is shown
    already would have it laid out from end to end.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    QTextCursor(document).insertText(offsets.shown)
    format_document(document, offsets, parts, font, line_height)
    return document


def format_document(
    document: QTextDocument, offsets: Offsets, parts: "Outline | None", font: QFont, line_height: int
) -> None:
    """Give a document's text its font, the height of its lines in per cent, and the formats of its headings."""
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setCharFormat(theme.plain_format())
    set_line_heights(document, offsets.shown, font, line_height)
    if parts is not None:
        formats = {level: theme.heading_format(font, level) for level in {heading.level for heading in parts.headings}}
        for heading in parts.headings:
            cursor_on(document, offsets, heading.span).mergeCharFormat(formats[heading.level])
        muted = theme.muted_format()
        for span in parts.furniture:
            cursor_on(document, offsets, span).mergeCharFormat(muted)
    cursor.endEditBlock()


def set_line_heights(document: QTextDocument, shown: str, font: QFont, per_cent: int) -> None:
    """Give each line a height, in per cent of the width of a character, and empty lines a third of that.

    The height a font gives its own lines is 1.1 times a character in one face and 1.45 in another, so that less of the
    text would be seen in the latter. `shown` is the text that was put into the document. Files from the web have an
    empty line between all paragraphs.
    """
    metrics, lines = QFontMetricsF(font), QTextBlockFormat()
    of_own = per_cent * metrics.horizontalAdvance("国") / metrics.height()
    lines.setLineHeight(of_own, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    lines.setBottomMargin(PARAGRAPH_GAP * metrics.height())
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(lines)
    # a smaller height with the same font would still take the clicks on the upper half of the line below
    empty, small = QTextBlockFormat(), QTextCharFormat()
    empty.setBottomMargin(0)
    small.setFontPointSize(font.pointSizeF() / 3)
    for number, line in enumerate(re.split(_LINE_END, shown)):
        if not line.strip():
            cursor = QTextCursor(document.findBlockByNumber(number))
            cursor.mergeBlockFormat(empty)
            cursor.setBlockCharFormat(small)


def cursor_on(document: QTextDocument, offsets: Offsets, span: Span) -> QTextCursor:
    """Return a cursor that has a span of the report selected; for an empty span one that only stands there."""
    start, end = offsets.span_to_qt(span) if span.end > span.start else (offsets.to_qt(span.start),) * 2
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def width_of(view: QTextEdit, characters: int) -> int:
    """Return how many pixels wide a view is whose lines have so many characters."""
    text = QFontMetricsF(view.document().defaultFont()).horizontalAdvance("国") * characters
    return round(text) + view.verticalScrollBar().sizeHint().width() + 2 * SIDE


def height_of(view: QTextEdit, lines: int) -> int:
    """Return how many pixels high a view is that shows so many lines of text."""
    metrics, block = QFontMetricsF(view.document().defaultFont()), view.document().firstBlock().blockFormat()
    is_spaced = block.lineHeightType() == QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    line = metrics.height() * block.lineHeight() / 100 if is_spaced else metrics.lineSpacing()
    return round(line * lines) + 2 * view.frameWidth()


def visible_span(view: QTextEdit, offsets: Offsets, goal: int | None = None) -> Span:
    """Return the span of the report that is seen in a view, in whole blocks.

    `goal` is a value of the vertical scroll bar that the view is on its way to: what is seen until then is in the span.
    Blocks are looked up by their height, from the first one on: what lies behind need not have been laid out.
    """
    document = view.document()
    layout = document.documentLayout()
    ends = [view.verticalScrollBar().value()]
    if goal is not None:
        ends.append(goal)
    top, bottom = min(ends), max(ends) + view.viewport().height()

    def bottom_of(number: int) -> int:
        return int(layout.blockBoundingRect(document.findBlockByNumber(number)).bottom())

    reach, last = 1, document.blockCount() - 1
    while reach < last and bottom_of(reach) <= top:
        reach *= 2
    block = document.findBlockByNumber(bisect_right(range(min(reach, last)), top, lo=reach // 2, key=bottom_of))
    start, end = block.position(), block.position() + block.length() - 1
    while (block := block.next()).isValid() and layout.blockBoundingRect(block).top() < bottom:
        end = block.position() + block.length() - 1
    return Span(offsets.to_text(start), offsets.to_text(end))


def line_boxes(view: QTextEdit, offsets: Offsets, span: Span) -> Iterator[tuple[QRectF, float]]:
    """Yield the parts of the lines a span is drawn on, as boxes of the whole document, each with its base line."""
    start, end = offsets.span_to_qt(span)
    document = view.document()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        for line, first, last in _lines(block, start, end):
            left, right = _x_of(line, first), _x_of(line, last)
            box = QRectF(left, line.y(), right - left, line.height()).translated(corner)
            yield box, box.top() + line.ascent()
        block = block.next()


def letter_boxes(view: QTextEdit, offsets: Offsets, span: Span) -> Iterator[QRectF]:
    """Yield where in the viewport a span is drawn, line by line: from above its letters to their base line."""
    height = QFontMetricsF(view.document().defaultFont()).ascent()
    for box, base in line_boxes(view, offsets, span):
        yield QRectF(box.left(), base - height, box.width(), height).translated(-scroll_position(view))


def scroll_position(view: QTextEdit) -> QPointF:
    """Return the point of the document that is drawn in the upper left corner of the viewport."""
    return QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())


def _lines(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextLine, int, int]]:
    """Yield the lines of a block that have some of a stretch of the document, with its two positions in the block."""
    layout, at = block.layout(), block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start - at, line.textStart())
        last = min(end - at, line.textStart() + line.textLength())
        if first < last:
            yield line, first, last


def _x_of(line: QTextLine, position: int) -> float:
    # PySide returns the position beside the x
    x = cast("Any", line.cursorToX(position))
    return float(x[0] if isinstance(x, tuple) else x)
