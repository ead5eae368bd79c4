"""The period: the time a figure is about, from the clause, the paragraph, the heading, the report's year in that order."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.extraction.lexicon import Lexicon
from core.extraction.outline import Outline
from core.figure import Span, Status

Role = Literal["point", "base", "plan", "part", "mention"]

_YEAR = r"(?:20[0-9]{2}|二[〇零○]{1}[一二三四五六七八九〇零○]{2})"
_PLAN_NAMES = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_NUMBER = "[0-9一二三四五六七八九十]{1,3}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its span and the first and last year it names; months where it names part of a year."""

    span: Span
    first: int
    last: int
    months: tuple[int, int] | None = None

    @property
    def period(self) -> str:
        if self.months:
            return f"{self.first}-{self.months[0]:02}/{self.last}-{self.months[1]:02}"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds from an offset on: the years written about, whether they are past, and the words that say so."""

    start: int
    first: int | None
    last: int | None
    status: Status
    words: tuple[Span, ...] = ()


@cache
def time_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Every way of naming a time, as one expression."""
    named = ("this_year", "last_year", "five_years", "next_five_years", "whole_year", "per_year")
    groups = "\n | ".join(f"(?P<{name}>{lexicon.either(f'time.{name}')})" for name in named)
    return re.compile(
        rf"""
        (?P<span_from>{_YEAR})年?[ ]?(?:[—–\-－~～至到]|——)[ ]?(?P<span_to>{_YEAR})年(?:间)?
      | (?P<year>{_YEAR})[ ]*\n?年(?:(?P<month>[0-9]{{1,2}})月(?:[0-9]{{1,2}}日)?)?(?:[底末初]|期间|以来|前|后|度)?
      | [“"‘]?(?P<plan>十[一二三四五六])五[”"’]?(?P<plan_end>末|期末|收官|规划末)?(?:时期|期间|以来|规划)?
      | (?P<months>[0-9]{{1,2}}[—–\-－至][0-9]{{1,2}})月(?:份)?
      | 前(?P<quarters>[一二三])个?季度 | (?P<half>[上下])半年 | (?:第)?(?P<quarter>[一二三四])、?(?:[二三四]、?)*季度
      | (?P<day>[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|份|底|初|中旬|上旬|下旬)?)
      | {groups}
      | (?:连续|近|过去|为期|历时|未来|今后|前|后|每|第)?{_NUMBER}(?:多|余)?年(?=来|间|内|行动|攻坚|计划|规划|倍增|任务|蝉联|位居|保持|居|以上|以来|获|在|实现|无|超|增|稳|荣|排|为|快|高)
      | 连续[0-9一二两三四五六七八九十]{{1,4}}(?:个月|个季度|年|个月度|季度|个年度|届|次)
      | 第[0-9一二三四五六七八九十]{{1,3}}[届次]
        """,
        re.VERBOSE,
    )


def report_year(text: str, plan: Outline, lexicon: Lexicon) -> int | None:
    """The year a report was given in: its title's, else its headings', else the year after the one named most."""
    head = text[:4000]
    if found := re.search(rf"({_YEAR})年[^\n。]{{0,24}}政府工作报告", head):
        return _year(found[1])
    if found := re.search(rf"({_YEAR})年[0-9]{{1,2}}月[0-9]{{1,2}}日[^\n。]{{0,30}}会议", head):
        return _year(found[1])
    for heading in plan.headings:
        years = [_year(year) for year in re.findall(f"({_YEAR})年", heading.title)]
        if years and re.search("回顾|总结|成就|成效", heading.title):
            return max(years) + 1
        if years and re.search("安排|任务|目标|重点|打算|部署|思路", heading.title):
            return max(years)
    counts = Counter(_year(year) for year in re.findall(f"({_YEAR})年", text))
    return counts.most_common(1)[0][0] + 1 if counts else None


def _year(written: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in written))


def find_times(text: str, year: int | None, lexicon: Lexicon) -> tuple[list[Time], list[Span]]:
    """Find every time expression; return those that name years, and the spans of all."""
    times, spans = [], []
    for found in time_pattern(lexicon).finditer(text):
        spans.append(Span(*found.span()))
        if (time := _read_time(found, year)) is not None:
            times.append(time)
    return times, spans


def _read_time(found: re.Match[str], year: int | None) -> Time | None:
    span, named = Span(*found.span()), found.groupdict()
    if named["span_from"]:
        return Time(span, _year(named["span_from"]), _year(named["span_to"]))
    if named["year"]:
        return Time(span, _year(named["year"]), _year(named["year"]))
    if named["plan"]:
        first = _PLAN_NAMES[named["plan"]]
        return Time(span, first + 4 if named["plan_end"] else first, first + 4)
    if year is None:
        return None
    relative = {"this_year": (0, 0), "last_year": (-1, -1), "five_years": (-5, -1), "next_five_years": (0, 4)}
    for name, (first, last) in relative.items():
        if named[name]:
            return Time(span, year + first, year + last)
    return _read_part(span, named, year)


def _read_part(span: Span, named: dict[str, str | None], year: int) -> Time | None:
    if named["months"]:
        low, high = (int(part) for part in re.split("[—–\\-－至]", named["months"]))
        return Time(span, year - 1, year - 1, (low, high)) if 1 <= low <= high <= 12 else None
    if named["quarters"]:
        return Time(span, year - 1, year - 1, (1, 3 * "一二三".index(named["quarters"]) + 3))
    if named["half"]:
        return Time(span, year - 1, year - 1, (1, 6) if named["half"] == "上" else (7, 12))
    if named["quarter"]:
        first = 3 * "一二三四".index(named["quarter"]) + 1
        return Time(span, year - 1, year - 1, (first, first + 2))
    return None


