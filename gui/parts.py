"""The parts of the window that its first paint does not show: made when asked for, at the latest when a store opens."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow

from .background.workspace import Workspace
from .form.completion import Completion
from .form.figure_form import FigureForm
from .library.report_list import ReportList
from .overlays.status_bar import StatusBar
from .preferences.settings import Settings
from .room import Room
from .session.session import Session
from .session.verdicts import Verdicts
from .table.figure_table import FigureTable
from .text.report_view import ReportView
from .widgets.notice import Notice

if TYPE_CHECKING:
    from .annotators.annotator_actions import AnnotatorActions
    from .commands.undo_names import UndoNames
    from .diagnostics import Diagnostics
    from .dialogs.ask import Dialogs
    from .dialogs.key_sheet import PrintedKeys
    from .dialogs.label_actions import Labelling
    from .dialogs.newer_version import NewerVersion
    from .dialogs.store_actions import StoreActions
    from .home.start_page import StartPage
    from .overlays.alike import Alike
    from .overlays.find_bar import FindBar
    from .overlays.guideline import Guideline
    from .overlays.history import History
    from .overlays.label_palette import LabelPalette
    from .overlays.many import Many
    from .overlays.name_bar import NameBar
    from .overlays.note_bar import NoteBar
    from .overlays.overlay import OverlayArea
    from .overlays.pairs import Pairs
    from .overlays.selected_rows import SelectedRows, SelectionLink
    from .overlays.span_edges import SpanEdges

# in the order they stand in over the text
LATER = (
    "name_bar",
    "find_bar",
    "many",
    "note_bar",
    "guideline",
    "sheet",
    "span_edges",
    "alike",
    "dialogs",
    "undo_names",
    "selection_link",
    "start_page",
    "diagnostics",
    "palette",
    "labelling",
    "annotator_actions",
)


class LateParts(QMainWindow):
    """A window whose hidden parts wait; `above` is their place over the text, `beside` the one at its side."""

    settings: Settings
    session: Session
    verdicts: Verdicts
    workspace: Workspace
    completion: Completion
    notice: Notice
    view: ReportView
    form: FigureForm
    reports: ReportList
    table: FigureTable
    status: StatusBar
    actions_by_name: Mapping[str, QAction]
    overlay_area: "OverlayArea"
    beside: QHBoxLayout
    room: Room
    # not where a picture is taken: nobody is there to answer
    asks_name = True
    _try: Callable[..., bool]
    to_text: Callable[[], None]

    def make_parts(self) -> None:
        """Make what is not made yet: nothing that listens to the session may miss what it tells."""
        for name in LATER:
            getattr(self, name)

    @cached_property
    def name_bar(self) -> "NameBar | None":
        if not self.asks_name:
            return None
        from .overlays.name_bar import NameBar

        bar = NameBar(self.session, self.workspace.signature, self)
        bar.closed.connect(self._leave_name_bar)
        bar.named.connect(lambda name: self._try(self.workspace.name_annotator, name))
        self.overlay_area.addWidget(bar)
        # the layout takes it from the window, and what is taken so is hidden
        bar.follow()
        return bar

    def _leave_name_bar(self) -> None:
        if self.session.report is None:
            self.start_page.take_keyboard()
        else:
            self.to_text()

    @cached_property
    def find_bar(self) -> "FindBar":
        from .overlays.find_bar import FindBar

        bar = FindBar(self.session, self.view, self.table, self)
        bar.closed.connect(self.to_text)
        self.overlay_area.add(bar)
        return bar

    @cached_property
    def many(self) -> "Many":
        from .overlays.many import Many

        many = Many(self.session, self.view, self.table, self)
        many.closed.connect(self.to_text)
        many.message.connect(lambda text: self.notice.say(text, "news"))
        self.overlay_area.add(many)
        return many

    @cached_property
    def selected_rows(self) -> "SelectedRows":
        from .overlays.selected_rows import SelectedRows

        return SelectedRows(self.session, self.verdicts, self.table, self.many, self)

    @cached_property
    def note_bar(self) -> "NoteBar":
        from .overlays.note_bar import NoteBar

        bar = NoteBar(self.session, self)
        bar.closed.connect(self.to_text)
        bar.failed.connect(self.workspace.failed)
        self.overlay_area.add(bar)
        return bar

    @cached_property
    def guideline(self) -> "Guideline":
        from .overlays.guideline import Guideline

        guideline = Guideline(self)
        guideline.closed.connect(self.to_text)
        self.beside.addWidget(guideline)
        self.room.watch(guideline, is_inside=True)
        return guideline

    @cached_property
    def sheet(self) -> "PrintedKeys":
        from .dialogs.key_sheet import PrintedKeys

        sheet = PrintedKeys(self)
        sheet.message.connect(self.workspace.message)
        return sheet

    @cached_property
    def diagnostics(self) -> "Diagnostics":
        from .diagnostics import Diagnostics

        diagnostics = Diagnostics(self.settings, self)
        diagnostics.message.connect(self.workspace.message)
        return diagnostics

    @cached_property
    def span_edges(self) -> "SpanEdges":
        from .overlays.span_edges import SpanEdges

        return SpanEdges(self.session, self.verdicts, self.view)

    @cached_property
    def alike(self) -> "Alike":
        from .overlays.alike import Alike

        alike = Alike(self.session, self.many, self)
        self.status.addWidget(alike.label)
        return alike

    @cached_property
    def dialogs(self) -> "Dialogs":
        from .dialogs.ask import Dialogs

        return Dialogs(self.workspace, self)

    @cached_property
    def history(self) -> "History":
        from .overlays.history import History

        history = History(self.session, self.verdicts, self.actions_by_name, self)
        history.left.connect(self.to_text)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, history)
        self.room.watch(history)
        return history

    @cached_property
    def selection_link(self) -> "SelectionLink":
        from .overlays.selected_rows import SelectionLink

        return SelectionLink(self.session, self.view, self.table, self)

    @cached_property
    def start_page(self) -> "StartPage":
        from .home.start_page import StartPage

        page = StartPage(self.session, self.settings, self.actions_by_name, self.view)
        page.message.connect(lambda text: self.notice.say(text, "lesson"))
        page.learnt.connect(self.notice.hide)
        return page

    @cached_property
    def undo_names(self) -> "UndoNames":
        from .commands.undo_names import UndoNames

        return UndoNames(self.session, self.actions_by_name, self)

    @cached_property
    def label_palette(self) -> "LabelPalette":
        from .overlays.label_palette import LabelPalette

        palette = LabelPalette(self.session, self.verdicts, self.view, self)
        palette.closed.connect(self.to_text)
        self.overlay_area.add(palette)
        return palette

    @cached_property
    def labelling(self) -> "Labelling":
        from .dialogs.label_actions import Labelling

        return Labelling(self.session, self.actions_by_name, self)

    @cached_property
    def pairs(self) -> "Pairs":
        from .overlays.pairs import Pairs

        pairs = Pairs(self.session, self.completion.vocabularies["indicator"], self)
        pairs.closed.connect(self.to_text)
        pairs.message.connect(lambda text: self.notice.say(text, "news"))
        self.overlay_area.add(pairs)
        return pairs

    @cached_property
    def annotator_actions(self) -> "AnnotatorActions":
        from .annotators.annotator_actions import AnnotatorActions

        annotator_actions = AnnotatorActions(self.session, self.verdicts, self.workspace, self.view, self.form, self)
        annotator_actions.message.connect(lambda text: self.notice.say(text, "news"))
        annotator_actions.settling.closed.connect(self.to_text)
        self.overlay_area.add(annotator_actions.settling)
        self.form.beside.addWidget(annotator_actions.beside.label)
        return annotator_actions

    @cached_property
    def store_actions(self) -> "StoreActions":
        from .dialogs.store_actions import StoreActions

        store_actions = StoreActions(self.session, self.workspace, self.settings, self)
        store_actions.message.connect(self.workspace.message)
        store_actions.failed.connect(self.workspace.failed)
        return store_actions

    @cached_property
    def newer_version(self) -> "NewerVersion":
        from .dialogs.newer_version import NewerVersion

        newer_version = NewerVersion(self.session, self)
        newer_version.message.connect(self.workspace.message)
        newer_version.failed.connect(self.workspace.failed)
        return newer_version
