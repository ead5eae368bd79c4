"""What a heading of the first level says of its section: reviewed or planned, and a year or five."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ...model.figure import Reason, Span
from ..rule import Rule, decide
from .expressions import PLANS, parse_year
from .time_words import FIVE_YEAR_PLAN, NAMED_YEAR, TimeWords

# In so many characters behind a word of a plan stands what makes it a part of a review; what parts the two.
_REVIEWED = 6
_JOINED = re.compile("[和及与、，]")
_MARK = re.compile(r"[\s\u3000]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章)[：:、]?)?")
_PARTS = re.compile("[^，]*(?:，|$)")
# A heading that names no time is short; a time that opens it stands in so many first characters.
_SHORT = 20
_BEGINNING = 1

Mode = Literal["year", "five", "plan", "next five", "year aimed", "notes"]
"""What a section is about: the year or the five years reviewed, the year or the five years planned, what was aimed at
in the year before; or a glossary.
"""

REVIEWS: tuple[Mode, ...] = ("year", "five")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section is about, where that was said and by which rules.

    `mode` is what holds from the paragraph on that begins at `start`. `other` is what a section on two periods turns
    to. `announced` and `both` say that its heading names a review and a plan, or a plan of five years and of one;
    `by_heading` says that a heading set it, `items_told` that a paragraph announced the items of a list as of it.
    """

    mode: Mode
    start: int
    reasons: tuple[Reason, ...]
    other: Mode | None = None
    announced: bool = False
    both: bool = False
    by_heading: bool = False
    items_told: bool = False


BEFORE_HEADINGS = Setting("year", 0, (Reason("section.before_headings"),))
"""What a report is about before a heading or an opening says otherwise."""


@dataclass(frozen=True)
class _Asked:
    """What the rules of a heading look at.

    `years` are those it names, each with where it stands; `review`, `plan`, `five` and `own` its words of a review, of
    a plan, of five years and of a single year. `before` is what the section before it is about; `is_past` is what the
    rules of the tense say of it.
    """

    title: str
    start: int
    year: int | None
    before: Setting
    words: TimeWords
    is_past: bool = True

    @property
    def is_past_now(self) -> bool:
        """Whether the section before it is a review."""
        return self.before.mode in REVIEWS

    @cached_property
    def years(self) -> list[tuple[int, int, Span]]:
        """The first and last year of each time that is named by its years, and where it stands."""
        named = [(parse_year(found[1]), self.span(found)) for found in NAMED_YEAR.finditer(self.title)]
        plans = [(PLANS[found[1]], self.span(found)) for found in FIVE_YEAR_PLAN.finditer(self.title)]
        return [(year, year, span) for year, span in named] + [(year, year + 4, span) for year, span in plans]

    @cached_property
    def review(self) -> re.Match[str] | None:
        # 确保结构调整初见成效 plans what it wishes for
        wished = self.words.wished.search(self.title)
        end = wished.start() if wished else len(self.title)
        return next((one for one in self.words.review.finditer(self.title, 0, end) if not self._is_aimed_at(one)), None)

    def _is_aimed_at(self, review: re.Match[str]) -> bool:
        """Tell whether a plan wishes for a result: 在乡村建设上取得新进展, under no time of its own."""
        is_result = not self.is_past_now and self.words.result.fullmatch(review[0]) is not None
        return is_result and self.own is None and self.five is None

    @cached_property
    def plan(self) -> re.Match[str] | None:
        # 主要工作回顾 is a review: a word of a plan that is part of what is looked back on plans nothing
        return next((one for one in self.words.plan.finditer(self.title) if not self._is_reviewed(one)), None)

    @property
    def may_plan(self) -> bool:
        """Whether it names no years, or some that are not over: 2025年主要工作和“十四五”成就 plans nothing."""
        return self.year is None or not self.years or any(last >= self.year for _, last, _ in self.years)

    def _is_reviewed(self, plan: re.Match[str]) -> bool:
        behind = self.words.review.search(self.title, plan.end(), plan.end() + _REVIEWED)
        return behind is not None and _JOINED.search(self.title, plan.end(), behind.start()) is None

    @cached_property
    def five(self) -> re.Match[str] | None:
        return self.words.five.search(self.title)

    @cached_property
    def own(self) -> re.Match[str] | None:
        return next((one for one in self.words.own_year.finditer(self.title) if self._is_near(one[0])), None)

    @property
    def goes_on_ahead(self) -> bool:
        """Whether it plans without a time, below one of five years: 三、主要任务 are theirs."""
        names_time = self.five or self.own or self.words.first_year.search(self.title)
        is_headed = self.before.by_heading or self.before.reasons[0].rule == "section.target_lead_ahead"
        return not self.is_past and not names_time and self.before.mode == "next five" and is_headed

    @property
    def five_reviewed(self) -> re.Match[str] | None:
        """What it says of five years that are over: those of a five-year plan that is under way are not."""
        plan = FIVE_YEAR_PLAN.match(self.five[0]) if self.five else None
        is_under_way = plan is not None and self.year is not None and PLANS[plan[1]] < self.year <= PLANS[plan[1]] + 4
        return None if is_under_way else self.five

    def _is_near(self, words: str) -> bool:
        """Tell whether words name the report's year or the one before, not one far ahead (2035年远景目标)."""
        named = NAMED_YEAR.match(words)
        return named is None or self.year is None or abs(parse_year(named[1]) - self.year) <= 1

    def span(self, found: re.Match[str]) -> Span:
        """Return where something stands in the text that was found in the title."""
        return Span(self.start + found.start(), self.start + found.end())


