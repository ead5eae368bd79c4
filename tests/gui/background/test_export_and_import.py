"""Figures leave by the export dialog's keys, and labels come in, as one step that undo takes back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.model.report import Report
from gui.background.import_labels import LabelFile
from gui.dialogs.export_dialog import ExportDialog
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.exporting import at_dialog, choose_which, export

Press = Callable[..., None]


def test_formats_and_kinds_are_chosen_by_keys(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)

    def act(dialog: ExportDialog) -> None:
        kinds = dialog.which_page.kinds
        dialog.which_page.lists.setCurrentWidget(kinds)
        qtbot.keyClick(kinds.line, Qt.Key.Key_Down)
        qtbot.keyClick(kinds.view, Qt.Key.Key_Space)
        assert kinds.chosen() == {"level"}

    def then(dialog: ExportDialog) -> None:
        for _ in range(2):
            qtbot.keyClick(dialog.how_page.formats, Qt.Key.Key_Down)
        assert dialog.how_page.format == "jsonl"

    out = tmp_path / "out.jsonl"
    export(window, qtbot, monkeypatch, out, act, then)
    qtbot.waitUntil(out.exists)
    assert [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()] == ["638.5亿元"]


class Opened(QObject):
    """Takes what the desktop is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@pytest.mark.parametrize("words", ["Open the file", "Show in folder"])
def test_after_an_export_the_file_and_its_folder_are_one_click_away(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    press(Qt.Key.Key_Return)
    out, opened = tmp_path / "数 据.xlsx", Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        # a workbook is offered first
        export(window, qtbot, monkeypatch, out, lambda dialog: None, lambda dialog: None)
        qtbot.waitUntil(lambda: str(out) in window.notice.text())
        buttons = {one.text(): one for one in window.notice.findChildren(QPushButton) if one.isVisible()}
        assert list(buttons) == ["Open the file", "Show in folder"]
        qtbot.mouseClick(buttons[words], Qt.MouseButton.LeftButton)
        wanted = out if words == "Open the file" else tmp_path
        assert [Path(path) for path in opened.paths] == [wanted]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def click_scope(dialog: ExportDialog, qtbot: QtBot, name: str) -> None:
    """Click on the button of some reports, where its words begin."""
    button = dialog.which_page.scopes[name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
    assert button.isChecked()


def test_what_cannot_be_made_is_said_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def act(dialog: ExportDialog) -> None:
        click_scope(dialog, qtbot, "ticked")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        said.append(dialog.trouble.text())
        click_scope(dialog, qtbot, "all")
        qtbot.waitUntil(lambda: dialog.count.text() == "0 figures of 0 reports")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        said.append(dialog.trouble.text())
        choose_which(dialog, "all")

    def then(dialog: ExportDialog) -> None:
        qtbot.mouseClick(dialog.how_page.more, Qt.MouseButton.LeftButton)
        dialog.how_page.parts.setCurrentIndex(2)
        dialog.how_page.ratio.setText("many")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        said.append(dialog.trouble.text())
        dialog.how_page.ratio.setText("1/1")
        dialog.how_page.place.clear()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        said.append(dialog.trouble.text())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    export(window, qtbot, monkeypatch, tmp_path / "x.csv", act, then)
    assert "Reports" in said[0]
    assert "decided" in said[1]
    assert "many" in said[2]
    assert said[3] == "Name a file."
    assert not list(tmp_path.glob("x*"))


def labels(tmp_path: Path) -> Path:
    """Write two labels of the report as doccano has them, and one of another text."""
    start = REPORT.index("638.5亿元")
    path = tmp_path / "他人.jsonl"
    lines = [
        {"text": REPORT, "label": [[start, start + 7, "level"], [start + 10, start + 14, "growth"]]},
        {"text": "别的", "label": [[0, 1, "level"]]},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_labels_come_in_as_decisions_by_the_menu_and_undo_takes_them_back(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(labels(tmp_path)), ""))

    def decide(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        (button,) = [one for one in box.findChildren(QPushButton) if "Decisions" in one.text()]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    at_dialog(decide)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.session.progress.decided == 2, timeout=20_000)
    said = window.notice.text()
    assert "3 labels read, 2 placed" in said
    assert "1 × No report of the store has this text or name. Import the report first. (line 2)" in said
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press("u", widget=window.view)
    qtbot.waitUntil(lambda: window.session.progress.decided == 0)


def test_labels_come_in_as_proposals_and_decide_nothing(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.workspace.label_imports.take(LabelFile(labels(tmp_path), decide=False), "甲")
    store = window.session.store
    assert store is not None
    qtbot.waitUntil(lambda: store.sources() == {"他人": 2}, timeout=20_000)
    assert window.session.progress.decided == 0
    assert store.log(Report("", REPORT).digest) == []


def test_a_file_without_labels_is_said_and_nothing_changes(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("没有标注", encoding="utf-8")
    window._try(window.workspace.label_imports.take, LabelFile(path, decide=True), "甲")
    qtbot.waitUntil(lambda: "x.txt" in window.notice.text(), timeout=20_000)


def test_the_last_import_is_taken_back_in_every_report(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    store = window.session.store
    assert store is not None
    other = Report("乙区", "乙区2025年\n\n新增企业12家。\n")
    store.add_report(other)
    path = labels(tmp_path)
    start = other.text.index("12家")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": other.text, "label": [[start, start + 3, "level"]]}) + "\n")
    window.workspace.label_imports.take(LabelFile(path, decide=True), window.workspace.annotator_name())
    qtbot.waitUntil(lambda: window.session.progress.decided == 2, timeout=20_000)
    assert store.decided() == {
        (Report("", REPORT).digest, window.session.annotator): 2,
        (other.digest, window.session.annotator): 1,
    }
    window.actions_by_name["take_back_import"].trigger()
    assert "2" in window.notice.text()
    assert window.session.progress.decided == 0
    assert not any(store.decided().values())
    window.actions_by_name["take_back_import"].trigger()
    assert "No labels were imported" in window.notice.text()


def test_the_chinese_save_dialog_speaks_chinese_and_has_a_name_ready(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def saving(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        seen.append(dialog.selectedFiles()[0])
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    def chosen(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        choose_which(dialog, "all")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        at_dialog(saving)
        qtbot.mouseClick(dialog.how_page.browse, Qt.MouseButton.LeftButton)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    use_language("zh")
    try:
        at_dialog(chosen)
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(seen) > 1)
    finally:
        use_language("system")
    *labels, name = seen
    assert [label for label in labels if re.search("[A-Za-z]{2}", label)] == []
    assert Path(name).name == "云汀区2026.xlsx"
