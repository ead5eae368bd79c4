"""Imports and exports by several processes: the same as one by one, counted on a terminal, whole when broken off."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from core.store import Store
from tests.core.child import ROOT, posix
from tests.core.cli.test_cli import biaoshu
from tests.core.files.making import docx, packed, page

if sys.platform != "win32":
    import pty

TEXT = "政府工作报告\n一、2025年工作回顾\n地区生产总值增长{0}.5%，新建公路{0}公里，新增企业{0}家。\n"


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Let what is started hear SIGINT: what a shell starts in the background ignores it, and so would its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 17 reports in files of every kind, and of three that cannot be read."""
    place = tmp_path_factory.mktemp("jobs") / "报告 集"
    (place / "深").mkdir(parents=True)
    for number in range(1, 9):
        text = TEXT.format(number) * (1 + number % 4)
        (place / f"{number:02} 区.txt").write_bytes(text.encode(("utf-8", "gb18030")[number % 2]))
    for number in range(9, 12):
        (place / "深" / f"{number:02}.docx").write_bytes(docx(TEXT.format(number)))
    (place / "03a.txt").write_bytes(b"")
    (place / "04a.docx").write_bytes(b"PK\x03\x04")
    (place / "12.html").write_bytes(page(TEXT.format(12), "云汀区2026年政府工作报告"))
    (place / "13.zip").write_bytes(
        packed({"甲.txt": TEXT.format(13), "乙.docx": docx(TEXT.format(14)), "丙.pdf": b"x"})
    )
    rows = "".join(f'云汀{number},"{TEXT.format(number)}"\n' for number in range(15, 18))
    (place / "14.csv").write_text(f"title,full_text\n{rows}", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    path = folder.parent / "one.biaoshu"
    outcome = biaoshu("import", path, folder)
    assert outcome.stderr.count(b"\n") == 3
    return path


def listed(path: Path) -> list[tuple[Any, ...]]:
    with Store.open(path, create=False) as store:
        return [(one.digest, one.name, one.about, store.report(one.digest)) for one in store.reports()]


def decided(path: Path) -> list[list[tuple[Any, ...]]]:
    with Store.open(path, create=False) as store:
        logs = [store.log(one.digest) for one in store.reports()]
    return [[(row.verdict, row.target, row.figure, row.proposed) for row in log] for log in logs]


def test_reports_come_into_a_store_as_one_by_one(folder: Path, store: Path, tmp_path: Path) -> None:
    one = biaoshu("import", tmp_path / "one.biaoshu", folder, tmp_path / "gone.txt")
    several = biaoshu("import", tmp_path / "several.biaoshu", folder, tmp_path / "gone.txt", "--jobs", "3")
    assert (several.returncode, several.stdout, several.stderr) == (1, one.stdout, one.stderr)
    assert listed(tmp_path / "several.biaoshu") == listed(store)
    assert len(listed(store)) == 17


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_is_undecided_leaves_as_one_by_one(store: Path, form: str) -> None:
    one, several = (biaoshu("export", store, "--format", form, "--state", "all", "--jobs", jobs) for jobs in ("1", "3"))
    assert one.stdout.count(b"\n") > 17 * 3
    assert (several.returncode, several.stdout, several.stderr) == (0, one.stdout, one.stderr)


def test_labels_come_in_as_one_by_one(folder: Path, store: Path, labels: list[Path], tmp_path: Path) -> None:
    outcomes, logs = [], []
    for jobs in ("1", "3"):
        copy = tmp_path / f"{jobs}.biaoshu"
        shutil.copy(store, copy)
        outcomes.append(biaoshu("import", copy, *labels, "--as", "decisions", "--annotator", "王强", "--jobs", jobs))
        logs.append(decided(copy))
    one, several = outcomes
    assert [line.split(b"\t")[0] for line in one.stdout.splitlines()[1:]] == [b"1.jsonl", b"2.jsonl", b"3.jsonl"]
    assert b"bad.jsonl holds no labels" in one.stderr
    assert sum(map(len, logs[0])) > 17 * 3
    assert (several.stdout, several.stderr, logs[1]) == (one.stdout, one.stderr, logs[0])


@pytest.fixture
def labels(folder: Path, store: Path, tmp_path: Path) -> list[Path]:
    """Write what is found as doccano tells it, in three files, and one that holds nothing of the kind."""
    texts = {name: report.text for _, name, _, report in listed(store)}
    marks: dict[str, list[tuple[object, ...]]] = {name: [] for name in texts}
    for line in map(json.loads, biaoshu("find", folder).stdout.splitlines()):
        marks[line["report"]].append((line["start"], line["end"], line["kind"]))
    said = [json.dumps({"text": texts[name], "label": own}) for name, own in marks.items()]
    for number in range(3):
        (tmp_path / f"{number + 1}.jsonl").write_text("\n".join(said[number::3]), encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text("words", encoding="utf-8")
    return [tmp_path / f"{name}.jsonl" for name in (1, "bad", 2, 3)]


@contextmanager
def on_a_terminal(*words: str | Path) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[str]]]:
    """Run the program with its standard error on a terminal; give it, and what appears there piece by piece."""
    ours, its = pty.openpty()
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    # in a group of its own, as a terminal gives one to each command
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=its, start_new_session=True) as process:
        os.close(its)
        try:
            yield process, _seen(ours)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            os.close(ours)


