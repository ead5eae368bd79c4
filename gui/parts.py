"""The parts of the window that its first paint does not show: made when asked for, at the latest when a store opens."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow

from gui.desk.desk import Desk
from gui.form.completion import Completion
from gui.form.figure_form import FigureForm
from gui.library.report_list import ReportList
from gui.notice import Notice
from gui.over.status import Status
from gui.preferences.settings import Settings
from gui.room import Room
from gui.session.session import Session
from gui.session.verdicts import Verdicts
from gui.table.figure_table import FigureTable
from gui.text.report_view import ReportView

if TYPE_CHECKING:
    from gui.diagnostics import Diagnostics
    from gui.dialogs.asking import Asking
    from gui.dialogs.printed_keys import PrintedKeys
    from gui.hands.several_hands import SeveralHands
    from gui.labels.labelling import Labelling
    from gui.over.above import Above
    from gui.over.alike import Alike
    from gui.over.edges import Edges
    from gui.over.find_bar import FindBar
    from gui.over.guideline import Guideline
    from gui.over.history import History
    from gui.over.many import Many
    from gui.over.name_bar import NameBar
    from gui.over.note_bar import NoteBar
    from gui.over.pairs import Pairs
    from gui.over.palette import Palette
    from gui.over.rows_chosen import RowsChosen
    from gui.over.selecting import Selecting
    from gui.over.start_page import StartPage
    from gui.over.undo_names import UndoNames
    from gui.stores.keeping import Keeping
    from gui.stores.newer import Newer

# in the order they stand in over the text
LATER = (
    "bars",
    "name_bar",
    "find_bar",
    "many",
    "note_bar",
    "guideline",
    "sheet",
    "edges",
    "alike",
    "asking",
    "undo_names",
    "selecting",
    "start_page",
    "diagnostics",
    "palette",
    "labelling",
    "several",
)


class LateParts(QMainWindow):
    """A window whose hidden parts wait; `above` is their place over the text, `beside` the one at its side."""

    settings: Settings
    session: Session
    verdicts: Verdicts
    desk: Desk
    completion: Completion
    notice: Notice
    view: ReportView
    form: FigureForm
    reports: ReportList
    table: FigureTable
    status: Status
    actions_by_name: Mapping[str, QAction]
    above: "Above"
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
    def bars(self) -> bool:
        """Give the panes their own scroll bars; what has nothing to scroll shows none."""
        from gui.looks.bar import give_bars

        for area in (self.view, self.form, self.reports.reports, self.reports.headings):
            give_bars(area)
        return True

    @cached_property
    def name_bar(self) -> "NameBar | None":
        if not self.asks_name:
            return None
        from gui.over.name_bar import NameBar

        bar = NameBar(self.session, self.desk.signature, self)
        bar.closed.connect(self._leave_name_bar)
        bar.named.connect(lambda name: self._try(self.desk.name_annotator, name))
        self.above.addWidget(bar)
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
        from gui.over.find_bar import FindBar

        bar = FindBar(self.session, self.view, self.table, self)
        bar.closed.connect(self.to_text)
        self.above.add(bar)
        return bar

    @cached_property
    def many(self) -> "Many":
        from gui.over.many import Many

        many = Many(self.session, self.view, self.table, self)
        many.closed.connect(self.to_text)
        many.told.connect(lambda text: self.notice.say(text, "news"))
        self.above.add(many)
        return many

    @cached_property
    def rows_chosen(self) -> "RowsChosen":
        from gui.over.rows_chosen import RowsChosen

        return RowsChosen(self.session, self.verdicts, self.table, self.many, self)

    @cached_property
    def note_bar(self) -> "NoteBar":
        from gui.over.note_bar import NoteBar

        bar = NoteBar(self.session, self)
        bar.closed.connect(self.to_text)
        bar.failed.connect(self.desk.failed)
        self.above.add(bar)
        return bar

    @cached_property
    def guideline(self) -> "Guideline":
        from gui.over.guideline import Guideline

        guideline = Guideline(self)
        guideline.closed.connect(self.to_text)
        self.beside.addWidget(guideline)
        self.room.watch(guideline, is_inside=True)
        return guideline

    @cached_property
    def sheet(self) -> "PrintedKeys":
        from gui.dialogs.printed_keys import PrintedKeys

        sheet = PrintedKeys(self)
        sheet.told.connect(self.desk.told)
        return sheet

    @cached_property
    def diagnostics(self) -> "Diagnostics":
        from gui.diagnostics import Diagnostics

        diagnostics = Diagnostics(self.settings, self)
        diagnostics.told.connect(self.desk.told)
        return diagnostics

    @cached_property
    def edges(self) -> "Edges":
        from gui.over.edges import Edges

        return Edges(self.session, self.verdicts, self.view)

    @cached_property
    def alike(self) -> "Alike":
        from gui.over.alike import Alike

        alike = Alike(self.session, self.many, self)
        self.status.addWidget(alike.label)
        return alike

    @cached_property
    def asking(self) -> "Asking":
        from gui.dialogs.asking import Asking

        return Asking(self.desk, self)

    @cached_property
    def history(self) -> "History":
        from gui.over.history import History

        history = History(self.session, self.verdicts, self.actions_by_name, self)
        history.left.connect(self.to_text)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, history)
        self.room.watch(history)
        return history

    @cached_property
    def selecting(self) -> "Selecting":
        from gui.over.selecting import Selecting

        return Selecting(self.session, self.view, self.table, self)

    @cached_property
    def start_page(self) -> "StartPage":
        from gui.over.start_page import StartPage

        page = StartPage(self.session, self.settings, self.actions_by_name, self.view)
        page.told.connect(lambda text: self.notice.say(text, "lesson"))
        page.learnt.connect(self.notice.hide)
        return page

    @cached_property
    def undo_names(self) -> "UndoNames":
        from gui.over.undo_names import UndoNames

        return UndoNames(self.session, self.actions_by_name, self)

    @cached_property
    def label_palette(self) -> "Palette":
        from gui.over.palette import Palette

        palette = Palette(self.session, self.verdicts, self.view, self)
        palette.closed.connect(self.to_text)
        self.above.add(palette)
        return palette

    @cached_property
    def labelling(self) -> "Labelling":
        from gui.labels.labelling import Labelling

        return Labelling(self.session, self.actions_by_name, self)

    @cached_property
    def pairs(self) -> "Pairs":
        from gui.over.pairs import Pairs

        pairs = Pairs(self.session, self.completion.vocabularies["indicator"], self)
        pairs.closed.connect(self.to_text)
        pairs.told.connect(lambda text: self.notice.say(text, "news"))
        self.above.add(pairs)
        return pairs

    @cached_property
    def several(self) -> "SeveralHands":
        from gui.hands.several_hands import SeveralHands

        several = SeveralHands(self.session, self.verdicts, self.desk, self.view, self.form, self)
        several.told.connect(lambda text: self.notice.say(text, "news"))
        several.settling.closed.connect(self.to_text)
        self.above.add(several.settling)
        self.form.beside.addWidget(several.beside.label)
        return several

    @cached_property
    def keeping(self) -> "Keeping":
        from gui.stores.keeping import Keeping

        keeping = Keeping(self.session, self.desk, self.settings, self)
        keeping.told.connect(self.desk.told)
        keeping.failed.connect(self.desk.failed)
        return keeping

    @cached_property
    def newer(self) -> "Newer":
        from gui.stores.newer import Newer

        newer = Newer(self.session, self)
        newer.told.connect(self.desk.told)
        newer.failed.connect(self.desk.failed)
        return newer
