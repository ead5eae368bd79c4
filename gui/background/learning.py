"""Learning: keeps what was learnt from the annotator's decisions ready for the reports that are opened."""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.decision import Decision
from core.model.errors import StoreError
from core.review.learnt import Experience, Key, Learnt, Lessons, switched_off

from ..session.session import Session
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.store import Store

AT_ONCE = 2_000
"""Of so many decisions it is learnt at once, in 50 ms; of more of them in a thread, while the first report is read."""
REST = 2.0
"""How long the thread rests after each report, by the time that it took: keys have the interpreter meanwhile."""


class Learning(QObject):
    """Gives the session what was learnt from its annotator's own decisions over the whole store.

    All of a store is gone through once, when its first report is opened: in a thread where it is much, and the report
    that is open is read by it when it is known. From then on only reports that were decided on meanwhile are read
    again, when the next report is opened: a key never waits for it, and no reading changes while somebody works at it.
    `changed` says that something else was learnt, or switched.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = BackgroundWork(self)
        self._learnt_of: tuple[Store | None, str] = (None, "")
        self._experience: Experience | None = None
        self._stale: set[str] = set()
        self._off: Collection[Key] = ()
        self._is_large = False
        # a thread that nobody waits for any more may still be at the experience
        self._turn = Lock()
        self._was_blind = False
        self.learnt: Sequence[Learnt] = ()
        session.opened.connect(self._follow)
        session.written.connect(self._note)
        session.filed.connect(self._look_whether_blind)

    @property
    def is_busy(self) -> bool:
        """Whether a store, or what was decided in it since, is being gone through in a thread."""
        return self._work.is_busy

    def stop(self) -> None:
        """Learn nothing more of this store."""
        self._work.drop()

    def refresh(self) -> None:
        """Take in what was decided since, where the store was gone through already; in a thread where that is much."""
        store, annotator = self._learnt_of
        experience, off = self._experience, switched_off(self._session.known)
        if experience is None or store is None or not (self._stale or off != self._off):
            return
        stale, self._stale, self._off = self._stale, set(), off

        def renew() -> Sequence[Learnt]:
            with self._turn:
                _take_in(experience, store, annotator, stale)
                return experience.learnt(off)

        if self._is_large:
            self._work.do(renew, self._show)
        else:
            self._set(renew())

    def switch(self, one: Learnt, *, is_on: bool) -> None:
        """Have something learnt used, or not used, from now on: a row of the log, which undo takes back."""
        self._session.switch_learnt(one.kind, one.words, is_on=is_on)

    def _follow(self) -> None:
        """Learn from another store or another annotator; before a report of the same is read, take in what is new."""
        session = self._session
        self._was_blind = session.is_blind
        if (session.store, session.annotator) != self._learnt_of:
            self._learnt_of, self._experience = (session.store, session.annotator), None
            self._stale.clear()
            self._work.drop()
            self._set(())
        if session.store is None or session.report is None:
            return
        if self._experience is not None:
            self.refresh()
        elif not self.is_busy:
            self._begin(session.store, session.annotator)

    def _begin(self, store: "Store", annotator: str) -> None:
        from core.jobs.learn import experience_of

        try:
            number = store.lengths()[annotator]
        except StoreError:
            return
        self._stale.clear()
        self._is_large = number > AT_ONCE
        off = switched_off(self._session.known)

        def learn() -> tuple[Experience, Sequence[Learnt]]:
            experience = experience_of(store, annotator, _rests() if number > AT_ONCE else lambda: None)
            return experience, experience.learnt(off)

        if self._is_large:
            self._work.do(learn, lambda came: self._come(came[0], came[1], off), lambda _: None)
            return
        try:
            experience, learnt = learn()
        except StoreError:
            # the store's own errors are told where it is opened and written to
            return
        self._experience, self._off = experience, off
        self._set(learnt)
        self.refresh()

    def _come(self, experience: Experience, learnt: Sequence[Learnt], off: Collection[Key]) -> None:
        self._experience, self._off = experience, off
        self._show(learnt)
        self.refresh()

    def _show(self, learnt: Sequence[Learnt]) -> None:
        """Have the open report read by what was learnt meanwhile."""
        if learnt != self.learnt:
            self._set(learnt)
            self._session.read_again(keeps_current=True)

    def _note(self, rows: Sequence[Decision]) -> None:
        """Remember which reports were decided on; what is switched holds at once: the session reads all anew then."""
        self._stale |= {row.report for row in rows if row.report}
        if any(not row.report and not row.panel for row in rows):
            self._derive()

    def _look_whether_blind(self) -> None:
        if self._session.is_blind != self._was_blind:
            self._was_blind = self._session.is_blind
            # when everybody has heard who may be shown now
            QTimer.singleShot(0, self, self._read_again)

    def _read_again(self) -> None:
        self._session.read_again()
        self.changed.emit()

    def _derive(self) -> None:
        """Take in at once what was switched: the session reads the report anew by it next."""
        if self._experience is not None:
            self._off = switched_off(self._session.known)
            self._work.drop()
            with self._turn:
                self._set(self._experience.learnt(self._off))

    def _set(self, learnt: Sequence[Learnt]) -> None:
        if learnt != self.learnt:
            self.learnt = learnt
            self._session.lessons = Lessons(learnt)
            self.changed.emit()


def _take_in(experience: Experience, store: "Store", annotator: str, reports: Collection[str]) -> None:
    from core.jobs.learn import take_in

    for digest in reports:
        # whoever opens that report is told of it
        with suppress(StoreError):
            take_in(experience, store, annotator, digest)


def _rests() -> Callable[[], None]:
    """Return what has a thread rest after each piece of work, for as long as keys shall have the interpreter."""
    begun = time.perf_counter()

    def rest() -> None:
        nonlocal begun
        time.sleep(REST * min(time.perf_counter() - begun, 0.1))
        begun = time.perf_counter()

    return rest
