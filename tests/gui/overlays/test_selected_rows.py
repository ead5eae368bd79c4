"""With several rows of the table selected, the keys of one figure list them all, and Enter does it as one step."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.table.table_model import SURFACE
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows

Press = Callable[..., None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chosen(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Select the second to fourth row by Shift and arrows."""
    table = window.table.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert len(table.selectionModel().selectedRows()) == 3
    return window


def states(window: MainWindow) -> list[str]:
    return [shown.state for shown in window.session.review.figures]


@pytest.mark.parametrize(
    ("key", "hold", "state", "title"),
    [("x", None, "rejected", "Reject"), ("q", SHIFT, "rejected", "qualifier"), ("\r", None, "confirmed", "Confirm")],
)
def test_all_rows_are_decided_in_one_step_and_undone_by_one_key(
    chosen: MainWindow, press: Press, key: str, hold: Qt.KeyboardModifier | None, state: str, title: str
) -> None:
    press(key, hold=hold)
    assert rows(chosen) == []
    assert title in chosen.parts.figure_list.title()
    assert "3 of 3" in chosen.parts.figure_list.title()
    press(Qt.Key.Key_Return)
    log = rows(chosen)
    assert (len(log), len({row.step for row in log})) == (3, 1)
    assert states(chosen)[:5] == ["undecided", *[state] * 3, "undecided"]
    assert "3 decided" in chosen.notice.text()
    press("u")
    assert set(states(chosen)) == {"undecided"}


def test_rows_are_flagged_together_and_the_flags_come_off_together(chosen: MainWindow, press: Press) -> None:
    figures = chosen.session.review.figures
    targets = [shown.target for shown in figures[1:4]]
    press("f", Qt.Key.Key_Return)
    assert [shown.target for shown in chosen.session.review.figures if shown.remark.flagged] == targets
    assert len({row.step for row in rows(chosen)}) == 1
    chosen.table.table.setFocus()
    chosen.table.select(targets)
    press("f", Qt.Key.Key_Return)
    assert not any(shown.remark.flagged for shown in chosen.session.review.figures)


def test_rows_that_are_rejected_already_are_left_as_they_are(chosen: MainWindow, press: Press) -> None:
    targets = chosen.table.selected_targets()
    press("x", Qt.Key.Key_Return)
    chosen.table.table.setFocus()
    chosen.table.select(targets)
    press("x")
    assert chosen.notice.isVisible()
    assert not chosen.parts.figure_list.isVisible()
    assert len(rows(chosen)) == 3


def test_one_row_is_decided_at_once(window: MainWindow, press: Press) -> None:
    window.table.table.setFocus()
    press("x")
    assert [row.verdict for row in rows(window)] == ["reject"]
    assert not window.parts.figure_list.isVisible()


def test_the_right_button_has_the_same_menu_for_the_rows_selected(chosen: MainWindow, qtbot: QtBot) -> None:
    table = chosen.table.table
    place = table.visualRect(chosen.table.model.index(2, SURFACE)).center()
    texts: list[str] = []

    where = table.viewport().mapToGlobal(QPoint(place))
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, where))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts.extend(action.text() for action in menu.actions())
    (reject,) = [action for action in menu.actions() if action.data() == "reject"]
    menu.setActiveAction(reject)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert {"Reject: not a figure\tX", "Undo\tU"} <= set(texts)
    assert "3 of 3" in chosen.parts.figure_list.title()
