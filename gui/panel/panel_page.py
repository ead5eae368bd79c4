"""The panel's page: every figure of every report as one table, of a concept, a year or a region, and its sentences."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.attributes import KINDS
from core.model.errors import UserError
from core.model.figure import Span
from core.model.panel_act import FactPlace, PanelAct, ValueChoice
from core.model.panel_standing import PanelDispute
from core.panel.panel import Query, View
from core.panel.placing import LEVELS, Level
from core.panel.shown import Head, ShownCell, ShownFact, ShownTable, Subjects

from ..background.panel_client import PanelClient
from ..commands.widget_keys import is_tab
from ..library.counting_bar import CountingBar
from ..library.library import Library
from ..preferences.settings import Settings
from ..session.session import Session
from ..style import icons
from ..style.language import spoken_language
from ..style.plain_text import PlainLabel, on_button, plain
from ..style.words import word
from ..widgets.flow import FlowLayout
from ..widgets.menu_button import MenuButton
from ..widgets.own_keys import claims
from ..widgets.steady_label import SteadyLabel
from ..widgets.way_button import WayButton, WaysButton
from .dispute_pane import DisputePane
from .fact_list import FactList
from .filing_pane import FilingPane
from .panel_export import Exported, PanelExport
from .plot import PlotView
from .plot_points import Point
from .question_pane import QuestionPane
from .subject_list import SubjectList
from .table import NOTHING, PanelModel, PanelTableView
from .wording_pane import WordingPane

MARGIN, GAP, SMALL = 24, 12, 4  # pixels
# below how many pixels of height the legend is not shown, and the least size of what is below the head
LOW, LEAST_MIDDLE = 430, QSize(280, 190)
# what is decided meanwhile is shown after so many milliseconds, and no sooner while reports are still being counted:
# each time the whole store is read
BEHIND_MS, COUNTING_MS = 400, 3_000
SETTING = "panel"
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the panel is turned around: a concept's code, a year and a place's key, "" for what is not chosen yet."""

    concept: str = ""
    year: str = ""
    place: str = ""

    def of(self, view: View) -> str:
        """Return what a table of this view is of."""
        return {"concept": self.concept, "year": self.year, "region": self.place}[view]


