"""The dialogs of reading files: a table's columns, a text's encoding, and the list of what could not be read."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.files.containers import Source
from core.files.encoding import ENCODINGS
from core.files.report_table import Columns, shown_name, shown_region_and_year, shown_text
from core.jobs.read_files import ReportPlace, SheetOffer, TableFound

from ..style.on_screen import room_on_screen, scrolled
from ..style.plain_text import PlainLabel, in_title
from ..widgets.file_dialogs import FileDialogs

translate = QCoreApplication.translate


def ask_place(files: FileDialogs, name: str) -> ReportPlace | None:
    """Ask for the file from which a report was read in another session."""
    path = files.open_file(in_title(translate("import_dialogs", "The file of {name}").format(name=name)))
    return ReportPlace(Source(str(path))) if path is not None else None


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


def ask_columns(parent: QWidget, table: TableFound) -> Columns | None:
    """Ask which columns of a table say what; None where the user cancels."""
    dialog = ColumnsDialog(table, parent)
    return dialog.columns() if dialog.exec() else None


class ColumnsDialog(QDialog):
    """Which sheet and which columns of a table have the reports, with what comes of its first rows."""

    def __init__(self, table: TableFound, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setWindowTitle(self.tr("A table of reports"))
        question = PlainLabel(
            self.tr("{name}: each row is a report. Which column holds…").format(name=table.source.name)
        )
        question.setWordWrap(True)
        self.sheet, self.text, self.more, self.title, self.year = (QComboBox() for _ in range(5))
        self.name, self.date, self.source = (QComboBox() for _ in range(3))
        self.regions = [QComboBox() for _ in range(3)]
        places = QHBoxLayout()
        for choice in self.regions:
            places.addWidget(choice, 1)
        form = QFormLayout()
        if len(table.sheets) > 1:
            form.addRow(self.tr("Sheet"), self.sheet)
        form.addRow(self.tr("the text"), self.text)
        form.addRow(self.tr("… and its continuation"), self.more)
        form.addRow(self.tr("the title"), self.title)
        form.addRow(self.tr("the region"), places)
        form.addRow(self.tr("the year"), self.year)
        form.addRow(self.tr("the name"), self.name)
        form.addRow(self.tr("the date"), self.date)
        form.addRow(self.tr("the source"), self.source)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.preview = self._make_preview()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.reading = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.reading.setText(self.tr("Read the reports"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(PlainLabel(self.tr("The first rows come in as:")))
        column.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.addWidget(question)
        layout.addWidget(scrolled(asked), 1)
        layout.addWidget(buttons)
        self.resize(room_on_screen(self, QSize(720, self.sizeHint().height())))
        self._offer_sheets()
        for choice in self._choices():
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(8)
            choice.currentIndexChanged.connect(self._show_preview)
        self.sheet.currentIndexChanged.connect(self._take_sheet)
        self._take_sheet()

    def columns(self) -> Columns:
        """Return the chosen columns."""
        regions = tuple(dict.fromkeys(filter(None, map(_chosen, self.regions))))
        title, year = _chosen(self.title), _chosen(self.year)
        name = self.name.currentData()
        return Columns(
            _chosen(self.text),
            tuple(filter(None, (*regions, year, title))) if name is None else tuple(name),
            title,
            _chosen(self.date),
            _chosen(self.source),
            regions,
            year,
            tuple(self.more.currentData()),
            _chosen(self.sheet),
        )

    def _choices(self) -> list[QComboBox]:
        return [self.text, self.more, self.title, *self.regions, self.year, self.name, self.date, self.source]

    def _make_preview(self) -> QTableWidget:
        heads = [self.tr("Name"), self.tr("Region"), self.tr("Year"), self.tr("Text")]
        preview = QTableWidget(0, len(heads))
        preview.setHorizontalHeaderLabels(heads)
        preview.verticalHeader().hide()
        preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        preview.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        preview.setWordWrap(False)
        preview.horizontalHeader().setStretchLastSection(True)
        for column, letters in enumerate((28, 16, 6)):
            preview.setColumnWidth(column, letters * preview.fontMetrics().horizontalAdvance("字") * 2 // 3)
        preview.setFixedHeight(4 * preview.verticalHeader().defaultSectionSize())
        return preview

    def _offer_sheets(self) -> None:
        """List the sheets, those first that are read together."""
        together = self._table.together
        if len(together) > 1:
            names = self.tr(", ").join(one.name for one in together)
            self.sheet.addItem(self.tr("all with reports: {names}").format(names=names), "")
        for offer in self._table.sheets:
            words = self.tr("{name} (hidden)") if offer.hidden else self.tr("{name} (no long text)")
            named = offer.name if offer.guess and not offer.hidden else words.format(name=offer.name)
            self.sheet.addItem(named, offer.name)
        if len(together) == 1:
            self.sheet.setCurrentIndex(max(self.sheet.findData(together[0].name), 0))

    def _offer(self) -> SheetOffer:
        """Return the sheet whose columns are shown."""
        called = _chosen(self.sheet)
        return next((one for one in self._table.sheets if called and one.name == called), self._table.first)

    def _take_sheet(self) -> None:
        """Offer the columns of the chosen sheet, with the guess chosen."""
        offer = self._offer()
        guess = offer.guess or Columns("")
        regions = [*guess.region, "", "", ""][:3]
        shown = [(self.text, guess.text), (self.title, guess.title), (self.year, guess.year), (self.date, guess.date)]
        shown += [(self.source, guess.source), *zip(self.regions, regions, strict=True)]
        for choice in self._choices():
            choice.blockSignals(True)
            choice.clear()
        for choice, current in shown:
            if choice is not self.text:
                choice.addItem(self.tr("(none)"), "")
            for column in offer.columns:
                choice.addItem(column, column)
            choice.setCurrentIndex(max(choice.findData(current), 0))
        self.more.addItem(self.tr("(none)"), ())
        if len(guess.more) > 1:
            self.more.addItem(self.tr(", ").join(guess.more), guess.more)
        for column in offer.columns:
            self.more.addItem(column, (column,))
        named = [at for at in range(self.more.count()) if tuple(self.more.itemData(at)) == guess.more]
        self.more.setCurrentIndex(named[0] if named else 0)
        self.name.addItem(self.tr("region, year and title together"), None)
        for column in offer.columns:
            self.name.addItem(column, (column,))
        for choice in self._choices():
            choice.blockSignals(False)
        self._show_preview()

    def _show_preview(self) -> None:
        """Show what the first rows come in as."""
        columns, samples = self.columns(), self._offer().samples
        self.preview.setRowCount(len(samples))
        for row, cells in enumerate(samples):
            region, year = shown_region_and_year(cells, columns)
            from_text = self.tr("from the text")
            text = shown_text(cells, columns).strip().replace("\n", " ") or self.tr("(no text)")
            said = (shown_name(cells, columns) or "–", region or from_text, year or from_text, text)
            for column, words in enumerate(said):
                self.preview.setItem(row, column, QTableWidgetItem(words))


def _chosen(choice: QComboBox) -> str:
    return str(choice.currentData() or "")


class RefusedList(QDialog):
    """What could not be read and why, and what was noticed about what could, one line each, to be copied.

    A window beside the main window.
    """

    def __init__(self, refused: Sequence[str], noticed: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._refused = [*refused, *noticed]
        self.setObjectName("refused")
        # a file with rows that have no text was read, so the title speaks of all that is listed
        self.setWindowTitle(in_title(self.tr("{count} things noticed").format(count=len(self._refused))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        for sentence in self._refused:
            # items of a list are plain text, whatever a file's name is
            self.list.addItem(QListWidgetItem(sentence))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copying = buttons.addButton(self.tr("Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copying.clicked.connect(self.copy)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        self.resize(room_on_screen(self, QSize(640, 420)))

    def copy(self) -> None:
        """Put the list on the clipboard, one sentence on each line."""
        QGuiApplication.clipboard().setText("\n".join(self._refused) + "\n")
