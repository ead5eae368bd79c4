"""The last figure decided: the notice leads on to done, to the next report, to the export, and goes with its cause."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]
TEXT = "云汀区2026年政府工作报告\n\n2025年，新建公园8个、图书馆3座。\n"
ALL = 20_000


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "两份.biaoshu"
    with Store.open(path) as store:
        for name in ("云汀区", "临湖区"):
            store.add_report(Report(name, TEXT.replace("云汀区", name)))
    return open_window(path)


def offers(window: MainWindow) -> dict[str, QPushButton]:
    return {one.text(): one for one in window.notice.findChildren(QPushButton) if one.isVisible()}


def test_the_way_on_from_the_last_figure(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    assert window.notice.text() == ""
    press(Qt.Key.Key_Return)
    assert window.notice.text() == "All 2 figures of this report are decided."
    assert list(offers(window)) == ["Mark the report as done", "Next unfinished report"]
    qtbot.mouseClick(offers(window)["Mark the report as done"], Qt.MouseButton.LeftButton)
    assert window.session.is_done
    assert window.notice.text() == "The report is done."
    assert list(offers(window)) == ["Next unfinished report", "Export figures…"]
    qtbot.mouseClick(offers(window)["Next unfinished report"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    assert window.session.report is not None
    assert window.session.report.name == "临湖区"
    assert window.notice.text() == ""
    press(Qt.Key.Key_X, Qt.Key.Key_X)
    press("d", hold=Qt.KeyboardModifier.ControlModifier)
    assert window.notice.text() == "The report is done, and so are all others in the list."
    assert list(offers(window)) == ["Export figures…"]


def test_what_was_said_goes_when_it_is_true_no_more(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "decided" in window.notice.text()
    press("u")
    assert window.notice.text() == "", "a decision was taken back"
    press(Qt.Key.Key_Return)
    assert "decided" in window.notice.text()
    press(Qt.Key.Key_PageDown, hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    assert window.notice.text() == "", "another report is open"


def test_a_report_that_was_decided_before_says_nothing(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    press(Qt.Key.Key_PageDown, hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    press(Qt.Key.Key_PageUp, hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    assert window.notice.text() == ""
    assert window.session.progress.left.total() == 0
