"""Explanations: how each numeral of a report was read, or why it is no figure."""

from collections.abc import Iterator

from ..model.explanation import Explanation
from ..model.figure import Reason
from ..model.report import Report
from .exclusion import exclude
from .lexicon import Lexicon
from .pipeline import find_figures
from .survey import numerals, survey_report


def explain(report: Report, lexicon: Lexicon) -> Iterator[Explanation]:
    """Explain every numeral of a report, in text order."""
    survey = survey_report(report, lexicon)
    found = {proposal.figure.span: proposal for proposal in find_figures(report, lexicon)}
    for expression in numerals(survey, lexicon):
        span = survey.flow.to_report(expression.span)
        left_out = exclude(survey, expression, lexicon)
        if left_out is None:
            yield Explanation(span, found.get(span))
        else:
            reason = Reason(left_out.rule, survey.flow.all_to_report(left_out.words))
            yield Explanation(span, None, reason, left_out.exclusion_class)
