"""Sections: which years each paragraph is about, and whether they are past, by headings and openings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ...model.figure import Reason, Span, Status
from ..lexicon import Lexicon
from ..outline import Outline
from .expressions import TimeExpression
from .headings import Mode, Setting, is_strong, read_heading
from .openings import Paragraph, Style, read_announcement, read_item, read_paragraph
from .report_year import ReportYear
from .time_words import TimeWords, time_words

_BEFORE_HEADINGS = (Reason("section.before_headings"),)
_COMMUNIQUE = Setting("year", 0, (Reason("section.communique"),))
_START = attrgetter("start")
_FIRST_ITEM = re.compile(r"\s*一、")
# The first and last year of what a section is about, counted from the report's own.
_YEARS: Mapping[Mode, tuple[int, int]] = {"year": (-1, -1), "five": (-5, -1), "plan": (0, 0), "next five": (0, 4)}


@dataclass(frozen=True, slots=True)
class SectionTime:
    """What a paragraph is about, from the offset `start` on.

    `first` and `last` are its years, None where they are not known; `status` is "actual" in a review and "target" in a
    plan. `set_at` is where the paragraph or heading begins that set this, itself or one before it; `setting` are the
    rules by which it did, with their words; `reasons` are these, and that by which the report's year is known. Where an
    annotator corrected the status or the years, that correction is the reason in their place, and what is named up to
    the year `past_until` is past, though it may lie after these years; else after the last of them all is planned.
    """

    start: int
    first: int | None
    last: int | None
    status: Status
    set_at: int = 0
    setting: tuple[Reason, ...] = _BEFORE_HEADINGS
    reasons: tuple[Reason, ...] = _BEFORE_HEADINGS
    past_until: int | None = None


def section_times(
    text: str, outline: Outline, times: Sequence[TimeExpression], year: ReportYear, lexicon: Lexicon
) -> tuple[SectionTime, ...]:
    """Return for each paragraph what it is about, in text order; it holds until a heading or an opening says otherwise.

    一、2025年工作回顾 opens a review of 2025, 二、2026年工作安排 a plan of 2026.
    """
    if year.is_communique:
        return tuple(_section_time(span.start, _COMMUNIQUE, year) for span in outline.paragraphs)
    titles = {heading.span.start: heading for heading in outline.headings}
    words = time_words(lexicon)
    setting = Setting("year", 0, _BEFORE_HEADINGS)
    style: Style | None = None
    # a list of headings within a section (一、…, 二、… under 2025年工作安排) is under way
    is_listed = False
    starts = [time.span.start for time in times]
    found = []
    for span in outline.paragraphs:
        if outline.tables and outline.tables.row_at(span.start) is not None:
            # a year at the head of a table opens nothing
            found.append(_section_time(span.start, setting, year))
            continue
        heading = titles.get(span.start)
        if heading is not None and heading.level < 2:
            title, is_review = text[span.start : span.end], setting.mode in ("year", "five")
            is_strong_now = heading.level == 0 or is_strong(title, year.year, words)
            is_listed = not is_strong_now and (is_listed or _FIRST_ITEM.match(title) is not None)
            entered = None if is_listed else read_heading(title, span.start, year.year, is_review, words)
            setting, style = (entered, None) if entered is not None else (setting, style)
            behind = setting
        else:
            sentence = span if heading is not None else _first_sentence(text, outline, span, words)
            inside = times[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            first = inside[: bisect_left(starts, sentence.end) - bisect_left(starts, span.start)]
            is_item = heading is not None
            paragraph = Paragraph(text, span, sentence, inside, first, year.year, setting, style, words, is_item)
            setting, style = read_item(paragraph) if is_item else read_paragraph(paragraph)
            last = outline.sentence_at(span.end - 1)
            # what the paragraph announces holds behind it, not for its own figures
            behind = read_announcement(paragraph._replace(setting=setting), last)
        found.append(_section_time(span.start, setting, year))
        setting = behind
    return tuple(found)


def _first_sentence(text: str, outline: Outline, span: Span, words: TimeWords) -> Span:
    """Return the first sentence of a paragraph, with the address before it (各位代表！过去五年，…)."""
    first = outline.sentence_at(span.start)
    if first.end < span.end and words.address.fullmatch(text, *first):
        return Span(first.start, outline.sentence_at(first.end).end)
    return first


def section_time_at(found: Sequence[SectionTime], offset: int) -> SectionTime:
    """Return what the paragraph that holds an offset is about."""
    index = bisect_right(found, offset, key=_START) - 1
    return found[max(index, 0)] if found else SectionTime(0, None, None, "actual")


def _section_time(start: int, setting: Setting, year: ReportYear) -> SectionTime:
    status: Status = "actual" if setting.mode in ("year", "five") else "target"
    first = last = None
    if year.year is not None:
        first, last = (year.year + distance for distance in _YEARS[setting.mode])
    return SectionTime(start, first, last, status, setting.start, setting.reasons, (*setting.reasons, year.reason))
