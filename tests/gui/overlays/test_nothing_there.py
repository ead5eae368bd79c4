"""A key that finds nothing says so, and what is gone from the desk leaves nothing behind."""

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gui.commands import native
from gui.window import MainWindow

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "said"),
    [("g", "No figure of this report is flagged."), ("a", "No undecided figure is similar")],
)
def test_a_key_that_finds_nothing_says_so(window: MainWindow, press: Press, key: str, said: str) -> None:
    before = window.session.current
    press(key)
    assert window.notice.isVisible()
    assert said in window.notice.text()
    assert window.session.current is before


def test_no_numeral_left_is_said(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.unread_numerals.label.text() != "")
    assert window.unread_numerals.remaining() == []
    press("l")
    assert "no unrecognised numbers" in window.notice.text()


def test_the_row_of_joined_figures_stays_chosen(window: MainWindow, press: Press) -> None:
    press("&")
    shown = window.session.current
    assert shown is not None
    rows = {index.row() for index in window.table.table.selectionModel().selectedIndexes()}
    assert rows == {window.table.model.row_of(shown.target)}


def test_a_removed_report_leaves_no_kind_chosen_and_comes_back_with_a_word(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    assert any(button.isChecked() for button in window.form.choice_buttons.kinds.values())
    press(Qt.Key.Key_Delete, hold=CTRL)
    form = window.form
    groups = (form.choice_buttons.kinds, form.choice_buttons.bounds, form.choice_buttons.statuses)
    assert [button.text() for group in groups for button in group.values() if button.isChecked()] == []
    assert not form.choice_buttons.label.isChecked()
    press(Qt.Key.Key_Delete, hold=CTRL | SHIFT)
    assert "is back in the list" in window.notice.text()
    qtbot.waitUntil(lambda: any(button.isChecked() for button in form.choice_buttons.kinds.values()), timeout=20_000)


def test_words_that_no_figure_holds_are_said_with_the_way_back(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, hold=CTRL)
    qtbot.keyClicks(window.parts.find_bar.line, "zz")
    qtbot.waitUntil(lambda: "leave the find bar with Esc" in window.table.table.hint)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.table.model.rowCount() > 0)


def test_the_two_enter_keys_are_written_once(window: MainWindow) -> None:
    assert native(["Return", "Space", "Enter"]) == ["Enter", "Space"]
    assert native(["Shift+Return", "Shift+Enter"]) == ["Shift+Enter"]


OVER = (
    "find_words", "list_undecided", "write_note", "toggle_guideline", "list_labels", "list_pairs", "settle_disputes",
    "toggle_history", "list_alike",
)  # fmt: skip


def test_keys_without_a_store_say_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.close_store()
    QApplication.processEvents()
    for name in (
        *OVER,
        "show_agreement",
        "manage_labels",
        "check_store",
        "paste_report",
        "undo_back",
        "choose_older",
    ):
        begun = monotonic()
        window.actions_by_name[name].trigger()
        QApplication.processEvents()
        assert monotonic() - begun < 2, name
        assert not [one for one in window.findChildren(QDialog) if one.isVisible()], name
    assert window.session.store is None
