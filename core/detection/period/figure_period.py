"""The period a figure is about (FIGURES.md §4, `period`).

From its clause, else its sentence or paragraph, else its section.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...model.figure import Reason, Span
from ..lexicon import Lexicon
from ..rule import Rule, because, decide
from .expressions import TimeExpression, iso_years, multiple_of_thing, parse_count
from .sections import SectionTime
from .tense import Tense, read_tense

# How many earlier time expressions are asked whether their time still holds, and what ends a part of a sentence.
_STEPS = 12
_PART_ENDS = re.compile("[；;。]")
_COMMAS = ("，", ",", "")
# what stands between an earlier year and the clause behind it: 是2021年的1.6倍，
_NEXT_CLAUSE = re.compile("[^，。；]{1,24}[，、]")
# In how many characters before a time the words stand by which it opens a clause (全自治区力争到2030年).
_LEAD = 8
# In how many of these the words stand by which something is aimed at by the time (力争到2030年).
_AIM = 4
# What makes the name of a five-year plan a time, and how a noun begins behind it.
_PLAN_TIME = re.compile("时期|期间|以来|[末初]")
_NOUN_BEHIND = re.compile("[”’]?(?![期时以末初中来间开收的累全我第前后是至到和与，。、；：])[\u4e00-\u9fff]")
# What stands before a number of its own behind another: 新增绿地3亩、…
_OWN = re.compile("^.*[0-9][^，。；、0-9]{0,8}[、](?=[^0-9])", re.DOTALL)
# In how many characters before a clause the verb stands that it shares (新培育企业120家，高新技术企业45家).
_GAINED = 60
# What joins several things that have a number each.
_SEVERAL = re.compile("[、和与及，；。]")
# The times that tell by when something is carried out.
_PLANNED = ("period.horizon", "period.term")
# Between the parts of a composition.
_COMPOSED = re.compile("[:：∶]")
# How a place in an order begins.
_RANKS = ("第", "首", "前", "榜首", "冠")
_LISTED_SHARES = re.compile("的?(?:[0-9.]+ ?[%％][、和与及])*[约近超过]*")


@dataclass(slots=True)
class PeriodContext:
    """Where a figure stands: its span, its clause, sentence and paragraph, and what its section is about.

    `index` is the place of its number in its list, whose numbers are `count` and stand from `first` to `last`.
    """

    span: Span
    clause: Span
    sentence: Span
    paragraph: Span
    section: SectionTime
    index: int = 0
    count: int = 1
    first: int = 0
    last: int = 0

    @property
    def behind(self) -> int:
        """Where the words begin that stand behind the number, or behind the list that it stands in."""
        return max(self.span.end, self.last)


class PeriodReading(NamedTuple):
    """A figure's period, and by which rules and words it was read: those of its section too, where its years count.

    `period` is None where nothing tells. `tense` says whether the time or the section that the period was read from
    places the figure in what is planned.
    """

    period: str | None
    reasons: tuple[Reason, ...]
    tense: Tense


@dataclass(frozen=True, slots=True)
class _Patterns:
    start: re.Pattern[str]
    arrival: re.Pattern[str]
    reached: re.Pattern[str]
    stock: re.Pattern[str]
    moved_to: re.Pattern[str]
    of_years: re.Pattern[str]
    sum_word: re.Pattern[str]
    held: re.Pattern[str]
    gained: re.Pattern[str]
    of_thing: re.Pattern[str]
    all_years: re.Pattern[str]
    one_by_one: re.Pattern[str]
    in_row: re.Pattern[str]
    grown_to: re.Pattern[str]
    built: re.Pattern[str]
    summed: re.Pattern[str]
    no_sum: re.Pattern[str]
    reached_nothing: re.Pattern[str]
    made: re.Pattern[str]
    mean_behind: re.Pattern[str]
    recovered: re.Pattern[str]
    opens: re.Pattern[str]
    mean: re.Pattern[str]
    yearly: re.Pattern[str]
    every_year: re.Pattern[str]
    begins: re.Pattern[str]
    arrives: re.Pattern[str]
    still_ahead: re.Pattern[str]
    now: re.Pattern[str]
    so_now: re.Pattern[str]
    compared_behind: re.Pattern[str]
    over_years: re.Pattern[str]
    basis: re.Pattern[str]
    begins_sentence: re.Pattern[str]
    plan_named: re.Pattern[str]
    done: re.Pattern[str]
    moved_on: re.Pattern[str]
    aimed: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    """Compile the words of time that stand around a number (`resources/lexicon/time.toml`)."""
    # 连续两年平均增长: so many years are named
    counted = "(?<![一两二三四五六七八九十0-9](?=年平均))"
    yearly = f"{counted}{lexicon.either('time.yearly')}(?!{lexicon.either('time.yearly_mean')})"
    start, arrival = lexicon.either("time.start_before"), lexicon.either("time.arrival")
    reached = f"(?!{lexicon.either('time.reached_not')}){lexicon.either('time.reached')}"
    scope = f"(?:{lexicon.either('areas.own')}|全){lexicon.either('areas.whole')}"
    stocks = f"(?:{scope})?{lexicon.either('time.stocks')}(?:已|已达|超过|超|近|约)?"
    before = lexicon.either("time.opening_before")
    subject = (
        f"(?:(?:{lexicon.either('areas.own')}|全){lexicon.either('areas.whole')}|{lexicon.either('time.speakers')})"
    )
    return _Patterns(
        # 从不到30万吨 has no 到 of an arrival
        start=re.compile(rf"{start}(?:(?!{start}|(?<!不)[到至])[^，。；,;]){{0,16}}$"),
        arrival=re.compile(rf"[^，。；,;]{{0,24}}?{arrival}"),
        reached=re.compile(f"{reached}[^，。；]{{0,6}}$|为[近约超]?$"),
        # 覆盖率82%, 人均生产总值超过8万元, 通车里程约320公里: what is such a state without a verb of arriving
        stock=re.compile(
            f"(?:{lexicon.either('time.stock_ends')}|人均[^，。；、0-9]{{2,10}}?)"
            f"(?:(?:已|仍)?(?:超过|超|接近|近|约|突破)?|(?:{scope})?)$"
            # 年接待游客超过300万人次: what is so every year, at the beginning of a clause
            f"|(?<![^，、；：])年(?!{lexicon.either('time.no_yearly_flow')})[^，。；、0-9]{{2,12}}?(?:超过|超|突破|接近|近|约)$"
        ),
        # the value that a change arrives at, whatever it is a value of: 涨幅由3.1%降至1.5%
        moved_to=re.compile(
            rf"{start}[^，。；、]{{0,12}}?[0-9][^，。；]{{0,16}}?{lexicon.either('time.arrives_at')}[近约超过]{{0,2}}$"
        ),
        of_years=re.compile('五[”"’]?(?:时期|期间)?的'),
        sum_word=re.compile("累计"),
        # 规上企业1300家、高新技术企业600家: what is there, named without any verb
        held=re.compile(f"\\s*{stocks}(?:[0-9][^，。；、]{{0,12}}[、和]{stocks})*$"),
        gained=re.compile(f"{lexicon.either('time.gained', 'time.built', 'time.summed')}[^，。；、]{{0,12}}[0-9]"),
        # 是天然水平的30倍: what a multiple is of, where that is no time
        of_thing=multiple_of_thing(lexicon),
        all_years=re.compile(f"(?:[五5]年|{lexicon.either('time.over_years')})"),
        one_by_one=re.compile(lexicon.either("time.one_by_one")),
        in_row=re.compile("连续(?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})年(?:(?!倒数)[^，。；、0-9]){0,12}$"),
        # 年均增长8%、达到63亿元: what was reached stands behind its yearly growth
        grown_to=re.compile(f"{yearly}[^，。；、]{{2,6}}[0-9.]+[%％][、，]达到?$"),
        # 新建改建通车里程约300公里 is made over the years
        built=re.compile(lexicon.either("time.built")),
        summed=re.compile(lexicon.either("time.summed")),
        no_sum=re.compile(lexicon.either("time.summed_not")),
        reached_nothing=re.compile(lexicon.either("time.reached_nothing")),
        made=re.compile(lexicon.either("time.made")),
        # a value that grew by so much a year (1.5万亿元、年均增长9%) is that of a year
        mean_behind=re.compile(
            f"(?:左右|以上)?[、，,]?{lexicon.either('time.yearly')}(?:分别)?{lexicon.either('time.mean_moves')}"
        ),
        recovered=re.compile(f"{lexicon.either('time.recovered')}[到至于]?$"),
        opens=re.compile(rf"(?:^|[，。；：、！？\s,;:）)]|——)(?:{subject}{before}|{before}?)$"),
        mean=re.compile(f"{lexicon.either('time.mean_ends')}$"),
        yearly=re.compile(yearly),
        every_year=re.compile(f"{yearly}|{lexicon.either('time.every_year')}"),
        begins=re.compile(f"{start}$"),
        arrives=re.compile(f"[0-9百千万亿%％][^，。；,;]{{0,12}}?{arrival}"),
        still_ahead=re.compile(lexicon.either("time.still_ahead")),
        basis=re.compile(lexicon.either("time.basis")),
        begins_sentence=re.compile(rf"(?:^|[。！？\s）)]|——){before}?$"),
        plan_named=re.compile(f'[”"’]?(?!时期|期间|以来){lexicon.either("time.plan_named")}'),
        now=re.compile(lexicon.either("time.now")),
        # what a change starts from is no state now
        so_now=re.compile(f"(?<![由从]){lexicon.either('time.now')}"),
        over_years=re.compile(lexicon.either("time.over_years")),
        compared_behind=re.compile(
            f"(?:左右|以上)?(?:[，,](?:按照?|扣除)[^，。；0-9]{{2,10}})?[，,]?(?:分别)?{lexicon.either('time.compared_behind')}"
            '(?:(?P<year>(?:19|20)[0-9]{2}年)|[五5]年前|[“"]?[一二三四五六七八九十]{1,2}五[”"]?期?末)'
        ),
        # from what is there to what shall be: 现有12家、再建5家, 现有12家增加到20家
        moved_on=re.compile(f"[0-9][^0-9]*?(?:{lexicon.either('time.still_ahead')}|{arrival}|新)"),
        # 在已经较高的基础上力争达到30亿元
        aimed=re.compile(lexicon.either("time.aimed")),
        # 实现有效发明专利: no 现有
        done=re.compile(f"(?<![由从实]){lexicon.either('cues.firm_actual')}(?!{lexicon.either('time.basis')})"),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the period look at.

    `section` is what the figure's section is about. `before` are the words of the clause before the number, `nearest`
    the last time expression among them and `between` what stands between it and the number. `carried` is the time that
    opened an earlier clause or sentence. `is_state` says that the figure is reached at a moment. `times` are all of the
    report.
    """

    text: str
    context: PeriodContext
    section: SectionTime
    before: str
    nearest: TimeExpression | None
    between: str
    carried: TimeExpression | None
    is_state: bool
    patterns: _Patterns
    times: Sequence[TimeExpression]

    @property
    def words(self) -> str:
        return self.text[self.context.span.start : self.context.span.end]

    @property
    def lead(self) -> str:
        """The words of the clause before the first number of the list: 达到 holds for all of 达到3亿元和【2亿元】."""
        return self.text[self.context.clause.start : self.context.first] if self.context.index else self.before

    def span(self, found: re.Match[str]) -> Span:
        """Return where something stands in the text that was found in `before`."""
        start = self.context.clause.start
        return Span(start + found.start(), start + found.end())


