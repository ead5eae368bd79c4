"""The walk over a report's figures in text order: where one stands, which comes next; pure."""

from bisect import bisect_left
from collections.abc import Sequence

from core.annotation.review import ReviewedFigure
from core.figure import Span

Figures = Sequence[ReviewedFigure]


def index_of(figures: Figures, shown: ReviewedFigure) -> int:
    """Return a figure's place among figures in text order."""
    return bisect_left(figures, _order(shown), key=_order)


def figure_at(figures: Figures, offset: int) -> ReviewedFigure | None:
    """Return the figure that covers a code point."""
    at = bisect_left(figures, offset + 1, key=_start) - 1
    return figures[at] if at >= 0 and offset < figures[at].figure.end else None


def touching(figures: Figures, span: Span) -> list[ReviewedFigure]:
    """Return the figures that share a character with a span; figures do not overlap one another."""
    at = end = bisect_left(figures, span.end, key=_start)
    while at > 0 and figures[at - 1].figure.end > span.start:
        at -= 1
    return list(figures[at:end])


def next_undecided(figures: Figures, at: int, by: int) -> ReviewedFigure | None:
    """Return the first undecided figure from place `at` on or back, going round the end of the text once."""
    ahead, behind = (figures[at:], figures[:at]) if by > 0 else (figures[: at + 1][::-1], figures[at + 1 :][::-1])
    return next((shown for part in (ahead, behind) for shown in part if shown.state == "undecided"), None)


def neighbour(figures: Figures, shown: ReviewedFigure) -> Span | None:
    """Return the target of the figure after one, or before it where it is the last."""
    at = index_of(figures, shown)
    beside = figures[at + 1 : at + 2] or figures[max(0, at - 1) : at]
    return beside[0].target if beside else None


def _order(shown: ReviewedFigure) -> tuple[int, int, Span]:
    return shown.figure.start, shown.figure.end, shown.target


def _start(shown: ReviewedFigure) -> int:
    return shown.figure.start
