"""The reasons pane tells by which rules and words the figure under decision was read, and lights the words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from core.detection.rule import rule_texts
from core.model.figure import Span
from gui.overlays.reasons import ReasonsPane
from gui.window import MainWindow

Press = Callable[..., None]


def topics(pane: ReasonsPane) -> dict[str, list[str]]:
    """Return what is said of each topic: its lines by its first word."""
    items = [pane.tree.topLevelItem(row) for row in range(pane.tree.topLevelItemCount())]
    return {item.text(0).partition("  ")[0]: lines(item) for item in items if item is not None}


def lines(item: QTreeWidgetItem) -> list[str]:
    return [item.child(row).text(0) for row in range(item.childCount())]


def lit(window: MainWindow) -> list[str]:
    assert window.session.report is not None
    return [window.session.report.text[slice(*span)] for span in window.session.evidence()]


@pytest.fixture
def pane(window: MainWindow, press: Press) -> ReasonsPane:
    """Go to the growth of 5.4 % and open the pane by its key."""
    press("j", "w")
    assert window.parts.reasons.isVisible()
    assert window.focusWidget() is window.parts.reasons.tree
    return window.parts.reasons


def test_every_attribute_has_its_rules_and_their_words(window: MainWindow, pane: ReasonsPane) -> None:
    said = topics(pane)
    assert list(said) == [
        "Numeral", "Doubtful because", "Indicator", "Kind", "Bound", "Value", "Unit", "Status", "Period", "Area",
        "Base year",
    ]  # fmt: skip
    assert all(said.values())
    assert said["Kind"] == [f"{rule_texts()['kind.moved_share'].en}  “增长”"]


def test_it_follows_the_walk_and_the_words_of_what_is_selected_are_lit(
    window: MainWindow, pane: ReasonsPane, press: Press
) -> None:
    while (pane.tree.currentItem() or pytest.fail("nothing is selected")).text(0) != "Kind  Growth":
        press(Qt.Key.Key_Down)
    assert lit(window) == ["增长"]
    press(Qt.Key.Key_Escape)
    assert pane.isVisible()
    assert window.focusWidget() is window.view
    press("k")
    assert topics(pane)["Kind"] == [rule_texts()["kind.amount"].en]
    assert (pane.tree.currentItem() or pytest.fail("nothing is selected")).text(0) == "Indicator  地区生产总值"


def test_what_was_corrected_is_told_beside_what_was_read(window: MainWindow, pane: ReasonsPane, press: Press) -> None:
    press(Qt.Key.Key_Escape, "4")
    said = topics(pane)["Kind"]
    assert said[0].startswith(rule_texts()["kind.moved_share"].en)
    assert said[1] == "Corrected to Change"


def test_the_key_closes_the_pane_where_the_keyboard_is_in_it(
    window: MainWindow, pane: ReasonsPane, press: Press
) -> None:
    press("w")
    assert not pane.isVisible()
    assert window.focusWidget() is window.view


def test_selected_words_that_are_no_figure_are_told_why(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    assert window.session.report is not None
    start = window.session.report.text.index("2025年，")
    window.view.setTextCursor(window.view.cursor_on(Span(start, start + 5)))
    press("w")
    pane = window.parts.reasons
    qtbot.waitUntil(lambda: list(topics(pane)) == ["“2025年”"])
    item = pane.tree.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "“2025年”  No figure: a date or a period"
    assert lines(item) == [f"{rule_texts()['exclusion.in_time'].en}  “2025年”"]


def test_a_figure_added_by_hand_is_told_how_the_detector_sees_it(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    assert window.session.report is not None
    start = window.session.report.text.index("2025年，")
    window.view.setTextCursor(window.view.cursor_on(Span(start, start + 5)))
    press("n", Qt.Key.Key_Return, "k", "w")
    shown = window.session.current
    assert shown is not None
    assert shown.target == Span(start, start + 5)
    qtbot.waitUntil(lambda: list(topics(window.parts.reasons)) == ["“2025年”"])


def test_words_without_a_numeral_have_one_sentence(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    assert window.session.report is not None
    start = window.session.report.text.index("口袋公园")
    window.view.setTextCursor(window.view.cursor_on(Span(start, start + 4)))
    press("w")
    qtbot.waitUntil(lambda: list(topics(window.parts.reasons)) == ["No numeral stands there."])


def test_the_forms_button_opens_the_pane(window: MainWindow, qtbot: QtBot) -> None:
    (button,) = [one for one in window.form.findChildren(QToolButton) if one.text().startswith("Why?")]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.parts.reasons.isVisible()
    assert next(iter(topics(window.parts.reasons))) == "Numeral"
