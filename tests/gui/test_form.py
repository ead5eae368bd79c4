"""The form says how a value is read at every key, and keeps nothing it cannot read."""

from collections.abc import Callable

import pytest
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
