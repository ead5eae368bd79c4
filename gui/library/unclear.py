"""What is unclear of where and when reports are.

A region's name that several areas bear, a report without a region or a year, and several of one region and year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from core.model.areas import Area, find_areas, named_areas, newest_year

from ..background.report_progress import ReportProgress

Unclear = Literal["several", "unknown", "twice"]
"""several: a region's name that several areas bear. unknown: a report without a region or a year. twice: two reports
or more of one region and year, whose values share the panel's cells.
"""


@dataclass(frozen=True, slots=True)
class UnclearReports:
    """Reports of which the same is unclear.

    `name` is the region's, with the year where two reports share both. `answers` are the regions that they may be
    filed for, the likeliest first: each by a name that no other area bears, with its whole path.
    """

    what: Unclear
    name: str
    rows: Sequence[ReportProgress]
    answers: Sequence[tuple[str, str]] = ()


def unclear_reports(rows: Iterable[ReportProgress]) -> list[UnclearReports]:
    """Return what is unclear of reports: first what one answer settles for all that bear a name."""
    kept = [row for row in rows if not row.entry.filing.removed]
    known = [_areas(row) for row in kept]
    near = Counter(
        areas[0].path[:count] for areas in known if len(areas) == 1 for count in range(1, len(areas[0].path))
    )
    several: defaultdict[tuple[Area, ...], list[ReportProgress]] = defaultdict(list)
    twice: defaultdict[tuple[str, str], list[ReportProgress]] = defaultdict(list)
    unknown: list[ReportProgress] = []
    for row, areas in zip(kept, known, strict=True):
        if len(areas) > 1:
            several[areas].append(row)
        elif not row.region or not row.year:
            unknown.append(row)
        else:
            twice[areas[0].full if areas else row.region, row.year].append(row)
    found = [
        UnclearReports("several", _name(areas), some, _answers(areas, near))
        for areas, some in sorted(several.items(), key=lambda one: -len(one[1]))
    ]
    found += [UnclearReports("unknown", row.title, [row]) for row in unknown]
    found += [UnclearReports("twice", " ".join(key), some) for key, some in sorted(twice.items()) if len(some) > 1]
    return found


def _areas(row: ReportProgress) -> tuple[Area, ...]:
    """Return the official areas that a report may be of: one where its region is clear, () where none is known."""
    return _areas_of((row.region,) if row.region else row.regions, row.year)


@lru_cache(maxsize=20_000)
def _areas_of(names: tuple[str, ...], said: str) -> tuple[Area, ...]:
    year = int(said) if said.isdecimal() and len(said) == len("2026") else None
    areas = (area for name in names for area in find_areas(name, year) or find_areas(name))
    # an area may have had two codes one after the other
    return tuple({area.path: area for area in areas}.values())


def _name(areas: Sequence[Area]) -> str:
    return "、".join(dict.fromkeys(area.name for area in areas))


def _answers(areas: Sequence[Area], near: Counter[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the names to file, and their paths; an area beside which other reports of the store lie comes first."""
    names = {area.path: name for name, area in named_areas(newest_year()).items()}
    ordered = sorted(areas, key=lambda area: [-near[area.path[:count]] for count in range(len(area.path) - 1, 0, -1)])
    return [(names.get(area.path, "".join(area.path)), area.full) for area in ordered]
