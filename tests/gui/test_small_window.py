"""A window as small as a screen at twice the scale: what does not fit folds away, and nothing is cut or covered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.files.containers import Source
from core.files.report_table import Columns
from core.jobs.read_files import SheetOffer, TableFound
from gui.dialogs.import_dialogs import ColumnsDialog
from gui.preferences.preferences_dialog import PreferencesDialog
from gui.style.language import use_language
from gui.style.on_screen import FRAME, room_on_screen
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

LEAST = (640, 400)
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def small(open_window: OpenWindow, report_file: Path, qtbot: QtBot) -> MainWindow:
    """Open a report in a window of the smallest size."""
    window = open_window(report_file)
    give(window, qtbot, *LEAST)
    return window


@pytest.fixture(params=["en", "zh"])
def speaking(request: pytest.FixtureRequest, open_window: OpenWindow, report_file: Path) -> Iterator[MainWindow]:
    """Open a report in either language."""
    use_language(request.param)
    yield open_window(report_file)
    use_language("system")


def give(window: MainWindow, qtbot: QtBot, width: int, height: int) -> None:
    """Give the window a size; it is that size, whatever its panes ask for."""
    window.resize(width, height)
    qtbot.wait(50)
    assert (window.width(), window.height()) == (width, height)


def whole(widget: QWidget) -> bool:
    """Tell whether a widget has the room that its words need, and all of it is seen."""
    needed = widget.sizeHint() if isinstance(widget, QToolButton | QLabel) else widget.minimumSizeHint()
    return widget.width() >= needed.width() and widget.visibleRegion().boundingRect() == widget.rect()


def cut(parent: QWidget) -> list[str]:
    """Return the words of the buttons and labels directly in a widget that are not seen whole."""
    return [
        one.text()
        for one in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(one, QAbstractButton | QLabel) and one.isVisible() and one.text() and not whole(one)
    ]


def covered(window: MainWindow) -> list[str]:
    """Return the fields of the form that reach below its scroll bar or beyond its edge."""
    viewport = window.form._card.viewport()
    places = {name: QRect(one.mapTo(viewport, QPoint(0, 0)), one.size()) for name, one in window.form.fields.items()}
    return [name for name, place in places.items() if place.left() < 0 or place.right() >= viewport.width()]


def apart(window: MainWindow) -> bool:
    """Tell whether text and form lie beside one another, and neither beyond the splitter that holds them."""
    middle, form = window._upper.widget(0), window.form
    assert middle is not None
    return middle.geometry().right() < form.geometry().left() and form.geometry().right() < window._upper.width()


def test_nothing_is_cut_at_any_size(speaking: MainWindow, qtbot: QtBot) -> None:
    filters = speaking.table.filters
    for size in ((1280, 800), (800, 450), (780, 450), (700, 500), LEAST, (790, 450)):
        give(speaking, qtbot, *size)
        qtbot.waitUntil(lambda: not cut(filters))
        assert whole(filters.label)
        assert filters.line.width() >= filters.fontMetrics().horizontalAdvance(filters.line.placeholderText())
        qtbot.waitUntil(lambda: not covered(speaking) and apart(speaking))
    # the pages of all reports and of the panel, which have most buttons
    for show, name in ((speaking.show_home, "home"), (speaking.show_panel, "panel")):
        show()
        page = speaking.pages.currentWidget()
        assert page is not None
        assert page.objectName() == name
        for size in ((800, 450), LEAST):
            give(speaking, qtbot, *size)
            qtbot.waitUntil(lambda page=page: not cut(page))  # type: ignore[misc]
    # what the signs of the panel mean is said where there is room, and of its table alone
    panel = speaking.parts.panel_page
    assert panel.legend.isHidden()
    panel.toggle_plot()
    give(speaking, qtbot, 1280, 800)
    assert panel.legend.isHidden()
    panel.toggle_plot()
    assert panel.legend.isVisible()
    speaking.show_panes()
    give(speaking, qtbot, *LEAST)


def test_filters_without_room_are_in_the_menu_of_more(small: MainWindow, qtbot: QtBot) -> None:
    filters = small.table.filters
    hidden = [button for button in filters.buttons.values() if button.isHidden()]
    assert filters.buttons["status"] in hidden
    filters.more.values.aboutToShow.emit()
    offered = {action.text(): action for action in filters.more.values.actions()}
    assert {f"{button.text()}…" for button in hidden} <= set(offered)
    # it opens from there, below the button
    status = filters.buttons["status"]
    offered[f"{status.text()}…"].trigger()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is status.values)
    assert status.isHidden()
    status.values.close()
    # a filter that is in force has its button in sight before the others
    filters.want("status", {"target"})
    qtbot.waitUntil(lambda: whole(status))
    assert not cut(filters)
    assert whole(filters.label)
    assert whole(filters.clear)


def test_the_list_of_reports_folds_and_comes_with_the_keyboard(small: MainWindow, qtbot: QtBot) -> None:
    reports, form = small.reports, small.form
    qtbot.waitUntil(lambda: reports.visibleRegion().isEmpty())
    qtbot.keyClick(small.view, "l", CTRL)
    qtbot.waitUntil(lambda: small.focusWidget() is reports.line and whole(reports.line))
    assert reports.width() >= reports.minimumWidth()
    small.to_text()
    qtbot.waitUntil(lambda: reports.visibleRegion().isEmpty() and form.width() >= form.least_width())
    give(small, qtbot, 1000, 600)
    qtbot.waitUntil(lambda: reports.width() >= reports.minimumWidth())
    assert form.width() >= form.least_width()


def test_a_list_that_is_dragged_wide_leaves_text_and_form_their_room(small: MainWindow, qtbot: QtBot) -> None:
    give(small, qtbot, 1000, 600)
    qtbot.waitUntil(lambda: small.reports.width() >= small.reports.minimumWidth() and apart(small))
    small._panes.setSizes([660, 340])
    qtbot.waitUntil(lambda: apart(small) and not covered(small))


def test_what_opens_beside_or_above_the_text_does_not_widen_the_window(small: MainWindow, qtbot: QtBot) -> None:
    table, form = small.table, small.form
    for toggle, pane in (("toggle_history", "history"), ("toggle_guideline", "guideline")):
        small.actions_by_name[toggle].trigger()
        qtbot.waitUntil(getattr(small.parts, pane).isVisible)
        qtbot.wait(100)
        assert (small.width(), small.height()) == LEAST
        small.actions_by_name[toggle].trigger()
        qtbot.waitUntil(lambda: form.width() >= form.least_width() and form.isVisible())
    qtbot.keyClick(small.view, Qt.Key.Key_Return, SHIFT)
    qtbot.waitUntil(small.parts.figure_list.isVisible)
    qtbot.wait(100)
    assert (small.width(), small.height()) == LEAST
    assert small.view.isVisible()
    qtbot.keyClick(small.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.height() >= table.minimumSizeHint().height())


def test_no_dialog_is_higher_than_a_small_screen(small: MainWindow) -> None:
    """On a screen of 800 lines at twice the scale; what is higher is scrolled, and its buttons stay in sight."""
    table = TableFound(Source("各镇.csv"), [SheetOffer("", ["正文", "年份"], Columns("正文"))])
    for dialog in (PreferencesDialog(small.settings, small), ColumnsDialog(table, small)):
        dialog.resize(*LEAST)
        dialog.show()
        assert dialog.minimumSizeHint().height() <= LEAST[1] - FRAME.height(), dialog.objectName()
        (buttons,) = dialog.findChildren(QDialogButtonBox)
        assert buttons.visibleRegion().boundingRect() == buttons.rect()
        dialog.deleteLater()


def test_a_dialog_is_wished_no_larger_than_its_screen(small: MainWindow) -> None:
    room = small.screen().availableSize()
    assert room_on_screen(small, QSize(300, 200)) == QSize(300, 200)
    assert room_on_screen(small, room * 2) == room - FRAME
