"""Counts in a process beside the window how far each report of the store is, those never opened among them.

It also gathers what the figures of a large store say: the window's own thread goes through no whole store.
"""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.attributes import AttributeName
from core.model.overview import overview_from_record
from core.process import command, from_line

from ..session.session import Session
from .line_process import LineProcess
from .task import BackgroundWork

log = logging.getLogger("biaoshu")

QUIET_MS = 2_000
"""How long after a store was opened, or reports came in, they are counted: what the user waits for comes first."""


class Counting(LineProcess):
    """Asks the counting process about the session's store; `came` carries overviews as they are counted.

    `began` says that all are counted anew: what is decided from now on may not be in what comes. `ended` says that all
    are counted, or that counting broke off, which the log has. `said` carries what was asked for by `gather`: lists of
    values, and how many figures have them. Counting begins by itself when there is more than the open report to count,
    and anew where there are other reports or another annotator.
    """

    began = Signal()
    came = Signal(list)
    said = Signal(object)
    ended = Signal()
    kept = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._counted_for: object = None
        self._words: Sequence[AttributeName] = ()
        self._keeping = BackgroundWork(self)
        self._soon = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._soon.timeout.connect(self.count)
        session.opened.connect(self._follow)
        session.filed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether reports are being counted."""
        return self._process is not None

    def count(self) -> None:
        """Count all reports of the store; what was counted before and still holds comes at once."""
        self._soon.stop()
        self.stop()
        store = self._session.store
        if store is None or not self._session.reports:
            return
        self._number += 1
        self.began.emit()
        request = {"id": self._number, "store": str(store.path), "annotator": self._session.annotator}
        self._send(request | ({"words": list(self._words)} if self._words else {}))

    def gather(self, names: Sequence[AttributeName]) -> None:
        """Have the next counting gather first what the store's figures say of some attributes, and begin it soon.

        No name asks for nothing any more.
        """
        self._words = names
        if names:
            self._soon.start()

    def _follow(self) -> None:
        """Count again where there are other reports, or another annotator."""
        session = self._session
        wanted = (session.store, session.annotator, [entry.digest for entry in session.reports])
        if wanted == self._counted_for:
            return
        self._counted_for = wanted
        self._soon.stop()
        self.stop()
        if session.store is not None and len(session.reports) > 1:
            self._soon.start()

    def _program(self) -> list[str]:
        return command("count")

    def _heard(self, line: bytes) -> None:
        answer = from_line(line)
        store = self._session.store
        if store is None or answer["id"] != self._number:
            return
        if "sayings" in answer:
            self._words = ()
            self.said.emit(answer["sayings"])
            return
        if "overviews" not in answer:
            if "error" in answer:
                log.warning("counting broke off: %s", answer.get("trace") or answer["error"])
            self._finish()
            return
        if answer["rows"]:
            # a key pressed meanwhile waits for no disk
            rows = answer["rows"]
            self._keeping.do(lambda: store.kept.keep_records(rows), lambda _: self.kept.emit())
        self.came.emit([overview_from_record(one) for one in answer["overviews"]])

    def _ended(self, code: int) -> None:
        log.warning("counting ended with %s", code)
        self.ended.emit()

    def _finish(self) -> None:
        """End the process: its copy of the store, and its memory, are not needed until the next time."""
        self.stop()
        self.ended.emit()
