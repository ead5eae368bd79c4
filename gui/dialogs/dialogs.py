"""The dialogs for files, an export and a name; the sheet of all keys, and the About box."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.files.file_kind import SUFFIXES
from core.formats.registry import FORMATS
from core.paths import STORE_SUFFIX, fit, fitting

from ..background.export import Export, Exportable
from ..background.import_labels import LabelFile
from ..commands import COMMANDS, MENUS, Menu, menu_title, shown_keys, text_of
from ..style import theme
from ..style.plain_text import PlainBox, PlainLabel
from .export_dialog import ExportDialog

translate = QCoreApplication.translate


def ask_files(parent: QWidget) -> list[Path]:
    """Ask for reports, or for a store."""
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    filters = ";;".join(
        (
            translate("dialogs", "Reports and stores ({kinds})").format(kinds=f"{kinds} *.biaoshu"),
            translate("dialogs", "Reports ({kinds})").format(kinds=kinds),
            translate("dialogs", "Stores (*.biaoshu)"),
        )
    )
    chosen, _ = QFileDialog.getOpenFileNames(parent, translate("dialogs", "Open"), "", filters)
    return [Path(path) for path in chosen]


def ask_folder(parent: QWidget) -> Path | None:
    """Ask for a folder of reports."""
    chosen = QFileDialog.getExistingDirectory(parent, translate("dialogs", "Open a folder of reports"))
    return Path(chosen) if chosen else None


def ask_new_store(parent: QWidget) -> Path | None:
    """Ask where to make a new store; its suffix is added where it is missing."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, translate("dialogs", "New store"), "", translate("dialogs", "Stores (*.biaoshu)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return fitting(path if path.suffix == STORE_SUFFIX else path.with_name(path.name + STORE_SUFFIX))


def ask_annotator(parent: QWidget, name: str) -> tuple[str, bool]:
    """Ask for the name that decisions are signed with, and whether it is another person's.

    The name is empty where the user cancels.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("dialogs", "Annotator"))
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


def ask_export(parent: QWidget, there: Exportable) -> Export | None:
    """Ask which figures to export, as what, and where to."""

    dialog = ExportDialog(parent, there)
    if not dialog.exec():
        return None
    ending = FORMATS[dialog.format].ending
    kind = translate("dialogs", "Exported figures (*{ending})").format(ending=ending)
    names = list(there.reports.values())
    several = translate("dialogs", "Figures")
    name = fit(names[0], several) if len(names) == 1 else several
    chosen, _ = QFileDialog.getSaveFileName(parent, translate("dialogs", "Export figures"), name + ending, kind)
    if not chosen:
        return None
    path = Path(chosen)
    return dialog.choice(fitting(path if path.suffix else path.with_suffix(ending)))


def ask_another_place(parent: QWidget, path: Path) -> Path | None:
    """Ask for another path for what could not be written to a file."""
    title = translate("dialogs", "Save elsewhere")
    kind = translate("dialogs", "Files (*{ending})").format(ending=path.suffix)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(path), kind)
    if not chosen:
        return None
    there = Path(chosen)
    return fitting(there if there.suffix else there.with_suffix(path.suffix))


def ask_label_file(parent: QWidget) -> LabelFile | None:
    """Ask for a file of labels, and whether its labels shall become decisions or proposals."""
    kinds = ";;".join(
        (
            translate("dialogs", "Labels (*.jsonl *.json *.zip *.conll *.txt *.tsv *.bio)"),
            translate("dialogs", "All files (*)"),
        )
    )
    chosen, _ = QFileDialog.getOpenFileName(parent, translate("dialogs", "Import labels"), "", kinds)
    if not chosen:
        return None
    box = PlainBox(parent)
    box.setWindowTitle(translate("dialogs", "Import labels"))
    box.setText(translate("dialogs", "Import the labels of {name} as…").format(name=Path(chosen).name))
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
    return LabelFile(Path(chosen), box.clickedButton() is decide)


def ask_key_sheet(parent: QWidget) -> Path | None:
    """Ask where to save the key sheet; its suffix is added where it is missing."""
    title, name = translate("dialogs", "Key list as PDF"), translate("dialogs", "Keys.pdf")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, "PDF (*.pdf)")
    return Path(chosen).with_suffix(".pdf") if chosen else None


class KeySheet(QDialog):
    """Every command with its keys, in a window beside the main window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = QTreeWidget()
        self._sheet.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._sheet.setRootIsDecorated(False)
        self._sheet.setAccessibleName(self.windowTitle())
        # the commands that decide come first: the sheet is opened mostly for them
        for menu in sorted(MENUS, key=lambda name: name == "file"):
            self._add_group(menu)
        self._sheet.expandAll()
        self._sheet.resizeColumnToContents(0)
        self._sheet.setColumnWidth(0, self._sheet.columnWidth(0) + 24)
        layout = QVBoxLayout(self)
        layout.addWidget(self._sheet)
        self.resize(520, 640)

    def _add_group(self, menu: Menu) -> None:
        group = QTreeWidgetItem([menu_title(menu).replace("&", "").partition("(")[0]])
        bold = group.font(0)
        bold.setBold(True)
        group.setFont(0, bold)
        for command in COMMANDS:
            if command.menu == menu and shown_keys(command):
                group.addChild(QTreeWidgetItem([text_of(command), shown_keys(command)]))
        self._sheet.addTopLevelItem(group)


def show_about(parent: QWidget) -> None:
    """Show what this program is, its version and its licences."""
    text = translate(
        "dialogs",
        "Biaoshu {version}\n\nReview and label the figures in Chinese government work reports.\nMIT licence.\n\n"
        "Qt {qt} and PySide6 {pyside} are used under the GNU Lesser General Public License, version 3. They are "
        "libraries of their own, unchanged, which you may replace by other builds; their source is at code.qt.io.\n\n"
        "With Python {python} and SQLite; jieba, pypinyin and justhtml (MIT), sqlite-utils (Apache 2.0), click and "
        "XlsxWriter (BSD), pypdfium2 with PDFium (BSD, Apache 2.0), OpenCC's table of "
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
    notices = theme.RESOURCES.parent / "notices" / "licences.txt"
    if notices.is_file():
        box.setDetailedText(notices.read_text(encoding="utf-8"))
    box.exec()
