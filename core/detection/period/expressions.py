"""Time expressions: everything in a text that names a time, and the years it names."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ...model.figure import Span
from ..grammar import COUNTED
from ..lexicon import Lexicon
from ..rule import Rule, decide

_ZEROS = "〇零○◯OoОοΟ0"
_SPELLED = f"[一二三四五六七八九{_ZEROS}]"
# a paste may have broken a year: 202 4年, 二〇\n二四年
_BROKEN = "[ \n]?"
YEAR = (
    rf"(?:(?:19|20)[0-9]{{2}}|(?<![0-9A-Za-z.])2[{_ZEROS}][0-9]{{2}}(?=[ ]*\n?年)"
    rf"|(?<![0-9.])(?:1{_BROKEN}9|2{_BROKEN}0){_BROKEN}[0-9]{_BROKEN}[0-9](?=[ ]*\n?年)"
    rf"|(?:二{_BROKEN}[{_ZEROS}]|一{_BROKEN}九){_BROKEN}{_SPELLED}{_BROKEN}{_SPELLED}(?![十百千万]))"
)
"""A year of four digits or characters: 2024, 二〇二四, with the letters and rings that are typed for its zero."""
PLANS = {
    "七": 1986, "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011,
    "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031,
}  # fmt: skip
"""The first year of each five-year plan, by its number."""
_CONGRESSES = {"十四": 1992, "十五": 1997, "十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
"""The year of each congress of the Party, by its number."""
# a short name is one only in quotation marks or before a word of time: “九五”, 九五时期, but not 十五名
PLAN = '(?:十[一二三四五六]|(?<=[“"‘])[七八九十](?=五[”"’](?!普法))|[八九](?=五(?:时期|期间|以来|期?末|计划)))'
"""The number of a five-year plan, before 五."""
_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZEROS, "0")
_COUNT = "[0-9一二两三四五六七八九十]{1,3}"
_MONTH = "(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
_TO = "(?:——|[—–\\-－―─~～至到])"
_FIRST = '0-9“"‘最前上下第近过为历未今后每连这二十一三四五六七八九两'
_DATE = r"(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_NUMERALS = "一二三四五六七八九"
_MONTHS = 12
_TERM_ENDS = 2012
# what stands between a year and a part of it: 2025年的上半年
_BETWEEN = re.compile("[的，, ]?")

# what stands between two times that are compared with: 比2019年、2020年, 是2015年的2倍和
_LISTED = re.compile("(?:的[^，。；、和与及]{1,10})?(?:、|和|与|及|以及)")

# what stands between a year from which something is done and the years it takes: 从2009年起，用, 从今年开始，争取用
_SINCE = re.compile("起[^。；0-9]{0,12}")
_BEGINS = re.compile("(?:开始|起)[^。；0-9]{0,12}")


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


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: its span, the first and last year it names, and the first and last month of a part of a year.

    `rule` is the id of the rule by which it names them (one of `TIME_RULES`). `base` says that something is compared
    with it (比上年); `relative` that it is the year before the one spoken of; `whole` that it only says "that year"
    (全年); `since` that it goes on from there (2020年以来); `floating` that its months are of the year its section is
    about (上半年). `count` is the number of years of a span that only its section places (三年累计), else 0.
    """

    span: Span
    first: int
    last: int
    rule: str
    months: tuple[int, int] | None = None
    base: bool = False
    relative: bool = False
    whole: bool = False
    since: bool = False
    floating: bool = False
    count: int = 0

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
    named = (
        "this_year", "next_year", "base_year", "last_year", "base_five_years", "five_years",
        "next_five_years", "next_steps", "whole_year",
    )  # fmt: skip
    first = "".join({word[0] for name in named for word in lexicon.words(f"time.{name}")}) + _FIRST
    groups = "\n | ".join(f"(?P<{name}>{lexicon.either(f'time.{name}')})" for name in named)
    meetings = lexicon.either("time.meetings")
    session = f"{_ORDINAL}届(?:{_ORDINAL}次)?|{_ORDINAL}次(?:、{_ORDINAL}次)*{meetings}"
    before, after = lexicon.either("time.span_before"), lexicon.either("time.span_after")
    past, named_years = lexicon.either("time.past_before"), lexicon.either("time.named_years")
    not_bare, summed = f"(?<!{lexicon.either('time.not_bare')})", lexicon.either("time.bare_before")
    alone, over, opens = "(?<![0-9.第几数])", "[多余]", "[，。；：、！？\\n\u3000,;:—]"
    # 用三年时间, 经过五年努力, 奋斗五年, and 力争三年内, 三年内 where that opens a clause
    spent, striven = _behind(lexicon, "time.horizon_spent"), _behind(lexicon, "time.horizon_striven")
    within = f"(?:{_behind(lexicon, 'time.horizon_lead')}|(?<={opens}))"
    effort, during = lexicon.either("time.horizon_effort"), lexicon.either("time.horizon_within")
    horizon = f"(?:{spent}(?={_COUNT}年(?:左右)?的?{effort})|{striven}|{within}(?={_COUNT}年{during}))"
    return re.compile(
        rf"""
        (?=[{first}])(?:
        (?P<span_from>{YEAR})[ ]?年?[ ]?{_TO}[ ]?(?P<span_to>{YEAR})[ ]?年间?
      | (?P<year>{YEAR})[ ]*\n?年(?:(?P<month>[0-9]{{1,2}})月(?!份?{_TO}[0-9]{{1,2}}月)(?:[0-9]{{1,2}}日)?)?
        (?:[底末初]|期间|以来|至今|起(?![草动步重])|前(?![移进列]|{_COUNT}个?(?:月|季))|后(?!移)|度)?
      | [“"‘]?(?P<plan>{PLAN})五(?!{COUNTED})[”"’]?
        (?:(?P<plan_end>期?末|收官)|(?:时期)?前(?P<plan_years>[一二两三四1-4])年|时期|期间|以来)?
      | (?P<congress>{"|".join(_CONGRESSES)})大(?:召开)?以来
      | (?P<low>(?<![0-9.十]){_MONTH})(?:月份?)?{_TO}(?P<high>{_MONTH})月份?(?P<months_end>[底末])?
      | (?<!提)前(?P<to_month>{_MONTH}|两)个?月
      | (?P<low_quarter>[一1]){_TO}(?P<high_quarter>[二三四2-4])季度(?P<quarters_end>[底末])?
      | 前(?P<quarters>[一二两三1-3])个?季度 | (?P<half>[上下])半年(?P<half_end>[底末])?
      | 第?(?P<quarter>[一二三四])(?:、[二三四])*季度(?P<quarter_end>[底末])?
      | [0-9]{{1,2}}月(?:[0-9]{{1,2}}日|份|底|末|初|[上中下]旬)?
      | (?P<term>{lexicon.either("time.term")}) | {groups}
      | {_DATE}
      | {session}
      | 连续{_COUNT}(?:个?月度?|个?季度|个?年度?|届|次)
      | 第{_COUNT}[届次]
      | (?<![0-9])[0-9]{{2}}年代
      | (?P<ahead>未来|今后)(?P<years>{_COUNT})年(?![多余级度])(?:来|内|间)?
      | {past}(?P<past>{_COUNT})年(?![级度]){over}?(?!{named_years})(?:以来|来|间|内|里|中)?
      | (?={_COUNT}[多余]?年)(?:
          {alone}{horizon}(?P<horizon>{_COUNT})年(?:左右)?的?(?:{effort}|{during})?
        | (?P<mean>{alone}{_COUNT})年(?:年均|平均)
        | (?P<since>{alone}(?<!每){_COUNT})年{over}?(?:以来|来(?!宾)|间)
        | (?P<bare>{alone}{not_bare}{_COUNT})年(?:(?={summed})|(?<={opens}.年)(?=[，,])|(?<={opens}..年)(?=[，,]))
        | {_COUNT}[多余]?年{after}
        )
      | {before}{_COUNT}[多余]?年{after}
        )""",
        re.VERBOSE,
    )


