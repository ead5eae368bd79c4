"""Units that go together, and the exact conversion between them (resources/panel/units.toml).

A value is brought to the *measure* of its unit: 斤 and 公斤 to 吨, 公顷 to 亩. Money of two countries has two measures
and is never converted. What cannot be converted without rounding is not converted.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

RESOURCES = Path(__file__).parents[2] / "resources" / "panel"

_MAGNITUDES: Mapping[str, int] = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a unit is a multiple of: its family, the measure that values of it are brought to, and the factor."""

    family: str
    measure: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """The unit in which a column shows its values, as it is written (亿元, 万户), and the measure behind it."""

    text: str
    measure: str
    factor: Fraction

    def shown(self, amount: Decimal) -> Decimal | None:
        """Return an amount of the measure in this unit, exactly; None where that has no end of decimals."""
        return exact(Fraction(amount) / self.factor)


@cache
def units() -> Mapping[str, Measured]:
    """Return every unit that is known, with its measure."""
    read = tomllib.loads((RESOURCES / "units.toml").read_text(encoding="utf-8"))
    found: dict[str, Measured] = {}
    for family, measures in read.items():
        for measure, factors in measures.items():
            found[measure] = Measured(family, measure, Fraction(1))
            found |= {unit: Measured(family, measure, Fraction(factor)) for unit, factor in factors.items()}
    return found


def measured(unit: str) -> Measured:
    """Return what a unit is a multiple of; a unit that is not known is its own family and measure.

    Wordings are assigned by the family: money for 元 and 美元.
    """
    return units().get(unit) or Measured(unit, unit, Fraction(1))


def amount(value: Decimal, unit: str) -> Decimal | None:
    """Return a value in the measure of its unit, exactly; None where that has no end of decimals."""
    return exact(Fraction(value) * measured(unit).factor)


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """Return a value of one unit in another, exactly.

    None where the units do not measure the same, or where the result has no end of decimals. Units may have a
    magnitude: convert(Decimal("350"), "亿斤", "万吨") is 1750.
    """
    (one, power), (other, other_power) = parted(unit), parted(to)
    if measured(one).measure != measured(other).measure:
        return None
    factor = measured(one).factor / measured(other).factor * Fraction(10) ** (power - other_power)
    return exact(Fraction(value) * factor)


def parted(unit: str) -> tuple[str, int]:
    """Return a unit without its magnitude, and the power of ten that this stands for: 亿元 is 元 and 8."""
    if unit not in units():
        for word, power in _MAGNITUDES.items():
            if unit.startswith(word) and len(unit) > len(word):
                return unit[len(word) :], power
    return unit, 0


@cache
def column_unit(unit: str) -> ColumnUnit:
    """Return the unit of a column from how it is written: 亿元, 万吨, %."""
    plain, power = parted(unit)
    return ColumnUnit(unit, measured(plain).measure, measured(plain).factor * Fraction(10) ** power)


def exact(number: Fraction) -> Decimal | None:
    """Return a fraction as a decimal; None where it has no end of decimals."""
    below, twos, fives = number.denominator, 0, 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return None
    places = max(twos, fives)
    whole = number.numerator * 10**places // number.denominator
    return Decimal((whole < 0, tuple(map(int, str(abs(whole)))), -places))
