"""The reading of spans without an engine of its own, for a session that no window has."""

from collections.abc import Callable, Sequence
from functools import partial

from core.detection.indicator.alternatives import alternative_phrases
from core.detection.indicator.respective_lists import listed_indicators
from core.detection.indicator.segmenter import segment
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import read_figure
from core.model.errors import UserError
from core.model.figure import Proposal, Span
from core.model.near_figure import NearFigure
from core.model.report import Report

Failed = Callable[[UserError], None]


class DirectReading:
    """Answers what a session asks of the engine in the same process, before it returns."""

    def read(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[Proposal | None]], None], failed: Failed
    ) -> int:
        done(list(map(partial(read_figure, report, lexicon=load_lexicon()), spans)))
        return 0

    def listed(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[str] | None], None], failed: Failed
    ) -> int:
        listed = listed_indicators(report, spans, load_lexicon())
        done(None if listed is None else list(listed))
        return 0

    def alternatives(self, report: Report, near: NearFigure, done: Callable[[list[str]], None], failed: Failed) -> int:
        done(list(alternative_phrases(report.text, near)))
        return 0

    def words(self, text: str, done: Callable[[list[str]], None], failed: Failed) -> int:
        done(segment(text))
        return 0

    def wait_for(self, number: int) -> None:
        """All is answered."""
