"""Numerals nobody has read are marked, counted and led to; a figure takes them off the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.figure import Span
from core.model.label import new_label
from gui.window import MainWindow
from tests.gui.text_formats import look_at

Press = Callable[..., None]
OpenWindow = Callable[[Path], MainWindow]
TEXT = "霁川县2026年政府工作报告\n\n2025年，全县新建公园12个，受理事项37，办结35。\n"
SHIFT = Qt.KeyboardModifier.ShiftModifier
DOTS = QTextCharFormat.UnderlineStyle.DotLine


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "霁川县.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path, qtbot: QtBot) -> MainWindow:
    """Open the window and wait for the numerals that are left."""
    opened = open_window(report_file)
    qtbot.waitUntil(lambda: bool(opened.unread_numerals.remaining()), timeout=20_000)
    return opened


def words(window: MainWindow) -> list[str]:
    return [TEXT[start:end] for start, end in window.unread_numerals.remaining()]


def underline(window: MainWindow, at: int) -> QTextCharFormat.UnderlineStyle:
    return look_at(window, at).underlineStyle()


def test_they_are_marked_faintly_and_counted(window: MainWindow) -> None:
    assert words(window) == ["37", "35"]
    assert window.unread_numerals.label.text() == "unrecognised numbers: 2"
    assert window.unread_numerals.label.isVisible()
    assert underline(window, TEXT.index("37")) == underline(window, TEXT.index("35")) == DOTS
    assert underline(window, TEXT.index("12个")) != DOTS
    assert underline(window, TEXT.index("受理")) == QTextCharFormat.UnderlineStyle.NoUnderline


def test_l_leads_to_them_and_n_makes_a_figure(window: MainWindow, press: Press) -> None:
    press("l")
    cursor = window.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == Span(TEXT.index("37"), TEXT.index("37") + 2)
    press("l")
    assert window.view.textCursor().selectionStart() == TEXT.index("35")
    press("l")
    assert window.view.textCursor().selectionStart() == TEXT.index("37")
    press(Qt.Key.Key_L, hold=Qt.KeyboardModifier.ShiftModifier)
    assert window.view.textCursor().selectionStart() == TEXT.index("35")
    press("n")
    assert words(window) == ["37"]
    assert window.unread_numerals.label.text() == "unrecognised numbers: 1"
    assert underline(window, TEXT.index("35")) == QTextCharFormat.UnderlineStyle.SingleUnderline
    press("l", "n")
    assert words(window) == []
    assert window.unread_numerals.label.text() == "no unrecognised numbers"
    press("l")
    assert not window.view.textCursor().hasSelection()


def test_one_that_is_no_figure_is_rejected_with_a_reason(window: MainWindow, press: Press) -> None:
    """The figure that was under decision before, perhaps out of sight, is not touched."""
    session = window.session
    press("l")
    assert session.current is not None
    assert (session.current.figure.span, session.current.state) == (
        Span(*window.unread_numerals.remaining()[0]),
        "undecided",
    )
    assert "not proposed by any source" in window.form.findChildren(QLabel)[1].text()
    press(Qt.Key.Key_C, hold=SHIFT)
    assert words(window) == ["35"]
    rejected = [shown for shown in session.review.figures if shown.state == "rejected"]
    assert [TEXT[slice(*shown.figure.span)] for shown in rejected] == ["37"]
    assert rejected[0].decision is not None
    assert (rejected[0].decision.reason, rejected[0].target) == ("count", rejected[0].figure.span)
    assert underline(window, TEXT.index("37")) != DOTS
    assert session.progress.decided == 1
    press("l", "x")
    assert window.unread_numerals.label.text() == "no unrecognised numbers"
    assert [shown.state for shown in session.review.figures] == ["undecided", "rejected", "rejected"]
    press("u", "u")
    assert words(window) == ["37", "35"]
    assert len(session.review.figures) == 1


def test_one_that_is_a_figure_is_confirmed_as_read_or_corrected(window: MainWindow, press: Press) -> None:
    session = window.session
    press("l", "l", "1", Qt.Key.Key_Return)
    assert words(window) == ["37"]
    added = session.review.get(Span(TEXT.index("35"), TEXT.index("35") + 2))
    assert added is not None
    assert (added.state, added.figure.kind, added.proposed) == ("added", "level", None)
    assert session.current is not None
    assert session.current.state == "undecided"
    press("l", Qt.Key.Key_Return)
    assert [shown.state for shown in session.review.figures] == ["undecided", "added", "added"]


def test_what_is_decided_elsewhere_meanwhile_stays_what_it_is(window: MainWindow, press: Press) -> None:
    press("l", "f")
    assert window.notice.text() == "There is no figure here yet. Confirm or reject the number first."
    press(Qt.Key.Key_Return, hold=SHIFT)
    press(Qt.Key.Key_Return)
    assert [shown.state for shown in window.session.review.figures] == ["confirmed"]
    assert words(window) == ["37", "35"]


def test_the_walk_goes_on_from_one(window: MainWindow, press: Press) -> None:
    press("l", "k")
    assert window.session.current is not None
    assert TEXT[slice(*window.session.current.figure.span)] == "12个"
    press("l", "n", "l", "l", "j")
    assert window.session.current is not None
    assert TEXT[slice(*window.session.current.figure.span)] == "35"


def test_undone_they_are_left_again(window: MainWindow, press: Press) -> None:
    press("l", "n")
    assert words(window) == ["35"]
    press("u")
    assert words(window) == ["37", "35"]
    assert underline(window, TEXT.index("37")) == DOTS


def test_a_figure_moved_off_one_leaves_it(window: MainWindow, press: Press) -> None:
    """The marks follow a figure whose edge runs over a numeral and back."""
    for _ in "，受理事项37":
        press("]")
    assert words(window) == ["35"]
    assert underline(window, TEXT.index("37")) != DOTS
    press("}")
    assert words(window) == ["35"]
    press("}")
    assert words(window) == ["37", "35"]
    assert underline(window, TEXT.index("37")) == DOTS


def test_the_marks_outlive_a_change_of_size(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Plus, hold=Qt.KeyboardModifier.ControlModifier)
    assert underline(window, TEXT.index("37")) == DOTS


def test_another_report_has_its_own(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text("霁川县2025年政府工作报告\n\n全县新建公园8个。\n", encoding="utf-8")
    window.open_path(other)
    qtbot.waitUntil(lambda: window.unread_numerals.label.text() == "no unrecognised numbers", timeout=20_000)
    assert window.unread_numerals.remaining() == []


def test_a_label_over_a_numeral_leaves_it_unread(window: MainWindow, press: Press) -> None:
    store = window.session.store
    assert store is not None
    store.append([new_step(window.session.annotator).label(new_label("事项", "Matter", "red", "m"))])
    window.session.relabel()
    caret = window.view.textCursor()
    caret.setPosition(TEXT.index("受理"))
    caret.setPosition(TEXT.index("37") + 2, QTextCursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(caret)
    press("i", "m")
    assert words(window) == ["37", "35"]
    assert underline(window, TEXT.index("37")) == DOTS
    assert underline(window, TEXT.index("受理")) == QTextCharFormat.UnderlineStyle.SingleUnderline
    press("u")
    assert underline(window, TEXT.index("37")) == DOTS
    assert underline(window, TEXT.index("受理")) == QTextCharFormat.UnderlineStyle.NoUnderline
    press("l")
    press("i", "m")
    assert words(window) == ["35"]