class PanelPage(QWidget):
    """The panel over the whole window.

    `opened` carries a value (`ShownFact`) whose report is to be opened at its figure, `described` the digest of a
    report whose name, region and year are to be asked for, `left` that the page is left, `failed` what went wrong.
    """

    opened = Signal(object)
    described = Signal(str)
    left = Signal()
    failed = Signal(UserError)

    def __init__(
        self,
        session: Session,
        library: Library,
        settings: Settings,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session, self._library, self._settings = session, library, settings
        self.client, self.looking = (PanelClient(session, spoken_language(), self) for _ in range(2))
        for client in (self.client, self.looking):
            client.failed.connect(self.failed)
        self.query = Query("concept", "")
        self.focus = Focus()
        self._subjects = Subjects((), (), ())
        self._cell_key = ""
        self._cell: ShownCell | None = None
        # a cell of the table beside, of the other status, whose values are listed
        self._cell_beside: tuple[int, int] | None = None
        self._beside = NOTHING
        # until somebody chooses, what is shown follows the reports that are still being counted
        self._is_chosen, self._goes_by_itself = False, False
        # whether the panel's process has answered for the store that is open
        self._is_read = False
        self._filed_in = session.store
        self._restore()
        self._make_parts(actions)
        self._lay_out()
        # disputes are known when the store has been read
        self.dispute_button.hide()
        self._follow_filing()
        session.opened.connect(self._show_ways)
        self._show_ways()
        self._soon = QTimer(self, singleShot=True)
        # the store changed while it was read
        self._is_outdated = False
        self._soon.timeout.connect(self._refresh_in_sight)
        for changed in (session.written, session.panel_changed, session.filed, session.opened):
            changed.connect(self._follow)
        for counted in (library.counting.kept, library.counting.ended):
            counted.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_legend()

    def event(self, event: QEvent) -> bool:
        # here Tab goes from part to part, and not to the next figure of the report behind
        return claims(event, is_tab) or super().event(event)

    # Building

    def _make_parts(self, actions: Mapping[str, QAction]) -> None:
        # a long title is cut where the buttons beside it need the room, and does not make the window wider
        self.title, self.about = SteadyLabel(), PlainLabel()
        self.subjects = SubjectList(self)
        self.model, self.table, self.facts = PanelModel(self), PanelTableView(self), FactList()
        self.table.setModel(self.model)
        self.plot, self.shown = PlotView(self), QStackedWidget()
        self.plot.walked.connect(self._follow_point)
        self.plot.opened.connect(self._open_point)
        self.plot.turned.connect(self._turn_column)
        self.plot.beside_asked.connect(self._ask_beside)
        self.plot.left.connect(self.toggle_plot)
        self._plot_key = actions["toggle_plot"].shortcut().toString()
        self.plot_button = QToolButton()
        self.plot_button.setObjectName("panel plot switch")
        self.plot_button.setText(on_button(self.tr("Plot")))
        self.plot_button.setToolTip(plain(f"{self.tr('Plot')} ({self._plot_key})"))
        self.plot_button.setCheckable(True)
        self.plot_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot_button.clicked.connect(self.toggle_plot)
        self.exporting = PanelExport(self.client, self._settings, self)
        self.counting = CountingBar(self._library)
        self.views, self.statuses = QButtonGroup(self), QButtonGroup(self)
        for view, text in zip(VIEWS, (self.tr("Indicator"), self.tr("Year"), self.tr("Region")), strict=True):
            self._add_choice(self.views, view, text, f"{text} ({actions['turn_panel'].shortcut().toString()})")
        for status in ("actual", "target"):
            self._add_choice(self.statuses, status, word(status), word(status))
        self.kinds = MenuButton("", self)
        self.kinds.values.aboutToShow.connect(self._fill_kinds)
        self.levels = MenuButton("", self)
        self.levels.values.aboutToShow.connect(self._fill_levels)
        self.confirmed = QCheckBox(self.tr("Confirmed only"))
        self.spans = QCheckBox(self.tr("Periods of several years"))
        self.areas = QCheckBox(self.tr("Parts of regions"))
        for box, name in self._boxes():
            box.setChecked(getattr(self.query, name))
            box.toggled.connect(lambda on, name=name: self.ask(replace(self.query, **{name: on})))
        self.views.idClicked.connect(lambda number: self.show_view(VIEWS[number]))
        self.statuses.idClicked.connect(
            lambda number: self.ask(replace(self.query, status=("actual", "target")[number]))
        )
        self.subjects.chosen.connect(self._choose)
        self.subjects.left.connect(self.to_table)
        self.table.taken.connect(self._take)
        self.table.left.connect(self.left)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.facts.left.connect(self.to_table)
        self.facts.opened.connect(self.opened)
        self.facts.preferred.connect(self.prefer)
        self._cell_soon = QTimer(self, singleShot=True, interval=0)
        self._cell_soon.timeout.connect(self._ask_facts)
        self.to_home = WayButton(actions["toggle_home"], self.tr("All reports"))
        self.to_report = WayButton(actions["toggle_panel"], self.tr("Back to the report"), "text-cursor")
        # of the two things that can leave from here each is called by its name
        exports = actions["export_panel"], actions["export"]
        self.to_files = WaysButton(exports, self.tr("Export…"), icons.COMMAND + "export")
        self.wordings, self.questions = WordingPane(self.client, self), QuestionPane(self)
        self.disputes, self.filing = DisputePane(self), FilingPane(self)
        self.wording_button, self.question_button, self.dispute_button = QToolButton(), QToolButton(), QToolButton()
        self.filing_button = QToolButton()
        self.filing_button.setObjectName("panel filing button")
        for pane, button, title, show in (
            (self.wordings, self.wording_button, self.tr("Wordings without an indicator"), self.show_wordings),
            (self.questions, self.question_button, self.tr("Questions"), self.show_questions),
            (self.disputes, self.dispute_button, self.tr("Disputes"), self.show_disputes),
            (self.filing, self.filing_button, self.tr("Regions and years"), self.show_filing),
        ):
            button.setText(on_button(title))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda on, show=show: show() if on else self.show_tables())
            pane.left.connect(self.show_tables)
        for acting in (self.wordings, self.questions):
            acting.acted.connect(self.act)
        self.disputes.settled.connect(self.settle)
        self.questions.opened.connect(self.opened)
        self.filing.chosen.connect(self._file)
        self.filing.described.connect(self.described)
        self._library.changed.connect(self._follow_filing)
        self._session.opened.connect(self._forget_filing)

    def _boxes(self) -> tuple[tuple[QCheckBox, str], ...]:
        return (self.confirmed, "confirmed_only"), (self.spans, "spans"), (self.areas, "areas")

    def _add_choice(self, group: QButtonGroup, name: str, text: str, tip: str) -> None:
        button = QToolButton()
        button.setObjectName(f"panel {name}")
        button.setText(on_button(text))
        button.setToolTip(plain(tip))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        group.addButton(button, len(group.buttons()))

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self.title.setFont(font)
        head, words, switches = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        sums = QHBoxLayout()
        sums.setSpacing(GAP)
        sums.addWidget(self.about)
        sums.addWidget(self.counting)
        sums.addStretch()
        words.addWidget(self.title)
        words.addLayout(sums)
        head.addLayout(words, 1)
        # in a narrow window what does not fit goes on in a second row
        openers, choices = FlowLayout(to_right=True), FlowLayout()
        head.addLayout(openers, 2)
        for opener in (self.wording_button, self.question_button, self.dispute_button, self.filing_button):
            openers.addWidget(opener)
        for way in (self.to_files, self.to_home, self.to_report):
            openers.addWidget(way)
        for group in (self.views, self.statuses):
            together = QWidget()
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, GAP, 0)
            row.setSpacing(SMALL)
            for button in group.buttons():
                row.addWidget(button)
            choices.addWidget(together)
        switches.setSpacing(SMALL)
        for choice in (self.kinds, self.levels, *(box for box, _ in self._boxes())):
            choices.addWidget(choice)
        switches.addLayout(choices, 1)
        switches.addWidget(self.plot_button)
        self.legend = PlainLabel(
            self.tr(
                "Slanted: a proposal that is not confirmed  ·  Number in the corner: so many different values  ·  "
                "Filled corner: revised later  ·  Hatched: no report  ·  …: report not read to the end  ·  "
                "–: no report says it"
            )
        )
        self.legend.setWordWrap(True)
        self.legend.setEnabled(False)
        self.right, self.whole = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        self.shown.addWidget(self.table)
        self.shown.addWidget(self.plot)
        self.right.addWidget(self.shown)
        self.right.addWidget(self.facts)
        self.right.setStretchFactor(0, 1)
        self.right.setSizes([440, 130])
        self.whole.addWidget(self.subjects)
        self.whole.addWidget(self.right)
        self.whole.setStretchFactor(1, 1)
        self.whole.setSizes([230, 1000])
        for splitter in (self.right, self.whole):
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        self.tables, self.middle = QWidget(), QStackedWidget()
        table_column = QVBoxLayout(self.tables)
        table_column.setContentsMargins(0, 0, 0, 0)
        table_column.setSpacing(GAP)
        table_column.addLayout(switches)
        table_column.addWidget(self.whole, 1)
        table_column.addWidget(self.legend)
        for part in (self.tables, self.wordings, self.questions, self.disputes, self.filing):
            self.middle.addWidget(part)
        # in a small window the lists give way before the window grows
        self.middle.setMinimumSize(LEAST_MIDDLE)
        column.addLayout(head)
        column.addWidget(self.middle, 1)

    # Verbs

    def enter(self) -> None:
        """Take the keyboard, and show the panel as the store is now; reports nobody opened are counted for it."""
        self._library.counting.count()
        self.counting.follow()
        self._show_switches()
        self._name()
        self.refresh()
        self._say_why_empty()
        self.to_table()

    def to_table(self) -> None:
        """Give the table the keyboard, or what lies in its place."""
        part = self.middle.currentWidget()
        rows: QWidget = self.plot.canvas if self.shows_plot else self.table
        if part is self.wordings:
            rows = self.wordings.rows
        elif part is self.questions:
            rows = self.questions.rows
        elif part is self.disputes:
            rows = self.disputes.rows
        elif part is self.filing:
            rows = self.filing.rows
        rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tables(self) -> None:
        """Show the tables in place of wordings or questions."""
        self.looking.stop()
        self._show_part(self.tables)

    def show_wordings(self) -> None:
        """Show the wordings that no concept has in place of the table."""
        self._show_part(self.wordings)
        self.wordings.wait()
        self._list_wordings()

    def _list_wordings(self) -> None:
        self.client.wordings(lambda found: self.wordings.show_wordings(self._subjects.catalogue, found))

    def show_questions(self) -> None:
        """Show what does not add up in place of the table."""
        self._show_part(self.questions)
        self.questions.wait()
        self._list_answers()
        # in a process of its own: it takes seconds over many reports, and the tables answer meanwhile
        self.looking.read_again()
        self.looking.questions(self.questions.show_questions)

    def _list_answers(self) -> None:
        self.questions.show_answers(self._session.panel_standing().answers)

    def show_disputes(self) -> None:
        """Show what annotators said differently in the panel in place of the table."""
        self._list_disputes()
        self._show_part(self.disputes)

    def _list_disputes(self) -> None:
        store = self._session.store
        names = store.annotators() if store is not None else {}
        concepts = {head.key: head.name for head in self._subjects.catalogue}
        self.disputes.show_disputes(self._session.panel_standing().open_disputes, names, concepts)

    def show_filing(self) -> None:
        """Show what is unclear of where and when reports are in place of the table."""
        self.filing.show_unclear(self._library.unclear())
        self._show_part(self.filing)

    def _follow_filing(self) -> None:
        """Tell how much is unclear of where and when reports are, and list it where the list is in sight."""
        unclear = self._library.unclear()
        asked = sum(len(one.rows) for one in unclear if one.what != "twice")
        words = self.tr("Regions and years")
        self.filing_button.setText(on_button(f"{words} ({asked:,})" if asked else words))
        is_shown = self.middle.currentWidget() is self.filing
        self.filing_button.setVisible(bool(unclear) or is_shown)
        if is_shown:
            self.filing.show_unclear(unclear)

    def _forget_filing(self) -> None:
        if self._session.store is not self._filed_in:
            self._filed_in = self._session.store
            self.filing.forget()

    def _file(self, digests: list[str], region: str) -> None:
        """File reports for the region that was chosen for all of them; "" takes that back."""
        try:
            self._session.file(digests, {"region": region})
        except UserError as error:
            self.failed.emit(error)

    def _show_ways(self) -> None:
        """Offer the way back to the report where one is open."""
        self.to_report.setVisible(self._session.report is not None)

    def _show_part(self, part: QWidget) -> None:
        self.middle.setCurrentWidget(part)
        self.wording_button.setChecked(part is self.wordings)
        self.question_button.setChecked(part is self.questions)
        self.dispute_button.setChecked(part is self.disputes)
        self.filing_button.setChecked(part is self.filing)
        self._follow_filing()
        self._name()
        self.to_table()

    def settle(self, dispute: PanelDispute, act: PanelAct) -> None:
        """Have an act hold where annotators differ, and go to the next dispute."""
        try:
            self._session.settle_in_panel(dispute, act)
        except UserError as error:
            self.failed.emit(error)
        self._list_disputes()

    @property
    def shows_plot(self) -> bool:
        """Whether the plot stands in the table's place."""
        return self.shown.currentWidget() is self.plot

    def export(self) -> None:
        """Ask what of the panel leaves, in which form and to which file, and write it."""
        title = self._title()
        picture = self.plot.picture(title) if self.shows_plot else None
        self.exporting.ask(Exported(self.query, title, picture), self._plot_key)

    def _show_legend(self) -> None:
        """Show what the signs of the table mean, where it has room; the help has it as well."""
        self.legend.setVisible(not self.shows_plot and self.height() >= LOW)

    def toggle_plot(self) -> None:
        """Show the plot in place of the table, or the table again."""
        self.show_tables()
        self.shown.setCurrentWidget(self.table if self.shows_plot else self.plot)
        self.plot_button.setChecked(self.shows_plot)
        self._show_legend()
        if self.shows_plot:
            self._show_plot()
        else:
            self._cell_soon.start()
        self.to_table()

    def act(self, acts: list[PanelAct]) -> None:
        """Write what was done in the panel as one step."""
        try:
            self._session.act_in_panel(acts)
        except UserError as error:
            self.failed.emit(error)
            self.refresh()
        if self.middle.currentWidget() is self.questions:
            self._list_answers()

    def keep(self) -> None:
        """Store what is typed for a new indicator, where it can be: the window is about to be closed."""
        self.wordings.keep()

    def turn(self) -> None:
        """Show the next view around the current cell: its concept, then its year, then its region."""
        self.show_view(VIEWS[(VIEWS.index(self.query.view) + 1) % len(VIEWS)])

    def show_view(self, view: View) -> None:
        """Show a view around the current cell."""
        self._is_chosen = True
        self.ask(replace(self.query, view=view, of=self.focus.of(view)))

    def set_kind(self, kind: str) -> None:
        """Show figures of another kind."""
        self.ask(replace(self.query, kind=kind))

    def set_level(self, level: Level | Literal[""]) -> None:
        """Show rows of areas of one level only, or with "" of all."""
        self.ask(replace(self.query, level=level))

    def ask(self, query: Query) -> None:
        """Show another table."""
        self.query = query
        self._complete()
        self._settings.keep(SETTING, json.dumps({**asdict(self.query), "focus": asdict(self.focus)}))
        self._show_switches()
        self._list_subjects()
        if self.query.of:
            self.client.table(self.query, self._show_table)
        else:
            self._show_table(NOTHING)

    def _refresh_in_sight(self) -> None:
        """Read the store anew for who looks at the panel; else it is read when it is shown the next time."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the store anew and show the same table of it; a reading that goes on already is not broken off."""
        if self.client.awaits_subjects:
            # asked again before an answer came, a store that is read more slowly than it is counted never shows
            self._is_outdated = True
            return
        self._is_outdated = False
        self.client.read_again()
        self.client.subjects(self._take_subjects)

    def prefer(self, fact: ShownFact) -> None:
        """Have a value of the current cell stand, or the choice taken back where it was chosen to."""
        if not self._cell_key:
            return
        is_withdrawn = self._cell is not None and self._cell.is_chosen and fact.stands
        place = None if is_withdrawn else FactPlace(fact.report, Span(*fact.target))
        self.act([ValueChoice(self._cell_key, place)])

    # Showing

    def _restore(self) -> None:
        """Show what was shown the last time; what is kept and cannot be read is nothing."""
        try:
            kept = json.loads(self._settings.text(SETTING) or "{}")
            focus = Focus(**{name: str(value) for name, value in kept.pop("focus", {}).items()})
            query = Query(**kept) if kept else self.query
        except (ValueError, TypeError, AttributeError):
            return
        is_known = query.view in VIEWS and query.kind in KINDS and query.level in ("", *LEVELS)
        if is_known and query.status in ("actual", "target"):
            self.focus, self.query = focus, query
            self._is_chosen = bool(focus.concept)

    def _follow(self, *_: object) -> None:
        if self._session.store is None:
            self._soon.stop()
            self.client.stop()
            self.looking.stop()
            self._is_read = False
            return
        if not self._library.counting.is_busy:
            self.client.read_again()
        if not self.isVisible():
            return
        self.counting.follow()
        self._say_why_empty()
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        """Read the store anew a little later; while reports are counted seldom, and not put off by each of them."""
        is_counting = self._library.counting.is_busy
        if not (is_counting and self._soon.isActive()):
            self._soon.start(COUNTING_MS if is_counting else BEHIND_MS)

    def _take_subjects(self, subjects: Subjects) -> None:
        self._subjects, self._is_read = subjects, True
        if self._is_outdated:
            self._refresh_soon()
        self.counting.follow()
        self.ask(self.query)
        standing, part = self._session.panel_standing(), self.middle.currentWidget()
        self.dispute_button.setVisible(bool(standing.open_disputes) or self._shows_disputes)
        # what lies in the table's place is brought up to date, and leaves the keyboard where it is
        if part is self.wordings:
            self._list_wordings()
        elif part is self.questions:
            self._list_answers()
        elif self._shows_disputes:
            self._list_disputes()

    @property
    def _shows_disputes(self) -> bool:
        return self.middle.currentWidget() is self.disputes

    def _complete(self) -> None:
        """Choose what nobody has chosen: the first concept, the last year, the first region."""
        years = self._subjects.years
        # what was reached is told by the report of the year after
        if self.query.status == "actual" and len(years) > 1 and years[1].key < years[0].key:
            years = years[1:]
        firsts = {
            name: heads[0].key if heads else ""
            for name, heads in (
                ("concept", self._subjects.concepts),
                ("year", years),
                ("place", self._subjects.places),
            )
        }
        if not self._is_chosen:
            self.focus = Focus(**firsts)
            self.query = replace(self.query, of="")
        self.focus = replace(self.focus, **{name: key for name, key in firsts.items() if not getattr(self.focus, name)})
        if not self.query.of:
            self.query = replace(self.query, of=self.focus.of(self.query.view))
        self.focus = replace(self.focus, **{_PART[self.query.view]: self.query.of})

    def _heads(self) -> tuple[Head, ...]:
        match self.query.view:
            case "concept":
                return self._subjects.concepts
            case "year":
                return self._subjects.years
            case "region":
                return self._subjects.places

    def _list_subjects(self) -> None:
        names = {"concept": self.tr("Indicators"), "year": self.tr("Years"), "region": self.tr("Regions")}
        self.subjects.show_heads(self._heads(), names[self.query.view], self.query.of)

    def _show_switches(self) -> None:
        self.views.button(VIEWS.index(self.query.view)).setChecked(True)
        self.statuses.button(("actual", "target").index(self.query.status)).setChecked(True)
        self.kinds.name(word(self.query.kind))
        self.spans.setEnabled(self.query.view != "year")
        self.areas.setEnabled(self.query.view != "region")
        self.levels.name(self._level_names()[self.query.level])
        self.levels.setEnabled(self.query.view != "region")

    def _fill_kinds(self) -> None:
        menu = self.kinds.values
        menu.clear()
        for kind in KINDS:
            action = menu.addAction(word(kind))
            action.setCheckable(True)
            action.setChecked(kind == self.query.kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self.set_kind(kind))

    def _level_names(self) -> dict[Level | Literal[""], str]:
        return {
            "": self.tr("All levels"),
            "country": self.tr("Country"),
            "province": self.tr("Provinces"),
            "prefecture": self.tr("Prefectures"),
            "county": self.tr("Counties and districts"),
            "other": self.tr("Other areas"),
        }

    def _fill_levels(self) -> None:
        menu = self.levels.values
        menu.clear()
        for level, name in self._level_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(level == self.query.level)
            action.triggered.connect(lambda _checked=False, level=level: self.set_level(level))

    def _show_table(self, table: ShownTable) -> None:
        self.model.take(table)
        self.table.fit()
        self.about.setText(self._sums(table))
        self._name()
        self._say_why_empty()
        self.table.viewport().update()
        self._beside, self._cell_beside = NOTHING, None
        self._go_to_focus()
        if self.shows_plot:
            self._show_plot()

    def _say_why_empty(self) -> None:
        """Say in the table why it is empty, where it is: it cannot be known while reports are still being read."""
        if self._library.counting.is_busy or not self._is_read:
            self.table.hint = self.tr("The reports are being read. What they say will stand here.")
        elif self._subjects.concepts:
            self.table.hint = self.tr("Nothing of this kind is told. Choose another kind, or actual or target, above.")
        else:
            self.table.hint = self.tr(
                "No report of this store tells a figure of an indicator that is known. Open reports first."
            )

    def _name(self) -> None:
        part = self.middle.currentWidget()
        self.about.setVisible(part is self.tables and self.about.text() != "")
        if part is self.wordings:
            self.title.setText(self.tr("Wordings without an indicator"))
            return
        if part is self.questions:
            self.title.setText(self.tr("Questions: what does not add up"))
            return
        if self._shows_disputes:
            self.title.setText(self.tr("Disputes in the panel"))
            return
        if part is self.filing:
            self.title.setText(self.tr("Regions and years that are unclear"))
            return
        self.title.setText(self._title())

    def _title(self) -> str:
        """Return what the table is of: its concept, year or region, the kind, the status, and the unit of all of it."""
        name = next((head.name for head in self._heads() if head.key == self.query.of), "")
        parts = [name, word(self.query.kind), word(self.query.status)] if name else [self.tr("Panel")]
        unit = f"  ({self.model.table.unit})" if self.model.table.unit else ""
        return "  ·  ".join(parts) + unit

    def _sums(self, table: ShownTable) -> str:
        filled = sum(bool(cell.text) for row in table.cells for cell in row)
        parts = [
            self.tr("{rows} rows, {columns} columns").format(rows=len(table.rows), columns=len(table.columns)),
            self.tr("{count} cells with a value").format(count=f"{filled:,}"),
        ]
        if table.elsewhere:
            parts.append(
                self.tr("{count} figures of other times or areas are not shown").format(count=f"{table.elsewhere:,}")
            )
        return "  ·  ".join(parts)

    def _go_to_focus(self) -> None:
        """Make the cell around which the panel was turned the current one, or the first that has a value."""
        row_key, column_key = {
            "concept": (self.focus.place, self.focus.year),
            "year": (self.focus.place, self.focus.concept),
            "region": (self.focus.concept, self.focus.year),
        }[self.query.view]
        table = self.model.table
        row = next((at for at, head in enumerate(table.rows) if head.key == row_key), 0)
        column = next((at for at, head in enumerate(table.columns) if head.key == column_key), len(table.columns) - 1)
        if table.rows and column >= 0:
            index = self.model.index(row, column)
            self._goes_by_itself = True
            self.table.setCurrentIndex(index)
            self._goes_by_itself = False
            self.table.scrollTo(index)
        self._cell_soon.start()

    def _show_cell(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is None:
            self._clear_facts()
            return
        self._cell_beside = None
        self._is_chosen = self._is_chosen or not self._goes_by_itself
        self.plot.go_to(index.row(), index.column())
        table = self.model.table
        row, column = table.rows[index.row()].key, table.columns[index.column()].key
        year = column if column.isdigit() else self.focus.year
        match self.query.view:
            case "concept":
                self.focus = replace(self.focus, place=row, year=year)
            case "year":
                self.focus = replace(self.focus, place=row, concept=column)
            case "region":
                self.focus = replace(self.focus, concept=row, year=year)
        self._cell_soon.start()

    def _ask_facts(self) -> None:
        if self._cell_beside is not None:
            row, column = self._cell_beside
            self._cell = self._beside.cells[row][column]
            self.client.facts(row, column, self._show_facts, beside=True)
            return
        index = self.table.currentIndex()
        cell = self._cell = self.model.cell(index)
        if cell is None or not (cell.text or cell.count):
            self._clear_facts()
            return
        self.client.facts(index.row(), index.column(), self._show_facts)

    def _clear_facts(self) -> None:
        self._cell_key = ""
        self.facts.show_facts(())

    def _show_facts(self, key: str, facts: tuple[ShownFact, ...]) -> None:
        self._cell_key = key
        self.facts.show_facts(facts)

    # The plot

    def _show_plot(self) -> None:
        index = self.table.currentIndex()
        self.plot.show_table(self.query, self.model.table, max(index.row(), 0), max(index.column(), 0))

    def _ask_beside(self) -> None:
        """Ask for the table of the other status: what was reached beside the targets, or the other way round."""
        status = "target" if self.query.status == "actual" else "actual"
        self.client.table(replace(self.query, status=status), self._take_beside, beside=True)

    def _take_beside(self, table: ShownTable) -> None:
        self._beside = table
        self.plot.show_beside(table)

    def _follow_point(self, point: Point) -> None:
        """List the values of the point that was walked to; the table goes with it."""
        self._cell_beside = (point.row, point.column) if point.status != self.query.status else None
        if self._cell_beside is None:
            self.table.setCurrentIndex(self.model.index(point.row, point.column))
        self._cell_soon.start()

    def _turn_column(self, step: int) -> None:
        """Go to the column before or behind in which something can be drawn."""
        table, index = self.model.table, self.table.currentIndex()
        columns = range(index.column() + step, len(table.columns) if step > 0 else -1, step)
        column = next((one for one in columns if any(row[one].numbers for row in table.cells)), None)
        if column is not None:
            self.table.setCurrentIndex(self.model.index(index.row(), column))

    def _open_point(self, point: Point) -> None:
        """Open the sentence of a point: of the value that stands, or of the one that a certain report tells."""

        def open_one(_: str, facts: tuple[ShownFact, ...]) -> None:
            found = [one for one in facts if one.vintage == point.vintage or point.vintage is None]
            fact = next((one for one in found if one.stands or point.vintage is not None), None)
            if fact is not None:
                self.opened.emit(fact)

        self.client.facts(point.row, point.column, open_one, beside=point.status != self.query.status)

    # Answering

    def _choose(self, key: str) -> None:
        self._is_chosen = True
        self.ask(replace(self.query, of=key))

    def _take(self, index: QModelIndex) -> None:
        """Open the only value of a cell; of several, give the list the keyboard."""
        if self.model.cell(index) is None or not self.facts.facts:
            return
        if len(self.facts.facts) == 1:
            self.opened.emit(self.facts.facts[0])
        else:
            self.facts.setFocus(Qt.FocusReason.ShortcutFocusReason)


_PART: Mapping[View, str] = {"concept": "concept", "year": "year", "region": "place"}
