"""The outline of a report: its headings, paragraphs, sentences and clauses as spans; nothing is cut."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..model.figure import Span
from ..model.invisible import visible
from .characters import normalized
from .furniture import PAGE_NUMBER, furniture
from .lexicon import load_lexicon
from .table import NO_TABLES, Row, Tables, tables_in
from .wrapping import wrapped_lines

# level 1: 一、  第一部分 ·  level 2: （一）  (一) ·  level 3: 1. 1、 （1）
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARKERS = (
    (1, re.compile(rf"[ \t\u3000]*(?:{_NUMERAL}[ \t\u3000]*、|第{_NUMERAL}(?:部分|章))")),
    (2, re.compile(rf"[ \t\u3000]*[（(][ \u3000]*{_NUMERAL}[ \u3000]*[）)]")),
    (3, re.compile(r"[ \t\u3000]*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])")),
)
# What is numbered and ends as a sentence is no heading where it tells a figure: 1. 粮食总产量12.6万吨。
_SENTENCE_ENDS = ("。", "；", ";", "！", "!")
_FIGURE = re.compile("(?<![0-9.])[0-9]+(?:[.,][0-9]+)*[多余]?(?=[%‰\u4e00-\u9fff])(?![年月日号届])")
# A heading with the beginning of a sentence behind its full stop, at the end of a line that was broken off.
_SENTENCE_INSIDE = re.compile("。[^。”’」』）)]")
_YEAR = "(?:(?:19|20)[0-9]{2}[ ]?|二[〇○零][一二三四五六七八九〇○零]{2})年"
# How a heading names the time it is about, and what it ends with.
_TIME = (
    f"(?:(?:过去的?|今后|未来|这|新)?(?:{_YEAR}|[五5一]年)|[今去上]年|本届政府|新一届政府|下一步"
    '|[“"]?十[一二三四五六]五[”"]?(?:时期|期间)?)'
)
_ENDS = (
    "(?:回顾|总结|任务|安排|打算|目标|部署|举措|主要工作|重点工作|工作重点|思路|工作建议|草案|执行情况|完成情况"
    "|完成清单|完成情况清单|计划清单|民生实事(?:项目|一览表)?)(?:情况|建议)?"
)
_TITLE = re.compile(
    r"[ \t\u3000]*(?:——)?[^，。；！？\n]{0,40}"
    "(?:政府工作报告|工作回顾|工作安排|主要目标|目标任务|主要任务|重点工作)[^，。；！？\\n]{0,12}$"
    # or a line of its own that names years and what it says of them (2026年工作安排)
    f"|[ \\t\\u3000]*(?:关于)?{_TIME}[^，。；！？：:\\n]{{0,20}}{_ENDS}$"
)
# Where a line runs on behind its heading: the heading begins it or stands behind a full stop, and a new sentence begins
# with a time, an address or a blank. (…意见。一、2025年工作回顾 2025年，…)
_RUN_IN = re.compile(
    r"[。！？!?；：:”）)\n][ \t\u3000]*(?P<heading>"
    rf"(?:{_NUMERAL}、[ \u3000]*|第{_NUMERAL}部分[：:、]?[ \u3000]*)?{_TIME}[^，。；！？：:\n]{{0,30}}?{_ENDS}"
    rf"|{_NUMERAL}、[ \u3000]*[^，。；！？：:\n]{{0,12}}?(?:工作回顾|工作安排|工作打算|政府自身建设)"
    rf")(?=[ \t\u3000]|{_TIME}|回顾|各位|我们)"
)
# A paste from a program's data has its line breaks written out.
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n")
_HEADING_LENGTH = 60
# A PDF breaks lines anywhere: a line of so many characters that does not end in a full stop runs on in the next.
_WRAPPED_LENGTH = 18
_TWO_OF_DIGITS = re.compile(r"\n[ \t\u3000]*-?[0-9]{1,6}(?:\.[0-9]{1,4})?%?[ \t\u3000]*\n\s*-?[0-9]")
_DIGITS = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,4})?%?")
_PAGE_NUMBER = re.compile(rf"[ \t\u3000]*{PAGE_NUMBER}")
_LINE = re.compile(r"[^\n]*\n?")
# what a cell of words has, and a name or a value has not
_PROSE = re.compile("[。；！？!?]|，(?![0-9]{3})")
_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』）)]*|$)")
# A comma between two digits is part of a number, and what stands before a colon and a number names it.
_CLAUSE_END = re.compile(
    "[；;。！？!?，：,:](?:(?<=[；;。！？!?])|(?<=[，,])(?:(?![0-9])|(?<![0-9].))"
    "|(?<=[：:])(?:(?! ?[0-9])|(?= ?[0-9]{1,4}(?:年|[、.．）)](?![0-9])))))"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its span, its level and its words; level 0 is a title, 1 stands above 2, 2 above 3."""

    span: Span
    level: int
    title: str


