"""The height of the text's lines: room for marks between them, less where a line has no text."""

import re

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCursor, QTextDocument

# what begins a block in Qt
_LINE_END = re.compile("\r\n|[\n\r\u2029]")
PARAGRAPH_GAP = 0.35  # of a line


def space_lines(document: QTextDocument, shown: str, font: QFont, per_cent: int) -> None:
    """Give every line a height, in per cent of the font's, and a third of it to lines without text.

    `shown` is the text that was put into the document. Files from the web have an empty line between all paragraphs.
    """
    high, low = _format(per_cent), _format(per_cent / 3)
    high.setBottomMargin(PARAGRAPH_GAP * QFontMetricsF(font).height())
    low.setBottomMargin(0)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(high)
    for number, line in enumerate(_LINE_END.split(shown)):
        if not line.strip():
            QTextCursor(document.findBlockByNumber(number)).mergeBlockFormat(low)


def _format(per_cent: float) -> QTextBlockFormat:
    lines = QTextBlockFormat()
    lines.setLineHeight(per_cent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return lines
