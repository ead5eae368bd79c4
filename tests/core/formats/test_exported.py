"""Figures stand where they are said to stand, in the unit of the format."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.exported import Exported, PlacedRecord, placed, without_overlaps
from core.model.errors import ExchangeError
from tests.core.formats.writing import drawn_parts
from tests.core.making import REPORT, exported, spans


def part(*rows: int) -> Exported:
    made = exported("all")
    return Exported(REPORT, "李敏", tuple(made[row] for row in rows) if rows else tuple(made))


def test_only_what_holds_is_placed() -> None:
    assert [one.row.text for one in placed(part())] == ["617.4亿元", "增长3.5%", "第一"]
    assert [one.row.text for one in placed(part(), {"undecided"})] == ["两家"]


def test_code_units_count_a_wide_character_twice() -> None:
    points, units = placed(part()), placed(part(), unit="code unit")
    assert [unit.start - point.start for point, unit in zip(points, units, strict=True)] == [1, 1, 2]


@settings(max_examples=60, deadline=None)
@given(drawn_parts())
def test_the_slice_in_16_bit_units_is_the_figures_words(drawn: Exported) -> None:
    wide = drawn.report.text.encode("utf-16-le")
    for one in placed(drawn, unit="code unit"):
        assert wide[2 * one.start : 2 * one.end].decode("utf-16-le") == one.row.text


def test_words_that_stand_elsewhere_stop_the_export() -> None:
    row = exported()[0]
    for wrong in (replace(row, text="617.4万元"), replace(row, figure=replace(row.figure, start=-2))):
        with pytest.raises(ExchangeError, match="is not where it should be"):
            placed(Exported(REPORT, "李敏", (wrong,)))


@settings(max_examples=80, deadline=None)
@given(st.lists(spans(), max_size=12))
def test_of_overlapping_figures_the_longest_stays(drawn: list[tuple[int, int]]) -> None:
    row = exported()[0]
    found = [PlacedRecord(row, *span) for span in drawn]
    kept = without_overlaps(found)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for one in found:
        meets = [other for other in kept if one.start < other.end and other.start < one.end]
        assert meets
        assert max(other.end - other.start for other in meets) >= one.end - one.start
