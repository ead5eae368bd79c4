"""A value or a period typed by hand is read as a report is, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.typed_values import period_of, units, value_of
from core.model.attributes import is_bounded, is_period

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("559.2亿", "55920000000", ""),
        ("559.2亿元", "55920000000", "元"),
        ("5%—6%", ("5", "6"), "%"),
        ("三分之二", "66.67", "%"),
        ("七成", "70", "%"),
        ("翻两番", "4", "倍"),
        ("6.6:49.8:43.6", ("6.6", "49.8", "43.6"), ""),
        ("首位", "1", "位"),
        ("5 6", ("5", "6"), ""),
        ("-2.1%", "-2.1", "%"),
        ("−2.1", "-2.1", ""),
        ("1,141 ", "1141", ""),
        ("３５", "35", ""),
    ],
)
def test_values(text: str, value: str | tuple[str, ...], unit: str) -> None:
    expected = tuple(map(Decimal, value)) if isinstance(value, tuple) else Decimal(value)
    entry = value_of(text, LEXICON)
    assert entry is not None
    assert (entry.value, entry.unit) == (expected, unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("3:5:2", "composition"), ("2：1", "composition"), ("3 5 2", "composition"), ("第3位", "rank"), ("3 5", None)],
)
def test_the_writing_of_some_values_tells_the_kind(text: str, kind: str | None) -> None:
    entry = value_of(text, LEXICON)
    assert entry is not None
    assert entry.kind == kind


@pytest.mark.parametrize("text", ["", "a lot", "5亿abc", "1e5", "nan", "Infinity", "12元34", "约5%", "5 x", "9" * 100])
def test_what_is_no_value(text: str) -> None:
    assert value_of(text, LEXICON) is None


@settings(max_examples=100)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_digits_are_kept_to_the_last(number: Decimal) -> None:
    expected = (number, "", None) if is_bounded(number) else None
    assert value_of(format(number, "f"), LEXICON) == expected


@settings(max_examples=100)
@given(
    st.text(st.sampled_from("0123456789.,-+ %—百千万亿元分之点两第位前倍番:：/abc\n"), max_size=20)
    | st.text(max_size=20)
)
def test_no_entry_breaks_it(text: str) -> None:
    value_of(text, LEXICON)
    is_period(text)
    period = period_of(text, LEXICON)
    assert period is None or is_period(period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年", "2022"),
        ("２０２２", "2022"),
        ("1998 年", "1998"),
        ("二〇二五年", "2025"),
        ("2025年末", "2025"),
        ("2021-2025", "2021/2025"),
        ("2021—2025", "2021/2025"),
        ("2021–2025", "2021/2025"),
        ("2021年至2025年", "2021/2025"),
        ("十四五", "2021/2025"),
        ("“十五五”时期", "2026/2030"),
        ("2022-06", "2022-06/2022-06"),
        ("2022年6月", "2022-06/2022-06"),
        ("2022年1—9月", "2022-01/2022-09"),
        ("2022年1月至9月", "2022-01/2022-09"),
        ("2022年上半年", "2022-01/2022-06"),
        ("2022年前三季度", "2022-01/2022-09"),
        ("2022年第三季度", "2022-07/2022-09"),
        ("2025-01/2025-09", "2025-01/2025-09"),
    ],
)
def test_periods_as_analysts_write_them(text: str, period: str) -> None:
    assert period_of(text, LEXICON) == period


@pytest.mark.parametrize(
    "text", ["", "25", "2025-2021", "2022-13", "2022年9—6月", "明年", "去年", "上半年", "2022年3家"]
)
def test_what_names_no_years(text: str) -> None:
    assert period_of(text, LEXICON) is None


@pytest.mark.parametrize("text", ["2025", "2021/2025", "2025-01/2025-09", "2025/2025"])
def test_periods(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025年", "2025/2021", "2025-13/2026-01", "2025-01", "2025-01/2025", "2025 ", "２０２５", "2025\n"],
)
def test_what_is_no_period(text: str) -> None:
    assert not is_period(text)


def test_units_are_as_figures_carry_them() -> None:
    known = units(LEXICON)
    assert {"元", "%", "百分点", "倍", "家", "公里"} <= set(known)
    assert not {"", "个百分点", "％", "成", "番"} & set(known)
    assert len(known) == len(set(known))
