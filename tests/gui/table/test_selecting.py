"""What is selected in the table is tinted in the text, and a stretch of text selects its rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.style import theme
from gui.window import MainWindow
from tests.gui.text_formats import seen, seen_words

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tinted(window: MainWindow) -> list[str]:
    ground = theme.hover_format().background()
    return seen_words(window, lambda look: look.background() == ground)


def selected(window: MainWindow) -> list[str]:
    rows = window.table.table.selectionModel().selectedRows(1)
    return [str(index.data()) for index in sorted(rows, key=lambda index: index.row())]


def test_rows_selected_are_tinted_in_the_text(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    table = window.table.table
    table.setFocus()
    table.selectRow(0)
    assert tinted(window) == []
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert selected(window) == ["638.5亿元", "5.4%", "6.8%"]
    # the last is under decision, and that is what is seen of it
    assert tinted(window) == ["638.5亿元", "5.4%"]
    press(Qt.Key.Key_Escape, "j")
    assert tinted(window) == []
    assert len(selected(window)) == 1


def test_a_stretch_of_text_selects_its_rows(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    window.view.setFocus()
    figures = window.session.review.figures
    cursor = window.view.textCursor()
    cursor.setPosition(figures[1].figure.start)
    window.view.setTextCursor(cursor)
    for _ in range(figures[3].figure.end - figures[1].figure.start):
        qtbot.keyClick(window.view, Qt.Key.Key_Right, SHIFT)
    assert selected(window) == tinted(window) == ["5.4%", "6.8%", "12家"]
    assert window.table.chosen() == {shown.target for shown in figures[1:4]}


def test_a_key_held_with_ctrl_or_shift_selects_no_more_rows(window: MainWindow, qtbot: QtBot) -> None:
    """Keys come from the screen here: only these tell Qt what is held."""
    screen = window.windowHandle()
    window.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(screen, Qt.Key.Key_J, CTRL)  # type: ignore[call-overload]
    assert selected(window) == ["12家"]
    qtbot.keyClick(screen, Qt.Key.Key_D, SHIFT)  # type: ignore[call-overload]
    assert selected(window) == ["25个"]
    assert tinted(window) == []


def test_another_report_has_nothing_tinted(window: MainWindow) -> None:
    window.table.select([shown.target for shown in window.session.review.figures[:3]])
    assert tinted(window)
    window.session.close_report()
    assert seen(window) == []
