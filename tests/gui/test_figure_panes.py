"""Form and table are shown where there is something in them, and opening a report again goes on where work is left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]
FULL = "云汀区2026年政府工作报告\n\n2025年，新建公园8个、图书馆3座，改造小区12个。\n"
NONE = "临湖区2026年政府工作报告\n\n过去一年，全区上下齐心协力，各项事业稳步向前。\n"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "两份.biaoshu"
    with Store.open(path) as store:
        store.add_report(Report("云汀区", FULL))
        store.add_report(Report("临湖区", NONE))
    return open_window(path)


def panes(window: MainWindow) -> tuple[bool, bool]:
    return window.form.isVisible(), window.table.isVisible()


def open_again(window: MainWindow, qtbot: QtBot, name: str) -> None:
    digest = next(one.digest for one in window.session.reports if one.title.startswith(name))
    window.workspace.open_report(digest)
    qtbot.waitUntil(lambda: window.session.report is not None and window.session.report.digest == digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)


def test_without_a_report_there_is_neither(qtbot: QtBot, qapp: object) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert panes(window) == (False, False)
    window.close()


def test_a_report_without_figures_shows_neither_until_one_is_added(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    assert panes(window) == (True, True)
    widths = window.form.width(), window.table.height()
    open_again(window, qtbot, "临湖区")
    assert not window.session.review.figures
    assert panes(window) == (False, False)
    press(Qt.Key.Key_F6)
    assert window.focusWidget() is not None
    assert window.focusWidget().isVisible()
    open_again(window, qtbot, "云汀区")
    assert panes(window) == (True, True)
    assert (window.form.width(), window.table.height()) == widths


def test_a_report_is_opened_again_at_the_next_undecided_figure(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    figures = window.session.review.figures
    press(Qt.Key.Key_Return, "k")
    assert window.session.current is figures[0]
    open_again(window, qtbot, "临湖区")
    open_again(window, qtbot, "云汀区")
    assert window.session.current is window.session.review.figures[1], "the one it was left at is decided"
    press("j")
    open_again(window, qtbot, "临湖区")
    open_again(window, qtbot, "云汀区")
    assert window.session.current is window.session.review.figures[2], "where one was, it is undecided"
    decided = window.session.review.figures[0].target
    digest = window.session.report.digest if window.session.report is not None else ""
    open_again(window, qtbot, "临湖区")
    window.workspace.open_at(digest, decided)
    qtbot.waitUntil(lambda: window.session.ready and window.session.current is not None, timeout=20_000)
    assert window.session.current is not None
    assert window.session.current.target == decided, "that one was asked for"
