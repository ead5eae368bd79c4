"""The value and the unit of a figure (FIGURES.md §4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ..model.figure import MOST_DIGITS, WIDE, Kind, Reason, Span, Value, is_bounded
from .grammar import Expression, WrittenNumber
from .lexicon import Lexicon
from .numeral import parse_arabic, parse_chinese

HUNDRED = Decimal(100)
# The greatest power of 2 that has no more digits than a number may.
_MOST_DOUBLINGS = 93
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# People, or jobs, before a number.
_HEADCOUNT = re.compile("(?:人[数口]?|就业)[^，。；、]{0,3}$")


def parse_numeral(written: str) -> Decimal | None:
    """Read a numeral in either script; None where it cannot be read."""
    return parse_arabic(written.rstrip("%％")) if written[:1].isdigit() else parse_chinese(written)


def number_value(written: WrittenNumber) -> Decimal | None:
    """Return the number of a written number with its magnitude and sign applied (3.5万 → 35000).

    None where it cannot be read, or has more digits than a number may.
    """
    base = parse_numeral(written.numeral)
    if base is None:
        return None
    for char in written.magnitude:
        base = WIDE.multiply(base, Decimal(_SIZES[char]))
        if base.adjusted() >= MOST_DIGITS:
            return None
    base = _plain(base)
    if not is_bounded(base):
        return None
    return -base if written.sign in ("-", "−", "－") and written.sign else base


def _plain(parse_numeral: Decimal) -> Decimal:
    """Return a number without idle zeros and without exponent."""
    whole = parse_numeral == parse_numeral.to_integral_value()
    return parse_numeral.quantize(Decimal(1), context=WIDE) if whole else parse_numeral.normalize(WIDE)


@dataclass(frozen=True, slots=True)
class ValueReading:
    """A value in the base unit, and by which rules and words it was read."""

    value: Value
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit without its magnitude, "" for none, and by which rule and words it was read."""

    name: str
    reason: Reason


def read_value(expression: Expression, last: Expression, kind: Kind, negative: bool) -> ValueReading | None:
    """Read the value of a number (FIGURES.md §4); None where it cannot be read, or has too many digits.

    `last` is the last number of its list, whose magnitude may hold for it (8.2、3.5万亩). `negative` says that the
    words around tell of a decline.
    """
    value = value_of_expression(_with_magnitude(expression, last), kind, negative)
    if value is None:
        return None
    words = Span(expression.span.start, expression.span.end - _unit_length(expression))
    return ValueReading(value, (Reason("value.number", (words,)),))


def _with_magnitude(expression: Expression, last: Expression) -> Expression:
    """Give a bare number of a list the magnitude that stands once with the unit, at its end (8.2、3.5万亩)."""
    own = expression.numbers[-1]
    if expression is last or expression.shape != "quantity" or own.unit or own.magnitude:
        return expression
    numbers = tuple(replace(number, magnitude=last.numbers[-1].magnitude) for number in expression.numbers)
    return replace(expression, numbers=numbers)


def _unit_length(expression: Expression) -> int:
    return len(expression.numbers[-1].unit) if expression.shape == "quantity" else 0


def read_units(members: Sequence[Expression], before: str, after: str, lexicon: Lexicon) -> list[UnitReading]:
    """Read each number's unit; one that stands once, at the end of a list, holds for all of it (4.1万、1.9万元).

    `before` and `after` are the words around the first number.
    """
    first, last = members[0], read_unit(members[-1])
    names = [read_unit(one) or (last if one.shape == "quantity" else "") for one in members]
    if last == "百分点":
        names = [last] * len(names)
    elif not last and first.shape == "quantity":
        names = [shared_unit(before, after, first, lexicon)] * len(names)
    return [
        UnitReading(name, Reason("unit.own", _unit_words(one, members[-1])))
        for name, one in zip(names, members, strict=True)
    ]


def _unit_words(expression: Expression, last: Expression) -> tuple[Span, ...]:
    """Return where a number's unit stands: at its own end, or at the end of the last number of its list."""
    bearer = expression if _unit_length(expression) else last
    length = _unit_length(bearer)
    return (Span(bearer.span.end - length, bearer.span.end),) if length else ()


def value_of_expression(expression: Expression, kind: Kind, negative: bool) -> Value | None:
    """Return the value of an expression in its base unit (FIGURES.md §4): 二分之一 → 50, 翻两番 → 4, 5%—6% → (5, 6).

    `negative` says that the words around tell of a decline, which makes a growth or a change negative. None where the
    numeral cannot be read, or has more digits than a number may.
    """
    value = _read_value(expression, kind, negative)
    numbers = value if isinstance(value, tuple) else (value,)
    return value if all(parse_numeral is not None and is_bounded(parse_numeral) for parse_numeral in numbers) else None


