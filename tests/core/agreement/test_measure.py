"""Agreement is measured on what each annotator decided alone, by report, by kind and by pair."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings

from core.agreement.equality import alike, differing
from core.agreement.measure import MeasuredReport, agreements, measure
from core.model.decision import Decision, new_step
from core.model.figure import KINDS, Figure, Span
from tests.core.agreement.reading import (
    ALL,
    COMPANIES,
    GDP,
    GROWTH,
    LENGTH,
    NAMES,
    RATIO,
    decisions,
    log_of,
    logs,
    read,
)
from tests.core.making import figure, figures

LI, WANG, ZHAO = NAMES
RANK = figure("第一", kind="rank", value=Decimal(1), unit="位")


def test_what_two_share_is_counted_exactly() -> None:
    """Li holds four, Wang three of them, one of these of another kind and one with another bound."""
    other_kind, other_bound = replace(GROWTH, kind="ratio"), replace(RATIO, bound="eq")
    both = read(
        decisions(LI, *ALL), decisions(WANG, GDP, (GROWTH, other_kind), (RATIO, other_bound), (COMPANIES, None))
    )
    found = measure("r", [both], (LI, WANG))
    assert (found.compared, found.figures, found.same_spans, found.same_records) == (4, 7, 3, 1)
    assert found.spans.value == pytest.approx(6 / 7)
    assert found.records.value == pytest.approx(2 / 7)
    # kinds of the three shared spans: level/level, growth/ratio, ratio/ratio; by chance 1/9 + 0 + 2/9
    assert found.kinds.value == pytest.approx((2 / 3 - 3 / 9) / (1 - 3 / 9))
    # decisions: ll gr rr l-; of 8 values 3 level, 1 growth, 3 ratio, 1 none; 2 of 4 pairs differ
    assert found.decisions.value == pytest.approx(1 - (4 / 8) / (1 - 12 / 56))


def test_one_kind_is_held_against_the_others_as_one() -> None:
    both = read(decisions(LI, *ALL), decisions(WANG, GDP, (GROWTH, replace(GROWTH, kind="ratio")), RATIO, COMPANIES))
    ratio = measure("r", [both], (LI, WANG), "ratio")
    assert (ratio.compared, ratio.figures, ratio.same_spans) == (2, 3, 1)
    assert ratio.spans.value == pytest.approx(2 / 3)
    assert ratio.kinds.value == pytest.approx((3 / 4 - (2 * 1 + 2 * 3) / 16) / (1 - (2 * 1 + 2 * 3) / 16))
    level = measure("r", [both], (LI, WANG), "level")
    assert level.spans.value == level.records.value == level.kinds.value == level.decisions.value == 1
    assert level.units.value == 1


def test_all_alike_is_one_everywhere() -> None:
    found = measure("r", [read(decisions(LI, *ALL), decisions(WANG, *ALL))], (LI, WANG))
    assert [one.value for one in (found.spans, found.records, found.kinds, found.decisions, found.units)] == [1.0] * 5


def test_a_label_over_a_figure_hides_none_of_both() -> None:
    """Both label the words of a figure they hold; one puts another label there."""
    label, other = (replace(GROWTH, kind=letter * 32, value=()) for letter in "ab")
    over = Span(GROWTH.start, GROWTH.end + 1)
    rows = [decisions(LI, GROWTH, RATIO), decisions(WANG, GROWTH, RATIO)]
    labelled = [[new_step(name, "r").add(one, over)] for name, one in ((LI, label), (WANG, other))]
    found = measure("r", [read(*rows, *labelled)], (LI, WANG))
    assert (found.figures, found.same_spans, found.same_records) == (6, 3, 2)
    assert measure("r", [read(*rows, *labelled)], (LI, WANG), "a" * 32).figures == 1


def test_rows_go_by_report_then_by_annotators_then_by_kind() -> None:
    first = read(decisions(LI, GDP, GROWTH), decisions(WANG, GDP), decisions(ZHAO, GDP, added=(RANK,)))
    second = replace(read(decisions(LI, GDP), decisions(WANG, GROWTH)), name="s")
    alone = replace(read(decisions(LI, GDP)), name="t")
    rows = [(row.report, row.annotators, row.kind) for row in agreements([first, second, alone])]
    trio, pairs = (LI, WANG, ZHAO), [(LI, WANG), (LI, ZHAO), (WANG, ZHAO)]
    assert [row[1] for row in rows if row[0] == first.name and row[2] is None] == [trio, *pairs]
    assert [row for row in rows if row[0] == "s"] == [
        ("s", (LI, WANG), None),
        ("s", (LI, WANG), "level"),
        ("s", (LI, WANG), "growth"),
    ]
    assert not [row for row in rows if row[0] == "t"]
    assert [row[2] for row in rows if row[0] is None and row[1] == trio] == [None, "level", "growth", "rank"]
    assert [row[1] for row in rows if row[0] is None and row[2] is None] == [trio, *pairs]


@pytest.mark.parametrize(
    ("reports", "annotators", "lack"),
    [
        ([], (), "no units"),
        ([read()], (), "no units"),
        ([read(decisions(LI, GDP))], (LI,), "one annotator"),
    ],
)
def test_where_nobody_can_agree_one_row_says_why(
    reports: list[MeasuredReport], annotators: tuple[str, ...], lack: str
) -> None:
    (row,) = [row for row in agreements(reports) if row.kind is None]
    assert (row.report, row.annotators) == (None, annotators)
    assert {one.lack for one in (row.spans, row.records, row.kinds, row.decisions, row.units)} == {lack}


def test_two_who_read_different_reports_have_one_row() -> None:
    apart = [read(decisions(LI, GDP)), replace(read(decisions(WANG, GDP)), name="s")]
    (row,) = [row for row in agreements(apart) if row.kind is None]
    assert (row.report, row.annotators, row.figures) == (None, (LI, WANG), 0)
    assert all(one.lack for one in (row.spans, row.records, row.kinds, row.decisions, row.units))


def test_kappa_of_three_is_said_to_be_none() -> None:
    three = read(decisions(LI, GDP), decisions(WANG, GDP), decisions(ZHAO, GDP))
    assert measure("r", [three], NAMES).kinds.lack == "several annotators"


def test_what_settles_is_nobodys_own_reading() -> None:
    rows = decisions(LI, GDP, GROWTH) + decisions(WANG, GDP, (GROWTH, None))
    sources = tuple(row.id for row in rows if row.target == GROWTH.span)
    settled = [replace(row, settles=sources) for row in decisions(LI, (GROWTH, None))]
    before = measure("r", [read(rows)], (LI, WANG))
    assert measure("r", [read(rows, settled)], (LI, WANG)) == before
    assert before.same_spans == 1


def test_reports_are_pooled_where_both_read() -> None:
    first = read(decisions(LI, GDP, GROWTH), decisions(WANG, GDP))
    second = replace(read(decisions(LI, GDP), decisions(WANG, GDP)), name="s")
    alone = replace(read(decisions(LI, *ALL)), name="t")
    pooled = measure(None, [first, second, alone], (LI, WANG))
    assert (pooled.figures, pooled.same_spans) == (5, 2)
    assert pooled.units.value is not None
    assert 0 < pooled.units.value < 1
    assert measure(None, [first, second], (LI, WANG)).units == pooled.units


def strict_f1(rows: list[Decision], names: tuple[str, ...]) -> tuple[int, int]:
    """Count what pairs hold and share, from the log row by row."""
    held: dict[str, set[tuple[Span, bool]]] = {}
    for name in names:
        dead: set[str] = set()
        last: dict[Span, Figure | None] = {}
        for row in reversed([row for row in rows if row.annotator == name]):
            if row.step in dead:
                continue
            if row.undoes:
                dead.add(row.undoes)
            elif row.remark is None and row.target is not None:
                last.setdefault(row.target, row.figure)
        if last:
            held[name] = {(figure.span, figure.kind in KINDS) for figure in last.values() if figure is not None}
    pairs = list(combinations(held.values(), 2))
    return sum(len(a) + len(b) for a, b in pairs), sum(len(a & b) for a, b in pairs)


@settings(max_examples=200)
@given(logs())
def test_counts_are_those_of_the_log_row_by_row(rows: list[Decision]) -> None:
    report = MeasuredReport("r", LENGTH + 99, {reader.annotator: reader for reader in log_of(rows).readers})
    found = measure("r", [report], tuple(report.readers))
    assert (found.figures, found.same_spans) == strict_f1(rows, NAMES)
    assert found.same_records <= found.same_spans
    for row in agreements([report]):
        for one in (row.spans, row.records, row.kinds, row.decisions, row.units):
            assert (one.value is None) == (one.lack is not None)
            assert one.value is None or one.value <= 1


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        ({}, ()),
        ({"indicator": "全区地区生产总值"}, ()),
        ({"indicator": "粮食产量"}, ("indicator",)),
        ({"indicator": ""}, ("indicator",)),
        ({"value": Decimal("3.504")}, ()),
        ({"value": Decimal("3.6")}, ("value",)),
        ({"value": (Decimal("3.5"), Decimal(4))}, ("value",)),
        ({"unit": "个%"}, ()),
        ({"kind": "ratio", "period": None}, ("kind", "period")),
    ],
)
def test_figures_are_alike_by_the_rule_of_scoring(attributes: dict[str, object], names: tuple[str, ...]) -> None:
    other = replace(GROWTH, **attributes)  # type: ignore[arg-type]
    assert differing(GROWTH, other) == differing(other, GROWTH) == names
    assert alike(GROWTH, other) == (not names)


@given(figures(), figures())
def test_likeness_goes_both_ways(one: Figure, other: Figure) -> None:
    assert alike(one, one)
    assert differing(one, other) == differing(other, one)
    assert not alike(one, replace(one, end=one.end + 1))
