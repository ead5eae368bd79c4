"""The survey: what is known of a whole report before its figures are read, computed once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..model.figure import Span
from ..model.report import Report
from .characters import ordinary
from .flow import Flow, flow
from .lexicon import Lexicon
from .outline import Outline, outline
from .period.expressions import Time, TimeEdges, find_times, rising
from .period.sections import Setting, report_year, settings
from .region_and_year import Home, home_of

# Letters and digits, which a report may write in full width.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_RUN = re.compile("[0-9A-Za-z.%+-]+")


_QUOTES = re.compile("[“‘「『《〈](?>[^”’」』》〉“‘「『《〈\n]{0,40})[”’」』》〉]|《(?>[^》\n]{0,80})》")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read, computed once; offsets are those of its flow."""

    text: str
    flow: Flow
    wide: bool
    plan: Outline
    year: int | None
    times: tuple[Time, ...]
    time_spans: tuple[Span, ...]
    time_edges: TimeEdges
    settings: tuple[Setting, ...]
    quotes: tuple[Span, ...]
    home: Home

    def as_written(self, name: str, end: int) -> str:
        """A name in the report's own letters and digits, as they stand last before an offset."""
        return _RUN.sub(lambda run: self._run_as_written(run[0], end), name) if self.wide else name

    def _run_as_written(self, run: str, end: int) -> str:
        spot = self.text.rfind(run, 0, end)
        return self.flow.text[spot : spot + len(run)] if spot >= 0 else run


@lru_cache(maxsize=8)
def survey(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report: its outline, its year, its time expressions and what each paragraph is about."""
    running = flow(report.text, outline(report.text).paragraphs)
    text = ordinary(running.text)
    plan = outline(text)
    year = report_year(text, plan, lexicon)
    found, spans = find_times(text, year, lexicon)
    times = tuple(map(rising, found))
    set_by = settings(text, plan, times, year, lexicon)
    return Survey(
        text,
        running,
        _WIDE.search(running.text) is not None,
        plan,
        year,
        times,
        spans,
        TimeEdges.of(spans),
        set_by,
        quoted_spans(text),
        home_of(report.name, text, lexicon),
    )


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The short quotations and titles of a text, in which a numeral is part of a name."""
    return tuple(Span(*found.span()) for found in _QUOTES.finditer(text))
