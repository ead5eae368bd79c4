"""Values and periods as an annotator types them into the form, read with the grammar that reads reports."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..model.attributes import YEAR, Kind, Value, is_bounded, is_period, is_year
from ..model.figure import Span
from .characters import normalized
from .grammar import NUMBER, Expression, WrittenNumber, expressions
from .lexicon import Lexicon
from .period.expressions import find_times
from .quantity import read_unit, value_of_expression

LONGEST = 80
_YEAR_AND_REST = re.compile(f"({YEAR})(?:(?:年度?)?|年(.+)|[-./]([0-9]{{1,2}}))", re.ASCII)
_MONTHS = re.compile("([0-9]{1,2})(?:月?[-—–~至到]([0-9]{1,2}))?(?:月份?)?", re.ASCII)
# The shapes that tell by themselves what kind a figure is of.
_SPEAKING: dict[str, Kind] = {"composition": "composition", "rank": "rank"}
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:,[0-9]{3})*)(?:\.[0-9]+)?", re.ASCII)


class TypedValue(NamedTuple):
    """A value, the unit it names ("" for none), and its kind where its form tells it (6:4, 第3位), else None."""

    value: Value
    unit: str
    kind: Kind | None = None


def value_of(text: str, lexicon: Lexicon) -> TypedValue | None:
    """Read a value that was typed; return None where the text is no value.

    Digits are read as they stand, the numbers of a range or a composition with blanks between them (5 6); everything
    else as in a report: 318.6亿元, 5%—6%, 三分之二, -0.3%. A number has at most MOST_DIGITS digits.
    """
    text = normalized(text.strip())
    if not text or len(text) > LONGEST:
        return None
    plain = _plain(text)
    if plain is not None:
        # Two numbers may be a range; more are a composition.
        return TypedValue(plain, "", "composition" if isinstance(plain, tuple) and len(plain) > 2 else None)
    found = next(expressions(text, lexicon), None)
    if found is None or found.span != (0, len(text)):
        return None
    # A sign is typed with the number; no kind is given that would add another.
    value = value_of_expression(found, "multiple" if found.numbers[-1].unit == "番" else "level", negative=False)
    return None if value is None else TypedValue(value, read_unit(found), _SPEAKING.get(found.shape))


def _plain(text: str) -> Value | None:
    """Read digits, or several numbers with blanks between them; None where the text has anything else."""
    numbers = text.replace("，", ",").replace("−", "-").split()
    if not all(_NUMBER.fullmatch(part) for part in numbers):
        return None
    parts = tuple(Decimal(part.replace(",", "")) for part in numbers)
    if not all(map(is_bounded, parts)):
        return None
    return parts[0] if len(parts) == 1 else parts


def year_of(text: str, lexicon: Lexicon) -> str | None:
    """Read a year as analysts write it (1997, 1997年) and return its four digits; None where the text is no year."""
    period = period_of(text, lexicon)
    return period if period is not None and is_year(period) else None


def period_of(text: str, lexicon: Lexicon) -> str | None:
    """Read a period as analysts write it, return it as figures have it (ISO 8601 years); None for none.

    2022年 → 2022, 2021—2025 and 十四五 → 2021/2025, 2022年上半年 → 2022-01/2022-06.
    """
    if is_period(text):
        return text
    text = normalized("".join(text.split()))
    if not text or len(text) > LONGEST:
        return None
    found = _YEAR_AND_REST.fullmatch(text)
    part = _part_of(found[1], found[3] or found[2] or "", lexicon) if found is not None else None
    # A span of years is recognised by its last 年, which annotators leave out.
    period = part or _named(text, None, lexicon) or _named(f"{text}年", None, lexicon)
    return period if period is not None and is_period(period) else None


def _part_of(year: str, rest: str, lexicon: Lexicon) -> str | None:
    """Return a year, or the part of it that `rest` names, as figures have it; None where it names none."""
    if not rest:
        return year
    months = _MONTHS.fullmatch(rest)
    if months is not None:
        return f"{year}-{int(months[1]):02}/{year}-{int(months[2] or months[1]):02}"
    # A part of a year is read as in a report of the next year, which looks back on it.
    part = _named(rest, int(year) + 1, lexicon)
    return part if part is not None and part.startswith(f"{year}-") else None


def _named(text: str, year: int | None, lexicon: Lexicon) -> str | None:
    """Return the time that a whole text names in a report of a year, or in any report where `year` is None."""
    times, _ = find_times(text, year, lexicon)
    return times[0].period if len(times) == 1 and times[0].span == (0, len(text)) else None


def units(lexicon: Lexicon) -> list[str]:
    """Return every unit of the lexicon as figures have it (个百分点 → 百分点), in the lexicon's order."""
    named = (WrittenNumber("", "1", "", "", unit) for unit in lexicon.unit_classes)
    return list(dict.fromkeys(read_unit(Expression(Span(0, 1), "quantity", (one,), one.unit, NUMBER)) for one in named))
