"""The three tables of a panel: what stands in a cell, where it belongs, and why a cell is empty."""

from pathlib import Path
from typing import Any

from core.panel import facts
from core.panel.fact import Place, Time
from core.panel.panel import Query
from tests.core.panel.reports import confirm_all, make_store, panel_of, report

NORTH = report(
    "河北省", 2021, "全省地区生产总值达3.6万亿元，增长3.9%。城镇新增就业86万人。", "地区生产总值增长6.5%左右。"
)
NORTH_LATER = report("河北省", 2022, "地区生产总值增长6.5%，粮食总产量765亿斤。", "生产总值增长6.5%以上。")
SOUTH = report("湖南省", 2021, "地区生产总值增长3.8%，粮食产量3000万吨。", "地区生产总值增长7%以上。")


def test_a_concept_is_shown_as_regions_and_years(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, NORTH_LATER, SOUTH) as store:
        panel = panel_of(store)
        grid = panel.table(Query("concept", "GDP", "growth", "target"))
        assert [place.name for place in grid.rows if hasattr(place, "name")] == ["河北省", "湖南省"]
        assert list(grid.columns) == [Time("2021"), Time("2022")]
        assert [[cell.text for cell in row] for row in grid.cells] == [["≈6.5", "≥6.5"], ["≥7", ""]]
        assert grid.cell(1, 1).empty == "no_report"
        assert grid.cell(0, 0).key.code == "130000"
        assert not grid.cell(0, 0).is_confirmed


def test_a_year_and_a_region_are_shown_by_concepts(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, NORTH_LATER, SOUTH) as store:
        panel = panel_of(store)
        year = panel.table(Query("year", "2020", "level"))
        assert [one.code for one in year.columns] == ["GDP", "JOBS", "GRAIN"]  # type: ignore[union-attr]
        assert [[cell.text for cell in row] for row in year.cells] == [["36000", "86", ""], ["", "", "3000"]]
        place = next(place for place in panel.places() if place.region == "河北省")
        region = panel.table(Query("region", place.key, "level"))
        assert [one.code for one in region.rows] == ["GDP", "JOBS", "GRAIN"]  # type: ignore[union-attr]
        # 765亿斤 is 3825万吨
        assert region.cell(2, 1).text == "3825"
        assert "3825万吨" in region.cell(2, 1).spoken("zh")
        assert region.cell(2, 1).standing.rules == ("unit",)  # type: ignore[union-attr]


def test_three_kinds_of_empty_cells_are_told_apart(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, SOUTH) as store:
        confirm_all(store, NORTH)
        grid = panel_of(store).table(Query("year", "2020", "level"))
        assert grid.cell(0, 2).empty == "not_said"
        assert grid.cell(1, 0).empty == "unread"
        assert grid.cell(0, 0).is_confirmed
        assert not grid.cell(1, 2).is_confirmed
        only = panel_of(store).table(Query("year", "2020", "level", confirmed_only=True))
        assert [one.code for one in only.columns] == ["GDP", "JOBS"]  # type: ignore[union-attr]


def test_only_areas_of_one_level_have_rows(tmp_path: Path) -> None:
    said = "地区生产总值{}亿元。"
    with make_store(
        tmp_path / "a.biaoshu",
        report("国务院", 2021, said.format(1_010_000), ""),
        report("河北省", 2021, said.format(36_000) + "雄安新区地区生产总值215亿元。", ""),
        report("北京市东城区", 2021, said.format(2_900), ""),
        report("石家庄市", 2021, said.format(5_900), ""),
        report("深圳市大鹏新区", 2021, said.format(340), ""),
        report("云岭开发区", 2021, said.format(73), ""),
    ) as store:
        panel = panel_of(store)

        def rows(**more: Any) -> list[str]:
            grid = panel.table(Query("concept", "GDP", **more))
            return [one.name.rpartition(" / ")[2] for one in grid.rows if isinstance(one, Place)]

        assert rows(level="country") == ["全国"]
        assert rows(level="province") == ["河北省"]
        assert rows(level="prefecture") == ["石家庄市"]
        # 大鹏新区 has no code, and lies in a city as districts do
        assert rows(level="county") == ["东城区", "大鹏新区"]
        # a part of a region, and what is no area that is known
        assert rows(level="other") == ["河北省 · 雄安新区", "云岭开发区"]
        assert rows()[-1] == "云岭开发区"
        assert len(rows()) == 7
        assert panel.table(Query("concept", "GDP", level="county")).elsewhere == 5
        assert rows(level="county", kind="growth") == ["东城区", "大鹏新区"]


def test_a_store_is_read_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with make_store(path, NORTH, SOUTH) as store:
        confirm_all(store, NORTH)
    found = facts(path, concept="GDP", kind="growth", status="actual")
    assert [(row["area"], row["area_code"], row["year"], row["value"], row["state"]) for row in found] == [
        ("河北省", "130000", 2020, "3.9", "confirmed"),
        ("湖南省", "430000", 2020, "3.8", "undecided"),
    ]
    assert found[0]["sentence"] == "全省地区生产总值达3.6万亿元，增长3.9%。"
    assert found[0]["annotator"] == "李敏"
