"""The worker answers lines of JSON with lines of JSON, and goes on whatever it is asked."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.engine import BATCH
from core.model.figure import proposal_from_record
from tests.core.child import ROOT
from tests.core.making import REPORT, figure

SERVE = [sys.executable, str(ROOT / "main.py"), "serve"]


class Worker:
    """A worker in a process of its own, asked as the window asks it."""

    def __init__(self, program: list[str] = SERVE) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(program, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests, self.answers = self.process.stdin, self.process.stdout

    def say(self, line: str) -> None:
        self.requests.write(line.encode() + b"\n")
        self.requests.flush()

    def ask(self, **request: Any) -> dict[str, Any]:
        self.say(json.dumps(request))
        return self.hear()

    def hear(self) -> dict[str, Any]:
        return json.loads(self.answers.readline())


@pytest.fixture
def worker() -> Iterator[Worker]:
    running = Worker()
    with running.process:
        yield running
        running.requests.close()
        assert running.answers.read() == b""
        assert running.process.wait(timeout=20) == 0, "it ends with its input"


def test_find_brings_what_find_figures_finds(worker: Worker) -> None:
    first = worker.ask(id="a", verb="find", name=REPORT.name, text=REPORT.text)
    assert worker.hear() == {"id": "a", "done": True}
    found = find_figures(REPORT, load_lexicon())
    back = [proposal_from_record(record) for record in first["proposals"]]
    assert back == found
    assert [one.evidence for one in back] == [one.evidence for one in found]


def test_find_brings_many_proposals_in_batches(worker: Worker) -> None:
    text = "".join(f"新建学校{count}所。\n" for count in range(11, 11 + 2 * BATCH + 5))
    assert len(worker.ask(id=1, verb="find", name="x", text=text)["proposals"]) == BATCH
    assert len(worker.hear()["proposals"]) == BATCH
    assert len(worker.hear()["proposals"]) == 5
    assert worker.hear() == {"id": 1, "done": True}


def test_find_in_a_text_without_figures_is_done_at_once(worker: Worker) -> None:
    assert worker.ask(id=1, verb="find", name="x", text="无。") == {"id": 1, "done": True}


def test_read_brings_the_figure_of_a_span(worker: Worker) -> None:
    span = figure("617.4亿元").span
    answer = worker.ask(id=1, verb="read", name=REPORT.name, text=REPORT.text, span=span)
    assert proposal_from_record(answer["proposal"]) == read_figure(REPORT, span, load_lexicon())
    nothing = worker.ask(id=2, verb="read", name=REPORT.name, text=REPORT.text, span=[0, 1])
    assert nothing == {"id": 2, "proposal": None}


def test_left_brings_the_numerals_nothing_accounts_for(worker: Worker) -> None:
    text = "新建学校3所，受理事项37。"
    asked = {"name": "x", "text": text, "figures": [[4, 6]]}
    assert worker.ask(id=1, verb="left", **asked) == {"id": 1, "left": [[11, 13]]}


def test_initials_are_the_letters_of_every_reading(worker: Worker) -> None:
    answer = worker.ask(id=1, verb="initials", characters="地产率a，")
    assert {letter for letters in answer["initials"].values() for letter in letters} >= set("dcl")
    assert sorted(answer["initials"]) == ["产", "地", "率"]


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", "{}", '{"id": 7}', '{"id": 7, "verb": "sing"}', '{"id": 7, "verb": "find"}']
)
def test_a_broken_request_brings_an_error_and_the_next_is_answered(worker: Worker, line: str) -> None:
    worker.say(line)
    answer = worker.hear()
    assert answer["id"] == (7 if "7" in line else None)
    assert answer["error"]["sentence"].format(**answer["error"]["facts"])
    assert "Traceback" in answer["trace"]
    assert worker.ask(id=8, verb="find", name="x", text="无。") == {"id": 8, "done": True}


def test_requests_written_ahead_are_answered_in_order(worker: Worker) -> None:
    for number in range(5):
        worker.say(json.dumps({"id": number, "verb": "find", "name": "x", "text": "无。"}))
    assert [worker.hear()["id"] for _ in range(5)] == [0, 1, 2, 3, 4]


def test_what_a_library_prints_is_kept_out_of_the_answers() -> None:
    noisy = """
import sys
from core import engine
def sing(request):
    sys.stdout.write("la la")
    sys.stdout.flush()
    yield {"sung": True}
engine._VERBS["sing"] = sing
engine.serve(sys.stdin.buffer, sys.stdout.buffer)
"""
    running = Worker([sys.executable, "-c", noisy])
    with running.process:
        assert running.ask(id=1, verb="sing") == {"id": 1, "sung": True}


def test_a_window_that_is_gone_ends_the_worker() -> None:
    running = Worker()
    with running.process:
        running.answers.close()
        running.say(json.dumps({"id": 1, "verb": "find", "name": "x", "text": "增长4.4%。"}))
        assert running.process.wait(timeout=20) == 0
        assert running.process.stderr is not None
        assert b"Traceback" not in running.process.stderr.read()
