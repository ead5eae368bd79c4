"""The home page: every report with what is left of it, also of those never opened; reached and left by one key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.model.decision import Remark, new_step
from core.model.figure import Span
from core.model.report import CUT_OFF, Report
from core.store import Store
from gui.background.messages import note
from gui.home.home_page import HomePage
from gui.home.report_table import COLUMNS
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow

PLACES = ("云汀区", "临湖区", "青槐县")
ALL = 30_000


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Make a store of six reports of three places and two years; of one of them another annotator has read a figure."""
    path = tmp_path / "各区.biaoshu"
    with Store.open(path) as store:
        for place in PLACES:
            for year in (2025, 2026):
                text = (
                    REPORT.replace("云汀区", place)
                    .replace("2026", str(year))
                    .replace("新建口袋公园8个", "登记号数 4471")
                )
                store.add_report(Report(f"{place}{year}", text))
        other = store.annotator("王强")
        report = store.reports()[1]
        store.append([new_step(other, report.digest).remark(Span(20, 22), Remark("再看", flagged=True))])
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Callable[..., None], qtbot: QtBot) -> HomePage:
    """Open the home page by its key and wait until every report is counted."""
    press("h")
    assert window.shows_home
    page = window.parts.home_page
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    qtbot.waitUntil(lambda: not page._soon.isActive() and not window.library.counting.is_busy, timeout=ALL)
    return page


def cells(page: HomePage, place: int) -> dict[str, str]:
    """Return what a row shows, by its columns' names."""
    return {column.name: page.model.index(place, at).data() or "" for at, column in enumerate(COLUMNS)}


def titles(page: HomePage) -> list[str]:
    """Return the first cells of all rows that are in sight, from the top."""
    found, index = [], page.model.index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = page.tree.indexBelow(index)
    return found


def test_reports_that_were_never_opened_are_counted(page: HomePage, window: MainWindow) -> None:
    assert titles(page) == [f"{place}{year}" for place in PLACES for year in (2025, 2026)]
    found = len(window.session.review.figures)
    for place in range(6):
        shown = cells(page, place)
        assert shown["decided"] == f"0/{found}"
        assert shown["undecided"] == str(found)
        assert shown["unread"] == "1"
        assert shown["disputed"] == "0"
        assert shown["year"] in ("2025", "2026")
    assert "王强" in cells(page, 1)["last"]
    assert cells(page, 0)["last"] == ""
    assert page.totals.text() == f"6 reports  ·  0 of {6 * found} figures decided (0 %)  ·  6 unrecognised numbers"
    store = window.session.store
    assert store is not None
    assert len(store.kept.numbers()) == 6, "what was found on the way is kept"


def test_enter_opens_the_report_of_the_row(page: HomePage, window: MainWindow, press: Callable[..., None]) -> None:
    assert window.focusWidget() is page.tree
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert not window.shows_home
    assert window.session.report is not None
    assert window.session.report.name == "临湖区2025"
    assert window.focusWidget() is window.view
    assert window.session.progress.decided == 0, "Enter opened it, and decided nothing"


def test_a_double_click_opens_and_the_button_goes_on(page: HomePage, window: MainWindow, qtbot: QtBot) -> None:
    at = page.tree.visualRect(page.model.index(3, 0)).center()
    qtbot.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.shows_home
    qtbot.mouseDClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not window.shows_home
    assert window.session.report is not None
    assert window.session.report.name == "临湖区2026"
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    qtbot.keyClick(window.view, "h")
    left = window.session.progress.left.total()
    assert page.resume.text() == f"Go on: 临湖区2026 – {left} undecided"
    qtbot.mouseClick(page.resume, Qt.MouseButton.LeftButton)
    assert not window.shows_home
    assert window.session.report.name == "临湖区2026"


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_Escape])
def test_a_key_about_a_figure_only_shows_the_report(
    page: HomePage, window: MainWindow, press: Callable[..., None], key: Qt.Key
) -> None:
    place = window.session.current
    press(key)
    assert not window.shows_home
    assert window.session.progress.decided == 0
    assert window.session.current == place


