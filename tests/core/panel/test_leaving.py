"""What leaves the panel from its page: the table in sight or everything, whole or not at all."""

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from core.model.errors import ExchangeError
from core.panel.leaving import Form, Leaving
from core.panel.leaving import leave as leave_panel
from core.panel.opening import open_panel
from core.panel.panel import Query
from core.store import Store
from tests.core.panel.reports import make_store, report

GROWTH = Query("concept", "GDP", "growth")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "panel.biaoshu"
    reports = [
        report("云汀省", 2025, "2024年，地区生产总值达586.4亿元，增长5.2%。", "地区生产总值增长6%以上。"),
        report("云汀省", 2026, "2025年，地区生产总值达638.5亿元，增长5.4%。粮食总产量20.5万吨。"),
        report("临渡省", 2026, "2025年，地区生产总值达283.9亿元，增长5.0%。"),
    ]
    store: Store = make_store(path, *reports)
    store.close()
    return path


def leave(place: Path, leaving: Leaving, progress: Callable[[int, int], None]) -> int:
    with Store.reading(place) as store:
        return leave_panel(store, open_panel(store), leaving, progress)


def quiet(done: int, total: int) -> None:
    assert 0 <= done <= total


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_in_sight_leaves_alone_or_everything(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    assert leave(place, Leaving("long", GROWTH, path, "zh"), quiet) == 3
    assert {(row["area"], row["year"], row["value"], row["kind"], row["status"]) for row in rows_of(path)} == {
        ("云汀省", "2024", "5.2", "growth", "actual"),
        ("云汀省", "2025", "5.4", "growth", "actual"),
        ("临渡省", "2025", "5", "growth", "actual"),
    }
    count = leave(place, Leaving("long", GROWTH, path, "zh", is_all=True), quiet)
    rows = rows_of(path)
    assert len(rows) == count >= 8
    assert {"level", "growth"} <= {row["kind"] for row in rows}
    assert {"actual", "target"} == {row["status"] for row in rows}


def test_a_year_and_a_region_leave_with_their_own_cells_alone(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    leave(place, Leaving("long", Query("year", "2025"), path, "zh"), quiet)
    assert {row["year"] for row in rows_of(path)} == {"2025"}
    assert len({row["concept"] for row in rows_of(path)}) == 2
    region = next(row["area"] for row in rows_of(path) if row["area"].startswith("临渡"))
    assert region == "临渡省"
    data = tmp_path / "year.csv"
    assert leave(place, Leaving("sdmx", Query("year", "2025"), data, "zh"), quiet) == 3
    assert {row["TIME_PERIOD"] for row in rows_of(data)} == {"2025"}
    assert ElementTree.parse(data.with_suffix(".xml")).getroot().tag.endswith("Structure")


def test_a_workbook_is_the_table_with_its_sources(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    assert leave(place, Leaving("wide", GROWTH, path, "zh"), quiet) == 3
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["GDP 增速 实际", "来源"]
    table, sources = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert {row[0] for row in table[2:]} == {"云汀省", "临渡省"}
    assert 5.4 in [cell for row in table for cell in row]
    assert len(sources) == 4
    with pytest.raises(ExchangeError, match="No report says anything"):
        leave(place, Leaving("wide", Query("concept", "GDP", "rank"), path, "zh"), quiet)
    assert CalamineWorkbook.from_path(str(path)).sheet_names == book.sheet_names


@pytest.mark.parametrize("form", ["wide", "long", "sdmx"])
def test_stopped_anywhere_what_was_there_stays(place: Path, tmp_path: Path, form: Form) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    calls: list[int] = []
    leaving = Leaving(form, GROWTH, path, "zh", is_all=True)
    leave(place, Leaving(form, GROWTH, tmp_path / "all.csv", "zh", is_all=True), lambda *at: calls.append(at[0]))
    before = {one.name for one in tmp_path.iterdir()}
    for last in {0, 2, len(calls) // 2, len(calls) - 1}:
        left = [last]

        def stop(done: int, total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise ExchangeError("stopped")

        with pytest.raises(ExchangeError, match="stopped"):
            leave(place, leaving, stop)
        assert path.read_text() == "before"
        assert {one.name for one in tmp_path.iterdir()} == before


@pytest.mark.parametrize("form", ["wide", "long", "sdmx"])
def test_bad_targets_get_a_sentence(place: Path, tmp_path: Path, form: Form) -> None:
    for path, words in (
        (tmp_path / "other.biaoshu", "name of a store"),
        (tmp_path / "no folder" / "x.csv", "could not be written"),
        (tmp_path, "could not be written"),
    ):
        with pytest.raises(ExchangeError, match=words):
            leave(place, Leaving(form, GROWTH, path, "zh"), quiet)
    with pytest.raises(ExchangeError, match="structure too"):
        leave(place, Leaving("sdmx", GROWTH, tmp_path / "x.xml", "zh"), quiet)
    assert not (tmp_path / "x.xml").exists()
