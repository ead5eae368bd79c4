"""Export… in the panel's page: a dialog, a file, and what is said of it."""

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from gui.panel.panel_export import EVERY_FORM, Exported, PanelExportDialog
from gui.panel.panel_page import PanelPage
from gui.window import MainWindow
from tests.gui.panel.test_plot import ALL, page, settle, store_file, window  # noqa: F401 (fixtures)

Leave = Callable[[str, Path], str]


@pytest.fixture
def leave(
    page: PanelPage,  # noqa: F811
    window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Leave:
    """Return a function that exports by the button and the dialog's keys, and returns what is said."""

    def export(form: str, path: Path) -> str:
        said: list[str] = []
        window.workspace.exported.connect(lambda text, _: said.append(text))
        window.workspace.failed.connect(lambda error: said.append(str(error)))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        qtbot.mouseClick(page.to_files, Qt.MouseButton.LeftButton)
        qtbot.keyClick(page.to_files.ways, Qt.Key.Key_Return)
        dialog = window.findChild(PanelExportDialog)
        assert dialog is not None
        qtbot.keyClick(dialog.forms, Qt.Key.Key_Home)
        for _ in range(EVERY_FORM.index(form)):  # type: ignore[arg-type]
            qtbot.keyClick(dialog.forms, Qt.Key.Key_Down)
        assert dialog.form == form
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(said), timeout=ALL)
        return said[-1]

    return export


def test_each_form_is_written_and_can_be_read_back(
    page: PanelPage,  # noqa: F811
    window: MainWindow,  # noqa: F811
    leave: Leave,
    tmp_path: Path,
) -> None:
    assert str(tmp_path / "a.xlsx") in leave("wide", tmp_path / "a")
    assert len(CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).sheet_names) == 2
    # what was written can be opened from where it is said
    assert window.notice.isVisible()
    leave("long", tmp_path / "b.csv")
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["value"] for row in csv.DictReader(file)} >= {"60020000000", "64050000000"}
    leave("sdmx", tmp_path / "c.csv")
    assert ElementTree.parse(tmp_path / "c.xml").getroot().tag.endswith("Structure")
    leave("png", tmp_path / "d.png")
    image = QImage(str(tmp_path / "d.png"))
    assert (image.width(), image.height()) == (1920, 1080)
    leave("svg", tmp_path / "e.svg")
    root = ElementTree.parse(tmp_path / "e.svg").getroot()
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 3


def test_a_bad_target_gets_a_sentence_and_the_plot_leaves_only_while_it_is_shown(
    page: PanelPage,  # noqa: F811
    window: MainWindow,  # noqa: F811
    leave: Leave,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    assert "name of a store" in leave("svg", tmp_path / "x.biaoshu")
    assert "could not be written" in leave("long", tmp_path / "none" / "x.csv")
    assert not list(tmp_path.glob("*.csv"))
    page.toggle_plot()
    window.actions_by_name["export_panel"].trigger()
    dialog = [one for one in window.findChildren(PanelExportDialog) if one.isVisible()][-1]
    states = [bool(dialog.forms.item(at).flags() & Qt.ItemFlag.ItemIsEnabled) for at in range(5)]
    assert states == [True, True, True, False, False]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_stopped_it_writes_nothing_and_says_so(
    page: PanelPage,  # noqa: F811
    window: MainWindow,  # noqa: F811
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    said: list[str] = []
    window.workspace.failed.connect(lambda error: said.append(str(error)))
    there = Exported(page.query, "title", None)
    page.exporting.write(there, "long", True, tmp_path / "x.csv")
    (waiting,) = window.findChildren(QProgressDialog)
    assert waiting.isVisible()
    button = waiting.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said), timeout=ALL)
    assert "you stopped it" in said[0]
    assert {one.name for one in tmp_path.iterdir() if "x.csv" in one.name} == set()
    assert not page.exporting._stop.exists()
    # and it can be done afterwards
    done: list[str] = []
    window.workspace.exported.connect(lambda text, _: done.append(text))
    page.exporting.write(there, "long", True, tmp_path / "x.csv")
    qtbot.waitUntil(lambda: bool(done), timeout=ALL)
    assert (tmp_path / "x.csv").stat().st_size > 1_000
