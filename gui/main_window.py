"""The window: places the panes and gives the commands their owners."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from core.errors import UserError
from gui import theme, words
from gui.alike import Alike
from gui.asking import Asking
from gui.commands import MENUS, Command, make_actions, menu_title
from gui.completion import Completion
from gui.desk import Desk
from gui.edges import Edges
from gui.exporting import Export
from gui.figure_form import FigureForm
from gui.figure_table import FigureTable
from gui.find_bar import FindBar
from gui.guideline import Guideline
from gui.heading_line import HeadingLine
from gui.leftover import Leftover
from gui.many import Many
from gui.menus import RecentMenu, fill_menu
from gui.note_bar import NoteBar
from gui.notice import Notice
from gui.printed_keys import PrintedKeys
from gui.report_list import ReportList
from gui.report_view import ReportView
from gui.session import Session
from gui.settings import Settings
from gui.status import Status
from gui.theme import Scheme
from gui.undo_names import UndoNames
from gui.verdicts import Verdicts


class MainWindow(QMainWindow):
    """Reports at the left, the text in the middle, the form at the right, the table below."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.session = Session(self)
        self.verdicts = Verdicts(self.session)
        self.desk = Desk(self.session, settings, self)
        self.actions_by_name = make_actions(self, self.perform)
        self.notice = Notice(self)
        self.reports = ReportList(self.session, self)
        self.view = ReportView(self.session, self.verdicts, settings, self.actions_by_name, self)
        self.completion = Completion(self.session, self.desk, self)
        vocabularies = self.completion.vocabularies
        self.form = FigureForm(self.session, self.verdicts, vocabularies, self.actions_by_name, self)
        self.table = FigureTable(self.session, settings, self)
        self.heading = HeadingLine(self.session, self.view, self)
        self.guideline, self.sheet = Guideline(self), PrintedKeys(self)
        self.leftover = Leftover(self.session, self.desk, self.view, self)
        self.edges = Edges(self.session, self.verdicts, self.view)
        self.note_bar = NoteBar(self.session, self.verdicts, self)
        self.many = Many(self.session, self.table, self)
        self.alike = Alike(self.session, self.many, self)
        self.find_bar = FindBar(self.session, self.view, self.table, self)
        UndoNames(self.session, self.actions_by_name, self)
        self._asking = Asking(self.desk, self)
        self._recent = RecentMenu(settings, self.open_path, self)
        self._place()
        self._fill_menus()
        self.status = Status(self.session, self.desk, self)
        self.status.addWidget(self.leftover.label)
        self.status.addWidget(self.alike.label)
        self.setStatusBar(self.status)
        self._connect()
        self.setAcceptDrops(True)
        self._show_title()

    # Building

    def _place(self) -> None:
        middle = QWidget()
        row, column = QHBoxLayout(middle), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.guideline)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.find_bar)
        column.addWidget(self.many)
        column.addWidget(self.note_bar)
        column.addWidget(self.heading)
        column.addWidget(self.view, 1)
        self._upper, self._whole = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        panes: tuple[tuple[QWidget, int], ...] = ((self.reports, 160), (middle, 320), (self.form, 200))
        for place, (pane, least) in enumerate(panes):
            pane.setMinimumWidth(least)
            self._upper.addWidget(pane)
            self._upper.setStretchFactor(place, int(pane is middle))
            self._upper.setCollapsible(place, pane is not middle)
        self._upper.setSizes([200, 780, 300])
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
        self.reports.chosen.connect(lambda digest: self._try(self.desk.open_report, digest))
        self.reports.heading_chosen.connect(self.view.scroll_to)
        self.form.left.connect(self.go_text)
        self.find_bar.closed.connect(self.go_text)
        self.sheet.told.connect(self.desk.told)
        self.many.closed.connect(self.go_text)
        self.note_bar.closed.connect(self.go_text)
        self.many.told.connect(lambda text: self.notice.say(text, "news"))
        self.desk.failed.connect(lambda error: self.notice.say(words.sentence(error)))
        self.desk.told.connect(lambda text: self.notice.say(text, "news"))
        self.session.opened.connect(self._show_title)

    # Commands

    def perform(self, command: Command) -> None:
        """Do what a command says; what the user can mend is said in the notice and changes nothing."""
        owners: dict[str, object] = {"verdicts": self.verdicts, "session": self.session, "desk": self.desk}
        owners |= {
            "window": self,
            "ask": self._asking,
            "view": self.view,
            "form": self.form,
            "find": self.find_bar,
            "many": self.many,
            "note": self.note_bar,
            "alike": self.alike,
            "edges": self.edges,
            "leftover": self.leftover,
            "guideline": self.guideline,
            "sheet": self.sheet,
        }
        verb = getattr(owners[command.owner], command.verb)
        self._try(verb, *([] if command.argument is None else [command.argument]))

    def _try(self, verb: Callable[..., object], *arguments: object) -> None:
        if self.notice.is_trouble:
            self.notice.hide()
        try:
            verb(*arguments)
        except UserError as error:
            self.notice.say(words.sentence(error))

    def open_path(self, path: Path) -> None:
        """Open a store or a report."""
        self._try(self.desk.open_paths, [path])

    def perform_export(self, choice: Export) -> None:
        """Write the figures that were chosen."""
        self._try(self.desk.export, choice)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Make the window light or dark, or follow the system."""
        self.settings.keep("scheme", scheme)
        theme.choose_scheme(scheme)

    def go_text(self) -> None:
        """Put the keyboard into the text, and let go of what is selected there."""
        self.form.restore()
        self.session.look_at("indicator")
        self.view.release_selection()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_pane(self, by: int) -> None:
        """Put the keyboard into the next pane: reports, outline, text, form, table."""
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

    def _show_title(self) -> None:
        store, report = self.session.store, self.session.report
        parts = [report.name] if report else []
        parts += [store.path.name] if store else []
        self.setWindowTitle(" – ".join([*parts, self.tr("Biaoshu")]))

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._try(self.desk.open_paths, _dropped(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.keep_state("window", self.saveGeometry())
        self.settings.keep_state("upper", self._upper.saveState())
        self.settings.keep_state("whole", self._whole.saveState())
        self.table.keep_state()
        self.settings.flush()
        self.desk.close_store()
        event.accept()


def _dropped(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