_REVIEW = re.compile("回顾|总结|成就|成效|历程|工作情况|完成情况|主要工作$")
_PLAN = re.compile("安排|任务|目标|重点|打算|部署|思路|工作要求|总体要求|主要工作|展望|举措|民生实事|建设规划")
_FIVE = re.compile("五年|5年|“?十[一二三四五六]五”?|“?十[一二三四五六]五")
_TARGET_LEAD = re.compile("(?:预期|奋斗|发展|主要)目标(?:任务)?(?:建议)?[是为：:]|目标安排|预期目标")
_YEAR_CUE = re.compile("^[^，。；]{0,12}(?:一年来|过去一年|过去的一年|这一年|回顾(?:过去)?一年)")
_FIVE_CUE = re.compile(
    "五年来|过去五年|过去的五年|这五年|五年间|的五年|[这5]5年来|5年来|“十[一二三四]五”时期(?:，|,|是|我|全|以)|“十[一二三四]五”以来|“十[一二三四]五”期间|回[望顾首眸]“十[一二三四]五”"
)
_NEXT_FIVE_CUE = re.compile(
    "未来五年|今后五年|到20[3-9]0年|“十[五六]五”时期[，,]?(?:我|要|必|主要|发展|全|经济|的)|到“十五五”末"
)
_THIS_CUE = re.compile(
    "^[^，。；]{0,14}(?:今年|新的一年)|做好今年|今年(?:经济社会发展|工作|发展|要|主要|我|重点)|20[2-9][0-9]年(?:经济社会发展的?主要|工作|要|主要预期|主要目标|我们)"
)


def settings(text: str, plan: Outline, year: int | None) -> list[Setting]:
    """What each paragraph is about, carried on until a heading or a paragraph says otherwise."""
    found: list[Setting] = []
    section = _Section(year)
    titles = {heading.span.start: heading for heading in plan.headings}
    for paragraph in plan.paragraphs:
        words = text[paragraph.start : paragraph.end]
        heading = titles.get(paragraph.start)
        if heading is not None and heading.level < 2:
            section.enter(words, paragraph)
        section.read(words, paragraph, heading is not None)
        found.append(section.setting(paragraph.start))
    return found


class _Section:
    """The section being read: which period and tense hold in it, and what may switch them."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.mode: Literal["year", "five", "plan", "next five"] = "year"
        self.words: tuple[Span, ...] = ()
        self.other: Literal["year", "five", "plan", "next five"] | None = None
        self.style: str | None = None

    def enter(self, title: str, span: Span) -> None:
        """Take up a heading of the first level."""
        review, ahead = _REVIEW.search(title), _PLAN.search(title)
        five = _FIVE.search(title)
        own = re.search("20[0-9]{2}年|今年|一年", title)
        if not (review or ahead or five or own):
            return
        self.words, self.other, self.style = (span,), None, None
        past = review is not None or (ahead is None and self.mode in ("year", "five"))
        first, second = ("five", "year") if past else ("next five", "plan")
        if five and own:
            lead, trail = (first, second) if five.start() < own.start() else (second, first)
            self.mode, self.other = lead, trail  # type: ignore[assignment]
        else:
            self.mode = first if five else second  # type: ignore[assignment]

    def read(self, words: str, span: Span, heading: bool) -> None:
        """Take up what a paragraph's opening says."""
        opening = words[:120]
        before = self.mode
        if self.mode in ("year", "five"):
            if _TARGET_LEAD.search(opening) and not re.search("完成|实现了|好于|圆满", opening):
                self.mode = "plan"
            elif _FIVE_CUE.search(opening):
                self.mode = "five"
            elif _YEAR_CUE.search(opening):
                self.mode = "year"
            elif self.other and not heading:
                self._switch_style(words)
        elif _NEXT_FIVE_CUE.search(opening):
            self.mode = "next five"
        elif _THIS_CUE.search(opening):
            self.mode = "plan"
        if self.mode != before:
            self.words = (Span(span.start, min(span.end, span.start + 40)),)

    def _switch_style(self, words: str) -> None:
        """In a section on a year and five years, a new style of list begins the second."""
        style = (
            "dash" if words.lstrip().startswith("——") else "number" if re.match(r"\s*[（(][一二三]", words) else None
        )
        if style is None:
            return
        if self.style is not None and style != self.style and self.other:
            self.mode, self.other = self.other, None
        self.style = style

    def setting(self, start: int) -> Setting:
        past = self.mode in ("year", "five")
        status: Status = "actual" if past else "target"
        if self.year is None:
            return Setting(start, None, None, status, self.words)
        years = {"year": (-1, -1), "five": (-5, -1), "plan": (0, 0), "next five": (0, 4)}[self.mode]
        return Setting(start, self.year + years[0], self.year + years[1], status, self.words)


def setting_at(found: Sequence[Setting], offset: int) -> Setting:
    """The setting that holds at an offset."""
    index = bisect_left(found, offset + 1, key=lambda setting: setting.start) - 1
    return found[max(index, 0)] if found else Setting(0, None, None, "actual")
