"""The export as a user has it: by the menu's key, the dialog and a file's name."""

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
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, place: Path, act: Callable[[ExportDialog], None]
) -> None:
    """Export by the menu's key: act in the dialog, press Enter, name the place."""

    def chosen(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        act(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    with monkeypatch.context() as patched:
        patched.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
        at_dialog(chosen)
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def export_as(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, place: Path, which: Choice = "confirmed"
) -> None:
    """Export as CSV, which the dialog stands at, by the menu's key."""
    export(window, qtbot, monkeypatch, place, lambda dialog: dialog.which.setCurrentIndex(dialog.which.findData(which)))
