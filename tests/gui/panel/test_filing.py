"""Regions that several areas bear by one name: told on the panel's page, and chosen once for all their reports."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.library.report_dialog import ReportDialog
from gui.panel.panel_page import PanelPage
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.exporting import at_dialog
from tests.gui.panel.test_panel_page import ALL

Press = Callable[..., None]

TEXT = "{place}{year}年政府工作报告\n\n一、{last}年工作回顾\n\n{last}年，全区地区生产总值达{size}亿元，增长5.2%。\n"
REPORTS = [("鼓楼区", 2024), ("鼓楼区", 2025), ("鼓楼区", 2026), ("秦淮区", 2025), ("秦淮区", 2026)]


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Make a store of a district whose name four cities have, of another of one of these, and of a text of nowhere."""
    path = tmp_path / "两区.biaoshu"
    with Store.open(path) as store:
        for place, year in REPORTS:
            text = TEXT.format(place=place, year=year, last=year - 1, size=f"{year - 1300}.4")
            store.add_report(Report(f"{place}{year}", text))
        store.add_report(Report("摘要", "各位代表：\n\n全区地区生产总值达512.6亿元。\n"))
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Press, qtbot: QtBot) -> PanelPage:
    press("d")
    page = window.parts.panel_page
    qtbot.waitUntil(page.filing_button.isVisible, timeout=ALL)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0, timeout=ALL)
    qtbot.mouseClick(page.filing_button, Qt.MouseButton.LeftButton)
    return page


def regions(window: MainWindow) -> set[str]:
    return {row.region for row in window.library.rows() if row.title.startswith("鼓楼区")}


def test_one_digit_files_all_reports_of_a_name(page: PanelPage, window: MainWindow, press: Press, qtbot: QtBot) -> None:
    assert "4" in page.filing_button.text()
    assert page.filing.rows.hasFocus()
    shown = [button.text() for button in page.filing.answers if button.isVisible()]
    # the district of the city of which the store has other reports comes first
    assert "江苏省 / 南京市 / 鼓楼区" in shown[0]
    assert len(shown) == 4
    press("1", widget=page.filing.rows)
    assert regions(window) == {"南京市鼓楼区"}
    qtbot.waitUntil(lambda: any("320106" in head.note for head in page.model.table.rows), timeout=ALL)
    assert "1" in page.filing_button.text()


def test_no_dispute_is_offered_while_the_reports_are_read(window: MainWindow, press: Press) -> None:
    press("d")
    assert not window.parts.panel_page.dispute_button.isVisible()


def test_another_answer_and_the_same_again(page: PanelPage, window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("1", widget=page.filing.rows)
    assert page.filing.current is not None
    press("2", widget=page.filing.rows)
    (other,) = regions(window)
    assert other.endswith("鼓楼区")
    assert other != "南京市鼓楼区"
    press("2", widget=page.filing.rows)
    assert regions(window) == {""}
    # by mouse as by key
    qtbot.mouseClick(page.filing.answers[0], Qt.MouseButton.LeftButton)
    assert regions(window) == {"南京市鼓楼区"}


def test_a_report_of_nowhere_is_filed_in_its_dialog(page: PanelPage, window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Down, widget=page.filing.rows)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReportDialog)
        dialog.region.setText("南京市")
        dialog.year.setText("2025")
        dialog.accept()

    at_dialog(answer)
    press("1", widget=page.filing.rows)
    assert {row.region for row in window.library.rows() if row.title == "摘要"} == {"南京市"}


def test_escape_goes_back_to_the_table(page: PanelPage, press: Press) -> None:
    press(Qt.Key.Key_Escape, widget=page.filing.rows)
    assert page.middle.currentWidget() is page.tables
    assert page.table.hasFocus()
