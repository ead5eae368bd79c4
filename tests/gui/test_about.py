"""The About box: the version always, the licences of everything inside where the packaged app brings them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from core import __version__
from gui import theme
from gui.dialogs import show_about
from gui.main_window import MainWindow


def shown(window: MainWindow) -> tuple[str, str]:
    """Open the box, read it and put it away."""
    said: list[tuple[str, str]] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append((box.text(), box.detailedText()))
        box.done(0)

    QTimer.singleShot(50, window, read)
    show_about(window)
    return said[0]


def test_the_sources_have_no_licences_to_show(window: MainWindow) -> None:
    text, details = shown(window)
    assert __version__ in text
    assert details == ""


def test_the_package_shows_all(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "licences.txt").write_text("某某 1.0: MIT\n", encoding="utf-8")
    monkeypatch.setattr(theme, "RESOURCES", tmp_path / "resources")
    assert shown(window)[1] == "某某 1.0: MIT\n"
