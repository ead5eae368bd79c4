"""A scroll bar shows where one is, in plain colours that can be told apart, and is dragged like any other."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QPlainTextEdit, QScrollBar
from pytestqt.qtbot import QtBot

from gui.style.bar import HELD, REST, Bar, give_bars
from gui.window import MainWindow
from tests.gui.style.test_theme import contrast

LINES = 200


def scrolled_pane(qtbot: QtBot) -> QPlainTextEdit:
    pane = QPlainTextEdit("\n".join(map(str, range(LINES))))
    give_bars(pane)
    qtbot.addWidget(pane)
    pane.resize(200, 300)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def colours(palette: QPalette) -> tuple[QColor, QColor, QColor]:
    """Return the colours of a groove, of a handle at rest and of one the mouse is on or holds."""
    ground, ink = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)

    def covered(share: float) -> QColor:
        parts = zip((ground.red(), ground.green(), ground.blue()), (ink.red(), ink.green(), ink.blue()), strict=True)
        return QColor(*(round(below + share * (above - below)) for below, above in parts))

    return ground, covered(REST), covered(HELD)


def is_like(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(first - second) <= 2 for first, second in pairs)


def handle(bar: QScrollBar, colour: QColor) -> tuple[int, int]:
    """Return where the handle in a colour begins and ends, as painted, in pixels of the bar."""
    image = bar.grab().toImage()
    ratio, middle = image.devicePixelRatio(), image.width() // 2
    there = [y for y in range(image.height()) if is_like(image.pixelColor(middle, y), colour)]
    return round(there[0] / ratio), round(there[-1] / ratio)


def test_the_handle_is_where_the_text_is_and_follows_it(qtbot: QtBot) -> None:
    pane = scrolled_pane(qtbot)
    bar = pane.verticalScrollBar()
    _, rest, _ = colours(bar.palette())
    top, _ = handle(bar, rest)
    bar.setValue(bar.maximum() // 2)
    middle = handle(bar, rest)
    bar.setValue(bar.maximum())
    _, bottom = handle(bar, rest)
    assert top < middle[0] < middle[1] < bottom
    assert abs(sum(middle) / 2 - bar.height() / 2) < bar.height() / 20


def test_the_handle_is_dragged_by_the_mouse_and_stands_out_meanwhile(qtbot: QtBot) -> None:
    pane = scrolled_pane(qtbot)
    bar = pane.verticalScrollBar()
    _, rest, held = colours(bar.palette())
    top, bottom = handle(bar, rest)
    start = QPoint(bar.width() // 2, (top + bottom) // 2)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    assert handle(bar, held) == (top, bottom)
    qtbot.mouseMove(bar, QPoint(start.x(), bar.height() - 1))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(start.x(), bar.height() - 1))
    assert bar.value() == bar.maximum()


def test_a_handle_can_be_told_from_its_groove_on_light_and_dark() -> None:
    for ground, ink in (("#eff0f2", "#1d2126"), ("#ffffff", "#000000"), ("#1e2227", "#e6e8eb")):
        palette = QPalette(QColor(ground))
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        groove, rest, held = colours(palette)
        assert contrast(groove, rest) >= 3
        assert contrast(rest, held) > 1.3


def test_every_pane_that_scrolls_in_the_window_has_such_a_bar(window: MainWindow) -> None:
    window.make_parts()
    areas = [area for area in window.findChildren(QAbstractScrollArea) if not isinstance(area, QHeaderView)]
    assert {"text", "figures", "form", "reports", "outline"} <= {area.objectName() for area in areas}
    plain = {area.objectName() or type(area).__name__: isinstance(area.verticalScrollBar(), Bar) for area in areas}
    assert [name for name, is_plain in plain.items() if not is_plain] == []


def test_an_arrow_at_each_end_says_that_a_click_there_moves_a_line(qtbot: QtBot) -> None:
    pane = scrolled_pane(qtbot)
    bar = pane.verticalScrollBar()
    image = bar.grab().toImage()
    ground, _, _ = colours(bar.palette())
    ends = ((0, image.width()), (image.height() - image.width(), image.height()))
    for top, bottom in ends:
        spots = [image.pixelColor(x, y) for y in range(top, bottom) for x in range(image.width())]
        assert any(not is_like(spot, ground) for spot in spots)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 4))
    assert bar.value() == bar.singleStep()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() // 2))
    assert bar.value() >= bar.pageStep()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 4))
    assert bar.value() % bar.pageStep() == 0
