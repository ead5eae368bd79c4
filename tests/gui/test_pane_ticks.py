"""Panes are hidden and shown by ticks of the View menu and by the palette, and are so again at the next start."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.commands.command_table import PANES
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]
LEFT, CTRL, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def pane(window: MainWindow, name: str) -> QWidget:
    fixed = {
        "reports": window.reports.reports,
        "outline": window.reports.headings,
        "form": window.form,
        "table": window.table,
    }
    return fixed[name] if name in fixed else getattr(window.parts, name)


def panes_menu(window: MainWindow) -> QMenu:
    """Return the submenu of the View menu that has the panes."""
    action = window.actions_by_name["toggle_pane:form"]
    (menu,) = [one for one in action.associatedObjects() if isinstance(one, QMenu)]
    return menu


def click(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Open the View menu and its submenu with the mouse, and click a pane there."""
    bar, menu = window.menuBar(), panes_menu(window)
    view = next(one for one in bar.actions() if menu.menuAction() in one.menu().actions())  # type: ignore[attr-defined]
    qtbot.mouseClick(bar, LEFT, pos=bar.actionGeometry(view).center())
    above = view.menu()
    assert isinstance(above, QMenu)
    qtbot.waitUntil(above.isVisible)
    qtbot.mouseClick(above, LEFT, pos=above.actionGeometry(menu.menuAction()).center())
    qtbot.waitUntil(menu.isVisible)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(window.actions_by_name[f"toggle_pane:{name}"]).center())
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def is_ticked(window: MainWindow, name: str) -> bool:
    return window.actions_by_name[f"toggle_pane:{name}"].isChecked()


def ticks(window: MainWindow) -> set[str]:
    return {name for name in PANES if is_ticked(window, name)}


AT_FIRST = {"reports", "outline", "form", "table"}


def test_ticked_is_what_is_there(window: MainWindow) -> None:
    assert ticks(window) == AT_FIRST
    entries = [action.text() for action in panes_menu(window).actions()]
    assert entries[:4] == ["List of reports", "Outline", "Form", "Table"]
    assert len(entries) == len(PANES)


@pytest.mark.parametrize("name", sorted(AT_FIRST))
def test_a_pane_is_hidden_and_comes_back_as_large_as_it_was(window: MainWindow, qtbot: QtBot, name: str) -> None:
    one = pane(window, name)
    size = one.size()
    one.setFocus()
    click(window, qtbot, name)
    assert not one.isVisible()
    assert ticks(window) == AT_FIRST - {name}
    assert window.focusWidget() is not None
    assert window.focusWidget().isVisible()
    click(window, qtbot, name)
    assert one.isVisible()
    assert one.size() == size
    assert ticks(window) == AT_FIRST


@pytest.mark.parametrize("name", ["history", "guideline", "reasons", "learnt"])
def test_a_pane_beside_the_text_is_ticked_while_it_is_open(window: MainWindow, qtbot: QtBot, name: str) -> None:
    click(window, qtbot, name)
    assert pane(window, name).isVisible()
    assert is_ticked(window, name)
    # the keyboard is elsewhere, and the click hides it all the same
    window.view.setFocus()
    click(window, qtbot, name)
    assert not pane(window, name).isVisible()
    assert not is_ticked(window, name)
    assert window.view.hasFocus()


