"""JSON lines: one record in each line, with exact numbers; they can be read back as they were."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import Any, TextIO

from ..model.attributes import FIRST, LATER, Value, bounded
from ..model.decision import REASONS, STATES, VERDICTS
from ..model.errors import ExchangeError
from ..model.figure import (
    Proposal,
    exact_number,
    from_record,
    is_label,
    proposal_from_record,
    proposal_parts,
    reasons_from,
    unread,
)
from ..model.validation import attributes_from, confidence_of, text_of
from ..model.vocabulary import field_named, word_named
from .columns import FROM_TEXT, added_cells
from .format import Format, Writing
from .incoming_label import IncomingLabel, LabelledText, Read, label_of, offset
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

# made once, because `json.dumps` would make a new encoder at each call
_plain = json.JSONEncoder(ensure_ascii=False).encode
_REPORT = ("report", "digest")
_BEFORE_VALUE = (*_REPORT, "start", "end", "text", "kind")
_DECISION = ("state", "verdict", "annotator", "at", "reason", "note", "flagged", "corrected")
_OWN = ("settled", "region", "year", "sentence", "before", "after")
_BEHIND_VALUE = tuple(one.name for one in FIRST if one.sort not in ("class", "number"))
_LATER = tuple(one.name for one in LATER)
_report, _decision, _own, _behind_value, _later = (
    attrgetter(*names) for names in (_REPORT, _DECISION, _OWN, _BEHIND_VALUE, _LATER)
)


def write_jsonl(rows: Iterable[Record], file: TextIO) -> None:
    """Write records as JSON objects, one in each line; values are JSON numbers, or lists of them, with every digit."""
    for row in rows:
        file.write(_line(row))


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


def _line(row: Record) -> str:
    """Return a record as a line of JSON.

    The json module refuses a Decimal, and numbers shall have every digit: it writes what stands between two of them.
    """
    figure, proposed = row.figure, row.proposed
    before_value = (*_report(row), figure.start, figure.end, row.text, figure.kind)
    behind_value = (*_behind_value(figure), *_decision(row))
    said = _with_value(
        _named(_BEFORE_VALUE, before_value), figure.value, _named((*_BEHIND_VALUE, *_DECISION), behind_value)
    )
    own = _plain(_named((*_OWN, *_LATER, "carried"), (*_own(row), *_later(figure), row.carried)))
    added = added_cells(row)
    low, high = (_number(added.pop(name)) for name in ("value_low", "value_high"))
    return (
        f'{said}, "proposed": {"null" if proposed is None else _proposed_object(proposed)}, {own[1:-1]}'
        f', "value_low": {low}, "value_high": {high}, {_plain(added)[1:]}\n'
    )


def _proposed_object(proposal: Proposal) -> str:
    """Write a proposal, with the words that decided each attribute where its record has them in short."""
    figure = proposal.figure
    place = {"start": figure.start, "end": figure.end, "kind": figure.kind}
    later = _named(_LATER, _later(figure))
    # one that says something stands where stored records have it
    telling = {one.name: later[one.name] for one in LATER if later[one.name] != one.default}
    others = _named(_BEHIND_VALUE, _behind_value(figure))
    own = others | telling | proposal_parts(proposal) | {"evidence": proposal.evidence} | later
    return _with_value(place, figure.value, own) + "}"


def _with_value(before: Mapping[str, object], value: Value, behind: Mapping[str, object]) -> str:
    """Write an object with a value that keeps every digit between other fields; its last brace is left out."""
    numbers = value if isinstance(value, tuple) else (value,)
    written = ", ".join([exact_number(bounded(one)) for one in numbers])
    whole = f"[{written}]" if isinstance(value, tuple) else written
    return f'{_plain(before)[:-1]}, "value": {whole}, {_plain(behind)[1:-1]}'


def _number(cell: object) -> str:
    return exact_number(cell) if isinstance(cell, Decimal) else "null"


def _named(names: Sequence[str], values: Iterable[object]) -> dict[str, object]:
    return dict(zip(names, values, strict=True))


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
        **{name: fields[name] for name in (*_OWN, "carried", *FROM_TEXT) if name in fields},
    )


def _write(file: TextIO) -> Writing:
    while (part := (yield)) is not None:
        write_jsonl(part.rows, file)
    return []


def _read(where: str, line: Mapping[str, Any]) -> Read:
    line = named_in_english(line)
    return [labelled(where, line) if line.keys() >= _WHOLE else found_figure(where, line)], []


_WHOLE = {"state", "digest", "verdict", "proposed", "report"}
_PLACE = {"start", "end", "kind"}


def named_in_english(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a line whose fields, and words of closed vocabularies, are named as this program writes them."""
    english = {field_named(str(name)): given for name, given in line.items()}
    return {name: word_named(str(name), given) for name, given in english.items()}


def is_figure(line: Mapping[str, Any]) -> bool:
    """Tell whether a line is a figure by its place in a report, without the report's text."""
    names = {field_named(str(name)) for name in line}
    return names >= _PLACE or {"state", "digest", "kind"} <= names


def found_figure(where: str, line: Mapping[str, Any]) -> LabelledText:
    """Read a figure as the verb find prints it, or as a table has it: its place, its words and what it says.

    Raise ExchangeError where it is none. What it says about the figure is checked when the label has its place.
    """
    try:
        texts = {name: line.get(name) or "" for name in ("text", "report", "digest", "annotator", "before", "after")}
        state, reason = line.get("state") or "confirmed", line.get("reason") or None
        sure = line.get("confidence")
        if not all(isinstance(text, str) for text in texts.values()) or state not in STATES:
            raise ValueError("text")
        if reason not in (*REASONS, None) or not isinstance(line.get("flagged", False), bool):
            raise ValueError("reason")
        given: dict[str, object] = {
            one.name: line[one.name] for one in (*FIRST, *LATER) if one.sort != "class" and one.name in line
        }
        mark = IncomingLabel(
            where,
            offset(line["start"]),
            offset(line["end"]),
            label_of(line["kind"]),
            texts["text"],
            texts["before"],
            texts["after"],
            given,
            state,
            1.0 if sure is None else confidence_of(sure),
            reason,
            text_of("note", line.get("note") or ""),
            line.get("flagged", False),
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ExchangeError("This is not an exported figure.") from error
    return LabelledText(where, None, (mark,), texts["report"], texts["digest"], texts["annotator"])


FORMAT = Format(
    name="jsonl",
    ending=".jsonl",
    title=QT_TRANSLATE_NOOP("formats", "JSONL: complete records, one per line"),
    write=_write,
    reads="line",
    read=_read,
    knows=is_figure,
)
