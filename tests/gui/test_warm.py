"""The engine that windows of these tests start answers as the program's own, and ends with it and by it."""

import os
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
from gui.background.engine import Engine

REQUESTS = (
    '{"id": 1, "verb": "find", "name": "甲", "text": "粮食产量12万吨，增长5%。"}\n'
    '{"id": 2, "verb": "initials", "characters": "标数"}\n'
    '{"id": 3, "verb": "nothing"}\n'
).encode()

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="engines are forked on Linux alone")


def test_it_answers_as_the_programs_own(warm: list[str], home: Path) -> None:
    said = [
        subprocess.run(words, input=REQUESTS, capture_output=True, check=True, timeout=60)
        for words in (warm, command("serve"))
    ]
    assert said[0].stdout.splitlines()[:-1] == said[1].stdout.splitlines()[:-1]
    assert b'"error"' in said[0].stdout.splitlines()[-1]
    assert said[0].stdout.count(b"\n") == said[1].stdout.count(b"\n") == 4


def test_a_window_starts_it_and_is_told_when_it_breaks_off(qtbot: QtBot, warm: list[str]) -> None:
    engine = Engine()
    found: list[Proposal] = []
    engine.find(Report("甲", "增长5%。"), found.extend, pytest.fail)
    assert engine._process is not None
    qtbot.waitUntil(lambda: len(found) == 1)
    assert engine._process.arguments() == warm[1:]
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


def test_ending_either_ends_the_other(warm: list[str]) -> None:
    where = b'{"id": 1, "verb": "find", "name": "", "text": ""}\n'
    with subprocess.Popen(warm, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as joined:
        assert joined.stdin is not None
        assert joined.stdout is not None
        joined.stdin.write(where)
        joined.stdin.flush()
        assert joined.stdout.readline()
        joined.kill()
        # the engine held the other end
        assert joined.stdout.read() == b""
    with subprocess.Popen(warm, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as joined:
        assert joined.stdin is not None
        joined.stdin.close()
        assert joined.wait(30) == 0


def test_one_that_is_ended_while_it_joins_holds_up_nobody(warm: list[str], home: Path) -> None:
    """A process may be killed at any moment of its joining: before it said anything, or between streams and words."""
    for said in (b"", (5000).to_bytes(4, "big")):
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(warm[-1])
            if said:
                socket.send_fds(line, [said], [0, 1, 2])
    answered = subprocess.run(warm, input=REQUESTS, capture_output=True, check=True, timeout=60)
    assert answered.stdout.count(b"\n") == 4
