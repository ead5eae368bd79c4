"""CSV is what Excel reads, and runs nothing there."""

import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.csv import BOM, COLUMNS, tab_separated, write_csv
from core.formats.record import Record
from core.model.figure import Proposal
from tests.core.making import any_records, exported, figure

REST = ("confirmed", "confirm", "李敏", "2026-01-01T00:00:00.000+00:00", False, None)
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "-0.3亿元",
    "-0.3%;=1",
    "+",
]


def table(made: list[Record]) -> str:
    file = io.StringIO(newline="")
    write_csv(made, file)
    return file.getvalue()


def cells(made: list[Record]) -> list[dict[str, str]]:
    written = table(made)
    assert written.startswith(BOM)
    return list(csv.DictReader(io.StringIO(written[1:], newline="")))


def test_csv_is_what_excel_reads() -> None:
    written = table(exported())
    assert written.encode().startswith(b"\xef\xbb\xbfregion,year,indicator,kind,value,unit,period,bound,status")
    assert written.endswith("\r\n")
    assert not re.search(r"[^\r]\n", written)


def test_csv_tells_everything_but_the_evidence() -> None:
    first, second, added = cells(exported())
    assert tuple(first) == COLUMNS
    assert (first["text"], first["value"], first["corrected"]) == ("617.4亿元", "61740000000", "false")
    assert (second["value"], second["proposed_value"], second["corrected"]) == ("-3.5", "3.5", "true")
    assert (second["proposed_start"], second["confidence"]) == (str(figure("3.5%").start), "0.9")
    assert (added["verdict"], added["proposed_kind"], added["confidence"]) == ("add", "", "")


def test_csv_joins_the_numbers_of_a_composition() -> None:
    made = Record("县", "0" * 64, "x", figure(value=(Decimal("6.60"), Decimal("49.8"), Decimal(-1))), *REST)
    assert cells([made])[0]["value"] == "6.6;49.8;-1"


def test_csv_tells_why_and_what_was_remarked() -> None:
    made = Record("县", "0" * 64, "x", figure(), *REST, "date", "=问一问", flagged=True)
    assert [cells([made])[0][name] for name in ("reason", "note", "flagged")] == ["date", "'=问一问", "true"]


@pytest.mark.parametrize("number", ["-0.3%", "+5.2%", "-1,141", "-3", "+12.5‰", "－0.3％"])
def test_a_number_or_a_percentage_stays_what_it_is(number: str) -> None:
    assert cells([Record("县", "0" * 64, number, figure(), *REST)])[0]["text"] == number


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "column", ["report", "text", "unit", "indicator", "period", "annotator", "source", "proposed_unit"]
)
def test_a_text_that_a_spreadsheet_would_run_is_held(payload: str, column: str) -> None:
    texts = {column: payload}
    named = {name: texts.get(name, "x") for name in ("unit", "indicator", "period")}
    proposed = Proposal(figure(unit=texts.get("proposed_unit", "%")), 0.5, texts.get("source", "detector"))
    made = Record(
        report=texts.get("report", "县"),
        digest="0" * 64,
        text=texts.get("text", "x"),
        figure=figure(**named),
        state="confirmed",
        verdict="confirm",
        annotator=texts.get("annotator", "李敏"),
        at=None,
        corrected=False,
        proposed=proposed,
    )
    # and so is what a tab, a semicolon or a line end within it would cut off
    assert cells([made])[0][column] == "'" + re.sub(r"(?<=[\t\r\n;])=", "'=", payload)


def bare(cell: str) -> str:
    """Take away the quotes, which keep a cell and what a spreadsheet would cut off it from being a formula."""
    return cell.replace("'", "")


@settings(max_examples=60, deadline=None)
@given(st.lists(any_records(), max_size=3))
def test_no_cell_of_any_record_begins_a_formula(made: list[Record]) -> None:
    back = cells(made)
    assert [bare(row["text"]) for row in back] == [bare(row.text) for row in made]
    for row in back:
        for cell in row.values():
            assert cell[:1] not in "=@\t\r\n＝＠" or not cell
            assert cell[:1] not in "+-＋－" or not cell or re.fullmatch(r"[+\-＋－][0-9;,.%％‰\-eE]+", cell)


@pytest.mark.parametrize("payload", [*PAYLOADS, '"=1"', " \t=1", "\u2028=1"])
def test_no_pasted_cell_is_run_or_runs_into_the_next(payload: str) -> None:
    pasted = tab_separated([["5.4%", payload, "-0.3%"], ["end", "", "0"]])
    back = list(csv.reader(io.StringIO(pasted), delimiter="\t", lineterminator="\n"))
    assert [len(row) for row in back] == [3, 3]
    assert (back[0][0], back[0][2], back[1][0]) == ("5.4%", "-0.3%", "end")
    assert back[0][1][0] in "'\""


def test_pasted_values_keep_every_digit() -> None:
    assert tab_separated([["63850000000.125", "-0.3", "＋1"]]) == "63850000000.125\t-0.3\t＋1\n"