def _read_value(expression: Expression, kind: Kind, negative: bool) -> Value | None:
    if expression.shape == "doubling":
        size = _doubling_value(expression)
        return -size if size is not None and negative and kind == "growth" else size
    if expression.shape == "fraction":
        part, whole = (parse_numeral(written.numeral) for written in expression.numbers)
        return None if part is None or not whole else _share(part, whole)
    values = tuple(number_value(written) for written in _shared_magnitude(expression.numbers))
    if not values or any(value is None for value in values):
        return None
    numbers = tuple(value for value in values if value is not None)
    if expression.numbers[-1].unit == "成":
        numbers = tuple(_plain(WIDE.multiply(Decimal(10), value)) for value in numbers)
    if kind == "multiple" and expression.numbers[-1].unit == "番":
        if any(abs(value) > _MOST_DOUBLINGS for value in numbers):
            return None
        numbers = tuple(2**value for value in numbers)
    if negative and kind in ("growth", "change"):
        numbers = tuple(-abs(value) for value in numbers)
    return numbers[0] if len(numbers) == 1 else numbers


def _share(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part of a whole in percent, to two places."""
    share = WIDE.divide(WIDE.multiply(part, HUNDRED), whole)
    return _plain(share.quantize(Decimal("0.01"), context=WIDE))


def _doubling_value(expression: Expression) -> Decimal | None:
    """Return the multiple that a doubling comes to (翻番 → 2, 翻两番 → 4), or 50 for a half."""
    if expression.text in ("过半", "一半", "半数"):
        return Decimal(50)
    fold = expression.numbers[0].numeral
    if "倍" in expression.text:
        times = parse_numeral(fold)
        return Decimal(2) if times == 0 else times
    return Decimal(2) ** int(parse_chinese(fold) or 1)


def _shared_magnitude(numbers: Sequence[WrittenNumber]) -> Sequence[WrittenNumber]:
    """Give both ends of a range the magnitude that stands once, at its end (3至5万人)."""
    if len(numbers) == 2 and numbers[1].magnitude and not numbers[0].magnitude and not numbers[0].unit:
        first = numbers[0]
        return (replace(first, magnitude=numbers[1].magnitude), numbers[1])
    return numbers


_UNIT_NAMES = {
    "％": "%",
    "个百分点": "百分点",
    "个千分点": "千分点",
    "个基点": "基点",
    "个BP": "BP",
    "成": "%",
    "番": "倍",
    "个位次": "位次",
    "个名次": "名次",
}


def read_unit(expression: Expression) -> str:
    """Return the unit that an expression itself names, without its magnitude (FIGURES.md §4); "" where it names none.

    个百分点 → 百分点, 第3名 → 位.
    """
    if expression.shape == "rank":
        return "位"
    if expression.shape == "fraction" or expression.text in ("过半", "一半", "半数"):
        return "%"
    if expression.shape == "doubling":
        return "倍"
    if expression.shape == "composition":
        return "%" if expression.text.endswith(("%", "％")) else ""
    unit = expression.numbers[-1].unit or expression.numbers[0].unit
    return _UNIT_NAMES.get(unit, unit.replace("％", "%"))


@cache
def _unit_nouns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """Compile the nouns that tell a unit.

    People behind a number, money before it, people and households right behind it, people right before it.
    """
    people, homes, money = (
        lexicon.either("indicators.people"),
        lexicon.either("indicators.households"),
        lexicon.either("indicators.money_nouns"),
    )
    return (
        re.compile(f"的?[^，。；、]{{0,6}}?{people}"),
        re.compile(f"{money}(?:[^，。；、]{{0,4}})$"),
        re.compile(f"{people}(?!均)"),
        re.compile(f"的?[^，。；、]{{0,6}}?{homes}"),
        re.compile(f"{people}(?:达到?|超过?|近|约|突破)?$"),
    )


def shared_unit(before: str, after: str, expression: Expression, lexicon: Lexicon) -> str:
    """Return the unit that a writer left out, as the nouns around the number tell: 元, 人, 户, 人次, or "" for none.

    总投资超【30亿】: 元. `before` and `after` are the words around the expression.
    """
    people, money, named, homes, headed = _unit_nouns(lexicon)
    if before.endswith("人次"):
        return "人次"
    if not any(char in expression.text for char in "万亿千百"):
        return ""
    if "亿" not in expression.text and homes.match(after):
        return "户"
    if "亿" not in expression.text and named.match(after):
        return "人"
    if money.search(before):
        return "元"
    if people.match(after) or _HEADCOUNT.search(before) or headed.search(before):
        return "人"
    return "元" if "亿" in expression.text else ""
