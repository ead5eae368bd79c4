"""The exported report: its text with the figures of one annotator's review, and where these stand in it."""

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

# what several formats lose, as the notes say it
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
    """A report and the records of one annotator's review of it, in text order; `split` names the part it went to.

    `annotator` is None where the records are those of a team; `disputes` counts what the team has yet to settle.
    """

    report: Report
    annotator: str | None
    rows: tuple[Record, ...]
    split: str = ""
    disputes: int = 0


@dataclass(frozen=True, slots=True)
class PlacedRecord:
    """A record with its span in a format's own unit, end exclusive."""

    row: Record
    start: int
    end: int


def placed(part: Exported, states: Iterable[State] = HOLDING, unit: Unit = "code point") -> list[PlacedRecord]:
    """Place the records of these states; raise ExchangeError where a text's own slice is not the record's words.

    A record whose words are withheld (`withheld`) is held against the text's length alone.
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
    """Hold every record against the text, then leave the report's words out of them."""
    placed(part, STATES)
    return replace(part, rows=tuple(replace(row, text="", sentence="", before="", after="") for row in part.rows))


def _counter(text: str, unit: Unit) -> Callable[[int], int]:
    """Return what turns an offset in code points into the unit."""
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
    """List the kinds a reader must know: the seven, then the labels of one's own that these figures have."""
    return list(dict.fromkeys((*KINDS, *(row.figure.kind for part in parts for row in part.rows))))


def losses(*notes: Note) -> list[Note]:
    """Keep the notes that count something."""
    return [note for note in notes if note.number]


def left_out(parts: Iterable[Exported]) -> Note:
    """Count the figures a format of what holds leaves out."""
    number = sum(row.state not in HOLDING for part in parts for row in part.rows)
    return Note(LEFT_OUT, number)


def evidence_left_out(parts: Iterable[Exported]) -> Note:
    """Count the figures of which it is not told by what words they were proposed as they were."""
    number = sum(row.proposed is not None and bool(row.proposed.evidence) for part in parts for row in part.rows)
    return Note(EVIDENCE_LEFT_OUT, number)


def disputes_left_out(parts: Iterable[Exported]) -> list[Note]:
    """Count the disputes of a team that were left out as they are open."""
    number = sum(part.disputes for part in parts)
    return losses(Note("{number} disputes are not settled and were left out; settle them first.", number))


def spans_alone(number: int) -> Note:
    """Count the figures of which only span and kind are told."""
    return Note(SPANS_ALONE, number)


def overlaps_left_out(number: int) -> Note:
    """Count the figures dropped by `apart`."""
    return Note(OVERLAPS_LEFT_OUT, number)
