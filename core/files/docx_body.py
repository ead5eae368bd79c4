"""The text of one part of a Word document as lines: paragraphs, tables, text boxes and formulas, changes accepted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT
from .list_numbers import Numbering, written
from .raised_text import Piece, Place, joined
from .table_rows import MOST_COLUMNS, Cell, table_lines
from .word_styles import Styles, TextLook

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_MATH = frozenset(
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"}
)
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DEEPEST = 512
_OFF = ("0", "false", "off")
# elements that are deleted or moved away, and phonetic guides; as properties, the first two are of what they stand in
_GONE, _GUIDE = frozenset({"del", "moveFrom"}), "rt"
# what properties were before a change
_FORMER = frozenset(
    {"pPrChange", "rPrChange", "trPrChange", "tblPrChange", "tcPrChange", "sectPrChange", "numberingChange"}
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# the letters of the font Symbol that stand in texts with figures; signs of other fonts are drawings
_SYMBOLS = dict(zip(range(0xF0A0, 0xF0C0), "€\u03d2′≤\u2044∞\u0192♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  \u21b5", strict=True))
_SYMBOLS |= {0xF06D: "μ", 0xF025: "%", 0xF02B: "+", 0xF02D: "−", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF057: "Ω"}
_PLAIN_TERM = re.compile(r"[^-+−±×÷·/ ]*")
_EQUATION = re.compile(
    r"\s*eq\s*\\(?:f\s*\(([^()]{1,40}?)[,;，]([^()]{1,40})\)|o\s*(?:\\ac)?\s*\([○◯〇][,;，]\s*([0-9]{1,2})\))\s*", re.I
)
_LONGEST_INSTRUCTION = 200
_NOTHING: Mapping[str, str] = {}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


class NoteMarks:
    """Numbers the notes of a document by where they are first referred to."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}

    def refer(self, kind: str, note: str) -> str:
        """Return the mark of a note at a place that refers to it."""
        numbers = self._numbers.setdefault(kind, {})
        numbers.setdefault(note, len(numbers) + 1)
        return self.of(kind, note)

    def of(self, kind: str, note: str) -> str:
        """Return the mark of a note, "" where nothing refers to it; endnotes have theirs in brackets."""
        number = self._numbers.get(kind, {}).get(note)
        return "" if number is None else f"[{number}]" if kind == "endnote" else str(number)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read: its pieces, its style, its list, and whether the next one goes on in its line."""

    pieces: list[Piece] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: str = ""
    size: int = 0
    """That of the last text on the line, in half points; 0 before the first."""
    runs_on: bool = False
    """Its end is hidden."""
    white: list[Piece] = field(default_factory=list)
    """Those of its pieces that are white on white."""
    has_ground: bool = False
    """It has a colour behind it."""
    is_merged: bool = False
    """Its end is deleted or moved away: it is a part of the next one."""


@dataclass(slots=True)
class _Row:
    """A row of a table that is being read."""

    cells: list[Cell] = field(default_factory=list)
    is_gone: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class _Cell:
    """A cell that is being read."""

    lines: list[str] = field(default_factory=list)
    columns: int = 1
    continues: bool = False
    is_gone: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is being read: what it says to Word, and whether that is over and its result follows."""

    instruction: str = ""
    has_result: bool = False


