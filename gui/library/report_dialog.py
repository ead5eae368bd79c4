"""The dialog for what is filed about a report: its name, its region and its year."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from ..background.report_progress import ReportProgress

LEAST_WIDTH = 420  # in pixels

translate = QCoreApplication.translate


class ReportDialog(QDialog):
    """Three lines with what is filed or guessed; an empty line means what is guessed."""

    def __init__(self, row: ReportProgress, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("describing")
        self.setWindowTitle(self.tr("Name, region and year"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.name, self.region, self.year = QLineEdit(row.title), QLineEdit(row.region), QLineEdit(row.year)
        self.name.setPlaceholderText(row.entry.name)
        form = QFormLayout(self)
        for label, line in (
            (self.tr("Name"), self.name),
            (self.tr("Region"), self.region),
            (self.tr("Year"), self.year),
        ):
            line.setAccessibleName(label)
            form.addRow(label, line)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.name.selectAll()

    def answers(self) -> tuple[str, str, str]:
        """Return the name, the region and the year in the lines."""
        return self.name.text(), self.region.text(), self.year.text()


def ask_description(parent: QWidget, row: ReportProgress) -> tuple[str, str, str] | None:
    """Ask for a report's name, region and year; None where the user cancels."""
    dialog = ReportDialog(row, parent)
    try:
        return dialog.answers() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
