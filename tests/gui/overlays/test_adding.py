"""A figure made of selected text has whole numerals, and taking it away leaves no figure behind."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from gui.session.walk import ORDERS
from gui.window import MainWindow
from tests.gui.session.test_deciding import current_text, rows, select, text_of

Press = Callable[..., None]
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("place", range(len(ORDERS)))
def test_rejecting_what_was_added_goes_to_the_next_undecided_after_it(
    window: MainWindow, press: Press, place: int
) -> None:
    press(str(place + 1), hold=ALT)
    assert window.session.walk.order == ORDERS[place]
    select(window, "2025年，全区")
    press("n")
    following = window.session.next_undecided(1)
    press("x")
    assert window.session.current is not None
    assert window.session.current.target == following
    if place == 0:
        assert current_text(window) == "638.5亿元"


def test_rejecting_what_was_added_over_undecided_figures_goes_to_the_first_of_them(
    window: MainWindow, press: Press
) -> None:
    select(window, "5.4%，规上工业增加值增长6.8%")
    press("n")
    assert current_text(window).startswith("5.4%，")
    press("x")
    assert current_text(window) == "5.4%"


def test_rejecting_what_was_added_where_nothing_else_is_left_stays_in_the_text(
    window: MainWindow, press: Press
) -> None:
    for _ in window.session.review.figures:
        press(Qt.Key.Key_Return)
    select(window, "2025年，全区")
    press("n", "x")
    assert window.session.current is not None
    assert window.session.progress.left.total() == 0


@pytest.mark.parametrize(
    ("words", "whole"),
    [("20年的1", "2020年的1.8"), ("020年的", "2020年的"), ("新能源装机是20", "新能源装机是2020")],
)
def test_a_numeral_is_taken_whole(window: MainWindow, press: Press, words: str, whole: str) -> None:
    select(window, words)
    assert window.session.report is not None
    press("n")
    assert text_of(window, rows(window)[-1]) == whole


def test_a_numeral_is_taken_whole_over_other_figures(window: MainWindow, press: Press) -> None:
    select(window, "38.5亿")
    press("n", hold=SHIFT)
    assert text_of(window, rows(window)[-1]) == "638.5亿"
