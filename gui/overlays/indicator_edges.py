"""Commands on the words of the indicator in the text: its edges move by characters and words, as the figure's do."""

from collections.abc import Callable

from core.model.errors import UserError
from core.model.figure import Figure, Span
from core.review.review import ReviewedFigure

from ..form.figure_form import FigureForm
from ..session.session import Session
from ..session.span_reading import evidence_of
from .span_edges import to_word


class IndicatorEdges:
    """Moves an edge of the words that name a figure, and names the figure by what they are then.

    An indicator that was put together of several words, or of shared ones, gets or loses characters at that edge alone.
    """

    def __init__(self, session: Session, form: FigureForm) -> None:
        self._session, self._form = session, form

    def move_start(self, by: int) -> None:
        """Move the start by a character; raise UserError where no words of the text name the figure."""
        words = self.words()
        if words is not None:
            self._name(words, words._replace(start=words.start + by))

    def move_end(self, by: int) -> None:
        """Move the end by a character; raise UserError where no words of the text name the figure."""
        words = self.words()
        if words is not None:
            self._name(words, words._replace(end=words.end + by))

    def move_start_word(self, by: int) -> None:
        """Move the start to the next word boundary, or with -1 to the previous one."""
        words = self.words()
        if words is not None:
            self._name(words, words._replace(start=words.start + to_word(self._session, words.start, by)))

    def move_end_word(self, by: int) -> None:
        """Move the end to the next word boundary, or with -1 to the previous one."""
        words = self.words()
        if words is not None:
            self._name(words, words._replace(end=words.end + to_word(self._session, words.end, by)))

    def words(self) -> Span | None:
        """Return where the words of the indicator stand; None where no figure is under decision.

        Raises UserError where no words near the figure name it.
        """
        shown, reading = self._session.current, self._session.reading
        if shown is None or reading is None:
            return None
        indicator = self._form.fields["indicator"].text()
        # those that were moved last: the text may have the same words more than once
        named = self._session.words_named(shown.target, indicator)
        if named is not None:
            return named
        evidence = evidence_of(reading, shown, "indicator", waits=True)
        alone = [span for span in evidence if self._text(span) == indicator]
        found = alone[-1] if alone else self._found(shown, indicator)
        if found is None and evidence:
            found = Span(min(evidence)[0], max(span.end for span in evidence))
        if found is None:
            raise UserError("The words of this indicator do not stand near the figure. Select words and press Q.")
        return found

    def _found(self, shown: ReviewedFigure, indicator: str) -> Span | None:
        """Return where an indicator stands in the figure's sentence, nearest to the figure; None where it does not."""
        outline, report = self._session.outline, self._session.report
        if outline is None or report is None or not indicator:
            return None
        sentence = outline.sentence_at(shown.figure.start)
        at = report.text.rfind(indicator, sentence.start, shown.figure.start)
        if at < 0:
            at = report.text.find(indicator, shown.figure.end, sentence.end)
        return Span(at, at + len(indicator)) if at >= 0 else None

    def _name(self, before: Span, after: Span) -> None:
        """Name the figure by the words that an edge was moved to; words of the figure itself name nothing."""
        shown, report = self._session.current, self._session.report
        if shown is None or report is None or not 0 <= after.start < after.end <= len(report.text):
            return
        indicator = self._form.fields["indicator"].text()
        if before == after or _touches(after, shown.figure):
            return
        is_whole = self._text(before) == indicator
        named = self._text(after) if is_whole else _moved(indicator, self._text, before, after)
        if not named or "\n\n" in report.text[slice(*after)]:
            return
        self._session.name_by(shown.target, named, after)
        self._form.name_indicator(named)

    def _text(self, span: Span) -> str:
        """Return words of the report on one line and without blanks."""
        report = self._session.report
        return "".join(report.text[slice(*span)].split()) if report is not None else ""


def _touches(words: Span, figure: Figure) -> bool:
    return words.start < figure.end and figure.start < words.end


def _moved(indicator: str, text: Callable[[Span], str], before: Span, after: Span) -> str:
    """Return an indicator that was put together, with the words at its edge that were taken in or left out.

    "" where it does not begin, or end, with what is left out.
    """
    if after.start < before.start:
        return text(Span(after.start, before.start)) + indicator
    if after.end > before.end:
        return indicator + text(Span(before.end, after.end))
    first, last = text(Span(before.start, after.start)), text(Span(after.end, before.end))
    if not indicator.startswith(first) or not indicator.endswith(last):
        return ""
    return indicator.removeprefix(first).removesuffix(last)
