"""The pairs of a clause: shifted, swapped, edited and divided by key, and confirmed as one step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.dialogs.test_labels_dialog import enter
from tests.gui.session.test_deciding import CTRL, SHIFT, current_text, rows, text_of

TEXT = """溪岭县2026年政府工作报告

粮食、油料、蔬菜产量分别增长1.2%、3%和4.5%。财政收入和税收收入分别增长5%、达到12亿元。旅游收入增长7.5%。
"""
ALT = Qt.KeyboardModifier.AltModifier
UP, DOWN, ENTER, ESCAPE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
Press = Callable[..., None]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "溪岭县2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path) -> MainWindow:
    return open_window(report_file)


def go_to(window: MainWindow, words: str) -> None:
    start = TEXT.index(words)
    window.session.go_to(next(one.target for one in window.session.review.figures if one.figure.start == start))


def written(window: MainWindow) -> list[tuple[str, str]]:
    return [(row.figure.indicator, text_of(window, row)) for row in rows(window) if row.figure is not None]


def test_the_pairs_of_the_clause_are_listed_and_confirmed_in_one_step(window: MainWindow, press: Press) -> None:
    go_to(window, "3%")
    press("p")
    assert window.parts.pairs.isVisible()
    assert window.parts.pairs.pairs() == [("粮食产量", "1.2%"), ("油料产量", "3%"), ("蔬菜产量", "4.5%")]
    assert window.parts.pairs.rows.currentRow() == 1
    press(Qt.Key.Key_Tab)
    assert window.focusWidget() is window.parts.pairs.rows
    assert window.parts.pairs.rows.currentRow() == 2
    press(ENTER)
    assert written(window) == [("粮食产量", "1.2%"), ("油料产量", "3%"), ("蔬菜产量", "4.5%")]
    assert len({row.step for row in rows(window)}) == 1
    assert window.focusWidget() is window.view
    assert current_text(window) == "5%"
    press("u")
    assert all(shown.state == "undecided" for shown in window.session.review.figures)


def test_all_indicators_are_shifted_round_the_ends(window: MainWindow, press: Press) -> None:
    go_to(window, "1.2%")
    press("p")
    press(DOWN, hold=SHIFT)
    assert [indicator for indicator, _ in window.parts.pairs.pairs()] == ["蔬菜产量", "粮食产量", "油料产量"]
    press(UP, hold=SHIFT)
    press(UP, hold=SHIFT)
    assert [indicator for indicator, _ in window.parts.pairs.pairs()] == ["油料产量", "蔬菜产量", "粮食产量"]
    press(ENTER)
    assert written(window) == [("油料产量", "1.2%"), ("蔬菜产量", "3%"), ("粮食产量", "4.5%")]


def test_two_indicators_are_swapped_and_the_row_goes_with_its_indicator(window: MainWindow, press: Press) -> None:
    go_to(window, "1.2%")
    press("p")
    press(DOWN, hold=ALT)
    assert [indicator for indicator, _ in window.parts.pairs.pairs()] == ["油料产量", "粮食产量", "蔬菜产量"]
    assert window.parts.pairs.rows.currentRow() == 1
    press(DOWN, hold=ALT)
    press(DOWN, hold=ALT)
    assert [indicator for indicator, _ in window.parts.pairs.pairs()] == ["油料产量", "蔬菜产量", "粮食产量"]
    press(UP, hold=ALT)
    press(ESCAPE)
    assert rows(window) == []
    assert not window.parts.pairs.isVisible()


def test_a_row_left_out_keeps_its_indicator_and_is_not_confirmed(window: MainWindow, press: Press) -> None:
    go_to(window, "1.2%")
    press("p", DOWN, Qt.Key.Key_Space)
    press(DOWN, hold=SHIFT)
    assert [indicator for indicator, _ in window.parts.pairs.pairs()] == ["蔬菜产量", "油料产量", "粮食产量"]
    press(ENTER)
    assert written(window) == [("蔬菜产量", "1.2%"), ("粮食产量", "4.5%")]


def test_one_indicator_is_edited(window: MainWindow, press: Press) -> None:
    go_to(window, "1.2%")
    press("p", "e")
    assert window.focusWidget() is window.parts.pairs.line
    press("a", hold=CTRL)
    enter(window.parts.pairs.line, "夏粮产量")
    press(ENTER)
    assert window.focusWidget() is window.parts.pairs.rows
    assert window.parts.pairs.pairs()[0] == ("夏粮产量", "1.2%")
    press("e")
    enter(window.parts.pairs.line, "麦")
    press(ESCAPE)
    assert window.parts.pairs.isVisible()
    press(ENTER)
    assert written(window)[0] == ("夏粮产量", "1.2%")


def test_a_list_the_detector_left_whole_is_divided(window: MainWindow, press: Press) -> None:
    go_to(window, "5%、达到")
    press("p")
    assert {indicator for indicator, _ in window.parts.pairs.pairs()} == {"财政收入和税收收入"}
    press("d")
    assert window.parts.pairs.pairs() == [("财政收入", "5%"), ("税收收入", "12亿元")]
    press(Qt.Key.Key_Space, "d")
    assert "does not list 1 indicators" in window.parts.pairs.hint()
    press(ESCAPE)


def test_a_figure_alone_in_its_sentence_has_no_pairs(window: MainWindow, press: Press) -> None:
    go_to(window, "7.5%")
    press("p")
    assert "two figures or more" in window.notice.text()
    assert not window.parts.pairs.isVisible()
