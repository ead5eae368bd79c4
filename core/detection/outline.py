"""The outline of a report: its headings, paragraphs, sentences and clauses as spans; nothing is cut."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..model.figure import Span
from .characters import normalized
from .lexicon import load_lexicon

# level 1: 一、  第一部分 ·  level 2: （一）  (一) ·  level 3: 1. 1、 （1）
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARKERS = (
    (1, re.compile(rf"[ \t\u3000]*(?:{_NUMERAL}[ \t\u3000]*、|第{_NUMERAL}(?:部分|章))")),
    (2, re.compile(rf"[ \t\u3000]*[（(][ \u3000]*{_NUMERAL}[ \u3000]*[）)]")),
    (3, re.compile(r"[ \t\u3000]*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])")),
)
_YEAR = "(?:(?:19|20)[0-9]{2}[ ]?|二[〇○零][一二三四五六七八九〇○零]{2})年"
# How a heading names the time it is about, and what it ends with.
_TIME = (
    f"(?:(?:过去的?|今后|未来|这|新)?(?:{_YEAR}|[五5一]年)|[今去上]年|本届政府|新一届政府|下一步"
    '|[“"]?十[一二三四五六]五[”"]?(?:时期|期间)?)'
)
_ENDS = (
    "(?:回顾|总结|任务|安排|打算|目标|部署|举措|主要工作|重点工作|工作重点|思路|工作建议|草案|执行情况|完成情况)"
    "(?:情况|建议)?"
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
_NOISE_LENGTH = 200
# A PDF breaks lines anywhere: a line of so many characters that does not end in a full stop runs on in the next.
_WRAPPED_LENGTH = 18
# Lines broken by hand are as narrow as this, and at least so many of them have nearly one length.
_NARROWEST, _FEWEST_LINES = 8, 3
# Hardly a text has such lines: they are looked for first.
_TWO_NARROW = re.compile(r"\n[^\n]{6,17}\n[^\n]{6,17}(?:\n|$)")
_TWO_OF_DIGITS = re.compile(r"\n[ \t\u3000]*-?[0-9]{1,6}(?:\.[0-9]{1,4})?%?[ \t\u3000]*\n\s*-?[0-9]")
_INNER_MARK = re.compile("[，、；：。].")
_DIGITS = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,4})?%?")
# The foot of a page, over which a paragraph runs on.
PAGE_NUMBER = r"(?:[-—–－―·] ?[0-9]{1,3} ?[-—–－―·]|第 ?[0-9]{1,3} ?页(?:[，, /]?共 ?[0-9]{1,3} ?页)?)(?>[ \t\u3000]*)"
_PAGE_NUMBER = re.compile(rf"[ \t\u3000]*{PAGE_NUMBER}")
_LINE = re.compile(r"[^\n]*\n?")
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

    The sentences of a paragraph, and the clauses of a sentence, are found when they are first asked for. A
    `boilerplate` line belongs to a web page or is the number of a page.
    """

    text: str = field(repr=False)
    headings: tuple[Heading, ...]
    paragraphs: tuple[Span, ...]
    boilerplate: tuple[Span, ...]

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
            self._known_sentences[paragraph] = _Parts.of(_split(self.text, paragraph, _SENTENCE))
        return self._known_sentences[paragraph]

    def _clauses_in(self, sentence: Span) -> "_Parts":
        if sentence not in self._known_clauses:
            self._known_clauses[sentence] = _Parts.of(_clauses(self.text, sentence))
        return self._known_clauses[sentence]

    @cached_property
    def _paragraphs(self) -> "_Parts":
        return _Parts.of(self.paragraphs)

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


