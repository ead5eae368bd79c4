"""Sections: which years each paragraph is about, and whether they are past, by headings and openings."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...model.figure import Reason, Span, Status
from ..lexicon import Lexicon
from ..outline import Heading, Outline
from .expressions import PLANS, YEAR, TimeExpression, parse_year

Mode = Literal["year", "five", "plan", "next five"]

# How many characters into a paragraph a time expression may begin that opens it.
_OPENING = 30
# Among so many first characters a date on a line of its own is the day of the session.
_HEAD = 400
_DAY = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BRIEF_OPENING = 8
_NUMBERED = re.compile(r"\s*[（(][一二三四五六七八九十]")
_MARKER = re.compile(
    r"\s*(?:——|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、])?"
)


_DEFAULT = Reason("section.default")


@dataclass(frozen=True, slots=True)
class SectionTime:
    """What a paragraph is about, from the offset `start` on.

    `first` and `last` are its years, None where they are not known; `status` is "actual" in a review and "target" in a
    plan; `reason` is the rule by which that is known, and where the words stand that say so.
    """

    start: int
    first: int | None
    last: int | None
    status: Status
    reason: Reason = _DEFAULT


@dataclass(frozen=True, slots=True)
class _Patterns:
    review: re.Pattern[str]
    plan: re.Pattern[str]
    target_lead: re.Pattern[str]
    target_met: re.Pattern[str]
    own_year: re.Pattern[str]
    five: re.Pattern[str]
    outlook: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    """Compile the words of time that headings and openings have (`resources/lexicon/time.toml`)."""
    return _Patterns(
        review=re.compile(lexicon.either("time.review")),
        plan=re.compile(lexicon.either("time.plan")),
        target_lead=re.compile(f"{lexicon.either('time.target_lead')}[^，。；]{{0,8}}?(?:是|为|：|:|如下)"),
        target_met=re.compile(lexicon.either("time.target_met")),
        own_year=re.compile(f"{YEAR}年|{lexicon.either('time.this_year', 'time.last_year')}"),
        outlook=re.compile(lexicon.either("time.outlook")),
        five=re.compile(
            f"五年|(?<![0-9])5年|十[一二三四五六]五|{lexicon.either('time.five_years', 'time.next_five_years')}"
        ),
    )


def report_year(text: str, outline: Outline, lexicon: Lexicon) -> int | None:
    """Return the year a report was given in; None where nothing tells.

    Its title's year, else that of its headings, else the year after the one named most, because a report reviews the
    year before.
    """
    head, patterns = text[:4000], _patterns(lexicon)
    if found := re.search(rf"({YEAR})年[^\n。]{{0,24}}政府工作报告", head):
        return parse_year(found[1])
    if found := re.search(rf"({YEAR})年[0-9]{{1,2}}月[0-9]{{1,2}}日[^\n。]{{0,30}}会议", head):
        return parse_year(found[1])
    if found := re.search(rf"^\W*({YEAR})年{_DAY}月{_DAY}日\W*$", text[:_HEAD], re.MULTILINE):
        return parse_year(found[1])
    for heading in outline.headings:
        years = [parse_year(year) for year in re.findall(f"({YEAR})年", heading.title)]
        if years and patterns.review.search(heading.title):
            return max(years) + 1
        if years and patterns.plan.search(heading.title):
            return max(years)
    counts = Counter(parse_year(year) for year in re.findall(f"({YEAR})年", text))
    return counts.most_common(1)[0][0] + 1 if counts else None


def section_times(
    text: str, outline: Outline, times: Sequence[TimeExpression], year: int | None, lexicon: Lexicon
) -> tuple[SectionTime, ...]:
    """Return for each paragraph what it is about, in text order; it holds until a heading or an opening says otherwise.

    一、2025年工作回顾 opens a review of 2025, 二、2026年工作安排 a plan of 2026.
    """
    titles = {heading.span.start: heading for heading in outline.headings}
    patterns = _patterns(lexicon)
    section = _Section(year, patterns)
    starts = [time.span.start for time in times]
    found = []
    for paragraph in outline.paragraphs:
        heading = titles.get(paragraph.start)
        words = text[paragraph.start : paragraph.end]
        if heading is not None and heading.level < 2:
            section.enter(words, heading)
        elif heading is not None:
            section.follow("number")
        elif heading is None:
            sentence = outline.sentence_at(paragraph.start)
            inside = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            section.read(words, paragraph, _opening_time(text, paragraph, inside))
            if section.mode == "five" and section.other == "year":
                section.narrow(text, times[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)])
            if (section.announced or section.both) and (
                any(year is not None and one.first >= year and one.last > one.first for one in inside)
                or patterns.outlook.search(text, *sentence)
            ):
                section.look_ahead(sentence)
        found.append(section.section_time(paragraph.start))
    return tuple(found)


def _opening_time(text: str, paragraph: Span, inside: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the time expression that opens a paragraph; None where none does."""
    marker = _MARKER.match(text, paragraph.start, paragraph.end)
    opening = marker.end() if marker else paragraph.start
    for time in inside:
        if time.span.start > opening + (_OPENING if time.last > time.first else _BRIEF_OPENING):
            return None
        if not time.base and not time.months and _opens(text, time):
            return time
    return None


def _opens(text: str, time: TimeExpression) -> bool:
    """Tell whether a time expression names what follows.

    A date does not, nor does the bare name of a plan (“十五五” without 时期) or an attribute of a single noun.
    """
    words, following = text[time.span.start : time.span.end], text[time.span.end : time.span.end + 1]
    if "月" in words:
        return False
    if "年" not in words:
        return words.endswith(("时期", "期间", "以来")) or not words.strip('“”"').startswith("十")
    return not words[0].isdigit() or time.last > time.first or following in tuple("，,是很极这我不")


