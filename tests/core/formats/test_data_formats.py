"""Figures leave as tables, statistics and facts that hold what was decided, and run nothing."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from core.formats.csv import COLUMNS
from core.formats.exported import Exported, withheld
from core.formats.format import write_all
from core.formats.hugging_face import write_datasets
from core.formats.inception import write_inception
from core.formats.label_studio import write_label_studio
from core.formats.observation import interval, observations
from core.formats.sdmx import time_period, write_sdmx
from core.formats.xbrl import write_xbrl
from core.formats.xlsx import SHOWN, write_xlsx
from core.languages import Language
from core.model.errors import ExchangeError
from core.model.report import Report
from tests.core.formats.writing import as_files, as_text, drawn_parts, held, one, part
from tests.core.making import REPORT, TEXT

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


Cells = dict[str, tuple[str, str]]


def sheet(*parts: Exported) -> tuple[str, list[Cells], list[str]]:
    """Return a workbook, the cells of its details as type and content, and what is told to be lost."""
    return cells_of(2, COLUMNS, *parts)


def shown(*parts: Exported, language: Language = "zh") -> list[Cells]:
    """Return the cells of the sheet that people read."""
    return cells_of(1, tuple(SHOWN), *parts, language=language)[1]


def cells_of(
    number: int, names: tuple[str, ...], *parts: Exported, language: Language = "zh"
) -> tuple[str, list[Cells], list[str]]:
    file = io.BytesIO()
    notes = write_all(write_xlsx(file, language), parts)
    with ZipFile(file) as book:
        raw = book.read(f"xl/worksheets/sheet{number}.xml").decode()
        whole = "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    rows = []
    for row in ElementTree.fromstring(raw).iter(f"{SHEET}row"):
        cells = {}
        for cell in row:
            kind, value = cell.get("t", "n"), cell.findtext(f"{SHEET}v") or ""
            if kind == "inlineStr":
                kind, value = "s", "".join(text.text or "" for text in cell.iter(f"{SHEET}t"))
            column = re.sub(r"\d", "", cell.get("r", ""))
            place = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(column))) - 1
            cells[names[place]] = (kind, value)
        rows.append(cells)
    assert "<f>" not in raw
    assert "hyperlink" not in raw
    return whole, rows, [note.sentence for note in notes]


def test_a_sheet_has_a_row_a_figure_under_its_headings() -> None:
    _, (heads, *rows), _ = sheet(part())
    assert [heads[name] for name in COLUMNS] == [("s", name) for name in COLUMNS]
    assert len(rows) == 3
    assert rows[0]["value"] == ("n", "61740000000")
    assert rows[1]["value"] == ("n", "-3.5")
    assert rows[1]["text"] == ("s", "增长3.5%")
    assert (rows[1]["start"][1], rows[1]["corrected"], rows[0]["corrected"]) == ("30", ("b", "1"), ("b", "0"))
    assert rows[0]["sentence"] == ("s", "全年地区生产总值达617.4亿元,增长3.5%,失业率5.5%左右。")


@pytest.mark.parametrize(
    ("text", "words", "attributes", "cells"),
    [
        ("甲12.5亿元", "12.5亿元", {"value": Decimal(1_250_000_000), "unit": "元"}, ("12.5", "", "亿元")),
        ("甲1.2万亿元", "1.2万亿元", {"value": Decimal(1_200_000_000_000), "unit": "元"}, ("1.2", "", "万亿元")),
        ("甲8600个", "8600个", {"value": Decimal(8600), "unit": "个"}, ("8600", "", "个")),
        ("甲3.6万人", "3.6万人", {"value": Decimal(36_000), "unit": "人"}, ("3.6", "", "万人")),
        ("甲下降5.5%", "下降5.5%", {"value": Decimal("-5.5"), "unit": "%"}, ("-0.055", "", "%")),
        ("甲4.5%—5%", "4.5%—5%", {"value": (Decimal("4.5"), Decimal(5)), "unit": "%"}, ("0.045", "0.05", "%")),
        ("甲百分之五", "百分之五", {"value": Decimal(5), "unit": "%"}, ("0.05", "", "%")),
        ("甲十万个", "十万个", {"value": Decimal(100_000), "unit": "个"}, ("10", "", "万个")),
    ],
)
def test_people_see_numbers_in_the_unit_that_the_report_says_them_in(
    text: str, words: str, attributes: dict[str, object], cells: tuple[str, str, str]
) -> None:
    heads, row = shown(one(text, words, kind="level", **attributes))
    assert heads["value"] == ("s", "数值")
    assert (row["value"], row["unit"]) == (("n", cells[0]), ("s", cells[2]))
    assert row.get("upper", ("n", ""))[1] == cells[1]
    assert row["text"] == ("s", words)


def test_what_is_no_number_of_excel_is_a_text_for_people_too() -> None:
    _, row = shown(one("甲5乙", "5", value=Decimal("1234567890123456.78")))
    assert row["value"] == ("s", "1234567890123456.78")
    parts = (Decimal("5.1"), Decimal("40.2"), Decimal("54.7"))
    _, row = shown(one("甲5.1:40.2:54.7乙", "5.1:40.2:54.7", kind="composition", value=parts, unit=""))
    assert row["value"] == ("s", "5.1;40.2;54.7")
    _, row = shown(one("稳企措施", "稳企", kind="政策", value=()))
    assert "value" not in row


def test_heads_are_in_the_users_language() -> None:
    heads, *rows = shown(part(), language="en")
    assert [word for _, word in heads.values()][:3] == ["Report", "Region", "Indicator"]
    assert {row["state"][1] for row in rows} <= {"confirmed", "corrected", "added"}
    # what a percentage is of is not seen from its sign alone
    assert {row["kind"][1] for row in rows} >= {"level", "growth"}
    assert {row["status"][1] for row in rows} <= {"actual", "target"}
    whole, _, _ = cells_of(1, tuple(SHOWN), part(), language="en")
    for title in ("Figures", "Details", "Sources", "Codebook"):
        assert f'name="{title}"' in whole


def test_the_sheet_for_people_is_printed_as_wide_as_a_page() -> None:
    file = io.BytesIO()
    write_all(write_xlsx(file), [part()])
    with ZipFile(file) as book:
        first, second = (book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
        names = book.read("xl/workbook.xml").decode()
    assert 'fitToHeight="0" orientation="landscape"' in first
    assert "landscape" not in second
    assert "$1:$1</definedName>" in names


@pytest.mark.parametrize("words", ["-0.3%", "+5.2%", "=1+1", "@SUM(1)", "http://a.b", "007", "_x0041_", "\t=1"])
def test_a_cells_words_stay_what_they_are(words: str) -> None:
    _, (_, row), _ = sheet(one(f"甲{words}乙", words, indicator=words, unit=words))
    assert (row["text"], row["indicator"]) == (("s", words.replace("_x0041_", "_x005F_x0041_")),) * 2


def test_a_number_excel_would_round_is_a_text() -> None:
    value = Decimal("1234567890123456.78")
    _, (_, row), notes = sheet(one("甲5乙", "5", value=value))
    assert row["value"] == ("s", "1234567890123456.78")
    assert any("more digits" in note for note in notes)
    _, (_, row), notes = sheet(one("甲5乙", "5", value=(Decimal(8), Decimal("10.5"))))
    assert row["value"] == ("s", "8;10.5")
    assert notes == []


def test_a_label_without_a_number_leaves_its_cell_empty() -> None:
    _, (_, row), _ = sheet(one("稳企措施", "稳企", kind="政策", value=()))
    assert "value" not in row
    assert row["kind"] == ("s", "政策")


def test_the_same_figures_give_the_same_bytes_and_name_nobody_else() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    made = part("all")
    write_all(write_xlsx(first), [made])
    write_all(write_xlsx(second), [made])
    assert first.getvalue() == second.getvalue()
    whole, _, _ = sheet(made)
    assert "<dc:creator></dc:creator>" in whole


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2025", (date(2025, 1, 1), date(2026, 1, 1))),
        ("2021/2025", (date(2021, 1, 1), date(2026, 1, 1))),
        ("2025-01/2025-09", (date(2025, 1, 1), date(2025, 10, 1))),
        ("2025-12", (date(2025, 12, 1), date(2026, 1, 1))),
        ("2025-02-28", (date(2025, 2, 28), date(2025, 3, 1))),
        (None, None),
        ("", None),
        ("2025/2021", None),
        ("2025-13", None),
        ("9999", None),
        ("上年", None),
    ],
)
def test_a_period_is_days(period: str | None, days: tuple[date, date] | None) -> None:
    assert interval(period) == days


@pytest.mark.parametrize(
    ("words", "value", "decimals"),
    [
        ("13.7万亿", "13700000000000", -11),
        ("5.32万亿元", "5320000000000", -10),
        ("1,141亿元", "114100000000", -8),
        ("3.5%", "3.5", 1),
        ("下降0.30%", "-0.3", 2),
        ("七成", "70", 0),
        ("5个", "5", 0),
        ("0", "0", 0),
    ],
)
def test_decimals_are_what_the_printed_digits_tell(words: str, value: str, decimals: int) -> None:
    (told,) = observations(one(f"甲{words}。", words, value=Decimal(value)))
    assert told.decimals == decimals


@pytest.mark.parametrize(
    ("period", "time"),
    [("2025", "2025"), ("2021/2025", "2021-01-01/P5Y"), ("2025-01/2025-09", "2025-01-01/P9M"), ("2025-03", "2025-03")],
)
def test_sdmx_times_are_years_months_or_durations(period: str, time: str) -> None:
    (told,) = observations(one("甲5乙", "5", period=period))
    assert time_period(told) == time


def test_sdmx_is_a_row_a_number() -> None:
    text, notes = as_text(
        write_sdmx, part("all"), one("甲8—10乙", "8—10", value=(Decimal(8), Decimal(10)), period=None)
    )
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert [row["OBS_VALUE"] for row in rows] == ["61740000000", "-3.5", "1"]
    assert {row["REF_AREA"] for row in rows} == {"𠮷川区"}
    assert [note.number for note in notes] == [2, 1]
    keys = [tuple(row[name] for name in row if name != "OBS_VALUE") for row in rows]
    assert len(set(keys)) == len(keys)


def test_xbrl_has_a_fact_a_number_and_a_taxonomy_that_knows_it() -> None:
    parts = [part(), one("稳5企", "5", kind="Policy & aid", unit="%"), one("稳企", "稳", kind="政策", value=())]
    files, notes = as_files(write_xbrl, *parts)
    told = json.loads(files["figures.json"])
    facts = list(told["facts"].values())
    assert [fact["value"] for fact in facts] == ["61740000000", "-0.035", "1", "0.05"]
    assert facts[0]["dimensions"]["unit"] == "iso4217:CNY"
    assert "unit" not in facts[1]["dimensions"]
    assert [note.number for note in notes] == [1]
    schema = ElementTree.fromstring(files["biaoshu.xsd"])
    concepts = {element.get("name") for element in schema.iter("{http://www.w3.org/2001/XMLSchema}element")}
    for fact in facts:
        used = {fact["dimensions"]["concept"], *(name for name in fact["dimensions"] if ":" in name)}
        assert {name.removeprefix("f:") for name in used} <= concepts


@settings(max_examples=40, deadline=None)
@given(drawn_parts())
def test_inception_counts_16_bit_units_in_both_its_forms(drawn: Exported) -> None:
    files, _ = as_files(write_inception, drawn)
    wide = drawn.report.text.encode("utf-16-le")

    def words(start: object, end: object) -> str:
        return wide[2 * int(str(start)) : 2 * int(str(end))].decode("utf-16-le")

    expected = [(drawn.report.text[start:end], kind) for start, end, kind in held(drawn)]
    xmi = ElementTree.fromstring(next(text for name, text in files.items() if name.endswith(".xmi")))
    (sofa,) = xmi.iter("{http:///uima/cas.ecore}Sofa")
    assert sofa.get("sofaString") == drawn.report.text
    found = xmi.iter("{http:///custom.ecore}Figure")
    assert [(words(one.get("begin"), one.get("end")), one.get("kind")) for one in found] == expected
    cas = json.loads(next(text for name, text in files.items() if name.endswith(".json")))
    made = [one for one in cas["%FEATURE_STRUCTURES"] if one["%TYPE"] == "custom.Figure"]
    assert [(words(one["begin"], one["end"]), one["kind"]) for one in made] == expected


def test_label_studio_has_annotations_and_predictions_and_its_config() -> None:
    files, notes = as_files(write_label_studio, part("all"))
    (task,) = json.loads(files["tasks.json"])
    ((annotation,), (prediction,)) = task["annotations"], task["predictions"]
    labels = [piece for piece in annotation["result"] if piece["type"] == "labels"]
    assert [(piece["value"]["start"], piece["value"]["labels"]) for piece in labels] == [
        (22, ["level"]),
        (30, ["growth"]),
        (58, ["rank"]),
    ]
    assert all(TEXT[piece["value"]["start"] : piece["value"]["end"]] == piece["value"]["text"] for piece in labels)
    assert prediction["score"] == prediction["result"][0]["score"] == 0.9
    names = {piece["from_name"] for piece in annotation["result"]}
    config = ElementTree.fromstring(files["labelling.xml"])
    assert names <= {element.get("name") for element in config.iter()}
    assert [note.number for note in notes] == [1]


def test_a_dataset_has_its_card_and_its_splits() -> None:
    parts = [replace(part("all"), split="train"), replace(one("甲5乙", "5"), split="test")]
    files, _ = as_files(write_datasets, *parts)
    assert list(files) == ["README.md", "data/train.jsonl", "data/test.jsonl"]
    assert "  - split: test\n    path: data/test.jsonl\n" in files["README.md"]
    (line,) = (json.loads(line) for line in files["data/train.jsonl"].splitlines())
    assert [figure["value"] for figure in line["figures"]][:2] == [["61740000000"], ["-3.5"]]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in line["figures"])


def test_without_words_no_word_of_the_report_leaves() -> None:
    bare = withheld(part("all"))
    for text in ("".join(as_files(write_datasets, bare)[0].values()), as_text(write_sdmx, bare)[0]):
        assert "左右" not in text
        assert "617.4亿元" not in text


def test_words_are_held_against_the_text_before_they_are_left_out() -> None:
    broken = replace(part(), report=Report("县", REPORT.text[1:]))
    with pytest.raises(ExchangeError):
        withheld(broken)
