"""A report as it is exported: its text with the figures of one annotator's review, and the places of these in it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..model.decision import STATES, State
from ..model.errors import ExchangeError
from ..model.figure import KINDS
from ..model.report import Note, Report
from .record import Record

Unit = Literal["code point", "code unit"]
"""What a format counts in: code points, or the 16-bit units that Java, JavaScript and Qt count."""

# the notes for what several formats lose
LEFT_OUT = "{number} rejected or undecided figures were left out; this format has no place for them."
EVIDENCE_LEFT_OUT = (
    "{number} figures are exported without the words their attributes were read from; JSONL includes those."
)
SPANS_ALONE = (
    "{number} figures are exported with their spans and kinds only; this format has no place for values and "
    "other attributes."
)
OVERLAPS_LEFT_OUT = "{number} figures that overlap a longer one were left out."

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


def apart(found: Iterable[PlacedRecord]) -> list[PlacedRecord]:
    """Keep no two that overlap: of those the longer one, of equally long ones the first; in text order."""
    covered: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if covered.isdisjoint(range(one.start, one.end)):
            covered.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def kinds_of(parts: Iterable[Exported]) -> list[str]:
    """Return the kinds that a reader must know: the seven, then the labels that these figures have."""
    return list(dict.fromkeys((*KINDS, *(row.figure.kind for part in parts for row in part.rows))))


def losses(*notes: Note) -> list[Note]:
    """Return the notes that count something."""
    return [note for note in notes if note.number]


def left_out(parts: Iterable[Exported]) -> Note:
    """Return the note that counts the figures which a format for figures that hold leaves out."""
    number = sum(row.state not in HOLDING for part in parts for row in part.rows)
    return Note(LEFT_OUT, number)


def evidence_left_out(parts: Iterable[Exported]) -> Note:
    """Return the note that counts the figures whose evidence is left out."""
    number = sum(row.proposed is not None and bool(row.proposed.evidence) for part in parts for row in part.rows)
    return Note(EVIDENCE_LEFT_OUT, number)


def disputes_left_out(parts: Iterable[Exported]) -> list[Note]:
    """Return the note that counts the open disputes of a team, which are left out."""
    number = sum(part.disputes for part in parts)
    return losses(Note("{number} disputes are not settled and were left out; settle them first.", number))


def spans_alone(number: int) -> Note:
    """Return the note that counts the figures of which only span and kind are written."""
    return Note(SPANS_ALONE, number)


def overlaps_left_out(number: int) -> Note:
    """Return the note that counts the figures dropped by `apart`."""
    return Note(OVERLAPS_LEFT_OUT, number)
