"""How a decision is written as a row of a table, and the hash that ties each row to the row before it."""

import hashlib
import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from ..model.attributes import NAMES, phrase_from
from ..model.decision import (
    Decision,
    Step,
    decision_from_record,
    decision_to_record,
    learnt_from_record,
    learnt_to_record,
)
from ..model.label import label_from_record, label_to_record
from ..model.panel_act import MOST, panel_from_record, panel_to_record

HASHED = (
    "id",
    "step",
    "at",
    "annotator",
    "report",
    "verdict",
    "start",
    "end",
    "figure",
    "proposed",
    "undoes",
    "reason",
    "note",
    "flagged",
    "field",
    "value",
    "settles",
)
"""The columns of a decision, in the order they are hashed in; `seq` and `tick` stand before them."""

LATER = ("carried",)
"""Columns that came with a later version: hashed, by name, only where they say something.

So a row from before keeps its hash.
"""

COLUMNS = ("hand", "seq", "tick", *HASHED, *LATER, "hash")
"""All columns of a decision but its number and by which merge it came."""

SEALED = {
    "report": ("digest", "name", "length", "encoding", "notes", "about", "added_at"),
    "name": ("annotator", "tick", "name"),
    "label": ("version", "tick", "at", "annotator", "record"),
}
"""The tables whose rows carry a hash of their own, with the columns it is over; a report's text has its digest."""

UNREADABLE = (ArithmeticError, AttributeError, KeyError, IndexError, RecursionError, TypeError, ValueError)
"""What reading a row of whatever content may raise."""

NAMES_OF_FIGURES = frozenset({"start", "end", *NAMES})
"""What the record of a figure has."""

# far longer than any record that a program wrote
LONGEST_RECORD = 10_000_000


def _no_number(name: str) -> None:
    raise ValueError(name)


# made once, because `json` would make a new encoder and a new decoder at each call; what is written has no circles
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_loads = json.JSONDecoder(parse_constant=_no_number).decode


def to_row(decision: Decision) -> dict[str, Any]:
    """Return a decision as a row that is not yet linked to the row before it."""
    record = decision_to_record(decision)
    section = record.pop("section")
    if section is not None:
        record |= {"target": section["span"], "field": section["field"], "value": section["value"]}
    start, end = record.pop("target") or (None, None)
    packed = {name: record[name] and _json(record[name]) for name in ("figure", "proposed")}
    packed["settles"] = _json(record["settles"]) if record["settles"] else None
    packed |= record.pop("remark") or {"note": None, "flagged": None}
    if packed["flagged"] is not None:
        packed["flagged"] = int(packed["flagged"])
    return record | {"start": start, "end": end} | packed


def from_row(row: Mapping[str, Any]) -> Decision:
    """Return the decision of a row; raise ValueError for a word outside the vocabulary or for invalid JSON."""
    target = None if row["start"] is None else [row["start"], row["end"]]
    figure, proposed, is_alike = _figure_and_proposed(row["figure"], row["proposed"])
    unpacked = {"figure": figure, "proposed": proposed, "settles": unpack(row["settles"]) if row["settles"] else []}
    remark = None if row["note"] is None else {"note": row["note"], "flagged": _yes_or_no(row["flagged"])}
    record = {**row, "target": target, "remark": remark, "section": None, **unpacked}
    if row["verdict"] == "section":
        section = {"span": target, "field": row["field"], "value": row["value"]}
        record |= {"section": section, "target": None, "field": None, "value": None}
    return decision_from_record(record, is_alike=is_alike)


def _figure_and_proposed(figure: Any, proposed: Any) -> tuple[Any, Any, bool]:  # noqa: ANN401 (what columns hold)
    """Unpack both columns; tell whether what was proposed begins with the same figure, which is then read once."""
    if not (isinstance(figure, str) and isinstance(proposed, str) and proposed.startswith(figure[:-1] + ",")):
        return figure and unpack(figure), proposed and unpack(proposed), False
    first = unpack(figure)
    if isinstance(first, dict) and len(proposed) <= LONGEST_RECORD:
        rest = unpack("{" + proposed[len(figure) :])
        if rest.keys().isdisjoint(NAMES_OF_FIGURES):
            return first, first | rest, True
    return first, unpack(proposed), False


def unpack(packed: object) -> Any:  # noqa: ANN401 (whatever JSON says)
    """Return what a column holds as JSON; raise ValueError where it is invalid, too long, too deep or has NaN in it."""
    if not isinstance(packed, str) or len(packed) > LONGEST_RECORD:
        raise ValueError("no text, or too long a one")
    try:
        return _loads(packed)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _yes_or_no(number: object) -> bool:
    if type(number) is int and number in (0, 1):
        return bool(number)
    raise ValueError(f"{number!r:.40}")


def first_link(chain: str) -> str:
    """Return what stands in for the hash before the first row of a chain with this id."""
    return hashlib.sha256(chain.encode(errors="surrogatepass")).hexdigest()


_linked = itemgetter("seq", "tick", *HASHED)


def link(before: str, row: Mapping[str, Any]) -> str:
    """Return the hash of a row: sha256, in hexadecimal, over the hash before it and all columns of the row."""
    columns: list[object] = [*_linked(row)]
    if later := {name: row[name] for name in LATER if row[name] is not None}:
        columns.append(later)
    content = _json(columns)
    return hashlib.sha256(f"{before}\n{content}".encode(errors="surrogatepass")).hexdigest()


def seal(table: str, row: Mapping[str, Any]) -> str:
    """Return the hash of a row outside the log: sha256, in hexadecimal, over the table's name and the row's columns."""
    content = _json([table, *(row[name] for name in SEALED[table])])
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()


def sealed(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its hash added."""
    return {**row, "hash": seal(table, row)}


def to_label_row(decision: Decision) -> dict[str, Any]:
    """Return an act on no report as a row of the table `label`.

    It is a version of a label, a switch of something learnt, acts in the panel, or the undo of one of these.
    """
    if decision.panel:
        record = {"panel": panel_to_record(decision.panel), "settles": _settles_from([*decision.settles])}
    elif decision.learnt is not None:
        record = learnt_to_record(decision.learnt)
        learnt_from_record(record)
    elif decision.label is None:
        record = {"undoes": decision.undoes}
    else:
        record = label_to_record(decision.label) | {"was": decision.was and label_to_record(decision.was)}
    columns: dict[str, Any] = {"version": decision.step, "at": decision.at, "annotator": decision.annotator}
    return columns | {"record": json.dumps(record, ensure_ascii=False)}


def from_label_row(row: Mapping[str, Any]) -> Decision:
    """Return the decision of a row of the table `label`; raise what UNREADABLE has where the row cannot be one."""
    step = Step(row["version"], row["at"], row["annotator"], "")
    record = unpack(row["record"])
    if "undoes" in record:
        return step.undo(phrase_from(record["undoes"], "undoes"))
    if "learnt" in record:
        learnt = learnt_from_record(record)
        return step.learnt(learnt.kind, learnt.words, learnt.is_on)
    if "panel" in record:
        return step.panel(panel_from_record(record["panel"]), _settles_from(record["settles"]))
    was = record.get("was")
    return step.label(label_from_record(record), was and label_from_record(was))


def _settles_from(ids: object) -> list[str]:
    if not isinstance(ids, list) or len(ids) > MOST:
        raise ValueError("settles")
    return [phrase_from(one, "settles") for one in ids]
