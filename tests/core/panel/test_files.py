"""What leaves the panel: a row and a key for each fact, tables as on the screen, observations with their codes."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from core.cli import run
from core.model.decision import new_step
from core.model.panel_act import Assignment, OwnConcept
from core.panel import facts
from core.panel.long_table import COLUMNS
from tests.core.panel.reports import confirm_all, make_store, report

NORTH = report(
    "河北省",
    2021,
    "全省地区生产总值达3.6万亿元，增长3.9%。三次产业结构调整为10:38:52。兵团生产总值增长2%。五年来粮食产量增长4%。",
    "地区生产总值增长6.5%左右。",
)
SOUTH = report("湖南省", 2021, "地区生产总值增长3.8%，=1+1指数增长2%。", "地区生产总值增长6%—7%。")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "a.biaoshu"
    with make_store(place, NORTH, SOUTH) as store:
        confirm_all(store, NORTH)
        me = store.annotator("李敏")
        store.append([new_step(me).panel([OwnConcept("=ODD", "=1+1指数", unit="亿元"), Assignment("1指数", "=ODD")])])
    return place


def panel(*words: str | Path) -> int:
    return run(["panel", *map(str, words)])


def test_the_long_table_has_a_key_for_each_row(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "long.csv"
    assert panel(path, "-o", out) == 0
    lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert tuple(lines[0]) == COLUMNS
    assert len(lines) == len(facts(path))
    assert len({line["key"] for line in lines}) == len(lines)
    target = next(line for line in lines if line["status"] == "target" and line["area"] == "湖南省")
    assert (target["value"], target["low"], target["high"], target["unit"]) == ("", "6", "7", "%")
    about = next(line for line in lines if line["status"] == "target" and line["area"] == "河北省")
    assert (about["bound"], about["modal"], about["state"]) == ("approx", "左右", "confirmed")
    text = NORTH.text
    for line in lines:
        if line["area"] == "河北省":
            assert text[int(line["start"]) : int(line["end"])] == line["words"]
            assert line["words"] in line["sentence"]
    assert not any(cell.startswith("=") for line in lines for cell in line.values())


def test_the_ends_of_a_fall_are_those_of_its_numbers(tmp_path: Path) -> None:
    """A bound says how large a fall is: one of 3% and more is -3 or less, one within 2% is -2 or more."""
    place, out = tmp_path / "falls.biaoshu", tmp_path / "falls.csv"
    said = "单位生产总值能耗下降3%以上。", "单位生产总值能耗下降2%以内。"
    with make_store(place, report("河北省", 2021, *said)):
        pass
    assert panel(place, "-o", out) == 0
    lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    ends = {line["status"]: (line["value"], line["bound"], line["low"], line["high"]) for line in lines}
    assert ends == {"actual": ("-3", "ge", "", "-3"), "target": ("-2", "le", "-2", "")}


def test_what_is_asked_for_alone_leaves(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "long.csv"
    assert (
        panel(path, "--concept", "地区生产总值", "--kind", "growth", "--status", "actual", "--confirmed", "-o", out)
        == 0
    )
    lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert {(line["concept"], line["kind"], line["status"], line["state"]) for line in lines} == {
        ("GDP", "growth", "actual", "confirmed")
    }


def test_the_wide_table_is_what_the_screen_shows(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "wide.xlsx"
    assert panel(path, "--concept", "GDP", "--concept", "STRUCT", "--wide", "--language", "zh", "-o", out) == 0
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == [
        "GDP 增速 实际",
        "GDP 增速 目标",
        "GDP 总量 实际",
        "STRUCT 结构 实际",
        "来源",
    ]
    target = book.get_sheet_by_name("GDP 增速 目标").to_python()
    assert target[1][:3] == ["地区", "代码", "2021"]
    assert target[2][:3] == ["河北省", "130000", "≈6.5"]
    assert target[3][:3] == ["湖南省", "430000", "(6–7)"]
    actual = book.get_sheet_by_name("GDP 增速 实际").to_python()
    assert [row[2] for row in actual[2:]] == [3.9, 2.0, 3.8]
    sources = book.get_sheet_by_name("来源").to_python()
    assert len(sources) == 8
    assert "全省地区生产总值达3.6万亿元，增长3.9%。" in [row[13] for row in sources]


def test_observations_have_codes_that_their_structure_lists(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "sdmx.csv"
    assert panel(path, "--sdmx", "-o", out) == 0
    lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    tree = ElementTree.parse(out.with_suffix(".xml"))
    space = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"
    codes = {
        one.get("id", "").removeprefix("CL_"): {code.get("id") for code in one.iter(f"{space}Code")}
        for one in tree.iter(f"{space}Codelist")
    }
    dimensions = [one.get("id") for one in tree.iter(f"{space}Dimension")]
    assert [*dimensions, "TIME_PERIOD"] == list(lines[0])[3 : 3 + len(dimensions) + 1]
    assert len({tuple(line.values())[3 : 4 + len(dimensions)] for line in lines}) == len(lines)
    for line in lines:
        for name, value in line.items():
            if name in codes and value:
                assert value in codes[name], name
    parts = [line["OBS_VALUE"] for line in lines if line["INDICATOR"] == "STRUCT"]
    assert parts == ["10", "38", "52"]
    assert {line["OBS_STATUS"] for line in lines} == {"A", "P"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--concept", "没有的"), "There is no indicator 没有的"),
        (("--annotator", "无人"), "无人 is not an annotator"),
        (("--wide",), "Name a file"),
        (("--concept", "LIFE", "--wide", "-o", "x.xlsx"), "No report says anything"),
        (("-o", "y.biaoshu"), "is the name of a store"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    path: Path, words: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("LANGUAGE", "en")
    assert panel(path, *words) == 1
    told = capfd.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert said in told[0]
    assert sorted(file.name for file in path.parent.iterdir() if file.is_file()) == ["a.biaoshu"]


def test_the_catalogue_is_listed(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert panel(path, "--list") == 0
    lines = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert ["GDP", "地区生产总值", "Gross regional product", "6"] in lines
