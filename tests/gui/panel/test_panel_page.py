"""The panel's page: what all reports say as one table, turned by a key, and from a cell to its sentence and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.panel_act import ValueChoice
from core.model.report import Report
from core.panel.shown import ShownCell
from core.store import Store
from gui.panel.fact_list import STANDS
from gui.panel.panel_page import PanelPage
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.exporting import at_dialog

Press = Callable[..., None]

ALL = 30_000
PLACES = ("云汀区", "临湖区")
TEXT = """{place}{year}年政府工作报告

一、{last}年工作回顾

{last}年，全区地区生产总值达{size}亿元，增长{growth}%。一般公共预算收入{income}亿元。

二、{year}年工作安排

地区生产总值增长{aim}%以上。
"""


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Make a store of two places: one tells three years, the other two, and one value is told again otherwise."""
    path = tmp_path / "两区.biaoshu"
    with Store.open(path) as store:
        for at, place in enumerate(PLACES):
            for year in (2024, 2025, 2026)[at:]:
                text = TEXT.format(
                    place=place,
                    year=year,
                    last=year - 1,
                    size=f"{600 + 30 * (year - 2024) + at}.2",
                    growth=5 + at,
                    income=40 + at,
                    aim=6 + at,
                )
                if (place, year) == ("云汀区", 2026):
                    text = text.replace("亿元。\n\n二", "亿元。2024年地区生产总值为633.5亿元。\n\n二")
                store.add_report(Report(f"{place}{year}", text))
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Callable[..., None], qtbot: QtBot) -> PanelPage:
    """Open the panel by its key and wait until every report is counted and shown."""
    press("d")
    assert window.shows_panel
    page = window.parts.panel_page
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    qtbot.waitUntil(lambda: sum(bool(cell.text) for cell in cells(page).values()) == 5, timeout=ALL)
    settle(page, qtbot)
    return page


def settle(page: PanelPage, qtbot: QtBot) -> None:
    """Wait until what was asked for is shown."""
    qtbot.waitUntil(
        lambda: not (page.client.is_busy or page._soon.isActive() or page._cell_soon.isActive()), timeout=ALL
    )


def cells(page: PanelPage) -> dict[tuple[str, str], ShownCell]:
    """Return the cells by the names of their rows and columns."""
    table = page.model.table
    return {
        (row.name.rpartition(" ")[2], column.name): table.cells[at][to]
        for at, row in enumerate(table.rows)
        for to, column in enumerate(table.columns)
    }


def go_to(page: PanelPage, row: str, column: str, qtbot: QtBot) -> None:
    """Make a cell the current one."""
    table = page.model.table
    at = next(at for at, head in enumerate(table.rows) if head.name.endswith(row))
    to = next(to for to, head in enumerate(table.columns) if head.name == column)
    page.table.setCurrentIndex(page.model.index(at, to))
    settle(page, qtbot)


