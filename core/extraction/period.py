"""The period: the time a figure is about, from the clause, else the sentence and paragraph, else their setting."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from core.extraction.lexicon import Lexicon
from core.figure import Span

YEAR = r"(?:20[0-9]{2}|二[〇零○][一二三四五六七八九〇零○]{2})"
PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_COUNT = "[0-9一二两三四五六七八九十]{1,3}"
_FIRST = '0-9“"‘前上下第近过为历未今后每连二十一三四五六七八九两'
_DATE = r"20[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_SESSION = f"{_ORDINAL}届(?:{_ORDINAL}次)?|{_ORDINAL}次(?:、{_ORDINAL}次)*(?:全会|会议|全体|代表|党代)"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its span, the first and last year it names, months where it names part of a year.

    `base` says that a comparison is made with it; `whole` that it only says "that year"; `since` that it goes on from
    there; `floating` that the year of its months is the setting's.
    """

    span: Span
    first: int
    last: int
    months: tuple[int, int] | None = None
    base: bool = False
    whole: bool = False
    since: bool = False
    floating: bool = False

    @property
    def period(self) -> str:
        """The years as ISO 8601, with months where it names part of a year."""
        if self.months:
            return f"{self.first}-{self.months[0]:02}/{self.last}-{self.months[1]:02}"
        return written(self.first, self.last)


def written(first: int, last: int) -> str:
    """A year, or a span of years, as ISO 8601."""
    return str(first) if first == last else f"{first}/{last}"


# How many time expressions back one may be carried from.
_STEPS = 12


@cache
def time_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Every way of naming a time, as one expression; years and spans of years are read, the rest only marked."""
    named = ("this_year", "base_year", "last_year", "five_years", "next_five_years", "whole_year")
    first = "".join({word[0] for name in named for word in lexicon.words(f"time.{name}")}) + _FIRST
    groups = "\n | ".join(f"(?P<{name}>{lexicon.either(f'time.{name}')})" for name in named)
    return re.compile(
        rf"""
        (?=[{first}])(?:
        (?P<span_from>{YEAR})年?[ ]?(?:——|[—–\-－~～至到])[ ]?(?P<span_to>{YEAR})年间?
      | (?P<year>{YEAR})[ ]*\n?年(?:(?P<month>[0-9]{{1,2}})月(?:[0-9]{{1,2}}日)?)?(?:[底末初]|期间|以来|前|后|度)?
      | [“"‘]?(?P<plan>十[一二三四五六])五[”"’]?
        (?:(?P<plan_end>期?末|收官)|(?:时期)?前(?P<plan_years>[一二两三四1-4])年|时期|期间|以来)?
      | (?P<low>[0-9]{{1,2}})[—–\-－至](?P<high>[0-9]{{1,2}})月份?
      | 前(?P<quarters>[一二三])个?季度 | (?P<half>[上下])半年 | 第?(?P<quarter>[一二三四])(?:、[二三四])*季度
      | [0-9]{{1,2}}月(?:[0-9]{{1,2}}日|份|底|初|[上中下]旬)?
      | {groups}
      | {_DATE}
      | {_SESSION}
      | 连续{_COUNT}(?:个?月度?|个?季度|个?年度?|届|次)
      | 第{_COUNT}[届次]
      | (?<![0-9])[0-9]{{2}}年代
      | (?P<back>近|未来|今后)(?P<years>[一二两三四五六七八九十]|[2-9])年(?![多余级度])(?:来|内)?
      | (?P<mean>[二两三四五])年(?:年均|平均)
      | (?:近|过去|为期|历时|未来|今后|前|后|每|第)?{_COUNT}[多余]?年(?:来|间|内|以来|行动|攻坚|计划|规划|倍增|任务)
        )""",
        re.VERBOSE,
    )


def year_of(year: str) -> int:
    """Read a year in either script."""
    return int("".join(_DIGITS.get(char, char) for char in year))


def find_times(text: str, year: int | None, lexicon: Lexicon) -> tuple[tuple[Time, ...], tuple[Span, ...]]:
    """Find every time expression; return those that name years, and the spans of all."""
    base, lasting = _base(lexicon)
    times, spans = [], []
    for found in time_pattern(lexicon).finditer(text):
        span = Span(*found.span())
        spans.append(span)
        years = _years(found, year)
        if years is None:
            continue
        is_base = found["base_year"] is not None or base.search(text, max(0, span.start - 3), span.start) is not None
        floating = years[2] is not None and lasting.search(text, max(0, span.start - 4), span.start) is None
        since = found[0].endswith("以来") and bool(found["year"] or found["plan"])
        whole = found["whole_year"] is not None
        times.append(Time(span, *years, base=is_base, whole=whole, since=since, floating=floating))
    return tuple(times), tuple(spans)


@cache
def _base(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a time the base of a comparison, and what tells that months are not the setting's."""
    years = lexicon.either("time.last_year", "time.base_year")
    return re.compile(f"{lexicon.either('time.base_before')}$"), re.compile(f"(?:{years}|年)的?$")