class _Found(NamedTuple):
    """What a rule says: the period, the words it decided by, and the time it is that of.

    `by_section` says that the years of the section took part, `tense` whether the figure is planned, where the rule
    tells that too.
    """

    period: str | None
    words: tuple[Span, ...] = ()
    time: TimeExpression | None = None
    by_section: bool = False
    tense: Tense | None = None


_UNKNOWN = _Found(None, by_section=True)


def read_period(
    text: str, context: PeriodContext, times: Sequence[TimeExpression], is_state: bool, lexicon: Lexicon
) -> PeriodReading:
    """Read the period a figure is about (FIGURES.md §4) by the first rule that applies.

    2025年新增企业【5家】 → 2025, “十四五”时期年均增长【6%】 → 2021/2025.

    The nearest time expression of its clause decides (`CLAUSE_RULES`), unless one of `SET_ASIDE_RULES` says that it is
    not the figure's own. Else `PERIOD_RULES` take 从…到 and 年均; else a time that opened an earlier clause or
    sentence; else the years of its section. `times` are the report's time expressions; `is_state` says that the figure
    is a stock, a share or a rank, which is reached at a moment: it takes the last of several years.
    """
    patterns = _patterns(lexicon)
    section = context.section
    nearest = _served(_nearest(times, context.clause.start, context.span.start, section), section)
    # what stands before the first of a list is said of them all
    number = context.first if context.index and nearest and nearest.span.end <= context.first else context.span.start
    between = text[nearest.span.end : number] if nearest is not None else ""
    before = text[context.clause.start : context.span.start]
    carried = _outer(times, context.clause.start, nearest, section) or _carried(text, context, times, patterns)
    carried = _served(carried, section)
    asked = _Asked(text, context, section, before, nearest, between, carried, is_state, patterns, times)
    reasons: list[Reason] = []
    decided = decide(START_RULES, asked)
    if nearest is not None and decided is None:
        if (aside := decide(SET_ASIDE_RULES, asked)) is not None:
            reasons.append(Reason(aside[0], (aside[1],)))
        else:
            decided = decide(CLAUSE_RULES, asked)
    rule, found = decided or decide(PERIOD_RULES, asked) or ("period.unknown", _UNKNOWN)
    reasons.append(because(rule, found.words))
    period, by_section = found.period, found.by_section
    if found.time is not None and (reviewed := _reviewed(asked, found.time)) is not None:
        reasons.append(Reason("period.this_year_reviewed", (found.time.span,)))
        found = found._replace(time=reviewed)
    is_ahead = found.time is not None and _is_ahead(asked)
    if found.time is not None:
        reasons.append(Reason(found.time.rule, (found.time.span,)))
        if period is None:
            period = found.time.period
            if (placed := decide(PLACE_RULES, _Placed(found.time, section, is_ahead))) is not None:
                reasons.append(because(placed[0]))
                period, by_section = placed[1], True
    if by_section:
        reasons.extend(section.reasons)
    if found.tense is not None:
        return PeriodReading(period, tuple(reasons), found.tense)
    return PeriodReading(period, tuple(reasons), read_tense(found.time, section, is_ahead))


