"""Numerals nobody has read are marked, counted and led to; a figure takes them off the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from core.annotation.decision import new_step
from core.annotation.label import new_label
from core.figure import Span
from gui.main_window import MainWindow

Press = Callable[..., None]
OpenWindow = Callable[[Path], MainWindow]
TEXT = "霁川县2026年政府工作报告\n\n2025年，全县新建公园12个，受理事项37，办结35。\n"
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
    qtbot.waitUntil(lambda: bool(opened.leftover.remaining()), timeout=20_000)
    return opened


def words(window: MainWindow) -> list[str]:
    return [TEXT[start:end] for start, end in window.leftover.remaining()]


def underline(window: MainWindow, at: int) -> QTextCharFormat.UnderlineStyle:
    cursor = QTextCursor(window.view.document())
    cursor.setPosition(at + 1)
    return cursor.charFormat().underlineStyle()


def test_they_are_marked_faintly_and_counted(window: MainWindow) -> None:
    assert words(window) == ["37", "35"]
    assert window.leftover.label.text() == "unread numerals: 2"
    assert window.leftover.label.isVisible()
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
    assert window.leftover.label.text() == "unread numerals: 1"
    assert underline(window, TEXT.index("35")) == QTextCharFormat.UnderlineStyle.SingleUnderline
    press("l", "n")
    assert words(window) == []
    assert window.leftover.label.text() == "no numeral left unread"
    press("l")
    assert not window.view.textCursor().hasSelection()


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
    qtbot.waitUntil(lambda: window.leftover.label.text() == "no numeral left unread", timeout=20_000)
    assert window.leftover.remaining() == []


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