class _Parts(NamedTuple):
    """Some spans in text order, and where each begins."""

    spans: Sequence[Span]
    starts: Sequence[int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "_Parts":
        return cls(spans, [one.start for one in spans])

    def at(self, offset: int) -> Span:
        """Return the last span that begins at or before an offset; an empty one where there are no spans."""
        return self.spans[max(bisect_right(self.starts, offset) - 1, 0)] if self.spans else Span(0, 0)


def outline(text: str) -> Outline:
    """Divide a text into headings, paragraphs, sentences and clauses, and mark the lines that are boilerplate.

    A line that a PDF broke off runs on in the next line, over the foot of a page too.
    """
    headings: list[Heading] = []
    boilerplate: list[Span] = []
    paragraphs: list[Span] = []
    noise = load_lexicon().boilerplate
    open_end = False
    original, text = text, normalized(text)
    narrow, in_columns = _narrow_lines(text), _lines_of_digits(text)
    for start, words in _lines(text):
        if not words.strip():
            open_end = open_end and not words
            continue
        span = Span(start, start + len(words))
        if _PAGE_NUMBER.fullmatch(words):
            boilerplate.append(span)
            if not open_end:
                paragraphs.append(span)
            continue
        level = _level(words)
        is_noise = len(words) < _NOISE_LENGTH and noise.search(words) is not None
        if is_noise:
            boilerplate.append(span)
        if level is not None:
            headings.append(Heading(span, level, original[slice(*span)].strip()))
        plain = level is None and not is_noise and start not in in_columns
        runs_on = open_end and plain and not words[0].isspace()
        paragraphs.append(Span(paragraphs.pop().start, span.end) if runs_on else span)
        unfinished = words.rstrip()[-1] not in "。！？!?：；:;”）)…"
        is_full = len(words) >= _WRAPPED_LENGTH or start in narrow
        open_end = plain and unfinished and (runs_on or is_full)
    return Outline(text, tuple(headings), tuple(paragraphs), tuple(boilerplate))


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


def _narrow_lines(text: str) -> set[int]:
    """Return where the full lines begin of a text that was broken by hand under the length of a PDF's lines.

    Of lines that follow one another most have nearly one length, in characters or as wide as they are shown, and marks
    stand inside them: a list of short names is none.
    """
    starts: set[int] = set()
    if _TWO_NARROW.search(text) is None:
        return starts
    block: list[tuple[int, str]] = []
    for line in _LINE.finditer(text):
        words = line[0].rstrip()
        if words:
            block.append((line.start(), words))
            continue
        starts |= _full_lines(block)
        block = []
    return starts | _full_lines(block)


def _full_lines(block: list[tuple[int, str]]) -> set[int]:
    longest = max((len(words) for _, words in block), default=0)
    if len(block) < _FEWEST_LINES or not _NARROWEST <= longest < _WRAPPED_LENGTH:
        return set()
    widths = [len(words) + sum(char > "\u02ff" for char in words) for _, words in block]
    full = {
        start
        for (start, words), width in zip(block, widths, strict=True)
        if len(words) >= longest - 2 or width >= max(widths) - 2
    }
    marked = sum(_INNER_MARK.search(words) is not None for _, words in block)
    return full if len(full) * 5 >= len(block) * 3 and marked * 2 >= len(block) else set()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with where it begins, a heading that runs into its line as one of its own.

    Line breaks that are written out (\\r\\n) are line breaks.
    """
    for line in _LINE.finditer(text):
        start, words = line.start(), line[0].rstrip("\n")
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
    if len(line) <= _HEADING_LENGTH:
        for level, marker in _MARKERS:
            if marker.match(line):
                return level
        if _TITLE.match(line):
            return 0
    return None


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> list[Span]:
    """Return the parts of a span that a pattern matches, but no empty ones."""
    return [Span(*part.span()) for part in pattern.finditer(text, *span) if part.end() > part.start()]


def _clauses(text: str, span: Span) -> list[Span]:
    """Return the clauses of a sentence."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text, *span)]
    starts = [span.start, *ends]
    return [Span(start, end) for start, end in zip(starts, [*ends, span.end], strict=True) if end > start]