def _is_ahead(asked: _Asked) -> bool:
    """Tell whether the words before the number say that it is still ahead (将新增6万人)."""
    return asked.patterns.still_ahead.search(asked.before) is not None


def _reviewed(asked: _Asked, time: TimeExpression) -> TimeExpression | None:
    """Return 今年 as the year reviewed, if it stands in a review; None for any other time.

    It stays the report's year where the sentence contrasts it with the year reviewed, or says that it is still ahead.
    """
    last, text, context = asked.section.last, asked.text, asked.context
    is_this_year = text.startswith("今年", time.span.start) and asked.section.status == "actual"
    if not is_this_year or last is None or time.first != last + 1:
        return None
    if asked.patterns.still_ahead.search(text, time.span.end, context.clause.end):
        return None
    index = bisect_left(asked.times, context.sentence.start, key=lambda one: one.span.start)
    for other in asked.times[index:]:
        if other.span.start >= time.span.start:
            break
        if other.first == other.last == last and not other.base:
            return None
    return replace(time, first=last, last=last)


def _is_idle(time: TimeExpression, section: SectionTime) -> bool:
    """Tell whether a time says nothing where it stands: in a review, the years in which something was to be done."""
    return time.rule == "period.horizon" and section.status == "actual"


def _served(time: TimeExpression | None, section: SectionTime) -> TimeExpression | None:
    """Return the term of a government, in a review, as the five years that are reviewed; any other time as it is."""
    if time is None or time.rule != "period.term" or section.status == "target" or section.last is None:
        return time
    return replace(time, first=section.last - 4, last=section.last)


