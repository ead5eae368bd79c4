"""The worker answers lines of JSON with lines of JSON, and goes on whatever it is asked."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.detection.indicator.alternatives import alternative_phrases
from core.detection.indicator.respective_lists import listed_indicators
from core.detection.indicator.segmenter import segment
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.detection.report_sections import report_sections
from core.detection.same_cause import find_same_cause
from core.engine import BATCH
from core.formats.proposal_lines import proposal_lines
from core.model.corrections import Corrections, corrections_to_record
from core.model.decision import SectionCorrection
from core.model.figure import Span, proposal_from_record
from core.model.near_figure import NearFigure, near_to_record
from core.model.report import Report
from core.model.same_cause import Decided, decided_to_record, same_cause_from_record
from core.model.section import shown_section_from_record
from tests.core.child import ROOT, posix
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


def test_same_cause_brings_what_a_correction_is_about(worker: Worker) -> None:
    first, *others = find_figures(REPORT, load_lexicon())
    correction = Decided(first.figure.span, replace(first.figure, period="2019"))
    spans = [one.figure.span for one in others]
    expected = find_same_cause(REPORT, correction, (), spans, load_lexicon())
    answer = worker.ask(
        id=7,
        verb="same_cause",
        name=REPORT.name,
        text=REPORT.text,
        correction=decided_to_record(correction),
        decided=[],
        undecided=spans,
    )
    back = [same_cause_from_record(record) for record in answer["same_cause"]]
    assert back == expected
    assert back
    assert [one.after.reasons for one in back] == [one.after.reasons for one in expected]


def test_lines_brings_what_the_command_line_prints(worker: Worker) -> None:
    text = "".join(f"新建学校{count}所。\n" for count in range(11, 11 + BATCH + 5))
    first, second = worker.ask(id=1, verb="lines", name="x", text=text)["lines"], worker.hear()["lines"]
    assert (len(first), len(second)) == (BATCH, 5)
    assert worker.hear() == {"id": 1, "done": True}
    report = Report("x", text)
    assert first + second == proposal_lines(report, find_figures(report, load_lexicon()))


@posix
def test_an_interrupt_is_left_to_the_one_that_asks(worker: Worker) -> None:
    assert worker.ask(id=1, verb="find", name="x", text="无。") == {"id": 1, "done": True}
    worker.process.send_signal(signal.SIGINT)
    assert worker.ask(id=2, verb="find", name="x", text="无。") == {"id": 2, "done": True}


def test_find_in_a_text_without_figures_is_done_at_once(worker: Worker) -> None:
    assert worker.ask(id=1, verb="find", name="x", text="无。") == {"id": 1, "done": True}


@pytest.mark.parametrize("urgent", [True, False])
def test_read_brings_the_figure_of_each_span(worker: Worker, urgent: bool) -> None:
    span = figure("617.4亿元").span
    asked = {"name": REPORT.name, "text": REPORT.text, "spans": [span, [0, 1]], "urgent": urgent}
    answer = worker.ask(id=1, verb="read", **asked)
    read, nothing = answer["proposals"]
    assert proposal_from_record(read) == read_figure(REPORT, span, load_lexicon())
    assert nothing is None
    assert worker.hear() == {"id": 1, "done": True}


def test_an_urgent_request_without_a_name_is_about_the_report_of_the_last_one(worker: Worker) -> None:
    """The text of a report crosses once, not at each key; what is asked in order meanwhile changes nothing."""
    other = Report("乙", "新建学校3所。")
    whole = {"name": REPORT.name, "text": REPORT.text}
    span = figure("617.4亿元").span
    first = worker.ask(id=1, verb="read", urgent=True, spans=[span], **whole)
    worker.hear()
    assert worker.ask(id=2, verb="find", name=other.name, text=other.text)["proposals"]
    worker.hear()
    assert worker.ask(id=3, verb="words", urgent=True, text="新建学校")["words"] == segment("新建学校")
    assert "trace" in worker.ask(id=4, verb="read", urgent=True, name=REPORT.name)
    again = worker.ask(id=5, verb="read", urgent=True, spans=[span])
    assert again["proposals"] == first["proposals"]
    worker.hear()
    assert worker.ask(id=6, verb="read", urgent=True, spans=[[4, 6]], name="乙", text=other.text)["proposals"]
    worker.hear()


def test_an_urgent_request_is_answered_while_a_long_report_is_read(worker: Worker) -> None:
    """It is there before the first proposal of reports that take seconds, and none of theirs is lost."""
    text = "".join(f"新建学校{count}所，增长5.4%。\n" for count in range(11, 4_000))
    worker.ask(id=1, verb="words", text="")
    for number in (2, 3):
        worker.say(json.dumps({"id": number, "verb": "find", "name": "长", "text": text}))
    assert worker.ask(id=4, verb="words", urgent=True, text="新建学校") == {"id": 4, "words": segment("新建学校")}
    heard = {2: 0, 3: 0}
    while "done" not in (answer := worker.hear()) or answer["id"] != 3:
        heard[answer["id"]] += len(answer.get("proposals", ()))
    assert heard[2] == heard[3] == 2 * (4_000 - 11)


def test_listed_and_alternatives_and_words_say_what_the_detector_says(worker: Worker) -> None:
    text = "第一、第二产业增加值分别增长3%和6%。"
    report, lexicon = Report("丙", text), load_lexicon()
    spans = [Span(text.index(words), text.index(words) + 2) for words in ("3%", "6%")]
    asked = {"name": report.name, "text": text, "urgent": True}
    listed = worker.ask(id=1, verb="listed", spans=spans, **asked)["listed"]
    assert tuple(listed) == listed_indicators(report, spans, lexicon)
    assert worker.ask(id=2, verb="listed", spans=spans[:1], **asked) == {"id": 2, "listed": None}
    read = read_figure(report, spans[0], lexicon)
    assert read is not None
    whole = Span(0, len(text))
    near = NearFigure(whole, whole, read.figure, read.evidence.get("indicator", ()), ("粮食产量",))
    phrases = worker.ask(id=3, verb="alternatives", near=near_to_record(near), **asked)["phrases"]
    assert phrases == list(alternative_phrases(text, near))
    assert "粮食产量" in phrases


def test_left_brings_the_numerals_nothing_accounts_for(worker: Worker) -> None:
    text = "新建学校3所，受理事项37。"
    asked = {"name": "x", "text": text, "figures": [[4, 6]]}
    assert worker.ask(id=1, verb="left", **asked) == {"id": 1, "left": [[11, 13]]}


def test_initials_are_the_letters_of_every_reading(worker: Worker) -> None:
    answer = worker.ask(id=1, verb="initials", characters="地产率a，")
    assert {letter for letters in answer["initials"].values() for letter in letters} >= set("dcl")
    assert sorted(answer["initials"]) == ["产", "地", "率"]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"id": 7}',
        '{"id": 7, "verb": "sing"}',
        '{"id": 7, "verb": "find"}',
        '{"id": 7, "verb": "read", "urgent": true, "spans": [[0, 1]]}',
        '{"id": 7, "verb": "read", "urgent": true, "name": "x", "text": 3, "spans": [[0, 1]]}',
    ],
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


def test_what_an_annotator_corrects_comes_with_the_report(worker: Worker) -> None:
    heading = Span(0, REPORT.text.index("\n"))
    said = Corrections((SectionCorrection(heading, "period", "2022"), SectionCorrection(heading, "status", "target")))
    report = replace(REPORT, corrections=said)
    asked = {"name": REPORT.name, "text": REPORT.text, "corrections": corrections_to_record(said)}
    found = worker.ask(id=1, verb="find", **asked)["proposals"]
    assert worker.hear() == {"id": 1, "done": True}
    assert [proposal_from_record(one) for one in found] == find_figures(report, load_lexicon())
    assert "2022" in {one["period"] for one in found}
    shown = worker.ask(id=2, verb="sections", **asked)["sections"]
    assert [shown_section_from_record(one) for one in shown] == report_sections(report, load_lexicon())
    assert shown[0]["is_corrected"]
    # a report without corrections is read as ever
    plain = worker.ask(id=3, verb="find", name=REPORT.name, text=REPORT.text)["proposals"]
    assert "2022" not in {one["period"] for one in plain}
    worker.hear()
    broken = worker.ask(id=4, verb="find", **asked | {"corrections": {"sections": [{"field": "x"}]}})
    assert "trace" in broken
