"""After a correction the figures that were read by what was misread are offered below the text, before and after."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.overlays.same_cause import BEFORE, CHANGE, FIGURE, TICK
from gui.widgets.steady_label import SteadyLabel
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import current_text, rows

TEXT = """溪岭县2026年政府工作报告

一、“十四五”时期工作回顾

改造老旧小区45个，新建公路310公里，财政收入年均增长5.2%。粮食总产量达到62万吨，培育合作社130家。

二、2026年工作安排

城乡居民人均收入分别增长6.3%和7.2%，新建口袋公园8个。新建桥梁3座。
"""
FIVE = "2016/2020"


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "溪岭县2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path) -> MainWindow:
    return open_window(report_file)


Press = Callable[..., None]


def correct(window: MainWindow, words: str, period: str) -> None:
    """Type a period into the form at the figure with some words, and apply it, by keys."""
    go_to(window, words)
    field = window.form.fields["period"]
    field.setFocus()
    field.selectAll()
    field.insert(period)
    field.textEdited.emit(period)
    field.returnPressed.emit()


def go_to(window: MainWindow, words: str) -> None:
    start = TEXT.index(words)
    found = next(shown for shown in window.session.review.figures if shown.figure.start == start)
    window.session.go_to(found.target)


def compared(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Wait until the figures are compared; return the words of those that are offered, + before what is ticked."""
    offered = window.parts.same_cause
    qtbot.waitUntil(lambda: not offered.is_waiting(), timeout=20_000)
    return listed(window)


