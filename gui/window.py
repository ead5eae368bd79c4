"""The main window: makes the session and the panes, places and connects them, and does what the commands say."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLayout,
    QMainWindow,
    QMenuBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.model.errors import HeldError, UserError
from core.model.figure import Span

from .background.line_process import LineProcess
from .background.messages import sentence
from .background.report_progress import is_listed
from .background.workspace import Workspace
from .commands import MENUS, Command, choose_keys, first_key, make_actions, menu_title
from .commands.needs import is_among_panes, need_of
from .form.field_vocabularies import FieldVocabularies
from .form.figure_form import FigureForm
from .library.library import Library
from .library.report_list import ReportList
from .overlays.decision_guard import DecisionGuard
from .overlays.finish import Finish
from .overlays.overlay import OverlayArea
from .overlays.status_bar import StatusBar
from .pane_widths import FoldingSplitter, PaneWidths
from .panes import Fixed, Panes, Place
from .parts import Parts
from .preferences.apply import PreferenceActions
from .preferences.settings import Settings
from .session.session import Session
from .session.verdicts import Verdicts
from .style import icons
from .style.on_screen import room_on_screen
from .style.plain_text import in_title, plain
from .table.figure_table import FigureTable
from .text.context_menus import ContextMenus
from .text.headings import HeadingLine, go_section
from .text.report_view import ReportView
from .text.unread_numerals import UnreadNumerals
from .widgets.menus import RecentMenu, fill_menu
from .widgets.notice import Notice

if TYPE_CHECKING:
    from core.jobs.read_files import TableFound
    from core.model.section import Section

# how often it is checked whether a dialog is still open, while a second start's request waits
LOOK_AGAIN_MS = 200


class MainWindow(QMainWindow):
    """The main window: reports at the left, beside them text and form, and the table below these.

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
    menus: ContextMenus
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
    finish: Finish
    preference_actions: PreferenceActions
    overlay_area: OverlayArea
    pages: QStackedWidget
    text_row: QHBoxLayout
    text_column: QVBoxLayout
    pane_widths: PaneWidths
    panes: Panes

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        # False where a picture is taken: nobody is there to answer
        self.asks_name = True
        self._brought: list[Path] = []
        self._is_old = False
        # what was said of decisions that the store did not take
        self._unwritten = ""
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
        self.menus = ContextMenus(self.session, self.actions_by_name)
        self.view = ReportView(self.session, self.verdicts, settings, self.menus, self)
        self.field_vocabularies = FieldVocabularies(self.session, self.workspace, self.library.counting, self)
        vocabularies = self.field_vocabularies.by_attribute
        self.form = FigureForm(self.session, self.verdicts, vocabularies, self.actions_by_name, self)
        self.form.selected = self.view.selected
        self.table = FigureTable(self.session, self.verdicts, vocabularies, settings, self)
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
        self.finish = Finish(self.session, self.library, self.notice, self.actions_by_name, self)
        self.preference_actions = PreferenceActions(
            settings, self.session, self.actions_by_name, self.make_anew, self.recolour, self
        )
        self._connect()
        self._show_title()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and icons.is_shown():
            icons.show(self)

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
            self.notice.say(sentence(error), "refusal")
            return
        self._is_old = False
        self._keep_panel()
        had_dialog = self.preference_actions.has_dialog()
        self._keep_states()
        self.session.leaving.emit()
        # the widgets that are about to be deleted need not hear of it
        self.session.blockSignals(True)
        self.workspace.blockSignals(True)
        for process in self.findChildren(LineProcess):
            process.stop()
        left = self.workspace.leave()
        for child in self.children():
            if not isinstance(child, QLayout):
                child.deleteLater()
        # the other widgets are replaced by the new ones
        self.setMenuBar(QMenuBar(self))
        for name in set(vars(self)) - {"settings", "asks_name", "_brought", "_is_old", "_unwritten"}:
            delattr(self, name)
        self._build()
        self._try(self.workspace.reopen, left)
        if had_dialog:
            self.preference_actions.show_preferences()

    def _place(self) -> None:
        middle = QWidget()
        self.text_row, self.text_column = QHBoxLayout(middle), QVBoxLayout()
        column = self.text_column
        # the reports at the left from top to bottom; beside them text and form, and below these the table
        self._panes, self._upper = (FoldingSplitter(Qt.Orientation.Horizontal) for _ in range(2))
        self._whole = FoldingSplitter(Qt.Orientation.Vertical)
        self.overlay_area = OverlayArea(middle, self.view, self._whole)
        self.text_row.setContentsMargins(0, 0, 0, 0)
        self.text_row.setSpacing(0)
        self.text_row.addLayout(column, 1)
        column.setSpacing(0)
        column.addLayout(self.overlay_area)
        column.addWidget(self.heading)
        column.addWidget(self.view, 1)
        middle.setMinimumWidth(320)
        # so its least width is not asked for before it is shown: measuring its words would delay the first paint
        self.form.hide()
        for place, pane in enumerate((middle, self.form)):
            self._upper.addWidget(pane)
            self._upper.setStretchFactor(place, int(pane is middle))
            self._upper.setCollapsible(place, pane is not middle)
        self._upper.setSizes([760, 300])
        self._whole.addWidget(self._upper)
        self._whole.addWidget(self.table)
        self._whole.setStretchFactor(0, 1)
        self._whole.setCollapsible(0, False)
        self._whole.setSizes([560, 200])
        self.reports.setMinimumWidth(160)
        self._panes.addWidget(self.reports)
        self._panes.addWidget(self._whole)
        self._panes.setStretchFactor(1, 1)
        self._panes.setCollapsible(1, False)
        self._panes.setSizes([220, 1060])
        self.pane_widths = PaneWidths(self._panes, self._upper, self.view, self.form)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._panes)
        self.setCentralWidget(self.pages)
        self.resize(room_on_screen(self, QSize(1280, 800)))
        self.restoreGeometry(self.settings.state("window"))
        for name, splitter in self._splitters():
            splitter.restoreState(self.settings.state(name))
        places: dict[Fixed, Place] = {
            "reports": Place(self.reports.list_box, self.reports, 560),
            "outline": Place(self.reports.outline_box, self.reports, 190),
            "form": Place(self.form, self._upper, 300),
            "table": Place(self.table, self._whole, 200),
        }
        left = Place(self.reports, self._panes, 220)
        self.panes = Panes(
            self.settings,
            self.actions_by_name,
            places,
            left,
            self.pane_widths,
            self.to_text,
            lambda name: getattr(self.parts, name),
            self,
        )
        self.notice.lie_on(self.view)
        self.notice.keeps_free = self._line_under_decision
        self.view.setFocus()

    def _splitters(self) -> tuple[tuple[str, QSplitter], ...]:
        """Return what divides the window, with the names under which the settings remember where."""
        return ("panes", self._panes), ("beside", self._upper), ("below", self._whole)

    def _fill_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(menu_title(name))
            if name == "file":
                fill_menu(menu, name, self.actions_by_name, after={"new_store": self._recent})
            else:
                fill_menu(menu, name, self.actions_by_name)
            if name == "view":
                menu.aboutToShow.connect(self.panes.look)

    def _connect(self) -> None:
        self.reports.chosen.connect(self._open_report)
        self.reports.headings.chosen.connect(self._go_section)
        self.reports.left.connect(self.to_text)
        self.reports.offer(self.menus)
        self.table.offer(self.menus)
        self.table.editor.for_many.connect(lambda *said: self._try(lambda: self.parts.selected_rows.set_for_all(*said)))
        self.form.left.connect(self.to_text)
        self.form.gave_up.connect(self._say_given_up)
        self.view.sections.asked.connect(lambda section: self._try(self.correct_section, section))
        self.session.refused.connect(lambda error: self.notice.say(sentence(error), "refusal", of_report=True))
        self.session.written.connect(lambda _: self.notice.pass_by())
        self.workspace.failed.connect(lambda error: self.notice.say(sentence(error)))
        self.workspace.held.connect(self._offer_again)
        self.workspace.message.connect(lambda text: self.notice.say(text, "news"))
        self.workspace.exported.connect(self._say_exported)
        self.library.put_away.connect(lambda text: self.notice.say(text, "news", self.actions_by_name["bring_back"]))
        self._undo_link = QAction(self.tr("Undo"), self)
        self._undo_link.setToolTip(plain(f"{self._undo_link.text()} ({first_key(self.actions_by_name['undo'])})"))
        self._undo_link.triggered.connect(self.actions_by_name["undo"].trigger)
        self.notice.undo = self._undo_link
        session, may = self.session, self.menus.can
        self.menus.offered |= {
            "take_candidate": self.form.candidate_entry,
            "take_time": self.form.times.entry,
        }
        may["toggle_done"] = lambda: session.is_done or (session.ready and not session.progress.left.total())
        offered = self.actions_by_name.get
        self.workspace.file_import.table_found.connect(self._ask_columns)
        self.workspace.file_import.message.connect(lambda text, name: self.notice.say(text, "news", offered(name)))
        self.workspace.file_import.failed.connect(lambda text, name: self.notice.say(text, "trouble", offered(name)))
        self.library.changed.connect(self._show_title)
        self.workspace.single_window.requested.connect(self.answer)
        self._look_again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._open_brought)
        # behind the opening of a store, which opens a report of it next
        self._follow_soon = QTimer(self, singleShot=True, interval=0)
        self._follow_soon.timeout.connect(self._follow_report)
        self.session.opened.connect(self._follow_soon.start)
        self.session.opened.connect(self._show_figure_panes)
        self.session.decided.connect(self._show_figure_panes)
        self.session.moved.connect(self._show_figure_panes)
        self.session.opened.connect(self._tell_notice)

    # Commands

    def perform(self, command: Command) -> None:
        """Do what a command says; an error that the user can mend is shown in the notice, and changes nothing."""
        self.parts.make_all()
        is_of_report = need_of(command) in ("report", "figure", "words") and command.menu in ("decide", "edit", "go")
        if self.shows_page and is_of_report and self.session.report is not None and not self._is_of_panel(command):
            # it is about the open report, which is not in sight: the first press only shows it
            self.show_panes()
            return
        if self.shows_page and is_among_panes(command):
            self.show_panes()
        if not self.decision_guard.allows(command):
            return

        def do() -> None:
            if not command.keeps_draft:
                self.session.leave()
            if not self.shows_page:
                self.panes.bring(command.verb)
            command.do(self)

        self._try(do)
        if self._is_old and not self.form.has_draft():
            self.make_anew()

    def _try(self, verb: Callable[..., object], *arguments: object) -> bool:
        """Call a function and show the UserError it raises; return whether it raised none."""
        self.notice.take_back_refusal()
        self.notice.take_back(self._unwritten)
        self._unwritten = ""
        try:
            verb(*arguments)
        except UserError as error:
            said = sentence(error)
            if self.session.unwritten:
                # decisions that the store did not take can be saved elsewhere, now or later from the File menu
                self._unwritten = said
                self.notice.say(said, "trouble", self.actions_by_name["save_unwritten"])
            else:
                self.notice.say(said, "refusal", of_report=True)
            return False
        return True

    def _line_under_decision(self) -> QRect | None:
        """Return where in the window the figure under decision is drawn; None where none is in sight."""
        box = self.view.box_of_current()
        return QRect(self.view.viewport().mapTo(self, box.topLeft()), box.size()) if box is not None else None

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

    def _say_exported(self, text: str, path: Path) -> None:
        """Say what was exported; offer to open the file, and the folder it is in."""
        self._open_exported = QAction(self.tr("Open the file"), self)
        self._show_exported = QAction(self.tr("Show in folder"), self)
        self._open_exported.triggered.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        self._show_exported.triggered.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path.parent)))
        offers = (self._open_exported, self._show_exported) if path.exists() else (self._show_exported,)
        self.notice.say(text, "news", *offers)

    def _ask_columns(self, table: "TableFound") -> None:
        """Ask about a table of reports; the dialogs are made for the first question."""
        self.parts.dialogs.ask_columns(table)

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
            self._look_again.start()
            return
        paths, self._brought = self._brought, []
        self._try(self.workspace.open_paths, paths)

    def copy(self) -> None:
        """Copy the selected rows of the table where it has the keyboard, else the selected text."""
        if self.table.table.hasFocus():
            self.table.copy()
        else:
            self.view.copy()

    # The pages over the panes: all reports, and the panel

    @property
    def shows_page(self) -> bool:
        """Whether a page lies over the panes."""
        return self.pages.currentWidget() is not self._panes

    @property
    def _page_in_sight(self) -> str:
        page = self.pages.currentWidget()
        return page.objectName() if page is not None else ""

    @property
    def shows_home(self) -> bool:
        """Whether that page is the home page."""
        return self._page_in_sight == "home"

    @property
    def shows_panel(self) -> bool:
        """Whether that page is the panel."""
        return self._page_in_sight == "panel"

    def show_home(self) -> None:
        """Show all reports of the store in place of the panes; raise UserError where no store is open."""
        self._leave_for_page()
        home = self.parts.home_page
        self._show_page(home)
        self.library.selected = home.selected
        home.enter()

    def show_panel(self) -> None:
        """Show what all reports say in place of the panes; raise UserError where no store is open."""
        self._leave_for_page()
        panel = self.parts.panel_page
        self._show_page(panel)
        panel.enter()

    def _leave_for_page(self) -> None:
        if self.session.store is None:
            raise UserError("No store is open. Open one with Ctrl+O first.")
        self.session.leave()

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.notice.lie_on(page)

    def show_panes(self) -> None:
        """Show the panes in place of a page, and give the text the keyboard."""
        if not self.shows_page:
            return
        self.pages.setCurrentWidget(self._panes)
        self.notice.lie_on(self.view)
        self.library.selected = self.reports.selected
        self.to_text()

    def toggle_home(self) -> None:
        """Show the home page, or the open report again."""
        if not self.shows_home:
            self.show_home()
        elif self.session.report is not None:
            self.show_panes()

    def toggle_panel(self) -> None:
        """Show the panel, or the open report again; without one all reports."""
        if not self.shows_panel:
            self.show_panel()
        elif self.session.report is not None:
            self.show_panes()
        else:
            self.show_home()

    def turn_panel(self) -> None:
        """Show the next view of the panel around its current cell; the panel first, where it is not in sight."""
        if self.shows_panel:
            self.parts.panel_page.turn()
        else:
            self.show_panel()

    def export_panel(self) -> None:
        """Ask what of the panel leaves for a file; the panel first, where it is not in sight."""
        if self.shows_panel:
            self.parts.panel_page.export()
        else:
            self.show_panel()

    def toggle_plot(self) -> None:
        """Show the panel's plot in place of its table, or the table again; the panel first, where it is not seen."""
        if not self.shows_panel:
            self.show_panel()
        self.parts.panel_page.toggle_plot()

    def show_in_panel(self, part: Literal["wordings", "questions"]) -> None:
        """Show the panel with its wordings without an indicator, or with its questions."""
        if not self.shows_panel:
            self.show_panel()
        panel = self.parts.panel_page
        (panel.show_wordings if part == "wordings" else panel.show_questions)()

    def _is_of_panel(self, command: Command) -> bool:
        """Tell whether a command acts on the panel, which is in sight: what was done there last is taken back."""
        return self.shows_panel and command.verb in ("undo", "redo")

    def go_home_report(self, digest: str) -> None:
        """Open a report that was chosen on the home page."""
        if self._try(self.workspace.open_report, digest):
            self.show_panes()

    def go_panel_figure(self, digest: str, target: tuple[int, int]) -> None:
        """Open a report at the figure of a value that was chosen in the panel."""
        if self._try(self.workspace.open_at, digest, Span(*target)):
            self.show_panes()

    def choose_shown(self) -> None:
        """Open the menu of which reports are listed, on the home page or over the list."""
        if self.shows_panel:
            self.show_home()
        if self.shows_home:
            self.parts.home_page.shown.open()
        else:
            self.reports.choose_shown()

    def find_report(self) -> None:
        """Give the keyboard to the line in which reports are searched for."""
        if self.shows_panel:
            self.show_home()
        (self.parts.home_page if self.shows_home else self.reports).find_report()

    def _follow_report(self) -> None:
        """Show the home page while a store with reports is open, and none of them."""
        if self.session.report is not None:
            self.show_panes()
        elif self.session.store is not None and any(map(is_listed, self.session.reports)):
            self.show_home()
        else:
            self.show_panes()

    def _tell_notice(self) -> None:
        """Have the notice let go of what was said of another report."""
        report = self.session.report
        self.notice.follow_report(report.digest if report is not None else "")

    def _show_figure_panes(self) -> None:
        """Show form and table while there may be something in them: a report is open, and it is not without figures.

        While figures are searched for they are there, so that the text does not move when figures come.
        """
        session = self.session
        may_have = session.report is not None and not session.ready
        self.panes.follow(has_figures=may_have or bool(session.review.figures) or session.current is not None)
        if session.report is not None:
            self.panes.restore()

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
        """Give the keyboard to the next pane (or the previous one, by -1): reports, outline, text, form, table.

        Where a page covers all of them the keyboard stays on the page.
        """
        start = self.parts.start_page
        if self.shows_page or (start.isVisible() and start.is_whole):
            return
        text = start if start.isVisible() else self.view
        panes = (
            self.reports.reports,
            self.reports.headings,
            text,
            self.form.fields["indicator"],
            self.table.table,
        )
        shown = [pane for pane in panes if pane.isVisible()]
        focused = self.focusWidget()
        at = next((at for at, pane in enumerate(shown) if pane is focused or pane.isAncestorOf(focused)), 2)
        pane = shown[(at + by) % len(shown)]
        if pane is start:
            start.take_keyboard()
        else:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self._keep_panel()
        if self.workspace.signature.is_to_be_asked:
            self.workspace.signature.stop_asking()
        self.workspace.remember_store()
        self._keep_states()
        self.workspace.close_store()
        # behind all that closing remembers: nothing is written after the window is gone
        self.settings.flush()
        event.accept()

    def _keep_panel(self) -> None:
        """Have the panel store what is typed there; it may never have been shown."""
        if "panel_page" in vars(self.parts):
            self.parts.panel_page.keep()

    def _keep_states(self) -> None:
        self.settings.keep_state("window", self.saveGeometry())
        self.panes.show_all()
        self.pane_widths.unfold()
        self.overlay_area.give_back()
        for name, splitter in self._splitters():
            self.settings.keep_state(name, splitter.saveState())
        self.table.keep_state()


def _dropped(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