def test_the_key_and_the_button_of_a_pane_tick_it(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("w")
    assert is_ticked(window, "reasons")
    (close,) = window.parts.reasons.findChildren(QToolButton)
    qtbot.mouseClick(close, LEFT)
    assert not is_ticked(window, "reasons")


def test_the_palette_hides_and_shows_a_pane(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    for is_shown in (False, True):
        press("p", hold=CTRL | SHIFT)
        qtbot.keyClicks(window.focusWidget(), "pane table")
        press(Qt.Key.Key_Return)
        assert window.table.isVisible() is is_shown
        assert is_ticked(window, "table") is is_shown


def test_list_and_outline_together_leave_the_text_all_the_width(window: MainWindow, qtbot: QtBot) -> None:
    width = window._whole.width()
    click(window, qtbot, "outline")
    click(window, qtbot, "reports")
    assert not window.reports.isVisible()
    qtbot.waitUntil(lambda: window._whole.width() > width + 150)
    click(window, qtbot, "outline")
    assert window.reports.headings.isVisible()
    assert not window.reports.reports.isVisible()
    click(window, qtbot, "reports")
    qtbot.waitUntil(lambda: abs(window._whole.width() - width) < 3)


def test_a_pane_that_was_dragged_shut_is_opened_by_its_tick(window: MainWindow, qtbot: QtBot) -> None:
    handle = window._panes.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=middle)
    qtbot.mouseMove(handle, middle - QPoint(400, 0))
    qtbot.mouseRelease(handle, LEFT, pos=middle - QPoint(400, 0))
    qtbot.waitUntil(lambda: window._panes.sizes()[0] == 0)
    assert ticks(window) == {"form", "table"}
    click(window, qtbot, "reports")
    assert window._panes.sizes()[0] > 150
    assert ticks(window) == AT_FIRST


@pytest.mark.parametrize(
    ("name", "key", "hold"),
    [("form", "e", None), ("reports", "l", CTRL), ("reports", "l", CTRL | SHIFT), ("table", "f", CTRL | SHIFT)],
)
def test_a_key_that_acts_in_a_hidden_pane_shows_it(
    window: MainWindow, press: Press, qtbot: QtBot, name: str, key: str, hold: Qt.KeyboardModifier | None
) -> None:
    click(window, qtbot, name)
    window.view.setFocus()
    press(key, hold=hold)
    assert pane(window, name).isVisible()
    assert is_ticked(window, name)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_what_is_typed_in_the_form_is_stored_before_it_is_hidden(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("e")
    qtbot.keyClicks(window.focusWidget(), "gdp of all")
    click(window, qtbot, "form")
    assert not window.form.isVisible()
    assert window.session.review.figures[0].figure.indicator == "gdp of all"


def test_what_cannot_be_read_keeps_the_form_and_its_tick(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    window.form.fields["value"].setFocus()
    window.form.fields["value"].selectAll()
    qtbot.keyClicks(window.form.fields["value"], "none")
    click(window, qtbot, "form")
    assert window.form.isVisible()
    assert is_ticked(window, "form")


def test_the_next_start_has_them_as_they_were(
    window: MainWindow, open_window: OpenWindow, report_file: Path, qtbot: QtBot, press: Press
) -> None:
    height, width = window.table.height(), window.reports.width()
    for name in ("table", "reports", "outline", "reasons"):
        click(window, qtbot, name)
    window.close()
    again = open_window(report_file)
    assert not again.table.isVisible()
    assert not again.reports.isVisible()
    assert again.parts.reasons.isVisible()
    assert ticks(again) == {"form", "reasons"}
    assert again.view.hasFocus(), "what opens by itself takes no keyboard"
    click(again, qtbot, "reasons")
    for name in ("table", "reports", "outline"):
        click(again, qtbot, name)
    assert abs(again.table.height() - height) < 3
    assert abs(again.reports.width() - width) < 3
    again.close()
    assert ticks(open_window(report_file)) == AT_FIRST


def test_they_stay_so_in_another_language(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "table")
    click(window, qtbot, "guideline")
    window.settings.prefer("language", "zh")
    qtbot.waitUntil(lambda: panes_menu(window).title() == "窗格", timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert ticks(window) == {"reports", "outline", "form", "guideline"}
    assert not window.table.isVisible()
    window.settings.prefer("language", "en")
    qtbot.waitUntil(lambda: panes_menu(window).title() == "Panes", timeout=10_000)


def test_the_splitters_are_those_of_the_window(window: MainWindow) -> None:
    """A hidden pane leaves no handle that would be dragged to nothing."""
    window.panes.toggle("table")
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert not [
        splitter
        for splitter in window.findChildren(QSplitter)
        for place in range(splitter.count())
        if splitter.widget(place).isHidden() and splitter.handle(place).isVisible()
    ]
