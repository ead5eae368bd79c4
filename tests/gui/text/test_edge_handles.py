"""The ends of the figure under decision are dragged, and words selected with the mouse have a bar of what can be made.

Each by a real mouse over the text, and what is stored of it.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.session.test_deciding import rows
from tests.gui.text.test_mouse import spot

Press = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton


def edge(window: MainWindow, offset: int) -> QPoint:
    """Return the place in the viewport between an offset's character and the one before."""
    view, cursor = window.view, window.view.textCursor()
    cursor.setPosition(view.offsets.to_qt(offset))
    return view.cursorRect(cursor).center()


def drag(window: MainWindow, start: QPoint, to: QPoint, *, lets_go: bool = True) -> None:
    """Press the left button, move in steps as a hand does, and let go."""
    viewport = window.view.viewport()
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, pos=start)
    for part in range(1, 9):
        place = start + (to - start) * part / 8
        # QTest's own moves carry no pressed button
        _move(window, place)
    if lets_go:
        QTest.mouseRelease(viewport, LEFT, pos=to)
        QApplication.processEvents()


def _move(window: MainWindow, place: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    viewport = window.view.viewport()
    globally = QPointF(viewport.mapToGlobal(place))
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), globally, Qt.MouseButton.NoButton, LEFT, none)
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def show_handles(window: MainWindow, words: str) -> None:
    """Make a figure the one under decision and rest the pointer on it."""
    start = REPORT.index(words)
    window.session.go_to(next(one.target for one in window.session.review.figures if one.figure.start == start))
    QTest.mouseMove(window.view.viewport(), spot(window, start + 1))
    QApplication.processEvents()


def current(window: MainWindow) -> str:
    shown = window.session.current
    assert shown is not None
    return REPORT[slice(*shown.figure.span)]


def test_the_end_is_dragged_in_one_step_and_read_anew(window: MainWindow, press: Press) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    drag(window, edge(window, start + 7), edge(window, start + 5))
    assert current(window) == "638.5"
    assert len(rows(window)) == 1
    figure = rows(window)[0].figure
    assert figure is not None
    by_mouse = figure
    assert figure.span == (start, start + 5)
    press("u")
    assert current(window) == "638.5亿元"
    window.view.setFocus()
    press("}", "}")
    by_keys = rows(window)[-1].figure
    assert by_keys == by_mouse


def test_the_start_is_dragged_and_never_past_the_end(window: MainWindow) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    drag(window, edge(window, start), edge(window, start - 1))
    assert current(window) == "达638.5亿元"
    QTest.mouseMove(window.view.viewport(), spot(window, start + 2))
    drag(window, edge(window, start - 1), edge(window, start + 12))
    assert current(window) == "元"
    assert window.view.selected() is None


def test_while_it_is_dragged_the_span_is_shown_and_nothing_stored(window: MainWindow, qtbot: QtBot) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    drag(window, edge(window, start + 7), edge(window, start + 5), lets_go=False)
    assert window.view.handles.is_dragged
    assert rows(window) == []
    qtbot.waitUntil(lambda: "638.5" in QToolTip.text() and "地区生产总值" in QToolTip.text(), timeout=20_000)
    assert "亿" not in QToolTip.text().splitlines()[0]
    QTest.mouseRelease(window.view.viewport(), LEFT, pos=edge(window, start + 7))
    # the last move counts, as everywhere
    assert current(window) == "638.5"


def test_dragged_back_nothing_is_stored(window: MainWindow) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    drag(window, edge(window, start + 7), edge(window, start + 4), lets_go=False)
    _move(window, edge(window, start + 7))
    QTest.mouseRelease(window.view.viewport(), LEFT, pos=edge(window, start + 7))
    assert rows(window) == []
    assert current(window) == "638.5亿元"


def test_an_end_that_would_run_into_a_confirmed_figure_is_refused(window: MainWindow, press: Press) -> None:
    start = REPORT.index("5.4%")
    show_handles(window, "5.4%")
    press(Qt.Key.Key_Return)
    show_handles(window, "638.5亿元")
    first = REPORT.index("638.5亿元")
    drag(window, edge(window, first + 7), edge(window, start + 2))
    assert "overlap a confirmed figure" in window.notice.text()
    assert len(rows(window)) == 1


