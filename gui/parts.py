"""The parts of the window that its first paint does not show; each is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from .style import icons

if TYPE_CHECKING:
    from .annotators.annotator_actions import AnnotatorActions
    from .commands.undo_names import UndoNames
    from .diagnostics import Diagnostics
    from .dialogs.ask import Dialogs
    from .dialogs.key_sheet import PrintedKeys
    from .dialogs.label_actions import LabelActions
    from .dialogs.manual import Manual
    from .dialogs.manual_topics import ManualKey
    from .dialogs.newer_version import NewerVersion
    from .dialogs.store_actions import StoreActions
    from .home.home_page import HomePage
    from .home.start_page import StartPage
    from .overlays.command_palette import CommandPalette
    from .overlays.figure_list import FigureListOverlay
    from .overlays.find_bar import FindBar
    from .overlays.guideline import GuidelinePane
    from .overlays.history import HistoryPane
    from .overlays.indicator_edges import IndicatorEdges
    from .overlays.label_palette import LabelPalette
    from .overlays.learnt import LearntPane
    from .overlays.name_bar import NameBar
    from .overlays.note_bar import NoteBar
    from .overlays.overlay import Overlay
    from .overlays.pairs import PairsOverlay
    from .overlays.reasons import ReasonsPane
    from .overlays.same_cause import SameCauseList
    from .overlays.section_bar import SectionBar
    from .overlays.selected_rows import SelectedRows, SelectionLink
    from .overlays.side_pane import SidePane
    from .overlays.similar_figures import SimilarFigures
    from .overlays.span_edges import SpanEdges
    from .panel.panel_page import PanelPage
    from .text.selection_bar import SelectionBar
    from .window import MainWindow

OverlayType = TypeVar("OverlayType", bound="Overlay")
PaneType = TypeVar("PaneType", bound="SidePane")


class Parts:
    """The overlays, dialogs and other parts of a window that its first paint does not show.

    Each is made and connected when it is first asked for, as `window.parts.find_bar`; a part that listens to the
    session must be there before a store opens, which `make_all` sees to. It is one object of the window, dropped as a
    whole when the window is built anew in another language.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._has_icons = False

    def make_all(self) -> None:
        """Make the parts that listen to the session or have a fixed place above the text, unless they exist."""
        # those above the text in the order of their places there
        _ = (
            self.selection_bar,
            self.name_bar,
            self.find_bar,
            self.figure_list,
            self.note_bar,
            self.guideline,
            self.span_edges,
            self.similar_figures,
            self.same_cause,
            self.undo_names,
            self.selection_link,
            self.start_page,
            self.diagnostics,
            self.label_actions,
            self.annotator_actions,
            self.manual_key,
        )
        self._draw_icons()

    def _draw_icons(self) -> None:
        """Give the commands their icons in menus, and the buttons theirs, once."""
        if not self._has_icons:
            self._has_icons = True
            for name, action in self._window.actions_by_name.items():
                icons.put(action, icons.COMMAND + name)
            icons.show(self._window)

    @cached_property
    def selection_bar(self) -> "SelectionBar | None":
        window = self._window
        window.view.offer(window.actions_by_name)
        return window.view.bar

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
        # adding it to the layout gives it another parent, which hides it
        bar.follow()
        return bar

    def _leave_name_bar(self) -> None:
        window = self._window
        if window.session.report is None:
            self.start_page.take_keyboard()
        else:
            window.to_text()

    def _above_text(self, overlay: "OverlayType") -> "OverlayType":
        """Place an overlay above the text; when it closes, the text gets the keyboard."""
        overlay.closed.connect(self._window.to_text)
        self._window.overlay_area.add(overlay)
        return overlay

    def _beside_text(self, pane: "PaneType") -> "PaneType":
        """Place a pane at the side of the text; when it closes, the text gets the keyboard."""
        pane.closed.connect(self._window.to_text)
        self._window.text_row.addWidget(pane)
        self._window.pane_widths.watch(pane, is_inside=True)
        self._window.panes.watch(pane)
        return pane

    @cached_property
    def find_bar(self) -> "FindBar":
        from .overlays.find_bar import FindBar

        window = self._window
        return self._above_text(FindBar(window.session, window.view, window.table, window))

    @cached_property
    def figure_list(self) -> "FigureListOverlay":
        from .overlays.figure_list import FigureListOverlay

        window = self._window
        figure_list = FigureListOverlay(window.session, window.view, window.table, window)
        figure_list.message.connect(window.notice.say_done)
        return self._above_text(figure_list)

    @cached_property
    def selected_rows(self) -> "SelectedRows":
        from .overlays.selected_rows import SelectedRows

        window = self._window
        return SelectedRows(window.session, window.verdicts, window.table, self.figure_list, window)

    @cached_property
    def note_bar(self) -> "NoteBar":
        from .overlays.note_bar import NoteBar

        window = self._window
        bar = NoteBar(window.session, window)
        bar.failed.connect(window.workspace.failed)
        return self._above_text(bar)

    @cached_property
    def section_bar(self) -> "SectionBar":
        from .overlays.section_bar import SectionBar

        window = self._window
        return self._above_text(SectionBar(window.session, window.verdicts, window.view, window))

    @cached_property
    def guideline(self) -> "GuidelinePane":
        from .overlays.guideline import GuidelinePane

        window = self._window
        return self._beside_text(GuidelinePane(window))

    @cached_property
    def reasons(self) -> "ReasonsPane":
        from .overlays.reasons import ReasonsPane

        window = self._window
        return self._beside_text(ReasonsPane(window.session, window.view, window.workspace.engine, window))

    @cached_property
    def learnt(self) -> "LearntPane":
        from .overlays.learnt import LearntPane

        window = self._window
        pane = self._beside_text(LearntPane(window.session, window.workspace.learning, window))
        pane.chosen.connect(lambda digest, target: window._try(window.workspace.open_at, digest, target))
        return pane

    @cached_property
    def key_sheet(self) -> "PrintedKeys":
        from .dialogs.key_sheet import PrintedKeys

        window = self._window
        sheet = PrintedKeys(window.settings, window)
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
        edges = SpanEdges(window.session, window.verdicts, window.view)
        window.menus.can |= {"split": edges.can_split, "join": edges.can_join}
        return edges

    @cached_property
    def indicator_edges(self) -> "IndicatorEdges":
        from .overlays.indicator_edges import IndicatorEdges

        window = self._window
        return IndicatorEdges(window.session, window.form)

    @cached_property
    def similar_figures(self) -> "SimilarFigures":
        from .overlays.similar_figures import SimilarFigures

        window = self._window
        similar = SimilarFigures(window.session, self.figure_list, window)
        window.menus.can["list_alike"] = similar.has_some
        similar.label.clicked.connect(window.actions_by_name["list_alike"].trigger)
        window.status.addWidget(similar.label)
        return similar

    @cached_property
    def same_cause(self) -> "SameCauseList":
        from .overlays.same_cause import SameCauseList

        window = self._window
        same_cause = SameCauseList(window.session, window.view, window.workspace.engine, window)
        same_cause.closed.connect(window.to_text)
        window.menus.can["list_same_cause"] = lambda: same_cause.corrected is not None or same_cause.is_waiting()
        same_cause.message.connect(window.notice.say_done)
        window.text_column.addWidget(same_cause)
        # adding it to the layout gives it another parent, and shows it
        same_cause.hide()
        return same_cause

    @cached_property
    def manual(self) -> "Manual":
        from .dialogs.manual import Manual

        return Manual(self._window)

    @cached_property
    def manual_key(self) -> "ManualKey":
        from .dialogs.manual_topics import ManualKey

        # the manual itself is made when it is asked for
        def show_for(dialog: QWidget) -> None:
            self.manual.show_for(dialog)

        return ManualKey(show_for, self._window)

    @cached_property
    def dialogs(self) -> "Dialogs":
        from .dialogs.ask import Dialogs

        window = self._window
        return Dialogs(window.workspace, window.settings, window.library, window)

    @cached_property
    def history(self) -> "HistoryPane":
        from .overlays.history import HistoryPane

        window = self._window
        history = HistoryPane(window.session, window.verdicts, window.actions_by_name, window)
        history.left.connect(window.to_text)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, history)
        window.pane_widths.watch(history)
        window.panes.watch(history)
        return history

    @cached_property
    def selection_link(self) -> "SelectionLink":
        from .overlays.selected_rows import SelectionLink

        window = self._window
        return SelectionLink(window.session, window.view, window.table, window)

    @cached_property
    def home_page(self) -> "HomePage":
        from .home.home_page import HomePage

        window = self._window
        page = HomePage(window.session, window.library, window.settings, window.actions_by_name, window)
        page.chosen.connect(window.go_home_report)
        window.pages.addWidget(page)
        return page

    @cached_property
    def panel_page(self) -> "PanelPage":
        from .panel.panel_page import PanelPage

        window = self._window
        page = PanelPage(window.session, window.library, window.settings, window.actions_by_name, window)
        page.opened.connect(lambda fact: window.go_panel_figure(fact.report, fact.target))
        page.described.connect(window.reports.describe_one)
        page.left.connect(window.toggle_panel)
        page.failed.connect(window.workspace.failed)
        page.exporting.exported.connect(window.workspace.exported)
        page.exporting.failed.connect(window.workspace.failed)
        window.pages.addWidget(page)
        return page

    @cached_property
    def start_page(self) -> "StartPage":
        from .home.start_page import StartPage

        window = self._window
        page = StartPage(
            window.session, window.settings, window.actions_by_name, window.view, window.pages, window.open_path
        )
        page.message.connect(lambda text: window.notice.say(text, "lesson"))
        page.learnt.connect(window.notice.take_back_lesson)
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
        manage = window.actions_by_name["manage_labels"]
        return self._above_text(LabelPalette(window.session, window.verdicts, window.view, manage, window))

    @cached_property
    def label_actions(self) -> "LabelActions":
        from .dialogs.label_actions import LabelActions

        window = self._window
        return LabelActions(window.session, window.actions_by_name, window)

    @cached_property
    def command_palette(self) -> "CommandPalette":
        from .overlays.command_palette import CommandPalette

        window = self._window
        return CommandPalette(
            window.menus, window.view, window.actions_by_name, window.settings, window.workspace.spell, window
        )

    @cached_property
    def pairs(self) -> "PairsOverlay":
        from .overlays.pairs import PairsOverlay

        window = self._window
        pairs = PairsOverlay(window.session, window.field_vocabularies.by_attribute["indicator"], window)
        pairs.message.connect(window.notice.say_done)
        return self._above_text(pairs)

    @cached_property
    def annotator_actions(self) -> "AnnotatorActions":
        from .annotators.annotator_actions import AnnotatorActions

        window = self._window
        annotator_actions = AnnotatorActions(
            window.session, window.verdicts, window.workspace, window.view, window.form, window
        )
        window.menus.can["take_other"] = lambda: bool(annotator_actions.other_readings.others())
        annotator_actions.message.connect(lambda text: window.notice.say(text, "news", of_report=True))
        annotator_actions.settling.closed.connect(window.to_text)
        window.overlay_area.add(annotator_actions.settling)
        window.form.beside.addWidget(annotator_actions.other_readings.label)
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
