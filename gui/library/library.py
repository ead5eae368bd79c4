"""The library.

The store's reports as rows, which are listed in which order, how far each is decided, and their filing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.decision import Field
from core.model.errors import UserError
from core.model.overview import Overview

from ..background.counting import Counting
from ..background.report_progress import (
    SHOWS,
    SORTS,
    ReportProgress,
    Show,
    SortBy,
    arrange,
    counted,
    guessed,
    next_undone,
    row_of,
)
from ..background.workspace import Workspace
from ..commands import with_keys_in_force
from ..preferences.settings import Settings
from ..session.session import Session
from .grouping import GROUPS, Group, GroupBy, grouped
from .unclear import UnclearReports, unclear_reports

if TYPE_CHECKING:
    from core.store import ReportEntry, Store

# counting takes 3 ms for 1,000 decisions; a store with more than so many is counted beside the window
COUNTED_AT_ONCE = 2_000
# the region and the year of so many reports are guessed in 20 ms; those of more in turns of so many seconds
GUESSED_AT_ONCE, TURN_S = 60, 0.008
# how often it is asked whether the figures of the report are there, which come before the guesses
ASKED_MS = 20


class Library(QObject):
    """The store's reports as rows, and what is done with them.

    `changed` is emitted when another list is to be shown, `progressed` when only the row of the open report differs.
    The window sets two callables: `unread_numerals` counts the open report's numerals that are part of no figure,
    `selected` returns the digests of the reports selected in the list.
    """

    changed = Signal()
    progressed = Signal()
    put_away = Signal(str)

    def __init__(
        self, session: Session, workspace: Workspace, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._workspace, self._settings = session, workspace, settings
        self.unread_numerals: Callable[[], int] = lambda: 0
        self.selected: Callable[[], Sequence[str]] = lambda: ()
        # the reports removed or archived last, and which of the two
        self._taken: list[tuple[str, Field]] = []
        self.words = ""
        """What the list is searched for; "" where it is not."""
        self._rows: dict[str, ReportProgress] = {}
        # by digest and annotator
        self._decided: dict[tuple[str, str], int] = {}
        self._counted_for: object = None
        self._read_from: object = None
        self.counting = Counting(session, self)
        self._overviews: dict[str, Overview] = {}
        # the reports decided on in this window since the counting began: their figures are counted here, and newer
        self._counted_here: set[str] = set()
        self._unguessed: list[str] = []
        # what guesses is loaded at the first guess, which takes as long as opening a store
        self._has_guessed = False
        # what is unclear, and of which rows that was found
        self._unclear: list[UnclearReports] = []
        self._unclear_of: object = None
        self._guessing = QTimer(self, interval=0)
        self._guessing.timeout.connect(self._guess_more)
        self.counting.began.connect(self._counted_here.clear)
        self.counting.came.connect(self._take)
        session.opened.connect(self._follow)
        session.filed.connect(self._read)
        session.decided.connect(self._count)

    # The list

    @property
    def show(self) -> Show:
        """Which reports are listed."""
        chosen = self._settings.text("library/show", "current")
        return next((show for show in SHOWS if show == chosen), "current")

    @property
    def sort(self) -> SortBy:
        """What they are sorted by."""
        chosen = self._settings.text("library/sort", "added")
        return next((sort for sort in SORTS if sort == chosen), "added")

    @property
    def grouping(self) -> GroupBy:
        """What they are grouped by, here and on the home page."""
        chosen = self._settings.text("home/group", "none")
        return next((by for by in GROUPS if by == chosen), "none")

    def rows(self) -> list[ReportProgress]:
        """Return the rows to list, in their order."""
        return [row for group in self.groups() for row in group.rows]

    def groups(self) -> list[Group]:
        """Return the rows to list in their groups; in one group without a title where they are not grouped."""
        return grouped(arrange(self._rows.values(), self.show, self.sort, self.words), self.grouping)

    def row(self, digest: str) -> ReportProgress | None:
        """Return the row of a report by its digest; None where the store has no such report."""
        return self._rows.get(digest)

    def current(self) -> ReportProgress | None:
        """Return the row of the open report; None while none is open."""
        report = self._session.report
        return self._rows.get(report.digest) if report is not None else None

    def unclear(self) -> list[UnclearReports]:
        """Return what is unclear of where and when reports are; nothing while that is still being guessed."""
        if self._unguessed:
            return []
        said = [
            (row.digest, row.region, row.year, row.regions, row.entry.filing.removed) for row in self._rows.values()
        ]
        if said != self._unclear_of:
            self._unclear_of, self._unclear = said, unclear_reports(self._rows.values())
        return self._unclear

    def count(self, show: Show) -> int:
        """Count the reports that a choice of what is listed would list, whatever is searched for."""
        return len(arrange(self._rows.values(), show, "added"))

    def show_only(self, show: Show) -> None:
        """Choose which reports are listed; the settings keep it."""
        self._settings.keep("library/show", show)
        self.changed.emit()

    def sort_by(self, sort: SortBy) -> None:
        """Choose the order of the list; the settings keep it."""
        self._settings.keep("library/sort", sort)
        self.changed.emit()

    def group_by(self, by: GroupBy) -> None:
        """Choose how the reports are grouped; the settings keep it."""
        self._settings.keep("home/group", by)
        self.changed.emit()

    def look_for(self, words: str) -> None:
        """List only the reports whose title, region or year contains every one of some words; "" lists all."""
        self.words = words.strip()
        self.changed.emit()

    # Reading

    def _follow(self) -> None:
        """Read the rows of another store; where only another report of the same store was opened no row changes."""
        if self._session.reports is self._read_from and self._key() == self._counted_for:
            self.changed.emit()
        else:
            self._read()

    def _key(self) -> object:
        store = self._session.store
        return (store, self._session.annotator) if store is not None else None

    def _read(self) -> None:
        """Make the rows; decisions are counted once for each store and annotator."""
        session, before = self._session, self._rows
        key = self._key()
        if key != self._counted_for:
            self._counted_for, before, self._overviews = key, {}, {}
            self._count_decided(session.store)
        self._read_from = session.reports
        self._rows = {
            entry.digest: row
            if (row := before.get(entry.digest)) is not None and row.entry is entry
            else self._row_of(entry)
            for entry in session.reports
        }
        left = set(self._unguessed)
        self._unguessed = [one for one, row in self._rows.items() if one in left or before.get(one) is not row]
        at_once = GUESSED_AT_ONCE if self._has_guessed else 0
        self._guess(self._unguessed[:at_once])
        self._unguessed = self._unguessed[at_once:]
        self._guessing.stop()
        if self._unguessed:
            self._guessing.start(0 if self._has_guessed else ASKED_MS)
        self.changed.emit()

    def _guess(self, digests: Iterable[str]) -> None:
        for digest in digests:
            self._rows[digest] = guessed(self._rows[digest])

    def _guess_more(self) -> None:
        """Guess the region and the year of some reports; the list shows them when all are guessed."""
        if not self._has_guessed:
            if self._session.report is not None and not self._session.ready:
                return
            self._has_guessed = True
            self._guessing.setInterval(0)
        until = monotonic() + TURN_S
        while self._unguessed and monotonic() < until:
            self._guess([self._unguessed.pop()])
        if not self._unguessed:
            self._guessing.stop()
            self.changed.emit()

    def _row_of(self, entry: "ReportEntry") -> ReportProgress:
        row = row_of(entry, self._session.annotator, self._decided, self._found)
        overview = self._overviews.get(entry.digest)
        return row if overview is None else counted(row, overview)

    def _take(self, overviews: list[Overview]) -> None:
        """Take up what was counted beside the window."""
        for overview in overviews:
            row = self._rows.get(overview.digest)
            if row is not None and row.found is not None and overview.digest in self._counted_here:
                overview = replace(overview, decided=row.decided, found=row.found)  # noqa: PLW2901
            self._overviews[overview.digest] = overview
            if row is not None:
                self._rows[overview.digest] = counted(row, overview)
        self.changed.emit()

    def _count_decided(self, store: "Store | None") -> None:
        """Count the decided figures; in a large store only what is known of them is taken: the rest is counted beside.

        The counting process tells of each report, also how much of it is decided.
        """
        if store is None:
            self._decided = {}
        else:
            self._decided = store.decided_known() if store.lengths().total() > COUNTED_AT_ONCE else store.decided()

    def _found(self, digest: str) -> int | None:
        found = self._settings.text(f"found/{digest}")
        return int(found) if found.isdecimal() and len(found) < 10 else None

    def _count(self) -> None:
        report, session = self._session.report, self._session
        if report is None or not session.ready or report.digest not in self._rows:
            return
        progress, before = session.progress, self._rows[report.digest]
        if before.found != progress.found:
            self._settings.keep(f"found/{report.digest}", progress.found)
        self._decided[report.digest, session.annotator] = progress.decided
        self._counted_here.add(report.digest)
        overview = before.overview
        if overview is not None:
            # the row may be made anew from it, when the report is no longer open
            overview = replace(overview, decided=progress.decided, found=progress.found)
            self._overviews[report.digest] = overview
        self._rows[report.digest] = replace(before, decided=progress.decided, found=progress.found, overview=overview)
        self.progressed.emit()

    def chosen(self) -> Sequence[str]:
        """Return the digests of the selected reports if several are selected, else that of the open report."""
        report, selected = self._session.report, self.selected()
        return selected if report is None or len(selected) > 1 else [report.digest]

    # Going

    def go_report(self, by: int) -> None:
        """Open the report `by` rows further down the list; the first one where no report of the list is open."""
        digests = [row.digest for row in self.rows()]
        # of two presses in a row the second one goes on from the report that is on its way
        open_one = self._workspace.coming
        at = digests.index(open_one) + by if open_one in digests else 0
        if 0 <= at < len(digests):
            self._workspace.open_report(digests[at])

    def has_undone(self) -> bool:
        """Tell whether another report of the list than the open one is not done."""
        return self._next_undone() is not None

    def _next_undone(self) -> str | None:
        open_one = self._session.report.digest if self._session.report is not None else None
        return next_undone([row for row in self.rows() if not row.entry.filing.archived], open_one)

    def go_undone(self) -> None:
        """Open the next report of the list that is not done; raise UserError where all are done."""
        following = self._next_undone()
        if following is None:
            raise UserError("No other report in the list is unfinished.")
        self._workspace.open_report(following)

    # Filing

    def toggle_done(self) -> None:
        """Mark the open report as done, or as not done; raise UserError while a figure is undecided."""
        report, row = self._session.report, self.current()
        if report is None or row is None or not self._session.ready:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        if row.is_done:
            self._session.file([report.digest], {"done": ""})
            return
        left = self._session.progress.left.total()
        if left:
            raise UserError(
                "{left} figures are undecided. Decide on them first; then the report can be marked as done.",
                left=left,
            )
        self._session.file([report.digest], {"done": "1"})
        # they do not stand in the way
        if unread := self.unread_numerals():
            self._workspace.message.emit(
                with_keys_in_force(
                    self.tr("The report is done. {unread} unrecognised numbers are left; press L to go to them.")
                ).format(unread=unread)
            )

    def describe(self, digest: str, name: str, region: str, year: str) -> None:
        """File the name, region and year of a report; what the user left as the program had found it is not filed."""
        row = self._rows[digest]
        texts: tuple[tuple[Field, str, str], ...] = (
            ("name", name, row.title),
            ("region", region, row.region),
            ("year", year, row.year),
        )
        changes = {field: text.strip() for field, text, was in texts if text.strip() != was}
        if changes:
            self._session.file([digest], changes)

    def spell(self, characters: str, done: Callable[[dict[str, str]], None]) -> None:
        """Find the pinyin initials of characters, and call `done` with them."""
        self._workspace.spell(characters, done)

    def toggle_archived(self) -> None:
        """Archive the selected reports, or the open one, so that the list leaves them out.

        Or bring them back into it.
        """
        self._toggle("archived", lambda entry: entry.filing.archived)

    def toggle_removed(self) -> None:
        """Remove the selected reports, or the open one, from the lists, or bring them back; nothing is deleted."""
        self._toggle("removed", lambda entry: entry.filing.removed)

    def bring_back(self) -> None:
        """Bring back the reports removed or archived last in this window; raise UserError where there are none."""
        taken, self._taken = self._taken, []
        if not taken:
            raise UserError("No report was removed or archived since the window opened. The list shows earlier ones.")
        digests = [digest for digest, _ in taken]
        self._session.file(digests, {taken[0][1]: ""})
        self._workspace.open_report(digests[0])
        self._workspace.message.emit(self.tr("{title} is back in the list.").format(title=self._title(digests)))

    def _toggle(self, field: Field, holds: Callable[["ReportEntry"], bool]) -> None:
        """File the chosen reports as archived or removed, or take that back where the first of them is so already.

        Then a report that stays in the list is opened, and the notice says where the others went.
        """
        digests = [digest for digest in self.chosen() if digest in self._rows]
        if not digests:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        back = holds(self._rows[digests[0]].entry)
        before = [row.digest for row in self.rows()]
        self._session.file(digests, {field: "" if back else "1"})
        self._taken = [] if back else [(digest, field) for digest in digests]
        if not back:
            self._leave(digests, before)
            self._announce(field, digests)

    def _leave(self, digests: Sequence[str], before: Sequence[str]) -> None:
        """If the open report left the list, open the next one that stays in it."""
        report = self._session.report
        if report is None or report.digest not in digests:
            return
        at = before.index(report.digest) if report.digest in before else 0
        around = [*before[at:], *reversed(before[:at])]
        listed = {row.digest for row in arrange(self._rows.values(), "current", "added")}
        following = next((digest for digest in around if digest in listed and digest not in digests), None)
        if following is not None:
            self._workspace.open_report(following)
        else:
            self._session.close_report()

    def _title(self, digests: Sequence[str]) -> str:
        if len(digests) == 1:
            return self._rows[digests[0]].title
        return self.tr("{count} reports").format(count=len(digests))

    def _announce(self, field: Field, digests: Sequence[str]) -> None:
        title = self._title(digests)
        archived = self.tr("{title} is archived. It is listed under “Archived”.").format(title=title)
        removed = self.tr("{title} is removed. It is listed under “Removed”, with all its decisions.").format(
            title=title
        )
        self.put_away.emit(archived if field == "archived" else removed)
