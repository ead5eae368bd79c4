"""The dialogs for files: they offer every kind that is read, and begin in the folder that was used last."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from core.files.file_kind import OLD_DOCUMENTS, SUFFIXES
from gui.dialogs.dialogs import report_filters
from gui.preferences.settings import Settings
from gui.widgets.file_dialogs import FileDialogs
from gui.window import MainWindow
from tests.gui.exporting import at_dialog


def offered(folder: Path, filters: tuple[str, ...], chosen: str, qtbot: QtBot) -> set[str]:
    """Return the files that Qt's own dialog shows of a folder with one of its filters."""
    dialog = QFileDialog(None, "", str(folder), ";;".join(filters))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectNameFilter(chosen)
    dialog.show()
    view = dialog.findChild(QTreeView, "treeView")
    model = dialog.findChild(QFileSystemModel, "qt_filesystem_model")
    assert isinstance(view, QTreeView)
    assert isinstance(model, QFileSystemModel)
    qtbot.waitUntil(lambda: model.rowCount(view.rootIndex()) > 0)
    # a filter that leaves more out takes effect a moment later
    qtbot.wait(300)
    QApplication.processEvents()
    root = view.rootIndex()
    return {model.index(row, 0, root).data() for row in range(model.rowCount(root))}


def test_every_kind_that_is_read_is_offered(tmp_path: Path, qtbot: QtBot) -> None:
    kinds = {f"报告{suffix}" for suffix in (*SUFFIXES, *OLD_DOCUMENTS)}
    for name in (*kinds, "程序.exe", "标注.biaoshu"):
        (tmp_path / name).write_bytes(b"")
    filters = report_filters()
    assert {"报告.doc", "报告.wps"} <= kinds
    assert offered(tmp_path, filters, filters[0], qtbot) == {*kinds, "标注.biaoshu"}
    assert offered(tmp_path, filters, filters[1], qtbot) == kinds
    assert offered(tmp_path, filters, filters[-1], qtbot) == {*kinds, "标注.biaoshu", "程序.exe"}


@pytest.fixture
def begun_in(window: MainWindow, qtbot: QtBot) -> Callable[..., Path]:
    """Return a function that opens a dialog by a key, names a file there or cancels, and returns where it began."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)

    def begun(key: Qt.Key, said: Path | None = None) -> Path:
        folders: list[Path] = []

        def answer(dialog: object) -> None:
            assert isinstance(dialog, QFileDialog)
            folders.append(Path(dialog.directory().absolutePath()))
            line = dialog.findChild(QLineEdit)
            assert line is not None
            if said is None:
                dialog.reject()
            else:
                line.setText(str(said))
                qtbot.keyClick(line, Qt.Key.Key_Return)

        # after another dialog the keyboard comes back in the event loop
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        at_dialog(answer)
        qtbot.keyClick(window.view, key, Qt.KeyboardModifier.ControlModifier)
        return folders[0]

    return begun


def test_a_dialog_begins_where_a_file_was_chosen_last(
    window: MainWindow, begun_in: Callable[..., Path], report_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    incoming, made = tmp_path / "来件", tmp_path / "成果"
    incoming.mkdir()
    made.mkdir()
    report = incoming / "临澜县2026.txt"
    report.write_text(report_file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    begun_in(Qt.Key.Key_O, report)
    qtbot.waitUntil(lambda: len(window.session.reports) == 2)
    # what is cancelled changes nothing, and what is made begins there too until it has a folder of its own
    assert begun_in(Qt.Key.Key_O) == incoming
    assert begun_in(Qt.Key.Key_N, made / "新库.biaoshu") == incoming
    qtbot.waitUntil((made / "新库.biaoshu").exists)
    assert begun_in(Qt.Key.Key_N) == made
    assert begun_in(Qt.Key.Key_O) == incoming


def test_a_folder_that_is_gone_is_not_offered(window: MainWindow, tmp_path: Path) -> None:
    settings = Settings()
    files = FileDialogs(settings, window)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    first = documents if documents.is_dir() else Path.home()
    assert files.folder("open") == files.folder("save") == first
    settings.keep("folder/open", str(tmp_path / "gone"))
    assert files.folder("open") == first
    settings.keep("folder/save", str(tmp_path))
    assert files.folder("open") == tmp_path
