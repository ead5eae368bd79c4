"""Time expressions: everything in a text that names a time, and the years it names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ...model.figure import Span
from ..lexicon import Lexicon

YEAR = r"(?:20[0-9]{2}|二[〇零○][一二三四五六七八九〇零○]{2})"
PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_COUNT = "[0-9一二两三四五六七八九十]{1,3}"
_FIRST = '0-9“"‘前上下第近过为历未今后每连二十一三四五六七八九两'
_DATE = r"20[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_SESSION = f"{_ORDINAL}届(?:{_ORDINAL}次)?|{_ORDINAL}次(?:、{_ORDINAL}次)*(?:全会|会议|全体|代表|党代)"


class TimeEdges(NamedTuple):
    """Where time expressions stand, to be asked at either end.

    `starts` has the start of each by its end, `ends` the end of each by its start.
    """

    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "TimeEdges":
        """Index some spans by both their ends."""
        return cls({span.end: span.start for span in spans}, {span.start: span.end for span in spans})


NO_TIMES = TimeEdges({}, {})


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: its span, the first and last year it names, and the first and last month of a part of a year.

    `base` says that something is compared with it (比上年); `relative` that it is the year before the one spoken of;
    `whole` that it only says "that year" (全年); `since` that it goes on from there (2020年以来); `floating` that its
    months are of the year its section is about (上半年).
    """

    span: Span
    first: int
    last: int
    months: tuple[int, int] | None = None
    base: bool = False
    relative: bool = False
    whole: bool = False
    since: bool = False
    floating: bool = False

    @property
    def period(self) -> str:
        """The time as ISO 8601 years, with months where it names part of a year (2025-01/2025-06)."""
        if self.months:
            return f"{self.first}-{self.months[0]:02}/{self.last}-{self.months[1]:02}"
        return iso_years(self.first, self.last)


def earlier_first(time: TimeExpression) -> TimeExpression:
    """Return a span of years with the earlier year first: in a report 2025—2021年 is the same span as 2021—2025年.

    An annotator who types it that way may have made a mistake, and is asked; so this is not done in `find_times`.
    """
    return time if time.first <= time.last else replace(time, first=time.last, last=time.first)


def iso_years(first: int, last: int) -> str:
    """Write a year, or a span of years, as ISO 8601: 2025, or 2021/2025."""
    return str(first) if first == last else f"{first}/{last}"


@cache
def time_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile every way of naming a time into one expression, with a group for each that is read."""
    named = ("this_year", "base_year", "last_year", "base_five_years", "five_years", "next_five_years", "whole_year")
    first = "".join({word[0] for name in named for word in lexicon.words(f"time.{name}")}) + _FIRST
    groups = "\n | ".join(f"(?P<{name}>{lexicon.either(f'time.{name}')})" for name in named)
    return re.compile(
        rf"""
        (?=[{first}])(?:
        (?P<span_from>{YEAR})年?[ ]?(?:——|[—–\-－~～至到])[ ]?(?P<span_to>{YEAR})年间?
      | (?P<year>{YEAR})[ ]*\n?年(?:(?P<month>[0-9]{{1,2}})月(?:[0-9]{{1,2}}日)?)?
        (?:[底末初]|期间|以来|前(?![移进列])|后(?!移)|度)?
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


def parse_year(year: str) -> int:
    """Read a year in either script (2025, 二〇二五)."""
    return int("".join(_DIGITS.get(char, char) for char in year))


def find_times(text: str, year: int | None, lexicon: Lexicon) -> tuple[tuple[TimeExpression, ...], tuple[Span, ...]]:
    """Find every time expression of a text; return those that name years, and the spans of all, both in text order.

    `year` is the report's own, None where it is not known: 去年 names a year only where it is.
    """
    base, lasting = _base(lexicon)
    times, spans = [], []
    for found in time_pattern(lexicon).finditer(text):
        span = Span(*found.span())
        spans.append(span)
        years = _years(found, year)
        if years is None:
            continue
        relative = found["base_year"] is not None
        is_base = (
            relative
            or found["base_five_years"] is not None
            or base.search(text, max(0, span.start - 3), span.start) is not None
        )
        floating = years[2] is not None and lasting.search(text, max(0, span.start - 4), span.start) is None
        since = found[0].endswith("以来") and bool(found["year"] or found["plan"])
        whole = found["whole_year"] is not None
        times.append(
            TimeExpression(span, *years, base=is_base, relative=relative, whole=whole, since=since, floating=floating)
        )
    return tuple(times), tuple(spans)


@cache
def _base(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what tells that a time is compared with, and what tells that months belong to a named year."""
    years = lexicon.either("time.last_year", "time.base_year")
    return re.compile(f"{lexicon.either('time.base_before')}$"), re.compile(f"(?:{years}|年)的?$")


def _years(found: re.Match[str], year: int | None) -> tuple[int, int, tuple[int, int] | None] | None:
    """Return the years, and the months of a part of a year, that a time expression names; None where it names none."""
    if found["span_from"]:
        return parse_year(found["span_from"]), parse_year(found["span_to"]), None
    if found["year"]:
        return parse_year(found["year"]), parse_year(found["year"]), None
    if found["plan"]:
        first = PLANS[found["plan"]]
        if found["plan_years"]:
            return first, first + _count(found["plan_years"]) - 1, None
        return (first + 4 if found["plan_end"] else first), first + 4, None
    if year is None:
        return None
    offsets = {
        "this_year": (0, 0),
        "last_year": (-1, -1),
        "base_year": (-2, -2),
        "base_five_years": (-10, -6),
        "five_years": (-5, -1),
    }
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
    """Read a small number in either script."""
    return int(numeral) if numeral.isdecimal() else "一二三四五六七八九十".index(numeral.replace("两", "二")) + 1


def _months(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the first and last month of a part of a year; None where the expression names none."""
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
