"""The survey: what is known of a whole report before its figures are read, computed once."""

from dataclasses import dataclass
from functools import lru_cache

from core.extraction.exclusion import quoted_spans
from core.extraction.flow import Flow, flow
from core.extraction.lexicon import Lexicon
from core.extraction.outline import Outline, outline
from core.extraction.period import Time, find_times
from core.extraction.phrase import Edges
from core.extraction.section import Setting, report_year, settings
from core.extraction.traditional import simplified
from core.figure import Span
from core.report import Report


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read, computed once; offsets are those of its flow."""

    text: str
    flow: Flow
    plan: Outline
    year: int | None
    times: tuple[Time, ...]
    time_spans: tuple[Span, ...]
    time_edges: Edges
    settings: tuple[Setting, ...]
    quotes: tuple[Span, ...]


@lru_cache(maxsize=8)
def survey(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report: its outline, its year, its time expressions and what each paragraph is about."""
    running = flow(report.text, outline(report.text).paragraphs)
    text = simplified(running.text)
    plan = outline(text)
    year = report_year(text, plan, lexicon)
    times, spans = find_times(text, year, lexicon)
    set_by = settings(text, plan, times, year, lexicon)
    return Survey(text, running, plan, year, times, spans, Edges.of(spans), set_by, quoted_spans(text))
