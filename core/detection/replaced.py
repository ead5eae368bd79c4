"""What is to be read in place of what the causes of a reading said, as an input of the reading step.

It is given in the offsets of the survey. Times and sections are replaced in the survey, before any figure is read; what
single figures say by a unit, a word or a phrase is replaced at its own step. All steps behind run as ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..model.attributes import AttributeName, Status
from ..model.figure import Reason, Span
from .period.corrected_sections import with_past
from .period.expressions import TimeExpression
from .period.sections import SectionTime
from .survey import Survey


class SectionKey(NamedTuple):
    """Which paragraphs have the same time: where it was set, and by which rules and words."""

    set_at: int
    setting: tuple[Reason, ...]

    @classmethod
    def of(cls, section: SectionTime) -> "SectionKey":
        """Return the key of the time that holds for a paragraph."""
        return cls(section.set_at, section.setting)


class NewTime(NamedTuple):
    """The years that a section is about instead, and whether they are past."""

    first: int | None
    last: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class NewReading:
    """What one figure says instead, by attribute; `is_negative` says that its value is a decline, where it has a kind.

    None is an area too: the report's own region.
    """

    said: Mapping[AttributeName, Any] = field(default_factory=dict)
    is_negative: bool = False

    def joined(self, other: "NewReading") -> "NewReading":
        """Return what this one and another say together, the other where both say something."""
        return NewReading({**self.said, **other.said}, self.is_negative or other.is_negative)


AS_READ = NewReading()


@dataclass(frozen=True, slots=True, eq=False)
class Replaced:
    """What is read instead: of times by their spans, of sections by their keys, of figures by their spans."""

    times: Mapping[Span, TimeExpression] = field(default_factory=dict)
    sections: Mapping[SectionKey, NewTime] = field(default_factory=dict)
    figures: Mapping[Span, NewReading] = field(default_factory=dict)

    def joined(self, other: "Replaced") -> "Replaced":
        """Return all that this one and another replace, by the other where both replace the same."""
        figures = dict(self.figures)
        for span, new in other.figures.items():
            figures[span] = figures[span].joined(new) if span in figures else new
        return Replaced({**self.times, **other.times}, {**self.sections, **other.sections}, figures)

    def in_survey(self, survey: Survey) -> Survey:
        """Return a survey with the times and sections replaced."""
        if not self.times and not self.sections:
            return survey
        return replace(
            survey,
            times=tuple(self.times.get(time.span, time) for time in survey.times),
            section_times=tuple(self._section(section, survey.year) for section in survey.section_times),
        )

    def of_figure(self, span: Span) -> NewReading:
        """Return what the figure on a span says instead."""
        return self.figures.get(span, AS_READ)

    def _section(self, section: SectionTime, year: int | None) -> SectionTime:
        new = self.sections.get(SectionKey.of(section)) if self.sections else None
        if new is None:
            return section
        return with_past(replace(section, first=new.first, last=new.last, status=new.status), year)


NOTHING = Replaced()
"""Nothing is replaced: the report is read as it is."""
