"""The marks: the look of the figures in a stretch of the report, each as it stands; nothing is kept of them."""

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter

from PySide6.QtGui import QTextCharFormat

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..style import theme

Layer = tuple[Span, QTextCharFormat]


def marks(figures: Iterable[ReviewedFigure]) -> list[Layer]:
    """Return the looks of figures, those of the inner ones behind, so that they lie above."""
    of = theme.theme()
    return [(shown.figure.span, theme.mark_format(shown, of)) for shown in outer_first(figures)]


def outer_first(figures: Iterable[ReviewedFigure]) -> list[ReviewedFigure]:
    """Return figures in text order; what lies inside another comes after it."""
    return sorted(figures, key=lambda shown: (shown.figure.start, -shown.figure.end))


def flat(layers: Iterable[Layer]) -> list[Layer]:
    """Return what layers look like from above, in text order and nowhere overlapping.

    Where several lie the later one covers what it has a say in: a ground without a line leaves the line below.
    """
    ordered = sorted(
        (span.start, place, span, look) for place, (span, look) in enumerate(layers) if span.end > span.start
    )
    found: list[Layer] = []
    pile: list[tuple[int, Layer]] = []
    end = 0
    for start, place, span, look in ordered:
        if pile and start >= end:
            found.extend(_flattened(pile))
            pile = []
        pile.append((place, (span, look)))
        end = max(end, span.end)
    return [*found, *_flattened(pile)]


def _flattened(pile: list[tuple[int, Layer]]) -> list[Layer]:
    """Return layers that touch each other, with their places from below, as they look from above."""
    if len(pile) == 1:
        # most figures have nothing over them
        return [pile[0][1]]
    pile.sort(key=itemgetter(0))
    laid = [layer for _, layer in pile]
    cuts = sorted({edge for span, _ in laid for edge in span})
    looks: dict[int, QTextCharFormat] = {}
    for span, look in laid:
        for place in range(bisect_left(cuts, span.start), bisect_left(cuts, span.end)):
            below = looks.get(place)
            looks[place] = look
            if below is not None:
                looks[place] = QTextCharFormat(below)
                looks[place].merge(look)
    return [(Span(cuts[place], cuts[place + 1]), looks[place]) for place in sorted(looks)]
