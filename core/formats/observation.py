"""Observations: one number of a figure as statistics have it, with its time, its unit and its precision."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..model.figure import Figure
from .exported import HOLDING, LEFT_OUT, Exported, left_out, placed
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

# the notes for what the formats of observations lose
TIMELESS = QT_TRANSLATE_NOOP(
    "errors", "{number} figures without a period were left out, because this format needs a time for each."
)
NUMBERLESS = QT_TRANSLATE_NOOP("errors", "{number} labels without a number were left out.")

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_PRINTED = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?")


@dataclass(frozen=True, slots=True)
class Observation:
    """One number of a figure.

    `number` counts the numbers of a range or a composition from 1. `begin` and `end` (exclusive) are the days that it
    is about. `decimals` is the last decimal place that was printed, negative before the point: 13.7万亿 has -11.
    """

    row: Record
    number: int
    value: Decimal
    begin: date
    end: date
    decimals: int


def observations(part: Exported) -> Iterator[Observation]:
    """Yield each number of the figures that hold, have a number, and have a period that says which days."""
    for one in placed(part):
        days = interval(one.row.figure.period)
        if days is None:
            continue
        for number, (value, decimals) in enumerate(_numbers(one.row.figure, one.row.text), 1):
            yield Observation(one.row, number, value, *days, decimals)


def count_losses(lost: Counter[str], part: Exported) -> None:
    """Count what is left out of a report: what does not hold, what has no time, what has no number."""
    lost[LEFT_OUT] += left_out(part)
    holding = [row.figure for row in part.rows if row.state in HOLDING]
    lost[TIMELESS] += sum(figure.value != () and interval(figure.period) is None for figure in holding)
    lost[NUMBERLESS] += sum(figure.value == () for figure in holding)


def interval(period: str | None) -> tuple[date, date] | None:
    """Return the first day of a period and the day after its last (FIGURES.md §4); None where it says no days."""
    first, _, last = (period or "").partition("/")
    begin, end = _POINT.fullmatch(first), _POINT.fullmatch(last or first)
    if begin is None or end is None:
        return None
    try:
        start = date(*(int(part or 1) for part in begin.groups()))
        after = _after(*(int(part) if part else None for part in end.groups()))
    except ValueError:
        return None
    return (start, after) if start < after else None


def _after(year: int | None, month: int | None, day: int | None) -> date:
    """Return the day after a year, a month or a day; raise ValueError where there is none."""
    assert year is not None
    if day is not None:
        return date.fromordinal(date(year, month or 1, day).toordinal() + 1)
    if month is None or month == 12:
        return date(year + 1, 1, 1)
    return date(year, month + 1, 1)


def _numbers(figure: Figure, text: str) -> Iterator[tuple[Decimal, int]]:
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    printed = list(_PRINTED.finditer(text))
    for place, value in enumerate(values):
        number = printed[place] if len(printed) == len(values) else None
        yield value, _decimals(value, number)


def _decimals(value: Decimal, printed: re.Match[str] | None) -> int:
    """Return the last decimal place of a number as printed; of one written in words, that of its value."""
    own = max(0, -int(value.normalize().as_tuple().exponent)) if value else 0
    if printed is None:
        return own
    number = Decimal(re.sub("[,，]", "", printed[0]).replace("．", "."))
    if not number or not value:
        return len(printed[1] or "")
    magnitude = abs(value) / number
    power = magnitude.adjusted()
    return len(printed[1] or "") - power if magnitude == Decimal(10) ** power else own