def _nearest(times: Sequence[TimeExpression], start: int, end: int, section: SectionTime) -> TimeExpression | None:
    """Return the last time expression between two offsets; None where none stands there."""
    index = bisect_left(times, end, key=lambda time: time.span.end + 1) - 1
    index = min(index + 1, len(times) - 1)
    while index >= 0 and (times[index].span.end > end or _is_idle(times[index], section)):
        index -= 1
    return times[index] if index >= 0 and times[index].span.start >= start else None


def _outer(
    times: Sequence[TimeExpression], start: int, nearest: TimeExpression | None, section: SectionTime
) -> TimeExpression | None:
    """Return the time of the clause that stands before one that is compared with (2023年产量比上年增长); else None."""
    if nearest is None or not nearest.base:
        return None
    index = bisect_left(times, nearest.span.start, key=lambda time: time.span.start) - 1
    while index >= 0 and times[index].span.start >= start:
        if not times[index].base and not _is_idle(times[index], section):
            return times[index]
        index -= 1
    return None


def _carried(
    text: str, context: PeriodContext, times: Sequence[TimeExpression], patterns: _Patterns
) -> TimeExpression | None:
    """Return the time expression that opened an earlier clause of the sentence or an earlier sentence of the paragraph.

    None where none did, or where it holds only for its own sentence (a part of a year, 全年, a year beyond the
    section's).
    """
    section = context.section
    index = bisect_left(times, context.clause.start, key=lambda time: time.span.start) - 1
    for time in reversed(times[max(0, index - _STEPS) : index + 1]):
        if time.span.start < max(context.paragraph.start, section.start):
            break
        if time.base or _is_idle(time, section) or patterns.mean.search(text, *time.span):
            continue
        lead = text[max(context.paragraph.start, time.span.start - _LEAD) : time.span.start]
        same = time.span.start >= context.sentence.start
        # A part of a year, 全年, a year after the section's and one year of several hold only for their own sentence.
        beyond = section.last is not None and time.first > section.last
        beyond = beyond or time.rule in _PLANNED
        brief = time.months or time.whole or beyond or (time.first == time.last and section.first != section.last)
        # 力争用三年时间, 奋斗五年: words of its own lead to it
        opens = time.rule in _PLANNED or patterns.opens.search(lead) is not None
        if (brief and not same) or not opens or _names_plan(text, time, patterns):
            continue
        # what is aimed at by a year (力争到2027年) is told in its sentence
        if not same and patterns.still_ahead.search(lead[-_AIM:]):
            continue
        # a year before the section's is told in its own part of a sentence (2022年度研发投入列全省第2；新增企业9家)
        is_earlier = section.first is not None and time.first == time.last < section.first
        if is_earlier and _PART_ENDS.search(text, time.span.end, context.span.start):
            continue
        # years that are counted right before what is told of them (近四年引进资金34亿元；) hold no further than that
        is_told = _is_counted(time) and text[time.span.end : time.span.end + 1] not in _COMMAS
        if (is_told or time.rule in _PLANNED) and _PART_ENDS.search(text, time.span.end, context.span.start):
            continue
        # “十四五”重大项目 names what is spoken of in its own sentence
        if not same and _is_attribute(text, time):
            continue
        # years that are counted, and 2020年以来, hold on only where they open their sentence
        if (time.count or (not same and _is_counted(time))) and not patterns.begins_sentence.search(lead):
            continue
        return time
    return None


def _is_attribute(text: str, time: TimeExpression) -> bool:
    """Tell whether the bare name of a five-year plan stands before a noun: “十四五”重大项目, but not “十四五”末."""
    is_bare = time.rule == "period.plan" and _PLAN_TIME.search(text, *time.span) is None
    return is_bare and _NOUN_BEHIND.match(text, time.span.end) is not None


def _is_counted(time: TimeExpression) -> bool:
    """Tell whether a time is told by the number of its years, or by its first alone: 近三年, 2020年以来."""
    return time.since or time.rule == "period.past_years"


def _names_plan(text: str, time: TimeExpression, patterns: _Patterns) -> bool:
    """Tell whether a time is only the name of a plan: “十四五”规划, “十四五”开局良好."""
    return time.rule == "period.plan" and patterns.plan_named.match(text, time.span.end) is not None


def _attribute(asked: _Asked) -> Span | None:
    """Apply where years are an attribute of what is counted: “十四五”批复的【6个】项目."""
    time = asked.nearest
    if time is None or time.first == time.last or not asked.between.endswith("的") or len(asked.between) == 1:
        return None
    return time.span


def _recovered(asked: _Asked) -> Span | None:
    """Apply where a share is of the value of another year: 恢复到2019年的【96%】."""
    time = asked.nearest
    if time is None or not time.base or not asked.words.endswith(("%", "％")):
        return None
    is_listed = _LISTED_SHARES.fullmatch(asked.between) is not None
    recovered = asked.patterns.recovered.search(asked.text, asked.context.clause.start, time.span.start)
    return time.span if is_listed and recovered else None


def _only_compared(asked: _Asked) -> Span | None:
    """Apply where a year is compared with that lies before the figure's own: it says nothing of that one."""
    time = asked.nearest
    if time is None or not time.base or _is_value_of(asked) or _years_after(asked, time) is not None:
        return None
    return time.span


def _of_start(asked: _Asked) -> Span | None:
    """Apply where the year belongs to the number that a change starts from: 由2020年的82家增加到【138家】."""
    time = asked.nearest
    if time is None or not asked.patterns.begins.search(asked.text, asked.context.clause.start, time.span.start):
        return None
    return time.span if asked.patterns.arrives.search(asked.between) else None


