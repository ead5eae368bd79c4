"""The key sheet is searched by words of either language, by initials and by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.key_sheet import KeySheet
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows

Press = Callable[..., None]


@pytest.fixture
def sheet(window: MainWindow, press: Press, qtbot: QtBot) -> KeySheet:
    """Open the sheet by its key."""
    press(Qt.Key.Key_F1)
    (sheet,) = window.findChildren(KeySheet)
    qtbot.waitUntil(sheet.line.hasFocus)
    return sheet


def shown(sheet: KeySheet) -> dict[str, list[str]]:
    """Return the words of the rows that are shown, by the title of their menu."""
    groups = [sheet.sheet.topLevelItem(number) for number in range(sheet.sheet.topLevelItemCount())]
    return {
        group.text(0): [
            group.child(row).text(0) for row in range(group.childCount()) if not group.child(row).isHidden()
        ]
        for group in groups
        if group is not None and not group.isHidden()
    }


def test_the_rows_are_found_as_one_types(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    whole = shown(sheet)
    assert list(whole) == ["Decide", "Edit", "Go", "Report", "View", "Help", "File"]
    # x is the key that rejects, and no key of the line decides
    QTest.keyClicks(sheet.line, "x")
    assert "Reject: not a figure" in shown(sheet)["Decide"]
    sheet.line.clear()
    QTest.keyClicks(sheet.line, "ctrl+shift+e")
    assert shown(sheet) == {"File": ["Import labels…"]}
    sheet.line.setText("导出")
    assert shown(sheet) == {"File": ["Export figures…"]}
    qtbot.waitUntil(lambda: not sheet._search.unlearnt, timeout=20_000)
    sheet.line.clear()
    QTest.keyClicks(sheet.line, "dcsj")
    assert shown(sheet) == {"File": ["Export figures…"]}
    sheet.line.clear()
    assert shown(sheet) == whole
    assert rows(window) == []


def test_nothing_found_is_said_and_esc_closes(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    QTest.keyClicks(sheet.line, "zzqqzz")
    assert shown(sheet) == {}
    assert sheet._none.isVisible()
    qtbot.keyClick(sheet.line, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_answer_that_comes_when_the_sheet_is_closed_harms_nothing(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[Callable[[dict[str, str]], None]] = []
    sheet = KeySheet(window, lambda _characters, done: asked.append(done))
    sheet.show()
    with qtbot.waitSignal(sheet.destroyed):
        sheet.close()
    (answer,) = asked
    answer({"数": "s"})
    QApplication.processEvents()
