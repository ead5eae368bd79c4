"""Values are shown and edited as people say them, and no digit is lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.typed_values import value_of
from core.model.figure import Figure, Value
from gui.style import words

POINTS = (Decimal("1"), Decimal("0.1"), Decimal("0.001"), Decimal("10000"), Decimal("100000000"))


def figure(value: Value, unit: str = "元", kind: str = "level") -> Figure:
    return Figure(
        kind=kind, start=0, end=1, value=value, unit=unit, bound="eq", indicator="", status="actual", period=""
    )


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("5670000000000", "元", "5.67万亿元"),
        ("120000000", "元", "1.2亿元"),
        ("63850000000", "元", "638.5亿元"),
        ("123456789", "元", "1.23456789亿元"),
        ("12000", "元", "1.2万元"),
        ("58620", "元", "58,620元"),
        ("678000", "人", "67.8万人"),
        ("123456", "人", "12.3456万人"),
        ("3210000000", "千瓦时", "32.1亿千瓦时"),
        ("9999", "家", "9,999家"),
        ("-15000", "人", "-1.5万人"),
        ("99999999.5", "元", "9,999.99995万元"),
        ("1.50", "%", "1.5%"),
        ("12345678901234567890123456.7891", "元", "12,345,678,901,234.5678901234567891万亿元"),
    ],
)
def test_a_value_is_said_by_its_magnitude_with_every_digit(value: str, unit: str, said: str) -> None:
    assert words.short_text(figure(Decimal(value), unit)) == said


def test_all_digits_stand_beside_only_where_they_are_written_otherwise() -> None:
    assert words.full_text(figure(Decimal(63850000000))) == "638.5亿元 = 63,850,000,000元"
    assert words.full_text(figure(Decimal(58620))) == "58,620元"
    assert words.full_text(figure(())) == "元"


@given(st.integers(-(10**14), 10**14), st.sampled_from(POINTS), st.integers(1, 10**9), st.sampled_from([1, 2, 3]))
def test_what_the_form_edits_is_read_as_the_same_value(number: int, point: Decimal, by: int, parts: int) -> None:
    first = number * point
    values = tuple(first + by * part for part in range(parts))
    shown = figure(values if parts > 1 else values[0], "", "composition" if parts > 2 else "level")
    read = value_of(words.edit_text(shown), load_lexicon())
    assert read is not None, words.edit_text(shown)
    assert read.value == shown.value
