"""A fault of the program over one report is one named line, kept with its trace in the log; all others go on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.jobs.read_labels import read_labels
from core.model.report import Report
from core.store import Store
from tests.core.child import ROOT
from tests.core.cli.test_cli import biaoshu
from tests.warm import warm_script

TEXT = "政府工作报告\n一、2025年工作回顾\n地区生产总值增长{0}.5%，新增企业{0}家。\n"
BAD = "地区生产总值增长3.5%"
# the program whose engine has a fault in it; what it starts runs its own file again, and has the fault too
FAULTY = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
import core.cli, core.engine
from core.detection import pipeline
def command(verb):
    return [*{{start}}, verb]
whole = pipeline.find_figures
def find_figures(report, lexicon):
    if {BAD!r} in report.text:
        raise {{fault}}
    return whole(report, lexicon)
# whatever was imported by now, and by what name: where the program is loaded already, that is all of it
for module in [*sys.modules.values()]:
    if getattr(module, "find_figures", None) is whole:
        module.find_figures = find_figures
for name in ("core.process", "core.jobs.engines", "core.files.reading_client"):
    __import__(name)
    sys.modules[name].command = command
if __name__ == "__main__":
    from main import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "报告"
    place.mkdir()
    for number in range(1, 7):
        (place / f"{number}区.txt").write_text(TEXT.format(number), encoding="utf-8")
    return place


@pytest.fixture
def log() -> Path:
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if sys.platform == "win32":
        home = Path(os.environ["LOCALAPPDATA"])
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    return home / "Biaoshu" / "Biaoshu" / "biaoshu-cli.log"


def faulty(
    tmp_path: Path, *words: str | Path, fault: str = "RecursionError('deep')"
) -> subprocess.CompletedProcess[str]:
    program = tmp_path / "faulty.py"
    start = warm_script(program)
    program.write_text(FAULTY.format(fault=fault, start=start), encoding="utf-8")
    return subprocess.run(
        [*start, *map(str, words)],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def named(outcome: subprocess.CompletedProcess[str], log: Path, trace: str = "RecursionError: deep") -> None:
    """One line names the report and the log, which has the trace; the status tells."""
    (line,) = outcome.stderr.splitlines()
    assert "3区" in line
    assert str(log) in line
    assert trace in log.read_text(encoding="utf-8")
    assert "Traceback" not in outcome.stderr
    assert outcome.returncode == 1


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize("fault", ["RecursionError('deep')", "MemoryError()", "KeyError(report.text)"])
def test_find_goes_on(folder: Path, tmp_path: Path, log: Path, jobs: str, fault: str) -> None:
    outcome = faulty(tmp_path, "find", "--jobs", jobs, folder, fault=fault)
    named(outcome, log, fault.partition("(")[0])
    reports = dict.fromkeys(json.loads(line)["report"] for line in outcome.stdout.splitlines())
    assert list(reports) == ["1区", "2区", "4区", "5区", "6区"]


def test_find_into_a_file_goes_on_and_is_finished(folder: Path, tmp_path: Path, log: Path) -> None:
    out = tmp_path / "out.jsonl"
    named(faulty(tmp_path, "find", "-o", out, folder), log)
    assert {json.loads(line)["report"] for line in out.read_text("utf-8").splitlines()} == {
        f"{n}区" for n in (1, 2, 4, 5, 6)
    }


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_export_goes_on_with_what_is_decided(folder: Path, tmp_path: Path, log: Path, jobs: str) -> None:
    store, out = tmp_path / "a.biaoshu", tmp_path / "out.jsonl"
    assert faulty(tmp_path, "import", store, folder).returncode == 0
    outcome = faulty(tmp_path, "export", store, "--format", "jsonl", "--state", "all", "--jobs", jobs, "-o", out)
    named(outcome, log)
    found, _ = read_labels(out)
    assert sorted(one.report for one in found) == ["1区", "2区", "4区", "5区", "6区"]


@pytest.mark.parametrize("verb", [["stats"], ["agreement", "--sources"]])
def test_counting_goes_on(folder: Path, tmp_path: Path, log: Path, verb: list[str]) -> None:
    store = tmp_path / "a.biaoshu"
    assert biaoshu("import", store, folder).returncode == 0
    outcome = faulty(tmp_path, verb[0], store, *verb[1:])
    named(outcome, log)
    assert len(outcome.stdout.splitlines()) >= 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_labels_of_the_other_reports_come_in(folder: Path, tmp_path: Path, log: Path, jobs: str) -> None:
    store, labels = tmp_path / "a.biaoshu", tmp_path / "labels.jsonl"
    assert biaoshu("import", store, folder).returncode == 0
    texts = [TEXT.format(number) for number in (1, 3, 5)]
    lines = [{"text": text, "label": [[text.index(".5%") - 1, text.index(".5%") + 2, "growth"]]} for text in texts]
    labels.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    outcome = faulty(tmp_path, "import", store, labels, "--as", "decisions", "--annotator", "甲", "--jobs", jobs)
    named(outcome, log)
    with Store.open(store) as opened:
        decided = {digest for digest, _ in opened.decided()}
    assert decided == {Report("", text).digest for text in (texts[0], texts[2])}


DIES = "os._exit(9)"


def left_out(outcome: subprocess.CompletedProcess[str]) -> None:
    """One line names the report whose process died; the status tells."""
    (line,) = outcome.stderr.splitlines()
    assert "The figures of 3区 were not found, because the process that looked for them came to an end." in line
    assert outcome.returncode == 1


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_find_goes_on_when_a_process_dies(folder: Path, tmp_path: Path, jobs: str) -> None:
    outcome = faulty(tmp_path, "find", "--jobs", jobs, folder, fault=DIES)
    left_out(outcome)
    reports = dict.fromkeys(json.loads(line)["report"] for line in outcome.stdout.splitlines())
    assert list(reports) == ["1区", "2区", "4区", "5区", "6区"]


def test_an_export_and_an_import_of_labels_go_on_when_a_process_dies(folder: Path, tmp_path: Path) -> None:
    store, out, labels = tmp_path / "a.biaoshu", tmp_path / "out.jsonl", tmp_path / "labels.jsonl"
    assert biaoshu("import", store, folder).returncode == 0
    words = ("export", store, "--format", "jsonl", "--state", "all", "--jobs", "2", "-o", out)
    left_out(faulty(tmp_path, *words, fault=DIES))
    found, _ = read_labels(out)
    assert sorted(one.report for one in found) == ["1区", "2区", "4区", "5区", "6区"]
    texts = [TEXT.format(number) for number in (1, 3, 5)]
    lines = [{"text": text, "label": [[text.index(".5%") - 1, text.index(".5%") + 2, "growth"]]} for text in texts]
    labels.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    words = ("import", store, labels, "--as", "decisions", "--annotator", "甲", "--jobs", "2")
    left_out(faulty(tmp_path, *words, fault=DIES))
    with Store.open(store) as opened:
        decided = {digest for digest, _ in opened.decided()}
    assert decided == {Report("", text).digest for text in (texts[0], texts[2])}


def test_a_fault_outside_any_report_is_one_line_too(tmp_path: Path, log: Path) -> None:
    program = tmp_path / "faulty.py"
    program.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nimport core.cli.find as finding\n"
        "def broken(*_): raise ZeroDivisionError('nothing')\nfinding.ReportFiles = broken\n"
        "from main import main\nsys.exit(main(['find', 'x']))\n",
        encoding="utf-8",
    )
    outcome = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    (line,) = outcome.stderr.splitlines()
    assert str(log) in line
    assert "ZeroDivisionError: nothing" in log.read_text(encoding="utf-8")
    assert outcome.returncode == 1


def test_the_log_is_ones_own_and_does_not_grow_for_ever(log: Path) -> None:
    from core.cli import log_file

    assert log_file.write("甲", "trace\n") == str(log)
    if os.name == "posix":
        assert log.stat().st_mode & 0o077 == 0
    log.write_bytes(b"x" * (log_file.MOST + 1))
    log_file.write("乙", "trace")
    assert log.stat().st_size < 1000
    assert log.with_name("biaoshu-cli-before.log").stat().st_size > log_file.MOST


def test_a_log_that_cannot_be_written_leaves_the_trace_in_the_line(log: Path) -> None:
    from core.cli import log_file

    log.parent.parent.mkdir(parents=True, exist_ok=True)
    log.parent.write_bytes(b"no folder")
    assert log_file.write("甲", "Traceback\n  deep") == "Traceback |   deep"
