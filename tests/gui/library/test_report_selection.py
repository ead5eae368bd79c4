"""What is selected in the list of reports is the open one, or the several that somebody gathered."""

from collections.abc import Callable
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from gui.library.report_list import ROW_ROLE
from gui.window import MainWindow

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
NAMES = ("东溪县2024", "西岭县2024", "南浦县2024")
ALL = 20_000


def wait_for(window: MainWindow, qtbot: QtBot, name: str) -> None:
    def is_open() -> bool:
        row = window.library.current()
        return row is not None and row.title == name and window.session.ready

    qtbot.waitUntil(is_open, timeout=ALL)


def bring(window: MainWindow, qtbot: QtBot, folder: Path, name: str) -> None:
    path = folder / f"{name}.txt"
    path.write_text(f"{name}年政府工作报告\n\n全县生产总值{len(name)}10亿元，增长3.2%。\n", encoding="utf-8")
    window.workspace.open_paths([path])
    wait_for(window, qtbot, name)


@pytest.fixture
def several(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Open three more reports one after the other, as files are opened."""
    for name in NAMES:
        bring(window, qtbot, tmp_path, name)
    return window


def item(window: MainWindow, name: str) -> QListWidgetItem:
    rows = window.reports.reports
    return next(one for at in range(rows.count()) if (one := rows.item(at)).data(ROW_ROLE).title == name)


def click(window: MainWindow, qtbot: QtBot, name: str, hold: Qt.KeyboardModifier = PLAIN) -> None:
    rows = window.reports.reports
    place = rows.visualItemRect(item(window, name)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, hold, place)


def selected(window: MainWindow) -> list[str]:
    return [one.data(ROW_ROLE).title for one in window.reports.reports.selectedItems()]


def test_opening_a_report_selects_it_alone(several: MainWindow, press: Press, qtbot: QtBot) -> None:
    assert selected(several) == [NAMES[-1]]
    several.view.setFocus()
    press(Qt.Key.Key_Delete, hold=CTRL)
    assert NAMES[-1] in several.notice.text()
    assert {row.title for row in several.library.rows()} == {"云汀区2026", *NAMES[:-1]}
    press(Qt.Key.Key_Delete, hold=CTRL | SHIFT)
    wait_for(several, qtbot, NAMES[-1])
    assert selected(several) == [NAMES[-1]]


def test_a_click_opens_the_report_it_is_on(several: MainWindow, press: Press, qtbot: QtBot) -> None:
    click(several, qtbot, NAMES[0])
    wait_for(several, qtbot, NAMES[0])
    click(several, qtbot, NAMES[1], CTRL)
    assert len(selected(several)) == 2
    wait_for(several, qtbot, NAMES[0])
    # it has the keyboard already, but is not open
    click(several, qtbot, NAMES[1])
    wait_for(several, qtbot, NAMES[1])
    assert selected(several) == [NAMES[1]]
    press("b", hold=CTRL)
    assert {row.title for row in several.library.rows()} == {"云汀区2026", NAMES[0], NAMES[2]}


def test_what_was_gathered_stays_while_the_list_is_brought_up_to_date(several: MainWindow, qtbot: QtBot) -> None:
    click(several, qtbot, NAMES[0])
    wait_for(several, qtbot, NAMES[0])
    click(several, qtbot, NAMES[2], SHIFT)
    gathered = selected(several)
    assert len(gathered) == 3
    several.session.list_anew()
    assert selected(several) == gathered
    # the next report is opened by key, and the gathering is over
    qtbot.keyClick(several.view, Qt.Key.Key_PageDown, CTRL)
    wait_for(several, qtbot, NAMES[1])
    assert selected(several) == [NAMES[1]]


def test_a_click_back_on_the_open_report_stops_another_one_on_its_way(
    several: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "长溪县2024.txt"
    path.write_text(
        "长溪县2024年政府工作报告\n\n" + "各项工作稳步推进，成效明显。\n" * 8_000 + "新建学校3所。\n", "utf-8"
    )
    several.workspace.open_paths([path])
    wait_for(several, qtbot, path.stem)
    click(several, qtbot, NAMES[0])
    wait_for(several, qtbot, NAMES[0])
    opened: list[str] = []
    several.session.opened.connect(lambda: opened.append(several.session.report.name if several.session.report else ""))
    click(several, qtbot, path.stem)
    click(several, qtbot, NAMES[0])
    qtbot.waitUntil(lambda: not any(thread.name == "aside" for thread in enumerate_threads()), timeout=ALL)
    # what it found is told by the event loop
    QApplication.processEvents()
    assert opened == []
    assert selected(several) == [NAMES[0]]