SET_ASIDE_RULES: Sequence[Rule[_Asked, Span]] = (
    Rule("period.of_start", _of_start),
    Rule("period.attribute", _attribute),
    Rule("period.recovered", _recovered),
    Rule("period.only_compared", _only_compared),
)
"""Where the nearest time of the clause is not the figure's own; each says where that time stands."""


def _is_value_of(asked: _Asked) -> bool:
    """Tell whether the number is the value of the year before it, not a multiple of that value."""
    is_basis = asked.patterns.basis.search(asked.between) is not None
    return (
        asked.between.startswith("的") and len(asked.between) <= 5 and not is_basis and not asked.words.endswith("倍")
    )


def _compared(asked: _Asked, time: TimeExpression) -> TimeExpression:
    """Return a time that is compared with, the year before being that before the last year of the section."""
    last = asked.section.last
    return replace(time, first=last - 1, last=last - 1) if time.relative and last is not None else time


def _years_after(asked: _Asked, time: TimeExpression) -> str | None:
    """Return the years after one that is compared with, up to those spoken of; None where they are not several."""
    year, last = _compared(asked, time).last, asked.section.last
    if (carried := _later(asked, year)) is not None:
        last = _end(asked.section, carried)
    return None if time.relative or last is None or year >= last - 1 else iso_years(year + 1, last)


def _end(section: SectionTime, time: TimeExpression) -> int:
    """Return the last year of a time; of one that goes beyond a review (“十四五” in 2023) the year reviewed."""
    last = section.last
    is_under_way = section.status == "actual" and last is not None and time.first <= last < time.last
    return last if is_under_way and last is not None else time.last


def _later(asked: _Asked, year: int) -> TimeExpression | None:
    """Return the time that governs the clause, if it is after a year."""
    return asked.carried if asked.carried is not None and asked.carried.last > year else None


def _multiple_of_year(asked: _Asked) -> _Found | None:
    """Read a multiple of another year's value as of the last year spoken of: 是2020年的【1.8倍】.

    Where it is of several years together (相当于“十二五”时期的【两倍】), it is that of the time spoken of.
    """
    time, last = asked.nearest, asked.section.last
    if time is None or time.relative:
        return None
    if not asked.between.startswith("的") or not asked.words.endswith("倍"):
        return None
    if time.first != time.last:
        if not time.base or time.rule not in ("period.plan", "period.years"):
            return None
        # 五年完成投资9亿元，是“十五”时期的3倍: of the years after
        if asked.patterns.all_years.search(asked.text, asked.context.sentence.start, time.span.start):
            return None
        carried = _later(asked, time.last)
        return _Found(None, time=carried) if carried is not None else _section(asked)
    if (carried := _later(asked, time.last)) is not None:
        return _Found(str(carried.last), time=carried)
    return _Found(str(last), by_section=True) if last is not None and last > time.last else None


def _clause_end(asked: _Asked) -> _Found | None:
    """Read a state reached under several years of its own clause as of the last: 五年来企业达到【23家】."""
    time = asked.nearest
    if time is None or time.base or time.months or not (time.last > time.first or time.since):
        return None
    if not _is_reached(asked):
        return None
    last = max(time.last, asked.section.last or time.last) if time.since else _end(asked.section, time)
    if time.count and asked.section.first is not None and asked.section.status == "target":
        # so many years of a plan: 三年达到
        last = asked.section.first + time.count - 1
    return _Found(str(last), time=time, by_section=last != time.last)


def _clause(asked: _Asked) -> _Found | None:
    time = asked.nearest
    return _Found(None, time=time) if time is not None and not time.base else None


def _compared_value(asked: _Asked) -> _Found | None:
    time = asked.nearest
    if time is None or not time.base or not _is_value_of(asked):
        return None
    return _Found(str(_compared(asked, time).last), time=time, by_section=time.relative)


def _doubled_by(asked: _Asked) -> _Found | None:
    """Read what shall have doubled by a year as of that year: 到2030年，产值比2020年【翻一番】."""
    time, by = asked.nearest, asked.carried
    if time is None or not time.base or by is None or not asked.words.startswith("翻"):
        return None
    is_moment = by.first == by.last > time.last and asked.text[by.span.start - 1 : by.span.start] in ("到", " ")
    return _Found(None, time=by) if is_moment else None


def _since_compared(asked: _Asked) -> _Found | None:
    time = asked.nearest
    years = _years_after(asked, time) if time is not None and time.base else None
    if time is None or years is None:
        return None
    return _Found(years, (time.span,), time=_later(asked, time.last) or time, by_section=True)


def _start_value(asked: _Asked) -> _Found | None:
    """Read the number that a change starts from: 五年来由【82家】增加到138家 is of the year before the five.

    Where a year stands between 由 and the number, it is of that year.
    """
    context, time = asked.context, asked.nearest
    start = asked.patterns.start.search(asked.before)
    if start is None or not asked.patterns.arrival.match(asked.text, context.span.end, context.clause.end):
        return None
    begins = asked.span(start).start
    words = (Span(begins, begins + 1),)
    is_past = Tense(False, (because("period.start_value", words),), is_settled=True)
    if time is not None and time.span.end > begins and not time.relative:
        return _Found(None, words, time=time, tense=is_past if _has_passed(asked.section, time.last) else None)
    if time is None or time.base:
        time = asked.carried
    is_span = time is not None and (time.last > time.first or asked.section.status == "actual")
    is_now = asked.patterns.now.search(asked.before, start.start()) is not None
    if time is not None and is_span and not time.whole and not is_now:
        first: int | None = time.first if time.since or _names_first(asked.text, time) else time.first - 1
    else:
        first = asked.section.first - 1 if asked.section.first is not None else None
    return _Found(str(first), words, by_section=time is None, tense=is_past) if first is not None else None


