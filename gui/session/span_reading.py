"""The reading of a span an annotator chose, by the engine, which reads as the detector does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from core.model.attributes import NAMES, AttributeName
from core.model.errors import UserError
from core.model.figure import Figure, Proposal, Span
from core.model.near_figure import NearFigure
from core.model.report import Report
from core.review.review import ReviewedFigure

from .detection import value_of, whole_numerals

Failed = Callable[[UserError], None]


class ReadingEngine(Protocol):
    """What reads a report's text by words, in a process of its own (gui/background/engine.py).

    Each question has a number, by which `wait_for` waits for its answer; it raises UserError where none comes in time.
    """

    def read(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[Proposal | None]], None], failed: Failed
    ) -> int:
        """Read the figure of each of some spans; None for one that holds no numeral."""

    def listed(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[str] | None], None], failed: Failed
    ) -> int:
        """Find the indicators the text lists before some figures, one for each; None where it lists not so many."""

    def alternatives(
        self,
        report: Report,
        near: NearFigure,
        done: Callable[[list[str]], None],
        failed: Failed,
    ) -> int:
        """Find the phrases that a figure's indicator may be."""

    def words(self, text: str, done: Callable[[list[str]], None], failed: Failed) -> int:
        """Cut a text into words."""

    def wait_for(self, number: int) -> None:
        """Have a question answered before this returns; raise UserError where that takes longer than a key may wait."""


class NamedBy(NamedTuple):
    """Which words of a report an annotator named a figure by: they are what decided its indicator from then on."""

    report: str
    target: Span
    indicator: str
    words: Span


class Reading:
    """Reads spans of one report; what was read of it is kept, since it is asked for more than once a key.

    A method that has to ask the engine waits for it, and raises UserError where no answer comes in time: then nothing
    has changed, and what is asked again later may be known by then. Only `known`, `known_alternatives` and
    `ask_alternatives` never wait. `came` is called when what `known` was asked for has come, `phrases_came` when
    alternatives have.
    """

    def __init__(
        self, report: Report, engine: ReadingEngine | None, came: Callable[[], None], phrases_came: Callable[[], None]
    ) -> None:
        self._report, self._engine, self._came, self._phrases_came = report, engine, came, phrases_came
        self._read: dict[Span, Proposal | None] = {}
        self._looked_for: set[Span | NearFigure] = set()
        self._alternatives: dict[NearFigure, list[str]] = {}

    def read(self, span: Span) -> Proposal | None:
        """Read a span's attributes; None where it holds no numeral."""
        return self.read_all([span])[0]

    def read_all(self, spans: Sequence[Span]) -> list[Proposal | None]:
        """Read several spans, which takes no longer than one."""
        new = [span for span in dict.fromkeys(spans) if span not in self._read]
        if new:
            # also where it comes too late for this key it is kept for the next one
            self._answer(lambda engine, done, failed: engine.read(self._report, new, self._keeping(new, done), failed))
        return [self._read[span] for span in spans]

    def known(self, span: Span) -> Proposal | None:
        """Return how a span is read where that is known by now; ask for it where it is not, without waiting."""
        if span not in self._read and span not in self._looked_for and self._engine is not None:
            self._looked_for.add(span)

            # where it fails the words are not lit, until the figure is looked at once more
            self._engine.read(
                self._report,
                [span],
                self._keeping([span], lambda _: self._came()),
                lambda _: self._looked_for.discard(span),
            )
        return self._read.get(span)

    def listed(self, spans: Sequence[Span]) -> list[str] | None:
        """Read the indicators the text lists before figures, one for each; None where it lists not so many."""
        listed: list[str] | None = self._answer(
            lambda engine, done, failed: engine.listed(self._report, spans, done, failed)
        )
        return listed

    def alternatives(self, near: NearFigure) -> list[str]:
        """Return the phrases that a figure's indicator may be, the likeliest first."""
        if near not in self._alternatives:
            phrases: list[str] = self._answer(
                lambda engine, done, failed: engine.alternatives(self._report, near, done, failed)
            )
            self._alternatives[near] = phrases
        return self._alternatives[near]

    def known_alternatives(self, near: NearFigure) -> list[str] | None:
        """Return these phrases where they are known by now."""
        return self._alternatives.get(near)

    def ask_alternatives(self, near: NearFigure) -> None:
        """Ask for these phrases where they are not known yet, without waiting."""
        if near not in self._alternatives and near not in self._looked_for and self._engine is not None:
            self._looked_for.add(near)

            def keep(phrases: list[str]) -> None:
                self._alternatives[near] = phrases
                self._phrases_came()

            self._engine.alternatives(self._report, near, keep, lambda _: self._looked_for.discard(near))

    def words(self, start: int, end: int) -> list[str]:
        """Return the words of a stretch of the text."""
        text = self._report.text[start:end]
        words: list[str] = self._answer(lambda engine, done, failed: engine.words(text, done, failed))
        return words

    def respan(self, figure: Figure, span: Span) -> Figure:
        """Move a figure to another span and read it anew, but for the attributes an annotator changed."""
        moved = replace(figure, start=span.start, end=span.end)
        before, after = self.read_all([figure.span, span])
        if before is None or after is None:
            return moved
        unchanged = [name for name in NAMES if getattr(figure, name) == getattr(before.figure, name)]
        return replace(moved, **{name: getattr(after.figure, name) for name in unchanged})

    def is_number(self, span: Span) -> bool:
        """Tell whether a span's words are a value and its unit, with nothing around them."""
        return value_of(self._report.text[span.start : span.end]) is not None

    def trimmed(self, span: Span) -> Span:
        """Return a span without the blanks at its ends."""
        words = self._report.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, max(start, span.start + len(words.rstrip())))

    def whole(self, span: Span) -> Span:
        """Return a span with all of a numeral that one of its edges cuts through."""
        return whole_numerals(self._report.text, span)

    def holds(self, span: Span) -> bool:
        """Tell whether a span has a character and lies in the text."""
        return 0 <= span.start < span.end <= len(self._report.text)

    def _keeping(self, spans: Sequence[Span], done: Callable[[Any], None]) -> Callable[[list[Proposal | None]], None]:
        """Return what keeps how spans are read, and then calls `done` with it."""

        def keep(read: list[Proposal | None]) -> None:
            self._read.update(zip(spans, read, strict=True))
            done(read)

        return keep

    def _answer(self, ask: Callable[[ReadingEngine, Callable[[Any], None], Failed], int]) -> Any:  # noqa: ANN401
        """Ask the engine and wait for what it answers; raise the UserError it failed with."""
        assert self._engine is not None
        came: list[Any] = []
        failed: list[UserError] = []
        self._engine.wait_for(ask(self._engine, came.append, failed.append))
        if failed:
            raise failed[0]
        return came[0]


def evidence_of(
    reading: Reading | None, shown: ReviewedFigure, attribute: AttributeName, *, waits: bool = False
) -> tuple[Span, ...]:
    """Return the spans of the words that decided an attribute of a figure, as far as they are known.

    Those of a corrected span are asked for and known later, or at once where this `waits`, which may raise UserError. A
    label without a number has none: nothing was read from it.
    """
    if shown.figure.value == ():
        return ()
    source = shown.proposal
    if reading is not None and (source is None or source.figure.span != shown.figure.span):
        source = (reading.read if waits else reading.known)(shown.figure.span)
    return source.evidence.get(attribute, ()) if source is not None else ()
