"""Checks one row of a file, its types, bounds and hash, before anything in it is believed.

A damaged or forged file may hold anything in any column, whatever its schema says. `flaw` is called by everything that
reads rows: the store itself, the check of a store, merging and repairing.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..model.attributes import LONGEST_PHRASE
from ..model.decision import Decision, is_time
from ..model.figure import FURTHEST_PLACE, Proposal, Span, proposal_from_record
from ..model.reason import WrittenReasons
from ..model.report import About, Note
from .log_row import SEALED, UNREADABLE, from_label_row, from_row, seal, unpack

StoredRow = Mapping[str, Any]

LAST_TICK = 2**62
"""The greatest tick a row may have. It leaves room for more rows than anyone will ever write."""

LONGEST_LEAP = 2**32
"""How far a tick may be ahead of all ticks seen so far.

The ticks of an honest store leap only over rows that are lost, which are fewer.
"""

_HIGHEST_ROW = 2**53
_LONGEST_ID, _LONGEST_TEXT = 200, 100_000_000
_DIGEST = re.compile("[0-9a-f]{64}")
# the target of an added figure that overlaps others may end after the figure's own words, and after the text
_BEYOND = 10_000


def _text(least: int = 0, most: int = LONGEST_PHRASE) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and least <= len(value) <= most


def _number(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _or_none(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or test(value)


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_anything(_value: object) -> bool:
    return True


_ID, _HEX, _ROW = _text(1, _LONGEST_ID), _text(32, 32), _number(1, _HIGHEST_ROW)
_TICK, _CAME = _number(0, LAST_TICK), _or_none(_number(1, _HIGHEST_ROW))
_RECORD, _TIME, _PLACE = _is_anything, is_time, _or_none(_number(0, FURTHEST_PLACE))

_COLUMNS: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "store": {"id": _HEX, "is_open": _number(0, 1)},
    "report": {
        "digest": _is_digest,
        "name": _text(),
        "length": _number(0, _LONGEST_TEXT),
        "encoding": _text(),
        "notes": _RECORD,
        "about": _RECORD,
        "added_at": _TIME,
        "came": _CAME,
    },
    "annotator": {"id": _ID, "came": _CAME},
    "name": {"annotator": _ID, "tick": _TICK, "name": _text(1), "came": _CAME},
    "hand": {
        "row": _ROW,
        "id": _HEX,
        "annotator": _ID,
        "store": _ID,
        "length": _number(0, _HIGHEST_ROW),
        "tick": _TICK,
        "hash": _is_digest,
        "came": _CAME,
    },
    "decision": {
        "seq": _number(1, _HIGHEST_ROW),
        "tick": _number(1, LAST_TICK),
        "start": _PLACE,
        "end": _PLACE,
        "carried": _or_none(_ID),
        "hash": _is_digest,
        "came": _CAME,
    },
    "label": {
        "version": _HEX,
        "tick": _number(1, LAST_TICK),
        "at": _TIME,
        "annotator": _ID,
        "record": _RECORD,
        "came": _CAME,
    },
    "proposal": {
        "id": _is_digest,
        "report": _is_digest,
        "source": _text(1),
        "record": _RECORD,
        "at": _TIME,
        "came": _CAME,
    },
    "merge": {"row": _ROW, "at": _TIME, "source": _RECORD, "taken_back_at": _or_none(is_time)},
    "counted": {"report": _is_digest, "annotator": _ID, "number": _number(0, _HIGHEST_ROW)},
}


def flaw(table: str, row: StoredRow) -> str:
    """Return the name of a column that cannot be what a program wrote, "hash" if the hash is wrong, "" if all is well.

    Columns that are not in `row` are not checked. Decisions are checked by `decision_of`; their link to the row before
    is checked by the caller, who knows that row.
    """
    try:
        wrong = _wrong_column(table, row) or (_RECORDS[table](row) if table in _RECORDS else "")
        return wrong or ("hash" if table in SEALED and seal(table, row) != row["hash"] else "")
    except UNREADABLE as error:
        return reason_of(error)


def _wrong_column(table: str, row: StoredRow) -> str:
    for name, test in _COLUMNS[table].items():
        if name in row and not test(row[name]):
            return name
    return ""


def _wrong_report(row: StoredRow) -> str:
    for note in unpack(row["notes"]):
        sentence, number = Note._make(note)
        if not isinstance(sentence, str) or type(number) is not int:
            return "notes"
    about = About(**unpack(row["about"]))
    if not all(map(_text(), (about.title, about.date, about.source))):
        return "about"
    if "text" in row:
        text = row["text"]
        if not isinstance(text, str) or len(text) != row["length"]:
            return "length"
    return ""


def decision_of(row: StoredRow) -> Decision:
    """Return the decision of a row; raise ValueError, which names a column, where the row cannot be a decision."""
    try:
        if wrong := _wrong_column("decision", row):
            raise ValueError(wrong)
        decision = from_row(row)
        if wrong := _wrong_combination(row, decision.verdict):
            raise ValueError(wrong)
    except UNREADABLE as error:
        raise ValueError(reason_of(error)) from error
    return decision


def reason_of(error: BaseException) -> str:
    """Return the message of an error in at most 80 characters."""
    return str(error).strip("'")[:80] or type(error).__name__


def _wrong_combination(row: StoredRow, verdict: str) -> str:
    """Return the column whose value does not go with the verdict, "" if all go; the tables have the same constraint."""
    has = {name for name in _FOLLOWING if row[name] is not None}
    least, most = _NEEDED.get(verdict, frozenset()), _ALLOWED.get(verdict, frozenset())
    if verdict in ("label", "learnt", "panel") or not least <= has <= least | most:
        return "verdict"
    if (row["start"] is None) != (verdict in ("undo", "file")) or (row["start"] is None) != (row["end"] is None):
        return "start"
    return "end" if row["start"] is not None and row["start"] >= row["end"] else ""


def _wrong_label(row: StoredRow) -> str:
    from_label_row(row)
    return ""


def _wrong_proposal(row: StoredRow) -> str:
    if proposal_id(row) != row["id"]:
        return "hash"
    proposal = proposal_from_record(unpack(row["record"]))
    return "" if lie_within(spans_of(proposal), row.get("length")) else "span"


def _wrong_merge(row: StoredRow) -> str:
    sources = unpack(row["source"])
    return (
        "" if all(isinstance(one, list) and len(one) == 2 and all(map(_text(), one)) for one in sources) else "source"
    )


# by verdict: which columns a decision must have, and which it may have, beside those that all have
_FOLLOWING = ("undoes", "figure", "proposed", "reason", "note", "flagged", "field", "value", "settles", "carried")
_NEEDED = {
    "undo": frozenset({"undoes"}),
    "confirm": frozenset({"figure"}),
    "add": frozenset({"figure"}),
    "remark": frozenset({"note", "flagged"}),
    "file": frozenset({"field", "value"}),
    "section": frozenset({"field", "value"}),
}
_ALLOWED = {
    "confirm": frozenset({"proposed", "settles", "carried"}),
    "reject": frozenset({"proposed", "reason", "settles"}),
    "add": frozenset({"settles"}),
}

_RECORDS: Mapping[str, Callable[[StoredRow], str]] = {
    "report": _wrong_report,
    "label": _wrong_label,
    "proposal": _wrong_proposal,
    "merge": _wrong_merge,
}


def proposal_id(row: StoredRow) -> str:
    """Return the id of a proposal: the sha256, in hexadecimal, of its content."""
    content = "\n".join((row["report"], row["source"], row["at"], row["record"]))
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()


def lies_within(decision: Decision, length: int | None) -> bool:
    """Tell whether every span that a decision names lies in a text of a length; True where the length is None."""
    target = decision.target
    if length is not None and target is not None and not (target.start < length and target.end <= length + _BEYOND):
        return False
    figure, section, proposed = decision.figure, decision.section, decision.proposed
    if length is None:
        return True
    if (figure is not None and figure.end > length) or (section is not None and section.span.end > length):
        return False
    if proposed is None:
        return True
    reasons = proposed.reasons
    if isinstance(reasons, WrittenReasons) and reasons.furthest <= length:
        return proposed.figure.end <= length
    return lie_within(spans_of(proposed), length)


def lie_within(spans: Iterable[Span], length: int | None) -> bool:
    """Tell whether spans end within a text of a length in code points; True where the length is None."""
    return length is None or all(span.end <= length for span in spans)


def spans_of(proposal: Proposal) -> list[Span]:
    """Return every span that a proposal names."""
    return [proposal.figure.span, *(span for spans in proposal.evidence.values() for span in spans)]


def believed(known: int, ticks: Iterable[int]) -> int:
    """Return the greatest tick that can be believed of ticks given in order, beginning with `known`.

    The first that leaps more than LONGEST_LEAP ahead, and all after it, are not believed.
    """
    for tick in ticks:
        if tick - known > LONGEST_LEAP:
            break
        known = max(known, tick)
    return known


def shown_id(annotator: str) -> str:
    """Return what an annotator without a readable name is called: the first characters of the id."""
    return annotator[:8]
