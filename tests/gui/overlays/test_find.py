"""Ctrl+F finds in the text and in the table, and Escape gives the keyboard back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.style import theme
from gui.widgets.find_line import FindLine
from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.text_formats import seen

Press = Callable[..., None]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def lit(window: MainWindow, *, is_current: bool) -> list[tuple[int, int]]:
    """Return what is lit as found, in positions of the text."""
    ground = theme.hit_format(is_current=is_current).background()
    offsets = window.view.offsets
    return [offsets.span_to_qt(Span(start, end)) for start, end, look in seen(window) if look.background() == ground]


@pytest.fixture
def line(window: MainWindow, qtbot: QtBot) -> FindLine:
    """Open the bar by its key."""
    qtbot.keyClick(window.view, Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is window.parts.find_bar.line
    return window.parts.find_bar.line


def test_hits_are_counted_lit_and_walked_by_enter(window: MainWindow, line: FindLine, qtbot: QtBot) -> None:
    line.setText("增长")
    bar = window.parts.find_bar
    assert bar.count_text() == "1 of 3"
    assert [REPORT[start:end] for start, end in lit(window, is_current=True)] == ["增长"]
    assert len(lit(window, is_current=False)) == 2
    starts = []
    for key, held in ((Qt.Key.Key_Return, None), (Qt.Key.Key_Return, None), (Qt.Key.Key_F3, None)):
        qtbot.keyClick(line, key, held or Qt.KeyboardModifier.NoModifier)
        starts.append(lit(window, is_current=True)[0])
    assert bar.count_text() == "1 of 3"
    assert len(set(starts)) == 3
    qtbot.keyClick(line, Qt.Key.Key_Return, SHIFT)
    assert bar.count_text() == "3 of 3"
    qtbot.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert bar.count_text() == "2 of 3"


def test_a_hit_in_a_figure_takes_it_under_decision(window: MainWindow, line: FindLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "5.4%")
    shown = window.session.current
    assert shown is window.session.review.figures[1]
    line.setText("5.5%")
    assert window.parts.find_bar.count_text() == "1 of 2"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    shown, report = window.session.current, window.session.report
    assert shown is not None
    assert report is not None
    assert report.text[: shown.figure.start].count("5.5%") == 1


def test_the_table_keeps_to_the_same_words(window: MainWindow, line: FindLine, qtbot: QtBot) -> None:
    rows = window.table.model
    every = rows.rowCount()
    line.setText("地区生产")
    qtbot.waitUntil(lambda: rows.rowCount() == 3)
    line.setText("万吨")
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    assert rows.index(0, 1).data() == "20万吨"
    qtbot.mouseClick(window.parts.find_bar.in_table, Qt.MouseButton.LeftButton)
    assert rows.rowCount() == every
    window.parts.find_bar.in_table.setChecked(True)
    assert rows.rowCount() == 1
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rows.rowCount() == every)


def test_words_lead_to_the_figures_of_their_clause(window: MainWindow, line: FindLine, qtbot: QtBot) -> None:
    """The number behind the words is meant before another of the clause; so the table shows what the text means."""
    figures = window.session.review.figures
    line.setText("增长")
    starts = [figures[1], figures[2], next(one for one in figures if one.figure.start > REPORT.index("二、"))]
    seen = []
    for _ in range(3):
        seen.append(window.session.current)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert seen == starts
    rows = window.table.model
    qtbot.waitUntil(lambda: rows.rowCount() == 3)
    assert [rows.shown(row) for row in range(3)] == starts
    line.setText("12家")
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    line.setText("改造")
    assert window.session.current is figures[4]
    qtbot.waitUntil(lambda: rows.index(0, 1).data() == "25个")


def test_escape_closes_and_keys_decide_again(window: MainWindow, line: FindLine, press: Press, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "x1")
    assert window.parts.find_bar.count_text() == "Not found in this report"
    assert [shown.state for shown in window.session.review.figures[:2]] == ["undecided", "undecided"]
    line.setText("增长")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not window.parts.find_bar.isVisible()
    assert window.focusWidget() is window.view
    assert lit(window, is_current=True) == lit(window, is_current=False) == []
    press("x")
    assert window.session.review.figures[1].state == "rejected"


def test_f3_opens_the_bar_with_the_words_of_before(window: MainWindow, line: FindLine, qtbot: QtBot) -> None:
    line.setText("增长")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.keyClick(window.view, Qt.Key.Key_F3)
    assert window.parts.find_bar.isVisible()
    assert window.parts.find_bar.count_text() == "1 of 3"
    assert line.selectedText() == "增长"


def test_signs_are_signs_and_case_does_not_matter(window: MainWindow, line: FindLine) -> None:
    line.setText("(")
    assert window.parts.find_bar.count_text() == "Not found in this report"
    line.setText("638.5")
    assert window.parts.find_bar.count_text() == "1 of 1"
    line.setText("6385")
    assert window.parts.find_bar.count_text() == "Not found in this report"


def test_notes_and_figures_are_found_too(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("j", "m")
    press(*"check q7", Qt.Key.Key_Return)
    window.session.go_to(window.session.review.figures[4].target)
    qtbot.keyClick(window.view, Qt.Key.Key_F, CTRL)
    line, bar = window.parts.find_bar.line, window.parts.find_bar
    qtbot.keyClicks(line, "Q7")
    assert bar.count_text() == "1 of 1"
    assert window.session.current is window.session.review.figures[1]
    assert [REPORT[start:end] for start, end in lit(window, is_current=True)] == ["5.4%"]
    qtbot.waitUntil(lambda: window.table.model.rowCount() == 1)
    line.setText("63,850,000")
    assert bar.count_text() == "1 of 1"
    assert window.session.current is window.session.review.figures[0]
    line.setText("638.5")
    assert bar.count_text() == "1 of 1"
