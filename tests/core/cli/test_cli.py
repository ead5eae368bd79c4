"""The command line, pressed as a user does: through the one door, in a process of its own."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from core.cli import verbs
from core.formats.jsonl import read_jsonl
from core.model.decision import new_step
from core.model.figure import KINDS
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.child import ROOT, posix
from tests.core.making import PROPOSALS, REPORT, figure
from tests.warm import warm

FIELDS = "start end text kind value unit bound indicator status period confidence area base"


def biaoshu(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end in a process of its own, which is forked where it is loaded (tests/warm.py)."""
    return _run(warm(*map(str, arguments)), environment)


def new_biaoshu(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end in a Python that starts for it: for what depends on that."""
    return _run([sys.executable, str(ROOT / "main.py"), *map(str, arguments)], environment)


def _run(program: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        program, env={**os.environ, "LC_ALL": "C.UTF-8", **environment}, capture_output=True, check=False
    )


def lines(outcome: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert outcome.stderr == b""
    assert outcome.returncode == 0
    return [json.loads(line) for line in outcome.stdout.decode().splitlines()]


def complaint(outcome: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line of a failure."""
    assert outcome.returncode == 1
    said = outcome.stderr.decode().splitlines()
    assert len(said) == 1, said
    return said[0]


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "𠮷川区.txt"
    path.write_text(REPORT.text, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which two annotators decided on one report, and nobody on another."""
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as opened:
        opened.add_report(REPORT)
        shown = Review(PROPOSALS).figures
        step = new_step(opened.annotator("李敏"), REPORT.digest)
        corrected = figure("增长3.5%", kind="ratio")
        opened.append([confirm(step, shown[0]), confirm(step, shown[1], corrected), reject(step, shown[2])])
        other = new_step(opened.annotator("王强"), REPORT.digest)
        opened.append([other.add(figure("第一", kind="rank")), confirm(other, shown[3])])
        opened.append([new_step(other.annotator, REPORT.digest).undo(other.id)])
        opened.append([reject(new_step(other.annotator, REPORT.digest), shown[3])])
    return path


# find


def test_find_prints_the_figures_in_text_order(text_file: Path) -> None:
    found = lines(new_biaoshu("find", text_file))
    assert [" ".join(line) for line in found] == [FIELDS] * len(found)
    assert [REPORT.text[line["start"] : line["end"]] for line in found] == [line["text"] for line in found]
    assert {"617.4亿元", "3.5%", "5.5%", "两家"} <= {line["text"] for line in found}
    assert found == sorted(found, key=lambda line: line["start"])
    assert all(0 <= line["confidence"] <= 1 for line in found)
    assert next(line["value"] for line in found if line["text"] == "617.4亿元") == 61740000000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_find_counts_code_points_of_the_folded_text(text_file: Path, encoding: str) -> None:
    plain = lines(biaoshu("find", text_file))
    text_file.write_bytes(REPORT.text.replace("\n", "\r\n").encode(encoding))
    assert lines(biaoshu("find", text_file)) == plain


def test_find_names_the_report_where_there_are_several(text_file: Path, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text("增长4.4%。", encoding="utf-8")
    found = lines(biaoshu("find", text_file, tmp_path / "乙.txt"))
    assert [line["report"] for line in found][-2:] == ["𠮷川区", "乙"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_searched(text_file: Path, tmp_path: Path) -> None:
    outcome = biaoshu("find", tmp_path / "none.txt", text_file)
    assert complaint(outcome) == "none.txt cannot be read: No such file or directory."
    assert len(outcome.stdout.splitlines()) > 3


def test_an_error_is_said_in_the_users_language(tmp_path: Path) -> None:
    assert "无法读取" in complaint(biaoshu("find", tmp_path / "none.txt", LC_ALL="zh_CN.UTF-8"))


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_output_is_utf_8_whatever_the_locale(text_file: Path, locale: str) -> None:
    outcome = new_biaoshu(
        "find", text_file, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="gbk"
    )
    assert "617.4亿元" in outcome.stdout.decode("utf-8")
    assert outcome.returncode == 0


@posix
def test_a_name_that_is_no_text_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xc4.txt")
    path.write_text("增长4.4%。", encoding="utf-8")
    assert len(lines(biaoshu("find", path, path))) == 2
    assert lines(biaoshu("import", tmp_path / "new.biaoshu", path)) == []
    path.unlink()
    assert "cannot be read" in complaint(biaoshu("find", path))


@posix
def test_a_reader_that_has_had_enough_ends_it_quietly(text_file: Path) -> None:
    program = [sys.executable, str(ROOT / "main.py"), "find", str(text_file)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 0


# One door


def test_the_command_line_never_loads_the_window(text_file: Path) -> None:
    program = [sys.executable, "-X", "importtime", str(ROOT / "main.py"), "find", str(text_file)]
    loaded = subprocess.run(program, capture_output=True, text=True, check=True).stderr
    assert "core.cli" in loaded
    assert "PySide6" not in loaded
    assert "gui" not in loaded.split()


def test_the_door_knows_every_verb() -> None:
    assert set(main.VERBS) == set(verbs.commands)


def test_files_and_window_options_open_the_window(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.parent)
    Path("report").touch()
    for argv in (
        [],
        [str(store)],
        ["report"],
        ["none.txt"],
        ["-platform", "offscreen"],
        ["./find"],
        ["--theme", "dark"],
    ):
        assert not main.has_verb(argv), argv
    for argv in (["find", "x"], ["--help"], ["--version"], ["exprot"]):
        assert main.has_verb(argv), argv


@pytest.mark.parametrize("arguments", [["exprot"], ["find"], ["export", "x"], ["export", "x", "--format", "xls"]])
def test_a_wrong_use_is_said_in_one_line(arguments: list[str]) -> None:
    complaint(biaoshu(*arguments))


def test_help_and_version() -> None:
    shown = new_biaoshu("--help").stdout.decode()
    assert all(verb in shown for verb in ("find", "export", "import", "stats"))
    assert "serve" not in shown
    assert new_biaoshu("--version").stdout.decode().count(".") == 2


# import, export, stats


def test_import_adds_reports_and_names_what_it_cannot_read(text_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "乙.txt").write_text("增长4.4%。", encoding="utf-8")
    outcome = biaoshu(
        "import", tmp_path / "new.biaoshu", text_file, tmp_path / "empty.txt", tmp_path / "乙.txt", text_file
    )
    assert complaint(outcome).startswith("empty.txt ")
    with Store.open(tmp_path / "new.biaoshu", create=False) as opened:
        assert [entry.name for entry in opened.reports()] == ["𠮷川区", "乙"]
        assert opened.report(REPORT.digest) == REPORT


def test_export_prints_what_was_confirmed_and_added(store: Path) -> None:
    outcome = biaoshu("export", store, "--format", "jsonl", "--annotator", "李敏")
    rows = read_jsonl(io.StringIO(outcome.stdout.decode()))
    assert [(row.text, row.state, row.annotator) for row in rows] == [
        ("617.4亿元", "confirmed", "李敏"),
        ("增长3.5%", "confirmed", "李敏"),
    ]
    assert rows[1].corrected
    assert rows[1].proposed == PROPOSALS[1]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("confirmed", ["confirmed 李敏", "confirmed 李敏"]),
        ("decided", ["confirmed 李敏", "confirmed 李敏", "rejected 李敏", "rejected 王强"]),
    ],
)
def test_export_is_of_all_annotators_where_none_is_named(store: Path, state: str, expected: list[str]) -> None:
    found = lines(biaoshu("export", store, "--format", "jsonl", "--state", state))
    assert [f"{line['state']} {line['annotator']}" for line in found] == expected


def test_export_of_all_finds_the_undecided_again(store: Path) -> None:
    found = lines(biaoshu("export", store, "--format", "jsonl", "--state", "all", "--annotator", "李敏"))
    undecided = [line for line in found if line["state"] == "undecided"]
    assert "两家" in {line["text"] for line in undecided}
    assert {line["verdict"] for line in undecided} == {None}
    assert len(found) == 3 + len(undecided)


def test_export_of_all_needs_no_annotator(text_file: Path, tmp_path: Path) -> None:
    biaoshu("import", tmp_path / "new.biaoshu", text_file)
    found = lines(biaoshu("export", tmp_path / "new.biaoshu", "--format", "jsonl", "--state", "all"))
    assert {line["state"] for line in found} == {"undecided"}
    assert {line["annotator"] for line in found} == {None}
    assert len(found) > 3


def test_export_to_a_file_is_the_same_as_to_the_screen(store: Path, tmp_path: Path) -> None:
    shown = biaoshu("export", store, "--format", "csv").stdout
    assert lines(biaoshu("export", store, "--format", "csv", "-o", tmp_path / "out.csv")) == []
    assert (tmp_path / "out.csv").read_bytes() == shown
    assert shown.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(shown.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in rows] == ["617.4亿元", "增长3.5%"]


def test_export_does_not_write_over_the_store(store: Path) -> None:
    before = store.read_bytes()
    store = store.rename(store.with_name("named otherwise"))
    assert "is the store itself" in complaint(biaoshu("export", store, "--format", "csv", "-o", store))
    assert store.read_bytes() == before


def test_export_by_an_annotator_who_is_not_there(store: Path) -> None:
    said = complaint(biaoshu("export", store, "--format", "csv", "--annotator", "赵"))
    assert said == "赵 is not an annotator of this store. Name one of: 李敏、王强."


def test_export_and_stats_make_no_store(tmp_path: Path) -> None:
    for arguments in (["export", tmp_path / "x.biaoshu", "--format", "csv"], ["stats", tmp_path / "x.biaoshu"]):
        assert "There is no store at" in complaint(biaoshu(*arguments))
    assert not list(tmp_path.iterdir())


def test_a_store_open_in_a_window_is_read_as_it_is_and_never_written_to(store: Path, text_file: Path) -> None:
    """What the window has just decided is read too, though it stands in the log beside the file."""
    with Store.open(store) as held:
        held.append([new_step(held.annotator("王强"), REPORT.digest).add(figure("第一", kind="rank"))])
        table = list(csv.DictReader(io.StringIO(biaoshu("stats", store).stdout.decode()), delimiter="\t"))
        assert [row["decided"] for row in table] == ["3", "2"]
        assert len(lines(biaoshu("export", store, "--format", "jsonl"))) == 3
        assert biaoshu("agreement", store).returncode == 0
        assert biaoshu("check", store).returncode == 0
        assert "is open in another window" in complaint(biaoshu("import", store, text_file))
        assert "is open in another window" in complaint(biaoshu("merge", store, store.with_name("none.biaoshu")))
        held.append([new_step(held.annotator("王强"), REPORT.digest).add(figure("3.5%"))])


def test_stats_count_what_is_decided_by_report_annotator_and_kind(store: Path) -> None:
    outcome = biaoshu("stats", store)
    table = list(csv.DictReader(io.StringIO(outcome.stdout.decode()), delimiter="\t"))
    assert [(row["report"], row["annotator"], row["decided"]) for row in table] == [
        ("𠮷川区", "李敏", "3"),
        ("𠮷川区", "王强", "1"),
    ]
    for row in table:
        parts = [row[kind].split("/") for kind in KINDS]
        assert sum(int(decided) for decided, _ in parts) == int(row["decided"])
        assert sum(int(total) for _, total in parts) == int(row["total"])
    assert table[0]["level"].startswith("1/")


def test_export_says_what_a_format_loses(store: Path) -> None:
    outcome = biaoshu("export", store, "--format", "doccano", "--state", "decided", "--annotator", "李敏")
    assert outcome.returncode == 0
    (line,) = [json.loads(line) for line in outcome.stdout.decode().splitlines()]
    assert [line["text"][start - 1 : end - 1] for start, end, _ in line["label"]] == ["617.4亿元", "增长3.5%"]
    said = outcome.stderr.decode().splitlines()
    assert [words.split()[0] for words in said] == ["2", "1"]
    assert "left out" in said[1]


def test_an_archive_goes_to_a_file_alone(store: Path, tmp_path: Path) -> None:
    assert "Name a file for it with -o" in complaint(biaoshu("export", store, "--format", "brat"))
    assert biaoshu("export", store, "--format", "brat", "-o", tmp_path / "x.zip").returncode == 0
    assert (tmp_path / "x.zip").read_bytes().startswith(b"PK")
