"""The figure and its vocabulary: the one record extraction proposes and annotation decides on (FIGURES.md §3, §4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["level", "ratio", "growth", "change", "rank", "multiple", "composition"]
Bound = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Status = Literal["actual", "target"]
Attribute = Literal["kind", "value", "unit", "bound", "indicator", "status", "period"]

KINDS: tuple[Kind, ...] = get_args(Kind)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
STATUSES: tuple[Status, ...] = get_args(Status)
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)

# () is none: only a label of one's own goes without a number
Value = Decimal | tuple[Decimal, ...]

_LABEL_ID = re.compile("[0-9a-f]{32}")

MOST_DIGITS = 28
"""How many digits a number may have, written out in full, those before and after the point together.

No report's quantity needs more, and so many are what decimal arithmetic holds by default: no sign changes the last of
them. A numeral of more digits is left unread wherever it is read: in a report, in the form, in a file.
"""

WIDE = Context(prec=8 * MOST_DIGITS, Emin=-(10**6), Emax=10**6)
"""In what a number of those digits is multiplied and divided, so that nothing is lost before it is counted again."""

# no report has a number, a place or a phrase near these; a record that says more would take memory and time to read.
# A store may hold numbers from before they were bounded where they are read.
MOST_STORED = 1_000
FURTHEST_PLACE = 2**31
LONGEST_PHRASE = 1_000_000


class Span(NamedTuple):
    """A stretch of a report's text: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeral expression that states a quantity about the world (FIGURES.md §1), or words under a label.

    `kind` is one of KINDS, or a label an analyst made: its id, or its name in what leaves the store.
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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure somebody has yet to decide on, with how sure its source is (0 to 1).

    `evidence` names, for an attribute, the spans of the words that decided it.
    """

    figure: Figure
    confidence: float
    source: str = "detector"
    evidence: Mapping[Attribute, tuple[Span, ...]] = field(default_factory=dict, compare=False)


def is_bounded(number: Decimal) -> bool:
    """Tell whether a number is one, and has no more digits than it may, written out in full."""
    if not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and max(number.adjusted() + 1, 1) + max(-exponent, 0) <= MOST_DIGITS


def plain_number(value: Decimal) -> int | float:
    """Turn a decimal into the JSON number that prints as it is written."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain_value(value: Value) -> int | float | list[int | float]:
    """Turn a value into a JSON number, or a list of them for a range or a composition."""
    return [plain_number(part) for part in value] if isinstance(value, tuple) else plain_number(value)


def exact_number(value: Decimal) -> str:
    """Write a decimal as text that loses no digit, without exponent or idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_value(value: Value) -> str | list[str]:
    """Write a value as text that loses no digit, or a list of such texts."""
    return [exact_number(part) for part in value] if isinstance(value, tuple) else exact_number(value)


def bounded(number: Decimal) -> Decimal:
    """Return a number as it is; raise ValueError where it is none, or has more digits than can be written out."""
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_STORED or abs(number.adjusted()) > MOST_STORED:
        raise ValueError("value: no number of at most 1,000 digits")
    return number


def to_record(figure: Figure) -> dict[str, Any]:
    """Turn a figure into a JSON-ready record with exact values, as the store keeps it.

    Raise ValueError where a value cannot be written out.
    """
    for part in figure.value if isinstance(figure.value, tuple) else (figure.value,):
        bounded(part)
    record: dict[str, Any] = {"start": figure.start, "end": figure.end, "kind": figure.kind}
    record["value"] = exact_value(figure.value)
    return record | {name: getattr(figure, name) for name in ("unit", "bound", "indicator", "status", "period")}


def is_label(kind: str) -> bool:
    """Tell whether a figure's kind is none of the seven but a label of one's own."""
    return kind not in KINDS


def from_record(record: Mapping[str, Any], *, named: bool = False) -> Figure:
    """Read a figure back from `to_record`; raise ValueError on a word outside the vocabulary or the bounds.

    `named` takes labels by name, as exported figures have them, instead of by id.
    """
    kind, value = record["kind"], record["value"]
    if kind not in KINDS and not (isinstance(kind, str) and (kind.strip() if named else _LABEL_ID.fullmatch(kind))):
        raise ValueError(f"kind: {kind!r:.40}")
    if kind in KINDS and value == []:
        raise ValueError("value: none")
    for name, words in (("bound", BOUNDS), ("status", STATUSES)):
        if record[name] not in words:
            raise ValueError(f"{name}: {record[name]!r:.40}")
    start, end = span_from((record["start"], record["end"]))
    if start == end:
        raise ValueError("end")
    return Figure(
        start=start,
        end=end,
        kind=kind,
        value=tuple(map(_number_from, value)) if isinstance(value, list) else _number_from(value),
        unit=phrase_from(record["unit"], "unit"),
        bound=record["bound"],
        indicator=phrase_from(record["indicator"], "indicator"),
        status=record["status"],
        period=None if record["period"] is None else phrase_from(record["period"], "period"),
    )


def phrase_from(said: object, name: str) -> str:
    """Return what a record says under a name, which must be a text of bounded length; raise ValueError otherwise."""
    if isinstance(said, str) and len(said) <= LONGEST_PHRASE:
        return said
    raise ValueError(name)


def _number_from(said: object) -> Decimal:
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal):
        raise ValueError(f"value: {said!r:.40}")
    # a text of a million digits is looked at no closer; a sign, a point and an exponent have room
    if isinstance(said, str) and len(said) > 2 * MOST_STORED:
        raise ValueError("value: too long")
    try:
        return bounded(Decimal(said))
    except ArithmeticError as error:
        raise ValueError(f"value: {said!r:.40}") from error


def span_from(said: object) -> Span:
    """Read a span; raise ValueError where it is none: its end before its start, or no places of a text at all."""
    match said:
        case [int(start), int(end)] if not {type(start), type(end)} - {int} and 0 <= start <= end <= FURTHEST_PLACE:
            return Span(start, end)
    raise ValueError(f"span: {said!r:.40}")


def proposal_to_record(proposal: Proposal) -> dict[str, Any]:
    """Turn a proposal into a JSON-ready record: its figure's, with confidence, source and evidence."""
    evidence = {name: [list(span) for span in spans] for name, spans in proposal.evidence.items()}
    own = {"confidence": proposal.confidence, "source": proposal.source, "evidence": evidence}
    return to_record(proposal.figure) | own


def proposal_from_record(record: Mapping[str, Any], *, named: bool = False) -> Proposal:
    """Read a proposal back from `proposal_to_record`; raise ValueError on a word outside the vocabulary or the bounds.

    `named` takes labels by name, as exported figures have them, instead of by id.
    """
    evidence, confidence = record.get("evidence", {}), record["confidence"]
    if strange := set(evidence) - set(ATTRIBUTES):
        raise ValueError(f"evidence: {sorted(map(repr, strange))!r:.80}")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float | Decimal) or not 0 <= confidence <= 1:
        raise ValueError(f"confidence: {confidence!r:.40}")
    return Proposal(
        figure=from_record(record, named=named),
        confidence=float(confidence),
        source=phrase_from(record["source"], "source"),
        evidence={name: tuple(map(span_from, spans)) for name, spans in evidence.items()},
    )
