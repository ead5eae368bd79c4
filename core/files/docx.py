"""Word documents: paragraphs with Word's own numbering, tables and footnotes, with every tracked change accepted."""

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from ..model.errors import ReportError
from ..model.report import NO_ABOUT, TEXT_LIMIT, About
from .content import Content
from .zipped import opened, read_part

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"})
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Level = tuple[int, str, str]
"""Where a level's count starts, how its number is written, and the words around it (%1 is the first level's)."""


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, lists: Mapping[str, str], levels: Mapping[tuple[str, int], Level]) -> None:
        self._lists, self._levels = lists, levels
        self._counts: dict[tuple[str, int], int] = {}

    def mark(self, number: str, level: str) -> str:
        """Return what Word shows before the next paragraph of a list at a level; "" for bullets and unknown lists."""
        scheme, depth = self._lists.get(number, ""), int(level) if level.isdecimal() else 0
        if (scheme, depth) not in self._levels:
            return ""
        start = self._levels[scheme, depth][0]
        self._counts[scheme, depth] = self._counts.get((scheme, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((scheme, deeper), None)
        words = self._levels[scheme, depth][2]
        for upper in range(depth + 1):
            first, form, _ = self._levels.get((scheme, upper), (1, "decimal", ""))
            words = words.replace(f"%{upper + 1}", written(self._counts.get((scheme, upper), first), form))
        return words if self._levels[scheme, depth][1] not in ("bullet", "none") else ""


def written(count: int, form: str) -> str:
    """Return a number as a list with this format writes it."""
    if form in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def read_numbering(data: bytes) -> Numbering:
    """Return the lists of a document, from a part that was checked to be XML without a document type."""
    root = ElementTree.fromstring(data)
    levels: dict[tuple[str, int], Level] = {}
    for scheme in root.iter(f"{_WORD}abstractNum"):
        for level in scheme.iter(f"{_WORD}lvl"):
            start, form, words = (_value(level, tag) for tag in ("start", "numFmt", "lvlText"))
            depth = level.get(f"{_WORD}ilvl", "0")
            if depth.isdecimal() and len(depth) < 3:
                first = int(start) if start.isdecimal() and len(start) < 6 else 1
                levels[scheme.get(f"{_WORD}abstractNumId", ""), int(depth)] = first, form, words[:40]
    lists = {num.get(f"{_WORD}numId", ""): _value(num, "abstractNumId") for num in root.iter(f"{_WORD}num")}
    return Numbering(lists, levels)


def _value(element: ElementTree.Element, tag: str) -> str:
    found = element.find(f"{_WORD}{tag}")
    return "" if found is None else found.get(f"{_WORD}val", "")


_DOCUMENT, _FOOTNOTES, _ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
_NUMBERS, _CORE = "word/numbering.xml", "docProps/core.xml"
_DOCX_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DEEPEST = 512
# elements that are deleted or moved away, shown by older programs only, or phonetic guides; and earlier properties
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rt"})
_FORMER = frozenset({"pPrChange", "rPrChange", "trPrChange", "tblPrChange", "tcPrChange", "sectPrChange"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(data: bytes, name: str, encoding: str = "") -> Content:
    """Read a Word document; raise ReportError where it is damaged, harmful or without text."""
    with opened(data, name) as packed:
        there = set(packed.namelist())
        numbering = Numbering({}, {})
        if _NUMBERS in there:
            numbers = read_part(packed, _NUMBERS, name)
            parse(parser_of(name), numbers, name)
            numbering = read_numbering(numbers)
        body = _Body(name, numbering)
        body.read(read_part(packed, _DOCUMENT, name))
        lines = body.lines
        for part in (_FOOTNOTES, _ENDNOTES):
            if part in there:
                notes = _Body(name, numbering)
                notes.read(read_part(packed, part, name))
                lines += filter(str.strip, notes.lines)
        about = _about(read_part(packed, _CORE, name), name) if _CORE in there else NO_ABOUT
    return Content("\n".join(lines) + "\n", "docx", about=about)


def parser_of(name: str) -> expat.XMLParserType:
    """Return a parser that refuses a document type, and with it entities, which could be external or multiply."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ReportError(
            "{name} contains a document type declaration, which no office program writes; it may be meant to do "
            "harm. Save it again in Word or WPS.",
            name=name,
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, data: bytes, name: str) -> None:
    """Run a parser over a part of the document; raise ReportError where it is no XML."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ReportError(
            "{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name
        ) from error


class _Body:
    """Collects the lines of a document, of its tables and of its text boxes while its elements are parsed."""

    def __init__(self, name: str, numbering: Numbering) -> None:
        self._name, self._numbering = name, numbering
        self.lines: list[str] = []
        self._size = self._depth = self._skipped = 0
        self._pieces: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._gone_rows: list[bool] = []
        self._in_text = self._hidden = self._in_marks = self._run_on = False
        self._list = self._level = ""
        self._joined = ""

    def read(self, data: bytes) -> None:
        """Parse one part."""
        parser = parser_of(self._name)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parse(parser, data, self._name)
        if self._joined:
            self._put(self._joined)
            self._joined = ""

    def _start(self, named: str, attributes: dict[str, str]) -> None:
        space, _, tag = named.rpartition(" ")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReportError("{name} is nested too deeply. Save it again in Word or WPS.", name=self._name)
        gone = tag in _FORMER or (tag in _SKIPPED and not self._in_marks)
        if self._skipped or (gone and space in (_DOCX_WORD, _STRICT, _COMPATIBLE)):
            self._skipped += 1
            return
        if space not in (_DOCX_WORD, _STRICT, _MATH):
            return
        value = next((value for key, value in attributes.items() if key.endswith(" val")), "")
        if tag == "p" and space != _MATH:
            self._pieces.append([])
            self._list = self._level = ""
            self._run_on = False
        elif tag == "t":
            self._in_text = True
        elif tag in ("pPr", "trPr"):
            self._in_marks = True
        elif tag in ("tbl", "tr", "tc"):
            self._open_table_part(tag)
        elif tag in ("r", "rPr", "vanish"):
            self._hidden = tag == "vanish" and value not in ("0", "false", "off")
        elif self._in_marks:
            self._mark(tag, value)
        elif tag in _CHARACTERS and self._pieces:
            self._add(_CHARACTERS[tag])

    def _open_table_part(self, tag: str) -> None:
        if tag == "tr":
            self._rows.append([])
            self._gone_rows.append(False)
        elif tag == "tc":
            self._cells.append([])

    def _mark(self, tag: str, value: str) -> None:
        """Take over what the properties of a paragraph or a row say."""
        if tag == "del" and self._pieces:
            # its paragraph mark is deleted: the next paragraph continues its line
            self._run_on = True
        elif tag == "del" and self._gone_rows:
            self._gone_rows[-1] = True
        elif tag == "numId":
            self._list = value
        elif tag == "ilvl":
            self._level = value

    def _end(self, named: str) -> None:
        space, _, tag = named.rpartition(" ")
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        if space not in (_DOCX_WORD, _STRICT, _MATH):
            return
        if tag == "t":
            self._in_text = False
        elif tag in ("pPr", "trPr"):
            self._in_marks = False
        elif tag == "r":
            self._hidden = False
        elif tag == "p" and space != _MATH and self._pieces:
            self._end_paragraph("".join(self._pieces.pop()))
        elif tag == "tc" and self._cells and self._rows:
            self._rows[-1].append(" ".join(filter(str.strip, self._cells.pop())))
        elif tag == "tr" and self._rows:
            row = "\t".join(" ".join(cell.splitlines()).replace("\t", " ") for cell in self._rows.pop())
            if not self._gone_rows.pop():
                self._put(row)

    def _characters(self, text: str) -> None:
        if self._in_text and not self._skipped and not self._hidden and self._pieces:
            self._add(text)

    def _add(self, text: str) -> None:
        self._pieces[-1].append(text)
        self._count(len(text))

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > TEXT_LIMIT:
            raise ReportError(
                "{name} holds more than {limit} characters; split it and open the parts.",
                name=self._name,
                limit=TEXT_LIMIT,
            )

    def _end_paragraph(self, text: str) -> None:
        if self._list:
            text = self._numbering.mark(self._list, self._level or "0") + text
        text, self._joined = self._joined + text, ""
        if self._run_on and not self._pieces:
            self._joined = text
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        """Add a line to the cell that it is in, or to the document."""
        if self._cells:
            self._cells[-1].append(text)
            return
        self.lines.append(text)
        # every line counts against the limit, an empty one too
        self._count(1)


def _about(data: bytes, name: str) -> About:
    """Return the title and the date that a document says about itself."""
    properties: dict[str, str] = {}
    inside: list[str] = []
    parser = parser_of(name)
    parser.StartElementHandler = lambda tag, _: inside.append(tag.rpartition(" ")[2])
    parser.EndElementHandler = lambda _: inside.pop()

    def take(text: str) -> None:
        properties[inside[-1]] = properties.get(inside[-1], "") + text

    parser.CharacterDataHandler = take
    parse(parser, data, name)
    return About(properties.get("title", "").strip()[:200], properties.get("created", "").strip()[:10])
