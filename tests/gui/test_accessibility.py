"""Whoever has a keyboard only, or hears the window read out, or types Chinese, can do everything."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollBar,
    QSizeGrip,
    QSplitter,
    QSplitterHandle,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.commands import COMMANDS
from gui.style import theme
from gui.style.focus import Ring, takes_text
from gui.window import MainWindow

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier

# what Qt makes inside its own widgets, which those speak for
INNER = (QScrollBar, QDialogButtonBox, QSizeGrip, QSplitter, QSplitterHandle, QMenu, QTabBar, QLabel)


def controls(window: QWidget) -> list[QWidget]:
    """Return whatever in a window can be operated."""
    found = []
    for widget in window.findChildren(QWidget):
        is_inner = isinstance(widget, INNER) or widget.objectName().startswith("qt_") or isinstance(widget, Ring)
        parent = widget.parentWidget()
        inside = isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
        ancestor = parent
        while ancestor is not None and ancestor is not window:
            inside = inside or isinstance(ancestor, QComboBox)
            ancestor = ancestor.parentWidget()
        if isinstance(parent, QAbstractItemView | QLineEdit) or "Private" in type(widget).__name__:
            inside = True
        operated = (
            widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            or hasattr(widget, "clicked")
            or isinstance(widget, QAbstractSlider)
        )
        if operated and not is_inner and not inside and not widget.isHidden():
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says a widget is called."""
    from PySide6.QtGui import QAccessible

    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def nameless(window: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"
        for widget in controls(window)
        if not name_of(widget).strip(" ×…")
    ]


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    window.parts.make_all()
    assert len(controls(window)) > 30
    assert not nameless(window)


ASKING_WITHOUT_DOTS = {"paste_report", "take_back_import", "show_keys", "show_about"}
ASKING = [command.name for command in COMMANDS if command.text.endswith("…") or command.verb in ASKING_WITHOUT_DOTS]
OWN = {"show_preferences", "show_keys", "export", "show_about"}


def test_every_control_of_every_dialog_has_a_name(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, list[str]] = {}

    def look(dialog: QDialog) -> int:
        dialog.show()
        seen.setdefault(asked, []).extend(nameless(dialog))
        dialog.close()
        return 0

    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", look)
    for asks in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    for asks in ("getText", "getMultiLineText", "getItem"):
        monkeypatch.setattr(QInputDialog, asks, lambda *_, **__: ("", False))
    for asked in ASKING:
        window.actions_by_name[asked].trigger()
        QApplication.processEvents()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                look(dialog)
    assert set(seen) >= OWN
    # with the window's own lists and bars, which the commands opened
    assert not [f"{name}: {one}" for name, found in {**seen, "window": nameless(window)}.items() for one in found]


def edges(place: QWidget) -> set[str]:
    """Return the colours in the middle of a widget's four edges, as painted."""
    picture = place.grab().toImage()
    width, height = picture.width(), picture.height()
    lowest = height - round(picture.devicePixelRatio())
    points = ((0, height // 2), (width - 1, height // 2), (width // 2, 0), (width // 2, lowest))
    return {picture.pixelColor(*point).name() for point in points}


def test_the_ring_is_whole_where_the_text_was_laid_out_anew(window: MainWindow, qtbot: QtBot) -> None:
    """A pane that gets other margins puts its scroll bar above everything in it."""
    window.resize(1280, 560)
    qtbot.waitUntil(lambda: window.view.verticalScrollBar().isVisible())
    before = window.view.viewportMargins()
    window.resize(1900, 560)
    qtbot.waitUntil(lambda: window.view.viewportMargins() != before)
    qtbot.wait(50)
    assert edges(window.view) == {theme.theme()["accent_line"].name()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_keyboard_has_a_ring(window: MainWindow, scheme: theme.Scheme, qtbot: QtBot) -> None:
    theme.choose_scheme(scheme)
    window.resize(1280, 560)
    qtbot.waitUntil(lambda: window.view.verticalScrollBar().isVisible())
    try:
        places = [
            window.view,
            window.table.table,
            window.reports.headings,
            *window.form.fields.values(),
            *window.table.findChildren(QComboBox),
        ]
        for place in places:
            place.setFocus()
            qtbot.wait(10)
            assert edges(place) == {theme.theme()["accent_line"].name()}, place.objectName()
        before = window.view.grab().toImage().pixelColor(0, 50)
        assert before != theme.theme()["accent_line"]
    finally:
        theme.choose_scheme("system")


def test_the_tab_key_reaches_every_row_of_the_preferences(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Comma, hold=CTRL)
    (dialog,) = [one for one in window.findChildren(QDialog) if one.objectName() == "preferences"]
    qtbot.waitUntil(dialog.isActiveWindow)
    seen: set[QWidget] = set()
    for _ in range(40):
        focused = dialog.focusWidget()
        assert focused is not None
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    shown = [one for one in controls(dialog) if one.isVisible() and one.focusProxy() is None]
    wanted = {one for one in shown if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert len(wanted) >= 10
    assert wanted <= seen
    dialog.close()


def test_letters_are_commands_while_a_chinese_input_method_is_on(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    lists = window.reports.findChildren(QAbstractItemView)
    panes = [window.view, window.table.table, *(one for one in lists if one.focusPolicy() != Qt.FocusPolicy.NoFocus)]
    assert len(panes) >= 4
    for pane in panes:
        pane.setFocus()
        QApplication.processEvents()
        assert not pane.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert not pane.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    for field in window.form.fields.values():
        assert takes_text(field)
        assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    window.view.setFocus()
    shown = window.view.document().toPlainText()
    event = QInputMethodEvent("xiang", [])
    event.setCommitString("项")
    QCoreApplication.sendEvent(window.view, event)
    assert window.view.document().toPlainText() == shown
    press("x")
    assert window.session.review.figures[0].state == "rejected"


def test_a_report_is_decided_from_the_first_figure_to_the_last_by_keys_alone(
    window: MainWindow, press: Press, tmp_path: Path
) -> None:
    count = len(window.session.review.figures)
    press(*[Qt.Key.Key_Return] * count)
    assert {shown.state for shown in window.session.review.figures} == {"confirmed"}
    press(Qt.Key.Key_F6)
    assert window.focusWidget() is not window.view
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view