class Body:
    """Collects the lines of a part while its elements are parsed.

    `inserted` returns the lines of a document that is kept in another part, by the name of its relation.
    """

    def __init__(
        self,
        name: str,
        numbering: Numbering,
        styles: Styles,
        notes: NoteMarks,
        inserted: Callable[[str], list[str]] = lambda _: [],
    ) -> None:
        self.lines: list[str] = []
        self.left_out = 0
        self._name, self._numbering, self._styles, self._notes, self._inserted = (
            name,
            numbering,
            styles,
            notes,
            inserted,
        )
        self._size = self._skipped = 0
        self._properties = {
            "pPr": self._of_paragraph,
            "numPr": self._of_paragraph,
            "rPr": self._of_run,
            "trPr": self._of_row,
            "tcPr": self._of_cell,
        }
        # the names of the elements that are open, and what is being read of each kind, the innermost last
        self._open: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[TextLook] = []
        self._tables: list[list[_Row]] = []
        self._cells: list[_Cell] = []
        self._fields: list[_Field] = []
        self._alternatives: list[int] = []
        self._placeholders: list[bool] = []
        # of formulas: where the pieces of a fraction's terms begin, their texts, and the marks of brackets
        self._terms: list[int] = []
        self._fractions: list[list[str]] = []
        self._brackets: list[list[str]] = []
        self._math_places: list[Place] = []
        self._note = ("", "")
        self._joined = ""

    def read(self, data: bytes) -> None:
        """Parse the part."""
        parser = parser_of(self._name)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parse(parser, data, self._name)
        if self._joined:
            self._put(self._joined)
            self._joined = ""

    def _start(self, named: str, attributes: dict[str, str]) -> None:
        space, _, tag = named.rpartition(" ")
        around = self._open[-1] if self._open else ""
        self._open.append(tag)
        if len(self._open) > _DEEPEST:
            raise ReportError("{name} is nested too deeply. Save it again in Word or WPS.", name=self._name)
        known = space in _WORD or space in _MATH or space == _COMPATIBLE
        if self._skipped or (known and self._is_skipped(tag, around)):
            self._skipped += 1
            return
        if tag == "t":
            return
        said = {name.rpartition(" ")[2]: text for name, text in attributes.items()} if attributes else _NOTHING
        if space in _WORD:
            self._start_of_word(tag, around, said)
        elif space in _MATH:
            self._start_of_formula(tag, around, said.get("val", ""))
        elif known and tag == "AlternateContent":
            self._alternatives.append(self._size)

    def _is_skipped(self, tag: str, around: str) -> bool:
        if tag in _FORMER or tag == _GUIDE or (tag in _GONE and around not in ("rPr", "trPr")):
            return True
        if tag in ("Choice", "Fallback") and around == "AlternateContent" and self._alternatives:
            # the same thing in several forms: the first that says something is read
            return self._size > self._alternatives[-1]
        return tag == "sdtContent" and bool(self._placeholders) and self._placeholders[-1]

    def _start_of_word(self, tag: str, around: str, said: Mapping[str, str]) -> None:
        value = said.get("val", "")
        if around in self._properties:
            self._properties[around](tag, value)
        elif tag in ("footnote", "endnote"):
            self._note = tag, said.get("id", "")
        elif tag == "showingPlcHdr" and self._placeholders:
            self._placeholders[-1] = value not in _OFF
        elif tag in ("altChunk", "subDoc"):
            for line in self._inserted(said.get("id", "")):
                self._count(len(line))
                self._put(line)
        elif around == "r" and self._paragraphs and self._runs and tag != "rPr":
            self._in_run(tag, said)
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        """Begin to read what holds others."""
        if tag == "p":
            self._paragraphs.append(_Paragraph())
        elif tag == "r":
            self._runs.append(self._styles.of_paragraph(self._paragraphs[-1].style if self._paragraphs else ""))
        elif tag == "tbl":
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append(_Row())
        elif tag == "tc":
            self._cells.append(_Cell())
        elif tag == "sdt":
            self._placeholders.append(False)

    def _of_paragraph(self, tag: str, value: str) -> None:
        """Take in what the properties of a paragraph say."""
        if not self._paragraphs:
            return
        if tag == "pStyle":
            self._paragraphs[-1].style = value
        elif tag == "numId":
            self._paragraphs[-1].number = value
        elif tag == "ilvl":
            self._paragraphs[-1].level = value
        elif tag == "shd":
            self._paragraphs[-1].has_ground = True

    def _of_run(self, tag: str, value: str) -> None:
        """Take in what the properties of a run say, or those of a paragraph's end."""
        owner = self._open[-3] if len(self._open) > 2 else ""
        if owner == "r" and self._runs:
            look = self._runs[-1]
            self._runs[-1] = self._styles.look(value, look) if tag == "rStyle" else look.with_property(tag, value)
        elif owner == "pPr" and self._paragraphs and tag in _GONE:
            self._paragraphs[-1].is_merged = True
        elif owner == "pPr" and self._paragraphs and tag == "vanish":
            self._paragraphs[-1].runs_on = value not in _OFF

    def _of_row(self, tag: str, value: str) -> None:
        if not self._tables or not self._tables[-1]:
            return
        row = self._tables[-1][-1]
        if tag == "del":
            row.is_gone = True
        elif tag == "hidden":
            row.is_hidden = value not in _OFF
        elif tag == "gridBefore":
            row.cells += [Cell()] * _columns(value, 0)

    def _of_cell(self, tag: str, value: str) -> None:
        if not self._cells:
            return
        cell = self._cells[-1]
        if tag == "gridSpan":
            cell.columns = _columns(value, 1)
        elif tag == "vMerge":
            cell.continues = value != "restart"
        elif tag == "cellDel":
            cell.is_gone = True

    def _in_run(self, tag: str, said: Mapping[str, str]) -> None:
        """Take in what stands in a run beside its text."""
        if tag in _CHARACTERS:
            self._add(_CHARACTERS[tag])
        elif tag == "sym":
            self._add(_symbol(said.get("char", "")))
        elif tag in _NOTES and said.get("customMarkFollows", "0") in ("", *_OFF):
            self._add(self._notes.refer(_NOTES[tag], said.get("id", "")), "raised")
        elif tag in ("footnoteRef", "endnoteRef"):
            self._add(self._notes.of(*self._note), "raised")
        elif tag == "fldChar":
            self._field(said.get("fldCharType", ""))

    def _field(self, part: str) -> None:
        if part == "begin":
            self._fields.append(_Field())
        elif part == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif part == "end" and self._fields:
            ended = self._fields.pop()
            equation = _EQUATION.fullmatch(ended.instruction)
            if equation is not None and equation[3]:
                self._add(written(int(equation[3]), "decimalEnclosedCircle"))
            elif equation is not None:
                self._add(f"{equation[1].strip()}/{equation[2].strip()}", "fraction")

    def _start_of_formula(self, tag: str, around: str, value: str) -> None:
        if not self._paragraphs:
            return
        if tag == "r":
            self._runs.append(TextLook(place=self._math_places[-1] if self._math_places else "line"))
        elif tag in ("sup", "sub"):
            self._math_places.append("raised" if tag == "sup" else "lowered")
        elif tag == "f":
            self._fractions.append([])
        elif tag in ("num", "den"):
            self._terms.append(len(self._paragraphs[-1].pieces))
        elif tag == "d":
            self._brackets.append(["(", ")", ""])
        elif tag in ("begChr", "endChr") and self._brackets:
            self._brackets[-1][tag == "endChr"] = value
        elif tag == "rad":
            self._brackets.append(["√(", ")", ""])
        elif tag == "e" and around in ("d", "rad") and self._brackets:
            beginning, _, between = self._brackets[-1]
            self._add_formula(between or beginning)
            self._brackets[-1][2] = ","

    def _end_of_formula(self, tag: str) -> None:
        if not self._paragraphs:
            return
        pieces = self._paragraphs[-1].pieces
        if tag == "r" and self._runs:
            self._runs.pop()
        elif tag in ("sup", "sub") and self._math_places:
            self._math_places.pop()
        elif tag in ("num", "den") and self._terms and self._fractions:
            at = self._terms.pop()
            term = joined(pieces[at:]).strip()
            del pieces[at:]
            self._fractions[-1].append(term if _PLAIN_TERM.fullmatch(term) else f"({term})")
        elif tag == "f" and self._fractions:
            pieces.append(Piece("/".join(filter(None, self._fractions.pop())), "fraction"))
        elif tag in ("d", "rad") and self._brackets:
            self._add_formula(self._brackets.pop()[1])

    def _add_formula(self, text: str) -> None:
        self._paragraphs[-1].pieces.append(Piece(text, self._math_places[-1] if self._math_places else "line"))
        self._count(len(text))

    def _end(self, named: str) -> None:
        space, _, tag = named.rpartition(" ")
        self._open.pop()
        if self._skipped:
            self._skipped -= 1
        elif space in _WORD:
            self._end_of_word(tag)
        elif space in _MATH:
            self._end_of_formula(tag)
        elif space == _COMPATIBLE and tag == "AlternateContent":
            self._alternatives.pop()

    def _end_of_word(self, tag: str) -> None:
        if tag == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif tag == "r" and self._runs:
            self._runs.pop()
        elif tag == "sdt" and self._placeholders:
            self._placeholders.pop()
        elif tag == "tc" and self._cells:
            cell = self._cells.pop()
            if self._tables and self._tables[-1] and not cell.is_gone:
                self._tables[-1][-1].cells.append(Cell(cell.lines, cell.columns, continues=cell.continues))
        elif tag == "tbl" and self._tables:
            rows = [row for row in self._tables.pop() if not row.is_gone]
            self.left_out += sum(
                len(line) for row in rows if row.is_hidden for cell in row.cells for line in cell.lines
            )
            for line in table_lines([row.cells for row in rows if not row.is_hidden]):
                self._put(line)

    def _characters(self, text: str) -> None:
        inner = self._open[-1]
        if self._skipped or not self._paragraphs:
            return
        if inner == "t" and self._runs:
            self._add(text, self._place())
        elif inner == "instrText" and self._fields:
            self._fields[-1].instruction = (self._fields[-1].instruction + text)[:_LONGEST_INSTRUCTION]

    def _place(self) -> Place:
        """Return where the text of the run stands, beside what stands on the line before it."""
        paragraph, look = self._paragraphs[-1], self._runs[-1]
        if not look.shift:
            paragraph.size = look.size
        return look.place_beside(paragraph.size or self._styles.of_paragraph(paragraph.style).size)

    def _add(self, text: str, place: Place = "line") -> None:
        if any(not one.has_result for one in self._fields):
            return
        if self._runs and self._runs[-1].is_left_out:
            self.left_out += len(text.strip())
            return
        piece = Piece(text, place)
        self._paragraphs[-1].pieces.append(piece)
        # cells and text boxes have grounds that are said elsewhere
        if self._runs and self._runs[-1].is_white and not (self._runs[-1].has_ground or self._cells):
            self._paragraphs[-1].white.append(piece)
        self._count(len(text))

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > TEXT_LIMIT:
            raise ReportError(
                "{name} holds more than {limit} characters; split it and open the parts.",
                name=self._name,
                limit=TEXT_LIMIT,
            )

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        # an instruction that is never ended would hide the rest of the document
        while self._fields and not self._fields[-1].has_result:
            self._fields.pop()
        text = joined(self._seen(paragraph))
        if not (paragraph.is_merged or (paragraph.runs_on and not text)):
            text = self._number(paragraph, text) + text
        if self._paragraphs:
            self._put(text)
            return
        text, self._joined = self._joined + text, ""
        if paragraph.runs_on or paragraph.is_merged:
            self._joined = text
        else:
            self._put(text)

    def _seen(self, paragraph: _Paragraph) -> list[Piece]:
        """Return the pieces of a paragraph without what is white amid other text: a line all in white is a banner's."""
        white = {id(one) for one in paragraph.white}
        seen = [one for one in paragraph.pieces if id(one) not in white]
        if not white or paragraph.has_ground or self._paragraphs or not any(one.text.strip() for one in seen):
            return paragraph.pieces
        self.left_out += sum(len(one.text.strip()) for one in paragraph.white)
        return seen

    def _number(self, paragraph: _Paragraph, text: str) -> str:
        listed = self._styles.list_of(paragraph.style)
        number = paragraph.number or listed.number
        return self._numbering.mark(number, paragraph.level, paragraph.style, listed.level, text) if number else ""

    def _put(self, text: str) -> None:
        """Add a line to the cell that it is in, or to the document."""
        if self._cells:
            self._cells[-1].lines += text.split("\n")
            return
        self.lines.append(text)
        # every line counts against the limit, an empty one too
        self._count(1)


def _columns(value: str, least: int) -> int:
    number = int(value[:6]) if value[:6].isascii() and value[:6].isdecimal() else least
    return max(least, min(number, MOST_COLUMNS))


def _symbol(code: str) -> str:
    """Return the character of a sign by its place in a font, a dot for one that is only drawn."""
    try:
        place = int(code[:6], 16)
    except ValueError:
        return ""
    if 0xE000 <= place < 0xF900:
        return _SYMBOLS.get(place, "•")
    return chr(place) if 0x20 <= place < 0xE000 else ""


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
