"""The period a figure is about (FIGURES.md §4, `period`).

From its clause, else its sentence or paragraph, else its section.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...model.figure import Reason, Span
from ..lexicon import Lexicon
from .expressions import TimeExpression, iso_years

# How many earlier time expressions are asked whether their time still holds.
_STEPS = 12


@dataclass(frozen=True, slots=True)
class PeriodContext:
    """Where a figure stands: its span, its clause, sentence and paragraph, and what its section is about.

    `first` and `last` are the section's years, None where they are not known; `planned` says that the section is a
    plan.
    """

    span: Span
    clause: Span
    sentence: Span
    paragraph: Span
    first: int | None
    last: int | None
    planned: bool


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A figure's period, by which rule and words it was read, and whether these place the figure in what is planned.

    `period` is None where nothing tells. `is_of_section` says that it is that of the section, so that what says which
    years the section is about is a reason too.
    """

    period: str | None
    reason: Reason
    planned: bool = False
    is_of_section: bool = False


# 从 or 由 before the number a change starts from, and the arrival behind it (从3%提高到5%).
_START = re.compile(r"(?:从|由)(?:[^，。；,;从由至到]{0,16})$")
_ARRIVAL = re.compile(r"[^，。；,;]{0,24}?(?:到|至|为|成|居)")
_REACHED = re.compile(
    "(?:达到?|突破|增至|升至|增[加长]到|提[高升]到|[至到]|稳定在|保持在|跃居|总[量数规]|保有量|余额|居(?!民))[^，。；]{0,6}$|为[近约超]?$"
)
_LISTED_SHARES = re.compile("的?(?:[0-9.]+ ?[%％][、和与及])*[约近超过]*")
# 恢复到2019年的【96%】: the year is only compared with and says nothing of the period.
_RECOVERED = re.compile("(?:恢复|回升|相当|占|[是为])[到至于]?$")
_SUM = re.compile("累计|共|新增|净增|每年|年均|总投资")


