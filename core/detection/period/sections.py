"""Sections: which years each paragraph is about, and whether they are past, by headings and openings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import zip_longest
from operator import attrgetter

from ...model.figure import Reason, Span, Status
from ..lexicon import Lexicon
from ..outline import Heading, Outline
from .expressions import TimeExpression
from .headings import BEFORE_HEADINGS, REVIEWS, Mode, Setting, is_strong, names_year_planned, read_heading
from .openings import Paragraph, Style, read_announcement, read_item, read_later_sentence, read_paragraph
from .report_year import ReportYear
from .time_words import TimeWords, time_words

_COMMUNIQUE = Setting("year", 0, (Reason("section.communique"),))
_START = attrgetter("start")
_FIRST_ITEM = re.compile(r"\s*一、")
_NUMBER = re.compile(r"\s*([一二三四五六])、")
# A line above a glossary is short, and what is explained stands before a colon.
_SHORT_LINE = 40
_EXPLAINED = re.compile("[^，。；：:]{1,40}[：:]")
_NUMBERS = "一二三四五六"
# The first and last year of what a section is about, counted from the report's own.
_YEARS: Mapping[Mode, tuple[int, int]] = {
    "year": (-1, -1), "five": (-5, -1), "plan": (0, 0), "next five": (0, 4), "year aimed": (-1, -1), "notes": (0, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionTime:
    """What a paragraph is about, or the rest of one that turns to another time, from the offset `start` on.

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
    setting: tuple[Reason, ...] = BEFORE_HEADINGS.reasons
    reasons: tuple[Reason, ...] = BEFORE_HEADINGS.reasons
    past_until: int | None = None


def section_times(
    text: str, outline: Outline, times: Sequence[TimeExpression], year: ReportYear, lexicon: Lexicon
) -> tuple[SectionTime, ...]:
    """Return for each paragraph what it is about, in text order; it holds until a heading or an opening says otherwise.

    一、2025年工作回顾 opens a review of 2025, 二、2026年工作安排 a plan of 2026. A paragraph has two where a later
    sentence turns to another time (刚刚过去的2025年，…).
    """
    if year.is_communique:
        return tuple(_section_time(span.start, _COMMUNIQUE, year) for span in outline.paragraphs)
    titles = {heading.span.start: heading for heading in outline.headings}
    words = time_words(lexicon)
    setting = BEFORE_HEADINGS
    style: Style | None = None
    # a list of headings within a section (一、…, 二、… under 2025年工作安排) is under way
    is_listed = False
    # the heading by whose own words the review that is under way was opened
    reviewed: tuple[Heading, Setting] | None = None
    # the years in which something shall be done (五年内，) open no section
    times = [time for time in times if time.rule not in ("period.horizon", "period.term")]
    # asked at each heading behind a review, and looked for once
    last_planned = cache(partial(_last_year_planned, outline, year, words))
    # what holds above a glossary that is under way
    annotated: Setting | None = None
    starts = [time.span.start for time in times]
    found = []
    for span, below in zip_longest(outline.paragraphs, outline.paragraphs[1:]):
        if outline.tables and outline.tables.row_at(span.start) is not None:
            # a year at the head of a table opens nothing
            found.append(_section_time(span.start, setting, year))
            continue
        if below is not None and _is_above_notes(text, span, below, words):
            # what is explained is there: it is no part of the plan that it stands behind
            annotated = setting if annotated is None else annotated
            setting = Setting("notes", span.start, (Reason("section.notes"),))
            found.append(_section_time(span.start, setting, year))
            continue
        heading = titles.get(span.start)
        if annotated is not None:
            is_title = heading is not None and heading.level == 0
            if setting.mode == "notes" and not is_title and _EXPLAINED.match(text, *span) is not None:
                found.append(_section_time(span.start, setting, year))
                continue
            # the glossary is over
            setting, annotated = annotated, None
        if (titled := _list_title(text, span, heading, year, setting, words)) is not None:
            setting, style = titled, None
            found.append(_section_time(span.start, setting, year))
            continue
        later: Setting | None = None
        if heading is not None and heading.level < 2:
            title = text[span.start : span.end]
            is_strong_now = heading.level == 0 or is_strong(title, year.year, words)
            is_listed = not is_strong_now and (is_listed or _FIRST_ITEM.match(title) is not None)
            entered = None if is_listed else read_heading(title, span.start, year.year, setting, words)
            if entered is None and not is_listed and reviewed is not None and _is_next(reviewed[0], heading):
                entered = _after_review(reviewed[1], heading, last_planned, words)
            if entered is not None:
                reviewed = (heading, entered) if is_strong_now and entered.mode in REVIEWS else None
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
            later = None if is_item else read_later_sentence(paragraph._replace(setting=setting), outline.sentence_at)
            now = later if later is not None else setting
            # what the paragraph announces holds behind it, not for its own figures
            behind = _held_behind(read_announcement(paragraph._replace(setting=now), last), later, setting)
        found.append(_section_time(span.start, setting, year))
        if later is not None:
            found.append(_section_time(later.start, later, year))
        setting = behind
    return tuple(found)


