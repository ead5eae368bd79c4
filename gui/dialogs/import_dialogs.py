"""The dialogs of reading files: a table's columns, a text's encoding, and the list of what could not be read."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.files.containers import Source
from core.files.encoding import ENCODINGS
from core.files.report_table import Columns
from core.jobs.read_files import ReportPlace

from ..style.plain_text import PlainLabel, in_title

translate = QCoreApplication.translate


def ask_place(parent: QWidget, name: str) -> ReportPlace | None:
    """Ask for the file from which a report was read in another session."""
    title = in_title(translate("import_dialogs", "The file of {name}").format(name=name))
    chosen, _ = QFileDialog.getOpenFileName(parent, title)
    return ReportPlace(Source(chosen)) if chosen else None


def ask_encoding(parent: QWidget, current: str) -> str:
    """Ask for an encoding other than the current one; "" where the user cancels."""
    names = {encoding.upper(): encoding for encoding in ENCODINGS if encoding != current}
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(translate("import_dialogs", "Read with another encoding"))
    dialog.setLabelText(
        translate("import_dialogs", "The file was read as {encoding}. Read it as:").format(encoding=current.upper())
    )
    dialog.setComboBoxItems(list(names))
    return names[dialog.textValue()] if dialog.exec() else ""


def ask_columns(parent: QWidget, name: str, columns: Sequence[str], guessed: Columns | None) -> Columns | None:
    """Ask which columns of a table say what; None where the user cancels."""
    dialog = ColumnsDialog(name, columns, guessed, parent)
    return dialog.columns() if dialog.exec() else None


class ColumnsDialog(QDialog):
    """Which column of a table has the reports' texts, and which their names, dates and sources."""

    def __init__(self, name: str, columns: Sequence[str], guessed: Columns | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A table of reports"))
        question = PlainLabel(self.tr("{name}: each row is a report. Which column holds…").format(name=name))
        question.setWordWrap(True)
        guess = guessed or Columns("")
        parts = [*guess.name, "", "", ""][:3]
        form = QFormLayout()
        self.text = self._choice(columns, guess.text, must=True)
        self.names = [self._choice(columns, part) for part in parts]
        self.title, self.date, self.source = (
            self._choice(columns, part) for part in (guess.title, guess.date, guess.source)
        )
        rows = (
            (self.tr("the text"), self.text),
            (self.tr("the name"), self.names[0]),
            (self.tr("… and then"), self.names[1]),
            (self.tr("… and then"), self.names[2]),
            (self.tr("the title"), self.title),
            (self.tr("the date"), self.date),
            (self.tr("the source"), self.source),
        )
        for words, choice in rows:
            form.addRow(words, choice)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Read the reports"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(question)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)

    def columns(self) -> Columns:
        """Return the chosen columns."""
        names = tuple(dict.fromkeys(filter(None, map(_chosen, self.names))))
        return Columns(_chosen(self.text), names, *map(_chosen, (self.title, self.date, self.source)))

    def _choice(self, columns: Sequence[str], current: str, *, must: bool = False) -> QComboBox:
        choice = QComboBox()
        if not must:
            choice.addItem(self.tr("(none)"), "")
        for column in columns:
            choice.addItem(column, column)
        choice.setCurrentIndex(max(choice.findData(current), 0))
        return choice


def _chosen(choice: QComboBox) -> str:
    return str(choice.currentData())


class RefusedList(QDialog):
    """What could not be read and why, one line each, to be copied; a window beside the main window."""

    def __init__(self, refused: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._refused = list(refused)
        self.setObjectName("refused")
        self.setWindowTitle(in_title(self.tr("{count} files could not be read").format(count=len(refused))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        for sentence in refused:
            # items of a list are plain text, whatever a file's name is
            self.list.addItem(QListWidgetItem(sentence))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copying = buttons.addButton(self.tr("Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copying.clicked.connect(self.copy)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        self.resize(640, 420)

    def copy(self) -> None:
        """Put the list on the clipboard, one sentence on each line."""
        QGuiApplication.clipboard().setText("\n".join(self._refused) + "\n")
