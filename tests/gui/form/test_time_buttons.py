"""The period by one key or click: other times that a figure may be of, with the status that goes with each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import current_text, rows

TEXT = """溪岭县2026年政府工作报告

一、2025年工作回顾

新建口袋公园45个，2021—2025年新建桥梁12座。2023年改造泵站3座。

二、2026年工作安排

改造老旧小区8个。
"""
Press = Callable[..., None]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "溪岭县2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(report_file)
    qtbot.waitUntil(lambda: bool(window.session.sections), timeout=20_000)
    return window


def go_to(window: MainWindow, words: str) -> None:
    found = next(one for one in window.session.review.figures if TEXT[slice(*one.figure.span)] == words)
    window.session.go_to(found.target)


def time(window: MainWindow) -> tuple[str | None, str]:
    assert window.session.current is not None
    figure = window.session.current.figure
    return figure.period, figure.status


def buttons(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in window.form.times.buttons if one.isVisible()]


def test_other_times_stand_below_the_period_with_their_keys(window: MainWindow) -> None:
    go_to(window, "45个")
    assert time(window) == ("2025", "actual")
    # the status is named where it changes too
    assert buttons(window)[0] == "8 2021/2025"
    assert buttons(window)[1] == "9 2026 · Target"
    go_to(window, "3座")
    assert buttons(window)[0] == "8 2025"


def test_one_key_takes_a_period_with_its_status_as_one_step(window: MainWindow, press: Press) -> None:
    go_to(window, "45个")
    press("9")
    assert time(window) == ("2026", "target")
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.period, row.figure.status) == ("2026", "target")
    # the figure stays under decision and its line as it was; what was taken is pressed
    assert current_text(window) == "45个"
    assert buttons(window)[:2] == ["8 2021/2025", "9 2026 · Target"]
    assert [one.isChecked() for one in window.form.times.buttons[:2]] == [False, True]
    press("u")
    assert time(window) == ("2025", "actual")
    assert not any(one.isChecked() for one in window.form.times.buttons)


def test_a_click_takes_a_period(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "12座")
    assert time(window) == ("2021/2025", "actual")
    qtbot.mouseClick(window.form.times.buttons[0], Qt.MouseButton.LeftButton)
    assert time(window) == ("2025", "actual")
    qtbot.mouseClick(window.form.times.buttons[0], Qt.MouseButton.LeftButton)
    assert window.form.times.buttons[0].isChecked()
    assert len(rows(window)) == 1


def test_a_period_joins_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "3座")
    field = window.form.fields["value"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "4")
    qtbot.mouseClick(window.form.times.buttons[0], Qt.MouseButton.LeftButton)
    assert rows(window) == []
    assert window.form.fields["period"].text() == "2025"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.value, row.figure.period) == (4, "2025")


def test_digits_typed_in_a_field_are_text(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "3座")
    field = window.form.fields["value"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "898")
    assert field.text() == "898"
    assert time(window) == ("2023", "actual")


def test_a_period_that_is_not_offered_says_so(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "短文.txt"
    path.write_text("新建口袋公园45个。\n", encoding="utf-8", newline="\n")
    window = open_window(path)
    qtbot.keyClick(window.view, "9")
    assert "No other period" in window.notice.text()
    assert rows(window) == []


def test_the_menu_of_a_figure_has_the_periods(window: MainWindow) -> None:
    go_to(window, "45个")
    assert "take_time:2" in window.menus.entries("figure")
    assert window.menus.offered["take_time"](2) == "Period: 2026 · Target"


def test_nothing_moves_from_figure_to_figure(window: MainWindow, qtbot: QtBot) -> None:
    def top() -> int:
        return window.form.choice_buttons.kinds["level"].mapTo(window, QPoint()).y()

    go_to(window, "45个")
    before = top()
    window.form.times.show_times((), window.form.times.now, window.form.times.now)
    qtbot.wait(20)
    assert buttons(window) == []
    assert top() == before


def test_in_chinese_the_status_has_its_chinese_word(window: MainWindow) -> None:
    use_language("zh")
    try:
        go_to(window, "3座")
        go_to(window, "45个")
        assert buttons(window)[1] == "9 2026 · 目标"
    finally:
        use_language("system")
