"""Keys become rows: each act of the annotator is in the store when its mark changes."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.decision import Decision
from core.model.figure import KINDS, AttributeName
from gui.widgets.field import Field
from gui.window import MainWindow

Press = Callable[..., None]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def rows(window: MainWindow) -> list[Decision]:
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    return store.log(report.digest, window.session.annotator)


def text_of(window: MainWindow, row: Decision) -> str:
    assert window.session.report is not None
    assert row.figure is not None
    return window.session.report.text[row.figure.start : row.figure.end]


def current_text(window: MainWindow) -> str:
    shown, report = window.session.current, window.session.report
    assert shown is not None
    assert report is not None
    return report.text[shown.figure.start : shown.figure.end]


def select(window: MainWindow, words: str) -> None:
    """Select words of the report as a drag of the mouse does."""
    assert window.session.report is not None
    start = window.session.report.text.index(words)
    cursor = window.view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)


def test_the_first_undecided_figure_is_under_decision_when_a_report_opens(window: MainWindow) -> None:
    assert current_text(window) == "638.5亿元"
    assert window.focusWidget() is window.view


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_one_key_confirms_and_goes_on(window: MainWindow, press: Press, key: Qt.Key) -> None:
    proposed = window.session.current
    assert proposed is not None
    press(key)
    (row,) = rows(window)
    assert (row.verdict, row.figure, row.proposed) == ("confirm", proposed.figure, proposed.proposal)
    assert current_text(window) == "5.4%"


def test_x_rejects_and_goes_on(window: MainWindow, press: Press) -> None:
    press("x")
    (row,) = rows(window)
    assert row.verdict == "reject"
    assert current_text(window) == "5.4%"
    assert window.session.review.figures[0].state == "rejected"


@pytest.mark.parametrize("number", range(1, 8))
def test_a_digit_corrects_the_kind_and_stays(window: MainWindow, press: Press, number: int) -> None:
    press(str(number))
    shown = window.session.current
    assert shown is not None
    assert shown.figure.kind == KINDS[number - 1]
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.kind == KINDS[number - 1]
    assert shown.corrected is (number != 1)
    press(Qt.Key.Key_Return)
    assert len(rows(window)) == 1
    assert current_text(window) == "5.4%"


@pytest.mark.parametrize(
    ("key", "bound"), [(".", "ge"), (">", "gt"), (",", "le"), ("<", "lt"), ("~", "approx"), ("=", "eq")]
)
def test_a_sign_corrects_the_bound(window: MainWindow, press: Press, key: str, bound: str) -> None:
    press(key)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.bound == bound


def test_t_turns_actual_into_target_and_back(window: MainWindow, press: Press) -> None:
    press("t", "t")
    assert [row.figure.status for row in rows(window) if row.figure] == ["target", "actual"]


def test_brackets_move_the_edges_and_read_anew(window: MainWindow, press: Press) -> None:
    press("}", "}")
    shown = window.session.current
    assert shown is not None
    assert current_text(window) == "638.5"
    assert shown.figure.value == Decimal("638.5")
    press("]", "]", "{", "[")
    assert current_text(window) == "638.5亿元"
    shown = window.session.current
    assert shown is not None
    assert (shown.figure.value, shown.figure.unit) == (63_850_000_000, "元")
    assert not shown.corrected
    press("[")
    assert current_text(window) == "达638.5亿元"
    assert len(rows(window)) == 7


def test_an_edge_keeps_what_the_annotator_changed(window: MainWindow, press: Press) -> None:
    press("7", "}")
    shown = window.session.current
    assert shown is not None
    assert shown.figure.kind == "composition"


def test_an_edge_does_not_run_into_a_confirmed_figure(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    for _ in range(6):
        press("[")
    assert window.notice.isVisible()
    assert current_text(window) == "，增长5.4%"
    assert len(rows(window)) == 4


def test_selected_text_becomes_a_figure(window: MainWindow, press: Press) -> None:
    select(window, "2025年，全区")
    press("n")
    (row,) = rows(window)
    assert row.verdict == "add"
    assert text_of(window, row) == "2025年，全区"
    assert window.session.current is not None
    assert window.session.current.state == "added"
    assert not window.view.textCursor().hasSelection()


def test_selecting_over_a_proposal_corrects_its_span(window: MainWindow, press: Press) -> None:
    select(window, "达638.5亿元")
    press("n")
    (row,) = rows(window)
    assert row.verdict == "confirm"
    assert row.proposed is not None
    assert row.target == row.proposed.figure.span
    assert text_of(window, row) == "达638.5亿元"


def test_selected_text_without_a_numeral_is_refused_in_a_sentence(window: MainWindow, press: Press) -> None:
    select(window, "工作回顾")
    press("n")
    assert rows(window) == []
    assert window.notice.isVisible()
    press("x")
    assert not window.notice.isVisible()


def test_undo_and_redo_reach_back_step_by_step(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "3")
    states = [shown.state for shown in window.session.review.figures[:3]]
    assert states == ["confirmed", "rejected", "confirmed"]
    press("u")
    press("z", hold=CTRL)
    assert [shown.state for shown in window.session.review.figures[:3]] == ["confirmed", "undecided", "undecided"]
    assert current_text(window) == "5.4%"
    press("z", hold=CTRL | SHIFT)
    assert [shown.state for shown in window.session.review.figures[:3]] == ["confirmed", "rejected", "undecided"]
    assert [row.verdict for row in rows(window)] == ["confirm", "reject", "confirm", "undo", "undo", "undo"]


def test_undoing_an_added_figure_takes_it_from_the_text(window: MainWindow, press: Press) -> None:
    count = len(window.session.review.figures)
    select(window, "2025年，全区")
    press("n", "u")
    assert len(window.session.review.figures) == count
    assert window.session.current is not None


def test_tab_and_letters_walk_without_deciding(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    assert current_text(window) == "5.4%"
    press("j", "j", "k")
    assert current_text(window) == "6.8%"
    press(Qt.Key.Key_Backtab, hold=SHIFT)
    assert current_text(window) == "5.4%"
    assert rows(window) == []


def test_after_the_last_figure_the_walk_goes_round_to_what_is_left(window: MainWindow, press: Press) -> None:
    press("j")
    for _ in range(len(window.session.review.figures) - 1):
        press(Qt.Key.Key_Return)
    assert current_text(window) == "638.5亿元"
    press(Qt.Key.Key_Return)
    assert {shown.state for shown in window.session.review.figures} == {"confirmed"}
    press(Qt.Key.Key_Return)
    assert len(rows(window)) == len(window.session.review.figures)


def test_the_form_corrects_by_keyboard_alone(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    field = window.focusWidget()
    assert field is window.form.fields["indicator"]
    qtbot.keyClicks(field, "GDP x1")
    press(Qt.Key.Key_Tab)
    assert window.focusWidget() is window.form.fields["value"]
    qtbot.keyClicks(window.focusWidget(), "12 ")
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.indicator == "GDP x1"
    assert window.focusWidget() is window.view


def type_in_field(window: MainWindow, qtbot: QtBot, name: AttributeName, words: str) -> Field:
    """Type over what a field says, keys for what has keys and the rest as an input method does."""
    field = window.form.fields[name]
    field.setFocus()
    field.selectAll()
    if words.isascii():
        qtbot.keyClicks(field, words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(field, event)
    return field


@pytest.mark.parametrize(
    ("name", "words"),
    [("value", "a lot"), ("value", "5亿多吧"), ("value", "1e5"), ("period", "25"), ("period", "2025/21")],
)
def test_an_unreadable_entry_is_marked_and_never_saved(
    window: MainWindow, press: Press, qtbot: QtBot, name: AttributeName, words: str
) -> None:
    field = type_in_field(window, qtbot, name, words)
    assert field.is_marked()
    assert field.accessibleDescription() in window.form.trouble()
    assert not window.form.confirm.isEnabled()
    press(Qt.Key.Key_Escape)
    field = type_in_field(window, qtbot, name, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert rows(window) == []
    assert window.focusWidget() is field
    press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert not field.is_marked()
    assert field.text() == {"value": "638.5亿", "period": "2025"}[name]
    assert window.focusWidget() is window.view


@pytest.mark.parametrize(
    ("typed", "value", "unit", "reading"),
    [
        ("559.2亿", Decimal(55_920_000_000), "元", "559.2亿元 = 55,920,000,000元"),
        ("3.5万户", Decimal(35_000), "户", "3.5万户 = 35,000户"),
        ("5%—6%", (Decimal(5), Decimal(6)), "%", "5 – 6%"),
        ("三分之二", Decimal("66.67"), "%", "66.67%"),
    ],
)
def test_a_value_is_read_as_a_report_is(
    window: MainWindow, qtbot: QtBot, typed: str, value: object, unit: str, reading: str
) -> None:
    field = type_in_field(window, qtbot, "value", typed)
    assert window.form.reading() == reading
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.value, row.figure.unit) == (value, unit)


def test_clicking_a_mark_takes_it_under_decision(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.report is not None
    at = window.session.report.text.index("12家")
    cursor = window.view.textCursor()
    cursor.setPosition(at + 1)
    spot = window.view.cursorRect(cursor).center()
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert current_text(window) == "12家"


def test_buttons_do_what_their_keys_do(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.form.choice_buttons.kinds["rank"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.form.choice_buttons.bounds["ge"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.form.choice_buttons.statuses["target"], Qt.MouseButton.LeftButton)
    figures = [row.figure for row in rows(window) if row.figure]
    assert [(f.kind, f.bound, f.status) for f in figures] == [
        ("rank", "eq", "actual"),
        ("rank", "ge", "actual"),
        ("rank", "ge", "target"),
    ]
