"""JSON lines: one record in each line, with exact numbers; they can be read back as they were."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from json.encoder import encode_basestring as quoted
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
from .columns import ADDED, FROM_TEXT, added
from .format import Format, Writing
from .incoming_label import IncomingLabel, LabelledText, Read, label_of, offset
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

# made once, because `json.dumps` would make a new encoder at each call; what is written has no circles
_plain = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_REPORT, _PLACE = ("report", "digest"), ("start", "end")
_BEFORE_VALUE = (*_REPORT, *_PLACE, "text", "kind")
_DECISION = ("state", "verdict", "annotator", "at", "reason", "note", "flagged", "corrected")
_OWN = ("settled", "region", "year", "sentence", "before", "after")
_BEHIND_VALUE = tuple(one.name for one in FIRST if one.sort not in ("class", "number"))
_LATER = tuple(one.name for one in LATER)
_behind_value, _later = attrgetter(*_BEHIND_VALUE), attrgetter(*_LATER)


def _members(names: Iterable[str]) -> str:
    """Return members of an object with a place for each value."""
    return ", ".join([f"{quoted(name)}: %s" for name in names])


def _of_figure(names: Iterable[str]) -> list[str]:
    return [f"figure.{name}" for name in names]


# What stands before the value in a line, between it and the proposal, and between that and the added columns; and, for
# a proposal, what stands before its value. Where a member is found is looked up once, not at each record.
_before_value = attrgetter(*_REPORT, *_of_figure(_PLACE), "text", "figure.kind")
_after_value = attrgetter(*_of_figure(_BEHIND_VALUE), *_DECISION)
_after_proposed = attrgetter(*_OWN, *_of_figure(_LATER), "carried")
_LINE = "".join(
    (
        f"{{{_members((*_BEFORE_VALUE, 'value', *_BEHIND_VALUE, *_DECISION, 'proposed'))}",
        f", {_members((*_OWN, *_LATER, 'carried', *ADDED))}}}\n",
    )
)
_PROPOSED = f"{{{_members((*_PLACE, 'kind', 'value'))}, %s"


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
    proposed, value = row.proposed, _value(row.figure.value)
    return _LINE % (
        *map(_atom, _before_value(row)),
        value,
        *map(_atom, _after_value(row)),
        "null" if proposed is None else _proposed_object(proposed, value if proposed.figure is row.figure else None),
        *map(_atom, _after_proposed(row)),
        *map(_atom, added(row)),
    )


def _proposed_object(proposal: Proposal, value: str | None) -> str:
    """Write a proposal, with the words that decided each attribute where its record has them in short.

    `value` is its figure's value as it is written, where that is known.
    """
    figure = proposal.figure
    place = (figure.start, figure.end, _atom(figure.kind), _value(figure.value) if value is None else value)
    later = _named(_LATER, _later(figure))
    # one that says something stands where stored records have it
    telling = {one.name: later[one.name] for one in LATER if later[one.name] != one.default}
    others = _named(_BEHIND_VALUE, _behind_value(figure))
    own = others | telling | proposal_parts(proposal) | {"evidence": proposal.evidence} | later
    return _PROPOSED % (*place, _plain(own)[1:])


def _value(value: Value) -> str:
    """Write a value with every digit, as a number or as a list of them."""
    if isinstance(value, tuple):
        return f"[{', '.join([exact_number(bounded(one)) for one in value])}]"
    return exact_number(bounded(value))


def _atom(value: object) -> str:
    """Write a text, a number, yes, no or nothing, as the json module does; of a Decimal every digit."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return exact_number(value) if isinstance(value, Decimal) else str(value)


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
_PLACED = {*_PLACE, "kind"}


def named_in_english(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a line whose fields, and words of closed vocabularies, are named as this program writes them."""
    english = {field_named(str(name)): given for name, given in line.items()}
    return {name: word_named(str(name), given) for name, given in english.items()}


def is_figure(line: Mapping[str, Any]) -> bool:
    """Tell whether a line is a figure by its place in a report, without the report's text."""
    names = {field_named(str(name)) for name in line}
    return names >= _PLACED or {"state", "digest", "kind"} <= names


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
