"""The text of a table's cell: what a crawler or Excel wrote as signs is read as what it means.

Programs that gather web pages keep line ends as the two signs \\n, blanks as &nbsp; and paragraphs as <p>. Such signs
are read only where a cell cannot mean them literally: a known name between & and ;, a known element of HTML, and \\n
where no path and no word goes on behind it.
"""

import re
from html.entities import html5

from .table_words import table_words

CELL_LIMITS = (32_767, 50_000, 65_535)
"""The most characters, in units of 16 bits, that a cell of Excel, Google Sheets and older LibreOffice holds."""

_LONGEST_NOTHING = 12
# Excel's own way to write a control character: _x000D_
_EXCEL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# a further \ in front comes of writing a text as JSON twice; C:\new and \name are words, not line ends
_LINE_END_IN_WORDS = re.compile(r"\\{1,4}r\\{1,4}n")
_LINE_END = re.compile(r"(?<![:\\])(?:\\{1,4}[nr])+(?![A-Za-z])")
_TAB = re.compile(r"(?<![:\\])(?:\\{1,4}t)+(?![A-Za-z])")
_CODE = re.compile(r"\\{1,2}(?:u([0-9a-fA-F]{4})|x([89a-fA-F][0-9a-fA-F]))")
_BLOCKS = "p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|section|article|blockquote|center|dd|dt|dl|hr"
_INLINE = "span|strong|b|i|u|em|font|a|img|td|th|o:p|sup|sub|small|big|label|s|del|ins|input|video|iframe|col|colgroup"
_ATTRIBUTES = r"(?:\s[^<>]{0,500})?/?"
_UNSEEN_PARTS = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_BREAK = re.compile(rf"<br{_ATTRIBUTES}>", re.I)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}>", re.I)
_CELL_END = re.compile(r"</t[dh]\s{0,9}>\s{0,99}(?=<t[dh][\s>])", re.I)
_RAISED = re.compile(rf"<sup{_ATTRIBUTES}>\s{{0,9}}([0-9]{{1,3}})\s{{0,9}}</sup>", re.I)
_ELEMENT = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}>", re.I)
# what shows that a cell holds a web page: an element that is closed, or one that stands alone
_SHOWS_PAGE = re.compile(
    rf"</(?:{_BLOCKS}|{_INLINE})\s{{0,9}}>|<(?:br|hr|p){_ATTRIBUTES}>|<(?:img|input)\s[^<>]{{1,500}}>", re.I
)
_RAISED_DIGITS = str.maketrans("0123456789", "\u2070¹²³⁴\u2075\u2076\u2077\u2078\u2079")


def plain_cell(text: str) -> str:
    """Return the text of a cell with the signs for line ends, blanks, characters and web pages read.

    plain_cell(r"政府工作报告\\r\\n各位代表：&nbsp;我代表") has a line end and a blank.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x00" in text:
        text = _EXCEL.sub(_control, text).replace("\r\n", "\n").replace("\r", "\n")
    if "\\" in text:
        text = _unescaped(text)
    if "&" in text and ";" in text:
        # a second time for what was written as &amp;nbsp;
        text = _ENTITY.sub(_character, text)
        text = _ENTITY.sub(_character, text) if "&" in text else text
    if "<" in text and _SHOWS_PAGE.search(text):
        text = _of_page(text)
    return text


_MARKS_ONLY = re.compile(r"[\W_]*")
_AROUND = " \t\n\u3000。.()（）[]【】"


def says_nothing(text: str) -> bool:
    """Tell whether a cell has no text but a word or marks for that: 暂无, nan, N/A, —."""
    if len(text) > _LONGEST_NOTHING:
        return not text.strip()
    return _MARKS_ONLY.fullmatch(text) is not None or text.strip(_AROUND).lower() in table_words().nothing


def is_cut(text: str) -> bool:
    """Tell whether a cell's text, as it stands in the table, is as long as a cell can be: its end is probably lost."""
    if len(text) < CELL_LIMITS[0] // 2:
        return False
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text) in CELL_LIMITS


def _control(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return {9: "\t", 10: "\n", 13: "\r"}.get(code, "")


def _unescaped(text: str) -> str:
    text = _LINE_END_IN_WORDS.sub("\n", text)
    text = _LINE_END.sub(lambda found: "\n" * max(found[0].count("n"), 1), text)
    text = _TAB.sub("\t", text)
    return _CODE.sub(lambda found: _sign(int(found[1] or found[2], 16), found[0]), text)


def _character(found: re.Match[str]) -> str:
    whole, name = found[0], found[1]
    if name == "nbsp":
        return " "
    if name[0] != "#":
        return html5.get(f"{name};", whole)
    return _sign(int(name[2:], 16) if name[1] in "xX" else int(name[1:]), whole)


def _sign(code: int, written: str) -> str:
    """Return the character of a code; as it was written where there is no such character."""
    if code in (0xA0, 9):
        return " "
    if code in (10, 13):
        return "\n"
    return chr(code) if 32 <= code < 0xD800 or 0xDFFF < code <= 0x10FFFF else written


def _of_page(text: str) -> str:
    """Return the text of a piece of a web page: paragraphs and <br> end lines, tabs set cells of a table apart."""
    for begin, end in _UNSEEN_PARTS:
        text = _without(text, begin, end)
    text = _CELL_END.sub("\t", text)
    text = _BLOCK.sub("\n", _BREAK.sub("\n", text))
    text = _RAISED.sub(lambda found: found[1].translate(_RAISED_DIGITS), text)
    lines = (line.rstrip() for line in _ELEMENT.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _without(text: str, begin: str, end: str) -> str:
    """Leave out what stands from each `begin` to the next `end`, in time that grows with the text alone."""
    lower = text.lower()
    if len(lower) != len(text):
        return text
    kept, at = [], 0
    while (start := lower.find(begin, at)) >= 0 and (stop := lower.find(end, start)) >= 0:
        kept.append(text[at:start])
        at = stop + len(end)
    return "".join((*kept, text[at:]))
