"""The panel leaves its page: a dialog asks what leaves in which form, and a task writes it, whole or not at all."""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QProgressDialog,
    QVBoxLayout,
    QWidget,
)

from core.model.errors import UserError
from core.panel.files import figures_file
from core.panel.panel import Query
from core.paths import fit, fitting

from ..background.panel_client import PanelClient
from ..background.task import run_with_dialog
from ..preferences.settings import Settings
from ..widgets.file_dialogs import FileDialogs
from .plot_painter import PlotPicture

ExportForm = Literal["wide", "long", "sdmx", "png", "svg"]
EVERY_FORM: tuple[ExportForm, ...] = get_args(ExportForm)
ENDINGS: dict[ExportForm, str] = {"wide": ".xlsx", "long": ".csv", "sdmx": ".csv", "png": ".png", "svg": ".svg"}
FORM = Qt.ItemDataRole.UserRole
WIDTH, AIR = 480, 3  # pixels


@dataclass(frozen=True, slots=True)
class Exported:
    """What is in sight: the query of the table, its title, and the plot where that is shown and not empty."""

    query: Query
    title: str
    picture: PlotPicture | None


class PanelExportDialog(QDialog):
    """Asks in which form the panel leaves, and whether the table in sight or everything; Enter goes on to the file."""

    def __init__(self, parent: QWidget, *, has_plot: bool, plot_key: str) -> None:
        super().__init__(parent)
        self.setObjectName("panel export")
        self.setWindowTitle(self.tr("Export the panel"))
        names: dict[ExportForm, str] = {
            "wide": self.tr("Excel: the table as it stands, and a sheet of its sources"),
            "long": self.tr("CSV: a row for each figure, with its sentence"),
            "sdmx": self.tr("SDMX-CSV, with its structure in a file beside it"),
            "png": self.tr("PNG: the plot as a picture"),
            "svg": self.tr("SVG: the plot as a drawing that can be changed"),
        }
        self.forms, self.what = QListWidget(), QComboBox()
        self.forms.setAccessibleName(self.tr("Form"))
        self.forms.setSpacing(AIR)
        for form, name in names.items():
            is_plot = form in ("png", "svg")
            shown = name if has_plot or not is_plot else self.tr("{name} (show it first: {key})")
            item = QListWidgetItem(shown.format(name=name, key=plot_key), self.forms)
            item.setData(FORM, form)
            if is_plot and not has_plot:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.what.addItem(self.tr("The table in sight"), False)
        self.what.addItem(self.tr("All indicators, kinds, regions and years"), True)
        self.forms.itemDoubleClicked.connect(lambda _: self.accept())
        self.forms.currentRowChanged.connect(lambda _: self.what.setEnabled(self.form not in ("png", "svg")))
        self.forms.setCurrentRow(EVERY_FORM.index("png") if has_plot else 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Choose where…"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lines = QFormLayout()
        lines.addRow(self.tr("&What"), self.what)
        column = QVBoxLayout(self)
        column.addWidget(self.forms)
        column.addLayout(lines)
        column.addWidget(buttons)
        row = self.forms.sizeHintForRow(0) + 2 * AIR
        rows = row * len(names) + 2 * self.forms.frameWidth()
        self.forms.setFixedHeight(rows)
        self.setMinimumWidth(WIDTH)

    @property
    def form(self) -> ExportForm:
        """The form that is chosen."""
        chosen: ExportForm = self.forms.currentItem().data(FORM)
        return chosen

    @property
    def is_all(self) -> bool:
        """Whether everything leaves, not the table in sight alone."""
        return bool(self.what.currentData())


class PanelExport(QObject):
    """Writes what leaves the panel.

    `exported` carries the sentence to say and the file, `failed` the error, after which the old file is unchanged.
    """

    exported = Signal(str, Path)
    failed = Signal(UserError)

    def __init__(self, client: PanelClient, settings: Settings, page: QWidget) -> None:
        super().__init__(page)
        self._client, self._settings, self._page = client, settings, page
        self._waiting: QProgressDialog | None = None
        self._stop = Path()
        client.progress.connect(self._show_progress)
        # what went wrong is said by the page
        client.failed.connect(lambda _: self._end())

    def ask(self, there: Exported, plot_key: str) -> None:
        """Ask for form and file, and write it."""
        dialog = PanelExportDialog(self._page.window(), has_plot=there.picture is not None, plot_key=plot_key)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._ask_file(there, dialog.form, dialog.is_all))
        dialog.open()

    def _ask_file(self, there: Exported, form: ExportForm, is_all: bool) -> None:
        ending = ENDINGS[form]
        name = self.tr("Panel") if is_all and form in ("wide", "long", "sdmx") else there.title
        kind = self.tr("Files (*{ending})").format(ending=ending)
        files = FileDialogs(self._settings, self._page.window())
        path = files.save_file(self.tr("Export the panel"), fit(name, self.tr("Panel")) + ending, kind)
        if path is not None:
            self.write(there, form, is_all, fitting(path if path.suffix else path.with_suffix(ending)))

    def write(self, there: Exported, form: ExportForm, is_all: bool, path: Path) -> None:
        """Write to a file, while a dialog shows how far it is and can stop it."""
        if form in ("png", "svg"):
            if there.picture is not None:
                work = partial(_write_picture, there.picture, form, path)
                run_with_dialog(
                    self._page.window(), self.tr("Exporting…"), work, lambda _: self._say(0, path), self.failed.emit
                )
            return
        # the other process stops when this file is there
        stop = Path(tempfile.gettempdir()) / f"biaoshu-stop-{uuid4().hex}"
        self._waiting = waiting = QProgressDialog(self.tr("Exporting…"), self.tr("Stop"), 0, 0, self._page.window())
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(0)
        waiting.setAutoReset(False)
        waiting.setAutoClose(False)
        waiting.canceled.connect(stop.touch)

        def done(count: int) -> None:
            self._end()
            self._say(count, path)

        self._stop = stop
        waiting.show()
        self._client.leave(form, there.query, path, stop, done, is_all=is_all)

    def _show_progress(self, done: int, of: int) -> None:
        if self._waiting is not None:
            self._waiting.setMaximum(of)
            self._waiting.setValue(done)

    def _end(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.canceled.disconnect()
            waiting.hide()
            waiting.deleteLater()
            self._stop.unlink(missing_ok=True)
            # not every system gives the keyboard back by itself
            self._page.window().activateWindow()

    def _say(self, count: int, path: Path) -> None:
        sentence = (
            self.tr("{count} values were written to {path}").format(count=f"{count:,}", path=path)
            if count
            else self.tr("The plot was written to {path}").format(path=path)
        )
        self.exported.emit(sentence, path)


def _write_picture(picture: PlotPicture, form: ExportForm, path: Path) -> None:
    made = picture.png() if form == "png" else picture.svg()
    with figures_file(path) as file:
        file.write(made)
