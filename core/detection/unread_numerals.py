"""Unread numerals: those that no figure covers and no named class of FIGURES.md §2 explains."""

from collections.abc import Sequence

from ..model.figure import Span
from ..model.report import Report
from .exclusion import exclude, touches
from .lexicon import Lexicon
from .survey import numerals, survey_report


def unread_numerals(report: Report, figures: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Return the numerals of a report that touch none of some figures and that no named class leaves out.

    `figures` are spans of the report in text order, and so are those returned. A numeral without a unit ("bare") is of
    no named class: it was left out only for want of a unit.
    """
    survey = survey_report(report, lexicon)
    unexplained = []
    for expression in numerals(survey, lexicon):
        exclusion = exclude(survey, expression, lexicon)
        if exclusion is None or exclusion.exclusion_class == "bare":
            unexplained.append(survey.flow.to_report(expression.span))
    return [span for span in unexplained if not touches(figures, span)]
