"""The figure: the one record that detection proposes and annotators decide on (FIGURES.md §3, §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from .attributes import (
    ATTRIBUTES,
    BOUNDS,
    KINDS,
    MOST_DIGITS,
    NAMES,
    STATUSES,
    WIDE,
    AttributeName,
    Bound,
    Kind,
    Status,
    Value,
    bounded,
    exact_number,
    exact_value,
    is_bounded,
    is_label,
    phrase_from,
    plain_number,
    plain_value,
)

# a figure's vocabulary and values can be imported from here too
__all__ = [
    "BOUNDS",
    "FURTHEST_PLACE",
    "KINDS",
    "MOST_DIGITS",
    "STATUSES",
    "WIDE",
    "AttributeName",
    "Bound",
    "Figure",
    "Kind",
    "Proposal",
    "Span",
    "Status",
    "Value",
    "evidence_of",
    "exact_number",
    "exact_value",
    "from_record",
    "is_bounded",
    "is_label",
    "phrase_from",
    "plain_number",
    "plain_value",
    "proposal_from_record",
    "proposal_to_record",
    "span_from",
    "to_record",
    "unread",
]

# no report is this long: a record with an offset beyond it is invalid
FURTHEST_PLACE = 2**31


class Span(NamedTuple):
    """A stretch of a report's text, in code points; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeral expression that states a quantity about the world (FIGURES.md §1), or words under a label.

    `kind` is one of KINDS or a label: its id inside the store, its name in exported files. `area` is the place that the
    figure is about, None for the report's own region as a whole. `base` is the year from which a growth, a change or a
    multiple is measured, None for the year before.
    """

    start: int
    end: int
    kind: str
    value: Value
    unit: str
    bound: Bound
    indicator: str
    status: Status
    period: str | None
    area: str | None = None
    base: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that somebody has yet to decide on, with the confidence of its source (0 to 1).

    `evidence` gives, for an attribute, the spans of the words that decided it.
    """

    figure: Figure
    confidence: float
    source: str = "detector"
    evidence: Mapping[AttributeName, tuple[Span, ...]] = field(default_factory=dict, compare=False)


def unread(start: int, end: int, kind: str) -> Figure:
    """Return a figure of a kind with no number, and with the default of every other attribute."""
    said: dict[str, Any] = {one.name: one.default for one in ATTRIBUTES}
    return Figure(start, end, **said | {"kind": kind})


def evidence_of(**spans: tuple[Span, ...]) -> dict[AttributeName, tuple[Span, ...]]:
    """Return the spans of the words that decided each attribute, by name; attributes that none decided are left out."""
    return {name: spans[name] for name in NAMES if spans.get(name)}


def to_record(figure: Figure, *, whole: bool = False) -> dict[str, Any]:
    """Return a figure as a record for JSON with exact values, as the store keeps it.

    An attribute that is later than the first version of the store is written where it is not the default, or where
    `whole` is true. Raises ValueError where a value cannot be written.
    """
    for part in figure.value if isinstance(figure.value, tuple) else (figure.value,):
        bounded(part)
    record: dict[str, Any] = {"start": figure.start, "end": figure.end}
    for one in ATTRIBUTES:
        said = getattr(figure, one.name)
        if whole or not one.is_later or said != one.default:
            record[one.name] = one.exact(said)
    return record


def from_record(record: Mapping[str, Any], *, named: bool = False) -> Figure:
    """Return the figure of a record from `to_record`; raise ValueError for a value out of vocabulary or bounds.

    `named` accepts labels by name, as exported figures have them, instead of by id.
    """
    said = {one.name: one.read(record, named) for one in ATTRIBUTES}
    start, end = span_from((record["start"], record["end"]))
    if start == end:
        raise ValueError("end")
    figure = Figure(start, end, **said)
    if figure.value == () and not is_label(figure.kind):
        raise ValueError("value: none")
    return figure


def span_from(said: object) -> Span:
    """Return the span of a record; raise ValueError where its end is before its start, or it has no valid offsets."""
    match said:
        case [int(start), int(end)] if not {type(start), type(end)} - {int} and 0 <= start <= end <= FURTHEST_PLACE:
            return Span(start, end)
    raise ValueError(f"span: {said!r:.40}")


def proposal_to_record(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as a record for JSON: that of its figure with confidence, source and evidence."""
    evidence = {name: [list(span) for span in spans] for name, spans in proposal.evidence.items()}
    own = {"confidence": proposal.confidence, "source": proposal.source, "evidence": evidence}
    return to_record(proposal.figure) | own


def proposal_from_record(record: Mapping[str, Any], *, named: bool = False) -> Proposal:
    """Return the proposal of a record; raise ValueError for a value out of vocabulary or bounds.

    The record is one from `proposal_to_record`. `named` accepts labels by name, as exported figures have them, instead
    of by id.
    """
    evidence, confidence = record.get("evidence", {}), record["confidence"]
    if strange := set(evidence) - set(NAMES):
        raise ValueError(f"evidence: {sorted(map(repr, strange))!r:.80}")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float | Decimal) or not 0 <= confidence <= 1:
        raise ValueError(f"confidence: {confidence!r:.40}")
    return Proposal(
        figure=from_record(record, named=named),
        confidence=float(confidence),
        source=phrase_from(record["source"], "source"),
        evidence={name: tuple(map(span_from, spans)) for name, spans in evidence.items()},
    )
