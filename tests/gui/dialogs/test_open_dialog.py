"""The dialog that opens files offers every kind that is read, old documents among them, and all files at last."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QTreeView
from pytestqt.qtbot import QtBot

from core.files.file_kind import OLD_DOCUMENTS, SUFFIXES
from gui.dialogs.dialogs import report_filters


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
