"""Units are converted exactly or not at all, and values of two measures never meet."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.panel.units import amount, column_unit, convert, exact, measured, units
from tests.core.making import numbers


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        ("350", "亿斤", "万吨", "1750"),
        ("1", "亿斤", "万吨", "5"),
        ("2.5", "公顷", "亩", "37.5"),
        ("3", "平方公里", "万亩", "0.45"),
        ("1", "亩", "公顷", None),
        ("100", "亿元", "亿美元", None),
        ("100", "元", "吨", None),
        ("12.5", "万户", "家", "125000"),
        ("6", "‰", "%", None),
        ("0.1", "吉瓦", "万千瓦", "10"),
    ],
)
def test_units_are_converted_exactly_or_not_at_all(value: str, unit: str, to: str, result: str | None) -> None:
    assert convert(Decimal(value), unit, to) == (None if result is None else Decimal(result))


@given(numbers(), st.sampled_from(sorted(units())), st.sampled_from(sorted(units())))
def test_what_is_converted_comes_back_to_the_last_digit(value: Decimal, one: str, other: str) -> None:
    there = convert(value, one, other)
    assert (there is not None) <= (measured(one).measure == measured(other).measure)
    if there is not None:
        back = convert(there, other, one)
        assert back is not None
        assert Fraction(back) == Fraction(value)


@given(st.fractions())
def test_a_fraction_is_a_decimal_or_has_no_end(number: Fraction) -> None:
    found = exact(number)
    assert found is None or Fraction(found) == number
    below = number.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    assert (found is None) == (below > 1)


@given(numbers(), st.sampled_from(["亿元", "万吨", "万户", "亿美元", "%", "万亩", "公里"]))
def test_a_column_shows_what_was_said(value: Decimal, unit: str) -> None:
    column = column_unit(unit)
    in_measure = convert(value, unit, column.measure)
    assert in_measure is not None
    assert column.shown(in_measure) == value


def test_families_hold_units_together_that_may_be_told_apart() -> None:
    assert measured("元").family == measured("美元").family == "money"
    assert measured("元").measure != measured("美元").measure
    assert amount(Decimal("7"), "某种单位") == 7
