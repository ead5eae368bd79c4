"""Figures leave by the export dialog's keys, and labels come in, as one step that undo takes back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.model.report import Report
from gui.background.import_labels import LabelFile
from gui.dialogs.export_dialog import ExportDialog
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.exporting import at_dialog, export

Press = Callable[..., None]


def test_formats_and_kinds_are_chosen_by_keys(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)

    def act(dialog: ExportDialog) -> None:
        for _ in range(2):
            qtbot.keyClick(dialog.formats, Qt.Key.Key_Down)
        assert dialog.format == "jsonl"
        dialog.kinds.setCurrentRow(0)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
            qtbot.keyClick(dialog.kinds, key)
        assert dialog.kinds.chosen() == {"level"}

    out = tmp_path / "out.jsonl"
    export(window, qtbot, monkeypatch, out, act)
    qtbot.waitUntil(out.exists)
    assert [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()] == ["638.5亿元"]


def test_what_cannot_be_made_is_said_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def act(dialog: ExportDialog) -> None:
        dialog.parts.setCurrentIndex(2)
        dialog.ratio.setText("many")
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.ratio.setText("1/1")
        dialog.reports.setCurrentRow(0)
        qtbot.keyClick(dialog.reports, Qt.Key.Key_Space)
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.reject()

    export(window, qtbot, monkeypatch, tmp_path / "x.csv", act)
    assert "many" in said[0]
    assert "Reports" in said[1]
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
        at_dialog(saving)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    use_language("zh")
    try:
        at_dialog(chosen)
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(seen) > 1)
    finally:
        use_language("system")
    *labels, name = seen
    assert [label for label in labels if re.search("[A-Za-z]{2}", label)] == []
    assert Path(name).name == "云汀区2026.csv"
