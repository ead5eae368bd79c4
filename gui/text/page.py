"""The page: a report's text as a document with its looks, which costs nothing to lay out before somebody sees it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from core.figure import Span
from gui.looks import theme
from gui.text.line_height import space_lines
from gui.text.offsets import Offsets

if TYPE_CHECKING:
    from core.extraction.outline import Outline


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
        for heading in parts.headings:
            cursor_on(document, offsets, heading.span).mergeCharFormat(theme.heading_format(font, heading.level))
        for span in parts.boilerplate:
            cursor_on(document, offsets, span).mergeCharFormat(theme.muted_format())
    cursor.endEditBlock()


def in_sight(view: QTextEdit, offsets: Offsets) -> Span:
    """Return the stretch of the report that a view shows."""
    port = view.viewport().rect()
    ends = (view.cursorForPosition(corner).position() for corner in (port.topLeft(), port.bottomRight()))
    first, last = (offsets.to_text(end) for end in ends)
    return Span(first, last + 1)


def cursor_on(document: QTextDocument, offsets: Offsets, span: Span) -> QTextCursor:
    """Return a cursor that has a span of the report selected."""
    start, end = offsets.span_to_qt(span) if span.end > span.start else (offsets.to_qt(span.start),) * 2
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