class _Tense(NamedTuple):
    """Whether a heading speaks of what has happened, and the words that say so."""

    is_past: bool
    words: tuple[Span, ...] = ()


class _Extent(NamedTuple):
    """What a section is about, by the words of its heading, and what it turns to."""

    mode: Mode
    words: tuple[Span, ...] = ()
    other: Mode | None = None
    both: bool = False


def read_heading(title: str, start: int, year: int | None, before: Setting, words: TimeWords) -> Setting | None:
    """Read what a heading sets, by the first of `TENSE_RULES` and of `EXTENT_RULES`; None where it sets nothing.

    一、2025年工作回顾 opens a review of 2025, 二、2026年工作安排 a plan of 2026. `year` is the report's own, `before`
    what the section before it is about.
    """
    asked = _asked(title, start, year, before, words)
    if words.report.search(title) or not (asked.review or asked.plan or asked.five or asked.own):
        return None
    tense_rule, tense = decide(TENSE_RULES, asked) or ("section.heading_goes_on", _Tense(asked.is_past_now))
    asked = replace(asked, is_past=tense.is_past)
    if asked.goes_on_ahead:
        return None
    extent_rule, extent = decide(EXTENT_RULES, asked) or ("section.heading_one_year", _one_year(asked))
    return Setting(
        extent.mode,
        start,
        (Reason(tense_rule, tense.words), Reason(extent_rule, extent.words)),
        other=extent.other,
        announced=asked.review is not None and asked.plan is not None and asked.may_plan,
        both=extent.both,
        by_heading=True,
    )


def _asked(title: str, start: int, year: int | None, before: Setting, words: TimeWords) -> _Asked:
    """Return what the rules look at: of a heading with a dash the words before it, where these say enough.

    二、2025年主要任务——决胜“十四五” plans 2025.
    """
    asked = _Asked(title, start, year, before, words)
    lead = replace(asked, title=title.partition("——")[0])
    return lead if lead.own or lead.five or lead.review or lead.plan else asked


def is_strong(title: str, year: int | None, words: TimeWords) -> bool:
    """Tell whether a heading opens a section of its own by its words, also where a list of others is under way.

    二、2026年工作安排 and 三、下步打算 do; 六、突出重点，提升城市品质 does not.
    """
    mark = _MARK.match(title)
    plain = title[mark.end() if mark else 0 :].strip()
    asked = _asked(plain, 0, year, BEFORE_HEADINGS, words)
    if asked.own is not None:
        return True
    if asked.five is not None:
        part = next(one for one in _PARTS.finditer(plain) if one.end() >= asked.five.end())
        is_named = words.review.search(part[0]) or words.plan.search(part[0])
        return asked.five.start() <= _BEGINNING or is_named is not None
    return len(asked.title) <= _SHORT and "，" not in asked.title and words.heading_ends.search(asked.title) is not None


