"""The parts of the window that its first paint does not show, made when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

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
    from .overlays.pairs import Pairs
    from .overlays.selected_rows import SelectedRows, SelectionLink
    from .overlays.span_edges import SpanEdges
    from .window import MainWindow


class Parts:
    """The overlays, dialogs and other parts of a window that its first paint does not show.

    Each is made and connected when it is first asked for, as `window.parts.find_bar`; a part that listens to the
    session must be there before a store opens, which `make_all` sees to. It is one object of the window, dropped as a
    whole when the window is built anew in another language.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def make_all(self) -> None:
        """Make what is not made yet of those that listen to the session or stand in a fixed order over the text."""
        # those over the text in the order they stand in there
        _ = (
            self.name_bar,
            self.find_bar,
            self.many,
            self.note_bar,
            self.guideline,
            self.sheet,
            self.span_edges,
            self.alike,
            self.dialogs,
            self.undo_names,
            self.selection_link,
            self.start_page,
            self.diagnostics,
            self.labelling,
            self.annotator_actions,
        )

    @cached_property
    def name_bar(self) -> "NameBar | None":
        window = self._window
        if not window.asks_name:
            return None
        from .overlays.name_bar import NameBar

        bar = NameBar(window.session, window.workspace.signature, window)
        bar.closed.connect(self._leave_name_bar)
        bar.named.connect(lambda name: window._try(window.workspace.name_annotator, name))
        window.overlay_area.addWidget(bar)
        # the layout takes it from the window, and what is taken so is hidden
        bar.follow()
        return bar

    def _leave_name_bar(self) -> None:
        window = self._window
        if window.session.report is None:
            self.start_page.take_keyboard()
        else:
            window.to_text()

    @cached_property
    def find_bar(self) -> "FindBar":
        from .overlays.find_bar import FindBar

        window = self._window
        bar = FindBar(window.session, window.view, window.table, window)
        bar.closed.connect(window.to_text)
        window.overlay_area.add(bar)
        return bar

    @cached_property
    def many(self) -> "Many":
        from .overlays.many import Many

        window = self._window
        many = Many(window.session, window.view, window.table, window)
        many.closed.connect(window.to_text)
        many.message.connect(lambda text: window.notice.say(text, "news"))
        window.overlay_area.add(many)
        return many

    @cached_property
    def selected_rows(self) -> "SelectedRows":
        from .overlays.selected_rows import SelectedRows

        window = self._window
        return SelectedRows(window.session, window.verdicts, window.table, self.many, window)

    @cached_property
    def note_bar(self) -> "NoteBar":
        from .overlays.note_bar import NoteBar

        window = self._window
        bar = NoteBar(window.session, window)
        bar.closed.connect(window.to_text)
        bar.failed.connect(window.workspace.failed)
        window.overlay_area.add(bar)
        return bar

    @cached_property
    def guideline(self) -> "Guideline":
        from .overlays.guideline import Guideline

        window = self._window
        guideline = Guideline(window)
        guideline.closed.connect(window.to_text)
        window.beside.addWidget(guideline)
        window.room.watch(guideline, is_inside=True)
        return guideline

    @cached_property
    def sheet(self) -> "PrintedKeys":
        from .dialogs.key_sheet import PrintedKeys

        window = self._window
        sheet = PrintedKeys(window)
        sheet.message.connect(window.workspace.message)
        return sheet

    @cached_property
    def diagnostics(self) -> "Diagnostics":
        from .diagnostics import Diagnostics

        window = self._window
        diagnostics = Diagnostics(window.settings, window)
        diagnostics.message.connect(window.workspace.message)
        return diagnostics

    @cached_property
    def span_edges(self) -> "SpanEdges":
        from .overlays.span_edges import SpanEdges

        window = self._window
        return SpanEdges(window.session, window.verdicts, window.view)

    @cached_property
    def alike(self) -> "Alike":
        from .overlays.alike import Alike

        window = self._window
        alike = Alike(window.session, self.many, window)
        window.status.addWidget(alike.label)
        return alike

    @cached_property
    def dialogs(self) -> "Dialogs":
        from .dialogs.ask import Dialogs

        window = self._window
        return Dialogs(window.workspace, window)

    @cached_property
    def history(self) -> "History":
        from .overlays.history import History

        window = self._window
        history = History(window.session, window.verdicts, window.actions_by_name, window)
        history.left.connect(window.to_text)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, history)
        window.room.watch(history)
        return history

    @cached_property
    def selection_link(self) -> "SelectionLink":
        from .overlays.selected_rows import SelectionLink

        window = self._window
        return SelectionLink(window.session, window.view, window.table, window)

    @cached_property
    def start_page(self) -> "StartPage":
        from .home.start_page import StartPage

        window = self._window
        page = StartPage(window.session, window.settings, window.actions_by_name, window.view)
        page.message.connect(lambda text: window.notice.say(text, "lesson"))
        page.learnt.connect(window.notice.hide)
        return page

    @cached_property
    def undo_names(self) -> "UndoNames":
        from .commands.undo_names import UndoNames

        window = self._window
        return UndoNames(window.session, window.actions_by_name, window)

    @cached_property
    def label_palette(self) -> "LabelPalette":
        from .overlays.label_palette import LabelPalette

        window = self._window
        palette = LabelPalette(window.session, window.verdicts, window.view, window)
        palette.closed.connect(window.to_text)
        window.overlay_area.add(palette)
        return palette

    @cached_property
    def labelling(self) -> "Labelling":
        from .dialogs.label_actions import Labelling

        window = self._window
        return Labelling(window.session, window.actions_by_name, window)

    @cached_property
    def pairs(self) -> "Pairs":
        from .overlays.pairs import Pairs

        window = self._window
        pairs = Pairs(window.session, window.completion.vocabularies["indicator"], window)
        pairs.closed.connect(window.to_text)
        pairs.message.connect(lambda text: window.notice.say(text, "news"))
        window.overlay_area.add(pairs)
        return pairs

    @cached_property
    def annotator_actions(self) -> "AnnotatorActions":
        from .annotators.annotator_actions import AnnotatorActions

        window = self._window
        annotator_actions = AnnotatorActions(
            window.session, window.verdicts, window.workspace, window.view, window.form, window
        )
        annotator_actions.message.connect(lambda text: window.notice.say(text, "news"))
        annotator_actions.settling.closed.connect(window.to_text)
        window.overlay_area.add(annotator_actions.settling)
        window.form.beside.addWidget(annotator_actions.beside.label)
        return annotator_actions

    @cached_property
    def store_actions(self) -> "StoreActions":
        from .dialogs.store_actions import StoreActions

        window = self._window
        store_actions = StoreActions(window.session, window.workspace, window.settings, window)
        store_actions.message.connect(window.workspace.message)
        store_actions.failed.connect(window.workspace.failed)
        return store_actions

    @cached_property
    def newer_version(self) -> "NewerVersion":
        from .dialogs.newer_version import NewerVersion

        window = self._window
        newer_version = NewerVersion(window.session, window)
        newer_version.message.connect(window.workspace.message)
        newer_version.failed.connect(window.workspace.failed)
        return newer_version
