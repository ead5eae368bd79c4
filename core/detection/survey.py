"""The survey of a report: what is known of all of it before its single figures are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..model.decision import SectionCorrection
from ..model.figure import Span
from ..model.invisible import without_invisible
from ..model.report import Report
from .characters import normalized
from .flow import Flow, flow_of
from .furniture import meets
from .grammar import Expression, expressions
from .lexicon import Lexicon
from .outline import Outline, outline
from .period.corrected_sections import corrected_times
from .period.expressions import TimeEdges, TimeExpression, earlier_first, find_times
from .period.report_year import corrected_year, report_year
from .period.sections import SectionTime, section_times
from .region_and_year import HomeRegion, home_region, named_region

# Full-width letters and digits, and the run of narrow ones that is read in their place.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_DASHES = "–—"
_RUN = re.compile("[0-9A-Za-z.%+-]+")
_QUOTES = re.compile("[“‘「『《〈](?:(?>[^”’」』》〉“‘「『《〈\n]{0,40})[”’」』》〉]|(?<=《)(?>[^》\n]{0,80})》)")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read.

    All offsets are code points of `text`: the text of `flow` (without the line breaks that a page put in) in normalized
    characters, which are as many. `flow` leads back to the offsets of the report.

    `outline` has the headings, paragraphs, sentences and clauses; `year` is the year the report was given in, None
    where nothing tells. `times` are the time expressions that name years, `time_spans` the spans of all time
    expressions, `time_edges` the same by both ends. `section_times` say for each paragraph which years it is about.
    `quotes` are the short quotations and titles, `home` is the region whose report it is.
    """

    text: str
    flow: Flow
    has_wide_characters: bool
    outline: Outline
    year: int | None
    times: tuple[TimeExpression, ...]
    time_spans: tuple[Span, ...]
    time_edges: TimeEdges
    section_times: tuple[SectionTime, ...]
    quotes: tuple[Span, ...]
    home: HomeRegion

    def as_written(self, name: str, end: int) -> str:
        """Return a name with its letters and digits as the report has them last before an offset (GDP → ＧＤＰ)."""
        return _RUN.sub(lambda run: self._run_as_written(run[0], end), name) if self.has_wide_characters else name

    def _run_as_written(self, run: str, end: int) -> str:
        start = self.text.rfind(run, 0, end)
        return self.flow.text[start : start + len(run)] if start >= 0 else run


@lru_cache(maxsize=8)
def survey_report(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report; the last surveys are kept, because figures of one report are often read one by one."""
    running, around = flow_of(report.text)
    text = normalized(running.text)
    parts = outline(text, around)
    corrections, name = report.corrections, without_invisible(report.name)
    year = corrected_year(corrections.year, report_year(parts, normalized(name), lexicon))
    found, spans = find_times(text, year.year, lexicon)
    times = tuple(one for one in map(earlier_first, found) if not meets(parts.furniture, one.span))
    read = section_times(text, parts, times, year, lexicon)
    return Survey(
        text=text,
        flow=running,
        has_wide_characters=_WIDE.search(running.text) is not None,
        outline=parts,
        year=year.year,
        times=times,
        time_spans=spans,
        time_edges=TimeEdges.of(spans),
        section_times=corrected_times(read, parts.paragraphs, _in_flow(corrections.sections, running), year.year),
        quotes=_quoted_spans(text),
        home=named_region(corrections.region) or home_region(name, parts.kept, lexicon),
    )


def numerals(survey: Survey, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Expression]:
    """Yield every numeral expression between two offsets of a survey, in text order; one of a table stays in its cell.

    A dash that opens a cell before digits is a minus. `end` is the end of the text if not given.
    """
    text, tables = survey.text, survey.outline.tables
    end = len(text) if end is None else end
    for row in tables.rows_in(start, end) if tables.found else ():
        yield from expressions(text, lexicon, start, row.span.start)
        for cell in row.cells:
            low, high = max(cell.start, start), min(cell.end, end)
            for found in expressions(text, lexicon, low, high) if high > low else ():
                yield _with_dash(found) if found.span.start == cell.start + 1 and text[cell.start] in _DASHES else found
        start = max(start, row.span.end)
    yield from expressions(text, lexicon, start, end)


def _with_dash(found: Expression) -> Expression:
    """Return a quantity with the dash before it as its sign."""
    if found.shape != "quantity" or found.numbers[0].sign:
        return found
    numbers = (found.numbers[0]._replace(sign="–"), *found.numbers[1:])
    return found._replace(span=Span(found.span.start - 1, found.span.end), numbers=numbers, text=f"–{found.text}")


def _in_flow(sections: Sequence[SectionCorrection], running: Flow) -> tuple[SectionCorrection, ...]:
    """Return corrections of sections with their spans in the flow."""
    return tuple(replace(one, span=running.from_report(one.span)) for one in sections)


def _quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the short quotations and titles of a text, in which a numeral is part of a name (FIGURES.md §2)."""
    return tuple(Span(*found.span()) for found in _QUOTES.finditer(text))
