"""The leftover: numerals that no figure covers and no named class of FIGURES.md §2 explains."""

from collections.abc import Sequence

from ..model.figure import Span
from ..model.report import Report
from .exclusion import exclude, touches
from .grammar import expressions
from .lexicon import Lexicon
from .survey import survey_report


def unread_numerals(report: Report, figures: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Find the numerals that touch none of some figures, given in text order, and that no named class leaves out.

    A bare numeral, without a unit, is of no named class: it was passed over for want of one.
    """
    known = survey_report(report, lexicon)
    unexplained = (
        known.flow.to_report(one.span)
        for one in expressions(known.text, lexicon)
        if exclude(known, one, lexicon) in (None, "bare")
    )
    return [span for span in unexplained if not touches(figures, span)]
