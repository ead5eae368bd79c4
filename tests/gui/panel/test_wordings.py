"""Wordings that no concept has: assigned by one key each, to a suggestion, to none, or to a new concept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.panel_act import Assignment, OwnConcept, PanelAct
from core.model.report import Report
from core.store import Store
from gui.panel.panel_page import PanelPage
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.panel.test_panel_page import ALL, settle

TEXT = """云汀区{year}年政府工作报告

一、{last}年工作回顾

{last}年，全区地区生产总值达{size}亿元。高新企业达{number}家，栽种行道树{trees}万株，建成口袋公园{parks}个。
"""


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    path = tmp_path / "云汀.biaoshu"
    with Store.open(path) as store:
        for at, year in enumerate((2025, 2026)):
            text = TEXT.format(year=year, last=year - 1, size=600 + at, number=25 + at, trees=7 + at, parks=3 + at)
            store.add_report(Report(f"云汀区{year}", text))
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PanelPage:
    window.actions_by_name["list_wordings"].trigger()
    page = window.parts.panel_page
    qtbot.waitUntil(lambda: not window.library.counting.is_busy, timeout=ALL)
    qtbot.waitUntil(lambda: [one.reports for one in page.wordings._wordings[:3]] == [2, 2, 2], timeout=ALL)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.wordings._fitting), timeout=ALL)
    return page


def words(page: PanelPage) -> list[str]:
    return [page.wordings.rows.topLevelItem(at).text(0) for at in range(page.wordings.rows.topLevelItemCount())]


def acts(window: MainWindow) -> list[PanelAct]:
    store = window.session.store
    assert store is not None
    return [act for row in store.panel_log() for act in row.panel]


def test_one_key_each_for_same_none_and_new(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    rows = page.wordings.rows
    assert rows.hasFocus()
    first, second, third = words(page)[:3]
    current = page.wordings.current
    assert current is not None
    assert current.words == first
    assert 0 < len(page.wordings.suggestions) <= 5
    code = page.wordings.suggestions[0].code
    press("1", widget=rows)
    assert acts(window) == [Assignment(first, code)]
    assert words(page)[0] == second
    press("0", widget=rows)
    assert acts(window)[1:] == [Assignment(second, "")]
    press("n", widget=rows)
    assert page.wordings.name.hasFocus()
    assert page.wordings.name.text() == third
    page.wordings.unit.setText("个")
    press(Qt.Key.Key_Return, widget=page.wordings.name)
    assert acts(window)[2:] == [OwnConcept("OWN1", third, "", "个"), Assignment(third, "OWN1")]
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "OWN1" in {head.key for head in page._subjects.catalogue}, timeout=ALL)
    qtbot.waitUntil(lambda: not {first, second, third} & set(words(page)), timeout=ALL)
    # the last act is taken back as one step, and the wording is asked about again
    press("u", widget=rows)
    qtbot.waitUntil(lambda: third in words(page), timeout=ALL)


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [
        ("=行道树", "MYTREES", "formula"),
        ("行道树", "GDP", "code"),
        ("行道树", "1树", "letters"),
        ("", "MYTREES", "name"),
        ("地区生产总值", "MYTREES", "of this name"),
    ],
)
def test_a_new_concept_that_cannot_be_is_refused_in_a_sentence(
    page: PanelPage, window: MainWindow, press: Callable[..., None], name: str, code: str, fault: str
) -> None:
    press("n", widget=page.wordings.rows)
    page.wordings.name.setText(name)
    page.wordings.code.setText(code)
    press(Qt.Key.Key_Return, widget=page.wordings.code)
    assert fault in page.wordings.fault.text()
    assert page.wordings.name.text() == name, "what was typed stays"
    assert acts(window) == []


def test_another_indicator_is_found_by_its_words(
    page: PanelPage, window: MainWindow, press: Callable[..., None]
) -> None:
    first = words(page)[0]
    press("a", widget=page.wordings.rows)
    line = page.wordings.every.line
    assert line.hasFocus()
    # what is counted is no money: it stays where it is, and a sentence says why
    line.setText("地区生产总值")
    press(Qt.Key.Key_Return, widget=line)
    press(Qt.Key.Key_Return, widget=page.wordings.every.rows)
    assert first in page.wordings.refused.text()
    assert acts(window) == []
    press("a", widget=page.wordings.rows)
    line.setText("高新技术企业")
    press(Qt.Key.Key_Return, widget=line)
    press(Qt.Key.Key_Return, widget=page.wordings.every.rows)
    (act,) = acts(window)
    assert isinstance(act, Assignment)
    assert act.wording == first
    assert act.concept


def test_what_is_typed_for_a_new_indicator_stays_whatever_comes_between(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    pane = page.wordings
    first, second = words(page)[:2]
    press("n", widget=pane.rows)
    press(Qt.Key.Key_End, widget=pane.name)
    qtbot.keyClicks(pane.name, "ABC")
    typed = pane.name.text()
    # the store is read anew behind it, as after a decision or a count
    page.refresh()
    settle(page, qtbot)
    assert pane.form.isVisible()
    assert pane.name.text() == typed
    assert pane.name.hasFocus(), "the keyboard stays where one types"
    # a click on another wording, and back
    for name in (second, first):
        row = next(pane.rows.topLevelItem(at) for at in range(9) if pane.rows.topLevelItem(at).text(0) == name)
        qtbot.mouseClick(pane.rows.viewport(), Qt.MouseButton.LeftButton, pos=pane.rows.visualItemRect(row).center())
        qtbot.waitUntil(lambda: not pane._soon.isActive())
    assert pane.form.isVisible()
    assert pane.name.text() == typed
    # the window closes: it is stored
    store = window.session.store
    assert store is not None
    path = store.path
    assert window.close()
    with Store.reading(path) as again:
        made = [act for row in again.panel_log() for act in row.panel if isinstance(act, OwnConcept)]
    assert [one.chinese for one in made] == [typed]


def test_two_new_indicators_in_a_row_have_two_codes(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    for _ in range(2):
        press("n", widget=page.wordings.rows)
        press(Qt.Key.Key_Return, widget=page.wordings.name)
    assert [one.code for one in acts(window) if isinstance(one, OwnConcept)] == ["OWN1", "OWN2"]


def test_escape_gives_up_what_is_typed(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("n", widget=page.wordings.rows)
    qtbot.keyClicks(page.wordings.name, "ABC")
    press(Qt.Key.Key_Escape, widget=page.wordings.name)
    assert not page.wordings.form.isVisible()
    page.wordings.keep()
    assert acts(window) == []
