"""A rejection says why by one key; a flag and a note stay with a figure, whatever is decided on it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from core.model.decision import Reason, Remark
from gui.table.table_model import SHOWN_ROLE
from gui.window import MainWindow
from tests.gui.session.test_deciding import current_text, rows
from tests.gui.text_formats import corners

Press = Callable[..., None]
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS: list[tuple[str, Reason]] = [
    ("d", "date"),
    ("o", "ordinal"),
    ("s", "name"),
    ("q", "qualifier"),
    ("c", "count"),
    ("x", "other"),
]


def first_row(window: MainWindow) -> list[str]:
    model = window.table.model
    return [str(model.index(0, column).data()) for column in range(model.columnCount())]


@pytest.mark.parametrize(("key", "reason"), KEYS)
def test_one_key_rejects_with_a_reason_and_goes_on(window: MainWindow, press: Press, key: str, reason: Reason) -> None:
    press(key, hold=SHIFT)
    assert [(row.verdict, row.reason) for row in rows(window)] == [("reject", reason)]
    assert current_text(window) == "5.4%"
    press("u")
    assert window.session.review.figures[0].state == "undecided"


def test_a_plain_rejection_has_no_reason_and_gets_one_later(window: MainWindow, press: Press) -> None:
    press("x", "k")
    assert rows(window)[-1].reason is None
    press("d", hold=SHIFT)
    assert [row.reason for row in rows(window)] == [None, "date"]
    assert "a date" in first_row(window)[0]
    press("k")
    press("d", hold=SHIFT)
    press("k", "x")
    assert len(rows(window)) == 2


def test_a_flag_is_seen_stays_and_is_led_to(window: MainWindow, press: Press) -> None:
    press("f")
    first = window.session.current
    assert first is not None
    assert first.state == "undecided"
    assert "★" in first_row(window)[0]
    assert [shown.target for shown, _ in corners(window)] == [first.target]
    assert window.view.viewport().rect().contains(corners(window)[0][1].boundingRect().toRect())
    press(Qt.Key.Key_Return, "j", "f", "j", "g")
    assert window.session.current is window.session.review.figures[0]
    assert window.session.current.state == "confirmed"
    assert window.session.current.remark.flagged
    press("g")
    assert window.session.current is window.session.review.figures[2]
    press("g", hold=SHIFT)
    press("f")
    assert "★" not in first_row(window)[0]
    assert [shown.target for shown, _ in corners(window)] == [window.session.review.figures[2].target]
    assert window.session.review.figures[0].state == "confirmed"


def test_a_note_is_written_kept_found_and_undone(window: MainWindow, press: Press) -> None:
    press("m")
    line = window.parts.note_bar.line
    assert window.focusWidget() is line
    press(*"x1 ask", Qt.Key.Key_Return)
    assert window.focusWidget() is window.view
    assert [row.remark for row in rows(window)] == [Remark("x1 ask")]
    assert window.session.review.figures[0].state == "undecided"
    assert "x1 ask" in first_row(window)
    assert "※" in first_row(window)[0]
    window.table.look_for("x1", frozenset())
    assert [window.table.model.index(0, 0).data(SHOWN_ROLE).remark.note] == ["x1 ask"]
    assert window.table.model.rowCount() == 1
    window.table.look_for("", frozenset())
    press("m", Qt.Key.Key_End, "!", Qt.Key.Key_Escape)
    assert len(rows(window)) == 1
    press("u")
    assert first_row(window)[-1] == ""
    press("y", hold=Qt.KeyboardModifier.ControlModifier)
    assert "x1 ask" in first_row(window)


def test_a_flag_survives_the_window(window: MainWindow, press: Press) -> None:
    press("f", Qt.Key.Key_Return)
    report = window.session.report
    assert report is not None
    window.workspace.name_annotator("王强", another=True)
    assert not window.session.review.figures or not window.session.review.figures[0].remark.flagged
    window.workspace.name_annotator("Annotator", another=True)
    assert window.session.store is not None
    kept = window.session.store.log(report.digest, window.session.annotator)
    assert [row.verdict for row in kept] == ["remark", "confirm"]
    assert window.session.review.figures[0].remark.flagged
