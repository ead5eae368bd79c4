"""What an annotator says of sections, in the place of what is read there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...model.corrections import section_years
from ...model.decision import SectionCorrection
from ...model.figure import Reason, Span, Status
from .sections import SectionTime

_CORRECTED = "section.corrected"


@dataclass(frozen=True, slots=True)
class _Said:
    """What an annotator says of a section: its years, its status, either None where they say nothing of it."""

    span: Span
    years: tuple[int, int] | None = None
    status: Status | None = None


def corrected_times(
    read: Sequence[SectionTime],
    paragraphs: Sequence[Span],
    corrections: Sequence[SectionCorrection],
    year: int | None,
) -> tuple[SectionTime, ...]:
    """Return what each paragraph is about, with what is said of sections in the place of what was `read`.

    A correction holds from its heading or paragraph on, as far as what is read there does: where a section ends is
    always read. `year` is the report's own.
    """
    said_at = _by_section(corrections, read, paragraphs)
    if not said_at:
        return tuple(read)
    held: SectionTime | None = None
    until = 0
    found = []
    for section in read:
        said = said_at.get(section.start)
        if said is not None:
            held, until = _corrected(replace(section, set_at=section.start), said, year), section.set_at
        elif section.set_at != until:
            held = None
        found.append(replace(held, start=section.start) if held is not None else section)
    return tuple(found)


def _by_section(
    corrections: Sequence[SectionCorrection], read: Sequence[SectionTime], paragraphs: Sequence[Span]
) -> dict[int, _Said]:
    """Return what is said of a section, by where the paragraph or part of one begins that its correction is on."""
    starts = [section.start for section in read]
    ends = [span.end for span in paragraphs]
    found: dict[int, _Said] = {}
    for one in corrections:
        at = bisect_right(starts, one.span.start) - 1
        if at < 0:
            continue
        end = ends[min(bisect_right(ends, starts[at]), len(ends) - 1)]
        said = found.get(starts[at], _Said(Span(starts[at], end)))
        if one.field == "period":
            said = replace(said, years=section_years(one.value))
        else:
            said = replace(said, status="target" if one.value == "target" else "actual")
        found[starts[at]] = said
    return {start: said for start, said in found.items() if said.years or said.status}


def _corrected(read: SectionTime, said: _Said, year: int | None) -> SectionTime:
    """Return what a section is about by what is read there, with what an annotator says of it in its place.

    What a report names of the years before its own `year` is past.
    """
    by = (Reason(_CORRECTED, (said.span,)),)
    if said.years is not None:
        read = replace(read, first=said.years[0], last=said.years[1], reasons=by)
    if said.status is not None:
        read = replace(read, status=said.status, setting=by)
    return with_past(read, year)


def with_past(section: SectionTime, year: int | None) -> SectionTime:
    """Return the time of a section that somebody set, with what is past there: all before the report's own `year`."""
    last = section.last
    return section if year is None or last is None else replace(section, past_until=max(last, year - 1))
