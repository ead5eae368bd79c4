"""Searches the store's other reports for the next one in which annotators differ, one report at a time."""

from collections import Counter

from PySide6.QtCore import QObject, QTimer, Signal

from core.agreement.passages import passages
from core.jobs.store_readings import log_of

from ..session.session import Session


class Disputes(QObject):
    """Searches without making a key wait; `found` carries the report, `nowhere` says that there is none.

    Reports that are removed, archived or read blind are left out, and those on which fewer than two annotators decided.
    """

    found = Signal(str)
    nowhere = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[str] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._look)
        session.opened.connect(self._turn.stop)

    def search(self) -> None:
        """Begin after the open report and go round; another search ends this one."""
        store, report = self._session.store, self._session.report
        assert store is not None
        readers = Counter(digest for digest, _ in store.decided())
        digests = [
            entry.digest
            for entry in self._session.reports
            if not (entry.filing.removed or entry.filing.archived or self._session.annotator in entry.filing.blind)
        ]
        own = report.digest if report is not None else ""
        at = digests.index(own) + 1 if own in digests else 0
        self._waiting = [one for one in digests[at:] + digests[:at] if one != own and readers[one] > 1]
        if self._waiting:
            self._turn.start()
        else:
            self.nowhere.emit()

    def _look(self) -> None:
        store = self._session.store
        if store is None or not self._waiting:
            self._turn.stop()
            if store is not None:
                self.nowhere.emit()
            return
        digest = self._waiting.pop(0)
        if any(passage.open for passage in passages(log_of(store, digest))):
            self._turn.stop()
            self.found.emit(digest)
