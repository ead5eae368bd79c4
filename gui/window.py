"""The main window: makes the session and the panes, places and connects them, and does what the commands say."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLayout,
    QMainWindow,
    QMenuBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.model.errors import HeldError, UserError

from .background.messages import sentence
from .background.workspace import Workspace
from .commands import MENUS, Command, choose_keys, make_actions, menu_title
from .form.field_vocabularies import FieldVocabularies
from .form.figure_form import FigureForm
from .library.library import Library
from .library.report_list import ReportList
from .overlays.decision_guard import DecisionGuard
from .overlays.overlay import OverlayArea
from .overlays.status_bar import StatusBar
from .pane_widths import PaneWidths
from .parts import Parts
from .preferences.apply import PreferenceActions
from .preferences.settings import Settings
from .session.session import Session
from .session.verdicts import Verdicts
from .style.plain_text import in_title
from .table.figure_table import FigureTable
from .text.headings import HeadingLine, go_section
from .text.report_view import ReportView
from .text.unread_numerals import UnreadNumerals
from .widgets.menus import RecentMenu, fill_menu
from .widgets.notice import Notice

if TYPE_CHECKING:
    from core.files.containers import Source
    from core.files.report_table import Columns
    from core.model.section import Section

# how often it is checked whether a dialog is still open, while a second start's request waits
LOOK_AGAIN_MS = 200


class MainWindow(QMainWindow):
    """The main window: reports at the left, the text in the middle, the form at the right, the table below.

    It makes the session, the workspace and the panes, places and connects them, and does what a command says. What the
    first paint does not show is in `parts` and made when first asked for. Every attribute but those of `__init__` is
    made by `_build`, and made anew when another language is chosen.
    """

    session: Session
    verdicts: Verdicts
    workspace: Workspace
    parts: Parts
    actions_by_name: dict[str, QAction]
    notice: Notice
    library: Library
    reports: ReportList
    view: ReportView
    field_vocabularies: FieldVocabularies
    form: FigureForm
    table: FigureTable
    heading: HeadingLine
    unread_numerals: UnreadNumerals
    status: StatusBar
    decision_guard: DecisionGuard
    preference_actions: PreferenceActions
    overlay_area: OverlayArea
    text_row: QHBoxLayout
    text_column: QVBoxLayout
    pane_widths: PaneWidths

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        # False where a picture is taken: nobody is there to answer
        self.asks_name = True
        self._brought: list[Path] = []
        self._is_old = False
        self.setAcceptDrops(True)
        self._build()

    # Building

    def _build(self) -> None:
        settings = self.settings
        choose_keys(settings.keys())
        self.session = Session(self)
        self.verdicts = Verdicts(self.session)
        self.parts = Parts(self)
        # connected first, so that the parts exist when the others hear of it
        self.session.opened.connect(self.parts.make_all)
        self.workspace = Workspace(self.session, settings, self)
        self.actions_by_name = make_actions(self, self.perform)
        self.notice = Notice(self)
        self.library = Library(self.session, self.workspace, settings, self)
        self.reports = ReportList(self.session, self.library, self)
        self.view = ReportView(self.session, self.verdicts, settings, self.actions_by_name, self)
        self.field_vocabularies = FieldVocabularies(self.session, self.workspace, self)
        vocabularies = self.field_vocabularies.by_attribute
        self.form = FigureForm(self.session, self.verdicts, vocabularies, self.actions_by_name, self)
        self.form.selected = self.view.selected
        self.table = FigureTable(self.session, settings, self)
        self.heading = HeadingLine(self.session, self.view, self)
        self.unread_numerals = UnreadNumerals(self.session, self.workspace, self.view, self)
        self.library.unread_numerals = lambda: len(self.unread_numerals.remaining())
        self._recent = RecentMenu(settings, self.open_path, self)
        self._place()
        self._fill_menus()
        self.status = StatusBar(self.session, self.workspace, self.actions_by_name["name_annotator"], self)
        self.status.addWidget(self.unread_numerals.label)
        self.setStatusBar(self.status)
        self.decision_guard = DecisionGuard(self.session, self.workspace, self.view, self.table, self.status, self)
        self.preference_actions = PreferenceActions(
            settings, self.session, self.actions_by_name, self.make_anew, self.recolour, self
        )
        self._connect()
        self._show_title()

    def recolour(self) -> None:
        """Show everything in the present colours."""
        QCoreApplication.sendEvent(self.view, QEvent(QEvent.Type.PaletteChange))
        self.form.refresh()
        for pane in self.findChildren(QAbstractItemView):
            pane.viewport().update()

    def make_anew(self) -> None:
        """Build everything in the window again in the present language; its store stays open and its place is kept.

        If what is typed in the form cannot be read, this waits for the next command after which it can, or was given
        up.
        """
        self._is_old = True
        try:
            self.session.leave()
        except UserError as error:
            self.notice.say(sentence(error))
            return
        self._is_old = False
        had_dialog = self.preference_actions.has_dialog()
        self._keep_states()
        self.session.leaving.emit()
        # the widgets that are about to be deleted need not hear of it
        self.session.blockSignals(True)
        self.workspace.blockSignals(True)
        left = self.workspace.leave()
        for child in self.children():
            if not isinstance(child, QLayout):
                child.deleteLater()
        # the other widgets are replaced by the new ones
        self.setMenuBar(QMenuBar(self))
        for name in set(vars(self)) - {"settings", "asks_name", "_brought", "_is_old"}:
            delattr(self, name)
        self._build()
        self._try(self.workspace.reopen, left)
        if had_dialog:
            self.preference_actions.show_preferences()

    def _place(self) -> None:
        middle = QWidget()
        self.text_row, self.text_column = QHBoxLayout(middle), QVBoxLayout()
        column = self.text_column
        self._upper, self._whole = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        self.overlay_area = OverlayArea(middle, self.view, self._whole)
        self.text_row.setContentsMargins(0, 0, 0, 0)
        self.text_row.setSpacing(0)
        self.text_row.addLayout(column, 1)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(self.overlay_area)
        column.addWidget(self.heading)
        column.addWidget(self.view, 1)
        panes: tuple[tuple[QWidget, int], ...] = ((self.reports, 160), (middle, 320), (self.form, 200))
        for place, (pane, least) in enumerate(panes):
            pane.setMinimumWidth(least)
            self._upper.addWidget(pane)
            self._upper.setStretchFactor(place, int(pane is middle))
            self._upper.setCollapsible(place, pane is not middle)
        self._upper.setSizes([200, 780, 300])
        self.pane_widths = PaneWidths(self._upper, self.view, self.form)
        self._whole.addWidget(self._upper)
        self._whole.addWidget(self.table)
        self._whole.setStretchFactor(0, 1)
        self._whole.setSizes([560, 200])
        self.setCentralWidget(self._whole)
        frame = QSize(20, 60)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() - frame))
        self.restoreGeometry(self.settings.state("window"))
        self._upper.restoreState(self.settings.state("upper"))
        self._whole.restoreState(self.settings.state("whole"))
        self.view.setFocus()

    def _fill_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(menu_title(name))
            if name == "file":
                fill_menu(menu, name, self.actions_by_name, after={"new_store": self._recent})
            else:
                fill_menu(menu, name, self.actions_by_name)

    def _connect(self) -> None:
        self.reports.chosen.connect(self._open_report)
        self.reports.headings.chosen.connect(self._go_section)
        self.reports.left.connect(self.to_text)
        self.reports.offer(self.actions_by_name)
        self.table.offer(self.actions_by_name)
        self.form.left.connect(self.to_text)
        self.form.gave_up.connect(self._say_given_up)
        self.view.sections.asked.connect(lambda section: self._try(self.correct_section, section))
        self.session.refused.connect(lambda error: self.notice.say(sentence(error)))
        self.session.written.connect(lambda _: self.notice.pass_by())
        self.workspace.failed.connect(lambda error: self.notice.say(sentence(error)))
        self.workspace.held.connect(self._offer_again)
        self.workspace.message.connect(lambda text: self.notice.say(text, "news"))
        offered = self.actions_by_name.get
        self.workspace.file_import.table_found.connect(self._ask_columns)
        self.workspace.file_import.message.connect(lambda text, name: self.notice.say(text, "news", offered(name)))
        self.workspace.file_import.failed.connect(lambda text, name: self.notice.say(text, "trouble", offered(name)))
        self.library.changed.connect(self._show_title)
        self.workspace.single_window.requested.connect(self.answer)

    # Commands

    def perform(self, command: Command) -> None:
        """Do what a command says; an error that the user can mend is shown in the notice, and changes nothing."""
        self.parts.make_all()
        if not self.decision_guard.allows(command):
            return

        def do() -> None:
            if not command.keeps_draft:
                self.session.leave()
            command.do(self)

        self._try(do)
        if self._is_old and not self.form.has_draft():
            self.make_anew()

    def _try(self, verb: Callable[..., object], *arguments: object) -> bool:
        """Call a function and show the UserError it raises; return whether it raised none."""
        # unwritten decisions can still be saved from the File menu
        if self.notice.is_trouble or self.session.unwritten:
            self.notice.hide()
        try:
            verb(*arguments)
        except UserError as error:
            # decisions that the store did not take can be saved elsewhere
            way_out = self.actions_by_name["save_unwritten"] if self.session.unwritten else None
            self.notice.say(sentence(error), "trouble", way_out)
            return False
        return True

    def _offer_again(self, error: HeldError, again: Callable[[], None], elsewhere: Callable[[Path], None]) -> None:
        """Say that another program has a file open; offer to try again, or to write to another file."""

        def ask() -> None:
            path = self.parts.dialogs.ask_another_place(Path(str(error.facts["path"])))
            if path is not None:
                self._try(elsewhere, path)

        self._again, self._elsewhere = QAction(self.tr("Try again"), self), QAction(self.tr("Save elsewhere…"), self)
        self._again.triggered.connect(lambda: self._try(again))
        self._elsewhere.triggered.connect(ask)
        self.notice.say(sentence(error), "trouble", self._again, self._elsewhere)

    def _ask_columns(self, table: "Source", names: list[str], guess: "Columns | None") -> None:
        """Ask about a table of reports; the dialogs are made for the first question."""
        self.parts.dialogs.ask_columns(table, names, guess)

    def open_path(self, path: Path) -> None:
        """Open a store or a report."""
        self._try(self.workspace.open_paths, [path])

    def answer(self, paths: list[Path], token: str) -> None:
        """Come to the front, as a second start asks, and open what it named."""
        if token:
            # with this token Wayland lets a window come to the front; Qt uses it once
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        for window in (self, QApplication.activeModalWidget()):
            if window is not None:
                window.raise_()
                window.activateWindow()
        self._brought += paths
        self._open_brought()

    def _open_brought(self) -> None:
        if not self._brought:
            return
        # a dialog that is open must be answered before anything changes
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(LOOK_AGAIN_MS, self, self._open_brought)
            return
        paths, self._brought = self._brought, []
        self._try(self.workspace.open_paths, paths)

    def copy(self) -> None:
        """Copy the selected rows of the table where it has the keyboard, else the selected text."""
        if self.table.table.hasFocus():
            self.table.copy()
        else:
            self.view.copy()

    def _go_section(self, offset: int) -> None:
        if not go_section(self.session, self.view, offset):
            self.status.say(self.tr("There is no undecided figure under this heading"))

    def _open_report(self, digest: str) -> None:
        if not self._try(self.workspace.open_report, digest):
            self.reports.select_open()

    def correct_section(self, section: "Section") -> None:
        """Open the bar in which the time of a section is said; what is typed in the form is stored first."""
        self.session.leave()
        self.parts.section_bar.correct(section)

    def go_text(self) -> None:
        """Give up what is typed in the form, and give the text the keyboard."""
        self.form.give_up()
        self.to_text()

    def to_text(self) -> None:
        """Give the text the keyboard, and select nothing there."""
        self.session.look_at("indicator")
        self.view.release_selection()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_pane(self, by: int) -> None:
        """Give the keyboard to the next pane (or the previous one, by -1): reports, outline, text, form, table."""
        panes = (
            self.reports.reports,
            self.reports.headings,
            self.view,
            self.form.fields["indicator"],
            self.table.table,
        )
        focused = self.focusWidget()
        at = next((at for at, pane in enumerate(panes) if pane is focused or pane.isAncestorOf(focused)), 2)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Showing

    def _say_given_up(self, typed: str) -> None:
        self.status.say(self.tr("Discarded and not stored: {typed}").format(typed=typed))

    def _show_title(self) -> None:
        store, row = self.session.store, self.library.current()
        parts = [row.title] if row else []
        parts += [store.path.name] if store else []
        self.setWindowTitle(in_title(" – ".join([*parts, self.tr("Biaoshu")])))

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._try(self.workspace.open_paths, _dropped(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        # what is typed is stored first; where it cannot be, the window stays open until it is mended or given up
        if not self._try(self.session.leave):
            event.ignore()
            return
        if self.workspace.signature.is_to_be_asked:
            self.workspace.signature.stop_asking()
        self.workspace.remember_store()
        self._keep_states()
        self.workspace.close_store()
        event.accept()

    def _keep_states(self) -> None:
        self.settings.keep_state("window", self.saveGeometry())
        self.pane_widths.unfold()
        self.overlay_area.give_back()
        self.settings.keep_state("upper", self._upper.saveState())
        self.settings.keep_state("whole", self._whole.saveState())
        self.table.keep_state()
        self.settings.flush()


def _dropped(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
