"""The flow of a text: without the line breaks and blanks of a page, and the way back to the report."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.figure import Candidate, Figure, Proposal, Reason, Span
from ..model.reason import Reasons, Topic
from .outline import PAGE_NUMBER

# Blanks of other widths that pages and PDFs have, and signs that take no place at all.
_NARROW = "\u2004-\u200a\u202f\u205f"
_THIN = f"\u2002\u2003{_NARROW}"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BLANK = f"[ \\t\u3000\u00a0{_THIN}]"
_TYPED = f"[ \u00a0{_THIN}]"
_HAN = "\u4e00-\u9fff"
# Blanks between single Chinese characters that stand apart on both sides: letter-spaced words (合　计, 收  支  预  算).
_SPACED = (
    r"(?<=[\s，。；：、（“0-9%][\u4e00-\u9fff])[ \t\u3000\u00a0]{1,3}(?=[\u4e00-\u9fff](?:[\s，。；：、）”0-9]|$))"
)
_MARK = "\u3001-\u303f\uff01-\uff65“”‘’—…"
_MAY_BE_LEFT_OUT = re.compile(f"[ \\t\u3000\u00a0\n{_THIN}{_UNSEEN}]")
# What is left out: a line break with the blanks around it, and the foot of a page between; a blank beside a mark, or
# between a Chinese character and a digit or letter; a single blank between two Chinese characters. More blanks, or a
# tab, separate two things and stay.
_LEFT_OUT = re.compile(
    rf"{_SPACED}|(?<!{_BLANK})(?:(?>{_BLANK}*)(?>(?:\n(?>{_BLANK}*)(?:{PAGE_NUMBER}(?=\n))?)+)(?>{_BLANK}*)"
    rf"|(?<=[{_MARK}])(?>{_BLANK}+)|(?<=\S)(?>{_BLANK}+)(?=[{_MARK}])"
    rf"|(?<=[{_HAN}])(?>{_TYPED}+)(?=[0-9A-Za-z+-])|(?<=[0-9A-Za-z%‰℃])(?>{_TYPED}+)(?=[{_HAN}])"
    rf"|(?<=[{_HAN}]){_TYPED}(?=[{_HAN}])|(?<=[0-9])[{_NARROW}](?=[0-9])|[{_UNSEEN}])"
)
_ONE = "[ \u00a0]"
_MEASURED = f"(?={_ONE}?[亿万%％元吨亩公平人户家个件项])"
# A number that a form or a paste has broken by blanks: thousands by groups (1 100.9亿元), every digit by itself
# (1 2 3 4.5亿元), decimals (36.5 4 亿元), the point (2 . 31万家), a year (201 9 年). What follows is a unit.
_BROKEN = re.compile(
    rf"(?<![0-9.,])(?<![0-9.,][ \u00a0])(?:"
    rf"[1-9][0-9]{{0,2}}(?:{_ONE}[0-9]{{3}}(?![0-9]))+(?:\.[0-9]+)?{_MEASURED}"
    rf"|[0-9](?:{_ONE}[0-9](?![0-9])){{2,}}(?:{_ONE}?\.{_ONE}?[0-9](?:{_ONE}?[0-9])*)?{_MEASURED}"
    rf"|(?>[0-9]{{1,6}})\.(?>[0-9]{{1,4}}){_ONE}[0-9]{{1,2}}(?={_ONE}?[亿万%％元吨亩公平])"
    rf"|(?>[0-9]{{1,6}}){_ONE}\.{_ONE}?[0-9]{{1,4}}{_MEASURED}|(?<=[{_HAN}])(?>[0-9]{{1,6}})\.{_ONE}[0-9]{{1,4}}(?=[亿万%％])"
    rf"|(?:2{_ONE}?0|1{_ONE}?9){_ONE}?[0-9]{_ONE}?[0-9](?={_ONE}?年)"
    r")"
)
_INNER, _MAY_BE_BROKEN = re.compile(_ONE), re.compile(f"[0-9.]{_ONE}[0-9.]")
# A form sets every digit apart: so many blanks stand between single digits, and hardly any digits side by side.
_APART, _TOGETHER = re.compile(f"(?<=[0-9]){_ONE}(?=[0-9])"), re.compile("(?<=[0-9])(?=[0-9])")
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
            *self.to_report(read.span),
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


def flow(text: str, paragraphs: Sequence[Span]) -> Flow:
    """Leave out the line breaks, and the blanks that no writer means, inside some paragraphs, given in text order.

    A PDF breaks lines anywhere: where one ends with 新增企业 and the next begins with 5 家, the flow has 新增企业5家.
    """
    pieces: list[str] = []
    report_offsets: list[int] = []
    last = 0
    number = None if _MAY_BE_BROKEN.search(text) is None else _APART if _sets_digits_apart(text) else _BROKEN
    for paragraph in paragraphs:
        for start, end in _left_out(text, paragraph, number):
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


def _left_out(text: str, paragraph: Span, broken: re.Pattern[str] | None) -> Iterable[tuple[int, int]]:
    """Return where each stretch begins and ends that is left out of a paragraph, in text order.

    `broken` finds numbers with blanks inside, None where the text has none.
    """
    if broken is None:
        return _blanks(text, paragraph)
    inside = [
        blank.span()
        for number in broken.finditer(text, *paragraph)
        for blank in _INNER.finditer(text, number.start(), number.end())
    ]
    return sorted({*_blanks(text, paragraph), *inside}) if inside else _blanks(text, paragraph)


def _blanks(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of blanks begins and ends that no writer means."""
    at = paragraph.start
    # looking for a blank first passes over the words quickly
    while blank := _MAY_BE_LEFT_OUT.search(text, at, paragraph.end):
        found = _LEFT_OUT.match(text, blank.start(), paragraph.end)
        if found is not None:
            yield found.span()
        at = (found or blank).end()
