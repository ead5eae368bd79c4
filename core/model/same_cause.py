"""What a correction is about besides its own figure (core/detection/same_cause.py), as it passes between processes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .figure import Figure, Proposal, Span, from_record, proposal_from_record, proposal_to_record, span_from, to_record


class Decided(NamedTuple):
    """A figure that the annotator has decided on: the span it was proposed at, and what the annotator says of it."""

    target: Span
    figure: Figure


class SameCause(NamedTuple):
    """An undecided figure that a correction is about too: as it is read now, and with the cause replaced.

    `is_sure` says that what was decided so far makes this likely: it stands in the sentence of the correction, or the
    cause was corrected more than once; and the annotator confirmed no figure that was read by it.
    """

    before: Figure
    after: Proposal
    is_sure: bool


def decided_to_record(decided: Decided) -> dict[str, Any]:
    """Return a decided figure as a record for JSON."""
    return {"target": list(decided.target), "figure": to_record(decided.figure)}


def decided_from_record(record: Mapping[str, Any]) -> Decided:
    """Return the decided figure of a record; raise ValueError for values out of bounds."""
    return Decided(span_from(record["target"]), from_record(record["figure"]))


def same_cause_to_record(one: SameCause) -> dict[str, Any]:
    """Return a figure that has the cause of a correction as a record for JSON."""
    return {"before": to_record(one.before), "after": proposal_to_record(one.after), "sure": one.is_sure}


def same_cause_from_record(record: Mapping[str, Any]) -> SameCause:
    """Return what a record from `same_cause_to_record` says; raise ValueError for values out of bounds."""
    return SameCause(from_record(record["before"]), proposal_from_record(record["after"]), record["sure"] is True)
