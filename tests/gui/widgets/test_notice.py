"""The notice lies over the text and moves nothing; it passes after a while, or goes with what it was about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.widgets import notice
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow

Press = Callable[..., None]
ENTER = Qt.Key.Key_Return
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALL = 20_000


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "两份.biaoshu"
    with Store.open(path) as store:
        for name in ("云汀区", "临湖区"):
            store.add_report(Report(name, REPORT.replace("云汀区", name)))
    return open_window(path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what passes pass in 300 ms."""
    monkeypatch.setattr(notice, "LEAST_MS", 300)
    monkeypatch.setattr(notice, "CHARACTER_MS", 0)
    monkeypatch.setattr(notice, "OFFER_MS", 0)


def places(window: MainWindow) -> list[QRect]:
    """Return where everything around the text stands, and where the text is scrolled to."""
    panes = (window.view, window.view.viewport(), window.heading, window.form, window.table, window.reports)
    scrolled = window.view.verticalScrollBar().value()
    return [*(QRect(pane.mapTo(window, QPoint(0, 0)), pane.size()) for pane in panes), QRect(0, scrolled, 1, 1)]


def decide_all(window: MainWindow, press: Press) -> None:
    """Confirm the sentence of the figure under decision as one step."""
    press(ENTER, hold=SHIFT)
    press(ENTER)
    QApplication.processEvents()


def button(window: MainWindow, words: str) -> QPushButton:
    (one,) = [one for one in window.notice.findChildren(QPushButton) if one.isVisible() and one.text() == words]
    return one


def inside(window: MainWindow) -> bool:
    text = QRect(window.view.mapTo(window, QPoint(0, 0)), window.view.size())
    return text.contains(window.notice.geometry())


def test_it_lies_over_the_foot_of_the_text_and_moves_nothing(window: MainWindow, press: Press) -> None:
    before = places(window)
    press("/")
    QApplication.processEvents()
    assert "not a number on each side" in window.notice.text()
    assert window.notice.isVisible()
    assert places(window) == before
    assert inside(window)
    assert window.notice.geometry().center().y() > window.view.mapTo(window, window.view.rect().center()).y()
    window.resize(1024, 700)
    QApplication.processEvents()
    assert inside(window)


def test_it_never_lies_over_the_figure_under_decision(window: MainWindow, press: Press) -> None:
    window.notice.dismiss()
    box = window.view.box_of_current()
    assert box is not None
    # the figure is where the foot is
    window.resize(1280, 420)
    QApplication.processEvents()
    press("/")
    box = window.view.box_of_current()
    assert box is not None
    figure = QRect(window.view.viewport().mapTo(window, box.topLeft()), box.size())
    assert not window.notice.geometry().intersects(figure)


@pytest.mark.usefixtures("quick")
def test_it_passes_after_a_while_but_not_under_the_pointer(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press("/")
    assert window.notice.isVisible()
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=3_000)
    press("/")
    qtbot.mouseMove(window.notice, window.notice.rect().center() - QPoint(40, 0))
    qtbot.wait(700)
    assert window.notice.isVisible()
    qtbot.mouseMove(window.view.viewport(), QPoint(20, 5))
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=3_000)


@pytest.mark.usefixtures("quick")
def test_trouble_stays_until_it_is_dismissed_and_comes_back_from_under_what_passes(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    window.workspace.open_paths([tmp_path / "nowhere.txt"])
    qtbot.waitUntil(lambda: "nowhere.txt" in window.notice.text(), timeout=ALL)
    trouble = window.notice.text()
    qtbot.wait(700)
    press("j", "k")
    assert window.notice.text() == trouble
    press("/")
    assert window.notice.text() != trouble
    qtbot.waitUntil(lambda: window.notice.text() == trouble, timeout=3_000)
    (close,) = window.notice.findChildren(QToolButton)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_a_lesson_waits_until_no_trouble_is_left(window: MainWindow, qtbot: QtBot) -> None:
    window.notice.say("trouble")
    window.notice.say("lesson", "lesson")
    assert window.notice.text() == "trouble"
    (close,) = window.notice.findChildren(QToolButton)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.notice.text() == "lesson"
    window.notice.take_back_lesson()
    assert not window.notice.isVisible()


def test_what_an_act_did_is_taken_back_by_its_button(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    decide_all(window, press)
    assert "decided in one step" in window.notice.text()
    decided = window.session.progress.decided
    assert decided > 1
    qtbot.mouseClick(button(window, "Undo"), Qt.MouseButton.LeftButton)
    assert window.session.progress.decided == 0
    assert window.notice.text() == ""
    assert window.session.store is not None
    assert window.session.report is not None
    rows = window.session.store.acts(window.session.report.digest, window.session.annotator)
    assert [row.verdict for row in rows] == ["confirm"] * decided + ["undo"]


def test_what_was_said_of_an_act_goes_with_the_next(window: MainWindow, press: Press) -> None:
    decide_all(window, press)
    press(ENTER)
    assert window.notice.text() == ""


def test_what_was_said_of_a_report_goes_with_it(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    decide_all(window, press)
    assert window.notice.text()
    press(Qt.Key.Key_PageDown, hold=CTRL)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    assert window.notice.text() == ""


def test_a_report_put_away_comes_back_by_the_button(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    first = window.session.report
    press(Qt.Key.Key_Delete, hold=CTRL)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=ALL)
    assert "removed" in window.notice.text()
    qtbot.mouseClick(button(window, window.actions_by_name["bring_back"].text()), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not None, timeout=ALL)
    assert first is not None
    assert window.session.report is not None
    assert window.session.report.digest == first.digest


def test_on_the_home_page_it_lies_over_the_home_page(window: MainWindow, press: Press) -> None:
    press("h")
    assert window.shows_home
    window.notice.say("something", "news")
    home = window.parts.home_page
    assert QRect(home.mapTo(window, QPoint(0, 0)), home.size()).contains(window.notice.geometry())
    assert window.notice.isVisible()


def test_a_screen_reader_is_told(window: MainWindow, press: Press) -> None:
    press("/")
    face = QAccessible.queryAccessibleInterface(window.notice)
    assert face.text(QAccessible.Text.Name) == window.notice.text()