def section_time_at(found: Sequence[SectionTime], offset: int) -> SectionTime:
    """Return what the paragraph that holds an offset is about."""
    index = bisect_right(found, offset, key=lambda setting: setting.start) - 1
    return found[max(index, 0)] if found else SectionTime(0, None, None, "actual")


def _style(words: str) -> Literal["dash", "number"] | None:
    """Return how an item of a list is marked: by a dash or by a number in brackets; None for other paragraphs."""
    if words.lstrip().startswith("——"):
        return "dash"
    return "number" if _NUMBERED.match(words) else None


class _Section:
    """The section being read: which years and tense hold in it, and what may switch them.

    `mode` is what holds now: "year" and "five" are the year and the five years reviewed, "plan" and "next five" those
    planned. `other` is what a section on two periods turns to. `announced` and `both` say that its heading names a
    review and a plan, or a plan of five years and of one.
    """

    def __init__(self, year: int | None, patterns: _Patterns) -> None:
        self.year = year
        self.patterns = patterns
        self.mode: Mode = "year"
        self.evidence: tuple[Span, ...] = ()
        self.other: Mode | None = None
        self.style: str | None = None
        self.announced = self.both = False

    def enter(self, title: str, heading: Heading) -> None:
        """Take up a heading of the first level, or a title."""
        review, ahead = self.patterns.review.search(title), self.patterns.plan.search(title)
        five, own = self.patterns.five.search(title), self.patterns.own_year.search(title)
        if "政府工作报告" in title or not (review or ahead or five or own):
            return
        self.evidence, self.other, self.style = (heading.span,), None, None
        self.announced = review is not None and ahead is not None
        past = self._is_past(title, review is not None, ahead is not None)
        spans: tuple[Mode, Mode] = ("five", "year") if past else ("next five", "plan")
        self.both = bool(five and own and not past)
        if self.both:
            # Goals for five years say so where they begin; everything else is the year's work.
            self.mode = "plan"
        elif five and own:
            self.mode, self.other = spans if five.start() < own.start() else (spans[1], spans[0])
        else:
            self.mode = spans[0] if five else spans[1]

    def _is_past(self, title: str, review: bool, ahead: bool) -> bool:
        """Tell whether a heading speaks of what has happened, by its years, else by its words."""
        years = [parse_year(year) for year in re.findall(f"({YEAR})年", title)]
        years += [PLANS[plan] for plan in re.findall("(十[一二三四五六])五", title)]
        if self.year is not None and years:
            return min(years) < self.year
        return review or (not ahead and self.mode in ("year", "five"))

    def look_ahead(self, words: Span) -> None:
        """Turn to the five years ahead, which the heading announced; `words` is where this is said."""
        if self.both and self.mode == "plan":
            self.mode, self.other, self.evidence = "next five", "plan", (words,)
        elif self.mode in ("year", "five"):
            self.mode, self.evidence = "next five", (words,)

    def read(self, words: str, span: Span, time: TimeExpression | None) -> None:
        """Take up what the opening of a paragraph says: its words, its span and the time that opens it."""
        opening = words[:60]
        lead = self.patterns.target_lead.search(opening)
        mode = self._mode_of(time)
        if lead and not self.patterns.target_met.search(opening[: lead.start()] + opening[lead.end() :][:8]):
            mode = "next five" if "next five" in (mode, self.mode) and mode != "plan" else "plan"
        elif mode is None and (style := _style(words)) is not None:
            self.follow(style)
        # Where the year is named, the rest of the section is the year's work.
        self.both = self.both and mode != "plan"
        if mode is None or (self.mode in ("plan", "next five") and mode in ("year", "five")):
            return
        if mode != self.mode:
            self.mode = mode
            self.other = "plan" if self.both and mode == "next five" else self.other
            self.evidence = (time.span if time else Span(span.start, min(span.end, span.start + 20)),)

    def _mode_of(self, time: TimeExpression | None) -> Mode | None:
        """Return what a time that opens a paragraph turns the section to; None where it turns it to nothing."""
        if time is None or self.year is None:
            return None
        if time.first == time.last:
            return {self.year - 1: "year", self.year: "plan"}.get(time.first)  # type: ignore[return-value]
        if time.last == self.year - 1:
            return "five"
        return "next five" if time.first >= self.year else None

    def narrow(self, text: str, times: Sequence[TimeExpression]) -> None:
        """In a section on five years and on one, turn to the year where a paragraph speaks of a year alone (全年)."""
        if any(time.last > time.first for time in times):
            return
        year = next((time for time in times if text[slice(*time.span)] in ("全年", "去年") and not time.base), None)
        if year is not None:
            self.mode, self.other, self.evidence = "year", None, (year.span,)

    def follow(self, style: Literal["dash", "number"]) -> None:
        """Take up an item of a list: in a section on two periods a new style of items begins the second period."""
        if self.other is None:
            return
        ahead = self.mode == "next five" and self.other == "plan" and style == "number"
        if ahead or (self.style is not None and style != self.style):
            self.mode, self.other = self.other, None
        self.style = style

    def section_time(self, start: int) -> SectionTime:
        """Return what holds from an offset on."""
        status: Status = "actual" if self.mode in ("year", "five") else "target"
        if self.year is None:
            return SectionTime(start, None, None, status, Reason("section.heading", self.evidence))
        first, last = {"year": (-1, -1), "five": (-5, -1), "plan": (0, 0), "next five": (0, 4)}[self.mode]
        return SectionTime(start, self.year + first, self.year + last, status, Reason("section.heading", self.evidence))