def _in_turn(asked: _Asked) -> _Found | None:
    """Read each number of a list with its own time: 一季度、上半年产值分别增长【5%】和【6%】."""
    context, last = asked.context, asked.nearest
    if context.count == 1 or "分别" not in asked.before:
        return None
    last = asked.carried if last is None else last
    if last is None:
        return None
    if (
        last.last - last.first + 1 == context.count
        and not last.base
        and _SEVERAL.search(asked.text, last.span.end, context.first or context.span.start) is None
    ):
        # 近三年产量分别为3万吨、4万吨、5万吨: of one thing, a number for each year
        year = last.first + context.index
        return _Found(str(year), time=last)
    index = bisect_left(asked.times, last.span.start, key=lambda time: time.span.start)
    own = asked.times[max(0, index + 1 - context.count) : index + 1]
    if len(own) < context.count or own[0].span.start < context.sentence.start or any(time.base for time in own):
        return None
    between = [asked.text[one.span.end : two.span.start] for one, two in pairwise(own)]
    if not all(mark in ("、", "和", "与", "及", "以及") for mark in between):
        return None
    return _Found(None, time=own[context.index])


def _in_row(asked: _Asked) -> _Found | None:
    """Read a rank that was held for years in a row, where several years are spoken of, as of these: 连续三年第一."""
    lead = asked.lead
    found = asked.patterns.in_row.search(lead) if "连续" in lead and asked.words.startswith(_RANKS) else None
    if found is None or asked.section.status == "target" or (asked.nearest and not asked.nearest.base):
        return None
    count, last = parse_count(found["count"]), _last_spoken_of(asked)
    if not count or last is None:
        return None
    return _Found(iso_years(last - count + 1, last), (asked.span(found),), by_section=True)


def _yearly_until(asked: _Asked) -> _Found | None:
    """Read a yearly mean towards a year ahead as of the years up to it: 到2030年…，年均增长【6%】.

    They begin behind the year that the sentence named before it, or with what the section plans.
    """
    section = asked.section
    until = asked.nearest if asked.nearest is not None and not asked.nearest.base else asked.carried
    if until is None or section.first is None or section.last is None or not until.first == until.last > section.last:
        return None
    number = asked.context.span.start
    rate = asked.patterns.yearly.search(asked.text, until.span.end, number)
    if (
        rate is None
        or rate.start() < asked.context.clause.start
        or _PART_ENDS.search(asked.text, until.span.end, number)
    ):
        return None
    first = section.first if section.status == "target" else section.last + 1
    index = bisect_left(asked.times, until.span.start, key=lambda time: time.span.start)
    for before in reversed(asked.times[max(0, index - _STEPS) : index]):
        if before.span.start < asked.context.sentence.start:
            break
        if not before.base and before.first == before.last and first <= before.last < until.last:
            first = before.last + 1
            break
    if first >= until.last:
        return None
    return _Found(iso_years(first, until.last), (Span(*rate.span()),), time=until)


def _names_first(text: str, time: TimeExpression) -> bool:
    """Tell whether a span of years names its first as the one a change starts from: 2005年到2010年."""
    return time.rule == "period.years" and any(word in text[slice(*time.span)] for word in "到至")


def _has_passed(section: SectionTime, year: int) -> bool:
    """Tell whether a year lies before those that a section plans, or in or before those it reviews."""
    if section.first is None or section.last is None:
        return section.status == "actual"
    return year < section.first if section.status == "target" else year <= section.last


def _yearly_of_carried(asked: _Asked) -> _Found | None:
    """Read a yearly mean under a time of several years that opened an earlier clause: 三年来，…年均增长【6%】."""
    time = asked.carried
    if asked.is_state and asked.patterns.grown_to.search(asked.before):
        return None
    rate = asked.patterns.every_year.search(asked.before) if time is not None and time.last > time.first else None
    return _Found(None, (asked.span(rate),), time=time) if rate is not None else None


def _yearly_in_section(asked: _Asked) -> _Found | None:
    first, last = asked.section.first, asked.section.last
    rate = asked.patterns.every_year.search(asked.before) if first != last else None
    if rate is None or first is None or last is None:
        return None
    if asked.is_state and asked.patterns.grown_to.search(asked.before):
        return None
    return _Found(iso_years(first, last), (asked.span(rate),), by_section=True)


def _yearly_of_five(asked: _Asked) -> _Found | None:
    first = asked.section.first
    rate = asked.patterns.yearly.search(asked.before) if first is not None else None
    if rate is None or first is None or first != asked.section.last:
        return None
    years = iso_years(first, first + 4) if asked.section.status == "target" else iso_years(first - 4, first)
    return _Found(years, (asked.span(rate),), by_section=True)


