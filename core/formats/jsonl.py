"""JSON lines: one record in each line, with exact numbers; they can be read back as they were."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TextIO

from ..model.attributes import FIRST, LATER
from ..model.decision import REASONS, STATES, VERDICTS
from ..model.errors import ExchangeError
from ..model.figure import (
    Figure,
    Proposal,
    exact_number,
    from_record,
    is_label,
    proposal_from_record,
    proposal_to_record,
    reasons_from,
    to_record,
    unread,
)
from ..model.report import Note
from ..model.validation import attributes_from, confidence_of, text_of
from .exported import Exported
from .format import QT_TRANSLATE_NOOP, Format
from .incoming_label import IncomingLabel, LabelledText, Read, label_of, offset
from .record import Record

# made once, because `json.dumps` would make a new encoder at each call
_plain = json.JSONEncoder(ensure_ascii=False).encode
_OWN = ("settled", "region", "year", "sentence", "before", "after")
_FIGURE_FIRST = ("start", "end", "text", *(one.name for one in FIRST))


def write_jsonl(rows: Iterable[Record], file: TextIO) -> None:
    """Write records as JSON objects, one in each line; values are JSON numbers, or lists of them, with every digit."""
    for row in rows:
        file.write(_json(_to_object(row)) + "\n")


def read_jsonl(file: Iterable[str]) -> list[Record]:
    """Read records back; raise ExchangeError that names the first line which is none."""
    rows = []
    for number, line in enumerate(file, 1):
        try:
            rows.append(_from_object(json.loads(line, parse_float=Decimal)))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise ExchangeError("Line {line} is not an exported figure. Check the file.", line=number) from error
    return rows


def labelled(where: str, line: Mapping[str, Any]) -> LabelledText:
    """Read a record as an incoming label; raise ExchangeError where it is none.

    What it says about its figure is checked when the label has its place.
    """
    try:
        return _labelled(where, line)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ExchangeError("This is not an exported figure.") from error


def _labelled(where: str, line: Mapping[str, Any]) -> LabelledText:
    _check_words(line)
    texts = [line[name] for name in ("report", "digest", "text")]
    texts += [line["annotator"] or "", line.get("before", ""), line.get("after", "")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(line["flagged"], bool):
        raise ValueError("text")
    report, digest, text, annotator, before, after = texts
    given = line["proposed"]
    proposed = _proposed(given) if given else None
    mark = IncomingLabel(
        where,
        offset(line["start"]),
        offset(line["end"]),
        label_of(line["kind"]),
        text,
        before,
        after,
        _attributes(line),
        line["state"],
        proposed.confidence if proposed else 1.0,
        line["reason"],
        text_of("note", line["note"]),
        line["flagged"],
        proposed,
    )
    return LabelledText(where, None, (mark,), report, digest, annotator)


def _proposed(record: Mapping[str, Any]) -> Proposal:
    """Read what was decided on; its parts need not agree, since what an older program proposed may be decided here."""
    kind = label_of(record["kind"])
    figure = replace(
        unread(offset(record["start"]), offset(record["end"]), kind), **attributes_from(_attributes(record))
    )
    if figure.value == () and not is_label(kind):
        raise ValueError("value: none")
    return Proposal(figure, confidence_of(record["confidence"]), str(record["source"]), reasons_from(record))


def _attributes(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line says of a figure beside its kind; only attributes that came later may be missing."""
    first = {one.name: line[one.name] for one in FIRST if one.sort != "class"}
    return first | {one.name: line[one.name] for one in LATER if one.name in line}


def _check_words(line: Mapping[str, Any]) -> None:
    """Raise ValueError where a word is not in its vocabulary."""
    if line["state"] not in STATES or line["verdict"] not in (*VERDICTS, None):
        raise ValueError(f"{line['state']!r}, {line['verdict']!r}")
    if line["reason"] not in (*REASONS, None):
        raise ValueError(f"{line['reason']!r}")


def _to_object(row: Record) -> dict[str, Any]:
    figure = _figure(row.figure) | {"text": row.text}
    proposed = row.proposed and _proposed_object(row.proposed)
    return (
        {"report": row.report, "digest": row.digest}
        | {name: figure[name] for name in _FIGURE_FIRST}
        | {"state": row.state, "verdict": row.verdict, "annotator": row.annotator, "at": row.at}
        | {"reason": row.reason, "note": row.note, "flagged": row.flagged}
        | {"corrected": row.corrected, "proposed": proposed}
        | {name: getattr(row, name) for name in _OWN}
        | {one.name: figure[one.name] for one in LATER}
        | {"carried": row.carried}
    )


def _proposed_object(proposal: Proposal) -> dict[str, Any]:
    """Write a proposal, with the words that decided each attribute where its record has them in short."""
    return proposal_to_record(proposal) | {"evidence": proposal.evidence} | _figure(proposal.figure)


def _figure(figure: Figure) -> dict[str, Any]:
    """Return everything that a figure says, with numbers as they are."""
    value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    return to_record(figure, whole=True) | {"value": value}


def _json(value: object) -> str:
    """Write JSON as the json module does, and a Decimal, which that module refuses, digit for digit."""
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, dict) and "value" in value:
        return "{" + ", ".join([f"{_plain(name)}: {_json(part)}" for name, part in value.items()]) + "}"
    return _plain(value)


def _from_object(fields: Mapping[str, Any]) -> Record:
    _check_words(fields)
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
        **{name: fields[name] for name in (*_OWN, "carried") if name in fields},
    )


def _write(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    write_jsonl((row for part in parts for row in part.rows), file)
    return []


def _read(where: str, line: Mapping[str, Any]) -> Read:
    return [labelled(where, line)], []


FORMAT = Format(
    name="jsonl",
    ending=".jsonl",
    title=QT_TRANSLATE_NOOP("formats", "JSONL: complete records, one per line"),
    write=_write,
    reads="line",
    read=_read,
    knows=lambda line: {"state", "digest", "kind"} <= line.keys(),
)
