"""Combines the proposals of several sources: which ones are decided on, and which are alternatives to those."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model.figure import Figure, Proposal, Span

Alternatives = Mapping[Span, Sequence[Proposal]]


def with_alternatives(own: Sequence[Proposal], foreign: Iterable[Proposal]) -> tuple[list[Proposal], Alternatives]:
    """Return the proposals to decide on, and for the span of each of them its alternatives.

    `own` are the detector's proposals, `foreign` those of other sources, in text order. A foreign proposal that
    overlaps no other is decided on by itself. One that overlaps others becomes an alternative to the first of them. If
    it says the same as that one, or as another alternative, it is left out.
    """
    spans = sorted(proposal.figure.span for proposal in own)
    first = {proposal.figure.span: proposal for proposal in own}
    alone: list[Proposal] = []
    alternatives: defaultdict[Span, list[Proposal]] = defaultdict(list)
    known: defaultdict[Span, set[Figure]] = defaultdict(set)
    at = 0
    for proposal in foreign:
        start, end = proposal.figure.span
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if alone and alone[-1].figure.end > start:
            met: Span | None = alone[-1].figure.span
        else:
            met = spans[at] if at < len(spans) and spans[at].start < end else None
        if met is None:
            first[proposal.figure.span] = proposal
            alone.append(proposal)
        elif proposal.figure not in known[met] | {first[met].figure}:
            known[met].add(proposal.figure)
            alternatives[met].append(proposal)
    return [*own, *alone], dict(alternatives)
