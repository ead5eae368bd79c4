"""The export dialog: which figures of which reports are exported, whose decisions, in which format and parts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.formats.record import Choice
from core.formats.registry import FORMATS
from core.jobs.selection import Selection, shares
from core.model.errors import UserError

from ..background.export import Export, Exportable
from ..background.messages import sentence
from ..style.plain_text import PlainLabel

translate = QCoreApplication.translate

CHOICE = Qt.ItemDataRole.UserRole
# the margin around a row in pixels
_AIR = 3


class CheckList(QListWidget):
    """A list of names to tick; the first row ticks all of them or none."""

    def __init__(self, name: str, entries: Mapping[str, str], ticked: Sequence[str] | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSpacing(_AIR - 1)
        self._add(self.tr("All"), None, ticked is None)
        for choice, text in entries.items():
            self._add(text, choice, ticked is None or choice in ticked)
        self.itemChanged.connect(self._follow)

    def chosen(self) -> frozenset[str] | None:
        """Return what is ticked; None where everything is."""
        rows = self._rows()
        ticked = [row for row in rows if row.checkState() == Qt.CheckState.Checked]
        return None if len(ticked) == len(rows) else frozenset(row.data(CHOICE) for row in ticked)

    def _add(self, text: str, choice: str | None, ticked: bool) -> None:
        item = QListWidgetItem(text, self)
        item.setData(CHOICE, choice)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _rows(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(1, self.count())]

    def _follow(self, changed: QListWidgetItem) -> None:
        """Have the first row tick or untick all others, and show in it whether all are ticked."""
        first = self.item(0)
        self.blockSignals(True)
        if changed is first:
            for row in self._rows():
                row.setCheckState(first.checkState())
        else:
            first.setCheckState(Qt.CheckState.Checked if self.chosen() is None else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()


class ExportDialog(QDialog):
    """Formats at the left, what to export at the right; Enter goes on to the file's name."""

    def __init__(self, parent: QWidget, there: Exportable) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(self.tr("Export figures"))
        self.formats = self._make_formats()
        self.which, self.whose, self.parts = QComboBox(), QComboBox(), QComboBox()
        self.settled = QCheckBox(self.tr("Only figures settled between annotators"))
        self.text = QCheckBox(self.tr("Include the reports' text"))
        self.text.setChecked(True)
        self.ratio, self.seed = QLineEdit("80/10/10"), QSpinBox()
        self.seed.setMaximum(999_999)
        self.kinds = CheckList(self.tr("Kinds"), there.kinds)
        self.annotators = CheckList(self.tr("Annotators"), {name: name for name in there.annotators}, [there.own])
        self.reports = CheckList(self.tr("Reports"), there.reports)
        self.trouble = PlainLabel()
        self.trouble.setWordWrap(True)
        self._place()
        self.parts.currentIndexChanged.connect(self._show_parts)
        self._show_parts()
        self.formats.setCurrentRow(0)
        self.resize(QSize(860, 600))

    @property
    def format(self) -> str:
        """The name of the chosen format."""
        return str(self.formats.currentItem().data(CHOICE))

    def choice(self, path: Path) -> Export:
        """Return what is chosen, for a file."""
        selection = Selection(
            annotators=frozenset(self._everybody()) if self.annotators.chosen() is None else self.annotators.chosen(),
            kinds=self.kinds.chosen(),
            reports=self.reports.chosen(),
            settled=self.settled.isChecked(),
            text=self.text.isChecked(),
            team=self.whose.currentData(),
        )
        return Export(
            cast("Choice", self.which.currentData()), self.format, path, selection, self._split(), self.seed.value()
        )

    def accept(self) -> None:
        """Go on, if something is chosen."""
        nothing = [box for box in (self.kinds, self.annotators, self.reports) if box.chosen() == frozenset()]
        try:
            if self._split() not in ("", "report"):
                shares(self._split())
        except UserError as error:
            self.trouble.setText(sentence(error))
            self.ratio.setFocus()
            return
        if nothing:
            self.trouble.setText(self.tr("Tick at least one of: {names}").format(names=nothing[0].accessibleName()))
            return
        super().accept()

    def _everybody(self) -> list[str]:
        return [self.annotators.item(row).data(CHOICE) for row in range(1, self.annotators.count())]

    def _split(self) -> str:
        chosen = str(self.parts.currentData())
        return self.ratio.text().strip() if chosen == "ratio" else chosen

    def _show_parts(self) -> None:
        by_ratio = self.parts.currentData() == "ratio"
        self.ratio.setEnabled(by_ratio)
        self.seed.setEnabled(by_ratio)

    # Building

    def _make_formats(self) -> QListWidget:
        rows = QListWidget()
        rows.setAccessibleName(self.tr("Format"))
        rows.setWordWrap(True)
        rows.setSpacing(_AIR)
        for form in FORMATS.values():
            item = QListWidgetItem(translate("formats", form.title), rows)
            item.setData(CHOICE, form.name)
        rows.itemDoubleClicked.connect(lambda _: self.accept())
        return rows

    def _place(self) -> None:
        for choice, text in {
            "confirmed": self.tr("Confirmed and added"),
            "decided": self.tr("All decided, including rejected"),
            "all": self.tr("All, including undecided proposals"),
        }.items():
            self.which.addItem(text, choice)
        for choice, text in {
            "": self.tr("One file"),
            "report": self.tr("A file for each report"),
            "ratio": self.tr("Train, dev and test, by report"),
        }.items():
            self.parts.addItem(text, choice)
        self.whose.addItem(self.tr("Own decisions of the annotators ticked"), None)
        self.whose.addItem(self.tr("Settled or undisputed"), 0)
        for least in range(2, self.annotators.count()):
            self.whose.addItem(self.tr("Read the same by at least {count}").format(count=least), least)
        # where there is one annotator there is no agreement to choose
        self.whose.setEnabled(self.whose.count() > 2)
        self.whose.currentIndexChanged.connect(lambda at: self.annotators.setEnabled(not at))
        lists = QTabWidget()
        lists.setAccessibleName(self.windowTitle())
        for box in (self.kinds, self.annotators, self.reports):
            lists.addTab(box, box.accessibleName())
        form = QFormLayout()
        form.addRow(self.tr("&Figures"), self.which)
        form.addRow(self.tr("&Whose decisions"), self.whose)
        form.addRow("", self.settled)
        form.addRow("", self.text)
        form.addRow(lists)
        form.addRow(self.tr("Sp&lit"), self.parts)
        form.addRow(self.tr("Ra&tio"), self.ratio)
        form.addRow(self.tr("&Seed"), self.seed)
        left = QVBoxLayout()
        heading = PlainLabel(self.tr("F&ormat"))
        heading.setBuddy(self.formats)
        left.addWidget(heading)
        left.addWidget(self.formats, 1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 1)
        columns.addLayout(form, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Choose where…"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addLayout(columns, 1)
        whole.addWidget(self.trouble)
        whole.addWidget(buttons)
