"""The chain: n figures of one clause and the n indicators it lists before them, as 分别 pairs them."""

from collections.abc import Sequence

from core.extraction.grammar import expressions
from core.extraction.lexicon import Lexicon
from core.extraction.naming import names
from core.extraction.quantity import read_unit
from core.extraction.row import Row
from core.extraction.survey import survey
from core.figure import Span
from core.report import Report


def listed_indicators(report: Report, spans: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...] | None:
    """Read the indicators listed before figures, one for each span in text order; None where there are not so many.

    The figures are taken as one list whatever stands between them.
    """
    known = survey(report, lexicon)
    found = [next(expressions(known.text, lexicon, *known.flow.taken(span)), None) for span in spans]
    members = tuple(one for one in found if one is not None)
    if len(members) < 2 or len(members) < len(spans):
        return None
    first, last = members[0].span, members[-1].span
    clause = known.plan.clause_at(first.start)
    row = Row(members, clause, clause.start, max(clause.end, last.end), last.end, None)
    called = names(known, row, [read_unit(one) for one in members], [], lexicon)
    return tuple(name.text for name in called) if all(name.source == "part" for name in called) else None
