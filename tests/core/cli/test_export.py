"""Exports with choices and labels that come in, by the command line, in a process of its own."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.formats.registry import FORMATS
from core.model.decision import new_step
from core.model.label import new_label
from core.model.report import Report
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.cli.test_cli import biaoshu, complaint
from tests.core.making import PROPOSALS, REPORT, TEXT, figure

OTHER = Report("乙区", TEXT.replace("2025", "2024"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of two filed reports, on which two annotators decided; a settled figure and a label among them."""
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as opened:
        label = new_label("回顾", "", "label1", "")
        for report in (REPORT, OTHER):
            opened.add_report(report)
            step = new_step(opened.annotator("李敏"), report.digest)
            shown = Review(PROPOSALS).figures
            opened.append(
                [confirm(step, shown[0]), confirm(step, shown[1]), reject(step, shown[2]), step.file("year", "2026")]
            )
        opened.append([new_step(opened.annotator("李敏")).label(label)])
        other = new_step(opened.annotator("王强"), REPORT.digest)
        (first, *_) = opened.log(REPORT.digest)
        settled = other.confirm(shown[0].target, shown[0].figure, shown[0].proposed, [first.id])
        marked = figure("工作回顾", kind=label.id, value=(), unit="", indicator="", period=None)
        opened.append([settled, other.add(marked), other.file("region", "川区")])
    return path  # fmt: skip


def rows(store: Path, *arguments: str) -> list[tuple[str, str, str]]:
    shown = biaoshu("export", store, "--format", "csv", *arguments).stdout.decode("utf-8-sig")
    table = csv.DictReader(io.StringIO(shown, newline=""))
    return [(row["report"], row["annotator"], row["text"]) for row in table]


LI, WANG = ("𠮷川区", "李敏"), ("𠮷川区", "王强")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--report", "𠮷川区"], [(*LI, "617.4亿元"), (*LI, "3.5%"), (*WANG, "工作回顾"), (*WANG, "617.4亿元")]),
        (["--settled"], [(*WANG, "617.4亿元")]),
        (["--label", "回顾"], [(*WANG, "工作回顾")]),
        (["--kind", "growth", "--label", "回顾", "--report", REPORT.digest], [(*LI, "3.5%"), (*WANG, "工作回顾")]),
        (["--state", "rejected", "--report", "乙区"], [("乙区", "李敏", "5.5%")]),
        (["--annotator", "王强", "--annotator", "李敏", "--kind", "growth"], [(*LI, "3.5%"), ("乙区", "李敏", "3.5%")]),
        (["--report", "乙区", "--no-text"], [("乙区", "李敏", "")] * 2),
        (["--indicator", "失业率", "--state", "decided", "--report", "乙区"], [("乙区", "李敏", "5.5%")]),
        (["--indicator", "*生产*", "--report", "乙区"], [("乙区", "李敏", "617.4亿元"), ("乙区", "李敏", "3.5%")]),
        (["--indicator", "生产", "--report", "乙区"], []),
        (["--period", "2021/2025", "--report", "乙区"], [("乙区", "李敏", "617.4亿元"), ("乙区", "李敏", "3.5%")]),
        (["--period", "2024"], []),
        (["--status", "target"], []),
        (["--region", "川区", "--kind", "growth"], [(*LI, "3.5%")]),
    ],
)  # fmt: skip
def test_only_what_the_flags_ask_for_leaves(
    store: Path, arguments: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert rows(store, *arguments) == expected


def test_region_and_year_leave_as_the_library_tells_them(store: Path) -> None:
    report = Report("云汀区", "2024年政府工作报告\n新增企业3家。\n")
    with Store.open(store) as opened:
        opened.add_report(report)
    asked = ("--format", "csv", "--state", "all", "--annotator", "李敏")
    table = csv.DictReader(io.StringIO(biaoshu("export", store, *asked).stdout.decode("utf-8-sig"), newline=""))
    told = {(row["report"], row["region"], row["year"]) for row in table}
    assert told == {("𠮷川区", "川区", "2026"), ("乙区", "", "2026"), ("云汀区", "云汀区", "2024")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--label", "无"], "There is no label 无"),
        (["--report", "丙区"], "There is no report 丙区"),
        (["--split", "80/20"], "Name a file for them"),
        (["--codebook"], "Name a file for them"),
        (["--period", "去年"], "去年 is no period"),
        (["--split", "a", "-o", "x"], "is not a ratio"),
    ],
)
def test_what_is_not_there_is_said(store: Path, arguments: list[str], said: str) -> None:
    assert said in complaint(biaoshu("export", store, "--format", "csv", *arguments))
    assert said in complaint(biaoshu("export", store, "--format", "csv", *arguments))


def test_a_count_says_how_many_would_leave_and_a_codebook_lies_beside_them(store: Path, tmp_path: Path) -> None:
    counted = biaoshu("export", store, "--format", "xlsx", "--kind", "growth", "--count").stdout.decode()
    assert counted.split() == ["figures", "reports", "2", "2"]
    biaoshu("export", store, "--format", "csv", "--codebook", "-o", tmp_path / "x.csv")
    columns = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    table = csv.DictReader(io.StringIO((tmp_path / "x.codebook.csv").read_text(encoding="utf-8-sig")))
    assert {row["column"] for row in table} >= set(columns)


