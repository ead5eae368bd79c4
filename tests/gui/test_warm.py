"""The program forked where it is loaded answers as a new one, and ends with what started it and by it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.model.errors import UserError
from core.model.figure import Proposal
from core.model.report import Report
from core.process import command
from core.store import Store
from gui.background.engine import Engine
from tests.core.child import ROOT
from tests.warm import warm

REQUESTS = (
    '{"id": 1, "verb": "find", "name": "甲", "text": "粮食产量12万吨，增长5%。"}\n'
    '{"id": 2, "verb": "initials", "characters": "标数"}\n'
    '{"id": 3, "verb": "nothing"}\n'
).encode()

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="engines are forked on Linux alone")


def test_it_answers_as_the_programs_own(home: Path) -> None:
    said = [
        subprocess.run(words, input=REQUESTS, capture_output=True, check=True, timeout=60)
        for words in (warm("serve"), command("serve"))
    ]
    assert said[0].stdout.splitlines()[:-1] == said[1].stdout.splitlines()[:-1]
    assert b'"error"' in said[0].stdout.splitlines()[-1]
    assert said[0].stdout.count(b"\n") == said[1].stdout.count(b"\n") == 4


def test_reader_counter_and_panel_answer_as_the_programs_own(report_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.biaoshu"
    with Store.open(place) as store:
        store.add_report(Report("甲", "增长5%。"))
    of_store = {"id": 1, "store": str(place), "annotator": "", "language": "en"}
    of_file = {"path": str(report_file), "member": "", "which": 0, "at": 0}
    asked = {
        "read": [{"verb": "list", "path": str(report_file)}, {"verb": "read"} | of_file],
        "count": [of_store | {"words": ["indicator", "unit"]}],
        "tabulate": [of_store | {"ask": "subjects"}, of_store | {"ask": "questions"}],
    }
    for verb, requests in asked.items():
        lines = b"".join(json.dumps(request).encode() + b"\n" for request in requests)
        ran = [
            subprocess.run(words, input=lines, capture_output=True, check=False, timeout=60, cwd=tmp_path)
            for words in (warm(verb), command(verb))
        ]
        assert [one.returncode for one in ran] == [0, 0], verb
        assert ran[0].stdout.count(b"\n") >= len(requests), verb
        assert b'"error"' not in ran[0].stdout, verb
        assert ran[0].stdout == ran[1].stdout, verb


def test_each_verb_of_the_command_line_says_the_same(report_file: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps({"text": "增长5%。", "entities": [[2, 4, "growth"]]}), encoding="utf-8")
    verbs = [
        ["import", "STORE", str(report_file)],
        ["import", "STORE", str(labels), "--as", "decisions", "--annotator", "李敏"],
        ["find", str(report_file), str(tmp_path / "none.txt")],
        ["find", str(report_file), "--jobs", "2", "--explain"],
        ["explain", str(report_file), "--text", "5.4%"],
        ["export", "STORE", "--format", "csv", "--state", "all"],
        ["export", "STORE", "--format", "nothing"],
        ["stats", "STORE"],
        ["agreement", "STORE"],
        ["check", "STORE"],
        ["merge", "STORE", "OTHER"],
        ["panel", "STORE"],
        ["--help"],
        ["exprot"],
    ]
    said: list[list[tuple[int, bytes, bytes]]] = []
    for start in (warm, lambda *words: [sys.executable, str(ROOT / "main.py"), *words]):
        # of one name, so that both say the same of it
        folder = tmp_path / "same"
        folder.mkdir()
        places = {"STORE": str(folder / "a.biaoshu"), "OTHER": str(folder / "b.biaoshu")}
        with Store.open(Path(places["OTHER"])) as other:
            other.add_report(Report("甲", "增长5%。"))
        ran = [
            subprocess.run(
                start(*(places.get(word, word) for word in words)), capture_output=True, check=False, timeout=60,
                stdin=subprocess.DEVNULL,
            )
            for words in verbs
        ]  # fmt: skip
        said.append([(one.returncode, one.stdout, one.stderr) for one in ran])
        shutil.rmtree(folder)
    for words, forked, new in zip(verbs, *said, strict=True):
        assert forked == new, words
    # both kinds are among them: what was done, and what was refused
    assert {code for code, _, _ in said[0]} == {0, 1}


def test_a_window_starts_it_and_is_told_when_it_breaks_off(qtbot: QtBot) -> None:
    engine = Engine()
    found: list[Proposal] = []
    engine.find(Report("甲", "增长5%。"), found.extend, pytest.fail)
    assert engine._process is not None
    qtbot.waitUntil(lambda: len(found) == 1)
    assert engine._process.arguments() == warm("serve")[1:]
    told: list[UserError] = []
    engine.find(Report("乙", "增长5%。" * 50_000), found.extend, told.append)
    first = engine._process.processId()
    os.kill(first, signal.SIGKILL)
    # another takes its place, and is asked once more
    qtbot.waitUntil(lambda: engine._process is not None and engine._process.processId() not in (0, first))
    heard: list[list[str]] = []
    engine.words("新建学校", heard.append, pytest.fail)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=30_000)
    os.kill(engine._process.processId(), signal.SIGKILL)
    qtbot.waitUntil(lambda: len(told) == 1)
    engine.stop()


def test_ending_either_ends_the_other() -> None:
    where = b'{"id": 1, "verb": "find", "name": "", "text": ""}\n'
    with subprocess.Popen(warm("serve"), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as joined:
        assert joined.stdin is not None
        assert joined.stdout is not None
        joined.stdin.write(where)
        joined.stdin.flush()
        assert joined.stdout.readline()
        joined.kill()
        # the engine held the other end
        assert joined.stdout.read() == b""
    with subprocess.Popen(warm("serve"), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as joined:
        assert joined.stdin is not None
        joined.stdin.close()
        assert joined.wait(30) == 0


def test_one_that_is_ended_while_it_joins_holds_up_nobody(home: Path) -> None:
    """A process may be killed at any moment of its joining: before it said anything, or between streams and words."""
    for said in (b"", (5000).to_bytes(4, "big")):
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(warm()[-1])
            if said:
                socket.send_fds(line, [said], [0, 1, 2])
    answered = subprocess.run(warm("serve"), input=REQUESTS, capture_output=True, check=True, timeout=60)
    assert answered.stdout.count(b"\n") == 4