@dataclass(frozen=True)
class Outline:
    """Where the parts of a text begin and end, as spans in text order.

    The sentences of a paragraph, and the clauses of a sentence, are found when they are first asked for.
    `furniture` is what a page has around a report: whole lines, and parts of lines (`furniture.py`). A row of a table
    is a paragraph and one sentence, unless a cell of it holds prose: then each cell is a sentence. A clause is never
    longer than a cell.
    """

    text: str = field(repr=False)
    headings: tuple[Heading, ...]
    paragraphs: tuple[Span, ...]
    furniture: tuple[Span, ...]
    tables: Tables = NO_TABLES

    @property
    def stretches(self) -> Iterator[Span]:
        """What runs on without a break: the paragraphs, and of a table's rows the cells."""
        for span in self.paragraphs:
            row = self.tables.row_at(span.start) if self.tables.found else None
            yield from (span,) if row is None else (cell for cell in row.cells if cell.end > cell.start)

    @property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences of the text, each with the marks that end it."""
        return tuple(part for span in self.paragraphs for part in self._sentences_in(span).spans)

    @property
    def clauses(self) -> tuple[Span, ...]:
        """All clauses of the text; a comma between two digits ends none."""
        return tuple(part for span in self.sentences for part in self._clauses_in(span).spans)

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds an offset, or the one before it where it stands between two."""
        return self._paragraphs.at(offset)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds an offset."""
        return self._sentences_in(self._paragraphs.at(offset)).at(offset)

    def clause_at(self, offset: int) -> Span:
        """Return the clause that holds an offset."""
        return self._clauses_in(self.sentence_at(offset)).at(offset)

    def _sentences_in(self, paragraph: Span) -> "_Parts":
        if paragraph not in self._known_sentences:
            row = self.tables.row_at(paragraph.start) if self.tables.found else None
            parts = _split(self.text, paragraph, _SENTENCE) if row is None else _sentences_of(self.text, row)
            self._known_sentences[paragraph] = _Parts.of(parts)
        return self._known_sentences[paragraph]

    def _clauses_in(self, sentence: Span) -> "_Parts":
        if sentence not in self._known_clauses:
            row = self.tables.row_at(sentence.start) if self.tables.found else None
            cells = (sentence,) if row is None else _within(row, sentence)
            self._known_clauses[sentence] = _Parts.of([one for cell in cells for one in _clauses(self.text, cell)])
        return self._known_clauses[sentence]

    @cached_property
    def _paragraphs(self) -> "_Parts":
        return _Parts.of(self.paragraphs)

    @cached_property
    def kept(self) -> str:
        """The text with a blank for every character of the furniture, so that offsets hold."""
        return _blanked(self.text, self.furniture)

    def behind(self, count: int) -> int:
        """Return the offset behind the first so many characters that are no furniture."""
        for start, end in self.furniture:
            if start >= count:
                break
            count += end - start
        return count

    # Most sentences have no figure, and nobody asks for their clauses; and of a report that was just opened one
    # sentence is asked for: finding all of a long one would delay the window.

    @cached_property
    def _known_sentences(self) -> dict[Span, "_Parts"]:
        """The sentences of each paragraph that was asked for."""
        return {}

    @cached_property
    def _known_clauses(self) -> dict[Span, "_Parts"]:
        """The clauses of each sentence that was asked for."""
        return {}


@dataclass(frozen=True, slots=True)
class _Parts:
    """Some spans in text order, and where each begins."""

    spans: Sequence[Span]
    starts: Sequence[int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "_Parts":
        return cls(spans, [one.start for one in spans])

    def at(self, offset: int) -> Span:
        """Return the last span that begins at or before an offset; an empty one where there are no spans."""
        if not self.spans:
            return Span(0, 0)
        index = bisect_right(self.starts, offset)
        return self.spans[index - 1 if index else 0]


def outline(text: str, around: tuple[Span, ...] | None = None) -> Outline:
    """Divide a text into headings, paragraphs, sentences and clauses, and mark the furniture of a page.

    A line that a PDF broke off runs on in the next line, over the foot of a page too. Invisible characters are passed
    over. `around` is the furniture where it is known.
    """
    seen, offsets = visible(text)
    parts = _outline(seen, around)
    if offsets is None:
        return parts

    def in_text(span: Span) -> Span:
        return Span(offsets[span.start], offsets[span.end - 1] + 1)

    plain, shown = normalized(text), tuple(map(in_text, parts.furniture))
    return Outline(
        plain,
        tuple(replace(one, span=in_text(one.span)) for one in parts.headings),
        tuple(map(in_text, parts.paragraphs)),
        shown,
        tables_in(_blanked(plain, shown), load_lexicon()),
    )


def _outline(text: str, around: tuple[Span, ...] | None) -> Outline:
    """Divide a text that has no invisible characters."""
    headings: list[Heading] = []
    paragraphs: list[Span] = []
    open_end = False
    original, text = text, normalized(text)
    wrapped, in_columns = wrapped_lines(text), _lines_of_digits(text)
    if around is None:
        around = furniture(text, load_lexicon())
    tables = tables_in(_blanked(text, around), load_lexicon())
    starts = [one.start for one in around]
    for start, words in _lines(text, tables):
        if not words.strip():
            open_end = open_end and not words
            continue
        if tables and (row := tables.row_at(start + len(words) - len(words.lstrip()))) is not None:
            paragraphs.append(row.span)
            open_end = False
            continue
        span = Span(start, start + len(words))
        if _PAGE_NUMBER.fullmatch(words):
            if not open_end:
                paragraphs.append(span)
            continue
        is_furniture = _is_within(span, around, starts)
        level = None if is_furniture else _level(words)
        unfinished = words.rstrip()[-1] not in "。！？!?：；:;”）)…"
        is_full = len(words) >= _WRAPPED_LENGTH or start in wrapped.full
        if level is not None and unfinished and is_full and _SENTENCE_INSIDE.search(words) is not None:
            level = None
        if level is not None:
            headings.append(Heading(span, level, original[slice(*span)].strip()))
        plain = level is None and not is_furniture and start not in in_columns
        begins_item = plain and _marked(words) is not None
        runs_on = open_end and plain and not begins_item and (not words[0].isspace() or start in wrapped.shifted)
        paragraphs.append(Span(paragraphs.pop().start, span.end) if runs_on else span)
        open_end = plain and unfinished and (runs_on or is_full)
    return Outline(text, tuple(headings), tuple(paragraphs), around, tables)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """Return a text with a blank for every character of some spans, which are in text order."""
    if not spans:
        return text
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += text[last:start], " " * (end - start)
        last = end
    return "".join([*pieces, text[last:]])


def _is_within(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Tell whether one of some spans, which are in text order and begin at `starts`, holds all of another."""
    index = bisect_right(starts, span.start) - 1
    return index >= 0 and spans[index].end >= span.end