def test_what_marks_the_text_does_not_leave_without_it(store: Path) -> None:
    assert "cannot be exported without it" in complaint(biaoshu("export", store, "--format", "html", "--no-text"))


def test_parts_go_to_files_of_their_own(store: Path, tmp_path: Path) -> None:
    biaoshu("export", store, "--format", "spacy", "--split", "1/0/1", "--seed", "3", "-o", tmp_path / "x.jsonl")
    names = [
        [json.loads(line)["meta"]["report"] for line in (tmp_path / f"x.{name}.jsonl").read_bytes().splitlines()]
        for name in ("train", "test")
    ]
    assert sorted(map(set, names), key=sorted) == sorted([{"𠮷川区"}, {"乙区"}], key=sorted)
    biaoshu("export", store, "--format", "datasets", "--split", "1/0/1", "-o", tmp_path / "x.zip")
    with ZipFile(tmp_path / "x.zip") as archive:
        assert set(archive.namelist()) == {"README.md", "data/train.jsonl", "data/test.jsonl"}
    biaoshu("export", store, "--format", "csv", "--split", "report", "-o", tmp_path / "y.csv")
    made = sorted(path.name for path in tmp_path.glob("y.*"))
    assert made == ["y.乙区.csv", "y.𠮷川区-2.csv", "y.𠮷川区.csv"]


def test_tables_tell_region_and_year(store: Path) -> None:
    shown = biaoshu("export", store, "--format", "csv").stdout.decode("utf-8-sig")
    told = {(row["region"], row["year"]) for row in csv.DictReader(io.StringIO(shown, newline=""))}
    assert told == {("川区", "2026"), ("", "2026")}


@pytest.mark.parametrize("form", FORMATS)
def test_no_path_and_no_login_name_leaves(store: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    outcome = biaoshu(
        "export", store, "--format", form, "--state", "all", "-o", out, USER="loginname", LOGNAME="loginname"
    )
    assert outcome.returncode == 0
    data = [out.read_bytes()]
    if data[0].startswith(b"PK"):
        with ZipFile(out) as archive:
            data += [archive.read(name) for name in archive.namelist()]
    for whole in data:
        assert str(tmp_path).encode() not in whole
        assert b"loginname" not in whole


def table(outcome: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(outcome.stdout.decode()), delimiter="\t"))  # type: ignore[attr-defined]


def test_labels_come_in_and_what_is_refused_is_named_by_file_and_line(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "标注.jsonl"
    lines = [{"text": TEXT, "label": [[23, 30, "money"], [33, 37, "?"]]}, {"text": "无", "label": [[0, 1, "level"]]}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    outcome = biaoshu("import", store, path, "--as", "decisions", "--annotator", "赵", "--map", "money=level")
    assert outcome.returncode == 1
    (told,) = table(outcome)
    assert list(told.values()) == ["标注.jsonl", "3", "1", "0", "0", "2"]
    assert outcome.stderr.decode().splitlines() == [
        "标注.jsonl:2: No report of the store has this text or name. Import the report first.",
        "标注.jsonl:1: There is no kind or label named ?. Make the label, or say which one it stands for.",
    ]
    assert rows(store, "--annotator", "赵") == [("𠮷川区", "赵", "617.4亿元")]


def test_labels_come_in_as_proposals_of_a_source(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": TEXT, "entities": [[32, 36, "growth"]]}) + "\n", encoding="utf-8")
    outcome = biaoshu("import", store, path, "--as", "proposals", "--source", "模型")
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    with Store.open(store) as opened:
        (made,) = opened.proposals(REPORT.digest)
        assert (made.source, made.figure.span, made.figure.kind) == ("模型", (32, 36), "growth")
        assert made.figure.value == PROPOSALS[1].figure.value
        assert made.figure.indicator == "地区生产总值"
    path.write_text(json.dumps({"text": TEXT, "entities": [[0, 3, "回顾"]]}) + "\n", encoding="utf-8")
    biaoshu("import", store, path, "--as", "proposals", "--source", "模型")
    asked = ("--format", "jsonl", "--state", "undecided", "--annotator", "王强", "--label", "回顾")
    (line,) = (json.loads(line) for line in biaoshu("export", store, *asked).stdout.splitlines())
    told = [line["text"], line["state"], line["proposed"]["source"], line["proposed"]["kind"]]
    assert told == ["𠮷川区", "undecided", "模型", "回顾"]


def test_a_pair_that_is_none_is_said(store: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("words")
    assert "is not a pair" in complaint(biaoshu("import", store, tmp_path / "x", "--as", "decisions", "--map", "a"))
    assert "x: x holds no labels" in biaoshu("import", store, tmp_path / "x", "--as", "decisions").stderr.decode()
