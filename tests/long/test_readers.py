"""Exports are read by the programs they are for; what they report is held against what was written.

The text has a character beyond the basic plane, an emoji, tabs, and was read from a file with CR LF.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.cli import run
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.files.load import load
from core.formats.columns import ADDED, added
from core.formats.exported import HOLDING, Exported
from core.jobs.export import save
from core.jobs.gather import gather
from core.jobs.import_labels import LabelImportOptions, place_labels
from core.jobs.read_labels import labels_in
from core.model.decision import STATES, new_step
from core.model.figure import Figure, Proposal
from core.model.label import new_label
from core.model.report import Report
from core.panel import facts
from core.review.review import Review, confirm, reject
from core.store import Store

ROOT = Path(__file__).parents[2]
READING = Path(__file__).parent / "reading"
TEXT = (
    "𠮷林区2026年政府工作报告\r\n一、2025年工作回顾\r\n"
    "全区地区生产总值达到5.32万亿元，\t增长5.5%😀，比上年下降-0.3%；三次产业结构为6.6:49.8:43.6。\r\n"
    "进出口总额增长8%—10%，\t居全省第3位，空气优良天数比率87.4%。\r\n二、2026年重点工作\r\n"
    "出台“=1+1”稳企措施😀😀，新增企业1.2万户，人均收入增长+5.2%以上。\r\n"
)
TYPED = ("region", "year", "indicator", "kind", "unit", "bound", "status", "text", "report", "annotator", "state")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Exported]:
    """Return a reviewed report: confirmed, corrected, rejected, added, labelled and undecided figures."""
    folder = tmp_path_factory.mktemp("store")
    path = folder / "𠮷林区.txt"
    path.write_bytes(TEXT.encode())
    report = load(path)
    proposals = find_figures(report, load_lexicon())
    with Store.open(folder / "a.biaoshu") as store:
        return [_reviewed(store, report, proposals)]


def _reviewed(store: Store, report: Report, proposals: list[Proposal]) -> Exported:
    store.add_report(report)
    annotator = store.annotator("李敏")
    label = new_label("稳企措施", "policy & aid", "label1", "q")
    store.append([new_step(annotator).label(label)])
    step = new_step(annotator, report.digest)
    shown = list(Review(proposals).figures)
    assert len(shown) >= 9
    rows = [confirm(step, one) for one in shown[:-2]] + [reject(step, shown[-2], "other")]
    start = report.text.index("稳企措施")
    own = Figure(start, start + 4, label.id, (), "", "eq", "", "actual", None)
    store.append([*rows, step.add(own), step.file("region", "𠮷林区"), step.file("year", "2026")])
    (entry,) = store.reports()
    return gather(store, entry, (annotator, "李敏"), proposals, STATES)


def read(python: Path, script: str, file: Path) -> dict[str, Any]:
    """Return what a reader reports, asked in its own environment."""
    program = [str(python), "-W", "ignore", str(READING / f"{script}.py"), str(file)]
    outcome = subprocess.run(program, capture_output=True, check=False)
    assert outcome.returncode == 0, outcome.stderr.decode()[-3000:]
    answer: dict[str, Any] = json.loads(outcome.stdout.decode().splitlines()[-1])
    return answer


def saved(parts: list[Exported], form: str, folder: Path) -> Path:
    save(parts, folder / "数 据", form)
    return folder / "数 据"


def held(part: Exported) -> list[tuple[int, int, str]]:
    return [(*row.figure.span, row.figure.kind) for row in part.rows if row.state in HOLDING]


def spans(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    return sorted((one["start"], one["end"], one["kind"]) for one in row["spans"])


def in_units(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Count as pages do, in 16-bit units."""
    return [(_units(text[:start]), _units(text[:end]), kind) for start, end, kind in found]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_label_studio_takes_annotations_and_predictions(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(readers, "by_label_studio", saved(parts, "label-studio", tmp_path))
    assert answer["faults"] == []
    (task,) = answer["read"]
    (part,) = parts
    wanted = [row for row in part.rows if row.state != "rejected"]
    assert task["text"] == part.report.text
    assert spans(task) == sorted((*row.figure.span, row.figure.kind) for row in wanted)
    values = {(one["start"], one["end"]): one.get("value", "") for one in task["spans"]}
    assert {span: Decimal(value) for span, value in values.items() if value and ";" not in value} == {
        row.figure.span: row.figure.value for row in wanted if isinstance(row.figure.value, Decimal)
    }


def test_doccanos_own_import_drops_nothing(doccano: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(doccano, "by_doccano", saved(parts, "doccano", tmp_path))
    assert answer["faults"] == []
    (example,) = answer["read"]
    assert example["text"] == parts[0].report.text
    assert spans(example) == in_units(parts[0].report.text, held(parts[0]))
    assert example["meta"]["digest"] == parts[0].report.digest
    (tmp_path / "doccano.jsonl").write_text(answer["own"], encoding="utf-8")
    assert brought_back(parts[0], tmp_path / "doccano.jsonl") == held(parts[0])


def brought_back(part: Exported, file: Path) -> list[tuple[int, int, str]]:
    """Import a program's own export into a new store; return what holds there."""
    with Store.open(file.with_suffix(".biaoshu")) as store:
        store.add_report(part.report)
        label = new_label("稳企措施", "policy & aid", "label1", "q")
        store.append([new_step(store.annotator("李敏")).label(label)])
        taking = place_labels(labels_in(file), store, LabelImportOptions(True, "李敏"))
        lexicon = load_lexicon()
        for _ in taking.digests:
            proposals = find_figures(part.report, lexicon)
            taking.add(part.report, proposals, lambda span: read_figure(part.report, span, lexicon))
        taking.write()
        assert not taking.refused
        (entry,) = store.reports()
        return held(gather(store, entry, (store.annotator("李敏"), "李敏"), [], HOLDING))


def test_spacy_aligns_every_span(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    (document,) = read(readers, "by_spacy", saved(parts, "spacy", tmp_path))["read"]
    assert document["text"] == parts[0].report.text
    assert spans(document) == held(parts[0])


@pytest.mark.parametrize("form", ["xmi", "json"])
def test_cassis_reads_spans_and_values(readers: Path, parts: list[Exported], tmp_path: Path, form: str) -> None:
    (cas,) = read(readers, "by_cassis", saved(parts, "inception", tmp_path))[form]
    (part,) = parts
    assert cas["text"] == part.report.text
    assert spans(cas) == held(part)
    assert [one["text"] for one in cas["spans"]] == [row.text for row in part.rows if row.state in HOLDING]
    assert [Decimal(one["value"]) for one in cas["spans"] if one["value"] and ";" not in one["value"]] == [
        row.figure.value for row in part.rows if row.state in HOLDING and isinstance(row.figure.value, Decimal)
    ]


def test_seqeval_finds_the_same_entities(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(readers, "by_seqeval", saved(parts, "conll", tmp_path))
    assert answer["f1"] == 1
    (part,) = parts
    starts = _line_starts(part.report.text)
    found = [
        (start + one["start"], start + one["end"], one["kind"])
        for start, sentence in zip(starts, answer["read"], strict=True)
        for one in sentence["spans"]
    ]
    assert found == [(start, end, "_".join(kind.split())) for start, end, kind in held(part)]


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start
        start += len(line) + 1


def numbers(part: Exported) -> list[tuple[str, str, str, Decimal]]:
    """Return each number that statistics hold: position, part, period and value."""
    return [
        (f"{row.figure.start}-{row.figure.end}", str(number), row.figure.period or "", value)
        for row in part.rows
        if row.state in HOLDING and row.figure.period
        for number, value in enumerate(
            row.figure.value if isinstance(row.figure.value, tuple) else (row.figure.value,), 1
        )
    ]


def test_pysdmx_reads_the_observations(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(readers, "by_pysdmx", saved(parts, "sdmx-csv", tmp_path))
    assert answer["structure"] == "Dataflow=BIAOSHU:FIGURES(1.0.0)"
    rows = answer["read"]
    wanted = numbers(parts[0])
    assert len(wanted) > 8
    assert [(row["POSITION"], row["PART"], float(row["OBS_VALUE"])) for row in rows] == [
        (position, part, float(value)) for position, part, _, value in wanted
    ]
    assert {row["REF_AREA"] for row in rows} == {"𠮷林区"}
    texts = {f"{row.figure.start}-{row.figure.end}": row.text for row in parts[0].rows}
    assert [row["SOURCE_TEXT"] for row in rows] == [texts[row["POSITION"]] for row in rows]


REVIEWS = {"河北省": "3.9%", "湖南省": "3.8%", "江西省": "3.8%"}


@pytest.fixture
def panel_store(tmp_path: Path) -> Path:
    """Return a store of three provinces' reports of two years."""
    with Store.open(tmp_path / "panel.biaoshu") as store:
        for region, growth in REVIEWS.items():
            for year, said in ((2021, growth), (2022, "6.5%")):
                text = f"{region}{year}年政府工作报告\n一、{year - 1}年工作回顾\n全省地区生产总值增长{said}。\n"
                store.add_report(Report(f"{region}{year}年政府工作报告", text))
    return tmp_path / "panel.biaoshu"


def test_pandas_makes_a_table_of_the_panel_as_the_page_says(readers: Path, panel_store: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps(facts(panel_store, concept="GDP", kind="growth", status="actual")), encoding="utf-8")
    answer = read(readers, "by_pandas", rows)
    assert answer["years"] == [2020, 2021]
    assert answer["values"] == {
        region: {"2020": float(growth.rstrip("%")), "2021": 6.5} for region, growth in REVIEWS.items()
    }


def test_pysdmx_reads_the_panel(readers: Path, panel_store: Path, tmp_path: Path) -> None:
    assert run(["panel", str(panel_store), "--sdmx", "-o", str(tmp_path / "panel.csv")]) == 0
    answer = read(readers, "by_pysdmx", tmp_path / "panel.csv")
    assert answer["structure"] == "Dataflow=BIAOSHU:PANEL(1.0.0)"
    assert sorted((row["REF_AREA"], row["TIME_PERIOD"], float(row["OBS_VALUE"])) for row in answer["read"]) == sorted(
        (code, year, value)
        for code, growth in zip(("130000", "430000", "360000"), REVIEWS.values(), strict=True)
        for year, value in (("2020", float(growth.rstrip("%"))), ("2021", 6.5))
    )


def test_arelle_holds_the_facts_against_the_taxonomy(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(readers, "by_arelle", saved(parts, "xbrl-json", tmp_path))
    assert answer["faults"] == []
    percent = {f"{row.figure.start}-{row.figure.end}" for row in parts[0].rows if row.figure.unit == "%"}
    read_ = sorted(
        (fact["dimensions"]["Position"], fact["dimensions"]["Part"], Decimal(fact["value"])) for fact in answer["read"]
    )
    assert read_ == sorted(
        (position, part, value / 100 if position in percent else value)
        for position, part, _, value in numbers(parts[0])
    )
    level = next(fact for fact in answer["read"] if fact["value"] == "5320000000000")
    assert (level["decimals"], level["unit"], level["entity"]) == ("-10", "CNY", "𠮷林区")
    assert (level["begin"], level["end"]) == ("2025-01-01 00:00:00", "2026-01-01 00:00:00")


def test_openpyxl_reads_texts_and_numbers_and_no_formula(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    save(parts, tmp_path / "x" / "数据.xlsx", "xlsx")
    answer = read(readers, "by_openpyxl", tmp_path / "x" / "数据.xlsx")
    rows = parts[0].rows
    assert len(answer["read"]) == len(rows)
    assert {kind for cells in answer["read"] for _, kind in cells.values()} <= {"s", "n", "b"}
    for cells, row in zip(answer["read"], rows, strict=True):
        written = {name: getattr(row if hasattr(row, name) else row.figure, name) for name in TYPED}
        assert {name: cells[name][0] or "" for name in TYPED} == written
        assert (cells["start"][0], cells["end"][0]) == row.figure.span
        assert cells["sentence"][0] == row.sentence
        if isinstance(row.figure.value, Decimal):
            assert cells["value"] == [float(row.figure.value), "n"]
    texts = {cells["text"][0]: cells["text"][1] for cells in answer["read"]}
    assert (texts["-0.3%"], texts["+5.2%"]) == ("s", "s")


def test_datasets_loads_the_folder_by_its_card(readers: Path, parts: list[Exported], tmp_path: Path) -> None:
    answer = read(readers, "by_datasets", saved(parts, "datasets", tmp_path))
    (line,) = answer["read"]["train"]
    (part,) = parts
    assert line["text"] == part.report.text
    assert [(one["start"], one["end"], one["text"], one["kind"]) for one in line["figures"]] == [
        (*row.figure.span, row.text, row.figure.kind) for row in part.rows
    ]
    assert [[Decimal(number) for number in one["value"]] for one in line["figures"]] == [
        list(row.figure.value) if isinstance(row.figure.value, tuple) else [row.figure.value] for row in part.rows
    ]


TABLES = [("pandas", "csv"), ("pandas", "jsonl"), ("pandas", "xlsx"), ("polars", "csv"), ("polars", "xlsx")]
TABLES += [("polars", "jsonl"), ("duckdb", "csv"), ("duckdb", "jsonl")]


@pytest.mark.parametrize(("program", "form"), TABLES)
def test_numbers_are_numbers_where_a_table_is_read(
    readers: Path, parts: list[Exported], tmp_path: Path, program: str, form: str
) -> None:
    place = tmp_path / f"x.{form}"
    (part,) = parts
    # polars takes the types of a column from its first hundred rows, where it is left to itself: ranges, several
    # numbers and periods of more than a year come behind them
    usual = next(row for row in part.rows if row.figure.period == "2025" and isinstance(row.figure.value, Decimal))
    part = replace(part, rows=(usual,) * 120 + part.rows)
    save([part], place, form)
    answer = read(readers, "by_tables", place.with_name(f"{place.name}@{program}"))
    assert all(kind.lower().startswith(("int", "float", "bigint", "double")) for kind in answer["types"].values())
    rows = part.rows
    assert len(answer["read"]) == len(rows)
    for cells, row in zip(answer["read"], rows, strict=True):
        said = dict(zip(ADDED, added(row), strict=True))
        names = ("value_low", "value_high", "report_year", "fact_year", "fact_year_first")
        expected = [row.figure.start, *(said[name] for name in names)]
        assert [None if one is None else float(one) for one in cells] == [
            None if one is None else float(str(one)) for one in expected
        ]


def test_parquet_is_read_where_pyarrow_is_installed(readers: Path, tmp_path: Path) -> None:
    where = [str(readers), "-c", "import pyarrow; print(pyarrow.__path__[0])"]
    place = subprocess.run(where, capture_output=True, check=True, text=True).stdout.strip()
    # it alone: other packages there are of other versions than the program's
    (tmp_path / "pyarrow").symlink_to(place)
    tests = ("tests/core/files/test_parquet.py", "tests/core/files/test_hostile.py")
    program = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    outcome = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, check=False)
    said = outcome.stdout.decode()
    assert outcome.returncode == 0, said[-3000:]
    assert "skipped" not in said, said
