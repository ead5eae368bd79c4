"""The leftover: numerals that no figure covers and no named class of FIGURES.md §2 explains."""

from collections.abc import Sequence

from core.extraction.exclusion import exclude, touches
from core.extraction.grammar import expressions
from core.extraction.lexicon import Lexicon
from core.extraction.survey import survey
from core.figure import Span
from core.report import Report


def leftovers(report: Report, figures: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Find the numerals that touch none of some figures, given in text order, and that no named class leaves out.

    A bare numeral, without a unit, is of no named class: it was passed over for want of one.
    """
    known = survey(report, lexicon)
    unexplained = (
        known.flow.returned(one.span)
        for one in expressions(known.text, lexicon)
        if exclude(known.text, one, lexicon, known.time_spans, known.quotes) in (None, "bare")
    )
    return [span for span in unexplained if not touches(figures, span)]
