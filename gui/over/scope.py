"""The scope of an act on many figures: which stretch of the report it takes in, which figures lie there; pure."""

from bisect import bisect_right
from typing import Literal, get_args

from core.annotation.review import Review, ReviewedFigure
from core.extraction.outline import Outline
from core.figure import Span

Scope = Literal["sentence", "paragraph", "section", "table", "report"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


def stretch(outline: Outline, scope: Scope, offset: int, length: int) -> Span:
    """Return the sentence, paragraph or section that holds an offset; the whole text for the other scopes.

    A section reaches from its heading to the next one of whatever level. `length` is the text's, in code points.
    """
    if scope == "sentence":
        return outline.sentence_at(offset)
    if scope == "paragraph":
        return outline.paragraph_at(offset)
    if scope == "section":
        at = bisect_right(outline.headings, offset, key=lambda heading: heading.span.start)
        start = outline.headings[at - 1].span.start if at else 0
        return Span(start, outline.headings[at].span.start if at < len(outline.headings) else length)
    return Span(0, length)


def undecided(review: Review, span: Span, least: float) -> list[ReviewedFigure]:
    """Return the undecided figures that touch a span, at least so confident (0 to 1)."""
    return [
        shown
        for shown in review.touching(span)
        if shown.state == "undecided" and shown.proposal is not None and shown.proposal.confidence >= least
    ]