def test_the_store_may_change_faster_than_it_is_read(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("d")
    page = window.parts.panel_page
    assert page.title.text() == "Panel"
    # as reports that are counted ask for it, one after the other
    again = QTimer(page, interval=1)
    again.timeout.connect(page.refresh)
    again.start()
    qtbot.waitUntil(lambda: sum(bool(cell.text) for cell in cells(page).values()) == 5, timeout=ALL)
    again.stop()


def test_areas_of_one_level_are_chosen_by_the_mouse(page: PanelPage, qtbot: QtBot) -> None:
    def choose(name: str) -> None:
        page.levels.click()
        menu = page.levels.values
        qtbot.waitUntil(menu.isVisible)
        action = next(action for action in menu.actions() if action.text() == name)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        settle(page, qtbot)

    assert page.levels.accessibleName() == "All levels"
    choose("Provinces")
    assert not cells(page)
    assert page.levels.accessibleName() == "Provinces"
    # the two invented districts are no areas that are known
    choose("Other areas")
    assert {row for row, _ in cells(page)} == set(PLACES)
    page.show_view("region")
    assert not page.levels.isEnabled()
    page.show_view("concept")
    choose("All levels")
    assert {row for row, _ in cells(page)} == set(PLACES)


def test_it_says_how_many_reports_are_read(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    page = window.parts.panel_page
    press("d")
    qtbot.waitUntil(lambda: not window.library.counting.is_busy, timeout=ALL)
    qtbot.waitUntil(lambda: page.counting.words.text() == "5 of 5 read", timeout=ALL)
    assert not page.counting.isVisible()


def test_while_reports_are_read_the_empty_table_says_so(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("d")
    page = window.parts.panel_page
    assert page.table.hint == "The reports are being read. What they say will stand here."
    qtbot.waitUntil(lambda: bool(cells(page)), timeout=ALL)
    qtbot.waitUntil(lambda: page.table.hint.startswith("Nothing of this kind is told."), timeout=ALL)


def test_a_concept_is_regions_by_years_and_tells_three_empties_apart(page: PanelPage) -> None:
    found = cells(page)
    assert page.title.text().startswith("地区生产总值") or page.title.text().startswith("Gross regional product")
    assert {key: cell.text for key, cell in found.items()} == {
        ("云汀区", "2023"): "600.2",
        ("云汀区", "2024"): "630.2",
        ("云汀区", "2025"): "660.2",
        ("临湖区", "2023"): "",
        ("临湖区", "2024"): "631.2",
        ("临湖区", "2025"): "661.2",
    }
    assert found["临湖区", "2023"].empty == "no_report"
    assert found["云汀区", "2024"].count == 2
    assert found["云汀区", "2024"].is_revised
    assert not found["云汀区", "2023"].is_confirmed


def test_what_reports_say_is_kept_so_that_the_next_opening_reads_nothing_anew(
    page: PanelPage, window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    assert store is not None
    annotator = window.session.annotator
    qtbot.waitUntil(lambda: len(store.kept.readings(annotator)) == len(store.reports()), timeout=ALL)


def test_v_turns_it_around_the_current_cell(page: PanelPage, press: Callable[..., None], qtbot: QtBot) -> None:
    go_to(page, "临湖区", "2024", qtbot)
    press("v", widget=page.table)
    settle(page, qtbot)
    assert (page.query.view, page.query.of) == ("year", "2024")
    current = page.table.currentIndex()
    assert page.model.table.rows[current.row()].name.endswith("临湖区")
    assert page.model.table.columns[current.column()].key == "GDP"
    press("v", widget=page.table)
    settle(page, qtbot)
    assert page.query.view == "region"
    current = page.table.currentIndex()
    assert page.model.table.rows[current.row()].key == "GDP"
    assert page.model.table.columns[current.column()].key == "2024"
    press("v", widget=page.table)
    settle(page, qtbot)
    assert (page.query.view, page.query.of) == ("concept", "GDP")


def test_enter_opens_the_sentence_and_its_key_comes_back(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    go_to(page, "临湖区", "2025", qtbot)
    assert [fact.words for fact in page.facts.facts] == ["661.2亿元"]
    press(Qt.Key.Key_Return, widget=page.table)
    qtbot.waitUntil(lambda: window.session.ready and not window.shows_page, timeout=ALL)
    report = window.session.report
    assert report is not None
    assert report.name == "临湖区2026"
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=ALL)
    current = window.session.current
    assert report.text[current.figure.start : current.figure.end] == "661.2亿元"
    press("d")
    settle(page, qtbot)
    at = page.table.currentIndex()
    assert page.model.table.rows[at.row()].name.endswith("临湖区")
    assert page.model.table.columns[at.column()].name == "2025"


def test_of_several_values_one_is_chosen_to_stand_and_undo_takes_that_back(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    go_to(page, "云汀区", "2024", qtbot)
    assert [fact.words for fact in page.facts.facts] == ["630.2亿元", "633.5亿元"]
    press(Qt.Key.Key_Return, widget=page.table)
    assert page.facts.hasFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Space, widget=page.facts)
    store = window.session.store
    assert store is not None
    (act,) = [act for row in store.panel_log() for act in row.panel]
    assert isinstance(act, ValueChoice)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: cells(page)["云汀区", "2024"].text == "633.5", timeout=ALL)
    assert cells(page)["云汀区", "2024"].is_chosen
    press("u", widget=page.table)
    assert window.shows_panel
    qtbot.waitUntil(lambda: cells(page)["云汀区", "2024"].text == "630.2", timeout=ALL)


def test_a_click_in_the_first_column_chooses_too(page: PanelPage, window: MainWindow, qtbot: QtBot) -> None:
    go_to(page, "云汀区", "2024", qtbot)
    row = page.facts.topLevelItem(1)
    assert row is not None
    place = page.facts.visualRect(page.facts.indexFromItem(row, STANDS)).center()
    qtbot.mouseClick(page.facts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: cells(page)["云汀区", "2024"].text == "633.5", timeout=ALL)


def test_target_growth_and_what_is_confirmed_are_switched_to(page: PanelPage, window: MainWindow, qtbot: QtBot) -> None:
    button: QWidget = page.statuses.buttons()[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    page.set_kind("growth")
    settle(page, qtbot)
    assert {cell.text for cell in cells(page).values() if cell.text} == {"≥6", "≥7"}
    qtbot.mouseClick(page.confirmed, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert not any(cell.text for cell in cells(page).values())
    store = window.session.store
    assert store is not None
    # a decision in a report that is open is in the panel soon
    window.toggle_panel()
    figures = window.session.review.figures
    aim = next(one for one in figures if one.figure.status == "target")
    step = new_step(window.session.annotator, window.session.report.digest)
    assert aim.proposal is not None
    window.session.write([step.confirm(aim.target, aim.figure, aim.proposal)])
    window.toggle_panel()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: any(cell.text == "≥6" for cell in cells(page).values()), timeout=ALL)


def test_the_list_beside_it_chooses_the_concept_by_words(
    page: PanelPage, press: Callable[..., None], qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.subjects.line, Qt.MouseButton.LeftButton)
    page.subjects.line.setText("一般公共")
    press(Qt.Key.Key_Return, widget=page.subjects.line)
    settle(page, qtbot)
    assert page.query.of != "GDP"
    assert {cell.text for cell in cells(page).values() if cell.text} == {"40", "41"}


def test_tab_goes_from_part_to_part_and_never_to_the_report_behind(
    page: PanelPage, window: MainWindow, press: Callable[..., None]
) -> None:
    been = set()
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        assert window.shows_panel
        focused = window.focusWidget()
        assert focused is not None
        assert page.isAncestorOf(focused)
        been.add(focused)
    assert {page.subjects.line, page.subjects.rows, page.confirmed} <= been
    press(Qt.Key.Key_Backtab)
    assert window.shows_panel


@pytest.mark.parametrize("by_key", [False, True])
@pytest.mark.parametrize("on_home", [False, True])
def test_a_button_leads_to_the_export_of_figures(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot, on_home: bool, by_key: bool
) -> None:
    way = window.parts.home_page.into_and_out["export"] if on_home else page.to_files
    if on_home:
        press("h")
        assert way.text() == "Export figures…"
        assert "(Ctrl+E)" in way.toolTip()
    else:
        # one button, which says by name which of the two leaves
        assert way.text() == "Export…"
        assert [one.text() for one in page.to_files.ways.actions()] == ["Export the panel…", "Export figures…"]
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: way.visibleRegion().boundingRect() == way.rect())
    asked = []

    def answer(dialog: QDialog) -> None:
        asked.append(type(dialog).__name__)
        dialog.reject()

    at_dialog(answer)
    if by_key:
        for _ in range(30):
            if window.focusWidget() is way:
                break
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    if not on_home:
        press(Qt.Key.Key_Down, Qt.Key.Key_Return, widget=page.to_files.ways)
    qtbot.waitUntil(lambda: asked == ["ExportDialog"])
    assert not any(shown.decision for shown in window.session.review.figures)


def test_buttons_lead_to_all_reports_and_back_to_the_report(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(page.to_home, left)
    assert window.shows_home
    home = window.parts.home_page
    assert "(H)" in page.to_home.toolTip()
    assert "(D)" in home.to_panel.toolTip()
    for way in (page.to_home, page.to_report, page.to_files, home.to_panel, home.to_report):
        assert way.accessibleName()
        assert not way.icon().isNull()
    qtbot.mouseClick(home.to_panel, left)
    assert window.shows_panel
    assert page.visibleRegion().contains(page.to_report.geometry())
    qtbot.mouseClick(page.to_report, left)
    assert not window.shows_page
    # and by keys: Tab reaches them, Enter and Space press them and decide nothing
    press("d")
    for way, key, arrived in (
        (page.to_home, Qt.Key.Key_Return, lambda: window.shows_home),
        (home.to_panel, Qt.Key.Key_Space, lambda: window.shows_panel),
    ):
        for _ in range(30):
            if window.focusWidget() is way:
                break
            press(Qt.Key.Key_Tab)
        assert window.focusWidget() is way
        press(key)
        assert arrived()
    assert not any(shown.decision for shown in window.session.review.figures)
    press("h")
    qtbot.mouseClick(home.to_report, left)
    assert not window.shows_page
    press("d")
    window.session.close_report()
    assert window.shows_panel
    assert not page.to_report.isVisible()
