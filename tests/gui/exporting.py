"""The export as a user has it: by the menu's key, the dialog's two steps and a file's name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.formats.record import Choice
from gui.dialogs.export_dialog import ExportDialog
from gui.window import MainWindow


def at_dialog(act: Callable[[QDialog], None]) -> None:
    """Act in the dialog that opens next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def export(
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    place: Path,
    act: Callable[[ExportDialog], None],
    then: Callable[[ExportDialog], None] = lambda dialog: dialog.how_page.choose_format("csv"),
) -> None:
    """Export by the menu's key: act in the first step, press Enter, act in the second, name the place, press Enter."""

    def chosen(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            act(dialog)
            if dialog.isVisible():
                qtbot.keyClick(dialog, Qt.Key.Key_Return)
                then(dialog)
            if dialog.isVisible():
                qtbot.mouseClick(dialog.how_page.browse, Qt.MouseButton.LeftButton)
                qtbot.keyClick(dialog, Qt.Key.Key_Return)
        finally:
            # what failed does not leave the window waiting for an answer
            if dialog.isVisible():
                dialog.reject()

    with monkeypatch.context() as patched:
        patched.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
        # after another dialog the keyboard comes back in the event loop
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        at_dialog(chosen)
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def choose_which(dialog: ExportDialog, which: Choice) -> None:
    """Choose which decisions are exported."""
    box = dialog.which_page.which
    box.setCurrentIndex(box.findData(which))


def export_as(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, place: Path, which: Choice = "confirmed"
) -> None:
    """Export as CSV by the menu's key."""
    export(window, qtbot, monkeypatch, place, lambda dialog: choose_which(dialog, which))
