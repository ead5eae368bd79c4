"""Keys are given, taken and given back by keys alone, and whatever shows keys follows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from core.model.errors import StoreError
from gui.background.messages import sentence
from gui.commands import COMMANDS, choose_keys, keys_of, shown_keys
from gui.commands.keymap import portable, with_keys_in_force
from gui.dialogs.key_sheet import rows
from gui.preferences.keys_page import KeyButton, KeysPage
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.preferences.test_preferences import back_to, shown_dialog

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def delivered_keys() -> Iterator[None]:
    """Leave the keys as they are delivered."""
    yield
    choose_keys({})


@pytest.fixture
def page(window: MainWindow, press: Press) -> KeysPage:
    """Open the page of keys."""
    press(Qt.Key.Key_Comma, hold=CTRL)
    dialog = shown_dialog(window)
    dialog.pages.setCurrentWidget(dialog.keys)
    return dialog.keys


def choose(page: KeysPage, name: str) -> None:
    """Go to a command's row as the arrows would."""
    for row in range(page.commands.topLevelItemCount()):
        item = page.commands.topLevelItem(row)
        assert item is not None
        if item.data(0, Qt.ItemDataRole.UserRole).name == name:
            page.commands.setCurrentItem(item)
            return
    raise LookupError(name)


def give(qtbot: QtBot, button: KeyButton, key: Qt.Key | str, hold: Qt.KeyboardModifier | None = None) -> None:
    """Push a button by Space and press the key it waits for."""
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()
    qtbot.keyClick(button, key, hold or Qt.KeyboardModifier.NoModifier)
    assert not button.isChecked()


