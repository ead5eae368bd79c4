"""Resting the mouse on a figure shows what it measures, and takes nothing under decision."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.style import theme
from gui.text.mouse import tool_tip
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.text_formats import seen_words

Press = Callable[..., None]


def spot(window: MainWindow, offset: int) -> QPoint:
    """Return the middle of a character in the viewport."""
    view, cursor = window.view, window.view.textCursor()
    cursor.setPosition(view.offsets.to_qt(offset))
    left = view.cursorRect(cursor)
    cursor.setPosition(view.offsets.to_qt(offset + 1))
    return QPoint((left.left() + view.cursorRect(cursor).left()) // 2, left.center().y())


def tinted(window: MainWindow) -> list[str]:
    tint = theme.theme()["hover"]
    return seen_words(window, lambda look: look.background().color() == tint)


def test_a_figure_under_the_mouse_is_tinted_with_the_words_that_name_it(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.current
    qtbot.mouseMove(window.view.viewport(), spot(window, REPORT.index("6.8%")))
    qtbot.waitUntil(lambda: tinted(window) == ["规上工业增加值", "6.8%"])
    qtbot.mouseMove(window.view.viewport(), spot(window, REPORT.index("全市第一") - 9))
    qtbot.waitUntil(lambda: not tinted(window))
    qtbot.mouseMove(window.view.viewport(), spot(window, REPORT.index("12家")))
    qtbot.waitUntil(lambda: tinted(window)[-1:] == ["12家"])
    QApplication.sendEvent(window.view.viewport(), QEvent(QEvent.Type.Leave))
    assert tinted(window) == []
    assert window.session.current is before


def test_beyond_the_end_of_a_line_there_is_nothing(window: MainWindow, qtbot: QtBot) -> None:
    end = spot(window, REPORT.index("1.8倍"))
    qtbot.mouseMove(window.view.viewport(), end)
    qtbot.waitUntil(lambda: bool(tinted(window)))
    qtbot.mouseMove(window.view.viewport(), QPoint(window.view.viewport().width() - 2, end.y()))
    qtbot.waitUntil(lambda: not tinted(window))


def test_resting_says_how_it_is_read_in_plain_text(window: MainWindow, qtbot: QtBot) -> None:
    place = spot(window, REPORT.index("638.5亿元"))
    globally = window.view.viewport().mapToGlobal(place)
    QApplication.sendEvent(window.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, globally))
    assert QToolTip.text().splitlines() == [
        "Undecided",
        "Level · Actual · 2025",
        "地区生产总值",
        "= 638.5亿元 = 63,850,000,000元",
    ]
    QToolTip.hideText()


def test_what_an_annotator_wrote_is_never_taken_for_markup(window: MainWindow, press: Press) -> None:
    window.verdicts.note("<b>bold</b> & <img src=x>")
    shown = window.session.current
    assert shown is not None
    first, *rest = tool_tip(shown).splitlines()
    assert "<" not in first
    assert rest[-1] == "<b>bold</b> & <img src=x>"
    from PySide6.QtWidgets import QLabel

    label = QLabel(tool_tip(shown))
    plain = QLabel(tool_tip(shown))
    plain.setTextFormat(Qt.TextFormat.PlainText)
    # the label guesses as a tooltip does
    assert label.sizeHint() == plain.sizeHint()


def test_a_click_still_goes_to_the_figure(window: MainWindow, qtbot: QtBot) -> None:
    place = spot(window, REPORT.index("12家"))
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = window.session.current
    assert shown is not None
    assert REPORT[shown.figure.start : shown.figure.end] == "12家"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_click_anywhere_in_a_line_below_an_empty_one_is_in_that_line(
    window: MainWindow, press: Press, qtbot: QtBot, part: float
) -> None:
    press("j")
    box = window.view.cursorRect(window.view.cursor_on(Span(*[REPORT.index("38.5亿元")] * 2)))
    place = QPoint(box.center().x(), round(box.top() + part * box.height()))
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = window.session.current
    assert shown is not None
    assert REPORT[shown.figure.start : shown.figure.end] == "638.5亿元"


@pytest.mark.parametrize("nth", [0, -1])
def test_a_click_anywhere_on_a_character_goes_to_its_figure_and_beside_it_to_none(
    window: MainWindow, qtbot: QtBot, nth: int
) -> None:
    """On either half of its first and its last character; on the nearer half of the characters around it."""
    viewport = window.view.viewport()
    first = window.session.current
    words = "6.8%"
    start = REPORT.index(words)
    offset = range(start, start + len(words))[nth]
    for by in (-3, 3):
        assert first is not None
        window.session.go_to(first.target)
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot(window, offset) + QPoint(by, 0))
        assert window.session.current is not None
        assert REPORT[slice(*window.session.current.figure.span)] == words
    beside = start + len(words) if nth else start - 1
    window.session.go_to(first.target)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot(window, beside) + QPoint(-5 if nth else 5, 0))
    assert window.session.current is first


def test_the_text_does_not_move_under_the_pointer(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """Wherever in the pane a figure that is seen is clicked, cut off by its edge or not; by keys it moves as ever."""
    path = tmp_path / "长.txt"
    lines = [f"第{number}个项目投资{number + 100}.5亿元，增长{number % 9 + 1}.4%。" for number in range(1, 90)]
    path.write_text("云汀区2026年政府工作报告\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    window = open_window(path)
    view = window.view
    bar = view.verticalScrollBar()
    text = window.session.report.text if window.session.report is not None else ""
    bar.setValue(bar.maximum() // 3 + 7)
    QApplication.processEvents()
    seen = 0
    for number in range(1, 90):
        box = view.cursorRect(view.cursor_on(Span(*[text.index(f"{number + 100}.5亿元") + 1] * 2)))
        if not 2 <= box.center().y() < view.viewport().height() - 2:
            continue
        before = bar.value()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        qtbot.wait(5)
        assert window.session.current is not None
        assert text[slice(*window.session.current.figure.span)] == f"{number + 100}.5亿元"
        assert bar.value() == before
        seen += 1
    assert seen > 5
    qtbot.wait(200)
    assert bar.value() == before
    window.view.setFocus()
    qtbot.keyClick(view, "j")
    qtbot.waitUntil(lambda: bar.value() != before)