def names_year_planned(title: str, year: int | None, words: TimeWords) -> bool:
    """Tell whether a heading plans the report's year by its name: 三、2026年重点工作."""
    setting = read_heading(title, 0, year, BEFORE_HEADINGS, words)
    return setting is not None and setting.mode == "plan" and setting.reasons[-1].rule == "section.heading_year"


def _past_years(asked: _Asked) -> _Tense | None:
    if asked.year is None:
        return None
    past = [(first, span) for first, last, span in asked.years if last < asked.year]
    return _Tense(True, (min(past)[1],)) if past else None


def _coming_years(asked: _Asked) -> _Tense | None:
    """Apply where years are named from the report's on; a five-year plan that is under way is of either."""
    if asked.year is None:
        return None
    coming = [(first, span) for first, _, span in asked.years if first >= asked.year]
    return _Tense(False, (min(coming)[1],)) if coming else None


def _last_year(asked: _Asked) -> _Tense | None:
    found = asked.words.last_year.search(asked.title) if asked.own else None
    return _Tense(True, (asked.span(found),)) if found else None


def _this_year(asked: _Asked) -> _Tense | None:
    found = asked.words.this_year.search(asked.title) if asked.own else None
    return _Tense(False, (asked.span(found),)) if found else None


def _review(asked: _Asked) -> _Tense | None:
    return _Tense(True, (asked.span(asked.review),)) if asked.review else None


def _plan(asked: _Asked) -> _Tense | None:
    return _Tense(False, (asked.span(asked.plan),)) if asked.plan else None


def _goes_on(asked: _Asked) -> _Tense | None:
    return _Tense(asked.is_past_now)


TENSE_RULES: Sequence[Rule[_Asked, _Tense]] = (
    Rule("section.heading_past_years", _past_years),
    Rule("section.heading_coming_years", _coming_years),
    Rule("section.heading_last_year", _last_year),
    Rule("section.heading_review", _review),
    Rule("section.heading_plan", _plan),
    Rule("section.heading_this_year", _this_year),
    Rule("section.heading_goes_on", _goes_on),
)


def _goals(asked: _Asked) -> _Extent | None:
    """In a plan of five years and of one, goals for the five say so where they begin; all else is the year's work."""
    if asked.is_past or not asked.five or not asked.own:
        return None
    return _Extent("plan", (asked.span(asked.five), asked.span(asked.own)), both=True)


def _five_first(asked: _Asked) -> _Extent | None:
    five = asked.five_reviewed
    if not asked.is_past or not five or not asked.own or five.start() >= asked.own.start():
        return None
    return _Extent("five", (asked.span(five), asked.span(asked.own)), other="year")


def _year_first(asked: _Asked) -> _Extent | None:
    five = asked.five_reviewed
    if not asked.is_past or not five or not asked.own or five.start() < asked.own.start():
        return None
    return _Extent("year", (asked.span(asked.own), asked.span(five)), other="five")


def _five(asked: _Asked) -> _Extent | None:
    five = asked.five_reviewed if asked.is_past else asked.five
    return _Extent("five" if asked.is_past else "next five", (asked.span(five),)) if five else None


def _year(asked: _Asked) -> _Extent | None:
    return _Extent("year" if asked.is_past else "plan", (asked.span(asked.own),)) if asked.own else None


def _one_year(asked: _Asked) -> _Extent:
    return _Extent("year" if asked.is_past else "plan")


EXTENT_RULES: Sequence[Rule[_Asked, _Extent]] = (
    Rule("section.heading_goals", _goals),
    Rule("section.heading_five_first", _five_first),
    Rule("section.heading_year_first", _year_first),
    Rule("section.heading_five", _five),
    Rule("section.heading_year", _year),
    Rule("section.heading_one_year", _one_year),
)