def _yearly_since(asked: _Asked) -> _Found | None:
    """Read a yearly mean behind what is compared with an earlier year: 是2021年的1.6倍，年均增长【12%】.

    It is over the years from the one after that year on.
    """
    rate = asked.patterns.yearly.search(asked.before)
    last = _last_year(asked)
    if rate is None or last is None:
        return None
    clause, start = asked.context.clause, asked.context.sentence.start
    base = _nearest(asked.times, start, clause.start, asked.section)
    if base is None or not base.base or base.rule != "period.year" or base.first + 1 >= last:
        return None
    if _NEXT_CLAUSE.fullmatch(asked.text, base.span.end, clause.start) is None:
        return None
    return _Found(iso_years(base.first + 1, last), (asked.span(rate),), time=base, by_section=True)


def _last_year(asked: _Asked) -> int | None:
    """Return the last year that is spoken of where a figure stands."""
    return _end(asked.section, asked.carried) if asked.carried is not None else asked.section.last


def _is_reached(asked: _Asked) -> bool:
    """Tell whether the words before the number, or before the list it stands in, say that a state was reached."""
    lead, patterns = asked.lead, asked.patterns
    own = _own(lead)
    if (moved := patterns.moved_to.search(lead)) is not None:
        # 投入由“十三五”的3亿元增加到5亿元: a sum of as many years
        return patterns.of_years.search(own) is None and patterns.sum_word.search(lead, 0, moved.start()) is None
    if patterns.one_by_one.search(own):
        return False
    if _COMPOSED.search(asked.words):
        # parts of a whole are what they are at a moment
        return not _is_sum(asked)
    if not asked.is_state:
        return False
    is_state = patterns.reached.search(patterns.reached_nothing.sub(" ", lead))
    if is_state is None and patterns.built.search(lead) is None:
        is_state = patterns.stock.search(lead)
    if is_state is not None and not _is_sum(asked, own):
        return True
    return patterns.grown_to.search(lead) is not None or _is_held(asked, lead)


def _own(lead: str) -> str:
    """Return the words that lead to a number alone, behind the number before it: 新增绿地3亩、覆盖率达到."""
    return _OWN.sub("", lead)


def _is_held(asked: _Asked, lead: str) -> bool:
    """Tell whether a clause names what is there without any verb: 规模以上工业企业【1300家】."""
    if asked.patterns.held.match(lead) is None:
        return False
    clause = asked.context.clause.start
    first = max(asked.context.sentence.start, clause - _GAINED)
    return asked.patterns.gained.search(asked.text, first, clause) is None


def _is_sum(asked: _Asked, words: str | None = None) -> bool:
    """Tell whether the words before the number, or some of them, say that it is a sum; 公共 is none, though 共 is."""
    words = asked.before if words is None else words
    return asked.patterns.summed.search(asked.patterns.no_sum.sub(" ", words).replace("分别", "")) is not None


def _carried_end(asked: _Asked) -> _Found | None:
    time = asked.carried
    if time is None or not (time.last > time.first or time.count) or not _is_reached(asked):
        return None
    # years that are only counted end with the section's
    last = _end(asked.section, time) if not time.count or asked.section.last is None else asked.section.last
    return _Found(str(last), time=time, by_section=last != time.last)


def _now(asked: _Asked) -> _Found | None:
    """Read what is said to be so now, in a review of several years, as of the last: 目前已建成12个，总面积【3万亩】."""
    first, last = asked.section.first, asked.section.last
    if last is None or first == last or asked.section.status != "actual":
        return None
    start = asked.context.sentence.start
    found = asked.patterns.so_now.search(asked.text, start, asked.context.span.start)
    if found is None or (asked.carried is not None and asked.carried.span.start > found.start()):
        return None
    return _Found(str(last), (Span(*found.span()),), by_section=True)


def _compared_behind(asked: _Asked) -> _Found | None:
    """Read what is compared with one earlier year right behind it as of the last year spoken of.

    五年来，财政收入达到【120亿元】，是1997年的两倍, or 是五年前的两倍; a sum over the years is none.
    """
    last = _last_spoken_of(asked)
    if last is None or asked.patterns.over_years.search(asked.before):
        return None
    found = asked.patterns.compared_behind.match(asked.text, asked.context.behind, asked.context.sentence.end)
    # what is compared with 五年前 as a change may be the change since then
    if found is None or not (asked.is_state or found["year"]):
        return None
    return _Found(str(last), (Span(*found.span()),), by_section=True)


def _multiple_of_thing(asked: _Asked) -> _Found | None:
    """Read a multiple of something that is no time (是全国水平的【1.5倍】) as of the last year spoken of."""
    last = _last_spoken_of(asked) if asked.words.endswith("倍") else None
    found = asked.patterns.of_thing.search(asked.before) if last is not None else None
    if found is None or asked.patterns.over_years.search(asked.before):
        return None
    # a mean of the years is compared with: 年均增长9%，是全国的2倍
    if asked.patterns.every_year.search(asked.text, asked.context.sentence.start, asked.context.span.start):
        return None
    return _Found(str(last), (asked.span(found),), by_section=True)


def _mean_behind(asked: _Asked) -> _Found | None:
    """Read a value as of the last year spoken of where its yearly growth stands behind it.

    五年来，…。财政收入【120亿元】、年均增长9%; what was made or summed over the years is of all of them, as may be what
    the sentence tells of the years by name (“十四五”时期，支出2700亿元，年均增长1%) or behind a sum.
    """
    last, start = _last_spoken_of(asked), asked.context.sentence.start
    if last is None or not asked.is_state or _is_sum(asked) or asked.patterns.made.search(asked.before):
        return None
    if asked.carried is not None and asked.carried.span.start >= start:
        return None
    if asked.patterns.over_years.search(asked.text, start, asked.context.span.start):
        return None
    found = asked.patterns.mean_behind.match(asked.text, asked.context.behind, asked.context.sentence.end)
    return _Found(str(last), (Span(*found.span()),), by_section=True) if found is not None else None


