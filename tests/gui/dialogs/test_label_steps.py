"""What is done to a label is a step: undone and redone in its turn by name, listed in the history, across restarts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from gui.dialogs.labels_dialog import LabelsDialog
from gui.widgets.steady_label import SteadyLabel
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.dialogs.test_labels_dialog import ENTER, choose, labelled, leave, listed, make, write
from tests.gui.session.test_deciding import CTRL, SHIFT, select

Press = Callable[..., None]


@pytest.fixture
def dialog(window: MainWindow, press: Press, qtbot: QtBot) -> LabelsDialog:
    found = dialog_again(window, press)
    qtbot.waitExposed(found)
    return found


def undone_by_name(window: MainWindow) -> tuple[str, str]:
    """Return what the menu says of undo and redo, once it knows."""
    return window.actions_by_name["undo"].text(), window.actions_by_name["redo"].text()


def dialog_again(window: MainWindow, press: Press) -> LabelsDialog:
    press("i", hold=CTRL)
    return window.findChildren(LabelsDialog)[-1]


def rename(qtbot: QtBot, dialog: LabelsDialog, name: str, chinese: str, english: str) -> None:
    choose(dialog, name)
    write(qtbot, dialog.chinese, chinese)
    write(qtbot, dialog.english, english)
    qtbot.keyClick(dialog.english, ENTER)


def labels_now(window: MainWindow) -> list[tuple[str, str, str]]:
    return [(label.chinese, label.key, label.colour) for label in window.session.scheme.live]


def struck(window: MainWindow) -> list[tuple[str, bool]]:
    """Return the steps of the history, and which of them are struck out."""
    model, font = window.parts.history.model, Qt.ItemDataRole.FontRole
    return [(model.index(row, 1).data(), model.index(row, 1).data(font) is not None) for row in range(model.rowCount())]


def test_undo_takes_back_the_latest_act_whether_it_decided_or_changed_a_label(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press(ENTER)
    dialog = dialog_again(window, press)
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press("i", "p")
    dialog = dialog_again(window, press)
    rename(qtbot, dialog, "政策举措", "工作举措", "Measure")
    leave(window, dialog, qtbot)
    all_done = labelled(window)
    assert all_done == [("638.5亿元", "Level"), ("5.4%", "Measure")]
    changed = "confirm 5.4%: Kind Growth → {}"
    steps = ["confirm 638.5亿元", "add label Policy", changed.format("Policy"), "rename label Policy to Measure"]
    seen = []
    for step in reversed(steps):
        assert undone_by_name(window)[0] == f"Undo: {step}"
        press("u")
        seen.append(([name for name, _, _ in labels_now(window)], labelled(window)))
    assert seen == [
        (["政策举措"], [("638.5亿元", "Level"), ("5.4%", "Policy")]),
        (["政策举措"], [("638.5亿元", "Level")]),
        ([], [("638.5亿元", "Level")]),
        ([], []),
    ]
    assert undone_by_name(window) == ("Undo", "Redo: confirm 638.5亿元")
    press("i")
    assert "no labels of your own yet" in window.parts.label_palette.hint()
    press(Qt.Key.Key_Escape)
    for step in steps:
        assert undone_by_name(window)[1] == f"Redo: {step}"
        press("y", hold=CTRL)
    assert labelled(window) == all_done
    assert undone_by_name(window) == ("Undo: rename label Policy to Measure", "Redo")
    press("z", hold=CTRL)
    assert labelled(window)[1] == ("5.4%", "Policy")
    press("z", hold=CTRL | SHIFT)
    assert labelled(window) == all_done
    assert window.focusWidget() is window.view


STEPS = [
    "add label Policy",
    "add label Slogan",
    "key Q for label Policy",
    "colour of label Policy: Plum",
    "merge label Policy into Slogan",
    "bring back label Policy",
    "retire label Policy",
    "confirm 638.5亿元",
]
AS_MADE = [("政策举措", "p", "red"), ("目标口号", "k", "amber")]


def take(window: MainWindow, dialog: LabelsDialog, press: Press, qtbot: QtBot) -> None:
    """Take the steps of `STEPS`, and give the keyboard back to the text."""
    make(qtbot, dialog, "政策举措", "Policy", "p")
    second = make(qtbot, dialog, "目标口号", "Slogan", "k")
    choose(dialog, "政策举措")
    write(qtbot, dialog.key, "q")
    qtbot.keyClick(dialog.key, ENTER)
    dialog.colour.setCurrentIndex(dialog.colour.findData("plum"))
    dialog.keep.click()
    dialog.into.setCurrentIndex(dialog.into.findData(second.id))
    dialog.merge.click()
    dialog.restore.click()
    dialog.retire.click()
    leave(window, dialog, qtbot)
    press(ENTER)


def test_what_was_done_to_labels_is_in_the_history_and_undone_from_there(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    take(window, dialog, press, qtbot)
    press("h", hold=CTRL)
    press(Qt.Key.Key_Escape)
    assert struck(window) == [(step, False) for step in STEPS]
    press("u", "u")
    assert labels_now(window) == [("政策举措", "q", "plum"), AS_MADE[1]]
    undos = [(f"undo: {STEPS[7]}", False), (f"undo: {STEPS[6]}", False)]
    assert struck(window)[-4:] == [(STEPS[6], True), (STEPS[7], True), *undos]
    window.parts.history.steps.selectRow(1)
    press("u", hold=CTRL | SHIFT)
    assert labels_now(window) == AS_MADE
    assert [said for said, gone in struck(window) if not gone][:2] == STEPS[:2]


def test_what_was_done_to_labels_is_undone_and_redone_after_a_restart(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot, open_window: OpenWindow
) -> None:
    take(window, dialog, press, qtbot)
    press(*"uuuuuu")
    store = window.session.store
    assert store is not None
    window.close()
    again = open_window(store.path)
    assert labels_now(again) == AS_MADE
    again.actions_by_name["toggle_history"].trigger()
    assert [said for said, gone in struck(again) if not gone][:2] == STEPS[:2]
    assert undone_by_name(again) == (f"Undo: {STEPS[1]}", f"Redo: {STEPS[2]}")
    for _ in STEPS[2:]:
        again.actions_by_name["redo"].trigger()
    assert labels_now(again) == AS_MADE[1:]
    assert labelled(again) == [("638.5亿元", "Level")]
    assert undone_by_name(again) == (f"Undo: {STEPS[7]}", "Redo")


def test_in_the_dialog_undo_is_the_window_s_once_the_line_has_nothing_typed(
    window: MainWindow, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    rename(qtbot, dialog, "政策举措", "工作举措", "Measure")
    assert [button.text() for button in dialog.findChildren(QToolButton)][:1] == [
        "Undo: rename label Policy to Measure"
    ]
    qtbot.keyClick(dialog.english, Qt.Key.Key_X)
    qtbot.keyClick(dialog.english, Qt.Key.Key_Z, CTRL)
    assert (dialog.english.text(), labels_now(window)[0][0]) == ("Measure", "工作举措")
    qtbot.keyClick(dialog.english, Qt.Key.Key_Z, CTRL)
    assert labels_now(window)[0][0] == "政策举措"
    assert (dialog.chinese.text(), dialog.english.text()) == ("政策举措", "Policy")
    qtbot.keyClick(dialog.english, Qt.Key.Key_Z, CTRL)
    assert listed(dialog) == []
    assert dialog.chinese.text() == ""
    for _ in range(2):
        qtbot.keyClick(dialog.chinese, Qt.Key.Key_Z, CTRL | SHIFT)
    assert listed(dialog) == [("P", "工作举措", "0", "")]


def test_a_label_taken_back_while_another_report_has_it_keeps_its_name_and_comes_back(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press("i", "p")
    first = window.session.report
    assert first is not None
    other = tmp_path / "另一份.txt"
    other.write_text("另一份报告\n\n新建公园8个。\n", encoding="utf-8")
    window.open_path(other)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=20_000)
    assert undone_by_name(window)[0] == "Undo: add label Policy"
    press("u")
    assert labels_now(window) == []
    again = dialog_again(window, press)
    assert listed(again) == [("P", "政策举措", "1", "undone")]
    leave(window, again, qtbot)
    window.workspace.open_report(first.digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert labelled(window) == [("638.5亿元", "Policy")]
    again = dialog_again(window, press)
    choose(again, "政策举措")
    again.restore.click()
    assert listed(again) == [("P", "政策举措", "1", "")]
    assert undone_by_name(window)[0] == "Undo: bring back label Policy"


def test_without_a_report_what_was_done_to_labels_is_undone_too(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    window.session.close_report()
    assert undone_by_name(window)[0] == "Undo: add label Policy"
    window.actions_by_name["undo"].trigger()
    assert labels_now(window) == []
    window.actions_by_name["redo"].trigger()
    assert labels_now(window) == [("政策举措", "p", "red")]


def test_each_annotator_takes_back_his_own_changes_of_labels(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    window.workspace.name_annotator("王强", another=True)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert undone_by_name(window) == ("Undo", "Redo")
    press("h", hold=CTRL)
    assert struck(window) == [("add label Policy", False)]
    assert window.parts.history.model.index(0, 2).data() == "Annotator"


def test_a_change_the_disk_refuses_changes_nothing(window: MainWindow, dialog: LabelsDialog, qtbot: QtBot) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    store = window.session.store
    assert store is not None
    away = store.path.with_name("away")
    store.path.rename(away)
    rename(qtbot, dialog, "政策举措", "工作举措", "Measure")
    assert "moved or deleted" in dialog.trouble()
    assert labels_now(window) == [("政策举措", "p", "red")]
    assert undone_by_name(window)[0] == "Undo: add label Policy"
    away.rename(store.path)
    qtbot.keyClick(dialog.english, ENTER)
    assert labels_now(window) == [("工作举措", "p", "red")]
    assert window.session.unwritten == []


def test_a_label_on_many_words_is_named_by_the_first_of_them(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    short = "新增国家级高新技术企业12家，改造老旧小…"
    select(window, "新增国家级高新技术企业12家，改造老旧小区25个。\n城镇化率达到67.8%，提高1.2")
    press("i")
    assert window.parts.label_palette.title() == f"Label {short}"
    press("p")
    assert undone_by_name(window)[0] == f"Undo: add {short}"
    # the form's own line is cut further where it is narrow; all of it is under the pointer and for a screen reader
    line = next(line for line in window.form.findChildren(SteadyLabel) if line.text() == short)
    assert line.toolTip() == short
    assert short in [label.accessibleName() or label.text() for label in line.findChildren(QLabel)]
    press("m")
    assert short in [label.text() for label in window.parts.note_bar.findChildren(QLabel)]


def test_a_label_made_from_the_open_palette_is_in_it(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("i")
    assert "Make one with “Labels…” or Ctrl+I." in window.parts.label_palette.hint()
    dialog = dialog_again(window, press)
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    assert window.parts.label_palette.rows.count() == 1
    window.parts.label_palette.rows.setFocus()
    press("p")
    assert labelled(window) == [("638.5亿元", "Policy")]


def test_the_buttons_of_undo_and_redo_are_there_when_there_is_something_to_take_back(
    window: MainWindow, press: Press
) -> None:
    buttons = {button.accessibleName().split(":")[0]: button for button in window.form.findChildren(QAbstractButton)}
    undo, redo = buttons["Undo"], buttons["Redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    press(ENTER)
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    assert undo.toolTip() == "Undo: confirm 638.5亿元"
    undo.click()
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    assert redo.toolTip() == "Redo: confirm 638.5亿元"
