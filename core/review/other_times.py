"""Other times that a figure may be of: what is offered where its period, or with it its status, was misread."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.figure import Figure, Status
from ..model.section import Section

MOST_TIMES = 2
"""How many are offered: each has a key."""

_YEARS = re.compile("([0-9]{4})(?:/([0-9]{4}))?")
_LONG = 5  # years of a plan; such plans begin in the first year of a decade and in its sixth


class FigureTime(NamedTuple):
    """A period, with the status that goes with it."""

    period: str
    status: Status

    @classmethod
    def of(cls, figure: Figure) -> "FigureTime":
        """Return the time that a figure says, "" where it says no period."""
        return cls(figure.period or "", figure.status)


def other_times(
    figure: Figure, section: Section | None, sections: Sequence[Section], beside: Sequence[Figure]
) -> list[FigureTime]:
    """Return other times that a figure may be of, the likeliest first; none of them is its own.

    `section` is the one that it stands in, `sections` are all of the report. `beside` are the figures before and behind
    it, the nearest first. What lies in the report's own year or behind it is planned, what lies before is done.
    """
    own = FigureTime.of(figure)
    found = dict.fromkeys(_others(own, section, _own_year(sections), beside))
    return [one for one in found if one != own and one.period][:MOST_TIMES]


def _others(
    own: FigureTime, section: Section | None, year: int | None, beside: Sequence[Figure]
) -> Iterator[FigureTime]:
    years = _years(own.period)
    if years is not None and years[0] != years[1]:
        # 2021/2025: what was reached at its end, or what is to be done in its first year
        ends = (years[0], years[1]) if own.status == "target" else (years[1], years[0])
        yield FigureTime(str(ends[0]), own.status)
    if section is not None:
        yield FigureTime(section.period, section.status)
    yield from map(FigureTime.of, beside[:1])
    if year is not None:
        reviewed, planned = FigureTime(str(year - 1), "actual"), FigureTime(str(year), "target")
        yield from (reviewed, planned) if own.status == "actual" else (planned, reviewed)
        first = year - (year - 1) % _LONG
        yield FigureTime(f"{first}/{first + _LONG - 1}", "target")
    yield from map(FigureTime.of, beside[1:])


def _years(period: str) -> tuple[int, int] | None:
    written = _YEARS.fullmatch(period)
    return (int(written[1]), int(written[2] or written[1])) if written is not None else None


def _own_year(sections: Sequence[Section]) -> int | None:
    """Return the report's own year: that of its plan, or the one behind its review; None where neither is known."""
    planned = [one.first for one in sections if one.status == "target" and one.first is not None]
    done = [one.last for one in sections if one.status == "actual" and one.last is not None]
    return min(planned) if planned else max(done) + 1 if done else None
