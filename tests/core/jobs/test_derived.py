"""Exported columns for programs: ends of ranges, years, codes of regions, means of years, scopes of ranks."""

from decimal import Decimal

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.formats.columns import ADDED, added, ends, years
from core.formats.record import Record
from core.jobs.derived import region_of
from core.jobs.gather import records
from core.model.filing import Filing
from core.model.report import Report
from core.review.review import Review
from tests.core.making import figure

HEAD = "云汀县2026年政府工作报告\n一、“十四五”时期工作回顾\n"


def row_of(sentence: str, words: str) -> Record:
    """Return what is exported of the figure on some words of a sentence of five years."""
    report = Report("云汀县", HEAD + sentence)
    review = Review(find_figures(report, load_lexicon()))
    found = records(report, review, None, ["undecided"], Filing(region="江苏省南京市鼓楼区", year="2026"))
    return next(row for row in found if words in row.text)


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("五年来，地区生产总值年均增长5.8%。\n", "5.8", "average"),
        ("五年来，累计新建公园32个。\n", "32", "total"),
        ("五年来，城镇、农村居民收入年均分别增长6.1%、7.2%。\n", "7.2", "average"),
        ("2025年，地区生产总值增长5.8%。\n", "5.8", ""),
    ],
)
def test_a_yearly_mean_is_told_from_what_years_come_to_together(sentence: str, words: str, expected: str) -> None:
    row = row_of(sentence, words)
    assert row.aggregation == expected
    assert dict(zip(ADDED, added(row), strict=True))["aggregation"] == expected


@pytest.mark.parametrize(
    ("sentence", "words", "scope"),
    [
        ("2025年，粮食单产居全省第3位、全国第8位。\n", "3", "全省"),
        ("2025年，粮食单产居全省第3位、全国第8位。\n", "8", "全国"),
        ("2025年，营商环境排名省内第一。\n", "第一", "全省"),
        ("2025年，工业增速列全市第2位。\n", "2", "全市"),
        ("2025年，工业增速位列第2位。\n", "2", ""),
        ("2025年，全省新建公园32个。\n", "32", ""),
    ],
)
def test_a_rank_tells_among_what_it_is(sentence: str, words: str, scope: str) -> None:
    assert row_of(sentence, words).rank_scope == scope


def test_the_report_has_a_year_and_a_region_with_its_code_beside_the_year_of_the_fact() -> None:
    cells = dict(zip(ADDED, added(row_of("2025年，地区生产总值增长5%—6%。\n", "5%")), strict=True))
    assert tuple(cells) == ADDED
    assert (cells["value_low"], cells["value_high"]) == (Decimal(5), Decimal(6))
    assert (cells["report_year"], cells["fact_year"], cells["fact_year_first"]) == (2026, 2025, 2025)
    assert (cells["region_code"], cells["region_path"]) == ("320106", "江苏省 / 南京市 / 鼓楼区")


def test_a_region_of_several_or_no_places_has_no_code() -> None:
    assert region_of("鼓楼区", "2026") == ("", "")
    assert region_of("云汀县", "2026") == ("", "")
    assert region_of("", "") == ("", "")


def test_one_number_is_both_ends_and_a_composition_has_none() -> None:
    assert ends(figure(value=Decimal("5.5"), bound="ge")) == (Decimal("5.5"), Decimal("5.5"))
    assert ends(figure(value=(Decimal(10), Decimal(8)))) == (Decimal(8), Decimal(10))
    assert ends(figure(kind="composition", value=(Decimal(40), Decimal(60)))) == (None, None)
    assert ends(figure(kind="policy", value=())) == (None, None)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2025", (2025, 2025)),
        ("2021/2025", (2021, 2025)),
        ("2025-01/2025-09", (2025, 2025)),
        ("2024-10/2025-03", (2024, 2025)),
        (None, (None, None)),
        ("上年", (None, None)),
    ],
)
def test_a_period_has_a_first_and_a_last_year(period: str | None, found: tuple[int | None, int | None]) -> None:
    assert years(period) == found
