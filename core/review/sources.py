"""The rivals: what other sources propose where something is proposed already, each laid beside that; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model.figure import Figure, Proposal, Span

Rivals = Mapping[Span, Sequence[Proposal]]


def lay_beside(own: Sequence[Proposal], foreign: Iterable[Proposal]) -> tuple[list[Proposal], Rivals]:
    """Tell the proposals to be decided on from those that read one of them otherwise, by its span.

    What overlaps nothing proposed before is decided on by itself; what overlaps several is a rival of the first. A
    reading that is there already is left out. Foreign proposals come in text order.
    """
    spans = sorted(proposal.figure.span for proposal in own)
    first = {proposal.figure.span: proposal for proposal in own}
    alone: list[Proposal] = []
    rivals: defaultdict[Span, list[Proposal]] = defaultdict(list)
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
            rivals[met].append(proposal)
    return [*own, *alone], dict(rivals)
