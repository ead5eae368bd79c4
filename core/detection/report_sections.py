"""The sections of a report as they are shown: each heading and paragraph that sets a time, with what it sets."""

from itertools import groupby

from ..model.figure import Span
from ..model.report import Report
from ..model.section import Section
from .lexicon import Lexicon
from .survey import survey_report


def report_sections(report: Report, lexicon: Lexicon) -> list[Section]:
    """Return what sets a time in a report, in text order; the first is its beginning, which no heading dates.

    Corrections of the annotator who reads it are in what is returned.
    """
    survey = survey_report(report, lexicon)
    found = []
    for _, group in groupby(survey.section_times, key=lambda section: section.set_at):
        first = next(group)
        end = survey.outline.paragraph_at(first.start).end
        span = survey.flow.to_report(Span(first.start, end))
        is_corrected = any(reason.rule == "section.corrected" for reason in (*first.setting, *first.reasons))
        found.append(Section(span, first.first, first.last, first.status, is_corrected))
    return found
