"""The columns of the table have their widths by dragging any border; the row under decision stays in sight."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView
from pytestqt.qtbot import QtBot

from core.model.attributes import LATER
from gui.preferences.settings import Settings
from gui.table.columns import FIRST_COLUMNS, LEAST_INDICATOR
from gui.table.table_model import INDICATOR, KIND, SURFACE
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

Press = Callable[..., None]


def header_of(window: MainWindow) -> QHeaderView:
    return window.table.table.horizontalHeader()


def right_border(header: QHeaderView, column: int) -> QPoint:
    return QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 1, header.height() // 2)


def drag(header: QHeaderView, column: int, by: int, qtbot: QtBot) -> None:
    start = right_border(header, column)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (by // 2, by):
        qtbot.mouseMove(header.viewport(), start + QPoint(step, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def test_the_border_of_the_indicator_is_dragged_and_the_next_column_gives_way(
    window: MainWindow, qtbot: QtBot, open_window: OpenWindow
) -> None:
    header = header_of(window)
    indicator, kind = header.sectionSize(INDICATOR), header.sectionSize(KIND)
    assert header.length() == header.width()
    drag(header, INDICATOR, 30, qtbot)
    assert (header.sectionSize(INDICATOR), header.sectionSize(KIND)) == (indicator + 30, kind - 30)
    drag(header, SURFACE, 20, qtbot)
    assert (header.sectionSize(INDICATOR), header.length()) == (indicator + 10, header.width())
    assert window.session.store is not None
    path = window.session.store.path
    window.close()
    again = header_of(open_window(path))
    # the columns are fitted when all parts of the window have come
    qtbot.waitUntil(lambda: (again.sectionSize(INDICATOR), again.sectionSize(KIND)) == (indicator + 10, kind - 30))


def test_the_indicator_is_never_squeezed_out(window: MainWindow, qtbot: QtBot) -> None:
    header, least = header_of(window), LEAST_INDICATOR * window.table.table.fontMetrics().horizontalAdvance("国")

    def is_small() -> bool:
        # again, until the window has all its parts and is laid out as small as they let it be
        window.resize(760, 600)
        return header.width() < 560

    qtbot.waitUntil(is_small)
    assert header.sectionSize(INDICATOR) == least
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: header.width() > 1000)
    assert header.length() == header.width()


def test_sorting_leaves_the_row_under_decision_in_sight(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "many.txt"
    path.write_text("一份报告\n\n" + "".join(f"新建公园{number}个。\n" for number in range(11, 71)), encoding="utf-8")
    window = open_window(path)
    table, header = window.table.table, header_of(window)
    place = QPoint(header.sectionViewportPosition(SURFACE) + 20, header.height() // 2)
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        current = table.currentIndex()
        assert window.session.current is not None
        assert window.table.model.shown(current.row()).target == window.session.current.target
        assert table.viewport().rect().contains(table.visualRect(current).center())
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder


def test_columns_that_came_later_are_hidden_until_they_are_asked_for(
    window: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    """Also where the columns' state is of a time when there were fewer of them."""
    header, columns = header_of(window), window.table.model.columns
    later = range(FIRST_COLUMNS, header.count())
    hidden = [columns[place].hidden for place in later]
    assert hidden.count(True) >= len(LATER)
    assert [header.isSectionHidden(place) for place in later] == hidden
    old = QTableView()
    qtbot.addWidget(old)
    old.setModel(QStandardItemModel(0, FIRST_COLUMNS))
    old.horizontalHeader().setSectionsMovable(True)
    old.horizontalHeader().moveSection(3, 1)
    assert window.session.store is not None
    path = window.session.store.path
    window.close()
    settings = Settings()
    settings.keep_state("figures", old.horizontalHeader().saveState())
    settings.keep("figure_columns", FIRST_COLUMNS)
    header = header_of(open_window(path))
    assert header.visualIndex(3) == 1
    assert [header.isSectionHidden(place) for place in later] == hidden
