"""Learning: keeps what was learnt from the annotator's decisions ready for the reports that are opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.decision import Decision
from core.model.errors import StoreError
from core.review.learnt import Experience, Learnt, Lessons, switched_off

from ..session.session import Session
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.store import Store

AT_ONCE = 2_000
"""Of so many decisions it is learnt at once, in 50 ms; of more of them in a thread, while the first report is read."""


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
        self._was_blind = False
        self.learnt: Sequence[Learnt] = ()
        session.opened.connect(self._follow)
        session.written.connect(self._note)
        session.filed.connect(self._look_whether_blind)

    def stop(self) -> None:
        """Learn nothing more of this store."""
        self._work.drop()

    def refresh(self) -> None:
        """Take in what was decided since, where the store was gone through already."""
        store, annotator = self._learnt_of
        if self._experience is None or store is None:
            return
        from core.jobs.learn import take_in

        stale, self._stale = self._stale, set()
        for digest in stale:
            try:
                take_in(self._experience, store, annotator, digest)
            except StoreError:
                # whoever opens that report is told of it
                continue
        self._derive()

    def switch(self, one: Learnt, *, is_on: bool) -> None:
        """Have something learnt used, or not used, from now on: a row of the log, which undo takes back."""
        self._session.switch_learnt(one.kind, one.words, is_on=is_on)

    def _follow(self) -> None:
        """Learn from another store or another annotator; before a report of the same is read, take in what is new."""
        session = self._session
        self._was_blind = session.is_blind
        if (session.store, session.annotator) != self._learnt_of:
            self._learnt_of, self._experience = (session.store, session.annotator), None
            self._work.drop()
            self._set(())
        if session.store is None or session.report is None:
            return
        if self._experience is not None:
            self.refresh()
        elif not self._work.is_busy:
            self._begin(session.store, session.annotator)

    def _begin(self, store: "Store", annotator: str) -> None:
        from core.jobs.learn import experience_of

        try:
            number = store.lengths()[annotator]
        except StoreError:
            return
        self._stale.clear()
        if number <= AT_ONCE:
            try:
                self._take(experience_of(store, annotator))
            except StoreError:
                # the store's own errors are told where it is opened and written to
                return
        else:
            self._work.do(lambda: experience_of(store, annotator), self._come, lambda _: None)

    def _come(self, experience: Experience) -> None:
        self._take(experience)
        self._session.read_again(keeps_current=True)

    def _take(self, experience: Experience) -> None:
        self._experience = experience
        self.refresh()

    def _note(self, rows: Sequence[Decision]) -> None:
        """Remember which reports were decided on; what is switched holds at once: the session reads all anew then."""
        self._stale |= {row.report for row in rows if row.report}
        if any(not row.report for row in rows):
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
        if self._experience is not None:
            self._set(self._experience.learnt(switched_off(self._session.known)))

    def _set(self, learnt: Sequence[Learnt]) -> None:
        if learnt != self.learnt:
            self.learnt = learnt
            self._session.lessons = Lessons(learnt)
            self.changed.emit()