def _lines_of_digits(text: str) -> set[int]:
    """Return where lines of digits begin that follow one another: cells of a table, or ticks of a chart."""
    starts: set[int] = set()
    if _TWO_OF_DIGITS.search(text) is None:
        return starts
    last: int | None = None
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        is_one = _DIGITS.fullmatch(words) is not None
        if is_one and last is not None:
            starts |= {last, line.start()}
        last = line.start() if is_one else None
    return starts


def _lines(text: str, tables: Tables) -> Iterator[tuple[int, str]]:
    """Yield each line with where it begins, a heading that runs into its line as one of its own.

    Line breaks that are written out (\\r\\n) are line breaks. The row of a table is one line.
    """
    for line in _LINE.finditer(text):
        start, words = line.start(), line[0].rstrip("\n")
        if tables and tables.row_at(start + len(words) - len(words.lstrip())) is not None:
            yield start, words
            continue
        begin = 0
        for found in _WRITTEN_BREAK.finditer(words) if "\\n" in words else ():
            yield from _parted(start + begin, words[begin : found.start()])
            begin = found.end()
        yield from _parted(start + begin, words[begin:])


def _parted(start: int, words: str) -> Iterator[tuple[int, str]]:
    """Yield a line, or the parts of it before, in and behind each heading that runs into it."""
    begin = 0
    if len(words) > _HEADING_LENGTH:
        # the line begins like a sentence: it is looked at behind the line break before it
        for found in _RUN_IN.finditer(f"\n{words}"):
            low, high = (offset - 1 for offset in found.span("heading"))
            if low > begin:
                yield start + begin, words[begin:low]
            yield start + low, words[low:high]
            begin = high
    yield start + begin, words[begin:]


def _level(line: str) -> int | None:
    """Return the level of a heading by its marker or its words; None for a line that is no heading."""
    if len(line) > _HEADING_LENGTH:
        return None
    marked = _marked(line)
    if marked is not None:
        level, behind = marked
        is_item = line.rstrip().endswith(_SENTENCE_ENDS) and _FIGURE.search(line, behind)
        return None if is_item else level
    return 0 if _TITLE.match(line) else None


def _marked(line: str) -> tuple[int, int] | None:
    """Return the level that the marker of a short line stands for, and where it ends; None for a line without one."""
    if len(line) <= _HEADING_LENGTH:
        for level, marker in _MARKERS:
            found = marker.match(line)
            if found is not None:
                return level, found.end()
    return None


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> list[Span]:
    """Return the parts of a span that a pattern matches, but no empty ones."""
    return [Span(*part.span()) for part in pattern.finditer(text, *span) if part.end() > part.start()]


def _sentences_of(text: str, row: Row) -> list[Span]:
    """Return the sentences of a table's row: all of it, or those of its cells where one holds prose."""
    cells = [cell for cell in row.cells if cell.end > cell.start]
    if not any(_PROSE.search(text, *cell) for cell in cells):
        return [row.span]
    return [one for cell in cells for one in _split(text, cell, _SENTENCE)]


def _within(row: Row, span: Span) -> list[Span]:
    """Return what a span has of the cells of a row."""
    parts = (Span(max(cell.start, span.start), min(cell.end, span.end)) for cell in row.cells)
    return [part for part in parts if part.end > part.start]


def _clauses(text: str, span: Span) -> list[Span]:
    """Return the clauses of a sentence."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text, *span)]
    starts = [span.start, *ends]
    return [Span(start, end) for start, end in zip(starts, [*ends, span.end], strict=True) if end > start]
