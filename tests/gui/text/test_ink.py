"""Letters are drawn beforehand, a few at a time, each once in a font."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.text.ink import LETTERS
from gui.window import MainWindow

Press = Callable[..., None]
OpenWindow = Callable[[Path], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def left(window: MainWindow) -> int:
    assert window.view.ink is not None
    return window.view.ink.left()


def wait_until_dry(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: left(window) == 0)


def test_the_letters_of_a_report_are_drawn_soon_and_those_of_the_next_one_only_where_they_are_new(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "一.txt", tmp_path / "二.txt"
    words = "政府工作报告新建公园绿化率办结事项增长投资消费出口就业教育医疗养老住房交通水利"
    first.write_text(words + "三个。\n", encoding="utf-8")
    second.write_text(words + "四座。\n", encoding="utf-8")
    window = open_window(first)
    wait_until_dry(window, qtbot)
    # as the report comes: a moment later they may be drawn
    seen: list[int] = []
    window.session.opened.connect(lambda: seen.append(left(window)))
    window.open_path(second)
    qtbot.waitUntil(lambda: window.session.report is not None and window.session.report.name == "二")
    assert 0 < max(seen) <= len("四座")
    wait_until_dry(window, qtbot)


def test_another_size_of_the_text_has_them_drawn_anew(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    wait_until_dry(window, qtbot)
    press(Qt.Key.Key_Equal, hold=CTRL)
    assert left(window) > LETTERS
    wait_until_dry(window, qtbot)
    press(Qt.Key.Key_Minus, hold=CTRL)
    assert left(window) > LETTERS
