"""What does not add up in a report is marked while it is reviewed, and comes first where the least sure come first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.panel_act import QuestionAnswer
from gui.text.highlights import FigureMarks
from gui.window import MainWindow

Press = Callable[..., None]
OpenWindow = Callable[[Path], MainWindow]

TEXT = (
    "云汀市2026年政府工作报告\n一、2025年工作回顾\n"
    "全市地区生产总值638.5亿元，增长5.4%。一般公共预算收入41.2亿元，增长3.1%。城镇新增就业2.6万人。\n"
    "大豆、玉米播种面积扩大，亩产分别达到155公斤和410公斤。森林覆盖率达到41%。\n"
    "回顾2025年，全市地区生产总值达到587亿元。\n"
)


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """Write a report that does not add up: two values of one fact, and a row read as one indicator."""
    path = tmp_path / "云汀市2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Open the window on that report, and wait until it is known what does not add up."""
    qtbot.waitUntil(lambda: bool(window.session.asked), timeout=30_000)
    return window


def words_asked(window: MainWindow) -> set[str]:
    return {TEXT[slice(*target)] for target in window.session.asked}


def current(window: MainWindow) -> str:
    shown = window.session.current
    assert shown is not None
    return TEXT[slice(*shown.figure.span)]


def test_figures_that_do_not_add_up_are_marked_in_the_text(asked: MainWindow) -> None:
    assert words_asked(asked) == {"638.5亿元", "587亿元", "155公斤", "410公斤"}
    marks = FigureMarks(asked.session, asked.view)
    figures = asked.session.review.figures
    assert {TEXT[slice(*one.figure.span)] for one, _ in marks.zigzags(asked.view.offsets, figures)} == words_asked(
        asked
    )


def test_they_come_first_where_the_least_sure_come_first(asked: MainWindow, press: Press) -> None:
    press("2", hold=Qt.KeyboardModifier.AltModifier)
    seen = [current(asked)]
    for _ in range(4):
        press("j")
        seen.append(current(asked))
    assert set(seen[:4]) == words_asked(asked)
    assert seen[4] not in words_asked(asked)


def test_a_figure_put_right_is_asked_about_no_more(asked: MainWindow, press: Press, qtbot: QtBot) -> None:
    target = next(target for target in asked.session.asked if TEXT[slice(*target)] == "587亿元")
    asked.session.go_to(target)
    press("x")
    qtbot.waitUntil(lambda: words_asked(asked) == {"155公斤", "410公斤"}, timeout=30_000)
    press("u")
    qtbot.waitUntil(lambda: "587亿元" in words_asked(asked), timeout=30_000)


def test_what_is_answered_is_asked_no_more_until_undo(asked: MainWindow, press: Press, qtbot: QtBot) -> None:
    session = asked.session
    finding = next(one for some in session.asked.values() for one in some if one.rule == "said_twice")
    session.act_in_panel([QuestionAnswer(*finding.question, "explained", "两次口径不同")])
    qtbot.waitUntil(lambda: words_asked(asked) == {"155公斤", "410公斤"}, timeout=30_000)
    press("u")
    qtbot.waitUntil(lambda: "587亿元" in words_asked(asked), timeout=30_000)


def test_a_figure_that_is_confirmed_as_it_is_asks_nothing_anew(asked: MainWindow, press: Press, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(asked.session.asked_known, wait=600):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)


def test_those_that_were_passed_keep_their_place(asked: MainWindow, press: Press) -> None:
    """What is asked may be known only after the annotator has begun: nothing is passed over by it."""
    session = asked.session
    found, session.asked = dict(session.asked), {}
    press("2", hold=Qt.KeyboardModifier.AltModifier)
    press("j", "j")
    passed = session.walk.passed(session.current.target if session.current else None)
    session.take_questions(found)
    assert session.walk.passed(session.current.target if session.current else None) == passed
    seen = []
    for _ in found.keys() - set(passed):
        press("j")
        seen.append(current(asked))
    assert set(seen) == {TEXT[slice(*target)] for target in found.keys() - set(passed)}


def test_the_reasons_say_what_does_not_add_up(asked: MainWindow, press: Press) -> None:
    press("w")
    tree = asked.parts.reasons.tree
    item = tree.topLevelItem(0)
    assert item is not None
    assert item.text(0).startswith("Gross regional product of 云汀市 in 2025 has two values")
    sentences = [item.child(row).text(0) for row in range(item.childCount())]
    assert [("638.5" in one, "587" in one) for one in sentences] == [(True, False), (False, True)]


def test_another_annotator_s_answer_is_another_s(asked: MainWindow) -> None:
    """Answers of several who say the same hold for all; of two who differ each has the own one."""
    session = asked.session
    assert session.store is not None
    finding = next(one for some in session.asked.values() for one in some if one.rule == "said_twice")
    other = session.store.annotator("王强")
    session.store.append([new_step(other).panel([QuestionAnswer(*finding.question, "revised")])])
    assert finding.question in session.panel_standing().answers
    session.act_in_panel([QuestionAnswer(*finding.question, "reading_wrong")])
    assert session.panel_standing().answers[finding.question].answer == "reading_wrong"
    assert len(session.panel_standing().open_disputes) == 1
