"""JSON lines: one record a line, numbers exact, read back as they were."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TextIO

from core.annotation.decision import REASONS, VERDICTS
from core.annotation.review import STATES
from core.errors import ExchangeError
from core.exchange.incoming import Labelled, Mark
from core.exchange.record import Record
from core.figure import Figure, Proposal, exact_number, from_record, proposal_from_record, proposal_to_record, to_record

# made once: `json.dumps` would make one at each call
_plain = json.JSONEncoder(ensure_ascii=False).encode
_OWN = ("settled", "region", "year", "sentence", "before", "after")
_FIGURE_FIRST = ("start", "end", "text", "kind", "value", "unit", "bound", "indicator", "status", "period")


def write_jsonl(rows: Iterable[Record], file: TextIO) -> None:
    """Write records as JSON objects, one a line; values are JSON numbers, or lists of them, that lose no digit."""
    for row in rows:
        file.write(_json(_to_object(row)) + "\n")


def read_jsonl(file: Iterable[str]) -> list[Record]:
    """Read records back; raise ExchangeError naming the first line that is none."""
    rows = []
    for number, line in enumerate(file, 1):
        try:
            rows.append(_from_object(json.loads(line, parse_float=Decimal)))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise ExchangeError("Line {line} is no exported figure. Check the file.", line=number) from error
    return rows


def labelled(where: str, line: Mapping[str, Any]) -> Labelled:
    """Read a record as a label that comes in; raise ExchangeError where it is none."""
    try:
        row = _from_object(line)
        _check(row)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ExchangeError("This is no exported figure.") from error
    told = to_record(row.figure)
    mark = Mark(
        where,
        row.figure.start,
        row.figure.end,
        row.figure.kind,
        row.text,
        row.before,
        row.after,
        {name: told[name] for name in ("value", "unit", "bound", "indicator", "status", "period")},
        row.state,
        row.proposed.confidence if row.proposed else 1.0,
        row.reason,
        row.note,
        row.flagged,
        row.proposed,
    )
    return Labelled(where, None, (mark,), row.report, row.digest, row.annotator or "")


def _check(row: Record) -> None:
    """Raise ValueError where a field is of another type than we write."""
    texts = (row.report, row.digest, row.text, row.note, row.before, row.after, row.annotator or "")
    if not all(isinstance(text, str) for text in texts) or not isinstance(row.flagged, bool):
        raise ValueError("text")


def _to_object(row: Record) -> dict[str, Any]:
    figure = to_record(row.figure) | {"text": row.text, "value": _numbers(row.figure)}
    proposed = row.proposed and proposal_to_record(row.proposed) | {"value": _numbers(row.proposed.figure)}
    return (
        {"report": row.report, "digest": row.digest}
        | {name: figure[name] for name in _FIGURE_FIRST}
        | {"state": row.state, "verdict": row.verdict, "annotator": row.annotator, "at": row.at}
        | {"reason": row.reason, "note": row.note, "flagged": row.flagged}
        | {"corrected": row.corrected, "proposed": proposed}
        | {name: getattr(row, name) for name in _OWN}
    )


def _numbers(figure: Figure) -> Decimal | list[Decimal]:
    return list(figure.value) if isinstance(figure.value, tuple) else figure.value


def _json(value: object) -> str:
    """Write JSON as the json module does, and a Decimal, which it refuses, digit for digit."""
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, dict) and "value" in value:
        return "{" + ", ".join([f"{_plain(name)}: {_json(part)}" for name, part in value.items()]) + "}"
    return _plain(value)


def _from_object(fields: Mapping[str, Any]) -> Record:
    if fields["state"] not in STATES or fields["verdict"] not in (*VERDICTS, None):
        raise ValueError(f"{fields['state']!r}, {fields['verdict']!r}")
    if fields["reason"] not in (*REASONS, None):
        raise ValueError(f"{fields['reason']!r}")
    proposed: Proposal | None = fields["proposed"] and proposal_from_record(fields["proposed"], named=True)
    return Record(
        report=fields["report"],
        digest=fields["digest"],
        text=fields["text"],
        figure=from_record(fields, named=True),
        state=fields["state"],
        verdict=fields["verdict"],
        annotator=fields["annotator"],
        at=fields["at"],
        corrected=fields["corrected"],
        proposed=proposed,
        reason=fields["reason"],
        note=fields["note"],
        flagged=fields["flagged"],
        **{name: fields[name] for name in _OWN if name in fields},
    )
