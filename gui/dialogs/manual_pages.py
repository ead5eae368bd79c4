"""The manual as the program shows it: the pages of docs/ that travel with it, and where each of their topics begins.

A comment `<!-- topic: NAME -->` before a paragraph or a heading names it; both languages have the same names.
"""

import re
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextTable

from ..style import theme
from ..style.design import RESOURCES

FOLDER = RESOURCES.parent / "docs"
# the manuals, and the pages that they lead to
PAGES = ("manual.md", "manual.zh.md", "newcomers-hour.md", "formats.md", "panel.md")
MANUALS = {"en": "manual.md", "zh": "manual.zh.md"}
_PICTURE = re.compile(r"^!\[[^]]*\]\([^)]*\)\n*", re.M)
_TOPIC = re.compile(r"^<!-- topic: (\w+) -->\n", re.M)
_COMMENT = re.compile(r"^<!--.*?-->\n", re.M | re.S)
_LINK = re.compile(r"\[([^]]+)\]\(([^)\s]+)\)")
# no character of any text: what stands between them is the name of the topic that begins behind
_BEGIN, _END = "\ue000", "\ue001"
# that of an anchor, as pages of Markdown have it: small letters, hyphens for blanks, no punctuation
_NO_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Topic:
    """Where something begins in a page: its title in the contents, "" where it has none, its depth, its block."""

    name: str
    title: str
    level: int
    block: int


def source_of(page: str) -> str:
    """Return the Markdown of a page as it is shown: without pictures, and with links only to what is there."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    text = _TOPIC.sub(lambda found: f"{_BEGIN}{found[1]}{_END}\n\n", _PICTURE.sub("", text))
    return _LINK.sub(lambda found: found[0] if leads(found[2]) else found[1], _COMMENT.sub("", text))


def leads(link: str) -> bool:
    """Tell whether a link leads to another place of the manual, or to another machine."""
    return link.startswith(("#", "https://")) or link.partition("#")[0] in PAGES


def fill(document: QTextDocument, page: str) -> tuple[Topic, ...]:
    """Put a page into a document in the present colours; return its topics, in order."""
    document.setMarkdown(source_of(page), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    topics: list[Topic] = []
    block, named = document.begin(), ""
    while block.isValid():
        if block.text().startswith(_BEGIN):
            named = block.text().strip(_BEGIN + _END)
            number = block.blockNumber()
            _remove(block)
            block = document.findBlockByNumber(number)
            continue
        level = block.blockFormat().headingLevel()
        if level or named:
            title = block.text() if level else _bold_begin(block)
            anchor = _NO_ANCHOR.sub("", block.text().lower()).replace(" ", "-") if level else ""
            topics += [Topic(name, title, level or 3, block.blockNumber()) for name in {named, anchor} - {""}]
            named = ""
        block = block.next()
    _mark_code(document)
    return tuple(topics)


def _remove(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def _bold_begin(block: QTextBlock) -> str:
    """Return the bold words that a paragraph begins with, which are its title; "" where there are none."""
    words, pieces = "", block.begin()
    while not pieces.atEnd() and pieces.fragment().charFormat().fontWeight() >= QFont.Weight.Bold:
        words += pieces.fragment().text()
        pieces += 1
    return words.strip().rstrip(".。")


def _mark_code(document: QTextDocument) -> None:
    """Put keys and names on a quiet ground, in the letters of the text: of Chinese a typewriter's have none."""
    family = document.defaultFont().families()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format()
            look.setBorderBrush(theme.theme()["hairline"])
            frame.setFormat(look)
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        spans = []
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().fontFixedPitch():
                spans.append((piece.position(), piece.position() + piece.length(), piece.charFormat()))
            pieces += 1
        for start, end, char_format in spans:
            char_format.setFontFixedPitch(False)
            char_format.setFontFamilies(family)
            char_format.setBackground(theme.theme()["table"])
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(char_format)
        if block.blockFormat().nonBreakableLines():
            # a line of the terminal runs on in the next rather than out of the window
            block_format = block.blockFormat()
            block_format.setNonBreakableLines(False)
            QTextCursor(block).setBlockFormat(block_format)
        block = block.next()
