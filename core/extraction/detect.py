"""The detector: a report's figures as proposals, a pure function of its text and the lexicon."""

from dataclasses import dataclass
from functools import lru_cache

from core.extraction.context import Surroundings, read_bound, read_kind, read_unit, read_value
from core.extraction.exclusion import exclude, quoted_spans
from core.extraction.grammar import Expression, expressions
from core.extraction.indicator import trim
from core.extraction.lexicon import Lexicon
from core.extraction.outline import Outline, outline
from core.extraction.period import Setting, Time, find_times, report_year, setting_at, settings
from core.figure import Figure, Proposal, Span
from core.report import Report


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read, computed once."""

    text: str
    plan: Outline
    year: int | None
    times: tuple[Time, ...]
    time_spans: tuple[Span, ...]
    settings: tuple[Setting, ...]
    quotes: tuple[Span, ...]


@lru_cache(maxsize=8)
def survey(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report: its outline, its year, its time expressions and what each paragraph is about."""
    text = report.text
    plan = outline(text)
    year = report_year(text, plan, lexicon)
    times, spans = find_times(text, year, lexicon)
    return Survey(text, plan, year, tuple(times), tuple(spans), tuple(settings(text, plan, year)), quoted_spans(text))


def find_figures(report: Report, lexicon: Lexicon) -> list[Proposal]:
    """Propose every figure of a report, in text order, no two overlapping."""
    known = survey(report, lexicon)
    proposals: list[Proposal] = []
    for found in expressions(known.text, lexicon):
        if exclude(known.text, found, lexicon, known.time_spans, known.quotes) is None:
            proposal = _propose(known, found, proposals, lexicon)
            if proposal is not None:
                proposals.append(proposal)
    return proposals


def read_figure(report: Report, span: Span, lexicon: Lexicon) -> Proposal | None:
    """Read the attributes of a span selected by hand; None where it holds no numeral."""
    known = survey(report, lexicon)
    span = Span(max(0, span[0]), min(len(known.text), span[1]))
    found = next(expressions(known.text, lexicon, span.start, span.end), None)
    if found is None:
        return None
    found = Expression(span, found.shape, found.amounts, found.words)
    return _propose(known, found, [], lexicon)


def _propose(known: Survey, found: Expression, before: list[Proposal], lexicon: Lexicon) -> Proposal | None:
    text, span = known.text, found.span
    clause = known.plan.clause_at(span.start)
    last = before[-1].figure if before else None
    start = max(clause.start, last.end if last else 0)
    around = Surroundings(text[start : span.start], text[span.end : span.end + 16], start)
    unit = read_unit(found)
    told = read_kind(found, unit, around, lexicon)
    kind = told.kind if told else (last.kind if last else "level")
    negative = told.negative if told else False
    value = read_value(found, kind, negative)
    if value is None:
        return None
    bound, bound_words = read_bound(found, around, lexicon)
    setting = setting_at(known.settings, span.start)
    period = None
    if setting.first is not None:
        period = f"{setting.first}" if setting.first == setting.last else f"{setting.first}/{setting.last}"
    indicator = trim(around.before, lexicon) or (last.indicator if last else "")
    figure = Figure(span.start, span.end, kind, value, unit, bound, indicator, setting.status, period)
    return Proposal(
        figure, 0.5, evidence={"kind": told.words if told else (), "bound": bound_words, "period": setting.words}
    )
