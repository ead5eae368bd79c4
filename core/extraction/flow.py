"""The flow: a report's text with the line breaks inside its paragraphs left out, and the way back to its offsets."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.figure import Proposal, Span

_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Flow:
    """A text that runs on within its paragraphs; `origin` holds each character's offset in the report, if any moved."""

    text: str
    origin: tuple[int, ...] | None = None

    def taken(self, span: Span) -> Span:
        """Where a span of the report lies in the flow."""
        if self.origin is None:
            return span
        return Span(bisect_left(self.origin, span.start), bisect_left(self.origin, span.end))

    def returned(self, span: Span) -> Span:
        """Where a span of the flow lies in the report."""
        if self.origin is None or span.end <= span.start:
            return span
        return Span(self.origin[span.start], self.origin[span.end - 1] + 1)

    def restored(self, proposal: Proposal) -> Proposal:
        """A proposal read in the flow, with its offsets in the report."""
        if self.origin is None:
            return proposal
        start, end = self.returned(proposal.figure.span)
        evidence = {name: tuple(map(self.returned, spans)) for name, spans in proposal.evidence.items()}
        return replace(proposal, figure=replace(proposal.figure, start=start, end=end), evidence=evidence)


def flow(text: str, paragraphs: Sequence[Span]) -> Flow:
    """Leave out the line breaks, and the blanks around them, inside some paragraphs."""
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for paragraph in paragraphs:
        for found in _BREAK.finditer(text, *paragraph):
            pieces.append(text[last : found.start()])
            origin.extend(range(last, found.start()))
            last = found.end()
    if not last:
        return Flow(text)
    pieces.append(text[last:])
    origin.extend(range(last, len(text)))
    return Flow("".join(pieces), tuple(origin))
