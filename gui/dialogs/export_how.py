"""The second step of an export: the format, how the first rows look in it, and where to."""

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.formats.format import Format
from core.formats.registry import FORMATS
from core.jobs.export_preview import LONGEST, ExportPreview
from core.paths import fitting, typed

from ..background.messages import note
from ..style import fonts
from ..style.design import sizes
from ..style.plain_text import PlainLabel

translate = QCoreApplication.translate
CHOICE = Qt.ItemDataRole.UserRole
LEFT_WIDTH = 330  # pixels
WIDEST = 260  # pixels of a column of the preview
MOST_LINES, LONGEST_LINE = 60, 300
FIRST_FORMATS = 3
"""How many formats are for people and their programs; those behind them are of data sets, and wait behind "more"."""
TABLES = ("csv",)
"""The formats of text that are shown as a table."""
WITH_CODEBOOK = ("csv", "jsonl")
"""The formats that have their codebook in a file beside them."""
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


class HowPage(QWidget):
    """Formats and options at the left, the first rows as they will be written at the right, the file below.

    `changed` is emitted when other figures are asked for, `redrawn` when the same are to be shown otherwise, `doubled`
    when a format is chosen by a double click.
    """

    changed = Signal()
    redrawn = Signal()
    doubled = Signal()

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__()
        self.formats = self._make_formats()
        self.more = QToolButton()
        self.more.setText(self.tr("&More formats and options"))
        self.more.setCheckable(True)
        self.settled = QCheckBox(self.tr("Onl&y figures settled between annotators"))
        self.text = QCheckBox(self.tr("Include the reports' te&xt"))
        self.text.setChecked(True)
        self.codebook = QCheckBox(self.tr("&A codebook beside it"))
        self.parts, self.ratio, self.seed = QComboBox(), QLineEdit("80/10/10"), QSpinBox()
        self.seed.setMaximum(999_999)
        self.place = QLineEdit(str(folder / f"{name}{self._form().ending}"))
        self.browse = QPushButton(self.tr("Choose w&here…"))
        self.agreed: Path | None = None
        """The file that the system's dialog was told to write over."""
        self.rows, self.lines, self.shown = QTableWidget(), QPlainTextEdit(), QStackedWidget()
        self.lost = PlainLabel()
        self._place()
        self.formats.currentRowChanged.connect(self._take_format)
        self.formats.itemDoubleClicked.connect(lambda _: self.doubled.emit())
        self.more.toggled.connect(self._show_more)
        self.parts.currentIndexChanged.connect(self._show_parts)
        self.settled.toggled.connect(self.changed)
        self.text.toggled.connect(self.redrawn)
        self.browse.clicked.connect(self._browse)
        self._show_parts()
        self._show_more()

    @property
    def format(self) -> str:
        """The name of the chosen format."""
        return str(self.formats.currentItem().data(CHOICE))

    def choose_format(self, name: str) -> None:
        """Choose a format by its name."""
        at = [*FORMATS].index(name)
        if at >= FIRST_FORMATS:
            self.more.setChecked(True)
        self.formats.setCurrentRow(at)

    def split(self) -> str:
        """Return what the file is divided by, as the export takes it."""
        chosen = str(self.parts.currentData())
        return self.ratio.text().strip() if chosen == "ratio" else chosen

    def path(self) -> Path | None:
        """Return the file to write; None where none is named."""
        said = self.place.text().strip()
        if not said:
            return None
        path = typed(Path(said))
        return fitting(path if path.suffix else path.with_suffix(self._form().ending))

    def show_first(self, made: ExportPreview) -> None:
        """Show the first rows, and what is lost of them where something is."""
        text = next(iter(made.files.values()), "")
        if not made.files:
            self._show_table(made.heads, made.rows)
        elif self.format in TABLES:
            # a text that was cut ends in the middle of a row
            heads, *rows = [*csv.reader(StringIO(text.removeprefix("\ufeff")))] or [[]]
            self._show_table(heads, rows[:-1] if len(text) == LONGEST else rows)
        else:
            self._show_text(made.files)
        self.lost.setText(self.tr("Of these rows: {notes}").format(notes=" ".join(map(note, made.notes))))
        self.lost.setVisible(bool(made.notes))

    def clear(self) -> None:
        """Show no rows until others come."""
        self.rows.setRowCount(0)
        self.lines.clear()
        self.lost.hide()

    # What is remembered

    def remembered(self) -> dict[str, Any]:
        """Return what is chosen, as a record."""
        ticks = {name: getattr(self, name).isChecked() for name in ("settled", "text", "codebook", "more")}
        path = self.path()
        return {
            "format": self.format,
            **ticks,
            "parts": self.parts.currentData(),
            "ratio": self.ratio.text(),
            "seed": self.seed.value(),
            "folder": str(path.parent) if path is not None else "",
        }

    def restore(self, said: Mapping[str, Any]) -> None:
        """Choose what was remembered."""
        for name in ("settled", "text", "codebook", "more"):
            if isinstance(said.get(name), bool):
                getattr(self, name).setChecked(said[name])
        self.parts.setCurrentIndex(max(0, self.parts.findData(said.get("parts"))))
        if isinstance(said.get("ratio"), str):
            self.ratio.setText(said["ratio"])
        if isinstance(said.get("seed"), int):
            self.seed.setValue(said["seed"])
        if said.get("format") in FORMATS:
            self.choose_format(said["format"])

    # Parts

    def _form(self) -> Format:
        return FORMATS[self.format]

    def _take_format(self) -> None:
        """Give the file the ending of the format, unless it has one of its own."""
        said = self.place.text()
        endings = sorted({form.ending for form in FORMATS.values()}, key=len, reverse=True)
        ending = next((one for one in endings if said.lower().endswith(one)), None)
        if ending is not None:
            self.place.setText(said[: -len(ending)] + self._form().ending)
        self.codebook.setEnabled(self.format in WITH_CODEBOOK)
        self.redrawn.emit()

    def _show_more(self) -> None:
        is_more = self.more.isChecked()
        self.more.setArrowType(Qt.ArrowType.DownArrow if is_more else Qt.ArrowType.RightArrow)
        self.options.setVisible(is_more)
        for at in range(FIRST_FORMATS, self.formats.count()):
            # the chosen one stays in sight
            self.formats.item(at).setHidden(not is_more and at != self.formats.currentRow())

    def _show_parts(self) -> None:
        by_ratio = self.parts.currentData() == "ratio"
        self.ratio.setEnabled(by_ratio)
        self.seed.setEnabled(by_ratio)

    def _show_table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        table = self.rows
        table.setColumnCount(len(heads))
        table.setRowCount(len(rows))
        table.setHorizontalHeaderLabels(list(heads))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text[:LONGEST_LINE])
                if _NUMBER.fullmatch(text):
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(at, column, cell)
        table.resizeColumnsToContents()
        for column in range(table.columnCount()):
            table.setColumnWidth(column, min(WIDEST, table.columnWidth(column)))
        self.shown.setCurrentWidget(table)

    def _show_text(self, files: Mapping[str, str]) -> None:
        lines: list[str] = []
        for name, text in files.items():
            # an archive's files are told by their names
            lines += [f"— {name} —"] if len(files) > 1 else []
            lines += [line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in text.splitlines()]
        self.lines.setPlainText("\n".join(lines[:MOST_LINES]))
        self.shown.setCurrentWidget(self.lines)

    def _browse(self) -> None:
        kind = self.tr("Exported figures (*{ending})").format(ending=self._form().ending)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export figures"), self.place.text(), kind)
        if chosen:
            self.place.setText(str(Path(chosen)))
            self.agreed = self.path()

    # Building

    def _make_formats(self) -> QListWidget:
        rows = QListWidget()
        rows.setAccessibleName(self.tr("Format"))
        rows.setWordWrap(True)
        rows.setSpacing(2)
        for form in FORMATS.values():
            item = QListWidgetItem(translate("formats", form.title), rows)
            item.setData(CHOICE, form.name)
        rows.setCurrentRow(0)
        return rows

    def _place(self) -> None:
        within, between, _, groups = sizes().space
        for choice, text in {
            "": self.tr("One file"),
            "report": self.tr("A file for each report"),
            "ratio": self.tr("Train, dev and test, by report"),
        }.items():
            self.parts.addItem(text, choice)
        self.options = QWidget()
        form = QFormLayout(self.options)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(within)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for tick in (self.settled, self.text, self.codebook):
            form.addRow(tick)
        form.addRow(self.tr("Sp&lit"), self.parts)
        form.addRow(self.tr("Ra&tio"), self.ratio)
        form.addRow(self.tr("&Seed"), self.seed)
        for box, name in ((self.parts, self.tr("Split")), (self.ratio, self.tr("Ratio")), (self.seed, self.tr("Seed"))):
            box.setAccessibleName(name)
        heading = PlainLabel(self.tr("F&ormat"))
        heading.setBuddy(self.formats)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setAutoRaise(True)
        side = QWidget()
        side.setFixedWidth(LEFT_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(between)
        left.addWidget(heading)
        left.addWidget(self.formats, 1)
        left.addWidget(self.more)
        left.addWidget(self.options)
        preview = PlainLabel(self.tr("The first &rows, as they will be written"))
        preview.setBuddy(self.rows)
        for shown in (self.rows, self.lines):
            shown.setAccessibleName(self.tr("The first rows, as they will be written"))
            self.shown.addWidget(shown)
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setWordWrap(False)
        self.rows.verticalHeader().hide()
        self.rows.verticalHeader().setDefaultSectionSize(fonts.row_height(self.rows.font()))
        self.rows.setTabKeyNavigation(False)
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lost.setWordWrap(True)
        self.lost.hide()
        file_name = PlainLabel(self.tr("F&ile"))
        file_name.setBuddy(self.place)
        self.place.setAccessibleName(self.tr("File"))
        self.browse.setAutoDefault(False)
        where = QHBoxLayout()
        where.setSpacing(between)
        where.addWidget(file_name)
        where.addWidget(self.place, 1)
        where.addWidget(self.browse)
        right = QVBoxLayout()
        right.setSpacing(between)
        right.addWidget(preview)
        right.addWidget(self.shown, 1)
        right.addWidget(self.lost)
        right.addLayout(where)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(groups)
        columns.addWidget(side)
        columns.addLayout(right, 1)
