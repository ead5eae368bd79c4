"""The flow of a text: without the line breaks, blanks and note marks of a page, and the way back to the report."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from ..model.figure import Candidate, Figure, Proposal, Reason, Span
from ..model.invisible import NARROW, visible
from ..model.reason import Reasons, Topic
from .characters import normalized
from .furniture import PAGE_NUMBER, inside_lines
from .lexicon import load_lexicon
from .outline import outline

# Blanks are looked for in normalized characters, in which every width of them but U+3000 is one (`characters.py`).
_BLANK = "[ \\t\u3000]"
_TYPED = " "
_HAN = "\u4e00-\u9fff"
# Blanks between single Chinese characters that stand apart on both sides: letter-spaced words (合　计, 收  支  预  算).
_SPACED = r"(?<=[\s，。；：、（“0-9%][\u4e00-\u9fff])[ \t\u3000]{1,3}(?=[\u4e00-\u9fff](?:[\s，。；：、）”0-9]|$))"
_MARK = "\u3001-\u303f\uff01-\uff65“”‘’—…"
# The mark of a note: raised or lowered digits that belong to no unit in letters (km², 平方米²) and are no power of ten;
# within a quantity, between its number and its unit, also one in brackets or a circle (100[4]个).
_SMALL = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089"
_OF_A_NOTE = (
    f"(?<![A-Za-z米里\u338d-\u33df.])(?<![×xX*]10)(?>[{_SMALL}]+)"
    rf"|(?<=[0-9])(?:[\[［〔]注?(?:[0-9]{{1,2}}|[a-z]|[①-⑳])[\]］〕]|[①-⑳])(?=[{_HAN}%％‰℃])"
)
# What stands for a character that a page could not show: between words it is one that is missing, elsewhere it is none.
_LOST = "\ufffd"
_MAY_BE_LEFT_OUT = re.compile(f"[ \\t\u3000\n{_SMALL}\\[［〔①-⑳{_LOST}]")
# What is left out: a line break with the blanks around it, and the foot of a page between; a blank beside a mark, or
# between a Chinese character and a digit or letter; a single blank between two Chinese characters. More blanks, or a
# tab, separate two things and stay; so do three before a year or an item's number, where paragraphs became one line.
_OF_ITEM = (
    rf"(?!{_BLANK}{{3,}}(?:(?:19|20)[0-9]{{2}}年|[0-9]{{1,2}}[.．、](?![0-9])|（[一二三四五六七八九十]{{1,3}}）))"
)
_LEFT_OUT = re.compile(
    rf"{_SPACED}|(?<!{_BLANK})(?:(?>{_BLANK}*)(?>(?:\n(?>{_BLANK}*)(?:{PAGE_NUMBER}(?=\n))?)+)(?>{_BLANK}*)"
    rf"|(?<=[{_MARK}])(?>{_BLANK}+)|(?<=\S){_OF_ITEM}(?>{_BLANK}+)(?=[{_MARK}])"
    rf"|(?<=[{_HAN}]){_OF_ITEM}(?>{_TYPED}+)(?=[0-9A-Za-z+-])|(?<=[0-9A-Za-z%‰℃])(?>{_TYPED}+)(?=[{_HAN}])"
    rf"|(?<=[{_HAN}]){_TYPED}(?=[{_HAN}]))|{_OF_A_NOTE}|(?<![0-9A-Za-z{_HAN}]){_LOST}"
)
# What a number that was broken by blanks is followed by: the beginning of its unit.
_MEASURED = "(?=[ \u3000]?[亿万%元吨亩公平人户家个件项千辆座条只头米里处台套次株部所名位倍度吉兆克升斤])"
_SHARES = "(?=[ \u3000]?(?:[亿万%倍]|个百分点))"
# A number that a form or a paste has broken by blanks: thousands by groups (1 100.9亿元), every digit by itself
# (1 2 3 4.5亿元), anywhere in running words (12 34.5亿元), decimals (36.5 4 亿元), the point (2 . 31万家), a year
# (201 9 年). What follows is a unit. A year, the number of a table, or a note's mark behind a unit begins none.
_WIDE = "[ \u3000]"
_BROKEN = re.compile(
    rf"(?<![0-9.,])(?<![0-9.,]{_WIDE})(?:"
    rf"[1-9][0-9]{{0,2}}(?: [0-9]{{3}}(?![0-9]))+(?:\.[0-9]+)?{_MEASURED}"
    rf"|(?<=[{_HAN}])[1-9][0-9]{{0,2}}(?:{_WIDE}[0-9]{{3}}(?![0-9]))+\.[0-9]+(?![0-9])"
    rf"|[0-9](?:{_WIDE}[0-9](?![0-9]))*{_WIDE}\.{_WIDE}?[0-9](?:{_WIDE}?[0-9]){{0,3}}(?![0-9]){_MEASURED}"
    # one digit before two and a point, behind words: 1 86.3亿元
    rf"|(?<=[{_HAN}])(?<![表图栏件注第号期楼栋月日年家个项名人户所座条元倍点%亩吨里米辆台套次万亿])[1-9]{_WIDE}[0-9]{{2}}\.[0-9]{{1,4}}(?![0-9]){_MEASURED}"
    # thousands that are a cell of a table: 56 300
    rf"|(?<=\t)[1-9][0-9]{{0,2}}(?: [0-9]{{3}}(?![0-9]))+(?:\.[0-9]+)?(?=[\t\n]|$)"
    rf"|[0-9](?:{_WIDE}[0-9](?![0-9])){{2,}}(?:{_WIDE}?\.{_WIDE}?[0-9](?:{_WIDE}?[0-9])*)?{_MEASURED}"
    rf"|(?<=[{_HAN}])(?<![表图栏件注第号期楼栋月日年家个项名人户所座条元倍点%亩吨里米辆台套次万亿])(?!(?:19|20)[0-9]{{2}}[^0-9.])"
    rf"[0-9]{{2,5}}{_WIDE}[0-9]{{2,5}}(?:\.[0-9]{{1,4}})?(?![0-9.]){_MEASURED}"
    # 1.1 at the beginning of a line, which is the number of an item there, begins none
    rf"|(?!(?:(?<![^\n])|(?<=\n{_WIDE})|(?<=\n{_WIDE}{_WIDE}))[1-9]\.[1-9]{_WIDE})"
    rf"(?>[0-9]{{1,6}})\.(?>[0-9]{{1,4}}){_WIDE}[0-9]{{1,2}}(?={_WIDE}?[亿万%元吨亩公平])"
    rf"|(?>[0-9]{{1,6}}){_WIDE}\.{_WIDE}?[0-9]{{1,4}}{_MEASURED}|(?<=[{_HAN}])(?>[0-9]{{1,6}})\.{_WIDE}[0-9]{{1,4}}{_SHARES}"
    rf"|(?:2{_WIDE}?0|1{_WIDE}?9){_WIDE}?[0-9]{_WIDE}?[0-9](?={_WIDE}?年)"
    r")"
)
# Where a text has many of them in its sentences, single digits are parts of one number too (达到 4 3 %, 1 7 00 户).
_SCATTERED = re.compile(
    rf"(?<![0-9.,])(?<![0-9.,]{_WIDE})(?:(?<=[{_HAN}，、；：（])|(?<=[{_HAN}，、；：（]{_WIDE}))"
    rf"(?<![表图栏件注第号期楼栋月日年])(?!(?:19|20)[0-9]{{2}}[^0-9.])"
    rf"[0-9]{{1,5}}(?:{_WIDE}[0-9]{{1,5}})+(?:\.[0-9]{{1,4}})?(?![0-9.]){_MEASURED}"
)
# Where a text has many of them in its sentences, a blank behind the point parts no number, whatever its unit is, nor
# the parts of a composition (15. 2∶50. 4∶34.4): an item's number stands behind a mark or begins its line.
_POINTS_APART = re.compile(
    rf"(?<![0-9.,])(?:(?<=[{_HAN}，、∶（/])|(?<=[{_HAN}]{_WIDE})|(?<=[0-9][:：]))(?>[0-9]{{1,6}})\.{_WIDE}[0-9]{{1,4}}(?![0-9])"
    rf"(?:{_MEASURED}|(?={_WIDE}?[:：∶])|(?=[，、。；）])|(?=\.(?:19|20)[0-9]{{2}}年))"
)
# A sign that a page could not show, inside a decimal: 180.?7.
_IN_DECIMAL = re.compile(rf"(?<=[0-9]\.)[?{_LOST}](?=[0-9])")
_SENTENCE_MARK = re.compile("[，。；]")
_INNER, _MAY_BE_BROKEN = re.compile(_WIDE), re.compile(f"[0-9.]{_WIDE}[0-9.]")
# A narrow blank between two digits is one of thousands, whatever follows.
_NARROW = re.compile(f"[{NARROW}](?<=[0-9０-９].)(?=[0-9０-９])")
# Blanks as wide as a character, or several, inside a word (个百　分点, 下　降) and between a number and the words of
# its bound (达　12.5亿元): elsewhere they set two things apart.
_INSIDE = re.compile(f"(?<=[{_HAN}])(?:\u3000|[ \u3000]{{2,3}})(?=[0-9{_HAN}+-])|(?<=[0-9%‰{_HAN}])\u3000(?=[{_HAN}])")
_LONGEST_WORD, _NEAR, _DIGIT = 5, 6, re.compile("[0-9]")
# The lists of words a blank may stand inside of.
_WORDS = (
    "cues.rise",
    "cues.fall",
    "cues.arrive",
    "cues.before_",
    "cues.after_",
    "units.",
    "indicators.heads",
    "indicators.whole_heads",
    "indicators.money_nouns",
)
_BEFORE_NUMBERS = (
    "cues.rise",
    "cues.fall",
    "cues.arrive",
    "cues.before_ge",
    "cues.before_gt",
    "cues.before_le",
    "cues.before_lt",
    "cues.before_approx",
)
_AFTER_NUMBERS = ("cues.after_ge", "cues.after_le", "cues.after_approx")
# A form sets every digit apart: so many blanks stand between single digits, and hardly any digits side by side.
_APART, _WITH_POINTS, _TOGETHER = (
    re.compile("(?<=[0-9]) (?=[0-9])"),
    re.compile("(?<=[0-9.]) (?=[0-9.])"),
    re.compile("(?<=[0-9])(?=[0-9])"),
)
_FEWEST_APART, _TIMES_MORE = 4, 4


@dataclass(frozen=True, slots=True)
class Flow:
    """A text that runs on within its paragraphs.

    `report_offsets` holds the offset in the report of each character of `text`, None where no character moved.
    """

    text: str
    report_offsets: tuple[int, ...] | None = None

    def from_report(self, span: Span) -> Span:
        """Return where a span of the report lies in the flow."""
        if self.report_offsets is None:
            return span
        return Span(bisect_left(self.report_offsets, span.start), bisect_left(self.report_offsets, span.end))

    def to_report(self, span: Span) -> Span:
        """Return where a span of the flow lies in the report."""
        if self.report_offsets is None or span.end <= span.start:
            return span
        return Span(self.report_offsets[span.start], self.report_offsets[span.end - 1] + 1)

    def proposals_to_report(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return proposals that were read in the flow with their offsets in the report."""
        if self.report_offsets is None:
            return list(proposals)
        moved: _Moved = {}
        return [self._proposal_to_report(one, moved) for one in proposals]

    def _proposal_to_report(self, proposal: Proposal, moved: "_Moved") -> Proposal:
        read, to_report = proposal.figure, self.all_to_report
        # built anew: `replace` takes twice as long
        figure = Figure(
            *to_report((read.span,))[0],
            kind=read.kind,
            value=read.value,
            unit=read.unit,
            bound=read.bound,
            indicator=read.indicator,
            status=read.status,
            period=read.period,
            area=read.area,
            base=read.base,
        )
        reasons = _ReasonsInReport(proposal.reasons, self, moved)
        candidates = tuple([Candidate(one.text, one.rule, to_report(one.words)) for one in proposal.candidates])
        return Proposal(figure, proposal.confidence, proposal.source, reasons, candidates)

    def all_to_report(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return where some spans of the flow lie in the report."""
        offsets = self.report_offsets
        if offsets is None:
            return spans
        return tuple([Span(offsets[one[0]], offsets[one[1] - 1] + 1) if one[1] > one[0] else one for one in spans])


_Moved = dict[tuple[Reason, ...], tuple[Reason, ...]]
"""Reasons by what they were in the flow: figures of one section have many in common, which are moved once."""


class _ReasonsInReport(Mapping[Topic, tuple[Reason, ...]]):
    """The reasons of a reading, with the places of their words in the report.

    They are moved there when they are asked for: figures are counted, listed and exported without a look at most.
    """

    __slots__ = ("_flow", "_given", "_moved")

    def __init__(self, given: Reasons, flow: Flow, moved: _Moved) -> None:
        self._given, self._flow, self._moved = given, flow, moved

    def __getitem__(self, topic: Topic) -> tuple[Reason, ...]:
        given = self._given[topic]
        if given not in self._moved:
            to_report = self._flow.all_to_report
            self._moved[given] = tuple([Reason(one.rule, to_report(one.words)) if one.words else one for one in given])
        return self._moved[given]

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return repr(dict(self))


def flow_of(text: str) -> tuple[Flow, tuple[Span, ...]]:
    """Return the flow of a report's text, and where the furniture of a page stands in the flow.

    The flow has no invisible characters, no line breaks of a page inside paragraphs and no blanks that nobody means.
    """
    seen, report_offsets = visible(text)
    parts = outline(seen)
    running = flow(seen, parts.stretches)
    around = tuple(span for span in map(running.from_report, parts.furniture) if span.end > span.start)
    if report_offsets is None:
        return running, around
    if running.report_offsets is None:
        return Flow(seen, report_offsets), around
    return Flow(running.text, tuple([report_offsets[offset] for offset in running.report_offsets])), around


def flow(text: str, paragraphs: Iterable[Span]) -> Flow:
    """Leave out the line breaks, and the blanks that no writer means, inside some paragraphs, given in text order.

    A PDF breaks lines anywhere: where one ends with 新增企业 and the next begins with 5 家, the flow has 新增企业5家.
    """
    pieces: list[str] = []
    report_offsets: list[int] = []
    last = 0
    plain = normalized(text)
    further = _further(text, plain)
    for paragraph in paragraphs:
        for start, end in _left_out(plain, paragraph, further):
            pieces.append(text[last:start])
            report_offsets.extend(range(last, start))
            last = end
    if not last:
        return Flow(text)
    pieces.append(text[last:])
    report_offsets.extend(range(last, len(text)))
    return Flow("".join(pieces), tuple(report_offsets))


def _sets_digits_apart(text: str) -> bool:
    """Tell whether a text has a blank between all digits of its numbers (达到1 2 3 4.5亿元)."""
    apart = len(_APART.findall(text))
    return apart >= _FEWEST_APART and apart >= _TIMES_MORE * len(_TOGETHER.findall(text))


def _is_in_sentence(plain: str, number: re.Match[str]) -> bool:
    """Tell whether a number stands in a line with a mark of a sentence: a row of a table has none."""
    start, end = plain.rfind("\n", 0, number.start()) + 1, plain.find("\n", number.end())
    return _SENTENCE_MARK.search(plain, start, end if end >= 0 else len(plain)) is not None


def _many_of(pattern: re.Pattern[str], plain: str) -> list[re.Match[str]]:
    """Return the numbers in sentences that are broken in some way; none where the text has only a few of them."""
    numbers = [number for number in pattern.finditer(plain) if _is_in_sentence(plain, number)]
    return numbers if len(numbers) >= _FEWEST_APART else []


def _further(text: str, plain: str) -> list[tuple[int, int]]:
    """Return where blanks inside numbers and words, and the feet of pages inside lines, begin and end, in text order.

    `plain` is the text normalized.
    """
    found: list[tuple[int, int]] = []
    if _MAY_BE_BROKEN.search(plain) is not None:
        broken = _WITH_POINTS if _sets_digits_apart(plain) else _BROKEN
        numbers = chain(broken.finditer(plain), _many_of(_SCATTERED, plain), _many_of(_POINTS_APART, plain))
        found += [blank.span() for number in numbers for blank in _INNER.finditer(plain, number.start(), number.end())]
    found += [sign.span() for sign in _IN_DECIMAL.finditer(plain)]
    if _NARROW.search(text) is not None:
        found += [blank.span() for blank in _NARROW.finditer(text)]
    found += inside_lines(plain)
    found += [blank for blank in _wide_blanks(plain) if _is_inside(plain, *blank)]
    return sorted(set(found))


def _wide_blanks(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where blanks as wide as a character stand that may be inside a word or beside a number."""
    at = 0
    # looking for a blank first passes over the words quickly
    while blank := _INNER.search(plain, at):
        found = _INSIDE.match(plain, blank.start())
        if found is not None:
            yield found.span()
        at = (found or blank).end()


def _is_inside(plain: str, start: int, end: int) -> bool:
    """Tell whether a blank stands inside a word, or between a number and the words of its bound."""
    before, after = plain[max(0, start - _NEAR) : start], plain[end : end + _NEAR]
    if not after[0].isalpha():
        return _leads_to_number().search(before) is not None
    if _DIGIT.search(before) and (_follows_number().match(after) or after[0] == "年"):
        return True
    parts = _parts_of_words()
    sizes = range(1, _LONGEST_WORD)
    return any((before[-left:], after[:right]) in parts for left in sizes for right in sizes)


@cache
def _parts_of_words() -> frozenset[tuple[str, str]]:
    """Return the words of units, of change, of bounds and of indicators, divided anywhere in two."""
    lists = load_lexicon().lists
    words = {word for name, listed in lists.items() if name.startswith(_WORDS) for word in listed} | {"百分之"}
    words = {word for word in words if len(word) <= _LONGEST_WORD}
    return frozenset((word[:cut], word[cut:]) for word in words for cut in range(1, len(word)))


@cache
def _leads_to_number() -> re.Pattern[str]:
    return re.compile(f"{load_lexicon().either(*_BEFORE_NUMBERS)}$")


@cache
def _follows_number() -> re.Pattern[str]:
    return re.compile(load_lexicon().either(*_AFTER_NUMBERS))


def _left_out(plain: str, paragraph: Span, further: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Return where each stretch begins and ends that is left out of a paragraph, in text order.

    `further` are those of the whole text that stand inside numbers and words.
    """
    if not further:
        return _blanks(plain, paragraph)
    first, last = bisect_left(further, (paragraph.start, 0)), bisect_left(further, (paragraph.end, 0))
    return _joined(sorted({*_blanks(plain, paragraph), *further[first:last]}))


def _joined(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches that are in order without those that begin inside the one before."""
    reached = -1
    for start, end in stretches:
        if end > reached:
            yield max(start, reached), end
            reached = end


def _blanks(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of blanks begins and ends that no writer means."""
    at = paragraph.start
    # looking for a blank first passes over the words quickly
    while blank := _MAY_BE_LEFT_OUT.search(text, at, paragraph.end):
        found = _LEFT_OUT.match(text, blank.start(), paragraph.end)
        if found is not None:
            yield found.span()
        at = (found or blank).end()
