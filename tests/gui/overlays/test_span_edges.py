"""Edges move by words; one span becomes two or more, two become one, each by one key and as one step."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from gui.window import MainWindow
from tests.gui.session.test_deciding import current_text, rows, select, text_of

Press = Callable[..., None]
ALT = Qt.KeyboardModifier.AltModifier


def words(window: MainWindow) -> list[str]:
    report = window.session.report
    assert report is not None
    return [report.text[shown.figure.start : shown.figure.end] for shown in window.session.review.figures]


def test_edges_move_by_words(window: MainWindow, press: Press) -> None:
    press("[", hold=ALT)
    assert current_text(window) == "达638.5亿元"
    press("[", hold=ALT)
    assert current_text(window) == "地区生产总值达638.5亿元"
    press("{", hold=ALT)
    press("{", hold=ALT)
    assert current_text(window) == "638.5亿元"
    press("}", hold=ALT)
    assert current_text(window) == "638.5"
    press("]", hold=ALT)
    assert current_text(window) == "638.5亿元"
    assert len({row.step for row in rows(window)}) == len(rows(window)) == 6


def test_two_are_joined_and_split_again_at_every_numeral(window: MainWindow, press: Press) -> None:
    before = words(window)
    press("j", "&")
    assert current_text(window) == "5.4%，规上工业增加值增长6.8%"
    assert len(words(window)) == len(before) - 1
    press("u")
    assert words(window) == before


def test_a_list_taken_as_one_is_split_at_every_numeral_in_one_step(window: MainWindow, press: Press) -> None:
    figures = window.session.review.figures
    place = next(at for at, words_ in enumerate(words(window)) if words_ == "67.8%")
    window.session.go_to(figures[place].target)
    before = words(window)
    press("&")
    assert current_text(window) == "67.8%，提高1.2个百分点"
    press("/")
    log = rows(window)
    assert [text_of(window, row) for row in log[1:]] == ["67.8%", "提高1.2个百分点"]
    assert len({row.step for row in log[1:]}) == 1
    assert len(words(window)) == len(before)
    press("u")
    assert current_text(window) == "67.8%，提高1.2个百分点"
    press("u")
    assert words(window) == before


def test_the_caret_says_where_to_split(window: MainWindow, press: Press) -> None:
    press("&")
    joined = current_text(window)
    assert joined == "638.5亿元，增长5.4%"
    press(*[Qt.Key.Key_Right] * len("638.5亿元"))
    press("/")
    assert [text_of(window, row) for row in rows(window)[1:]] == ["638.5亿元", "增长5.4%"]


def test_what_cannot_be_split_or_joined_stays(window: MainWindow, press: Press) -> None:
    press("/")
    assert "not a number on each side" in window.notice.text()
    press("k", *["j"] * 2, "&")
    assert "No other figure follows" in window.notice.text()
    assert rows(window) == []
    press(Qt.Key.Key_Return)
    select(window, "638.5亿元")
    window.session.go_to(window.session.review.figures[1].target)
    press("&")
    assert "confirmed figure" in window.notice.text()
    assert len(rows(window)) == 1
