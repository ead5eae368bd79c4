"""Explanations: how each numeral of a report was read, or why it is no figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model.figure import Proposal, Span, proposal_from_record, proposal_to_record
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


def explanation_to_record(one: Explanation) -> dict[str, Any]:
    """Turn an explanation into a JSON-ready record."""
    left_out = one.exclusion and [one.exclusion.rule, one.exclusion.exclusion_class, *map(list, one.exclusion.words)]
    proposal = one.proposal and proposal_to_record(one.proposal)
    return {"span": list(one.span), "proposal": proposal, "exclusion": left_out}


def explanation_from_record(record: Mapping[str, Any]) -> Explanation:
    """Read an explanation back from `explanation_to_record`."""
    proposal = record["proposal"] and proposal_from_record(record["proposal"])
    exclusion = None
    if record["exclusion"]:
        rule, of_class, *words = record["exclusion"]
        exclusion = Exclusion(rule, of_class, tuple(Span(*span) for span in words))
    return Explanation(Span(*record["span"]), proposal, exclusion)


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
