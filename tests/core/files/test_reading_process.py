"""The reading process: a JSON object a line each way, under limits; whoever asks it gets a report or a sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from core.process import command
from tests.core.child import ROOT
from tests.core.files.making import docx, page, pdf, workbook

TEXT = "一、工作回顾\n全区地区生产总值达312.6亿元，增长5.8%。\n"


@pytest.fixture
def guard() -> Iterator[ReadingClient]:
    with ReadingClient() as running:
        yield running


def one(guard: ReadingClient, path: Path, **how: str) -> Report:
    (found,) = reports_in([path], ProcessReader(1, guard), **how)
    assert isinstance(found, Report), found
    return found


def test_it_brings_the_report(guard: ReadingClient, tmp_path: Path) -> None:
    path = tmp_path / "𠮷川区.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() + b"\x00")
    report = one(guard, path)
    assert (report.name, report.text, len(report.notes)) == ("𠮷川区", TEXT + "\ufffd", 1)


def test_a_file_that_cannot_be_read_brings_its_sentence_and_facts(guard: ReadingClient, tmp_path: Path) -> None:
    (error,) = reports_in([tmp_path / "none.txt"], ProcessReader(1, guard))
    assert isinstance(error, ReportError)
    assert error.sentence == "{name} cannot be read: {reason}."
    assert error.facts["name"] == "none.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_read(guard: ReadingClient, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xd4\xc6.txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    assert one(guard, Path(os.fsdecode(path))).text == TEXT


def test_the_encoding_asked_for_is_used(guard: ReadingClient, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert one(guard, path).encoding == "gb18030"
    other = one(guard, path, encoding="big5")
    assert other.encoding == "big5"
    assert other.text != TEXT


BROKEN = """
import json, os, sys, time
for line in sys.stdin:
    name = json.loads(line)["path"]
    if "hang" in name:
        time.sleep(60)
    if "die" in name:
        os.abort()
    if "large" in name:
        os._exit(72)
    if "babble" in name:
        sys.stdout.write("x" * 300_000)
        sys.stdout.flush()
        time.sleep(60)
    report = {"name": name, "text": "x", "encoding": "utf-8", "notes": [], "about": {}}
    answer = {"sources": [[name, "", 0]]} if '"list"' in line else {"report": report, "more": False}
    print(json.dumps(answer | {"spent": "spent" in name}), flush=True)
"""


@pytest.mark.parametrize(
    ("name", "words"),
    [("hang", "longer than"), ("die", "stopped the program"), ("large", "memory"), ("babble", "stopped the program")],
)
def test_what_breaks_the_process_is_named_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr("core.files.reading_client.PATIENCE_S", 2)
    monkeypatch.setattr("core.files.reading_client.ANSWER", 200_000)
    with ReadingClient([sys.executable, "-c", BROKEN]) as guard:
        first, broken, last = reports_in([Path("a"), Path(name), Path("spent")], ProcessReader(1, guard))
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(broken, ReportError)
    assert words in str(broken)
    assert name in str(broken)


PRYING = """
import sys
sys.path.insert(0, {root!r})
from core.files import load, reading_process
def pry(data, name, encoding):
    {act}
    return load.Content("got in", "utf-8")
load._read_plain = pry
reading_process.serve(sys.stdin.buffer, sys.stdout.buffer)
"""


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "open('/etc/passwd').read()",
        "open({beside!r}).read()",
        "open({beside!r}, 'a')",
        "import os; os.remove({beside!r})",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import tempfile; tempfile.TemporaryFile()",
        "import shutil; shutil.rmtree({folder!r})",
    ],
)
def test_the_process_touches_nothing_but_the_file_it_is_given(tmp_path: Path, act: str) -> None:
    given, beside = tmp_path / "a.txt", tmp_path / "b.txt"
    given.write_text(TEXT, encoding="utf-8")
    beside.write_text("secret", encoding="utf-8")
    said = act.format(beside=str(beside), folder=str(tmp_path))
    with ReadingClient([sys.executable, "-c", PRYING.format(root=str(ROOT), act=said)]) as guard:
        (found,) = reports_in([given], ProcessReader(1, guard))
    assert isinstance(found, ReportError)
    assert beside.read_text(encoding="utf-8") == "secret"


SLOW = """
import sys, time
sys.path.insert(0, {root!r})
from core.files import limits, load, reading_process
limits.SECONDS = 1
def read(data, name, encoding):
    {act}
    return load.Content("2025年，全区新建公园12个。", "utf-8")
load._read_plain = read
reading_process.serve(sys.stdin.buffer, sys.stdout.buffer)
"""


def test_a_file_may_take_so_much_of_the_processors_time_and_longer_where_others_have_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = []
    # a process that waits has no more of the time than one whose turn does not come
    for act in ("while True: pass", "time.sleep(4)"):
        with ReadingClient([sys.executable, "-c", SLOW.format(root=str(ROOT), act=act)]) as guard:
            found += reports_in([tmp_path / "a.txt"], ProcessReader(1, guard))
    spins, waits = found
    assert isinstance(spins, ReportError)
    assert str(spins).startswith("Reading a.txt took longer than 20 seconds and was stopped. Save it")
    assert isinstance(waits, Report)


WITHOUT_A_BROKER = """
import sys
from types import SimpleNamespace
sys.path.insert(0, {root!r})
from core.files import reading_process
if sys.platform == "linux":
    # what Windows and macOS hold the process by: its own rules, in the process that opens the files
    reading_process.sys = SimpleNamespace(platform="darwin")
reading_process.serve(sys.stdin.buffer, sys.stdout.buffer)
"""
ROWS = [["区县", "年份", "正文"], ["滨湖区", "2026", TEXT]]
HEAD_AND_ROW = ("区县", "年份", "正文\n滨湖区", "2026", f'"{TEXT}"\n')
FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.csv": ",".join(HEAD_AND_ROW).encode,
    "a.tsv": "\t".join(HEAD_AND_ROW).encode,
    "a.xlsx": lambda: workbook({"报告": ROWS}),
    "a.docx": lambda: docx(TEXT),
    "a.html": lambda: page(TEXT, "滨湖区2026年政府工作报告"),
    "a.pdf": lambda: pdf(TEXT),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_every_kind_is_read_by_the_rules_of_windows_and_macos(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    with ReadingClient([sys.executable, "-c", WITHOUT_A_BROKER.format(root=str(ROOT))]) as guard:
        assert "312.6亿元" in one(guard, tmp_path / name).text
        assert guard._kept.endswith("its own rules")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system's own limits are tried on Linux")
def test_the_process_has_its_limits(guard: ReadingClient, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    one(guard, tmp_path / "a.txt")
    assert guard._process is not None
    limits = Path(f"/proc/{guard._process.pid}/limits").read_text(encoding="utf-8")
    held = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
    assert held["Max data size"] == str(2**30)
    assert held["Max file size"] == held["Max core file size"] == "0"


def test_the_command_is_this_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    request = json.dumps({"verb": "list", "path": str(tmp_path / "a.txt")}).encode() + b"\n"
    answered = subprocess.run(command("read"), input=request, capture_output=True, check=True, timeout=30)
    assert json.loads(answered.stdout)["sources"][0][0] == str(tmp_path / "a.txt")
