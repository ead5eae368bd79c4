"""The chain: n figures of one clause and the n indicators it lists before them, as 分别 pairs them."""

from collections.abc import Sequence

from ...model.figure import Span
from ...model.report import Report
from ..grammar import expressions
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..quantity import read_unit
from ..survey import survey_report
from .choice import choose_indicators


def listed_indicators(report: Report, spans: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...] | None:
    """Read the indicators listed before figures, one for each span in text order; None where there are not so many.

    The figures are taken as one list whatever stands between them.
    """
    known = survey_report(report, lexicon)
    found = [next(expressions(known.text, lexicon, *known.flow.from_report(span)), None) for span in spans]
    members = tuple(one for one in found if one is not None)
    if len(members) < 2 or len(members) < len(spans):
        return None
    first, last = members[0].span, members[-1].span
    clause = known.outline.clause_at(first.start)
    row = NumberList(members, clause, clause.start, max(clause.end, last.end), last.end, None)
    called = choose_indicators(known, row, [read_unit(one) for one in members], [], lexicon)
    return tuple(name.text for name in called) if all(name.source == "part" for name in called) else None
