"""分别: several figures of one clause, each paired with one of the indicators that are listed before them."""

from collections.abc import Sequence

from ...model.figure import Span
from ...model.report import Report
from ..grammar import expressions
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..quantity import read_unit
from ..survey import survey_report
from .naming import read_indicators


def listed_indicators(report: Report, spans: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the indicators listed before some figures, one for each span, in text order.

    Return None where a span holds no numeral, or where not as many indicators are listed. The figures are taken as one
    list whatever stands between them: 第一、第二产业增加值分别增长【3%】和【6%】. Spans are in offsets of the report.
    """
    survey = survey_report(report, lexicon)
    found = [next(expressions(survey.text, lexicon, *survey.flow.from_report(span)), None) for span in spans]
    members = tuple(expression for expression in found if expression is not None)
    if len(members) < 2 or len(members) < len(spans):
        return None
    first, last = members[0], members[-1].span
    clause = survey.outline.clause_at(first.span.start)
    number_list = NumberList(members, clause, clause.start, max(clause.end, last.end), last.end, None)
    phrases = read_indicators(survey, number_list, read_unit(first), [], lexicon)
    return tuple(phrase.text for phrase in phrases) if all(phrase.source == "part" for phrase in phrases) else None
