"""The history lists every step of a report in order, struck out when undone, and leads back to any of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.label import new_label
from gui.overlays.history import HistoryPane
from gui.style import theme
from gui.style.act_words import act_words
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def listed(history: HistoryPane) -> list[tuple[str, bool]]:
    """Return the words of each step and whether they are struck out."""
    model, font = history.model, Qt.ItemDataRole.FontRole
    places = [model.index(row, 1) for row in range(model.rowCount())]
    return [(place.data(), isinstance(place.data(font), QFont)) for place in places]


@pytest.fixture
def history(window: MainWindow, press: Press) -> HistoryPane:
    """Open the history by its key and give the keyboard back to the text."""
    press("h", hold=CTRL)
    assert window.parts.history.isVisible()
    assert window.focusWidget() is window.parts.history.steps
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view
    return window.parts.history


def test_steps_are_listed_as_they_are_made(window: MainWindow, history: HistoryPane, press: Press) -> None:
    assert history.steps.hint
    press(Qt.Key.Key_Return, "x", "f")
    press("d", hold=SHIFT)
    assert [said for said, _ in listed(history)] == [
        "confirm 638.5亿元",
        "reject 5.4%",
        "flag or note on 6.8%",
        "reject 6.8% (a date)",
    ]
    assert not any(struck for _, struck in listed(history))
    assert {history.model.index(row, 2).data() for row in range(4)} == {"Annotator"}
    assert all(len(history.model.index(row, 0).data()) == len("00:00:00") for row in range(4))


def test_what_is_undone_is_struck_out_and_redone_stands(window: MainWindow, history: HistoryPane, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "u")
    assert listed(history) == [("confirm 638.5亿元", False), ("reject 5.4%", True), ("undo: reject 5.4%", False)]
    press("y", hold=CTRL)
    assert listed(history)[1:] == [("reject 5.4%", False), ("undo: reject 5.4%", True), ("redo: reject 5.4%", False)]


def test_enter_goes_to_the_figure_of_a_step(
    window: MainWindow, history: HistoryPane, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return, "x", "j", "j", "u")
    history.steps.setFocus()
    history.steps.selectRow(0)
    qtbot.keyClick(history.steps, Qt.Key.Key_Return)
    assert window.session.current is window.session.review.figures[0]
    for _ in range(2):
        qtbot.keyClick(history.steps, Qt.Key.Key_Down)
    qtbot.keyClick(history.steps, Qt.Key.Key_Return)
    assert window.session.current is window.session.review.figures[1]
    assert len(listed(history)) == 3


def test_undo_back_to_a_step(window: MainWindow, history: HistoryPane, press: Press, qtbot: QtBot) -> None:
    press(*[Qt.Key.Key_Return] * 4)
    history.steps.selectRow(1)
    button = history.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 2 + ["undecided"] * 2
    assert [struck for _, struck in listed(history)] == [False, False, True, True, False, False]
    press("y", "y", hold=CTRL)
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 4
    history.steps.selectRow(4)
    press("u", hold=CTRL | SHIFT)
    assert "undone" in window.notice.text()
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 4


def test_filing_is_listed_and_undone_by_name(window: MainWindow, history: HistoryPane, press: Press) -> None:
    for _ in window.session.review.figures:
        press(Qt.Key.Key_Return)
    press("d", hold=CTRL)
    assert listed(history)[-1] == ("mark the report as done", False)
    assert window.actions_by_name["undo"].text() == "Undo: mark the report as done"
    press("u")
    assert listed(history)[-2:] == [("mark the report as done", True), ("undo: mark the report as done", False)]
    assert window.actions_by_name["redo"].text() == "Redo: mark the report as done"


def test_the_history_outlives_the_window(open_window: OpenWindow, window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "u")
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    path = Path(store.path)
    window.close()
    again = open_window(path)
    again.actions_by_name["toggle_history"].trigger()
    assert listed(again.parts.history) == [
        ("confirm 638.5亿元", False),
        ("reject 5.4%", True),
        ("undo: reject 5.4%", False),
    ]
    assert again.actions_by_name["undo"].text() == "Undo: confirm 638.5亿元"
    assert again.actions_by_name["redo"].text() == "Redo: reject 5.4%"


def test_two_annotators_steps_are_listed_and_each_undoes_his_own(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    window.workspace.name_annotator("王强", another=True)
    press("h", hold=CTRL)
    history = window.parts.history
    assert [history.model.index(row, 2).data() for row in range(history.model.rowCount())] == ["Annotator"]
    history.steps.selectRow(0)
    press("u", hold=CTRL | SHIFT)
    assert "another annotator" in window.notice.text()


def test_what_was_done_to_a_label_is_said_in_chinese(qapp: QApplication) -> None:
    label = new_label("政策举措", "Policy", "red", "p")
    changes = [
        (label, None),
        (replace(label, chinese="工作举措"), label),
        (replace(label, english=""), label),
        (replace(label, key=""), label),
        (replace(label, retired=True), label),
        (label, replace(label, taken_back=True)),
    ]
    translator = QTranslator()
    assert translator.load(QLocale("zh_CN"), "biaoshu", "_", str(theme.RESOURCES / "i18n"))
    qapp.installTranslator(translator)
    try:
        said = [act_words([new_step("a").label(now, was)], "", lambda _: []) for now, was in changes]
        undone = new_step("a").label(label)
        undo = act_words([new_step("a").undo(undone.step)], "", lambda _: [undone])
    finally:
        qapp.removeTranslator(translator)
    assert said == [
        "新增标签 政策举措",
        "标签 政策举措 改名为 工作举措",
        "标签 Policy 改名为 –",
        "标签 政策举措 不再有键",
        "停用标签 政策举措",
        "恢复标签 政策举措",
    ]
    assert undo == "撤销：新增标签 政策举措"