def test_there_are_handles_at_the_figure_under_the_pointer_alone(window: MainWindow) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    viewport = window.view.viewport()
    assert window.view.handles.end_at(edge(window, start).toPointF()) == "start"
    assert window.view.handles.end_at(edge(window, start + 7).toPointF()) == "end"
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    QTest.mouseMove(viewport, edge(window, start + 7))
    assert viewport.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(viewport, spot(window, REPORT.index("老旧小区")))
    assert window.view.handles.end_at(edge(window, start).toPointF()) is None
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    # at another figure's end words are selected as ever
    other = REPORT.index("25个")
    drag(window, edge(window, other + 3), edge(window, other))
    assert rows(window) == []
    assert window.view.selected() == (other, other + 3)


def select(window: MainWindow, words: str) -> None:
    start = REPORT.index(words)
    drag(window, edge(window, start), edge(window, start + len(words)))
    QTest.qWait(20)


def test_selected_words_have_a_bar_beside_them(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.view.bar
    assert bar is not None
    assert not bar.isVisible()
    select(window, "全市第一")
    assert window.view.selected() is not None
    assert bar.isVisible()
    assert window.view.viewport().rect().contains(bar.geometry())
    words = QRect(edge(window, REPORT.index("全市第一")), edge(window, REPORT.index("全市第一") + 4))
    assert not bar.geometry().intersects(words)
    assert bar.buttons["add_selection"].text() == "New figure N"
    qtbot.mouseClick(bar.buttons["copy"], LEFT)
    assert QApplication.clipboard().text() == "全市第一"
    assert not bar.isVisible()


def test_a_figure_is_made_of_selected_words(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.view.bar
    assert bar is not None
    select(window, "2026年政")
    qtbot.mouseClick(bar.buttons["add_selection"], LEFT)
    assert [row.verdict for row in rows(window)] == ["add"]
    assert not bar.isVisible()


def test_a_figure_is_named_by_selected_words_but_not_by_its_own(window: MainWindow, qtbot: QtBot) -> None:
    show_handles(window, "12家")
    bar = window.view.bar
    assert bar is not None
    select(window, "高新技术企业")
    qtbot.mouseClick(bar.buttons["take_selection"], LEFT)
    figure = rows(window)[-1].figure
    assert figure is not None
    assert (REPORT[slice(*figure.span)], figure.indicator) == ("12家", "高新技术企业")
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=spot(window, REPORT.index("改造老旧")))
    select(window, "企业12家")
    assert not bar.buttons["take_selection"].isEnabled()


def test_a_label_is_looked_for_and_the_bar_goes_with_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.view.bar
    assert bar is not None
    select(window, "空气质量")
    qtbot.mouseClick(bar.buttons["list_labels"], LEFT)
    assert window.parts.label_palette.isVisible()
    qtbot.keyClick(window.parts.label_palette.rows, Qt.Key.Key_Escape)
    select(window, "空气质量")
    assert bar.isVisible()
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=spot(window, REPORT.index("改造老旧")))
    assert not bar.isVisible()
    window.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(window.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.selected() is not None
    assert not bar.isVisible(), "who selects with keys has the keys"


def test_a_kind_that_changes_with_the_span_is_told(window: MainWindow, press: Press) -> None:
    show_handles(window, "5.4%")
    start = REPORT.index("5.4%")
    drag(window, edge(window, start + 4), edge(window, start + 3))
    figure = rows(window)[-1].figure
    assert figure is not None
    assert figure.kind == "change"
    assert window.status.news() == "Kind read anew with the span: Change, it was Growth. Undo takes both back."
    press("u")
    shown = window.session.current
    assert shown is not None
    assert shown.figure.kind == "growth"


def test_of_a_kind_that_stays_nothing_is_told(window: MainWindow) -> None:
    show_handles(window, "638.5亿元")
    start = REPORT.index("638.5亿元")
    drag(window, edge(window, start), edge(window, start - 1))
    assert len(rows(window)) == 1
    assert window.status.news() == ""


def test_the_text_stays_where_it_is_under_the_pointer(window: MainWindow, press: Press) -> None:
    window.view.setMaximumHeight(200)
    QApplication.processEvents()
    bar, start = window.view.verticalScrollBar(), REPORT.index("638.5亿元")
    show_handles(window, "638.5亿元")
    # the figure stands in the last line in sight, where it would be brought to the middle
    bar.setValue(bar.value() + window.view.cursorRect().bottom() - window.view.viewport().height() + 2)
    QTest.mouseClick(window.view.viewport(), LEFT, pos=spot(window, start + 1))
    place = bar.value()
    assert window.view.cursorRect().bottom() > 2 * window.view.viewport().height() // 3
    drag(window, edge(window, start + 7), edge(window, start + 5))
    assert current(window) == "638.5"
    QTest.qWait(300)
    assert bar.value() == place
    # a change by a key stays as well; what is out of sight comes back
    press("t")
    QTest.qWait(300)
    assert bar.value() == place
