"""The dialogs for files, an export and a name, and the About box."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.files.file_kind import OLD_DOCUMENTS, SUFFIXES
from core.paths import STORE_SUFFIX, fitting

from ..background.export import Export, Exportable, ExportTrial
from ..background.import_labels import LabelFile
from ..preferences.settings import Settings
from ..style import design
from ..style.plain_text import PlainBox, PlainLabel
from ..widgets.file_dialogs import FileDialogs
from .export_dialog import ExportDialog

translate = QCoreApplication.translate


def ask_files(files: FileDialogs) -> list[Path]:
    """Ask for reports, or for a store."""
    return files.open_files(translate("dialogs", "Open"), ";;".join(report_filters()))


def report_filters() -> tuple[str, ...]:
    """Return which files are offered to be opened; the last one is all, since a file's content tells what it is."""
    kinds = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, *OLD_DOCUMENTS))
    return (
        translate("dialogs", "Reports and stores ({kinds})").format(kinds=f"{kinds} *.biaoshu"),
        translate("dialogs", "Reports ({kinds})").format(kinds=kinds),
        translate("dialogs", "Stores (*.biaoshu)"),
        translate("dialogs", "All files (*)"),
    )


def ask_folder(files: FileDialogs) -> Path | None:
    """Ask for a folder of reports."""
    return files.open_folder(translate("dialogs", "Open a folder of reports"))


def ask_new_store(files: FileDialogs) -> Path | None:
    """Ask where to make a new store; its suffix is added where it is missing."""
    path = files.save_file(translate("dialogs", "New store"), "", translate("dialogs", "Stores (*.biaoshu)"))
    if path is None:
        return None
    return fitting(path if path.suffix == STORE_SUFFIX else path.with_name(path.name + STORE_SUFFIX))


def ask_annotator(parent: QWidget, name: str) -> tuple[str, bool]:
    """Ask for the name that decisions are signed with, and whether it is another person's.

    The name is empty where the user cancels.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("dialogs", "Annotator"))
    dialog.setProperty("manual topic", "annotators")
    line, label = QLineEdit(name), PlainLabel(translate("dialogs", "Sign decisions with the &name:"))
    label.setBuddy(line)
    same = QRadioButton(translate("dialogs", "This is &my name: all my decisions stay mine and are shown"))
    another = QRadioButton(translate("dialogs", "This is &somebody else: only their decisions are shown from now on"))
    same.setChecked(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    for part in (label, line, same, another, buttons):
        layout.addWidget(part)
    line.selectAll()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return (" ".join(line.text().split()) if agreed else ""), another.isChecked()


def ask_export(parent: QWidget, there: Exportable, trial: ExportTrial, settings: Settings) -> Export | None:
    """Ask which figures to export, as what, and where to."""
    dialog = ExportDialog(parent, there, trial, settings)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    trial.deleteLater()
    return dialog.chosen() if agreed else None


def ask_another_place(files: FileDialogs, path: Path) -> Path | None:
    """Ask for another path for what could not be written to a file."""
    title = translate("dialogs", "Save elsewhere")
    kind = translate("dialogs", "Files (*{ending})").format(ending=path.suffix)
    there = files.save_file(title, str(path), kind)
    if there is None:
        return None
    return fitting(there if there.suffix else there.with_suffix(path.suffix))


def ask_label_file(parent: QWidget, files: FileDialogs) -> LabelFile | None:
    """Ask for a file of labels, and whether its labels shall become decisions or proposals."""
    kinds = ";;".join(
        (
            translate("dialogs", "Labels (*.jsonl *.json *.zip *.conll *.txt *.csv *.tsv *.ann *.bio)"),
            translate("dialogs", "All files (*)"),
        )
    )
    path = files.open_file(translate("dialogs", "Import labels"), kinds)
    if path is None:
        return None
    box = PlainBox(parent)
    box.setWindowTitle(translate("dialogs", "Import labels"))
    box.setProperty("manual topic", "export")
    box.setText(translate("dialogs", "Import the labels of {name} as…").format(name=path.name))
    box.setInformativeText(
        translate(
            "dialogs",
            "As decisions, they are signed with your name, one step in each report, which can be undone. As "
            "proposals, they wait for somebody to decide on them.",
        )
    )
    decide = box.addButton(translate("dialogs", "&Decisions"), PlainBox.ButtonRole.AcceptRole)
    propose = box.addButton(translate("dialogs", "&Proposals"), PlainBox.ButtonRole.ActionRole)
    box.addButton(PlainBox.StandardButton.Cancel)
    box.exec()
    if box.clickedButton() not in (decide, propose):
        return None
    return LabelFile(path, box.clickedButton() is decide)


def ask_key_sheet(files: FileDialogs) -> Path | None:
    """Ask where to save the key sheet; its suffix is added where it is missing."""
    path = files.save_file(translate("dialogs", "Key list as PDF"), translate("dialogs", "Keys.pdf"), "PDF (*.pdf)")
    return path.with_suffix(".pdf") if path is not None else None


def show_about(parent: QWidget) -> None:
    """Show what this program is, its version and its licences."""
    text = translate(
        "dialogs",
        "Biaoshu {version}\n\nReview and label the figures in Chinese government work reports.\nMIT licence.\n\n"
        "Qt {qt} and PySide6 {pyside} are used under the GNU Lesser General Public License, version 3. They are "
        "libraries of their own, unchanged, which you may replace by other builds; their source is at code.qt.io.\n\n"
        "With Python {python} and SQLite; jieba, pypinyin, justhtml and python-calamine (MIT), sqlite-utils "
        "(Apache 2.0), click and XlsxWriter (BSD), pypdfium2 with PDFium (BSD, Apache 2.0), OpenCC's table of "
        "characters (Apache 2.0), Noto Sans SC (OFL 1.1).",
    ).format(
        version=QCoreApplication.applicationVersion(),
        qt=qVersion(),
        pyside=PySide6.__version__,
        python=platform.python_version(),
    )
    box = PlainBox(parent)
    box.setWindowTitle(translate("dialogs", "About Biaoshu"))
    box.setIconPixmap(box.windowIcon().pixmap(64, 64))
    box.setText(text)
    # the packaged app contains the licences of all its parts; with the sources each package has its own
    notices = design.RESOURCES.parent / "notices" / "licences.txt"
    if notices.is_file():
        box.setDetailedText(notices.read_text(encoding="utf-8"))
    box.exec()
