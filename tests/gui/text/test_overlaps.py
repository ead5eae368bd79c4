"""Figures may overlap where the annotator asks for it, and are told apart by the levels of their lines."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.model.figure import Figure, Span
from core.review.review import ReviewedFigure
from gui.style import theme
from gui.text.highlights import outer_first, overlap_levels
from gui.window import MainWindow
from tests.gui.session.test_deciding import SHIFT, current_text, rows, select, text_of
from tests.gui.text_formats import look_at

Press = Callable[..., None]
ENTER = Qt.Key.Key_Return


def shown(start: int, end: int) -> ReviewedFigure:
    figure = Figure(start, end, "level", (), "", "eq", "", "actual", None)
    return ReviewedFigure(figure.span, figure, None, None)


def test_of_figures_that_overlap_the_shortest_has_no_level_and_each_longer_one_the_next() -> None:
    outer, middle, inner, apart = shown(0, 20), shown(2, 12), shown(4, 8), shown(22, 30)
    assert overlap_levels([outer, middle, inner, apart]) == {outer.target: 2, middle.target: 1}
    assert overlap_levels([shown(0, 5), shown(5, 9)]) == {}
    assert overlap_levels([shown(0, 6), shown(4, 9)]) == {Span(0, 6): 1} | {}


def test_what_lies_inside_is_painted_after_what_holds_it() -> None:
    inner, outer = shown(0, 3), shown(0, 9)
    assert outer_first([inner, outer]) == [outer, inner]


def test_a_figure_over_a_confirmed_one_is_refused_and_made_by_shift(window: MainWindow, press: Press) -> None:
    press(ENTER)
    select(window, "达638.5亿元")
    press("n")
    assert "Shift+N" in window.notice.text()
    assert len(rows(window)) == 1
    press("n", hold=SHIFT)
    added = rows(window)[-1]
    assert (added.verdict, text_of(window, added)) == ("add", "达638.5亿元")
    states = [one.state for one in window.session.review.figures][:2]
    assert states == ["added", "confirmed"]
    assert current_text(window) == "达638.5亿元"
    press("u")
    assert [one.state for one in window.session.review.figures][:2] == ["confirmed", "undecided"]


def test_a_figure_over_an_undecided_one_leaves_it_to_be_decided(window: MainWindow, press: Press) -> None:
    count = len(window.session.review.figures)
    select(window, "638.5亿元，增长5.4%")
    press("n", hold=SHIFT)
    assert len(window.session.review.figures) == count + 1
    press(Qt.Key.Key_Tab)
    assert current_text(window) == "5.4%"
    press(ENTER)
    assert [one.state for one in window.session.review.figures][:3] == ["undecided", "added", "confirmed"]


def test_edges_move_freely_over_what_is_overlapped_already(window: MainWindow, press: Press) -> None:
    press(ENTER)
    select(window, "达638.5亿元")
    press("n", hold=SHIFT)
    press("]")
    assert current_text(window) == "达638.5亿元，"
    press("]", "]", "]")
    assert current_text(window) == "达638.5亿元，增长5"


def test_the_outer_of_two_figures_is_underlined_below_the_inner_one(window: MainWindow, press: Press) -> None:
    view = window.view
    assert view._figure_marks.lines(view.offsets, window.session.review.figures) == []
    select(window, "地区生产总值达638.5亿元，增长5.4%")
    press("n", hold=SHIFT)
    press(Qt.Key.Key_Tab)
    [(outer, level, parts)] = view._figure_marks.lines(view.offsets, window.session.review.figures)
    assert outer.figure.end - outer.figure.start == len("地区生产总值达638.5亿元，增长5.4%")
    assert level == 1
    assert parts[0].length() > 200
    line = parts[0]
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    at = QPoint(round((line.x1() + 8) * ratio), round(line.y1() * ratio))
    colour = theme.colours_of(outer.figure.kind).line
    assert any(picture.pixelColor(at.x(), at.y() + near).name() == colour.name() for near in (-1, 0, 1))


def test_a_click_goes_to_the_inner_of_two_figures(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    select(window, "地区生产总值达638.5亿元")
    press("n", hold=SHIFT)
    view, report = window.view, window.session.report
    assert report is not None

    def click(words: str) -> None:
        cursor = view.textCursor()
        cursor.setPosition(view.offsets.to_qt(report.text.index(words)) + 1)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())

    click("638.5亿元")
    assert current_text(window) == "638.5亿元"
    click("生产总值")
    assert current_text(window) == "地区生产总值达638.5亿元"


@pytest.mark.parametrize("key", ["x", "u"])
def test_when_the_outer_figure_is_gone_its_words_are_plain_again(window: MainWindow, press: Press, key: str) -> None:
    select(window, "地区生产总值达638.5亿元")
    press("n", hold=SHIFT)
    press(key)
    press("j", "j")
    report = window.session.report
    assert report is not None
    outer = look_at(window, report.text.index("生产总值"))
    assert outer.background().color().alpha() == 0 or outer.background().style() == Qt.BrushStyle.NoBrush
    inner = look_at(window, report.text.index("638.5亿元"))
    assert inner.background().color() == theme.colours_of("level").tint
