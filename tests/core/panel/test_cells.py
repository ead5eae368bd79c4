"""What a cell shows, which of several values stands, and what of it is converted, by which rule."""

from decimal import Decimal
from pathlib import Path

import pytest

from core.model.panel_act import FactPlace
from core.panel.cell import Cell, differ
from core.panel.fact import Fact
from core.panel.panel import Query
from tests.core.panel.reports import confirm_all, make_store, panel_of, report


def cell_of(tmp_path: Path, review: str, query: Query, plan: str = "") -> Cell:
    """Return the only cell of one region that a table has of a report with this review."""
    with make_store(tmp_path / "a.biaoshu", report("湖南省", 2021, review, plan)) as store:
        grid = panel_of(store).table(query)
        (cell,) = [cell for cells in grid.cells for cell in cells if cell.facts]
        return cell


@pytest.mark.parametrize(
    ("review", "query", "text", "unit", "rules"),
    [
        ("粮食总产量达到600亿斤。", Query("concept", "GRAIN"), "3000", "万吨", ("unit",)),
        ("居民消费价格上涨2.5%。", Query("concept", "CPI", "growth"), "2.5", "%", ()),
        ("居民消费价格指数为102.5。", Query("concept", "CPI", "growth"), "2.5", "%", ("index",)),
        ("人口自然增长率为5.2‰。", Query("concept", "POPGROW", "ratio"), "5.2", "‰", ("read_as",)),
        ("外贸进出口总额达到86亿美元。", Query("concept", "TRADE"), "86", "亿美元", ()),
        ("外贸进出口总额达到860亿元。", Query("concept", "TRADE"), "860", "亿元", ()),
        ("地区生产总值突破4万亿元。", Query("concept", "GDP"), ">40000", "亿元", ()),
        ("三次产业结构调整为10.2:38.4:51.4。", Query("concept", "STRUCT", "composition"), "10.2:38.4:51.4", "", ()),
        ("城镇新增就业72.4万人。", Query("concept", "JOBS"), "72.4", "万人", ()),
        ("城乡居民收入比缩小到2.36:1。", Query("concept", "INC_RATIO", "ratio"), "2.36", "", ("read_as",)),
    ],
)
def test_a_value_is_shown_in_the_unit_of_its_column(
    tmp_path: Path, review: str, query: Query, text: str, unit: str, rules: tuple[str, ...]
) -> None:
    cell = cell_of(tmp_path, review, query)
    assert (cell.text, cell.unit.text) == (text, unit)
    assert cell.standing is not None
    assert cell.standing.rules == rules
    assert cell.spoken("zh")
    assert cell.spoken("en")


def test_a_range_and_a_bound_are_shown_and_spoken(tmp_path: Path) -> None:
    query = Query("concept", "GDP", "growth", "target")
    cell = cell_of(tmp_path, "", query, plan="地区生产总值增长6.5%—7%。")
    assert cell.text == "6.5–7"
    assert "6.5–7%" in cell.spoken("en")
    (tmp_path / "b").mkdir()
    cell = cell_of(tmp_path / "b", "", query, plan="地区生产总值增长7%以上。")
    assert (cell.text, cell.standing and cell.standing.modal) == ("≥7", "以上")
    assert "不低于7%" in cell.spoken("zh")


def test_money_of_two_countries_is_never_counted_together(tmp_path: Path) -> None:
    reports = [
        report("湖南省", 2021, "外贸进出口总额达到500亿美元。"),
        report("湖北省", 2021, "外贸进出口总额达到400亿美元。"),
        report("江西省", 2021, "外贸进出口总额达到3900亿元。"),
        report("河北省", 2021, "外贸进出口总额达到600亿美元，折合人民币，进出口总额达3900亿元。"),
    ]
    with make_store(tmp_path / "a.biaoshu", *reports) as store:
        grid = panel_of(store).table(Query("concept", "TRADE"))
        found = {getattr(row, "name", ""): cells[0] for row, cells in zip(grid.rows, grid.cells, strict=True)}
        assert found["湖南省"].text == "500"
        assert found["江西省"].text == "3900亿元"
        assert found["河北省"].text == "600"
        assert [one.unit for one in found["河北省"].others] == ["元"]
        assert "元" in found["河北省"].spoken("zh")


def test_what_came_new_is_no_stock(tmp_path: Path) -> None:
    review = "高速公路通车里程达到7000公里，新增高速公路通车里程149公里。高新技术企业新增120家，达到900家。"
    with make_store(tmp_path / "a.biaoshu", report("湖南省", 2021, review)) as store:
        panel = panel_of(store)
        for concept, value in (("EXPWAY", "7000"), ("EXPWAY_N", "149"), ("HITECH_FIRM_N", "120")):
            grid = panel.table(Query("concept", concept))
            assert [cell.text for cells in grid.cells for cell in cells if cell.facts] == [value], concept


def test_one_number_of_two_indicators_is_a_fact_of_each(tmp_path: Path) -> None:
    review = "城镇居民人均可支配收入和农民人均纯收入均增长9%。"
    with make_store(tmp_path / "a.biaoshu", report("湖南省", 2011, review)) as store:
        found = [*panel_of(store).facts()]
        assert {one.concept: one.amounts for one in found} == {"INC_U": (9,), "INC_R_NET": (9,)}
        assert len({one.key for one in found}) == len({one.origin for one in found}) == 2


TWO = [
    report("湖南省", 2018, "地区生产总值达到3.6万亿元。"),
    report("湖南省", 2023, "地区生产总值从2017年的3.06万亿元增长到2022年的4.9万亿元。"),
]


def test_a_value_that_a_later_report_revises_is_another_vintage(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", *TWO) as store:
        grid = panel_of(store).table(Query("concept", "GDP"))
        cell = grid.cell(0, 0)
        assert (cell.text, cell.count, cell.is_revised, cell.is_chosen) == ("36000", 2, True, False)
        assert [one.vintage for one in cell.facts] == [2018, 2023]
        assert "2个不同的值" in cell.spoken("zh")
        choices = {cell.key.text: FactPlace(cell.facts[1].report, cell.facts[1].target)}
        chosen = panel_of(store, choices=choices).table(Query("concept", "GDP")).cell(0, 0)
        assert (chosen.text, chosen.is_chosen) == ("30600", True)
        # what is confirmed stands before what is proposed
        confirm_all(store, TWO[1])
        assert panel_of(store).table(Query("concept", "GDP")).cell(0, 0).text == "30600"


@pytest.mark.parametrize(
    ("first", "second", "bound", "differs"),
    [
        ("3600000000000", "3060000000000", "eq", True),
        ("5000000000000", "5050000000000", "eq", False),
        ("6.5", "6.52", "eq", False),
        ("6.4", "7", "eq", True),
        ("6.6", "7", "eq", False),
        ("7", "7.4", "ge", False),
        ("7", "6", "ge", True),
        ("7", "9", "le", True),
        ("120", "123", "approx", False),
    ],
)
def test_values_differ_by_more_than_their_digits_explain(first: str, second: str, bound: str, differs: bool) -> None:
    def fact(value: str, bound: str) -> Fact:
        empty = dict.fromkeys(Fact.__dataclass_fields__)
        return Fact(**empty | {"amounts": (Decimal(value),), "bound": bound})  # type: ignore[arg-type]

    assert differ(fact(first, bound), fact(second, "eq")) == differs
    assert differ(fact(second, "eq"), fact(first, bound)) == differs
