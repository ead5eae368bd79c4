"""How many proposals of each source hold, and how many of them unchanged."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..model.figure import Figure, Proposal, Span
from .readings import AnnotatorReading, span_and_layer

Judged = Literal["undecided", "wrong", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What became of a source's proposals; each is counted once for every annotator who decided on it.

    A proposal was right where a figure holds on exactly its span, and `unchanged` where every attribute is as proposed.
    """

    source: str
    proposals: int = 0
    decided: int = 0
    right: int = 0
    unchanged: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the decided proposals that were right; None where none was decided."""
        return self.right / self.decided if self.decided else None

    @property
    def share_unchanged(self) -> float | None:
        """The share of the decided proposals that hold as they were proposed; None where none was decided."""
        return self.unchanged / self.decided if self.decided else None


def shares(reports: Iterable[tuple[Iterable[Proposal], Sequence[AnnotatorReading]]]) -> list[SourceShare]:
    """Return the counts of each source over some reports, in the order in which the sources come."""
    found: dict[str, SourceShare] = {}
    for proposals, readers in reports:
        judges = [_Judge(reader) for reader in readers]
        for proposal in proposals:
            share = found.get(proposal.source) or SourceShare(proposal.source)
            verdicts = [judge.says(proposal.figure) for judge in judges]
            found[proposal.source] = replace(
                share,
                proposals=share.proposals + 1,
                decided=share.decided + len(verdicts) - verdicts.count("undecided"),
                right=share.right + verdicts.count("changed") + verdicts.count("unchanged"),
                unchanged=share.unchanged + verdicts.count("unchanged"),
            )
    return list(found.values())


class _Judge:
    """What one annotator decided at the places of proposals, whichever source's proposal the decision was made on."""

    def __init__(self, reader: AnnotatorReading) -> None:
        self._held = reader.held
        self._spans = _apart({*reader.decided, *(span for span, _ in self._held)})

    def says(self, figure: Figure) -> Judged:
        """Return what became of a proposed figure."""
        held = self._held.get(span_and_layer(figure))
        if held is not None:
            return "unchanged" if held == figure else "changed"
        at = bisect_left(self._spans, figure.end, key=lambda span: span.start) - 1
        return "wrong" if at >= 0 and self._spans[at].end > figure.start else "undecided"


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with those joined that share a character: then only the last one before a place can reach it."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