def _last_spoken_of(asked: _Asked) -> int | None:
    """Return the last of the several years that are spoken of where a figure stands; None where it is but one."""
    time, section = asked.carried, asked.section
    if time is not None and time.last > time.first:
        return _end(section, time)
    return section.last if section.first != section.last else None


def _carried_in_sentence(asked: _Asked) -> _Found | None:
    time = asked.carried
    return _Found(None, time=time) if time is not None and time.span.start >= asked.context.sentence.start else None


def _carried_on(asked: _Asked) -> _Found | None:
    return _Found(None, time=asked.carried) if asked.carried is not None else None


def _before_plan(asked: _Asked) -> _Found | None:
    """Read what a plan says is there already (现有企业【12家】) as of the year before it."""
    first = asked.section.first
    done = asked.patterns.done.search(asked.before) if asked.section.status == "target" else None
    if done is None or first is None or asked.patterns.moved_on.search(asked.before, done.end()):
        return None
    if asked.patterns.aimed.search(asked.before, done.end()):
        return None
    words = (asked.span(done),)
    return _Found(
        str(first - 1), words, by_section=True, tense=Tense(False, (because("status.done_in_plan", words),), True)
    )


def _section_end(asked: _Asked) -> _Found | None:
    first, last = asked.section.first, asked.section.last
    return _Found(str(last), by_section=True) if first != last and _is_reached(asked) else None


def _section(asked: _Asked) -> _Found | None:
    first, last = asked.section.first, asked.section.last
    return _Found(iso_years(first, last), by_section=True) if first is not None and last is not None else None


def _unknown(asked: _Asked) -> _Found | None:
    return _UNKNOWN


START_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("period.start_value", _start_value),
    Rule("period.in_turn", _in_turn),
    Rule("period.in_row", _in_row),
    Rule("period.yearly_until", _yearly_until),
)
"""Where a number is what a change starts from, or has a time of its own in a list: that is asked first."""

CLAUSE_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("period.multiple_of_year", _multiple_of_year),
    Rule("period.clause_end", _clause_end),
    Rule("period.clause", _clause),
    Rule("period.compared_value", _compared_value),
    Rule("period.doubled_by", _doubled_by),
    Rule("period.since_compared", _since_compared),
)
"""How the nearest time of the clause tells the period, where it is not set aside."""

PERIOD_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("period.yearly_since", _yearly_since),
    Rule("period.yearly_of_carried", _yearly_of_carried),
    Rule("period.yearly_in_section", _yearly_in_section),
    Rule("period.yearly_of_five", _yearly_of_five),
    Rule("period.now", _now),
    Rule("period.compared_behind", _compared_behind),
    Rule("period.multiple_of_thing", _multiple_of_thing),
    Rule("period.mean_behind", _mean_behind),
    Rule("period.carried_end", _carried_end),
    Rule("period.carried_in_sentence", _carried_in_sentence),
    Rule("period.carried_on", _carried_on),
    Rule("period.there_before_plan", _before_plan),
    Rule("period.section_end", _section_end),
    Rule("period.section", _section),
    Rule("period.unknown", _unknown),
)
"""What else tells the period."""


class _Placed(NamedTuple):
    """What the rules of a time look at: the time, the section it stands in, and whether its clause plans."""

    time: TimeExpression
    section: SectionTime
    is_ahead: bool


def _year_of_section(asked: _Placed) -> str | None:
    """Read 全年 as the year the section is about."""
    section = asked.section
    if not asked.time.whole or section.last is None:
        return None
    return str(section.first if section.status == "target" else section.last)


def _months_of_plan(asked: _Placed) -> str | None:
    """Read a part of a year in a plan (上半年) as that of the year planned."""
    months, first = asked.time.months, asked.section.first
    if not asked.time.floating or months is None or asked.section.status != "target" or first is None:
        return None
    low, high = months
    return f"{first}-{low:02}/{first}-{high:02}"


def _plan_so_far(asked: _Placed) -> str | None:
    """Read a five-year plan that is under way, in a review, as its years so far."""
    time, last = asked.time, asked.section.last
    if time.rule != "period.plan" or asked.section.status != "actual" or last is None or asked.is_ahead:
        return None
    return iso_years(time.first, last) if time.first <= last < time.last else None


def _bare_years(asked: _Placed) -> str | None:
    """Read a bare 三年 as the last years of a review, or as the first of a plan."""
    first, last, count = asked.section.first, asked.section.last, asked.time.count
    if not count or first is None or last is None:
        return None
    return (
        iso_years(first, first + count - 1) if asked.section.status == "target" else iso_years(last - count + 1, last)
    )


def _since(asked: _Placed) -> str | None:
    """Read 2020年以来 as the years from there on to the last of the section."""
    last = asked.section.last
    if not asked.time.since or last is None or last <= asked.time.first:
        return None
    return iso_years(asked.time.first, last)


PLACE_RULES: Sequence[Rule[_Placed, str]] = (
    Rule("period.year_of_section", _year_of_section),
    Rule("period.months_of_plan", _months_of_plan),
    Rule("period.since", _since),
    Rule("period.years_in_section", _bare_years),
    Rule("period.plan_so_far", _plan_so_far),
)
"""What a time names where it stands, if that is not what it names by itself."""
