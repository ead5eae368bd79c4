"""Numerals: what is written is what is read, in either script."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.numeral import parse_arabic, parse_chinese, render_chinese


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("559.2", "559.2"),
        ("1,141", "1141"),
        ("1，286", "1286"),
        ("１２．５", "12.5"),
        ("０", "0"),
        ("１", "1"),
        ("0.30", "0.30"),
        ("12,345,678.9", "12345678.9"),
    ],
)
def test_arabic_numerals(written: str, number: str) -> None:
    assert parse_arabic(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "1.2.3", "٣٤", "²", "1" * 5000, "abc", "."])
def test_what_is_no_arabic_numeral(written: str) -> None:
    assert parse_arabic(written) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("五", 5),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("廿五", 25),
        ("卅", 30),
        ("一百二十", 120),
        ("一百零二", 102),
        ("一百二", 120),
        ("两万五", 25000),
        ("三千五", 3500),
        ("二〇三五", 2035),
        ("一千二百三十四万五千六百七十八", 12345678),
        ("三亿零五十万", 300500000),
        ("万亿", 10**12),
        ("千万", 10**7),
        ("百亿", 10**10),
        ("百", 100),
        ("上百", 100),
        ("数十", 10),
        ("几千", 1000),
        ("壹佰贰拾", 120),
        ("柒", 7),
    ],
)
def test_chinese_numerals(written: str, number: int) -> None:
    assert parse_chinese(written) == number


@pytest.mark.parametrize(("written", "number"), [("半", "0.5"), ("三点六", "3.6"), ("十二点零五", "12.05")])
def test_chinese_decimals(written: str, number: str) -> None:
    assert parse_chinese(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "abc", "三x", "点五", "半点五", "一" * 100])
def test_what_is_no_chinese_numeral(written: str) -> None:
    assert parse_chinese(written) is None


@settings(max_examples=300)
@given(st.integers(0, 10**12 - 1))
def test_a_rendered_number_reads_back(number: int) -> None:
    assert parse_chinese(render_chinese(number)) == number


@settings(max_examples=100)
@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_a_formatted_number_reads_back(number: Decimal) -> None:
    assert parse_arabic(f"{number:f}") == number
    assert parse_arabic(f"{number:,f}") == number


@settings(max_examples=100)
@given(st.text(alphabet="一二三十百千万亿零〇两半点数几上廿", max_size=12))
def test_any_run_of_numeral_characters_ends_in_a_number_or_none(text: str) -> None:
    number = parse_chinese(text)
    assert number is None or number >= 0
