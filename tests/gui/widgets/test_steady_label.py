"""A steady label has what is around it laid out anew only where its words take more lines, or fewer."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.steady_label import SteadyLabel


@pytest.fixture
def steady(qtbot: QtBot) -> SteadyLabel:
    window, label = QWidget(), SteadyLabel(wraps=True)
    # a window nobody in Python holds would be gone with this function
    label.window_kept = window  # type: ignore[attr-defined]
    layout = QVBoxLayout(window)
    layout.addWidget(label)
    layout.addWidget(QLabel("below"))
    qtbot.addWidget(window)
    window.resize(200, 300)
    window.show()
    qtbot.waitExposed(window)
    return label


def test_words_of_one_line_leave_everything_where_it_is(steady: SteadyLabel, qtbot: QtBot) -> None:
    asked: list[QEvent] = []

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.LayoutRequest:
                asked.append(event)
            return False

    steady.setText("5.6%")
    qtbot.wait(20)
    watch, window = Watch(), steady.window()
    window.installEventFilter(watch)
    height = steady.height()
    for words in ("1.71：1", "三分之二", "", "486.3亿元"):
        steady.setText(words)
        qtbot.wait(20)
        assert (steady.text(), steady.height()) == (words, height)
    assert not asked
    steady.setText("很长的一个指标名称" * 6)
    qtbot.waitUntil(lambda: steady.height() >= 3 * height and bool(asked))
    steady.clear()
    qtbot.waitUntil(lambda: steady.height() == height)


def test_larger_letters_take_a_higher_line(steady: SteadyLabel, qtbot: QtBot) -> None:
    steady.setText("5.6%")
    height, font = steady.height(), steady.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    steady.setFont(font)
    qtbot.waitUntil(lambda: steady.height() > 1.5 * height)
