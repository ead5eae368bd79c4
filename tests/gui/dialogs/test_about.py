"""The About box: the version always, the licences of everything inside where the packaged app brings them."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from core import __version__
from gui.dialogs.dialogs import show_about
from gui.style import design
from gui.window import MainWindow


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
    monkeypatch.setattr(design, "RESOURCES", tmp_path / "resources")
    assert shown(window)[1] == "某某 1.0: MIT\n"


def test_whatever_it_stands_on_is_named_with_its_licence(window: MainWindow) -> None:
    text, _ = shown(window)
    project = tomllib.loads((design.RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", one)[0].removesuffix("-Essentials") for one in project["dependencies"]]
    assert len(names) >= 5
    assert [name for name in names if name not in text] == []
    assert "GNU Lesser General Public License, version 3" in text
    assert "which you may replace" in text