def _behind(lexicon: Lexicon, name: str) -> str:
    """Return an expression for a place that is right behind a word of a list."""
    return f"(?:{'|'.join(f'(?<={re.escape(word)})' for word in lexicon.words(name))})"


def parse_year(year: str) -> int:
    """Read a year in either script (2025, 二〇二五), broken by blanks too."""
    return int("".join(_DIGITS.get(char, char) for char in year if not char.isspace()))


def find_times(text: str, year: int | None, lexicon: Lexicon) -> tuple[tuple[TimeExpression, ...], tuple[Span, ...]]:
    """Find every time expression of a text; return those that name years, and the spans of all, both in text order.

    `year` is the report's own, None where it is not known: 去年 names a year only where it is. A part of a year behind
    a year is one time with it (2025年前三季度). Several years that only tell since when something is a record
    (近十年来首次) name none: nothing in or behind their clause is of these years.
    """
    base, basis, lasting, record = _base(lexicon)
    times: list[TimeExpression] = []
    spans = []
    for found in time_pattern(lexicon).finditer(text):
        span = Span(*found.span())
        spans.append(span)
        if found.lastgroup is None:
            # It has none of the groups that name years.
            continue
        decided = decide(TIME_RULES, _Asked(found, year))
        if decided is None:
            continue
        rule, (first, last, months) = decided
        is_long = last > first or found[0].endswith("来")
        if is_long and record.match(text, span.end) is not None:
            continue
        if found["horizon"] and times and times[-1].first == times[-1].last:
            # 从2009年起，用三年时间: from that year on
            begun = times[-1].span.end
            if _SINCE.fullmatch(text, begun - 1, span.start) or _BEGINS.fullmatch(text, begun, span.start):
                first, last = times[-1].first, times[-1].first + last - first
        relative = found["base_year"] is not None
        is_compared = base.search(text, max(0, span.start - 3), span.start) is not None
        is_compared = is_compared or basis.match(text, span.end) is not None
        # 为本届政府任期内实现…奠定基础 compares with nothing
        is_compared = is_compared and not (found["term"] or found["horizon"])
        is_lasting = lasting.search(text, max(0, span.start - 4), span.start) is not None
        if times and times[-1].base and _LISTED.fullmatch(text, times[-1].span.end, span.start) is not None:
            # 相当于“十二五”时期的两倍、“十三五”时期的总和: both are compared with
            is_compared = True
        since = found[0].endswith(("以来", "至今", "起")) and bool(found["year"] or found["plan"] or found["congress"])
        if since and text[max(0, span.start - 1) : span.start] == "自":
            is_compared = False
        time = TimeExpression(
            span,
            first,
            last,
            rule,
            months,
            base=is_compared or relative or found["base_five_years"] is not None,
            relative=relative,
            whole=found["whole_year"] is not None,
            since=since,
            floating=months is not None and not is_lasting,
            count=last - first + 1 if found["bare"] else 0,
        )
        if months is not None and times and (whole := _part_of(times[-1], time, text)) is not None:
            times[-1] = whole
        else:
            times.append(time)
    return tuple(times), tuple(spans)