def test_no_two_commands_are_delivered_with_one_key() -> None:
    keys = [portable(key) for command in COMMANDS for key in command.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_another_key_is_a_key_beside_the_first(window: MainWindow, page: KeysPage, press: Press, qtbot: QtBot) -> None:
    choose(page, "reject")
    give(qtbot, page.add, Qt.Key.Key_Delete)
    assert Settings().keys() == {"reject": ["X", "Del"]}
    back_to(window, qtbot)
    press(Qt.Key.Key_Delete, "x", widget=window.view)
    assert [shown.state for shown in window.session.review.figures[:3]] == ["rejected", "rejected", "undecided"]


def test_whatever_shows_keys_follows(window: MainWindow, page: KeysPage, press: Press, qtbot: QtBot) -> None:
    choose(page, "reject")
    give(qtbot, page.replace, Qt.Key.Key_F9)
    choose(page, "set_kind:growth")
    give(qtbot, page.replace, "z", SHIFT)
    shown = QKeySequence("F9").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown in window.actions_by_name["reject"].toolTip()
    buttons = {button.text(): button for button in window.form.findChildren(QWidget) if hasattr(button, "text")}
    assert "Reject F9" in buttons
    assert window.form.choice_buttons.kinds["growth"].text() == "Shift+Z  Growth"
    assert "Shift+Z" in window.form.choice_buttons.kinds["growth"].toolTip()
    assert ("F9", "Reject: not a figure") in rows()
    back_to(window, qtbot)
    press(Qt.Key.Key_F1, widget=window.view)
    (sheet,) = window.findChildren(QDialog, "keys")
    tree = sheet.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    assert tree.findItems("F9", Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly, 1)
    sheet.close()
    back_to(window, qtbot)
    press("x", widget=window.view)
    assert window.session.review.figures[0].state == "undecided"
    press(Qt.Key.Key_F9, widget=window.view)
    assert window.session.review.figures[0].state == "rejected"


def test_a_key_of_another_command_is_shown_and_taken_only_when_told(
    window: MainWindow, page: KeysPage, press: Press, qtbot: QtBot
) -> None:
    choose(page, "toggle_flag")
    give(qtbot, page.add, "x")
    assert page.note.text() == "X is already the key of “Reject: not a figure”."
    assert not Settings().keys()
    assert page.take.hasFocus()
    qtbot.keyClick(page.take, Qt.Key.Key_Return)
    assert Settings().keys() == {"toggle_flag": ["F", "X"], "reject": []}
    back_to(window, qtbot)
    press("x", widget=window.view)
    shown = window.session.review.figures[0]
    assert shown.state == "undecided"
    assert shown.remark.flagged


def test_escape_thinks_better_of_it_and_another_row_drops_the_question(page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "toggle_flag")
    give(qtbot, page.add, Qt.Key.Key_Escape)
    give(qtbot, page.add, "x")
    choose(page, "undo")
    assert not page.take.isEnabled()
    assert page.note.text() == ""
    assert not Settings().keys()
    assert page.isVisible()


def test_one_and_all_are_given_back(page: KeysPage, qtbot: QtBot) -> None:
    for name, key in (("undo", Qt.Key.Key_F11), ("redo", Qt.Key.Key_F12)):
        choose(page, name)
        give(qtbot, page.replace, key)
    choose(page, "join")
    page.none.setFocus()
    qtbot.keyClick(page.none, Qt.Key.Key_Space)
    assert Settings().keys() == {"undo": ["F11"], "redo": ["F12"], "join": []}
    choose(page, "undo")
    qtbot.keyClick(page.reset, Qt.Key.Key_Space)
    assert Settings().keys() == {"redo": ["F12"], "join": []}
    page.reset_all.setFocus()
    qtbot.keyClick(page.reset_all, Qt.Key.Key_Return)
    assert Settings().keys() == {}
    assert all(keys_of(command) == command.keys for command in COMMANDS)


def test_tab_and_a_sign_with_shift_can_be_keys(page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "join")
    give(qtbot, page.replace, Qt.Key.Key_Tab)
    assert "“Next figure”" in page.note.text()
    give(qtbot, page.replace, Qt.Key.Key_Exclam, SHIFT)
    assert Settings().keys() == {"join": ["!"]}


def test_the_line_finds_a_command_by_its_words_or_its_key(page: KeysPage, qtbot: QtBot) -> None:
    def found() -> list[str]:
        items = [page.commands.topLevelItem(row) for row in range(page.commands.topLevelItemCount())]
        return [item.text(0) for item in items if item is not None and not item.isHidden()]

    assert len(found()) == len(COMMANDS)
    qtbot.keyClicks(page.line, "join")
    assert found() == ["Decide: Join with the next figure"]
    page.line.clear()
    qtbot.keyClicks(page.line, "F2")
    assert "Help: Guideline" in found()


def test_what_is_done_with_keys_is_done_to_a_row_that_is_shown(page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "undo")
    qtbot.keyClicks(page.line, "join")
    current = page.commands.currentItem()
    assert current is not None
    assert current.text(0) == "Decide: Join with the next figure"
    give(qtbot, page.replace, "y", CTRL | Qt.KeyboardModifier.AltModifier)
    assert Settings().keys() == {"join": ["Ctrl+Alt+Y"]}
    page.line.setText("no command is called so")
    assert not any(button.isEnabled() for button in (page.add, page.replace, page.none, page.reset))
    page.line.clear()
    assert page.none.isEnabled()


def test_chosen_keys_are_there_again_and_two_never_share_one(
    qapp: object, open_window: OpenWindow, report_file: Path, qtbot: QtBot
) -> None:
    from gui import app as application

    application.make_application()
    Settings().keep_keys({"reject": ("Return",), "split": ("Return", "!")})
    window = open_window(report_file)
    assert {
        command.name: keys_of(command) for command in COMMANDS if command.name in ("confirm", "reject", "split")
    } == {
        "confirm": ("Space", "Enter"),
        "reject": ("Return",),
        "split": ("!",),
    }
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    assert window.session.review.figures[0].state == "rejected"


def test_sentences_name_the_keys_of_now() -> None:
    said = "Open one with Ctrl+O first."
    choose_keys({"open_files": ["F7"]})
    assert with_keys_in_force(said) == "Open one with F7 first."
    assert with_keys_in_force("Ctrl+Shift+O") == "Ctrl+Shift+O"
    choose_keys({"undo": ["X"], "reject": ["U"], "confirm": ["F9"], "list_alike": ["Z"]})
    taught = "A key: Enter confirms it, X rejects it, U takes that back. 按X否决。"
    assert with_keys_in_force(taught) == "A key: F9 confirms it, U rejects it, X takes that back. 按U否决。"
    choose_keys({"open_files": ["F7"]})
    error = StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
    assert "Ctrl+N" in sentence(error)
    choose_keys({"new_store": ["F7"]})
    assert "with F7." in sentence(error)
    gone = StoreError(
        "The store {path}, which was open last, is no longer there. A new one is open; open yours with Ctrl+O.",
        path="Ctrl+N.biaoshu",
    )
    assert "Ctrl+N.biaoshu" in sentence(gone)
    choose_keys({})
    assert with_keys_in_force(said) == said
    assert "Ctrl+O" in shown_keys(next(command for command in COMMANDS if command.name == "open_files"))