def _is_above_notes(text: str, span: Span, below: Span, words: TimeWords) -> bool:
    """Tell whether a line stands above a glossary: 名词解释, with 1.专班：… below it."""
    if span.end - span.start > _SHORT_LINE:
        return False
    line = text[span.start : span.end]
    if "释" not in line and "说明" not in line:
        return False
    return words.notes.fullmatch(line) is not None and _EXPLAINED.match(text, below.start, below.end) is not None


def _held_behind(behind: Setting, later: Setting | None, setting: Setting) -> Setting:
    """Return what holds behind a paragraph whose rest turned to another time.

    Where the heading names no single year, the next paragraph is of all the years again.
    """
    return setting if later is not None and behind is later and setting.other != "year" else behind


def _list_title(
    text: str, span: Span, heading: Heading | None, year: ReportYear, before: Setting, words: TimeWords
) -> Setting | None:
    """Read a line above a list that names a year, behind a report: 2013年民生实事完成清单; None for others."""
    if span.end - span.start > _SHORT_LINE or (heading is not None and heading.level < 2):
        return None
    found = words.list_title.fullmatch(text, *span)
    setting = read_heading(found["title"], found.start("title"), year.year, before, words) if found else None
    if found and setting is not None and setting.mode == "year" and words.list_of_aims.search(found["title"]):
        # 2013年民生实事目标 behind a report of 2014: what was aimed at then
        return replace(setting, mode="year aimed")
    return setting


def _is_next(before: Heading, heading: Heading) -> bool:
    """Tell whether a heading is numbered as the one that follows another: 二、… after 一、…."""
    marks = _NUMBER.match(before.title), _NUMBER.match(heading.title)
    numbers = [_NUMBERS.find(mark[1]) for mark in marks if mark is not None]
    return len(numbers) == len(marks) and numbers[0] >= 0 and numbers[1] == numbers[0] + 1


def _last_year_planned(outline: Outline, year: ReportYear, words: TimeWords) -> int:
    """Return where the last heading of the first level stands that plans the report's year by its name, -1 for none."""
    first_level = [one for one in outline.headings if one.level < 2]
    planned = (one.span.start for one in first_level if names_year_planned(one.title, year.year, words))
    return max(planned, default=-1)


def _after_review(
    review: Setting, heading: Heading, last_planned: Callable[[], int], words: TimeWords
) -> Setting | None:
    """Return what follows a review under the next heading, which names no time: 二、推动工业提质 plans.

    It plans five years where five were reviewed and a later heading plans the year; None where it still looks back
    (二、存在的问题). `last_planned` returns where the last heading stands that plans the year.
    """
    if words.still_reviewed.search(heading.title):
        return None
    is_of_five = "five" in (review.mode, review.other) and last_planned() > heading.span.start
    mode: Mode = "next five" if is_of_five else "plan"
    return Setting(mode, heading.span.start, (Reason("section.heading_after_review"),), by_heading=True)


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
    status: Status = "actual" if setting.mode in (*REVIEWS, "notes") else "target"
    first = last = None
    if year.year is not None:
        first, last = (year.year + distance for distance in _YEARS[setting.mode])
    return SectionTime(start, first, last, status, setting.start, setting.reasons, (*setting.reasons, year.reason))