@cache
def _rates(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the words of yearly rates.

    First 年均, which spans five years anywhere, then with it 每年, which does so only in a section about several years.
    """
    yearly = f"{lexicon.either('time.yearly')}(?!{lexicon.either('time.yearly_mean')})"
    return re.compile(yearly), re.compile(f"{yearly}|{lexicon.either('time.every_year')}")


def read_period(
    text: str, context: PeriodContext, times: Sequence[TimeExpression], is_state: bool, lexicon: Lexicon
) -> PeriodReading:
    """Read the period a figure is about (FIGURES.md §4).

    2025年新增企业【5家】 → 2025, “十四五”时期年均增长【6%】 → 2021/2025.

    The nearest time expression of its clause decides; else 从…到 and 年均; else a time that opened an earlier clause or
    sentence; else the years of its section. `times` are the report's time expressions; `is_state` says that the figure
    is a stock, a share or a rank, which is reached at a moment: it takes the last of several years.
    """
    before = text[context.clause.start : context.span.start]
    nearest = _nearest(times, context.clause.start, context.span.start)
    carried = _carried(text, context, times)
    if nearest is not None and (period := _from_clause(text, context, nearest, carried)) is not None:
        return PeriodReading(period, Reason("period.clause", (nearest.span,)), _is_planned(nearest, context))
    start = _START.search(before)
    if start and _ARRIVAL.match(text, context.span.end, context.clause.end) and context.first is not None:
        offset = context.clause.start + start.start()
        return PeriodReading(
            str(context.first - 1), Reason("period.start", (Span(offset, offset + 1),)), context.planned
        )
    rate = _rates(lexicon)[context.first != context.last].search(before)
    if context.first is not None and rate:
        offset = context.clause.start + rate.start()
        first, last = (context.first, context.last) if context.first != context.last else _five_years(context)
        return PeriodReading(
            iso_years(first, last or first),
            Reason("period.yearly", (Span(offset, offset + len(rate[0])),)),
            context.planned,
        )
    reached = is_state and _REACHED.search(before) is not None and not _SUM.search(before)
    if carried is not None:
        period = str(carried.last) if reached and carried.last > carried.first else _period_of(carried, context)
        return PeriodReading(period, Reason("period.carried", (carried.span,)), _is_planned(carried, context))
    if context.first is None or context.last is None:
        return PeriodReading(None, Reason("period.unknown"))
    if reached and context.first != context.last:
        return PeriodReading(str(context.last), Reason("period.section_end"), context.planned, is_of_section=True)
    return PeriodReading(
        iso_years(context.first, context.last), Reason("period.section"), context.planned, is_of_section=True
    )


def _is_planned(time: TimeExpression, context: PeriodContext) -> bool:
    """Tell whether a time expression lies in what is planned.

    After the years of a review, not before those of a plan.
    """
    if context.first is None or context.last is None or time.base or time.whole or time.floating:
        return context.planned
    return time.last >= context.first if context.planned else time.last > context.last and not time.months


def _five_years(context: PeriodContext) -> tuple[int, int]:
    """Return the five years that a rate spans: from the year of a plan on, or up to the year of a review."""
    first = context.first or 0
    return (first, first + 4) if context.planned else (first - 4, first)


def _nearest(times: Sequence[TimeExpression], start: int, end: int) -> TimeExpression | None:
    """Return the last time expression between two offsets; None where none stands there."""
    index = bisect_left(times, end, key=lambda time: time.span.end + 1) - 1
    index = min(index + 1, len(times) - 1)
    while index >= 0 and times[index].span.end > end:
        index -= 1
    return times[index] if index >= 0 and times[index].span.start >= start else None


def _from_clause(text: str, context: PeriodContext, time: TimeExpression, carried: TimeExpression | None) -> str | None:
    """Return the period that the nearest time expression of the clause names; None where it is only compared with."""
    between = text[time.span.end : context.span.start]
    if between.endswith("的") and len(between) > 1 and time.first != time.last:
        # “十四五”批复的6个项目: the time belongs to an attribute of the projects.
        return None
    if not time.base:
        return _period_of(time, context)
    words = text[context.span.start : context.span.end]
    if (
        words.endswith(("%", "％"))
        and _LISTED_SHARES.fullmatch(between)
        and _RECOVERED.search(text, context.clause.start, time.span.start)
    ):
        return None
    if time.relative and context.last is not None:
        time = replace(time, first=context.last - 1, last=context.last - 1)
    if between.startswith("的") and len(between) <= 5 and not words.endswith("倍"):
        return str(time.last)
    last = carried.last if carried is not None and carried.last > time.last else context.last
    return None if last is None or time.last >= last - 1 else iso_years(time.last + 1, last)


def _period_of(time: TimeExpression, context: PeriodContext) -> str:
    """Return the period that a time expression names where it stands: 全年 is the year its section is about."""
    if time.whole and context.last is not None:
        return str(context.first if context.planned else context.last)
    if time.floating and time.months and context.planned and context.first is not None:
        low, high = time.months
        return f"{context.first}-{low:02}/{context.first}-{high:02}"
    if time.since and context.last is not None and context.last > time.first:
        return iso_years(time.first, context.last)
    return time.period


def _carried(text: str, context: PeriodContext, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the time expression that opened an earlier clause of the sentence or an earlier sentence of the paragraph.

    None where none did, or where it holds only for its own sentence (a part of a year, 全年, a year beyond the
    section's).
    """
    index = bisect_left(times, context.clause.start, key=lambda time: time.span.start) - 1
    for time in reversed(times[max(0, index - _STEPS) : index + 1]):
        if time.span.start < context.paragraph.start:
            break
        if text[time.span.start : time.span.end].endswith(("平均", "年均")):
            continue
        lead = text[max(context.paragraph.start, time.span.start - 4) : time.span.start]
        opens = re.search(r"(?:^|[，。；：、！？\n,;:）)]|——)(?:到|至|在|截至|自|从|其中|预计|初步统计)?$", lead)
        same = time.span.start >= context.sentence.start
        # A part of a year, 全年, a year after the section's and one year of several hold only for their own sentence.
        beyond = context.last is not None and time.first > context.last
        brief = time.months or time.whole or beyond or (time.first == time.last and context.first != context.last)
        if opens and not time.base and (same or not brief):
            return time
    return None
