"""A rejection or a correction offers the undecided figures of the same shape, which one key lists."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.overlays.test_figure_list import listed
from tests.gui.session.test_deciding import rows

TEXT = """溪岭县2026年政府工作报告

新建公园8个，改造小区12个，财政收入增长5.4%，粮食产量增长2.1%。财政收入增长6%左右，财政收入增长7.5%，财政收入达12亿元。
"""


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "溪岭县2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path) -> MainWindow:
    return open_window(report_file)


Press = Callable[..., None]


def go_to(window: MainWindow, words: str) -> None:
    start = TEXT.index(words)
    found = next(shown for shown in window.session.review.figures if shown.figure.start == start)
    window.session.go_to(found.target)


def offered(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: window.parts.similar_figures.label.text() != "")
    return window.parts.similar_figures.label.text()


def test_a_rejection_offers_what_reads_alike_and_why(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "5.4%")
    press("s", hold=Qt.KeyboardModifier.ShiftModifier)
    assert offered(window, qtbot) == "A: 2 similar figures"
    press("a")
    # 6%左右 reads otherwise
    assert listed(window) == ["2.1%", "7.5%"]
    assert "5.4%" in window.parts.figure_list.title()
    press(Qt.Key.Key_Return)
    log = rows(window)
    assert [(row.verdict, row.reason) for row in log] == [("reject", "name")] * 3
    assert log[1].step == log[2].step != log[0].step
    press("u")
    assert sum(shown.state == "rejected" for shown in window.session.review.figures) == 1


def test_a_correction_offers_the_same_indicator_unit_and_kind(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "5.4%")
    press("2")
    assert offered(window, qtbot) == "A: 2 similar figures"
    press("a")
    assert listed(window) == ["6%", "7.5%"]
    assert "Ratio" in window.parts.figure_list.title()
    press(Qt.Key.Key_Return)
    made = [row.figure for row in rows(window) if row.figure is not None]
    assert [figure.kind for figure in made] == ["ratio"] * 3
    assert [str(figure.value) for figure in made] == ["5.4", "6", "7.5"]
    qtbot.waitUntil(lambda: window.parts.similar_figures.label.text() == "")


def test_one_by_one(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "5.4%")
    press("2", "a")
    press(Qt.Key.Key_Return, hold=Qt.KeyboardModifier.ShiftModifier)
    assert listed(window) == ["7.5%"]
    press(Qt.Key.Key_Escape)
    kinds = [row.figure.kind for row in rows(window) if row.figure]
    assert kinds == ["ratio", "ratio"]


def test_nothing_is_offered_after_a_confirmation_or_an_undo(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "5.4%")
    press(Qt.Key.Key_Return, "a")
    assert not window.parts.figure_list.isVisible()
    go_to(window, "6%")
    press("2")
    assert offered(window, qtbot) == "A: 1 similar figures"
    press("u", "a")
    assert not window.parts.figure_list.isVisible()
    qtbot.waitUntil(lambda: window.parts.similar_figures.label.text() == "")
