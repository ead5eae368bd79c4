"""Explanations: how each numeral of a report was read, or why it is no figure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model.figure import Proposal, Span
from ..model.report import Report
from .exclusion import Exclusion, exclude
from .grammar import expressions
from .lexicon import Lexicon
from .pipeline import find_figures
from .survey import survey_report


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one numeral of a report; offsets are those of the report.

    It is a figure, with its `proposal`, whose reasons tell how it was read; or it was left out, and `exclusion` says by
    which rule. Where both are None it has no value that can be told: more digits than a number may have.
    """

    span: Span
    proposal: Proposal | None
    exclusion: Exclusion | None


def explain(report: Report, lexicon: Lexicon) -> Iterator[Explanation]:
    """Explain every numeral of a report, in text order."""
    survey = survey_report(report, lexicon)
    found = {proposal.figure.span: proposal for proposal in find_figures(report, lexicon)}
    for expression in expressions(survey.text, lexicon):
        span = survey.flow.to_report(expression.span)
        exclusion = exclude(survey, expression, lexicon)
        if exclusion is not None:
            exclusion = replace(exclusion, words=survey.flow.all_to_report(exclusion.words))
        yield Explanation(span, found.get(span), exclusion)