def _part_of(year: TimeExpression, part: TimeExpression, text: str) -> TimeExpression | None:
    """Return a part of the year that stands right before it (去年上半年); None where none does."""
    is_year = year.first == year.last and year.months is None and not year.since and not year.whole
    if not is_year or _BETWEEN.fullmatch(text, year.span.end, part.span.start) is None:
        return None
    span = Span(year.span.start, part.span.end)
    return replace(year, span=span, months=part.months, rule="period.part_of_year")


@cache
def _base(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what tells that a time is compared with, before and behind it, that months belong to a named year, and
    that years only tell since when something is a record.
    """
    years = lexicon.either("time.last_year", "time.base_year")
    return (
        re.compile(f"{lexicon.either('time.base_before')}$"),
        re.compile(f"的?{lexicon.either('time.basis')}"),
        re.compile(f"(?:{years}|年)的?$"),
        # 近九年来GDP增速首次领先: the record may stand behind what has it
        re.compile(
            f"(?:以来)?(?:[的，, ]?{lexicon.either('time.record')}"
            f"|[^，。；、：0-9]{{2,10}}?{lexicon.either('time.record_behind')})"
        ),
    )


class _Asked(NamedTuple):
    """What the rules of a time expression look at: its match, and the report's own year, None where unknown."""

    found: re.Match[str]
    year: int | None


class _Years(NamedTuple):
    """The first and last year that a time expression names, and the first and last month of a part of a year."""

    first: int
    last: int
    months: tuple[int, int] | None = None


def _years(asked: _Asked) -> _Years | None:
    found = asked.found
    return _Years(parse_year(found["span_from"]), parse_year(found["span_to"])) if found["span_from"] else None


def _year(asked: _Asked) -> _Years | None:
    year = asked.found["year"]
    return _Years(parse_year(year), parse_year(year)) if year else None


def _plan_start(asked: _Asked) -> int | None:
    """Return the first year of the five-year plan that is named; None where none is."""
    return PLANS[asked.found["plan"]] if asked.found["plan"] else None


def _plan_years(asked: _Asked) -> _Years | None:
    start = _plan_start(asked)
    if start is None or not asked.found["plan_years"]:
        return None
    return _Years(start, start + (parse_count(asked.found["plan_years"]) or 1) - 1)


def _plan_end(asked: _Asked) -> _Years | None:
    start = _plan_start(asked)
    return _Years(start + 4, start + 4) if start is not None and asked.found["plan_end"] else None


def _plan(asked: _Asked) -> _Years | None:
    start = _plan_start(asked)
    return _Years(start, start + 4) if start is not None else None


def _from_own_year(group: str, first: int, last: int) -> Callable[[_Asked], _Years | None]:
    """Return a rule for words that name years by their distance from the report's own."""

    def read(asked: _Asked) -> _Years | None:
        if asked.year is None or asked.found[group] is None:
            return None
        return _Years(asked.year + first, asked.year + last)

    return read


def _years_before(asked: _Asked, count: int | None) -> _Years | None:
    """Return so many years up to the one before the report's; None for a number of years that is none."""
    if asked.year is None or not count:
        return None
    return _Years(asked.year - count, asked.year - 1)


def _past(asked: _Asked) -> _Years | None:
    return _years_before(asked, parse_count(asked.found["past"] or asked.found["since"]))


def _ahead(asked: _Asked) -> _Years | None:
    count = parse_count(asked.found["years"])
    if asked.year is None or not count:
        return None
    return _Years(asked.year, asked.year + count - 1)


def _horizon(asked: _Asked) -> _Years | None:
    """Read so many years in which a plan shall be carried out as those from the report's own on."""
    count = parse_count(asked.found["horizon"])
    if asked.year is None or not count:
        return None
    return _Years(asked.year, asked.year + count - 1)


def _term(asked: _Asked) -> _Years | None:
    """Read the term of a government as the years up to its end, which is a year like 2007 or 2012."""
    if asked.year is None or not asked.found["term"]:
        return None
    return _Years(asked.year, asked.year + (_TERM_ENDS - asked.year) % 5)


def _mean(asked: _Asked) -> _Years | None:
    return _years_before(asked, parse_count(asked.found["mean"]))


def _bare(asked: _Asked) -> _Years | None:
    return _years_before(asked, parse_count(asked.found["bare"]))


def _in_year_before(asked: _Asked, low: int | None, high: int | None) -> _Years | None:
    """Return months of the year that the report looks back on."""
    if asked.year is None or not low or not high or not 1 <= low <= high <= _MONTHS:
        return None
    return _Years(asked.year - 1, asked.year - 1, (low, high))


def _months(asked: _Asked) -> _Years | None:
    found = asked.found
    if found["months_end"]:
        # a moment: it takes its year
        return None
    low = 1 if found["to_month"] else parse_count(found["low"])
    return _in_year_before(asked, low, parse_count(found["to_month"] or found["high"]))


def _quarters(asked: _Asked) -> _Years | None:
    found = asked.found
    last = parse_count(found["quarters"] or found["high_quarter"])
    return None if not last or found["quarters_end"] else _in_year_before(asked, 1, 3 * last)


def _half(asked: _Asked) -> _Years | None:
    half = asked.found["half"]
    if not half or asked.found["half_end"]:
        return None
    return _in_year_before(asked, *((1, 6) if half == "上" else (7, 12)))


def _quarter(asked: _Asked) -> _Years | None:
    found = asked.found
    quarter = parse_count(found["quarter"])
    return None if not quarter or found["quarter_end"] else _in_year_before(asked, 3 * quarter - 2, 3 * quarter)


def multiple_of_thing(lexicon: Lexicon, *others: str) -> re.Pattern[str]:
    """Return an expression for what a multiple is of where that is no year, before its number: 是天然水平的【30倍】.

    `others` are expressions for more things that it may be of.
    """
    thing = "|".join(("[^，。；、年五]{2,16}", *others))
    return re.compile(f"{lexicon.either('bases.of')}(?:{thing})的[近约超过]{{0,2}}$")


def parse_count(numeral: str | None) -> int | None:
    """Read a number below a hundred in either script; None for none, and for what is no number (3十)."""
    if not numeral or numeral.isdecimal():
        return int(numeral) if numeral else None
    tens, ten, ones = numeral.replace("两", "二").rpartition("十")
    digits = [_NUMERALS.find(part) + 1 if len(part) == 1 else 0 for part in (tens or "一", ones)]
    if (tens and not digits[0]) or (ones and not digits[1]) or not (ten or ones):
        return None
    return (10 * digits[0] if ten else 0) + (digits[1] if ones else 0)


def _since_congress(asked: _Asked) -> _Years | None:
    """Read a congress of the Party as the year in which it was held: 党的十八大以来."""
    year = _CONGRESSES.get(asked.found["congress"] or "")
    return _Years(year, year) if year is not None else None


TIME_RULES: Sequence[Rule[_Asked, _Years]] = (
    Rule("period.year", _year),
    Rule("period.years", _years),
    Rule("period.plan_years", _plan_years),
    Rule("period.plan_end", _plan_end),
    Rule("period.plan", _plan),
    Rule("period.since_congress", _since_congress),
    Rule("period.this_year", _from_own_year("this_year", 0, 0)),
    Rule("period.next_steps", _from_own_year("next_steps", 0, 0)),
    Rule("period.next_year", _from_own_year("next_year", 1, 1)),
    Rule("period.last_year", _from_own_year("last_year", -1, -1)),
    Rule("period.year_before", _from_own_year("base_year", -2, -2)),
    Rule("period.five_years_before", _from_own_year("base_five_years", -10, -6)),
    Rule("period.five_years", _from_own_year("five_years", -5, -1)),
    Rule("period.next_five_years", _from_own_year("next_five_years", 0, 4)),
    Rule("period.whole_year", _from_own_year("whole_year", -1, -1)),
    Rule("period.past_years", _past),
    Rule("period.coming_years", _ahead),
    Rule("period.horizon", _horizon),
    Rule("period.term", _term),
    Rule("period.mean_of_years", _mean),
    Rule("period.bare_years", _bare),
    Rule("period.months", _months),
    Rule("period.quarters", _quarters),
    Rule("period.half_year", _half),
    Rule("period.quarter", _quarter),
)
"""How a time expression names its years, each by a group of `time_pattern`."""
