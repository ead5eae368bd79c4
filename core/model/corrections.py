"""What annotators correct of a report as the detector reads it: its year, its region, the times of its sections."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .attributes import is_year
from .decision import Decision, SectionCorrection, SectionField, section_from_record
from .figure import Span, phrase_from
from .filing import filing
from .standing import last_standing

Subject = tuple[Span, SectionField]
"""What a correction is about: the span of the heading or paragraph that sets the time, and the field."""

_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:/(?P<last>[0-9]{4}))?")


@dataclass(frozen=True, slots=True)
class Corrections:
    """What an annotator says of a report that its text says otherwise, or does not say; the detector reads by it.

    `sections` are in text order, each at the heading or paragraph that sets the time. `year` is the year the report was
    given in, `region` whose report it is, each "" where nobody said.
    """

    sections: tuple[SectionCorrection, ...] = ()
    year: str = ""
    region: str = ""


UNCORRECTED = Corrections()
"""What holds where nobody said anything: the detector reads the text alone."""


def corrections_of(log: Iterable[Decision], annotator: str) -> Corrections:
    """Return what holds for an annotator (by id), from the log of all annotators of a report.

    Of sections each annotator has own corrections; of year and region the last value filed holds, whoever filed it.
    """
    rows = list(log)
    filed = filing(rows)
    sections = section_corrections(row for row in rows if row.annotator == annotator)
    return Corrections(sections, filed.year if is_year(filed.year) else "", filed.region)


def section_corrections(log: Iterable[Decision]) -> tuple[SectionCorrection, ...]:
    """Return the corrections of sections that hold, in text order, from the log of one annotator on a report.

    The last one on a span and field holds; one that lets the detector's rules hold again is left out.
    """
    last = last_standing(log, _subject)
    held = [row.section for row in last.values() if row.section is not None and row.section.value]
    return tuple(sorted(held, key=lambda one: (one.span, one.field)))


def section_years(period: str) -> tuple[int, int] | None:
    """Return the first and the last year of a period of whole years (2025, 2021/2025); None for any other period."""
    found = _YEARS.fullmatch(period)
    if found is None:
        return None
    first = int(found["first"])
    last = int(found["last"] or first)
    return (first, last) if first <= last else None


def corrections_to_record(corrections: Corrections) -> dict[str, Any]:
    """Return corrections as a record for JSON."""
    return asdict(corrections)


def corrections_from_record(record: Mapping[str, Any]) -> Corrections:
    """Return the corrections of a record from `corrections_to_record`; raise ValueError for values out of bounds."""
    year, region = (phrase_from(record[name], name) for name in ("year", "region"))
    return Corrections(tuple(section_from_record(one) for one in record["sections"]), year, region)


def _subject(row: Decision) -> Subject | None:
    return None if row.section is None else (row.section.span, row.section.field)
