"""No number stops a report: one beyond measure is left unread, told as such, and all the others are read."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.numeral import parse_arabic, parse_chinese
from core.detection.pipeline import find_figures
from core.detection.typed_values import value_of
from core.detection.unread_numerals import unread_numerals
from core.model.figure import MOST_DIGITS, Value, from_record, is_bounded, to_record
from core.model.report import Report
from core.model.validation import takes

LEXICON = load_lexicon()
BEYOND = [
    "增长12345678901234567890123456789%",
    "投资5亿亿亿亿元",
    f"投资3{'亿' * 500}元",
    "产值翻999999999番",
    "产值翻99999番",
    "产值翻94番",
    f"增长{'9' * 29}倍",
    f"占{'9' * 28}成",
    f"占{'7' * 60}%",
    f"占{'7' * 5000}%",
    f"新增{'九' * 5000}家",
    f"新增{'九' * 29}家",
    f"投资一{'亿' * 30}元",
    f"占三分之{'九' * 30}",
    f"占{'九' * 30}分之三",
    f"占百分之{'9' * 29}",
    f"增长5%至{'9' * 30}%",
    f"增长0.{'1' * 28}%",
    f"翻{'9' * 30}倍",
    f"结构为1:{'9' * 30}:3",
    f"居全省第{'9' * 30}位",
    f"进入全国前{'9' * 30}名",
]


def found_in(text: str) -> dict[str, Value]:
    figures = (one.figure for one in find_figures(Report("甲", text), LEXICON))
    return {text[figure.start : figure.end]: figure.value for figure in figures}


@pytest.mark.parametrize("clause", BEYOND)
def test_a_number_beyond_measure_is_an_unread_numeral_and_the_others_are_read(clause: str) -> None:
    text = f"粮食产量增长3%。{clause}。新增企业5家。"
    report = Report("甲", text)
    spans = [one.figure.span for one in find_figures(report, LEXICON)]
    assert [text[slice(*span)] for span in spans] == ["3%", "5家"]
    left = unread_numerals(report, spans, LEXICON)
    assert any(8 <= span.start < span.end <= 9 + len(clause) for span in left)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"投资{'9' * MOST_DIGITS}元", Decimal("9" * MOST_DIGITS)),
        ("投资5亿亿亿元", Decimal(5) * 10**24),
        ("产值翻93番", Decimal(2**93)),
        (f"增长0.{'1' * (MOST_DIGITS - 1)}%", Decimal("0." + "1" * (MOST_DIGITS - 1))),
        (f"投资1.{'0' * (MOST_DIGITS - 1)}亿亿元", Decimal(10**16)),
        (f"下降{'9' * MOST_DIGITS}%", Decimal("-" + "9" * MOST_DIGITS)),
        (f"新增{'九' * MOST_DIGITS}家", Decimal("9" * MOST_DIGITS)),
    ],
)
def test_the_longest_number_keeps_every_digit(text: str, value: Decimal) -> None:
    (found,) = found_in(f"{text}。").values()
    assert found == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("力争增长8%—5%", ("5", "8")),
        ("用工3万—1万人", ("10000", "30000")),
        ("下降2%—3%", ("-2", "-3")),
        ("失业率5%—5%", "5"),
        ("三次产业结构调整为9:8:1", ("9", "8", "1")),
        ("城乡居民收入比2:1", ("2", "1")),
    ],
)
def test_a_range_that_falls_is_read_from_its_lower_end(text: str, value: str | tuple[str, ...]) -> None:
    """What is read is what the form takes; a composition keeps its order."""
    (found,) = (one.figure for one in find_figures(Report("甲", f"{text}。"), LEXICON))
    assert found.value == (tuple(map(Decimal, value)) if isinstance(value, tuple) else Decimal(value))
    assert takes(found.kind, found.value, found.unit)  # type: ignore[arg-type]


def test_a_span_of_years_that_falls_is_the_same_span() -> None:
    (found,) = find_figures(Report("甲", "2025—2021年新建学校12所。"), LEXICON)
    assert found.figure.period == "2021/2025"


@settings(max_examples=200)
@given(st.text(st.sampled_from("0123456789.,，０９"), min_size=1, max_size=80))
def test_no_run_of_digits_is_read_beyond_measure(text: str) -> None:
    number = parse_arabic(text)
    assert number is None or is_bounded(number)
    entry = value_of(text, LEXICON)
    numbers = () if entry is None else entry.value if isinstance(entry.value, tuple) else (entry.value,)
    assert all(map(is_bounded, numbers))


@settings(max_examples=200)
@given(st.text(st.sampled_from("一二九十百千万亿兆零〇半两点数几廿"), min_size=1, max_size=60))
def test_no_run_of_chinese_numerals_is_read_beyond_measure(text: str) -> None:
    number = parse_chinese(text)
    assert number is None or is_bounded(number)


@pytest.mark.parametrize(
    "text", ["翻99999番", "5亿亿亿亿元", "9" * 29, f"1 {'9' * 29}", f"0.{'1' * 28}", "三分之" + "9" * 28]
)
def test_the_form_takes_no_number_beyond_measure(text: str) -> None:
    assert value_of(text, LEXICON) is None


@settings(max_examples=200)
@given(st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(E[+-]?[0-9]{1,9})?", fullmatch=True))
def test_a_number_within_measure_survives_arithmetic_and_writing(written: str) -> None:
    """What is called bounded needs no more digits than said, and the usual context changes none of them."""
    number = Decimal(written)
    if not is_bounded(number):
        return
    assert len(format(number, "f").lstrip("-").replace(".", "")) <= MOST_DIGITS
    with localcontext():
        assert number.normalize() == number == number + 0 == abs(number) * (-1 if number < 0 else 1)


@pytest.mark.parametrize("value", ["1E+999999999", "1E-999999999", "NaN", "-Infinity", ["1", "sNaN"]])
def test_a_record_of_no_number_is_refused_and_never_written_out(value: object) -> None:
    (found,) = find_figures(Report("甲", "增长3%。"), LEXICON)
    with pytest.raises(ValueError, match="value"):
        from_record(to_record(found.figure) | {"value": value})
