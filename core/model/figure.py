"""The figure: the one record that detection proposes and annotators decide on (FIGURES.md §3, §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

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
from .reason import (
    TOPICS,
    Candidate,
    Reason,
    Reasons,
    Span,
    Topic,
    WrittenReasons,
    reasons_from_text,
    reasons_to_text,
    words_of,
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
    "Candidate",
    "Figure",
    "Kind",
    "Proposal",
    "Reason",
    "Reasons",
    "Span",
    "Status",
    "Topic",
    "Value",
    "exact_number",
    "exact_value",
    "from_record",
    "is_bounded",
    "is_label",
    "phrase_from",
    "plain_number",
    "plain_value",
    "proposal_from_record",
    "proposal_parts",
    "proposal_to_record",
    "reasons_from",
    "span_from",
    "to_record",
    "unread",
]

# no report is this long: a record with an offset beyond it is invalid
FURTHEST_PLACE = 2**31


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

    `reasons` tell for each attribute by which rules and by which words it was read; what did not come from the detector
    has none. `candidates` are other phrases that were offered as its indicator, the likeliest first.
    """

    figure: Figure
    confidence: float
    source: str = "detector"
    reasons: Reasons = field(default_factory=dict, compare=False)
    candidates: tuple[Candidate, ...] = field(default=(), compare=False)

    @property
    def has_evidence(self) -> bool:
        """Whether `evidence` tells of any words."""
        if isinstance(self.reasons, WrittenReasons):
            return self.reasons.has_words
        return any(words_of(self.reasons.get(name, ())) for name in NAMES)

    @property
    def evidence(self) -> dict[AttributeName, tuple[Span, ...]]:
        """The spans of the words that decided each attribute; one that no words decided is left out."""
        reasons = self.reasons
        if isinstance(reasons, WrittenReasons):
            words = reasons.words()
            return {name: words[name] for name in NAMES if name in words}
        found = {name: words_of(reasons.get(name, ())) for name in NAMES}
        return {name: words for name, words in found.items() if words}


def unread(start: int, end: int, kind: str) -> Figure:
    """Return a figure of a kind with no number, and with the default of every other attribute."""
    values: dict[str, Any] = {one.name: one.default for one in ATTRIBUTES}
    return Figure(start, end, **values | {"kind": kind})


def to_record(figure: Figure, *, whole: bool = False) -> dict[str, Any]:
    """Return a figure as a record for JSON with exact values, as the store keeps it.

    An attribute that is later than the first version of the store is written where it is not the default, or where
    `whole` is true. Raises ValueError where a value cannot be written.
    """
    for part in figure.value if isinstance(figure.value, tuple) else (figure.value,):
        bounded(part)
    record: dict[str, Any] = {"start": figure.start, "end": figure.end}
    for one in ATTRIBUTES:
        value = getattr(figure, one.name)
        if whole or not one.is_later or value != one.default:
            record[one.name] = one.exact(value)
    return record


def from_record(record: Mapping[str, Any], *, named: bool = False) -> Figure:
    """Return the figure of a record from `to_record`; raise ValueError for a value out of vocabulary or bounds.

    `named` accepts labels by name, as exported figures have them, instead of by id.
    """
    start, end = span_from((record["start"], record["end"]))
    if start == end:
        raise ValueError("end")
    # the fields have the order of the table
    figure = Figure(start, end, *[one.read(record, named) for one in ATTRIBUTES])
    if figure.value == () and not is_label(figure.kind):
        raise ValueError("value: none")
    return figure


def span_from(value: object) -> Span:
    """Return the span of a record; raise ValueError where its end is before its start, or it has no valid offsets."""
    if isinstance(value, list | tuple) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end <= FURTHEST_PLACE:
            return Span(start, end)
    raise ValueError(f"span: {value!r:.40}")


def proposal_to_record(proposal: Proposal, *, candidates: bool = True) -> dict[str, Any]:
    """Turn a proposal into a JSON-ready record: its figure, confidence, source, evidence, reasons and candidates.

    `why` has the reasons as a short text (core/model/reason.py); `evidence` has the words of what was read by no rule
    that is known, as earlier versions stored it. Reasons and candidates are left out where there are none, so that
    records from before have their bytes. `candidates` says whether the candidates are written.
    """
    return to_record(proposal.figure) | proposal_parts(proposal, candidates=candidates)


def proposal_parts(proposal: Proposal, *, candidates: bool = True) -> dict[str, Any]:
    """Return what the record of a proposal has beside its figure."""
    reasons, at = proposal.reasons, proposal.figure.start
    is_written = isinstance(reasons, WrittenReasons) and reasons.at == at
    # each reason that is written has a rule
    given = {} if is_written else {topic: reasons[topic] for topic in TOPICS if topic in reasons}
    unknown = {topic: words for topic, words in given.items() if not any(reason.rule for reason in words)}
    evidence = {
        topic: [list(span) for reason in reasons for span in reason.words] for topic, reasons in unknown.items()
    }
    own: dict[str, Any] = {"confidence": proposal.confidence, "source": proposal.source, "evidence": evidence}
    if why := reasons.text if isinstance(reasons, WrittenReasons) and is_written else reasons_to_text(given, at):
        own["why"] = why
    if candidates and proposal.candidates:
        own["candidates"] = [[one.text, one.rule, *map(list, one.words)] for one in proposal.candidates]
    return own


def proposal_from_record(record: Mapping[str, Any], *, named: bool = False, figure: Figure | None = None) -> Proposal:
    """Return the proposal of a record; raise ValueError for a value out of vocabulary or bounds.

    The record is one from `proposal_to_record`. `named` accepts labels by name, as exported figures have them, instead
    of by id. `figure` is the record's figure where that was read already.
    """
    confidence = record["confidence"]
    if isinstance(confidence, bool) or not isinstance(confidence, int | float | Decimal) or not 0 <= confidence <= 1:
        raise ValueError(f"confidence: {confidence!r:.40}")
    return Proposal(
        figure=figure or from_record(record, named=named),
        confidence=float(confidence),
        source=phrase_from(record["source"], "source"),
        reasons=reasons_from(record),
        candidates=tuple(map(_candidate_from, record.get("candidates", ()))),
    )


def reasons_from(record: Mapping[str, Any]) -> Reasons:
    """Read the reasons of a proposal's record; raise ValueError where they are none of a figure.

    Evidence counts for what no rule is known of.
    """
    evidence, why = record.get("evidence", {}), record.get("why", "")
    if evidence and (strange := set(evidence) - set(TOPICS)):
        raise ValueError(f"evidence: {sorted(map(repr, strange))!r:.80}")
    if not isinstance(why, str):
        raise ValueError(f"why: {why!r:.40}")
    known = reasons_from_text(why, record["start"])
    if not evidence:
        return known
    words = {topic: (Reason("", tuple(map(span_from, spans))),) for topic, spans in evidence.items()}
    return {topic: known.get(topic) or words[topic] for topic in TOPICS if topic in known or topic in words}


def _candidate_from(record: object) -> Candidate:
    match record:
        case [str(text), str(rule), *words]:
            return Candidate(phrase_from(text, "candidates"), phrase_from(rule, "rule"), tuple(map(span_from, words)))
    raise ValueError(f"candidates: {record!r:.40}")