def test_a_decision_is_counted_when_the_page_is_shown_again(
    page: HomePage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("h")
    assert not window.shows_home
    press(Qt.Key.Key_Return)
    press("h")
    assert cells(page, 0)["decided"].startswith("1/")
    qtbot.waitUntil(lambda: "王强" not in cells(page, 0)["last"] and cells(page, 0)["last"] != "", timeout=ALL)


def test_what_is_searched_for_here_stands_in_the_line_beside_the_text_too(
    page: HomePage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("l", hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.line, "2026")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert not window.shows_home
    assert window.reports.line.text() == "2026"
    assert window.reports.reports.count() == 3
    window.reports.line.clear()
    assert page.line.text() == ""


def test_a_report_that_is_filed_otherwise_keeps_what_was_decided_since_it_was_counted(
    page: HomePage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    report = window.session.report
    assert report is not None
    press("h")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_PageDown, hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    window.library.describe(report.digest, "改了名的报告", "云汀区", "2025")
    row = window.library.row(report.digest)
    assert row is not None
    assert (row.title, row.decided) == ("改了名的报告", 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_W])
def test_what_stands_beside_the_text_is_seen(
    page: HomePage, window: MainWindow, press: Callable[..., None], key: Qt.Key
) -> None:
    press(key)
    assert not window.shows_home
    pane = window.parts.guideline if key == Qt.Key.Key_F2 else window.parts.reasons
    assert pane.isVisible()


def test_grouped_searched_and_sorted(
    page: HomePage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    page.groups.open()
    for action in page.groups.values.actions():
        if action.text() == "By year":
            action.trigger()
    page.groups.values.close()
    assert titles(page) == ["2026  (3)", *(f"{p}2026" for p in PLACES), "2025  (3)", *(f"{p}2025" for p in PLACES)]
    assert Settings().text("home/group") == "year"
    group = page.model.index(0, 0)
    assert page.model.index(0, 4).data() == str(sum(int(page.model.index(n, 4, group).data()) for n in range(3)))
    page.tree.setCurrentIndex(group)
    press(Qt.Key.Key_Return)
    assert titles(page) == ["2026  (3)", "2025  (3)", *(f"{p}2025" for p in PLACES)], "Enter folds a group"
    page.group_by("none")
    press("l", hold=Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is page.line
    qtbot.keyClicks(page.line, "2025")
    qtbot.waitUntil(lambda: titles(page) == [f"{place}2025" for place in PLACES], timeout=ALL)
    qtbot.keyClicks(page.line, " zzz")
    qtbot.waitUntil(lambda: titles(page) == [], timeout=ALL)
    assert page.tree.hint == "No report in the list matches."
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(page)) == 6, timeout=ALL)
    click_head(page, qtbot, "region")
    assert [title[:3] for title in titles(page)][::2] == sorted(PLACES, key=["临湖区", "青槐县", "云汀区"].index)


def click_head(page: HomePage, qtbot: QtBot, name: str) -> None:
    head = page.tree.header()
    at = next(at for at, column in enumerate(COLUMNS) if column.name == name)
    place = QPoint(head.sectionViewportPosition(at) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_selected_reports_are_those_that_a_command_is_about(
    page: HomePage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, hold=Qt.KeyboardModifier.ShiftModifier)
    press("b", hold=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(titles(page)) == 4, timeout=ALL)
    assert titles(page) == ["云汀区2025", "临湖区2026", "青槐县2025", "青槐县2026"]
    assert "archived" in window.notice.text()
    assert window.notice.isVisible(), "what is said stands on the page"


def test_without_a_report_the_page_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.session.close_report()
    qtbot.waitUntil(lambda: window.shows_home, timeout=ALL)
    page = window.parts.home_page
    assert window.focusWidget() is page.tree
    qtbot.keyClick(page.tree, "h")
    assert window.shows_home, "there is nothing behind it"


def test_what_came_in_with_a_warning_is_marked(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        store.add_report(Report("云汀区2025", REPORT, notes=(CUT_OFF,)))
        store.add_report(Report("云汀区2026", REPORT.replace("638.5", "640.5")))
    window = open_window(path)
    qtbot.keyClick(window.view, "h")
    model = window.parts.home_page.model
    marks = [model.index(row, 0).data(Qt.ItemDataRole.DecorationRole) for row in range(2)]
    assert [mark is not None for mark in marks] == [True, False]
    assert note(CUT_OFF) in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert note(CUT_OFF) in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1 with a warning" in window.parts.home_page.totals.text()


def test_it_can_be_heard(page: HomePage) -> None:
    named: list[QWidget] = [page.tree, page.line, page.counting.bar, page.shown, page.groups]
    assert all(widget.accessibleName() for widget in named)


def test_two_hundred_reports_never_opened(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "many.biaoshu"
    with Store.open(path) as store:
        for number in range(200):
            text = f"云汀区2026年政府工作报告\n\n2025年，新建公园{number + 2}个。\n"
            store.add_report(Report(f"云汀区{number}", text))
    window = open_window(path)
    qtbot.keyClick(window.view, "h")
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    page = window.parts.home_page
    qtbot.waitUntil(lambda: page.totals.text() == "200 reports  ·  0 of 200 figures decided (0 %)", timeout=ALL)
    assert not page.counting.isVisible()


def test_tab_goes_from_part_to_part_of_the_page(page: HomePage, window: MainWindow, press: Callable[..., None]) -> None:
    been = set()
    for _ in range(8):
        press(Qt.Key.Key_Tab)
        assert window.shows_home
        been.add(window.focusWidget())
    assert {page.line, page.tree, page.resume, page.to_panel, page.to_report} <= been


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_that_has_the_keyboard_is_pressed_and_decides_nothing(
    page: HomePage, window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    decided = window.session.progress.decided
    for button in page.findChildren(QPushButton):
        if not button.isVisible():
            continue
        # what the button does is tried elsewhere
        button.clicked.disconnect()
        button.setFocus()
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)
        assert window.shows_home, button.text()
    assert window.session.progress.decided == decided
