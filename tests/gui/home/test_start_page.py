"""A newcomer is led by Enter alone to the first confirmed figure; nowhere is a pane empty without saying what to do."""

from collections.abc import Iterator
from pathlib import Path

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


def test_tab_goes_round_what_is_seen_and_comes_back(first_run: MainWindow, qtbot: QtBot) -> None:
    page = first_run.parts.start_page
    seen = []
    for _ in range(4):
        seen.append(first_run.focusWidget())
        press(qtbot, first_run, Qt.Key.Key_Tab)
    assert seen == [*(page.offers[name] for name in ("open_sample", "open_files", "open_folder")), page.name]
    assert first_run.focusWidget() is seen[0]


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_it_covers_what_is_empty_and_all_of_it_is_seen(
    first_run: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    first_run.resize(*size)
    page = first_run.parts.start_page
    qtbot.waitUntil(lambda: page.size() == first_run.pages.size())
    panes = first_run.pages.rect()
    for point in (panes.topLeft(), panes.topRight(), panes.center(), panes.bottomLeft(), panes.bottomRight()):
        covered = first_run.childAt(first_run.pages.mapTo(first_run, point))
        assert covered is page or page.isAncestorOf(covered)
    parts = [page.picture, page.title, page.steps, page.hint, page.name]
    parts += [offer for offer in page.offers.values() if not offer.isHidden()]
    for part in parts:
        assert page.rect().contains(part.geometry())
        assert part.height() >= part.minimumSizeHint().height()


def test_a_store_of_before_is_opened_by_the_mouse(first_run: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page, first = first_run.parts.start_page, first_run.session.store
    assert first is not None
    assert all(button.isHidden() for button in page.recent)
    first_run.workspace.open_store(tmp_path / "别的.biaoshu", create=True)
    assert [button.isHidden() for button in page.recent] == [False, True, True]
    assert first.path.stem in page.recent[0].text()
    qtbot.mouseClick(page.recent[0], Qt.MouseButton.LeftButton)
    assert first_run.session.store is not None
    assert first_run.session.store.path == first.path


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


def test_the_key_of_the_next_pane_stays_on_the_page_that_covers_the_panes(first_run: MainWindow, qtbot: QtBot) -> None:
    page = first_run.parts.start_page
    seen = []
    for _ in range(6):
        press(qtbot, first_run, Qt.Key.Key_F6)
        seen.append(first_run.focusWidget())
    assert seen == [page.offers["open_sample"]] * 6
    # and the keys of the page go on from there
    press(qtbot, first_run, Qt.Key.Key_Down)
    assert first_run.focusWidget() is page.offers["open_files"]
