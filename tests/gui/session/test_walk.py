"""The walk goes in the order one chooses, and decisions do not move what is still to come."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from gui.window import MainWindow
from tests.gui.session.test_deciding import current_text, select

Press = Callable[..., None]
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def walked(window: MainWindow, press: Press, keys: int) -> list[str]:
    seen = [current_text(window)]
    for _ in range(keys):
        press(Qt.Key.Key_Return)
        seen.append(current_text(window))
    return seen


@pytest.mark.parametrize(("key", "attribute"), [("3", "kind"), ("4", "unit"), ("5", "indicator")])
def test_those_that_are_alike_come_one_after_the_other(
    window: MainWindow, press: Press, key: str, attribute: str
) -> None:
    said = {shown.target: getattr(shown.figure, attribute) for shown in window.session.review.figures}
    press(key, hold=ALT)
    order = []
    for _ in said:
        shown = window.session.current
        assert shown is not None
        order.append((said[shown.target], shown.target))
        press(Qt.Key.Key_Return)
    assert {target for _, target in order} == set(said)
    changes = sum(one != other for (one, _), (other, _) in pairwise(order))
    assert 1 < changes + 1 == len(set(said.values()))
    # those that are alike stand in text order
    assert all(before < after for (one, before), (other, after) in pairwise(order) if one == other)
    assert window.session.progress.left.total() == 0


def test_an_order_that_leaps_is_named_in_the_status_bar(window: MainWindow, press: Press) -> None:
    order = window.status.order
    assert not order.isVisible()
    press("2", hold=ALT)
    assert (order.isVisible(), order.text()) == (True, "Least confident first")
    press("4", hold=ALT)
    assert order.text() == "By unit"
    press("1", hold=ALT)
    assert not order.isVisible()


def test_least_confident_first(window: MainWindow, press: Press) -> None:
    press("2", hold=ALT)
    seen = []
    for _ in range(5):
        shown = window.session.current
        assert shown is not None
        assert shown.proposal is not None
        seen.append(shown.proposal.confidence)
        press("j")
    assert seen == sorted(seen)
    least = min(s.proposal.confidence for s in window.session.review.figures if s.proposal)
    assert seen[0] == least


def test_a_correction_does_not_move_the_walk(window: MainWindow, press: Press) -> None:
    press("3", hold=ALT)
    first = walked(window, press, 1)[1]
    press("u")
    press("7", Qt.Key.Key_Return)
    assert current_text(window) == first


def test_an_added_figure_joins_the_walk(window: MainWindow, press: Press) -> None:
    select(window, "2025年，全区")
    press("n", "j")
    assert current_text(window) == "638.5亿元"
    press("k")
    assert current_text(window) == "2025年，全区"


def test_undo_and_redo_say_what_they_are_about(window: MainWindow, press: Press) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    press(Qt.Key.Key_Return, "x")
    assert undo.text() == "Undo: reject 5.4%"
    press("u")
    assert (undo.text(), redo.text()) == ("Undo: confirm 638.5亿元", "Redo: reject 5.4%")
    press("z", hold=CTRL | SHIFT)
    assert (undo.text(), redo.text()) == ("Undo: reject 5.4%", "Redo")


def test_b_goes_back_over_what_was_decided_last(window: MainWindow, press: Press) -> None:
    figures = window.session.review.figures
    targets = [shown.target for shown in figures[:4]]
    press(Qt.Key.Key_Return, "x", "j", Qt.Key.Key_Return)
    assert [shown.state for shown in figures[:4]] == ["confirmed", "rejected", "undecided", "confirmed"]
    press("b")
    seen = []
    for _ in range(4):
        assert window.session.current is not None
        seen.append(window.session.current.target)
        press("b")
    assert seen == [targets[3], targets[1], targets[0], targets[0]]
    press("j", "j", "b")
    assert window.session.current is not None
    assert window.session.current.target == targets[3]
    press("5", "b")
    assert window.session.current is not None
    assert window.session.current.target == targets[1]
