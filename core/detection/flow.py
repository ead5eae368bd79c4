"""The flow of a text: without the line breaks and blanks of a page, and the way back to the report."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.figure import Candidate, Figure, Proposal, Reason, Span
from .outline import PAGE_NUMBER

_BLANK = "[ \\t\u3000\u00a0]"
_TYPED = "[ \u00a0]"
_HAN = "\u4e00-\u9fff"
_MARK = "\u3001-\u303f\uff01-\uff65“”‘’—…"
_MAY_BE_LEFT_OUT = re.compile("[ \\t\u3000\u00a0\n]")
# What is left out: a line break with the blanks around it, and the foot of a page between; a blank beside a mark, or
# between a Chinese character and a digit or letter; a single blank between two Chinese characters. More blanks, or a
# tab, separate two things and stay.
_LEFT_OUT = re.compile(
    rf"(?<!{_BLANK})(?:(?>{_BLANK}*)(?>(?:\n(?>{_BLANK}*)(?:{PAGE_NUMBER}(?=\n))?)+)(?>{_BLANK}*)"
    rf"|(?<=[{_MARK}])(?>{_BLANK}+)|(?<=\S)(?>{_BLANK}+)(?=[{_MARK}])"
    rf"|(?<=[{_HAN}])(?>{_TYPED}+)(?=[0-9A-Za-z+-])|(?<=[0-9A-Za-z%‰℃])(?>{_TYPED}+)(?=[{_HAN}])"
    rf"|(?<=[{_HAN}]){_TYPED}(?=[{_HAN}]))"
)


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

    def proposal_to_report(self, proposal: Proposal) -> Proposal:
        """Return a proposal that was read in the flow with its offsets in the report."""
        if self.report_offsets is None:
            return proposal
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
        reasons = {
            topic: tuple([Reason(one.rule, to_report(one.words)) if one.words else one for one in given])
            for topic, given in proposal.reasons.items()
        }
        candidates = tuple([Candidate(one.text, one.rule, to_report(one.words)) for one in proposal.candidates])
        return Proposal(figure, proposal.confidence, proposal.source, reasons, candidates)

    def all_to_report(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return where some spans of the flow lie in the report."""
        offsets = self.report_offsets
        if offsets is None:
            return spans
        return tuple([Span(offsets[one[0]], offsets[one[1] - 1] + 1) if one[1] > one[0] else one for one in spans])


def _left_out(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield where each stretch begins and ends that is left out of a paragraph."""
    at = paragraph.start
    # looking for a blank first passes over the words quickly
    while blank := _MAY_BE_LEFT_OUT.search(text, at, paragraph.end):
        found = _LEFT_OUT.match(text, blank.start(), paragraph.end)
        if found is not None:
            yield found.span()
        at = (found or blank).end()


def flow(text: str, paragraphs: Sequence[Span]) -> Flow:
    """Leave out the line breaks, and the blanks that no writer means, inside some paragraphs, given in text order.

    A PDF breaks lines anywhere: where one ends with 新增企业 and the next begins with 5 家, the flow has 新增企业5家.
    """
    pieces: list[str] = []
    report_offsets: list[int] = []
    last = 0
    for paragraph in paragraphs:
        for start, end in _left_out(text, paragraph):
            pieces.append(text[last:start])
            report_offsets.extend(range(last, start))
            last = end
    if not last:
        return Flow(text)
    pieces.append(text[last:])
    report_offsets.extend(range(last, len(text)))
    return Flow("".join(pieces), tuple(report_offsets))
