"""Proposals of several sources put together: which are decided on, and which are alternatives to those; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model.figure import Figure, Proposal, Span

Alternatives = Mapping[Span, Sequence[Proposal]]


def with_alternatives(own: Sequence[Proposal], foreign: Iterable[Proposal]) -> tuple[list[Proposal], Alternatives]:
    """Return the proposals to be decided on, and the alternatives to each of them by its span.

    `own` are the detector's, `foreign` those of other sources, in text order. A foreign proposal that overlaps none of
    the others is decided on by itself. One that overlaps others is an alternative to the first of them, unless it says
    the same as that or as another alternative: then it is left out.
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