def _years(found: re.Match[str], year: int | None) -> tuple[int, int, tuple[int, int] | None] | None:
    if found["span_from"]:
        return year_of(found["span_from"]), year_of(found["span_to"]), None
    if found["year"]:
        return year_of(found["year"]), year_of(found["year"]), None
    if found["plan"]:
        first = PLANS[found["plan"]]
        if found["plan_years"]:
            return first, first + _count(found["plan_years"]) - 1, None
        return (first + 4 if found["plan_end"] else first), first + 4, None
    if year is None:
        return None
    offsets = {"this_year": (0, 0), "last_year": (-1, -1), "base_year": (-2, -2), "five_years": (-5, -1)}
    offsets |= {"next_five_years": (0, 4), "whole_year": (-1, -1)}
    for name, (first, last) in offsets.items():
        if found[name]:
            return year + first, year + last, None
    if found["back"]:
        count = _count(found["years"])
        return (year - count, year - 1, None) if found["back"] == "近" else (year, year + count - 1, None)
    if found["mean"]:
        return year - _count(found["mean"]), year - 1, None
    months = _months(found)
    return None if months is None else (year - 1, year - 1, months)


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else "一二三四五六七八九十".index(numeral.replace("两", "二")) + 1


def _months(found: re.Match[str]) -> tuple[int, int] | None:
    if found["low"]:
        low, high = int(found["low"]), int(found["high"])
        return (low, high) if 1 <= low <= high <= 12 else None
    if found["quarters"]:
        return 1, 3 * "一二三".index(found["quarters"]) + 3
    if found["half"]:
        return (1, 6) if found["half"] == "上" else (7, 12)
    if found["quarter"]:
        first = 3 * "一二三四".index(found["quarter"]) + 1
        return first, first + 2
    return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, for its period: its span, clause, sentence and paragraph, and the years of its setting."""

    span: Span
    clause: Span
    sentence: Span
    paragraph: Span
    first: int | None
    last: int | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class When:
    """A figure's period, the words that told it, and whether they place it after its setting's years, or before."""

    period: str | None
    words: tuple[Span, ...] = ()
    ahead: bool = False


# 从 or 由 before a number, with what stands between them, and the arrival after it.
_START = re.compile(r"(?:从|由)(?:[^，。；,;从由至到]{0,16})$")
_ARRIVAL = re.compile(r"[^，。；,;]{0,24}?(?:到|至|为|成|居)")
_REACHED = re.compile(
    "(?:达到?|突破|增至|升至|增[加长]到|提[高升]到|[至到]|稳定在|保持在|跃居|总[量数规]|保有量|余额|居)[^，。；]{0,6}$|为[近约超]?$"
)
_SUM = re.compile("累计|共|新增|净增|每年|年均|总投资")


@cache
def _rates(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """年均, which spans five years anywhere, and with it 每年, which spans them only where they are spoken of."""
    yearly = f"{lexicon.either('time.yearly')}(?!{lexicon.either('time.yearly_mean')})"
    return re.compile(yearly), re.compile(f"{yearly}|{lexicon.either('time.every_year')}")


def read_period(text: str, place: Place, times: Sequence[Time], point: bool, lexicon: Lexicon) -> When:
    """Read the period of the figure at a place; `point` says it is a stock or a share, reached at a moment."""
    before = text[place.clause.start : place.span.start]
    near = _nearest(times, place.clause.start, place.span.start)
    carried = _carried(text, place, times)
    if near is not None and (period := _from_clause(text, place, near, carried)) is not None:
        return When(period, (near.span,), _ahead(near, place))
    start = _START.search(before)
    if start and _ARRIVAL.match(text, place.span.end, place.clause.end) and place.first is not None:
        spot = place.clause.start + start.start()
        return When(str(place.first - 1), (Span(spot, spot + 1),), place.ahead)
    rate = _rates(lexicon)[place.first != place.last].search(before)
    if place.first is not None and rate:
        spot = place.clause.start + rate.start()
        first, last = (place.first, place.last) if place.first != place.last else _five(place)
        return When(written(first, last or first), (Span(spot, spot + len(rate[0])),), place.ahead)
    reached = point and _REACHED.search(before) is not None and not _SUM.search(before)
    if carried is not None:
        period = str(carried.last) if reached and carried.last > carried.first else _settle(carried, place)
        return When(period, (carried.span,), _ahead(carried, place))
    if place.first is None or place.last is None:
        return When(None)
    if reached and place.first != place.last:
        return When(str(place.last), (), place.ahead)
    return When(written(place.first, place.last), (), place.ahead)


def _ahead(time: Time, place: Place) -> bool:
    """Say whether a time expression lies in what is planned: beyond a review's years, not before a plan's."""
    if place.first is None or place.last is None or time.base or time.whole or time.floating:
        return place.ahead
    return time.last >= place.first if place.ahead else time.last > place.last and not time.months


def _five(place: Place) -> tuple[int, int]:
    first = place.first or 0
    return (first, first + 4) if place.ahead else (first - 4, first)


def _nearest(times: Sequence[Time], start: int, end: int) -> Time | None:
    index = bisect_left(times, end, key=lambda time: time.span.end + 1) - 1
    index = min(index + 1, len(times) - 1)
    while index >= 0 and times[index].span.end > end:
        index -= 1
    return times[index] if index >= 0 and times[index].span.start >= start else None


def _from_clause(text: str, place: Place, time: Time, carried: Time | None) -> str | None:
    """What the nearest time expression of the clause says; None where it is only compared with."""
    between = text[time.span.end : place.span.start]
    if between.endswith("的") and len(between) > 1 and time.first != time.last:
        # “十四五”批复的6个项目: the time belongs to an attribute of what is counted.
        return None
    if not time.base:
        return _settle(time, place)
    if between.startswith("的") and len(between) <= 5 and not text[place.span.start : place.span.end].endswith("倍"):
        return str(time.last)
    last = carried.last if carried is not None and carried.last > time.last else place.last
    return None if last is None or time.last >= last - 1 else written(time.last + 1, last)


def _settle(time: Time, place: Place) -> str:
    """The period a time expression names where it stands: "the whole year" is the year of its setting."""
    if time.whole and place.last is not None:
        return str(place.first if place.ahead else place.last)
    if time.floating and time.months and place.ahead and place.first is not None:
        low, high = time.months
        return f"{place.first}-{low:02}/{place.first}-{high:02}"
    if time.since and place.last is not None and place.last > time.first:
        return written(time.first, place.last)
    return time.period


def _carried(text: str, place: Place, times: Sequence[Time]) -> Time | None:
    """The time expression that opened an earlier clause of the sentence, or an earlier sentence of the paragraph."""
    index = bisect_left(times, place.clause.start, key=lambda time: time.span.start) - 1
    for time in reversed(times[max(0, index - _STEPS) : index + 1]):
        if time.span.start < place.paragraph.start:
            break
        lead = text[max(place.paragraph.start, time.span.start - 4) : time.span.start]
        opens = re.search(r"(?:^|[，。；：、！？\n,;:）)]|——)(?:到|至|在|截至|自|从|其中|预计|初步统计)?$", lead)
        same = time.span.start >= place.sentence.start
        # A part of a year, "the whole year", a year beyond the setting and one year of several hold for their sentence.
        beyond = place.last is not None and time.first > place.last
        brief = time.months or time.whole or beyond or (time.first == time.last and place.first != place.last)
        if opens and not time.base and (same or not brief):
            return time
    return None
