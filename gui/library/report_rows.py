"""The listing: the store's reports as rows, which of them are shown in which order, how far each is."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ..background.report_progress import SHOWS, SORTS, ReportProgress, Show, SortBy, arrange, row_of
from ..preferences.settings import Settings
from ..session.session import Session

if TYPE_CHECKING:
    from core.store import Store

# counting takes 3 ms for 1,000 decisions; seconds of a turn
COUNTED_AT_ONCE, TURN_S = 20_000, 0.02


class Listing(QObject):
    """The reports as rows; `changed` when another list is to be shown, `progressed` when the open one's row differs."""

    changed = Signal()
    progressed = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.words = ""
        self._rows: dict[str, ReportProgress] = {}
        self._decided: dict[tuple[str, str], int] = {}
        self._counted_for: object = None
        self._uncounted: list[str] = []
        self._read_from: object = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._count_more)
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
        """By what they are sorted."""
        chosen = self._settings.text("library/sort", "added")
        return next((sort for sort in SORTS if sort == chosen), "added")

    def rows(self) -> list[ReportProgress]:
        """Return the rows to list, in their order."""
        return arrange(self._rows.values(), self.show, self.sort, self.words)

    def row(self, digest: str) -> ReportProgress | None:
        """Return a report's row."""
        return self._rows.get(digest)

    def current(self) -> ReportProgress | None:
        """Return the open report's row."""
        report = self._session.report
        return self._rows.get(report.digest) if report is not None else None

    def count(self, show: Show) -> int:
        """Count the reports of a sort."""
        return len(arrange(self._rows.values(), show, "added"))

    def show_only(self, show: Show) -> None:
        """List other reports."""
        self._settings.keep("library/show", show)
        self.changed.emit()

    def sort_by(self, sort: SortBy) -> None:
        """List the reports in another order."""
        self._settings.keep("library/sort", sort)
        self.changed.emit()

    def look_for(self, words: str) -> None:
        """List only the reports whose title, region or year has some words; "" is any."""
        self.words = words.strip()
        self.changed.emit()

    # Reading

    def _follow(self) -> None:
        """Take in another store; another report of the same one changes no row."""
        if self._session.reports is self._read_from and self._key() == self._counted_for:
            self.changed.emit()
        else:
            self._read()

    def _key(self) -> object:
        store = self._session.store
        return (store, self._session.annotator) if store is not None else None

    def _read(self) -> None:
        """Take in the reports; what is decided is counted once for a store and an annotator."""
        session, before = self._session, self._rows
        key = self._key()
        if key != self._counted_for:
            self._counted_for, before = key, {}
            self._count_decided(session.store)
        self._read_from = session.reports
        self._rows = {
            entry.digest: row
            if (row := before.get(entry.digest)) is not None and row.entry is entry
            else row_of(entry, session.annotator, self._decided, self._found)
            for entry in session.reports
        }
        self.changed.emit()

    def _count_decided(self, store: "Store | None") -> None:
        """Count what is decided: at once in a store of the usual size, of a large one report by report, in turns."""
        self._uncounted, self._decided = [], {}
        self._turns.stop()
        if store is not None and store.lengths().total() > COUNTED_AT_ONCE:
            self._uncounted = [entry.digest for entry in reversed(self._session.reports)]
            self._turns.start()
        elif store is not None:
            self._decided = store.decided()

    def _count_more(self) -> None:
        store, until = self._session.store, monotonic() + TURN_S
        while store is not None and self._uncounted and monotonic() < until:
            # what is decided meanwhile in the open report is counted there
            self._decided = store.decided(self._uncounted.pop()) | self._decided
        if not self._uncounted:
            self._turns.stop()
            self._rows = {}
            self._read()

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
        self._rows[report.digest] = replace(before, decided=progress.decided, found=progress.found)
        self.progressed.emit()
