"""The form's fields complete from what the store, the report and the lexicon say; Enter completes before it keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.decision import Decision
from gui.widgets.field import Field
from gui.window import MainWindow

Press = Callable[..., None]


def last_row(window: MainWindow) -> Decision:
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    return store.log(report.digest, window.session.annotator)[-1]


def has_initials(window: MainWindow) -> bool:
    words = window.field_vocabularies.by_attribute["indicator"]
    return len(words) > 0 and not words.unlearnt


@pytest.fixture
def indicator(window: MainWindow, qtbot: QtBot) -> Field:
    """Wait until names can be found by initials, and put the keyboard into the field."""
    qtbot.waitUntil(lambda: has_initials(window), timeout=20_000)
    qtbot.keyClick(window.view, "e")
    field = window.form.fields["indicator"]
    assert window.focusWidget() is field
    return field


def test_initials_find_a_name_and_two_enters_keep_it(window: MainWindow, indicator: Field, qtbot: QtBot) -> None:
    target = window.session.current
    assert target is not None
    qtbot.keyClicks(indicator, "czdcsyl")
    assert indicator.offered() == ["城镇调查失业率"]
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    assert indicator.text() == "城镇调查失业率"
    assert indicator.offered() == []
    assert window.session.review.figures[0].state == "undecided"
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    row = last_row(window)
    assert row.figure is not None
    assert (row.target, row.figure.indicator) == (target.target, "城镇调查失业率")
    assert window.focusWidget() is window.view


def test_characters_find_a_name_in_their_order(indicator: Field, qtbot: QtBot) -> None:
    type_words(indicator, "生值")
    assert indicator.offered()[0] == "地区生产总值"
    qtbot.keyClick(indicator, Qt.Key.Key_Down)
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    assert indicator.text() == "地区生产总值"


def test_typed_words_are_not_replaced_unless_a_row_is_chosen(
    window: MainWindow, indicator: Field, qtbot: QtBot
) -> None:
    type_words(indicator, "生产总值")
    assert indicator.offered()
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    row = last_row(window)
    assert row.figure is not None
    assert row.figure.indicator == "生产总值"


def test_the_arrows_go_round_and_tab_takes_the_row_along(window: MainWindow, indicator: Field, qtbot: QtBot) -> None:
    qtbot.keyClick(indicator, "z")
    rows = indicator.offered()
    assert len(rows) > 2
    qtbot.keyClick(indicator, Qt.Key.Key_Down)
    qtbot.keyClick(indicator, Qt.Key.Key_Tab)
    assert indicator.text() == rows[1]
    assert indicator.offered() == []
    assert window.focusWidget() is window.form.fields["value"]


def test_escape_drops_the_list_then_leaves_the_form(window: MainWindow, indicator: Field, qtbot: QtBot) -> None:
    qtbot.keyClick(indicator, "z")
    assert indicator.offered()
    qtbot.keyClick(indicator, Qt.Key.Key_Escape)
    assert indicator.offered() == []
    assert window.focusWidget() is indicator
    qtbot.keyClick(indicator, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view
    assert indicator.text() == "地区生产总值"


def test_down_lists_what_is_near_until_something_is_typed(
    window: MainWindow, press: Press, qtbot: QtBot, indicator: Field
) -> None:
    qtbot.keyClick(indicator, Qt.Key.Key_Escape)
    press("j", "j", "e")
    assert indicator.text() == "规上工业增加值"
    qtbot.keyClick(indicator, Qt.Key.Key_Down)
    near = indicator.offered()
    assert "工业增加值" in near
    assert "地区生产总值" in near
    assert indicator.text() not in near
    qtbot.keyClick(indicator, Qt.Key.Key_Down)
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    assert indicator.text() == near[1]
    type_words(indicator, "失业")
    qtbot.keyClick(indicator, Qt.Key.Key_Escape)
    qtbot.keyClick(indicator, Qt.Key.Key_Down)
    assert indicator.offered() == ["城镇调查失业率"]


def test_a_row_is_taken_by_the_mouse(indicator: Field, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QListWidget

    qtbot.keyClick(indicator, "z")
    (rows,) = indicator.window().findChildren(QListWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    wanted = indicator.offered()[1]
    spot = rows.visualItemRect(rows.item(1)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert indicator.text() == wanted


def test_unit_and_period_complete_from_those_in_use(window: MainWindow, indicator: Field, qtbot: QtBot) -> None:
    unit, period = window.form.fields["unit"], window.form.fields["period"]
    unit.setFocus()
    type_words(unit, "分点")
    assert "百分点" in unit.offered()
    period.setFocus()
    assert unit.offered() == []
    type_words(period, "20")
    assert period.offered() == ["2025", "2026"]


def test_what_is_decided_is_offered_at_once_and_in_other_reports(
    window: MainWindow, indicator: Field, qtbot: QtBot, tmp_path: Path
) -> None:
    type_words(indicator, "云汀指数")
    qtbot.keyClick(indicator, Qt.Key.Key_Return)
    assert "云汀指数" in window.field_vocabularies.by_attribute["indicator"].match("云指")
    other = tmp_path / "另一份.txt"
    other.write_text("霁川县2026年政府工作报告\n\n全年新增就业3万人。\n", encoding="utf-8")
    window.open_path(other)
    qtbot.waitUntil(
        lambda: window.session.ready and window.session.report is not None and window.session.report.name == "另一份",
        timeout=20_000,
    )
    words = window.field_vocabularies.by_attribute["indicator"]
    qtbot.waitUntil(lambda: words.match("云指") == ["云汀指数"] and not words.unlearnt, timeout=20_000)
    assert words.match("ytzs") == ["云汀指数"]


def type_words(field: Field, words: str) -> None:
    """Type Chinese over what a field says, as an input method does."""
    from PySide6.QtGui import QInputMethodEvent

    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def test_down_lists_first_what_the_detector_offered_and_did_not_choose(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: has_initials(window), timeout=20_000)
    figures = window.session.review.figures
    with_candidates = [one for one in figures if one.proposal is not None and one.proposal.candidates]
    assert with_candidates
    window.session.go_to(with_candidates[0].target)
    press("e")
    field = window.form.fields["indicator"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    proposal = with_candidates[0].proposal
    assert proposal is not None
    texts = [one.text for one in proposal.candidates]
    assert field.offered()[: len(texts)] == texts


def test_what_is_offered_goes_with_the_figure_that_is_confirmed_by_the_mouse(
    window: MainWindow, indicator: Field, qtbot: QtBot
) -> None:
    type_words(indicator, "生产总值")
    assert indicator.offered()
    before = window.session.current
    qtbot.mouseClick(window.form.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.current is not before)
    assert indicator.offered() == []
