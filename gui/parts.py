"""The parts of the window that its first paint does not show: made when asked for, at the latest when a store opens."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout

from gui.completion import Completion
from gui.desk import Desk
from gui.figure_form import FigureForm
from gui.figure_table import FigureTable
from gui.notice import Notice
from gui.report_view import ReportView
from gui.session import Session
from gui.settings import Settings
from gui.status import Status
from gui.verdicts import Verdicts

if TYPE_CHECKING:
    from gui.alike import Alike
    from gui.asking import Asking
    from gui.diagnostics import Diagnostics
    from gui.edges import Edges
    from gui.find_bar import FindBar
    from gui.guideline import Guideline
    from gui.history import History
    from gui.keeping import Keeping
    from gui.labelling import Labelling
    from gui.many import Many
    from gui.newer import Newer
    from gui.note_bar import NoteBar
    from gui.pairs import Pairs
    from gui.palette import Palette
    from gui.printed_keys import PrintedKeys
    from gui.selecting import Selecting
    from gui.several_hands import SeveralHands
    from gui.start_page import StartPage
    from gui.undo_names import UndoNames

# in the order they stand in over the text
LATER = (
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
    table: FigureTable
    status: Status
    actions_by_name: Mapping[str, QAction]
    above: QVBoxLayout
    beside: QHBoxLayout
    go_text: Callable[[], None]

    def make_parts(self) -> None:
        """Make what is not made yet: nothing that listens to the session may miss what it tells."""
        for name in LATER:
            getattr(self, name)

    @cached_property
    def find_bar(self) -> "FindBar":
        from gui.find_bar import FindBar

        bar = FindBar(self.session, self.view, self.table, self)
        bar.closed.connect(self.go_text)
        self.above.addWidget(bar)
        return bar

    @cached_property
    def many(self) -> "Many":
        from gui.many import Many

        many = Many(self.session, self.view, self.table, self)
        many.closed.connect(self.go_text)
        many.told.connect(lambda text: self.notice.say(text, "news"))
        self.above.addWidget(many)
        return many

    @cached_property
    def note_bar(self) -> "NoteBar":
        from gui.note_bar import NoteBar

        bar = NoteBar(self.session, self.verdicts, self)
        bar.closed.connect(self.go_text)
        self.above.addWidget(bar)
        return bar

    @cached_property
    def guideline(self) -> "Guideline":
        from gui.guideline import Guideline

        guideline = Guideline(self)
        guideline.closed.connect(self.go_text)
        self.beside.addWidget(guideline)
        return guideline

    @cached_property
    def sheet(self) -> "PrintedKeys":
        from gui.printed_keys import PrintedKeys

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
        from gui.edges import Edges

        return Edges(self.session, self.verdicts, self.view)

    @cached_property
    def alike(self) -> "Alike":
        from gui.alike import Alike

        alike = Alike(self.session, self.many, self)
        self.status.addWidget(alike.label)
        return alike

    @cached_property
    def asking(self) -> "Asking":
        from gui.asking import Asking

        return Asking(self.desk, self)

    @cached_property
    def history(self) -> "History":
        from gui.history import History

        history = History(self.session, self.verdicts, self.actions_by_name, self)
        history.left.connect(self.go_text)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, history)
        return history

    @cached_property
    def selecting(self) -> "Selecting":
        from gui.selecting import Selecting

        return Selecting(self.session, self.view, self.table, self)

    @cached_property
    def start_page(self) -> "StartPage":
        from gui.start_page import StartPage

        page = StartPage(self.session, self.settings, self.actions_by_name, self.view)
        page.told.connect(lambda text: self.notice.say(text, "news"))
        page.learnt.connect(self.notice.hide)
        return page

    @cached_property
    def undo_names(self) -> "UndoNames":
        from gui.undo_names import UndoNames

        return UndoNames(self.session, self.actions_by_name, self)

    @cached_property
    def label_palette(self) -> "Palette":
        from gui.palette import Palette

        palette = Palette(self.session, self.verdicts, self.view, self)
        palette.closed.connect(self.go_text)
        self.above.addWidget(palette)
        return palette

    @cached_property
    def labelling(self) -> "Labelling":
        from gui.labelling import Labelling

        return Labelling(self.session, self.actions_by_name, self)

    @cached_property
    def pairs(self) -> "Pairs":
        from gui.pairs import Pairs

        pairs = Pairs(self.session, self.completion.vocabularies["indicator"], self)
        pairs.closed.connect(self.go_text)
        pairs.told.connect(lambda text: self.notice.say(text, "news"))
        self.above.addWidget(pairs)
        return pairs

    @cached_property
    def several(self) -> "SeveralHands":
        from gui.several_hands import SeveralHands

        several = SeveralHands(self.session, self.verdicts, self.desk, self.view, self.form, self)
        several.told.connect(lambda text: self.notice.say(text, "news"))
        several.settling.closed.connect(self.go_text)
        self.above.addWidget(several.settling)
        self.form.beside.addWidget(several.beside.label)
        return several

    @cached_property
    def keeping(self) -> "Keeping":
        from gui.keeping import Keeping

        keeping = Keeping(self.session, self.desk, self.settings, self)
        keeping.told.connect(self.desk.told)
        keeping.failed.connect(self.desk.failed)
        return keeping

    @cached_property
    def newer(self) -> "Newer":
        from gui.newer import Newer

        newer = Newer(self.session, self)
        newer.told.connect(self.desk.told)
        newer.failed.connect(self.desk.failed)
        return newer
