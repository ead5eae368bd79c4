"""What opens beside the text leaves the text 18 characters and the form all of its width; something else gives way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from gui.pane_widths import LEAST_CHARACTERS
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


def has_room(window: MainWindow) -> bool:
    """Tell whether the text has its least width, and nothing of the form is cut."""
    wide = QFontMetricsF(window.view.document().defaultFont()).horizontalAdvance("国")
    is_whole = window.form.width() >= window.form.least_width()
    return window.view.viewport().width() >= LEAST_CHARACTERS * wide and is_whole


def open_history(window: MainWindow, press: Press) -> None:
    press("h", hold=CTRL, widget=window.view)


def open_guideline(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_F2, widget=window.view)


@pytest.mark.parametrize("first", ["history", "guideline"])
def test_the_pane_opened_later_puts_the_other_away_where_both_do_not_fit(
    window: MainWindow, press: Press, qtbot: QtBot, first: str
) -> None:
    window.resize(1024, 700)
    ways = {"history": open_history, "guideline": open_guideline}
    second = "guideline" if first == "history" else "history"
    panes = {"history": window.parts.history, "guideline": window.parts.guideline}
    ways[first](window, press)
    qtbot.waitUntil(lambda: has_room(window))
    assert panes[first].isVisible()
    ways[second](window, press)
    qtbot.waitUntil(lambda: has_room(window) and not panes[first].isVisible())
    assert panes[second].isVisible()
    assert (window.width(), window.height()) == (1024, 700)


def test_the_list_of_reports_is_folded_where_both_fit_without_it(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    width = window.reports.width()
    open_history(window, press)
    open_guideline(window, press)
    qtbot.waitUntil(lambda: window._panes.sizes()[0] == 0 and has_room(window))
    assert window.parts.history.isVisible()
    assert window.parts.guideline.isVisible()
    press(Qt.Key.Key_F2)
    open_history(window, press)
    qtbot.waitUntil(lambda: window.reports.width() == width)
    assert has_room(window)


def test_going_to_the_folded_list_of_reports_brings_it_back(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    open_history(window, press)
    open_guideline(window, press)
    qtbot.waitUntil(lambda: window._panes.sizes()[0] == 0)
    press("l", hold=CTRL)
    qtbot.waitUntil(lambda: window._panes.sizes()[0] > 0)
    assert window.focusWidget() is window.reports.line
    assert not window.parts.history.isVisible()
    assert not window.parts.guideline.isVisible()


def test_both_stay_where_the_window_is_wide(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.resize(1800, 900)
    open_history(window, press)
    open_guideline(window, press)
    qtbot.waitUntil(lambda: window.parts.guideline.isVisible() and has_room(window))
    assert window.parts.history.isVisible()
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: has_room(window) and not window.parts.history.isVisible())


def test_a_list_of_reports_that_was_folded_is_there_at_the_next_start(
    window: MainWindow, press: Press, qtbot: QtBot, open_window: OpenWindow
) -> None:
    open_history(window, press)
    open_guideline(window, press)
    qtbot.waitUntil(lambda: window._panes.sizes()[0] == 0)
    assert window.session.store is not None
    path = window.session.store.path
    window.close()
    assert open_window(path)._panes.sizes()[0] > 0