def listed(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    model = window.parts.same_cause.model
    if not window.parts.same_cause.isVisible():
        return []
    return [
        ("+" if model.is_ticked(row) else "") + str(model.index(row, FIGURE).data()) for row in range(model.rowCount())
    ]


def cell(window: MainWindow, row: int, column: int) -> str:
    return str(window.parts.same_cause.model.index(row, column).data())


def periods(window: MainWindow) -> dict[str, str | None]:
    return {
        TEXT[slice(*shown.figure.span)]: shown.figure.period
        for shown in window.session.review.figures
        if shown.state == "confirmed"
    }


def test_the_figures_are_offered_before_and_after_in_their_context(window: MainWindow, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    # those of the same sentence are ticked
    assert compared(window, qtbot) == ["+310公里", "+5.2%", "62万吨", "130家"]
    assert cell(window, 0, BEFORE).endswith("新建公路")
    assert "2021/2025 → 2016/2020" in cell(window, 0, CHANGE)
    assert "2025 → 2020" in cell(window, 2, CHANGE)
    assert "45个" in window.parts.same_cause.title()


def test_the_walk_goes_on_without_the_list(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    assert window.focusWidget() is window.view
    assert current_text(window) == "310公里"
    press(Qt.Key.Key_Return)
    # what was decided goes out of the list, and is decided as the key said
    assert listed(window) == ["+5.2%", "62万吨", "130家"]
    assert periods(window) == {"45个": FIVE, "310公里": "2021/2025"}


def test_its_key_enters_and_enter_takes_the_ticked_as_one_step(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c")
    offered = window.parts.same_cause
    assert window.focusWidget() is offered.rows
    assert [index.row() for index in offered.rows.selectionModel().selectedRows()] == [0]
    assert "公路" in offered.reading()
    press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Space)
    # 5.2% was left out, and 62万吨 taken in
    assert listed(window) == ["+310公里", "5.2%", "+62万吨", "130家"]
    press(Qt.Key.Key_Return)
    assert periods(window) == {"45个": FIVE, "310公里": FIVE, "62万吨": "2020"}
    correction, *carried = rows(window)
    assert {row.carried for row in carried} == {correction.id}
    assert len({row.step for row in carried}) == 1
    assert carried[0].step != correction.step
    assert [row.proposed is not None and row.proposed.figure.period for row in carried] == ["2021/2025", "2025"]
    assert window.focusWidget() is window.view
    # the walk goes on where it was
    assert current_text(window) == "5.2%"
    assert listed(window) == ["5.2%", "130家"]


def test_one_undo_takes_all_back_and_they_are_offered_again(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c", "a", Qt.Key.Key_Return)
    assert listed(window) == []
    assert len(periods(window)) == 5
    press("u")
    assert periods(window) == {"45个": FIVE}
    assert listed(window) == ["+310公里", "+5.2%", "+62万吨", "+130家"]
    press("u")
    assert periods(window) == {}
    assert listed(window) == []


def reopened(window: MainWindow, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """Close the window and open its store in a new one."""
    store = window.session.store
    assert store is not None
    path = store.path
    assert window.close()
    again = open_window(path)
    qtbot.waitUntil(lambda: again.session.ready and again.session.report is not None, timeout=20_000)
    return again


def test_undo_after_a_restart(window: MainWindow, press: Press, qtbot: QtBot, open_window: OpenWindow) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c", Qt.Key.Key_Return)
    assert len(periods(window)) == 3
    again = reopened(window, open_window, qtbot)
    assert len(periods(again)) == 3
    qtbot.keyClick(again.view, "u")
    assert periods(again) == {"45个": FIVE}


def test_a_second_correction_ticks_all_also_after_a_restart(
    window: MainWindow, qtbot: QtBot, open_window: OpenWindow
) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    again = reopened(window, open_window, qtbot)
    correct(again, "130家", FIVE)
    assert compared(again, qtbot) == ["+310公里", "+5.2%", "+62万吨"]


def test_what_was_left_out_is_not_ticked_again(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c", Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert periods(window) == {"45个": FIVE, "5.2%": FIVE}
    correct(window, "130家", FIVE)
    assert compared(window, qtbot) == ["310公里", "62万吨"]


def test_the_mouse_ticks_and_takes(window: MainWindow, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    offered = window.parts.same_cause
    place = offered.rows.visualRect(offered.model.index(1, TICK)).center()
    qtbot.mouseClick(offered.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed(window) == ["+310公里", "5.2%", "62万吨", "130家"]
    assert window.focusWidget() is offered.rows
    qtbot.mouseClick(offered.take, Qt.MouseButton.LeftButton)
    assert periods(window) == {"45个": FIVE, "310公里": FIVE}
    qtbot.mouseClick(offered.close_button, Qt.MouseButton.LeftButton)
    assert listed(window) == []


def test_a_click_ticks_the_row_that_it_was_aimed_at(window: MainWindow, qtbot: QtBot) -> None:
    """What the press makes appear moves no row: the button is let go where it was pressed."""
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    offered = window.parts.same_cause
    viewport, left = offered.rows.viewport(), Qt.MouseButton.LeftButton
    for row in (2, 0, 3):
        was = [one.startswith("+") for one in listed(window)]
        aimed = viewport.mapToGlobal(offered.rows.visualRect(offered.model.index(row, TICK)).center())
        qtbot.mousePress(viewport, left, pos=viewport.mapFromGlobal(aimed))
        qtbot.wait(20)
        qtbot.mouseRelease(viewport, left, pos=viewport.mapFromGlobal(aimed))
        qtbot.wait(20)
        is_now = [one.startswith("+") for one in listed(window)]
        assert [at for at in range(4) if was[at] != is_now[at]] == [row]
        assert offered.rows.visualRect(offered.model.index(row, TICK)).contains(viewport.mapFromGlobal(aimed))
        assert offered.reading()


def test_no_row_moves_under_the_pointer_until_it_is_left(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    offered, screen = window.parts.same_cause, window.windowHandle()
    rows_, wide = offered.rows, offered.rows.height()
    place = rows_.mapTo(window, rows_.rect().center())
    qtbot.mouseMove(screen, place)  # type: ignore[arg-type]
    qtbot.waitUntil(offered.underMouse)
    before = rows_.mapToGlobal(rows_.rect().topLeft())
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert listed(window) == ["62万吨", "130家"]
    qtbot.wait(20)
    assert (rows_.mapToGlobal(rows_.rect().topLeft()), rows_.height()) == (before, wide)
    press("c", Qt.Key.Key_Down)
    qtbot.wait(20)
    assert rows_.mapToGlobal(rows_.rect().topLeft()) == before
    qtbot.mouseMove(screen, window.view.mapTo(window, window.view.rect().center()))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: rows_.height() < wide)


def test_a_list_that_comes_up_under_the_pointer_is_as_high_as_its_rows(window: MainWindow, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    offered, screen = window.parts.same_cause, window.windowHandle()
    qtbot.mouseMove(screen, offered.mapTo(window, offered.rect().center()))  # type: ignore[arg-type]
    qtbot.waitUntil(offered.underMouse)
    line = offered.rows.verticalHeader().defaultSectionSize()
    assert offered.rows.height() == 4 * line + 4
    # the next correction's list has three rows, and comes up where the pointer is already
    correct(window, "310公里", FIVE)
    assert compared(window, qtbot) == ["+5.2%", "+62万吨", "+130家"]
    assert offered.underMouse()
    assert offered.rows.height() == 3 * line + 4


def test_escape_leaves_and_the_next_correction_offers_again(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c", Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view
    assert listed(window) == []
    assert periods(window) == {"45个": FIVE}
    press("c")
    assert "No undecided figure" in window.notice.text()
    correct(window, "310公里", FIVE)
    assert compared(window, qtbot) == ["+5.2%", "+62万吨", "+130家"]


def test_a_draft_that_leaving_has_stored_offers_too(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "45个")
    field = window.form.fields["period"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, FIVE)
    go_to(window, "8个")
    assert compared(window, qtbot) == ["+310公里", "+5.2%", "62万吨", "130家"]
    assert current_text(window) == "8个"


def test_the_status_of_a_section_by_its_key(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "8个")
    press("t")
    assert compared(window, qtbot) == ["+6.3%", "+7.2%", "3座"]
    # its own key right after the correction waits until the figures are compared
    press("u", "t", "c")
    qtbot.waitUntil(lambda: window.focusWidget() is window.parts.same_cause.rows, timeout=20_000)
    press(Qt.Key.Key_Return)
    assert {shown.figure.status for shown in window.session.review.figures if shown.state == "confirmed"} == {"actual"}
    assert current_text(window) == "3座"


def test_decided_figures_are_never_touched(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "5.2%")
    press("x")
    correct(window, "45个", FIVE)
    assert "+310公里" in compared(window, qtbot)
    assert not any("5.2%" in one for one in listed(window))
    press("c", "a", Qt.Key.Key_Return)
    rejected = [shown for shown in window.session.review.figures if shown.state == "rejected"]
    assert [TEXT[slice(*shown.figure.span)] for shown in rejected] == ["5.2%"]


def test_what_was_decided_while_the_list_was_read_is_left_as_it_is(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    shown = next(one for one in window.session.review.figures if TEXT[slice(*one.figure.span)] == "310公里")
    press("c")
    # another hand at the same review: a row is decided between the look and Enter
    window.session.write([window.session.act().confirm(shown.target, shown.figure, shown.proposal)])
    press(Qt.Key.Key_Return)
    assert periods(window) == {"45个": FIVE, "310公里": "2021/2025", "5.2%": FIVE}


def test_a_confirmation_offers_nothing(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    assert compared(window, qtbot) == []
    go_to(window, "45个")
    shown = window.session.current
    assert shown is not None
    window.verdicts.decide(replace(shown.figure, value=shown.figure.value))
    assert compared(window, qtbot) == []


def test_the_figure_under_decision_stays_in_sight_above_the_list(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(900, 520)
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    qtbot.waitUntil(window.view.shows_current)
    assert window.view.height() > window.view.fontMetrics().height() * 3


def test_in_little_room_nothing_lies_over_another(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    offered = window.parts.same_cause
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    for width, height in ((900, 520), (760, 640), (1280, 800)):
        window.resize(width, height)
        press("c")
        qtbot.wait(50)
        parts = sorted((one for one in offered.children() if isinstance(one, QWidget) and one.isVisible()), key=top)
        for above, below in pairwise(parts):
            assert above.geometry().intersected(below.geometry()).isEmpty(), (width, height)
        assert parts[-1].geometry().bottom() <= offered.height()
        assert not offered.rows.horizontalScrollBar().isVisible()
        assert window.view.height() > 2 * window.view.fontMetrics().height()


def top(widget: QWidget) -> int:
    return widget.geometry().top()


def test_history_and_form_say_that_it_was_carried(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    correct(window, "45个", FIVE)
    compared(window, qtbot)
    press("c", Qt.Key.Key_Return)
    go_to(window, "310公里")
    states = [label.text() for label in window.form.findChildren(SteadyLabel)]
    assert any("carried over" in words for words in states)
    press("h", hold=Qt.KeyboardModifier.ControlModifier)
    model = window.parts.history.model
    assert "same cause" in str(model.index(model.rowCount() - 1, 1).data())
