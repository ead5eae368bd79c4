"""The export dialog in two steps: which figures, and how they are written and where to."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.jobs.export_preview import ExportCount, ExportPreview
from core.jobs.selection import shares
from core.model.errors import UserError
from core.paths import fit

from ..background.export import Export, Exportable, ExportTrial
from ..background.messages import sentence
from ..commands.widget_keys import back_key
from ..preferences.settings import Settings
from ..style.design import sizes
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainBox, PlainLabel, in_title
from .export_how import HowPage
from .export_which import WhichPage

REMEMBERED = "export"
# the figures are counted when nothing was chosen for so long
SETTLED_MS = 150


class ExportDialog(QDialog):
    """Which figures, with their count; then how, with the first rows and the file. Enter goes on, Escape closes.

    What was chosen is remembered for the next time: the figures for the same store, the rest for any.
    """

    def __init__(self, parent: QWidget, there: Exportable, trial: ExportTrial, settings: Settings) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self._trial, self._settings = trial, settings
        self._counted: ExportCount | None = None
        said = self._read()
        names = list(there.reports.values())
        several = self.tr("Figures")
        name = fit(names[0], several) if len(names) == 1 else several
        self.which_page = WhichPage(there)
        self.how_page = HowPage(name, _folder(said.get("folder")))
        self.pages = QStackedWidget()
        self.count, self.trouble = PlainLabel(), PlainLabel()
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.widen = QPushButton(self.tr("Ta&ke the filters away"))
        self.back, self.close_button, self.onward = QPushButton(self.tr("« &Back")), QPushButton(), QPushButton()
        self._recount = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._reshow = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._place()
        self.which_page.restore(said)
        self.how_page.restore(said)
        self._connect()
        self._go(0)
        trial.find_values()
        self._count_again()
        self.resize(room_on_screen(self, QSize(960, 640)))

    def choice(self, path: Path) -> Export:
        """Return what is chosen, for a file."""
        how = self.how_page
        selection = replace(self.which_page.selection(), settled=how.settled.isChecked(), text=how.text.isChecked())
        has_codebook = how.codebook.isChecked() and how.codebook.isEnabled()
        return Export(
            self.which_page.choice(), how.format, path, selection, how.split(), how.seed.value(), has_codebook
        )

    def chosen(self) -> Export | None:
        """Return what is chosen; None where no file is named."""
        path = self.how_page.path()
        return self.choice(path) if path is not None else None

    def accept(self) -> None:
        """Go on to the second step; from there, export, if everything is said."""
        lacking = self._lacking()
        self._say(lacking)
        if lacking:
            return
        if self.pages.currentIndex() == 0:
            self._go(1)
        elif self._may_write():
            said = self.which_page.remembered() | self.how_page.remembered()
            self._settings.keep(REMEMBERED, json.dumps(said, ensure_ascii=False))
            super().accept()

    def done(self, result: int) -> None:
        """Close, and find nothing any more."""
        self._recount.stop()
        self._reshow.stop()
        self._trial.stop()
        super().done(result)

    # Steps

    def _go(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self._say("")
        title = self.tr("Export figures: how (2 of 2)") if page else self.tr("Export figures: which (1 of 2)")
        self.setWindowTitle(in_title(title))
        self.back.setVisible(bool(page))
        self.onward.setText(self.tr("Export ⏎") if page else self.tr("Next ⏎"))
        self._show_widen()
        if page:
            self.how_page.formats.setFocus()
            self._show_first()
        else:
            next(button for button in self.which_page.scopes.values() if button.isChecked()).setFocus()

    def _lacking(self) -> str:
        """Return a sentence that says what keeps the dialog from going on; "" where nothing does."""
        if self.pages.currentIndex() == 0:
            if lacking := self.which_page.lacking():
                return lacking
            if self._counted is not None and not self._counted.figures:
                return self._nothing()
            return ""
        try:
            if self.how_page.split() not in ("", "report"):
                shares(self.how_page.split())
        except UserError as error:
            self.how_page.ratio.setFocus()
            return sentence(error)
        if self.how_page.path() is None:
            self.how_page.place.setFocus()
            return self.tr("Name a file.")
        return ""

    def _nothing(self) -> str:
        if self.which_page.is_narrowed():
            return self.tr("No figure is like that. Take a filter away.")
        return self.tr("None of these figures is decided yet. Decide some, or choose undecided proposals, too.")

    def _may_write(self) -> bool:
        """Ask before another file is written over, unless that was answered when it was chosen."""
        path = self.how_page.path()
        if path is None or path == self.how_page.agreed or self.how_page.split() or not path.exists():
            return path is not None
        box = PlainBox(self)
        box.setWindowTitle(self.tr("Export figures"))
        box.setText(self.tr("{name} is there already. Write over it?").format(name=path.name))
        replacing = box.addButton(self.tr("Write over it"), PlainBox.ButtonRole.AcceptRole)
        box.addButton(PlainBox.StandardButton.Cancel)
        box.setDefaultButton(replacing)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return clicked is replacing

    def _say(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    # What comes of it

    def _count_again(self) -> None:
        """Count what is asked for, once nothing more is chosen for a moment."""
        self._trial.stop_counting()
        self._counted = None
        self._show_widen()
        self._say("")
        self.count.setText(self.tr("Counting…"))
        self._recount.start()
        if self.pages.currentIndex():
            self._show_again()

    def _show_again(self) -> None:
        self.how_page.clear()
        self._reshow.start()

    def _show_first(self) -> None:
        self._trial.show_first(self.choice(Path()))

    def _take_count(self, counted: ExportCount) -> None:
        self._counted = counted
        self.count.setText(
            self.tr("{figures} figures of {reports} reports").format(
                figures=f"{counted.figures:,}", reports=f"{counted.reports:,}"
            )
        )

    def _take_progress(self, done: int, of: int) -> None:
        if of > 1:
            self.count.setText(self.tr("Counting… {done} of {number} reports").format(done=done, number=of))

    def _take_preview(self, made: ExportPreview) -> None:
        self.how_page.show_first(made)

    def _show_widen(self) -> None:
        self.widen.setVisible(self.pages.currentIndex() == 0 and self.which_page.is_narrowed())

    def _read(self) -> dict[str, object]:
        try:
            said = json.loads(self._settings.text(REMEMBERED, "{}"))
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}

    # Building

    def _connect(self) -> None:
        self.which_page.changed.connect(self._count_again)
        self.how_page.changed.connect(self._count_again)
        self.how_page.redrawn.connect(self._show_again)
        self.how_page.doubled.connect(self.accept)
        self._recount.timeout.connect(lambda: self._trial.count(self.choice(Path())))
        self._reshow.timeout.connect(self._show_first)
        self._trial.counting.connect(self._take_progress)
        self._trial.counted.connect(self._take_count)
        self._trial.shown.connect(self._take_preview)
        self._trial.found.connect(self.which_page.take)
        self._trial.failed.connect(lambda error: self._say(sentence(error)))
        self.widen.clicked.connect(self.which_page.widen)
        self.back.clicked.connect(lambda: self._go(0))
        self.close_button.clicked.connect(self.reject)
        self.onward.clicked.connect(self.accept)
        QShortcut(back_key(), self, lambda: self._go(0))

    def _place(self) -> None:
        _, between, edge, _ = sizes().space
        self.close_button.setText(self.tr("Close"))
        for button in (self.widen, self.back, self.close_button):
            button.setAutoDefault(False)
        self.onward.setDefault(True)
        self.onward.setProperty("main", True)
        self.widen.setFlat(True)
        self.count.setAccessibleName(self.tr("How many figures"))
        font = self.count.font()
        font.setWeight(font.Weight(sizes().weight["strong"]))
        self.count.setFont(font)
        self.pages.addWidget(self.which_page)
        self.pages.addWidget(self.how_page)
        foot = QHBoxLayout()
        foot.setSpacing(between)
        foot.addWidget(self.count)
        foot.addWidget(self.widen)
        foot.addStretch(1)
        for button in (self.back, self.close_button, self.onward):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(edge)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.trouble)
        whole.addLayout(foot)


def _folder(said: object) -> Path:
    """Return the folder of the last export, else that of the user's documents."""
    if isinstance(said, str) and said and Path(said).is_dir():
        return Path(said)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
