"""Many figures are confirmed at once after they were seen in a list, as one step that one key takes back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.overlays.figure_list import INCLUDED, THRESHOLDS
from gui.window import MainWindow
from tests.gui.overlays.test_find import lit
from tests.gui.session.test_deciding import current_text, rows
from tests.gui.text.test_mouse import spot

Press = Callable[..., None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def listed(window: MainWindow, column: int = 2) -> list[str]:
    model = window.parts.figure_list.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def ticks(window: MainWindow) -> list[bool]:
    model = window.parts.figure_list.model
    role = Qt.ItemDataRole.CheckStateRole
    return [model.index(row, INCLUDED).data(role) == Qt.CheckState.Checked for row in range(model.rowCount())]


def states(window: MainWindow) -> dict[str, str]:
    report = window.session.report
    assert report is not None
    return {report.text[s.figure.start : s.figure.end]: s.state for s in window.session.review.figures}


def place(window: MainWindow, number: int) -> tuple[int, int]:
    """Return where a figure stands, in positions of the text."""
    return window.view.offsets.span_to_qt(window.session.review.figures[number].figure.span)


def in_sight(window: MainWindow, number: int) -> bool:
    """Tell whether the line of a figure lies in the pane."""
    box = window.view.cursorRect(window.view.cursor_on(window.session.review.figures[number].figure.span))
    return 0 <= box.top() < box.bottom() <= window.view.viewport().height()


@pytest.fixture
def opened(window: MainWindow, press: Press) -> MainWindow:
    """Open the list by its key, at the first figure of the report."""
    press(Qt.Key.Key_Return, hold=SHIFT)
    assert window.focusWidget() is window.parts.figure_list.rows
    return window


def test_the_sentence_is_listed_in_its_context(opened: MainWindow) -> None:
    assert listed(opened) == ["638.5亿元", "5.4%", "6.8%"]
    assert listed(opened, 1)[1].endswith("638.5亿元，增长")
    assert listed(opened, 3)[1].startswith("，规上工业")
    assert "地区生产总值" in listed(opened, 4)[0]


def test_the_figure_under_decision_stays_in_sight_below_the_list(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    window.resize(1280, 560)
    press(*["j"] * 8)
    qtbot.waitUntil(lambda: in_sight(window, 8))
    press(Qt.Key.Key_Return, hold=SHIFT)
    press(*[Qt.Key.Key_Right] * 4)
    assert window.parts.figure_list.height() > window.view.height() // 2
    qtbot.waitUntil(lambda: in_sight(window, 0))
    press(*[Qt.Key.Key_Down] * 3)
    qtbot.waitUntil(lambda: in_sight(window, 3))
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: in_sight(window, 8))


def test_the_figures_listed_are_lit_in_the_text_and_said_in_full(opened: MainWindow, press: Press) -> None:
    assert lit(opened, is_current=True) == [place(opened, 0)]
    assert lit(opened, is_current=False) == [place(opened, 1), place(opened, 2)]
    press(Qt.Key.Key_Down)
    assert lit(opened, is_current=True) == [place(opened, 1)]
    said = opened.parts.figure_list.reading()
    assert said == "地区生产总值 · Growth · = 5.4% · 2025 · Actual"
    proposal = opened.session.review.figures[1].proposal
    assert proposal is not None
    assert listed(opened, 5)[1] == f"{proposal.confidence:.0%}"
    press(Qt.Key.Key_Escape)
    assert lit(opened, is_current=True) == lit(opened, is_current=False) == []


@pytest.mark.parametrize(("column", "kept"), [(1, "last"), (3, "first")])
def test_words_beside_a_figure_are_cut_at_the_far_end(opened: MainWindow, column: int, kept: str, qtbot: QtBot) -> None:
    """Of more words than there is room for, those next to the figure stay: the others leave the picture unchanged."""
    rows, near = opened.parts.figure_list.rows, "增加值增长"

    def picture(words: str) -> QImage:
        opened.parts.figure_list.model.show([], "")
        report = words + "5.4%" + words
        at = report.index("5.4%")
        shown = opened.session.review.figures[1]
        figure = replace(shown.figure, start=at, end=at + 4)
        opened.parts.figure_list.model.show([replace(shown, figure=figure)], report)
        rows.setColumnWidth(column, 60)
        rows.clearSelection()
        QApplication.processEvents()
        box = rows.visualRect(opened.parts.figure_list.model.index(0, column))
        return rows.viewport().grab(box).toImage()

    rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    far = ("甲乙丙丁" * 5, "戊己庚辛" * 5)
    one, other = (picture(words + near if kept == "last" else near + words) for words in far)
    assert one == other
    one, other = (picture(near + words if kept == "last" else words + near) for words in far)
    assert one != other


def test_enter_confirms_all_as_one_step_and_one_key_takes_it_back(opened: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    log = rows(opened)
    assert [row.verdict for row in log] == ["confirm"] * 3
    assert len({row.step for row in log}) == 1
    assert not opened.parts.figure_list.isVisible()
    assert opened.focusWidget() is opened.view
    shown = opened.session.current
    assert shown is not None
    assert shown.state == "undecided"
    press("u")
    assert set(states(opened).values()) == {"undecided"}


def test_a_figure_is_left_out_by_key_and_taken_in_again(opened: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert ticks(opened) == [True, False, True]
    press("x")
    assert ticks(opened) == [True, False, False]
    press(Qt.Key.Key_Space)
    assert ticks(opened) == [True, False, True]
    assert "2 of 3" in opened.parts.figure_list.title()
    press(Qt.Key.Key_Return)
    assert [states(opened)[words] for words in ("638.5亿元", "5.4%", "6.8%")] == ["confirmed", "undecided", "confirmed"]


def test_the_scope_grows_by_key_to_the_report(opened: MainWindow, press: Press) -> None:
    sizes = [len(listed(opened))]
    for _ in range(4):
        press(Qt.Key.Key_Right)
        sizes.append(len(listed(opened)))
    assert sizes[0] == 3
    assert sizes[1] == 5
    assert sizes[-1] == sizes[-2] == len(opened.session.review.figures)
    assert sizes == sorted(sizes)
    assert 5 < sizes[2] < sizes[-1]
    press(*[Qt.Key.Key_Left] * 9)
    assert len(listed(opened)) == 3


def test_the_threshold_drops_who_is_less_sure(opened: MainWindow, press: Press) -> None:
    press(*[Qt.Key.Key_Right] * 4)
    for least in THRESHOLDS[1:]:
        press("+")
        found = opened.parts.figure_list.model.figures
        sure = [s for s in opened.session.review.figures if s.proposal and s.proposal.confidence >= least]
        assert [shown.target for shown in found] == [shown.target for shown in sure]
        assert f"{least:.0%}" in opened.parts.figure_list.title()
    press(*["-"] * len(THRESHOLDS))
    assert len(listed(opened)) == len(opened.session.review.figures)


def test_escape_leaves_and_decides_nothing(opened: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Escape)
    assert not opened.parts.figure_list.isVisible()
    assert opened.focusWidget() is opened.view
    assert rows(opened) == []


def test_letters_decide_nothing_behind_the_list(opened: MainWindow, press: Press) -> None:
    press("1", "n", "t", "=", "u")
    assert rows(opened) == []
    assert opened.parts.figure_list.isVisible()


def test_one_by_one_the_list_stays(opened: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return, hold=SHIFT)
    assert listed(opened) == ["5.4%", "6.8%"]
    press(Qt.Key.Key_Return, hold=SHIFT)
    press(Qt.Key.Key_Return, hold=SHIFT)
    assert not opened.parts.figure_list.isVisible()
    assert len({row.step for row in rows(opened)}) == 3


def test_the_tables_selection_is_a_scope(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    table = window.table.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert len(table.selectionModel().selectedRows()) == 3
    press(Qt.Key.Key_Return, hold=SHIFT)
    assert "[table]" in window.parts.figure_list.title()
    figures = window.session.review.figures
    assert [shown.target for shown in window.parts.figure_list.model.figures] == [
        shown.target for shown in figures[1:4]
    ]
    press(Qt.Key.Key_Return)
    assert [row.target for row in rows(window)] == [Span(*shown.target) for shown in figures[1:4]]


def test_the_tables_filter_is_a_scope(window: MainWindow, press: Press) -> None:
    window.table.filters.want("kind", {"growth"})
    window.view.setFocus()
    press(Qt.Key.Key_Return, hold=SHIFT)
    press(*[Qt.Key.Key_Right] * 3)
    assert {shown.figure.kind for shown in window.parts.figure_list.model.figures} == {"growth"}
    assert len(listed(window)) == 3


@pytest.mark.parametrize("next_key", ["u", "x"])
def test_that_u_takes_the_step_back_is_said_only_as_long_as_it_does(
    opened: MainWindow, press: Press, next_key: str
) -> None:
    press(Qt.Key.Key_Return)
    assert "Press U to undo" in opened.notice.text()
    press("j")
    assert "Press U to undo" in opened.notice.text()
    press(next_key)
    assert opened.notice.text() == ""


def test_tab_goes_from_row_to_row_and_stays_in_the_list(opened: MainWindow, press: Press) -> None:
    shown = opened.parts.figure_list
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert opened.focusWidget() is shown.rows
    assert shown.rows.currentIndex().row() == 2
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab, hold=SHIFT)
    assert shown.rows.currentIndex().row() == 1
    press("x", Qt.Key.Key_Return)
    assert [states(opened)[words] for words in ("638.5亿元", "5.4%", "6.8%")] == ["confirmed", "undecided", "confirmed"]


def test_the_buttons_name_their_keys_only_while_the_list_has_the_keyboard(
    opened: MainWindow, press: Press, qtbot: QtBot
) -> None:
    shown = opened.parts.figure_list
    do, drop = shown.buttons.buttons["do"], shown.buttons.buttons["drop"]
    press("x")
    assert (do.text(), drop.text()) == ("Confirm 2  ⏎", "Close  Esc")
    view = opened.view
    figure = opened.session.review.figures[1].figure
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(opened, figure.start))
    assert opened.focusWidget() is view
    assert current_text(opened) == "5.4%"
    assert (do.text(), drop.text()) == ("Confirm 2", "Close")
    press(Qt.Key.Key_Return)
    assert states(opened)["5.4%"] == "confirmed"
    assert states(opened)["6.8%"] == "undecided"
    # its key gives it the keyboard again, with what was left out
    press(Qt.Key.Key_Return, hold=SHIFT)
    assert opened.focusWidget() is shown.rows
    assert listed(opened) == ["638.5亿元", "6.8%"]
    assert ticks(opened) == [False, True]
    assert do.text() == "Confirm 1  ⏎"
    press(Qt.Key.Key_Return)
    assert states(opened)["638.5亿元"] == "undecided"
    assert states(opened)["6.8%"] == "confirmed"
