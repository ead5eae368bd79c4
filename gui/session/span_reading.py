"""The reading of a span an annotator chose, by the code that reads what the detector finds."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.attributes import NAMES, AttributeName
from core.model.figure import Figure, Proposal, Span
from core.model.report import Report
from core.review.review import ReviewedFigure


class Reading:
    """Reads spans of one report; the last one read is kept, since it is asked for more than once a key."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._last: tuple[Span, Proposal | None] | None = None

    def read(self, span: Span) -> Proposal | None:
        """Read a span's attributes; None where it holds no numeral."""
        # not at the top: it would come before the first paint
        from core.detection.lexicon import load_lexicon
        from core.detection.pipeline import read_figure

        if self._last is None or self._last[0] != span:
            self._last = span, read_figure(self._report, span, load_lexicon())
        return self._last[1]

    def listed(self, spans: Sequence[Span]) -> tuple[str, ...] | None:
        """Read the indicators the text lists before figures, one for each; None where it lists not so many."""
        from core.detection.indicator.respective_lists import listed_indicators
        from core.detection.lexicon import load_lexicon

        return listed_indicators(self._report, spans, load_lexicon())

    def respan(self, figure: Figure, span: Span) -> Figure:
        """Move a figure to another span and read it anew, but for the attributes an annotator changed."""
        moved = replace(figure, start=span.start, end=span.end)
        before, after = self.read(figure.span), self.read(span)
        if before is None or after is None:
            return moved
        unchanged = [name for name in NAMES if getattr(figure, name) == getattr(before.figure, name)]
        return replace(moved, **{name: getattr(after.figure, name) for name in unchanged})

    def is_number(self, span: Span) -> bool:
        """Tell whether a span's words are a value and its unit, with nothing around them."""
        from core.detection.lexicon import load_lexicon
        from core.detection.typed_values import value_of

        return value_of(self._report.text[span.start : span.end], load_lexicon()) is not None

    def trimmed(self, span: Span) -> Span:
        """Return a span without the blanks at its ends."""
        words = self._report.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, max(start, span.start + len(words.rstrip())))

    def whole(self, span: Span) -> Span:
        """Return a span with all of a numeral that one of its edges cuts through."""
        # not at the top: it would come before the first paint
        from core.detection.grammar import whole_numerals

        return whole_numerals(self._report.text, span)

    def holds(self, span: Span) -> bool:
        """Tell whether a span has a character and lies in the text."""
        return 0 <= span.start < span.end <= len(self._report.text)


def evidence_of(reading: Reading | None, shown: ReviewedFigure, attribute: AttributeName) -> tuple[Span, ...]:
    """Return the spans of the words that decided an attribute of a figure; a corrected span is read anew.

    A label without a number has none: nothing was read from it.
    """
    if shown.figure.value == ():
        return ()
    source = shown.proposal
    if reading is not None and (source is None or source.figure.span != shown.figure.span):
        source = reading.read(shown.figure.span)
    return source.evidence.get(attribute, ()) if source is not None else ()
