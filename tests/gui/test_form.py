"""The form says how a value is read at every key, and keeps nothing it cannot read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.gui.test_deciding import rows
from tests.gui.test_labels import enter, write

Press = Callable[..., None]


def test_the_reading_changes_with_every_key(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    value, seen = window.form.fields["value"], []
    write(qtbot, value, "")
    for typed in ("5", "5", "9", ".", "2", "亿"):
        enter(value, typed)
        seen.append(window.form.reading())
    assert seen == ["5元", "55元", "559元", "", "559.2元", "55,920,000,000元 = 559.2亿元"]
    assert rows(window) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12000", "12,000元 = 1.2万元"),
        ("-0.3%", "-0.3%"),
        ("5亿 7亿", ""),
        ("500000000 700000000", "500,000,000 – 700,000,000元 = 5亿 – 7亿元"),
        ("6 45 49", "6 : 45 : 49元"),
        ("三分之二", "66.67%"),
    ],
)
def test_digits_and_myriads_stand_side_by_side(
    window: MainWindow, press: Press, qtbot: QtBot, typed: str, read: str
) -> None:
    press("e")
    write(qtbot, window.form.fields["value"], typed)
    assert window.form.reading().startswith(read)
    assert bool(window.form.trouble()) is (not read)
    assert window.form.keep.isEnabled() is bool(read)


def test_a_value_is_still_read_where_the_period_is_none(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    write(qtbot, window.form.fields["period"], "明年")
    write(qtbot, window.form.fields["value"], "7亿")
    assert window.form.reading() == "700,000,000元 = 7亿元"
    assert "period" in window.form.trouble()
    assert not window.form.keep.isEnabled()
    press("\r")
    assert rows(window) == []


def select_words(window: MainWindow, words: str) -> None:
    view, report = window.view, window.session.report
    assert report is not None
    start = view.offsets.to_qt(report.text.index(words))
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def test_words_selected_beside_the_figure_become_its_indicator_in_two_keys(window: MainWindow, press: Press) -> None:
    select_words(window, "规上工业")
    press("e")
    indicator = window.form.fields["indicator"]
    assert (indicator.text(), indicator.selectedText()) == ("规上工业", "规上工业")
    assert window.form.keep.isEnabled()
    assert rows(window) == []
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.verdict, row.figure.indicator) == ("confirm", "规上工业")
    assert window.session.current is not None
    assert window.session.current.state == "undecided"
    press("e")
    assert indicator.text() == "地区生产总值"


def test_words_of_the_figure_itself_are_no_indicator(window: MainWindow, press: Press) -> None:
    select_words(window, "达638.5亿元")
    press("e")
    assert window.form.fields["indicator"].text() == "地区生产总值"


def test_shift_and_the_arrows_select_what_e_takes(window: MainWindow, press: Press) -> None:
    press(*[Qt.Key.Key_Left] * 5, hold=Qt.KeyboardModifier.ShiftModifier)
    press("e")
    assert window.form.fields["indicator"].text() == "生产总值达"
