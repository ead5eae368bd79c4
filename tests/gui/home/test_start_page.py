"""A newcomer is led by Enter alone to the first confirmed figure; nowhere is a pane empty without saying what to do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui import app as application
from gui.preferences.settings import Settings
from gui.window import MainWindow

ALL = 20_000


@pytest.fixture
def first_run(qtbot: QtBot) -> Iterator[MainWindow]:
    """Open the window as on a first start: no settings, no store, no report."""
    application.make_application()
    window = MainWindow(Settings())
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    application.start(window, [])
    yield window
    window.close()
    window.deleteLater()


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key | str) -> None:
    place = window.focusWidget()
    assert place is not None
    qtbot.keyClick(place, key)


def test_enter_twice_leads_to_the_first_confirmed_figure(first_run: MainWindow, qtbot: QtBot) -> None:
    page = first_run.parts.start_page
    assert page.isVisible()
    assert page.title.text() == "Start with a report"
    assert first_run.focusWidget() is page.offers["open_sample"]
    press(qtbot, first_run, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first_run.session.ready, timeout=ALL)
    assert not page.isVisible()
    assert first_run.focusWidget() is first_run.view
    assert "Press Enter to confirm it" in first_run.notice.text()
    press(qtbot, first_run, Qt.Key.Key_Return)
    assert first_run.session.review.figures[0].state == "confirmed"
    assert first_run.session.progress.decided == 1
    press(qtbot, first_run, "x")
    press(qtbot, first_run, Qt.Key.Key_Return)
    assert first_run.notice.text() == ""


def test_arrows_lead_through_the_offers(first_run: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, first_run, Qt.Key.Key_Down)
    assert first_run.focusWidget() is first_run.parts.start_page.offers["open_files"]
    press(qtbot, first_run, Qt.Key.Key_Down)
    assert first_run.focusWidget() is first_run.parts.start_page.offers["open_folder"]


def test_every_empty_pane_says_what_to_do(first_run: MainWindow) -> None:
    assert "Drop" in first_run.reports.reports.hint
    assert "report" in first_run.table.table.hint
    first_run.workspace.close_store()
    assert first_run.parts.start_page.title.text() == "No store is open"
    assert not first_run.parts.start_page.offers["new_store"].isHidden()
    assert first_run.parts.start_page.offers["open_sample"].isHidden()
    assert "store" in first_run.reports.reports.hint


def test_what_was_taught_is_not_said_again(first_run: MainWindow, qtbot: QtBot) -> None:
    first_run.settings.keep("taught", "1")
    press(qtbot, first_run, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first_run.session.ready, timeout=ALL)
    assert first_run.notice.text() == ""
    report = first_run.session.report
    assert report is not None
    first_run.library.toggle_removed()
    assert first_run.parts.start_page.isVisible()
    assert first_run.parts.start_page.title.text() == "No report is open"
    first_run.library.bring_back()
    qtbot.waitUntil(lambda: first_run.session.ready, timeout=ALL)
    assert not first_run.parts.start_page.isVisible()