def _seen(terminal: int) -> Iterator[str]:
    # a terminal whose other side is closed ends in an error on Linux, in nothing elsewhere
    with suppress(OSError):
        while piece := os.read(terminal, 4096):
            yield piece.decode()


@posix
@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("import", "{new}", "{folder}"), "17"),
        (("export", "{store}", "--format", "csv", "--state", "all"), "17 / 17"),
        (("export", "{store}", "--format", "csv", "--team"), "17 / 17"),
        (("import", "{store}", "{folder}/../labels.jsonl", "--as", "proposals"), "1"),
        (("find", "{folder}"), "17"),
    ],
)
def test_progress_is_counted_on_a_terminal_and_not_in_a_pipe(
    folder: Path, store: Path, tmp_path: Path, words: tuple[str, ...], last: str
) -> None:
    text = listed(store)[0][3].text
    (folder.parent / "labels.jsonl").write_text(json.dumps({"text": text, "label": [[0, 2, "level"]]}), "utf-8")
    asked = [word.format(new=tmp_path / "new.biaoshu", folder=folder, store=store) for word in (*words, "--jobs", "2")]
    with on_a_terminal(*asked) as (process, seen):
        assert process.stdout is not None
        process.stdout.read()
        said = "".join(seen)
    piped = biaoshu(*asked)
    assert re.findall(r"([\d /]+)\r", said)[-1].strip() == last
    assert not re.search(rb"\d\r", piped.stderr)


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [True, False])
def test_an_import_that_is_broken_off_leaves_whole_reports(
    folder: Path, store: Path, tmp_path: Path, jobs: str, to_all: bool
) -> None:
    path = tmp_path / "new.biaoshu"
    with on_a_terminal("import", path, folder, *many(tmp_path), "--jobs", jobs) as (process, seen):
        said = _broken(process, seen, "3\r", to_all)
    assert "Traceback" not in said
    there = listed(path)
    assert 3 <= len(there) < 317
    assert there[:17] == listed(store)[: len(there)]
    assert biaoshu("import", path, folder, tmp_path / "many", "--jobs", jobs).returncode == 1
    assert listed(path)[:17] == listed(store)
    assert len(listed(path)) == 317


def many(folder: Path) -> list[Path]:
    """Write so many reports that an import of them can be broken off."""
    place = folder / "many"
    place.mkdir()
    for number in range(300):
        (place / f"{number}.txt").write_text(f"新增企业{number}家。\n", encoding="utf-8")
    return [place]


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [True, False])
def test_an_export_that_is_broken_off_leaves_the_old_file(store: Path, tmp_path: Path, jobs: str, to_all: bool) -> None:
    (tmp_path / "out").mkdir()
    place = tmp_path / "out" / "figures.csv"
    place.write_text("old", encoding="utf-8")
    # the last report takes long: the export is still under way when it is broken off
    long, copy = tmp_path / "99.txt", tmp_path / "copy.biaoshu"
    long.write_text(TEXT.format(1) * 1500, encoding="utf-8")
    shutil.copy(store, copy)
    assert biaoshu("import", copy, long).returncode == 0
    asked = ("export", copy, "--format", "csv", "--state", "all", "-o", place, "--jobs", jobs)
    with on_a_terminal(*asked) as (process, seen):
        said = _broken(process, seen, "1 / 18\r", to_all)
    assert "Traceback" not in said
    assert [path.name for path in place.parent.iterdir()] == ["figures.csv"]
    assert place.read_text(encoding="utf-8") == "old"


def _broken(process: subprocess.Popen[bytes], seen: Iterator[str], mark: str, to_all: bool) -> str:
    """Break a program off once it has got so far, as Ctrl+C does for all of it, or as another program does."""
    said = ""
    for piece in seen:
        said += piece
        if mark in said:
            break
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    said += "".join(seen)
    assert process.wait() == 130
    return said
