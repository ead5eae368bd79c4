"""What annotators correct of a report's sections: which years a section is about, and whether they are past."""

from collections.abc import Iterable

from .decision import Decision, SectionCorrection, SectionField
from .figure import Span
from .standing import last_standing

Subject = tuple[Span, SectionField]
"""What a correction is about: the span of the heading or paragraph that sets the time, and the field."""


def corrections(log: Iterable[Decision]) -> tuple[SectionCorrection, ...]:
    """Return the corrections of sections that hold, in text order, from the log of one annotator on a report.

    The last one on a span and field holds; one that lets the detector's rules hold again is left out.
    """
    last = last_standing(log, _subject)
    held = [row.section for row in last.values() if row.section is not None and row.section.value]
    return tuple(sorted(held, key=lambda one: (one.span, one.field)))


def _subject(row: Decision) -> Subject | None:
    return None if row.section is None else (row.section.span, row.section.field)
