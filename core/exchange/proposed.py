"""The proposals of another program: lines of JSON, each held against the report it speaks of and the vocabulary."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.errors import ExchangeError
from core.extraction.entry import is_period
from core.figure import BOUNDS, KINDS, STATUSES, Figure, Proposal, Value
from core.report import Report

OWN_SOURCE = "detector"
# a value beyond these digits is no figure of a report, and would take memory to write in full
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of a store: the digest of each name (several where names meet), and how a text is fetched."""

    digests: Mapping[str, tuple[str, ...]]
    fetch: Callable[[str], Report]
    labels: Mapping[str, str] = field(default_factory=dict)
    """The labels of one's own, id by name."""


def read_proposals(
    lines: Iterable[str], source: str, shelf: Shelf
) -> tuple[dict[str, list[Proposal]], list[tuple[int, ExchangeError]]]:
    """Read proposals, by the digest of their report; and of each line refused its number and why.

    A line has `start` and `end` (code points), the `text` there, `kind`, `value` and `unit`; `report` (a name) or
    `digest` where there are several reports; `indicator`, `bound` (eq), `status` (actual), `period` and `confidence`
    (1) may be left out. Empty lines are passed over. Raise ExchangeError where the source's name cannot be used.
    """
    if not source.strip() or source.strip() == OWN_SOURCE:
        raise ExchangeError("The source needs a name other than {name}. Give it by --source.", name=OWN_SOURCE)
    reports: dict[str, Report] = {}
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    refused = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = _fields(line)
            digest = _digest(fields, shelf)
            if digest not in reports:
                reports[digest] = shelf.fetch(digest)
            proposal = _proposal(fields, source.strip(), reports[digest], shelf.labels)
        except ExchangeError as error:
            refused.append((number, error))
        else:
            found[digest].append(proposal)
    return dict(found), refused


def _fields(line: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(line, parse_float=Decimal, parse_constant=_no_number)
    except (ArithmeticError, RecursionError, ValueError) as error:
        raise ExchangeError("This is no JSON object.") from error
    if not isinstance(fields, dict):
        raise ExchangeError("This is no JSON object.")
    return fields


def _no_number(name: str) -> Decimal:
    raise ValueError(name)


def _digest(fields: Mapping[str, Any], shelf: Shelf) -> str:
    """Find the report a line speaks of: by its digest, by its name, or the only one there is."""
    all_digests = [digest for digests in shelf.digests.values() for digest in digests]
    if "digest" in fields:
        if fields["digest"] in all_digests:
            return str(fields["digest"])
        raise ExchangeError("There is no report with the digest {digest}.", digest=fields["digest"])
    if "report" not in fields:
        if len(set(all_digests)) == 1:
            return all_digests[0]
        raise ExchangeError("It does not say which report it is about (report or digest).")
    named = shelf.digests.get(str(fields["report"]), ())
    if len(named) > 1:
        raise ExchangeError("Several reports are named {name}; name its digest.", name=fields["report"])
    if not named:
        raise ExchangeError("There is no report named {name}.", name=fields["report"])
    return named[0]


def _proposal(fields: Mapping[str, Any], source: str, report: Report, labels: Mapping[str, str]) -> Proposal:
    for name in ("start", "end", "text", "kind", "value", "unit"):
        if name not in fields:
            raise ExchangeError("It has no {field}.", field=name)
    start, end = fields["start"], fields["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(report.text):
        raise ExchangeError("{start} to {end} is no span of the report.", start=start, end=end)
    if fields["text"] != report.text[start:end]:
        raise ExchangeError(
            "The report has other words from {start} to {end}: {words}",
            start=start,
            end=end,
            words=report.text[start:end][:40],
        )
    figure = Figure(
        start=start,
        end=end,
        kind=_kind(fields["kind"], labels),
        value=_value(fields["value"], fields["kind"] not in KINDS),
        unit=_text(fields, "unit", ""),
        bound=_word(fields, "bound", BOUNDS),
        indicator=_text(fields, "indicator", ""),
        status=_word(fields, "status", STATUSES),
        period=_period(fields.get("period")),
    )
    return Proposal(figure, _confidence(fields.get("confidence", 1)), source)


def _kind(kind: object, labels: Mapping[str, str]) -> str:
    if kind in KINDS:
        return str(kind)
    if isinstance(kind, str) and kind in labels:
        return labels[kind]
    raise ExchangeError(
        "{field} cannot be {word}; it is one of: {words}.", field="kind", word=kind, words=", ".join((*KINDS, *labels))
    )


def _word(fields: Mapping[str, Any], name: str, words: tuple[Any, ...]) -> Any:  # noqa: ANN401 (a word of the tuple)
    """Return a word of a vocabulary, its first where none is given."""
    if (word := fields.get(name, words[0])) in words:
        return word
    raise ExchangeError(
        "{field} cannot be {word}; it is one of: {words}.", field=name, word=fields[name], words=", ".join(words)
    )


def _text(fields: Mapping[str, Any], name: str, default: str) -> str:
    text = fields.get(name, default)
    if not isinstance(text, str):
        raise ExchangeError("{field} is no text.", field=name)
    return text


def _value(value: object, may_be_none: bool) -> Value:
    if isinstance(value, list) and len(value) != 1:
        parts = tuple(_number(part) for part in value)
        if parts or may_be_none:
            return parts
    elif value is None and may_be_none:
        return ()
    return _number(value[0] if isinstance(value, list) and value else value)


def _number(value: object) -> Decimal:
    """Read a number given as such or as the text of one."""
    if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except ArithmeticError:
            number = Decimal("NaN")
        if number.is_finite() and len(number.as_tuple().digits) <= _MOST_DIGITS >= abs(number.adjusted()):
            return number
    raise ExchangeError("{value} is no number.", value=str(value)[:40])


def _period(period: object) -> str | None:
    if period is None or (isinstance(period, str) and is_period(period)):
        return period
    raise ExchangeError("{period} is no period. Write 2025, 2021/2025 or 2025-01/2025-09.", period=period)


def _confidence(confidence: object) -> float:
    if isinstance(confidence, (int, Decimal)) and not isinstance(confidence, bool) and 0 <= confidence <= 1:
        return float(confidence)
    raise ExchangeError("The confidence {confidence} is no number from 0 to 1.", confidence=confidence)
