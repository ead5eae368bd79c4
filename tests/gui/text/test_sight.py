"""No key decides on what nobody sees: scrolling leaves the walk alone, and no report is decided on while it opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from gui.library.headings import OFFSET_ROLE
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.form.test_draft import button
from tests.gui.session.test_deciding import rows

LEFT = Qt.MouseButton.LeftButton
ALL = 20_000
PARTS = 12
KEYS = ["\r", " ", "x", "f", "3", ".", "t", "D", "X", "]", "}"]


def long_text(parts: int = PARTS) -> str:
    """Write a report of several screens: two parts, each with headings and paragraphs of figures."""
    body = [
        f"（{'一二三四五六七八九十'[part % 10]}）第{part + 1}项工作\n\n粮食产量达{part + 3}.5万吨，增长{part + 1}.4%。"
        + "各部门认真履职，扎实推进各项任务落实，切实做好基层工作。" * 4
        for part in range(parts)
    ]
    half = parts // 2
    first, second = "\n\n".join(body[:half]), "\n\n".join(body[half:])
    return f"云汀区2026年政府工作报告\n\n一、2025年工作回顾\n\n{first}\n\n二、2026年工作安排\n\n{second}\n"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open the window on a report of several screens."""
    path = tmp_path / "云汀区2026.txt"
    path.write_text(long_text(), encoding="utf-8")
    return open_window(path)


def scroll_away(window: MainWindow, qtbot: QtBot) -> None:
    """Turn the wheel until the figure under decision is out of sight."""
    viewport = window.view.viewport()
    for _ in range(100):
        if not window.view.shows_current():
            return
        place = QPointF(viewport.rect().center())
        wheel = QWheelEvent(
            place,
            QPointF(viewport.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, wheel)
        qtbot.wait(1)
    raise AssertionError("the text does not scroll")


def is_drawn(window: MainWindow) -> bool:
    """Tell whether the line of the figure under decision lies within the pane now."""
    shown, view = window.session.current, window.view
    assert shown is not None
    line = view.cursorRect(view.cursor_on(shown.figure.span))
    return 0 <= line.center().y() < view.viewport().height()


def test_scrolling_never_moves_the_walk(window: MainWindow, qtbot: QtBot) -> None:
    before, view = window.session.current, window.view
    scroll_away(window, qtbot)
    assert window.session.current is before
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
        assert window.session.current is before
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert window.session.current is before
    assert rows(window) == []


def test_the_first_key_on_a_figure_out_of_sight_brings_it_back_and_the_second_decides(
    window: MainWindow, qtbot: QtBot
) -> None:
    for key in KEYS:
        window.session.go_to(window.session.review.figures[0].target)
        figure = window.session.current
        scroll_away(window, qtbot)
        before = len(rows(window))
        hold = Qt.KeyboardModifier.ShiftModifier if key.isupper() else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(window.view, key.lower() if hold else key, hold)
        assert (len(rows(window)), window.session.current) == (before, figure), key
        assert "was out of sight" in window.status.news()
        qtbot.waitUntil(lambda: is_drawn(window))
        qtbot.keyClick(window.view, key.lower() if hold else key, hold)
        assert len(rows(window)) == before + 1, key
        window.verdicts.undo()
        window.status.say("")


def test_buttons_are_keys(window: MainWindow, qtbot: QtBot) -> None:
    scroll_away(window, qtbot)
    qtbot.mouseClick(window.form.choice_buttons.kinds["growth"], LEFT)
    assert (rows(window), window.form.choice_buttons.kinds["growth"].isChecked()) == ([], False)
    assert window.view.shows_current()
    scroll_away(window, qtbot)
    qtbot.mouseClick(button(window, "Confirm"), LEFT)
    assert rows(window) == []
    qtbot.mouseClick(button(window, "Confirm"), LEFT)
    assert len(rows(window)) == 1


def test_a_row_that_has_the_keyboard_is_what_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    scroll_away(window, qtbot)
    window.table.table.setFocus()
    qtbot.keyClick(window.table.table, Qt.Key.Key_Return)
    assert len(rows(window)) == 1


def test_words_selected_out_of_the_figures_sight_are_added_at_once(window: MainWindow, qtbot: QtBot) -> None:
    scroll_away(window, qtbot)
    qtbot.keyClick(window.view, "n")
    assert "Select" in window.notice.text()


@pytest.mark.parametrize("parts", [2, 1_000])
def test_a_key_pressed_while_a_file_opens_decides_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, parts: int
) -> None:
    first = window.session.report
    assert first is not None
    path = tmp_path / "云汀区2025.txt"
    path.write_text(long_text(parts).replace("2026", "2024"), encoding="utf-8")
    window.open_path(path)
    pressed = 0
    while not (window.session.ready and window.session.report is not first):
        for key in ("\r", "x", "1", "u"):
            qtbot.keyClick(window.view, key)
        pressed += 1
        QApplication.processEvents()
    store, second = window.session.store, window.session.report
    assert pressed > 1
    assert store is not None
    assert second is not None
    assert (store.log(first.digest), store.log(second.digest)) == ([], [])
    qtbot.keyClick(window.view, "\r")
    assert len(rows(window)) == 1


def choose(window: MainWindow, qtbot: QtBot, title: str) -> int:
    """Click on a heading; return where it stands in the text."""
    tree = window.reports.headings
    found = QTreeWidgetItemIterator(tree)
    while (item := found.value()) is not None and item.text(0) != title:
        found += 1
    assert item is not None
    tree.scrollToItem(item)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(item).center())
    return int(item.data(0, OFFSET_ROLE))


@pytest.mark.parametrize("title", ["（三）第3项工作", "二、2026年工作安排"])
def test_a_click_on_a_heading_moves_the_walk_to_its_first_undecided_figure(
    window: MainWindow, qtbot: QtBot, title: str
) -> None:
    qtbot.waitUntil(lambda: window.reports.headings.topLevelItemCount() > 0)
    offset = choose(window, qtbot, title)
    under = [shown for shown in window.session.review.figures if shown.figure.start >= offset]
    assert window.session.current == under[0]
    assert is_drawn(window)
    qtbot.keyClick(window.view, "\r")
    window.session.go(-1)
    assert choose(window, qtbot, title) == offset
    assert window.session.current == under[1]


def test_where_all_is_decided_a_heading_is_shown_and_the_walk_stays(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.reports.headings.topLevelItemCount() > 0)
    choose(window, qtbot, "（一）第1项工作")
    for _ in range(2):
        qtbot.keyClick(window.view, "\r")
    current = window.session.current
    choose(window, qtbot, "（一）第1项工作")
    assert window.session.current is current
    assert "undecided" in window.status.news()
    for _ in range(len(window.session.review.figures) - 2):
        window.session.go_undecided(1)
        window.verdicts.confirm()
    current = window.session.current
    choose(window, qtbot, "二、2026年工作安排")
    assert window.session.current is current
