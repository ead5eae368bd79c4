"""The reader never loses the place: what is under decision rests in the middle third, on a short smooth way there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPropertyAnimation
from pytestqt.qtbot import QtBot

from gui.text.report_view import ReportView
from gui.text.scrolling import LONGEST_MS, Scrolling
from gui.window import MainWindow

Press = Callable[..., None]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """Write a report of forty paragraphs, some sentences longer than a third of the pane."""
    short = "全县第{n}片区新建厂房{n}万平方米，增长{n}.5%。"
    long = (
        "第{n}项惠民工程惠及群众{n}万人，"
        + "各级各部门齐心协力、攻坚克难、善作善成、久久为功，" * 14
        + "完成投资{n}亿元。"
    )
    lines = [(long if n % 7 == 0 else short).format(n=n) for n in range(11, 51)]
    path = tmp_path / "溪田县2026.txt"
    path.write_text("溪田县2026年政府工作报告\n\n" + "\n".join(lines), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def low(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Make the window so low that the text has to scroll."""
    window.resize(1100, 560)
    qtbot.waitUntil(lambda: window.view.verticalScrollBar().maximum() > window.view.viewport().height())
    rest(window, qtbot)
    return window


def scrolling(window: MainWindow) -> Scrolling:
    found = window.view.findChild(Scrolling)
    assert isinstance(found, Scrolling)
    return found


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the view has come to rest."""
    qtbot.waitUntil(lambda: not scrolling(window).is_moving())


def boxes(view: ReportView, window: MainWindow) -> tuple[int, int, int, int]:
    """Return the tops and bottoms of the line of the figure under decision and of its sentence."""
    shown, outline = window.session.current, window.session.outline
    assert shown is not None
    assert outline is not None
    sentence = outline.sentence_at(shown.figure.start)
    cursor = view.textCursor()
    places = []
    for offset in (shown.figure.start, sentence.start, sentence.end - 1):
        cursor.setPosition(view.offsets.to_qt(offset))
        places.append(view.cursorRect(cursor))
    return places[0].top(), places[0].bottom(), places[1].top(), places[2].bottom()


def test_every_sentence_is_read_in_the_middle_third(low: MainWindow, press: Press, qtbot: QtBot) -> None:
    view, bar, long = low.view, low.view.verticalScrollBar(), 0
    height = view.viewport().height()
    count = len(low.session.review.figures)
    assert count > 80
    for _ in range(count - 1):
        press("j")
        rest(low, qtbot)
        top, bottom, first, last = boxes(view, low)
        if last - first > height / 3:
            long += 1
            first, last = top, bottom
        above_ok = first >= height // 3 - 1 or bar.value() == bar.minimum()
        below_ok = last <= 2 * (height // 3) + 1 or bar.value() == bar.maximum()
        assert above_ok, (first, height)
        assert below_ok, (last, height)
    assert long > 3


def test_the_way_is_smooth_and_short_and_ended_by_the_next_key(low: MainWindow, press: Press, qtbot: QtBot) -> None:
    bar, seen = low.view.verticalScrollBar(), []
    while not scrolling(low).is_moving():
        press("j")
    bar.valueChanged.connect(seen.append)
    with qtbot.waitSignal(scrolling(low).findChild(QPropertyAnimation).finished, timeout=LONGEST_MS * 3):
        pass
    assert len(seen) >= 3
    assert seen == sorted(seen)
    top, *_ = boxes(low.view, low)
    assert low.view.viewport().height() // 3 - 1 <= top
    while not scrolling(low).is_moving():
        press("j")
    goal = scrolling(low).findChild(QPropertyAnimation).endValue()
    seen.clear()
    press("k")
    assert seen[0] == goal


def test_a_long_way_is_a_jump_and_so_is_every_way_where_that_is_asked_for(
    low: MainWindow, press: Press, qtbot: QtBot
) -> None:
    bar = low.view.verticalScrollBar()
    low.session.go_to(low.session.review.figures[-1].target)
    assert not scrolling(low).is_moving()
    assert bar.value() > bar.maximum() - low.view.viewport().height()
    low.session.go_to(low.session.review.figures[0].target)
    rest(low, qtbot)
    low.settings.prefer("motion", "never")
    for _ in range(20):
        press("j")
        assert not scrolling(low).is_moving()
    assert bar.value() > 0


def test_the_wheel_stops_it(low: MainWindow, press: Press, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QAbstractSlider

    while not scrolling(low).is_moving():
        press("j")
    low.view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert not scrolling(low).is_moving()
