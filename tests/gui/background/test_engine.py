"""The segmenter stays in the engine's process; a key waits for it shortly, and loses nothing where it is away."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.model.figure import Proposal, Span
from core.model.report import Report
from core.process import command
from gui.background import engine
from gui.background.engine import Engine
from gui.style import theme
from gui.window import MainWindow
from tests.core.child import ROOT
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.session.test_deciding import current_text, rows
from tests.gui.text_formats import seen_words

Press = Callable[..., None]
IN_THE_PROGRAM = engine.WAIT_S
"""How long a key waits in the program; in the other tests it waits longer."""
LONG = Report("长", "".join(f"新建学校{count}所，增长5.4%。\n" for count in range(11, 4_000)))
LISTED = "\n粮食、油料、蔬菜产量分别增长1.2%、3%和4.5%。受理事项37，办结35。\n"


@pytest.fixture
def own_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have windows start the program's own engine: stopping or ending it is that of the process itself."""
    if sys.platform == "win32":
        pytest.skip("Windows has no signal that stops a process and lets it go on")
    monkeypatch.setattr(engine, "command", command)


def process_of(asked: Engine) -> int:
    assert asked._process is not None
    return asked._process.processId()


def test_the_windows_process_never_loads_the_segmenter(tmp_path: Path) -> None:
    report, labels = tmp_path / "云汀区2026.txt", tmp_path / "labels.jsonl"
    text = REPORT + LISTED
    report.write_text(text, encoding="utf-8", newline="\n")
    start = text.index("12家")
    labels.write_text(json.dumps({"text": text, "entities": [[start, start + 3, "level"]]}), encoding="utf-8")
    walk = [sys.executable, "-X", "utf8", "-m", "tests.gui.whole_walk", str(report), str(labels)]
    walked = subprocess.run(walk, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert walked.returncode == 0, walked.stderr
    assert walked.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill takes SIGKILL on POSIX alone")
def test_a_key_that_finds_the_engine_gone_says_so_and_the_next_one_has_another(
    window: MainWindow, press: Press
) -> None:
    press("]", "j", "]")
    written = rows(window)
    assert len(written) == 2
    os.kill(process_of(window.workspace.engine), signal.SIGKILL)
    press("]")
    if rows(window) == written:
        # Qt had not heard of the end when the key asked
        assert "was interrupted" in window.notice.text()
        press("]")
    assert not window.notice.isVisible()
    assert current_text(window) == "5.4%，规"
    assert len(rows(window)) == 3
    press("u", "u")
    assert current_text(window) == "5.4%"
    press("u")
    assert current_text(window) == "638.5亿元"
    assert all(shown.state == "undecided" for shown in window.session.review.figures)


def test_an_engine_killed_while_a_key_waits_ends_the_wait(
    own_engine: None,
    open_window: OpenWindow,
    report_file: Path,
    press_in: Callable[..., None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What else was asked is asked once more of another, once the key is done, and nothing is written."""
    window = open_window(report_file)
    found: list[list[Proposal]] = []
    number = process_of(window.workspace.engine)
    os.kill(number, signal.SIGSTOP)
    window.workspace.engine.find(LONG, found.append, pytest.fail)
    # not by a thread of this process, which would not run while Qt waits
    kill = f"import os, time; time.sleep(0.3); os.kill({number}, {signal.SIGKILL.value})"
    wait = window.workspace.engine._wait_for_line
    killing: list[subprocess.Popen[bytes]] = []

    def wait_and_be_killed(start: bytes, until: float) -> bytes | None:
        # begun by the wait itself: on a busy machine a key may come long after it was pressed
        if not killing:
            killing.append(subprocess.Popen([sys.executable, "-c", kill]))
        return wait(start, until)

    with monkeypatch.context() as patch:
        patch.setattr(window.workspace.engine, "_wait_for_line", wait_and_be_killed)
        began = time.monotonic()
        press_in(window, "]")
    assert time.monotonic() - began < engine.WAIT_S / 2
    assert [one.wait() for one in killing] == [0]
    assert rows(window) == []
    assert "Reading the text was interrupted" in window.notice.text()
    press_in(window, "]")
    assert current_text(window) == "638.5亿元，"
    qtbot.waitUntil(lambda: len(found) == 1 and len(found[0]) > 1_000, timeout=60_000)


def test_an_engine_that_ends_over_a_report_again_is_told_of(own_engine: None, qtbot: QtBot) -> None:
    asked = Engine()
    told: list[str] = []
    for name in ("甲", "乙"):
        asked.find(Report(name, LONG.text), pytest.fail, lambda error: told.append(error.sentence))
    first = process_of(asked)
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: asked._process is not None and process_of(asked) not in (0, first), timeout=20_000)
    heard: list[list[str]] = []
    asked.words("新建学校", heard.append, pytest.fail)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=30_000)
    assert told == []
    os.kill(process_of(asked), signal.SIGKILL)
    qtbot.waitUntil(lambda: told == ["Reading the report was interrupted. Open it again."] * 2)
    asked.stop()


def test_keys_are_answered_before_a_long_report_that_is_being_read(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    found: list[list[Proposal]] = []
    for _ in range(2):
        window.workspace.engine.find(LONG, found.append, pytest.fail)
    press("]", "[", "]")
    assert found == []
    assert len(rows(window)) == 3
    qtbot.waitUntil(lambda: len(found) == 2, timeout=120_000)
    assert [len(one) for one in found] == [2 * (4_000 - 11)] * 2


def test_an_engine_that_does_not_answer_holds_up_one_key_and_no_other(
    own_engine: None,
    open_window: OpenWindow,
    report_file: Path,
    press_in: Callable[..., None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(report_file)
    number = process_of(window.workspace.engine)
    monkeypatch.setattr(engine, "WAIT_S", IN_THE_PROGRAM)
    os.kill(number, signal.SIGSTOP)
    wait = window.workspace.engine._wait_for_line
    # what was left to wait when each wait began: how long a busy machine then takes says nothing
    left: list[float] = []

    def noted(start: bytes, until: float) -> bytes | None:
        left.append(until - time.monotonic())
        return wait(start, until)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(window.workspace.engine, "_wait_for_line", noted)
            began = time.monotonic()
            for number_of_keys in range(1, 6):
                press_in(window, "]")
                assert "still being read" in window.notice.text()
                if number_of_keys == 1:
                    assert time.monotonic() - began >= IN_THE_PROGRAM
        assert rows(window) == []
        assert [one > 0 for one in left] == [True, False, False, False, False]
        # what asks for no words goes on
        press_in(window, "j", "\r")
        assert [row.verdict for row in rows(window)] == ["confirm"]
        press_in(window, "k", "k")
    finally:
        os.kill(number, signal.SIGCONT)
    monkeypatch.setattr(engine, "WAIT_S", 20)
    assert current_text(window) == "638.5亿元"
    # what came too late is known by the time it is asked again
    qtbot.waitUntil(lambda: not window.workspace.engine._questions, timeout=20_000)
    press_in(window, "]")
    assert current_text(window) == "638.5亿元，"
    press_in(window, "u")
    assert [row.verdict for row in rows(window)][-1] == "undo"
    assert current_text(window) == "638.5亿元"
    assert [shown.state for shown in window.session.review.figures].count("confirmed") == 1


def test_the_words_that_decided_a_corrected_figure_are_lit_when_they_are_known(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    """No key waits for them: they are asked for when the figure is shown, and lit when the engine has said them."""
    press("]")
    window.workspace.reload()
    qtbot.waitUntil(lambda: window.session.ready)
    told: list[bool] = []
    window.session.evidence_known.connect(lambda: told.append(True))
    window.session.go_to(window.session.review.figures[0].target)
    qtbot.waitUntil(lambda: bool(window.session.evidence()))
    assert [REPORT[slice(*span)] for span in window.session.evidence()] == ["地区生产总值"]
    assert told == [True]
    lit = theme.theme()["indicator"]
    qtbot.waitUntil(lambda: seen_words(window, lambda look: look.background().color() == lit) == ["地区生产总值"])


def test_what_came_before_a_waited_for_answer_is_told_after_it_in_order(qtbot: QtBot) -> None:
    """A key takes its own answer out of those that came; whoever asked the others hears of them in their order."""
    asked = Engine()
    heard: list[str] = []
    for number in range(3):
        asked.find(
            Report(str(number), "增长5.4%。"), lambda _, number=number: heard.append(f"find {number}"), pytest.fail
        )
    assert asked._process is not None
    qtbot.waitUntil(lambda: len(heard) == 3)
    heard.clear()
    for number in range(3):
        asked.find(
            Report(str(number), "增长5.4%。"), lambda _, number=number: heard.append(f"find {number}"), pytest.fail
        )
    spelt = asked.read(
        Report("甲", "增长5.4%。"), [Span(0, 6)], lambda read: heard.append(f"read {len(read)}"), pytest.fail
    )
    asked.wait_for(spelt)
    assert heard == ["read 1"]
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard[1:] == ["find 0", "find 1", "find 2"]
    asked.stop()


def test_an_engine_that_cannot_be_started_is_told_of_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "command", lambda verb: [str(ROOT / "nothing" / "here"), verb])
    asked = Engine()
    told: list[str] = []
    number = asked.words("新建学校", pytest.fail, lambda error: told.append(error.sentence))
    began = time.monotonic()
    asked.wait_for(number)
    assert time.monotonic() - began < engine.WAIT_S / 2
    assert told == ["Reading the text was interrupted, so nothing was done. Try again in a moment."]
    asked.stop()


@pytest.fixture
def press_in(qtbot: QtBot) -> Callable[..., None]:
    """Return a function that presses keys in a window's text."""

    def press_keys(window: MainWindow, *keys: str) -> None:
        for key in keys:
            qtbot.keyClick(window.view, key)

    return press_keys
