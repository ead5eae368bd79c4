"""The home page: every report of the store with what is left of it, and the way to go on where one was."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..background.report_progress import ReportProgress
from ..commands.widget_keys import is_tab
from ..library.counting_bar import CountingBar
from ..library.grouping import GROUPS, GroupBy, group_word
from ..library.library import Library
from ..library.report_choices import ReportSearch, ShownReports
from ..library.report_list import OFFERED
from ..preferences.settings import Settings
from ..session.session import Session
from ..style import theme
from ..style.hint import paint_hint
from ..style.plain_text import PlainLabel, on_button
from ..widgets.flow import FlowLayout
from ..widgets.menu_button import MenuButton
from ..widgets.own_keys import claims, is_enter
from ..widgets.way_button import EnterButton, WayButton
from .report_table import COLUMNS, DECIDED, REPORT, ReportTableModel, ShareBar

MARGIN, GAP, LONGEST_TITLE = 24, 12, 260  # pixels
# the width of each column but the first in characters of the interface's font; the column's title fits in any case
WIDTHS = {"region": 20, "year": 8, "decided": 32, "undecided": 8, "unread": 8, "disputed": 8, "last": 32}
# beside a column's title, where the sign of its order has its place, in pixels
TITLE_ROOM = 28
# rows that come from the counting are shown together after so many milliseconds
BEHIND_MS = 100


class ReportTree(QTreeView):
    """The table itself: Enter opens the report or folds the group; while it is empty it says why."""

    hint = ""
    taken = Signal(QModelIndex)

    def event(self, event: QEvent) -> bool:
        return claims(event, is_enter) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.taken.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            paint_hint(self, self.hint)


class HomePage(QWidget):
    """All reports of the store over the whole window; `chosen` carries the digest of the report that is to be opened.

    What is listed and what is searched for are the library's: the list beside the text shows the same reports.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: Session,
        library: Library,
        settings: Settings,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._library, self._settings = session, library, settings
        self.setObjectName("home")
        self.model = ReportTableModel(self)
        self.title, self.totals = PlainLabel(), PlainLabel()
        self.counting = CountingBar(library)
        self.resume = EnterButton()
        self._make_rows(actions)
        self._lay_out(actions)
        self._soon = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._soon.timeout.connect(self.refresh)
        session.opened.connect(self._show_ways)
        self._show_ways()
        library.changed.connect(self._follow)
        library.progressed.connect(self._follow)
        library.counting.ended.connect(self._follow)
        self._show_groups()

    def event(self, event: QEvent) -> bool:
        # here Tab goes from part to part, and not to the next figure of the report behind
        return claims(event, is_tab) or super().event(event)

    # Building

    def _make_rows(self, actions: Mapping[str, QAction]) -> None:
        self.tree = tree = ReportTree(self)
        tree.setObjectName("home reports")
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setAccessibleName(self.tr("Reports"))
        tree.setModel(self.model)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setAlternatingRowColors(True)
        tree.setSortingEnabled(True)
        tree.setItemDelegateForColumn(DECIDED, ShareBar(tree))
        head = tree.header()
        head.setSectionsMovable(False)
        head.setStretchLastSection(False)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        character = self.fontMetrics().horizontalAdvance("0")
        for at, column in enumerate(COLUMNS):
            if column.name in WIDTHS:
                title = QCoreApplication.translate("home", column.title)
                least = head.fontMetrics().horizontalAdvance(title) + TITLE_ROOM
                tree.setColumnWidth(at, max(WIDTHS[column.name] * character, least))
        head.setSectionResizeMode(REPORT, QHeaderView.ResizeMode.Stretch)
        tree.taken.connect(self._take)
        tree.doubleClicked.connect(self._take)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        tree.addActions([actions[name] for name in OFFERED])

    def _lay_out(self, actions: Mapping[str, QAction]) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self.title.setFont(font)
        self.resume.setDefault(True)
        theme.fill(self.resume)
        self.resume.setMinimumHeight(round(self.fontMetrics().height() * 2.2))
        self.resume.clicked.connect(self.go_on)
        self.line = ReportSearch(self._library)
        self.line.setMaximumWidth(320)
        self.line.asked.connect(self._answer)
        self.shown, self.groups = ShownReports(self._library, self), MenuButton("", self)
        self.groups.values.aboutToShow.connect(self._fill_groups)
        for button, other in ((self.shown, self.groups), (self.groups, self.shown)):
            button.values.neighbour_asked.connect(lambda _by, other=other: other.open())
        # in a narrow window the way on is below the words
        said, head, choices = QWidget(), FlowLayout(gap=GAP, spreads=True), QHBoxLayout()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        sums = QHBoxLayout()
        sums.addWidget(self.totals)
        sums.addSpacing(GAP)
        sums.addWidget(self.counting)
        sums.addStretch()
        words.addWidget(self.title)
        words.addLayout(sums)
        head.addWidget(said)
        head.addWidget(self.resume)
        choices.addWidget(self.line, 1)
        choices.addWidget(self.shown)
        choices.addWidget(self.groups)
        choices.addStretch(1)
        # in a narrow window these go on in a second row
        ways = FlowLayout()
        choices.addLayout(ways)
        self.into_and_out = {
            name: WayButton(actions[name], actions[name].text()) for name in ("open_files", "open_folder", "export")
        }
        for way in self.into_and_out.values():
            ways.addWidget(way)
        self.to_panel = WayButton(actions["toggle_panel"], self.tr("Panel"))
        self.to_report = WayButton(actions["toggle_home"], self.tr("Back to the report"), "text-cursor")
        for way in (self.to_panel, self.to_report):
            ways.addWidget(way)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self.column.setSpacing(GAP)
        self.column.addLayout(head)
        self.column.addLayout(choices)
        self.column.addWidget(self.tree, 1)

    # Verbs

    def enter(self) -> None:
        """Take the keyboard, and have the reports counted; the open report, or the first, is the current row."""
        self.refresh()
        self._library.counting.count()
        self.counting.follow()
        report = self._session.report
        at = self.model.place_of(report.digest) if report is not None else QModelIndex()
        if not self.tree.currentIndex().isValid() or at.isValid():
            self.tree.setCurrentIndex(at if at.isValid() else self.model.first())
        (self.tree if self.model.rowCount() else self.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_report(self) -> None:
        """Give the search line the keyboard."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def selected(self) -> list[str]:
        """Return the digests of the selected reports, in the order in which they stand."""
        rows = (self.model.row_at(index) for index in self.tree.selectionModel().selectedRows(REPORT))
        return [row.digest for row in rows if row is not None]

    def go_on(self) -> None:
        """Open the report that one was at, or the next one that is unfinished."""
        row = self._next()
        if row is not None:
            self.chosen.emit(row.digest)

    def group_by(self, by: GroupBy) -> None:
        """Group the reports, here and beside the text."""
        self._library.group_by(by)
        self._show_groups()

    # Showing

    def _show_groups(self) -> None:
        """Group the rows as the library says."""
        by = self._library.grouping
        self.tree.setRootIsDecorated(by != "none")
        self.tree.setIndentation(18 if by != "none" else 0)
        if self.model.group_by != by:
            self.model.group(by)
            self.tree.expandAll()
        self.groups.name(group_word(by))

    def _show_ways(self) -> None:
        """Offer the way back to the report where one is open."""
        self.to_report.setVisible(self._session.report is not None)

    def _follow(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def refresh(self) -> None:
        """Show the library's rows as they are now."""
        rows, store = self._library.rows(), self._session.store
        current = self.model.row_at(self.tree.currentIndex())
        self._show_groups()
        self.model.take(rows, store.annotators() if store is not None else {})
        self.tree.expandAll()
        if current is not None and self.model.row_at(self.tree.currentIndex()) is None:
            self.tree.setCurrentIndex(self.model.place_of(current.digest))
        self.title.setText(store.path.stem if store is not None else self.tr("No store is open"))
        self.totals.setText(self._sums(rows))
        self.tree.hint = (
            self.tr("No report in the list matches.") if self._library.words else self.tr("There is no such report.")
        )
        self._name_resume()
        self.counting.follow()

    def _sums(self, rows: list[ReportProgress]) -> str:
        known = [row for row in rows if row.found is not None]
        found, decided = sum(row.found or 0 for row in known), sum(min(row.decided, row.found or 0) for row in known)
        counted = [row.overview for row in rows if row.overview is not None]
        parts = [
            self.tr("{count} reports").format(count=f"{len(rows):,}"),
            self.tr("{decided} of {found} figures decided").format(decided=f"{decided:,}", found=f"{found:,}"),
        ]
        if found:
            parts[-1] += f" ({100 * decided // found} %)"
        if unread := sum(one.unread for one in counted):
            parts.append(self.tr("{count} unrecognised numbers").format(count=f"{unread:,}"))
        if disputed := sum(one.disputed for one in counted):
            parts.append(self.tr("{count} disputed").format(count=f"{disputed:,}"))
        if strange := sum(bool(row.strange) for row in rows):
            parts.append(self.tr("{count} with a warning").format(count=f"{strange:,}"))
        return "  ·  ".join(parts)

    def _next(self) -> ReportProgress | None:
        """Return the report to go on with: the open one or that of the last time, else the first unfinished one."""
        rows = {row.digest: row for row in self._library.rows()}
        store, report = self._session.store, self._session.report
        last = report.digest if report is not None else self._settings.text(f"report/{store.path}") if store else ""
        if last in rows and not _is_finished(rows[last]):
            return rows[last]
        return next((row for row in rows.values() if not _is_finished(row)), rows.get(last))

    def _name_resume(self) -> None:
        row = self._next()
        self.resume.setVisible(row is not None)
        if row is None:
            return
        room = self.window().width() // 4
        title = self.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, min(LONGEST_TITLE, room))
        text = self.tr("Go on: {title}").format(title=title)
        if row.undecided:
            text += self.tr(" – {count} undecided").format(count=f"{row.undecided:,}")
        self.resume.setText(on_button(text))

    def _take(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.chosen.emit(row.digest)
        elif index.isValid():
            first = index.siblingAtColumn(0)
            self.tree.setExpanded(first, not self.tree.isExpanded(first))

    def _answer(self, key: str) -> None:
        if key == "drop":
            self.line.clear()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.first())

    def _fill_groups(self) -> None:
        menu = self.groups.values
        menu.clear()
        for by in GROUPS:
            action = menu.addAction(group_word(by))
            action.setCheckable(True)
            action.setChecked(by == self.model.group_by)
            action.triggered.connect(lambda _checked=False, by=by: self.group_by(by))


def _is_finished(row: ReportProgress) -> bool:
    return row.is_done or row.undecided == 0
