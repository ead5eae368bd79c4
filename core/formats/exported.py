"""A report as it is exported: its text with the figures of one annotator's review, and the places of these in it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..model.decision import STATES, State
from ..model.errors import ExchangeError
from ..model.figure import KINDS
from ..model.report import Note, Report
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

Unit = Literal["code point", "code unit"]
"""What a format counts in: code points, or the 16-bit units that Java, JavaScript and Qt count."""

# the notes for what several formats lose
LEFT_OUT = QT_TRANSLATE_NOOP(
    "errors", "{number} rejected or undecided figures were left out; this format has no place for them."
)
EVIDENCE_LEFT_OUT = QT_TRANSLATE_NOOP(
    "errors", "{number} figures are exported without the words their attributes were read from; JSONL includes those."
)
SPANS_ALONE = QT_TRANSLATE_NOOP(
    "errors",
    "{number} figures are exported with their spans and kinds only; this format has no place for values and "
    "other attributes.",
)
OVERLAPS_LEFT_OUT = QT_TRANSLATE_NOOP("errors", "{number} figures that overlap a longer one were left out.")

HOLDING: frozenset[State] = frozenset({"confirmed", "added"})


@dataclass(frozen=True, slots=True)
class Exported:
    """A report and the records of one annotator's review of it, in text order.

    `split` names the part of the dataset it goes to. `annotator` is None where the records are those of a team;
    `disputes` counts what the team has yet to settle.
    """

    report: Report
    annotator: str | None
    rows: tuple[Record, ...]
    split: str = ""
    disputes: int = 0


@dataclass(frozen=True, slots=True)
class PlacedRecord:
    """A record with its span in the unit that a format counts in; the end is exclusive."""

    row: Record
    start: int
    end: int


def placed(part: Exported, states: Iterable[State] = HOLDING, unit: Unit = "code point") -> list[PlacedRecord]:
    """Place the records that have one of some states; raise ExchangeError where a record's words are not in its place.

    A record whose words are left out (`withheld`) is checked against the length of the text only.
    """
    text, at = part.report.text, _counter(part.report.text, unit)
    chosen = [row for row in part.rows if row.state in states]
    for row in chosen:
        start, end = row.figure.span
        if not 0 <= start < end <= len(text) or row.text not in ("", text[start:end]):
            raise ExchangeError(
                "A figure of {report} is not where it should be in the text ({start} to {end}). Nothing was written.",
                report=row.report,
                start=start,
                end=end,
            )
    return [PlacedRecord(row, at(row.figure.start), at(row.figure.end)) for row in chosen]


def withheld(part: Exported) -> Exported:
    """Return a report without its words, after each record was checked against the text."""
    placed(part, STATES)
    return replace(part, rows=tuple(replace(row, text="", sentence="", before="", after="") for row in part.rows))


def _counter(text: str, unit: Unit) -> Callable[[int], int]:
    """Return the function that turns an offset in code points into a unit."""
    if unit == "code point":
        return int
    wide = [place for place, character in enumerate(text) if ord(character) >= 0x10000]
    return lambda offset: offset + bisect_left(wide, offset)


def without_overlaps(found: Iterable[PlacedRecord]) -> list[PlacedRecord]:
    """Return the records in text order, of two that overlap only the longer, or the first of equals."""
    covered: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if covered.isdisjoint(range(one.start, one.end)):
            covered.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def add_kinds(kinds: dict[str, None], part: Exported) -> None:
    """Add the kinds of a report's figures to those that a reader must know, which begin with the seven."""
    for kind in (*KINDS, *(row.figure.kind for row in part.rows)):
        kinds[kind] = None


def notes_of(lost: Mapping[str, int]) -> list[Note]:
    """Return a note for each sentence that counts something, in their order."""
    return [Note._make(counted) for counted in lost.items() if counted[1]]


def left_out(part: Exported) -> int:
    """Count the figures that a format for figures that hold leaves out (LEFT_OUT)."""
    return sum(row.state not in HOLDING for row in part.rows)


def evidence_left_out(part: Exported) -> int:
    """Count the figures whose evidence is left out (EVIDENCE_LEFT_OUT)."""
    return sum(row.proposed is not None and row.proposed.has_evidence for row in part.rows)
