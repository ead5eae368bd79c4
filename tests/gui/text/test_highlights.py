"""What is seen of a text is highlighted wherever it is scrolled to; formats that overlap are merged."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QRegion, QTextCharFormat
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from core.review.review import ReviewedFigure
from gui.style import theme
from gui.text.document import line_boxes, scroll_position, visible_span
from gui.text.highlights import Highlight, flatten
from gui.window import MainWindow
from tests.gui.text_formats import look_at, seen

Press = Callable[..., None]
LINES = 600
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "长报告.txt"
    lines = (
        f"第{line}段：全区新建公园{line}个，绿化率达{line % 90 + 1}.5%，办结事项{line}。" for line in range(1, LINES)
    )
    path.write_text("云汀区2026年政府工作报告\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def assert_all_seen_is_marked(window: MainWindow) -> None:
    view, review = window.view, window.session.review
    near = review.touching(visible_span(view, view.offsets))
    assert near
    for shown in near:
        if shown is not window.session.current:
            tint = theme.colours_of(shown.figure.kind).tint
            assert look_at(window, shown.figure.start).background().color() == tint, shown
            assert look_at(window, shown.figure.end - 1).background().color() == tint, shown


def test_whatever_comes_into_sight_is_marked_and_no_more(window: MainWindow) -> None:
    assert len(window.session.review.figures) > LINES
    bar = window.view.verticalScrollBar()
    for value in (0, bar.pageStep(), bar.maximum() // 2, bar.maximum() // 2 + 30, bar.maximum(), 0):
        bar.setValue(value)
        window.view.viewport().repaint()
        assert_all_seen_is_marked(window)
        assert len(seen(window)) < LINES // 4


def test_a_larger_window_and_smaller_letters_show_more_marks(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    before = len(seen(window))
    window.resize(window.width(), window.height() + 300)
    qtbot.waitUntil(lambda: len(seen(window)) > before)
    assert_all_seen_is_marked(window)
    for _ in range(4):
        press(Qt.Key.Key_Minus, hold=CTRL)
    window.view.viewport().repaint()
    assert_all_seen_is_marked(window)


def test_what_is_found_is_lit_where_one_scrolls_to(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_F, CTRL)
    window.parts.find_bar.line.setText("绿化率")
    bar = window.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.view.viewport().repaint()
    report = window.session.report
    assert report is not None
    ground = theme.hit_format(is_current=False).background()
    assert look_at(window, report.text.rindex("绿化率")).background() == ground


def painted(window: MainWindow, shown: ReviewedFigure) -> Counter[str]:
    """Return how many pixels of each colour there are where a figure stands, a line's width below its letters too."""
    view = window.view
    image = view.viewport().grab().toImage()
    down, ratio = scroll_position(view), image.devicePixelRatio()
    found: Counter[str] = Counter()
    for ground, _ in line_boxes(view, view.offsets, shown.figure.span):
        place = QRectF(ground.translated(-down).topLeft() * ratio, ground.size() * ratio).toRect()
        for y in range(place.top(), place.bottom() + 4):
            found.update(image.pixelColor(x, y).name() for x in range(place.left(), place.right()))
    return found


def test_the_highlights_of_a_text_are_painted(window: MainWindow, press: Press) -> None:
    first, second, third = window.session.review.figures[:3]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_X)
    kept, dropped, current = (window.session.review.get(one.target) for one in (first, second, third))
    assert kept is not None
    assert dropped is not None
    assert current is window.session.current is not None
    colours, of = theme.colours_of(kept.figure.kind), theme.theme()
    there = painted(window, kept)
    assert there.most_common(1)[0][0] == colours.fill.name()
    assert there[colours.line.name()] >= window.view.fontMetrics().horizontalAdvance("1")
    struck = painted(window, dropped)
    assert struck.most_common(1)[0][0] == of["paper"].name()
    assert struck[of["muted"].name()]
    assert painted(window, current).most_common(1)[0][0] == of["current"].name()


def test_a_key_paints_where_highlights_change_and_hardly_more(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    view, drawn = window.view, QRegion()

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            nonlocal drawn
            if isinstance(event, QPaintEvent):
                drawn = drawn.united(event.region())
            return False

    press(Qt.Key.Key_Return)
    qtbot.wait(300)
    before, watch = window.session.current, Watch()
    view.viewport().installEventFilter(watch)
    press(Qt.Key.Key_Return)
    after = window.session.current
    assert before is not None
    assert after is not None
    qtbot.waitUntil(lambda: not drawn.isEmpty())
    for shown in (before, after):
        for ground, _ in line_boxes(view, view.offsets, shown.figure.span):
            place = QRegion(ground.translated(-scroll_position(view)).toAlignedRect())
            assert place.subtracted(drawn).isEmpty()
    area = sum(one.width() * one.height() for one in drawn)
    assert area < view.viewport().width() * view.viewport().height() / 3


def _look(place: int) -> QTextCharFormat:
    look = QTextCharFormat()
    if place % 2:
        look.setBackground(QColor(place, 0, 0))
    if place % 3:
        look.setForeground(QColor(0, place, 0))
    return look


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=12))
def test_flattened_highlights_are_at_each_place_as_the_given_ones_one_over_the_other(
    given_ones: list[tuple[int, int]],
) -> None:
    layers: list[Highlight] = [
        (Span(start, start + length), _look(place)) for place, (start, length) in enumerate(given_ones)
    ]
    flattened = flatten(layers)
    assert all(one[0].end <= other[0].start for one, other in pairwise(flattened))
    for at in range(40):
        expected = QTextCharFormat()
        for span, look in layers:
            if span.start <= at < span.end:
                expected.merge(look)
        found = [look for span, look in flattened if span.start <= at < span.end]
        assert (found or [QTextCharFormat()]) == [expected]
