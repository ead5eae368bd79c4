"""The words that the fields of the form are completed from, gathered from the store, the report and the lexicon."""

import logging
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer

from core.model.attributes import ATTRIBUTES, AttributeName
from core.model.figure import Span

from ..background.counting import Counting
from ..background.workspace import Workspace
from ..session.candidates import candidates
from ..session.detection import units_and_indicators
from ..session.session import Session
from ..widgets.vocabulary import Vocabulary

log = logging.getLogger("biaoshu")

COMPLETED: tuple[AttributeName, ...] = tuple(one.name for one in ATTRIBUTES if one.is_typed and one.sort != "number")
# keys come first: the words are gathered, and their initials looked up, when no key was pressed for so long
REST_MS = 150
# more figures than AT_ONCE wait as well, and are added A_TURN at a time
AT_ONCE, A_TURN = 60, 1_000
# a store with more decisions is gone through in a process of its own: 2,000 take 12 ms
GATHERED_AT_ONCE = 2_000


class FieldVocabularies(QObject):
    """Keeps a vocabulary for each field of words: `by_attribute`.

    It holds what the figures of this store say, what the open report's proposals say, and the names and units of the
    lexicon. The pinyin initials of characters it does not know yet come from the engine process, what the figures of a
    large store say from the counting process.
    """

    def __init__(self, session: Session, workspace: Workspace, counting: Counting, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._workspace, self._counting = session, workspace, counting
        self.by_attribute: dict[AttributeName, Vocabulary] = {name: Vocabulary() for name in COMPLETED}
        self.by_attribute["indicator"].near = self._near
        self._gathering = self._timer(self._gather)
        self._spelling = self._timer(self._spell)
        self._adding = self._timer(self._add_waiting)
        self._waiting: list[Span] = []
        self._sayings: list[tuple[Sequence[str], int]] = []
        self._gathered: object = None
        session.opened.connect(self._follow)
        session.decided.connect(self._take)
        counting.said.connect(self._take_sayings)

    def _near(self) -> Iterable[str]:
        """Return phrases near the figure under decision that may be its indicator, the best first.

        First come those that the detector offered and did not choose. While the engine does not answer there are no
        others.
        """
        shown = self._session.current
        if shown is None:
            return ()
        return [one for one in candidates(self._session, waits=True).phrases if one != shown.figure.indicator]

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=REST_MS)
        timer.timeout.connect(then)
        return timer

    def _follow(self) -> None:
        # another report of the same store brings its words by `decided`
        if self._session.store is None:
            self._gathering.stop()
            self._spelling.stop()
            self._gather()
        elif self._session.store is not self._gathered:
            self._gathering.start()

    def _gather(self) -> None:
        store = self._gathered = self._session.store
        self._sayings = []
        for vocabulary in self.by_attribute.values():
            vocabulary.forget()
        is_large = store is not None and store.lengths().total() > GATHERED_AT_ONCE
        self._counting.gather(COMPLETED if is_large else ())
        if store is None:
            return
        if not is_large:
            self._add_sayings(store.sayings(COMPLETED))
        self._add_report([shown.target for shown in self._session.review.figures], 0)
        self._add_lexicon()
        self._spelling.start()

    def _take_sayings(self, sayings: list[tuple[Sequence[str], int]]) -> None:
        """Take up what the counting process gathered; what was decided since it read the store is counted twice."""
        self._sayings = sayings
        self._add_some_sayings()

    def _add_some_sayings(self) -> None:
        """Add some of what was gathered, and come back for the rest once Qt has handled its events."""
        some, self._sayings = self._sayings[:A_TURN], self._sayings[A_TURN:]
        self._add_sayings(some)
        if self._sayings:
            QTimer.singleShot(0, self, self._add_some_sayings)
        else:
            self._spelling.start()

    def _add_sayings(self, sayings: Iterable[tuple[Sequence[str], int]]) -> None:
        for texts, times in sayings:
            for name, word in zip(COMPLETED, texts, strict=True):
                self.by_attribute[name].add(word, times)

    def _add_lexicon(self) -> None:
        units, indicators = units_and_indicators()
        for word in indicators:
            self.by_attribute["indicator"].add(word, 0)
        for word in units:
            self.by_attribute["unit"].add(word, 0)

    def _take(self, targets: list[Span]) -> None:
        if len(targets) > AT_ONCE:
            self._waiting += targets
            self._adding.start()
        elif not self._gathering.isActive():
            self._add_report(targets, 1)
            self._spelling.start()

    def _add_waiting(self) -> None:
        """Add some of the figures that wait, and come back for the rest once Qt has handled its events."""
        targets, self._waiting = self._waiting[:A_TURN], self._waiting[A_TURN:]
        if not self._gathering.isActive():
            self._add_report(targets, 1)
        if self._waiting:
            QTimer.singleShot(0, self, self._add_waiting)
        else:
            self._spelling.start()

    def _add_report(self, targets: list[Span], times: int) -> None:
        for target in targets:
            shown = self._session.review.get(target)
            if shown is not None:
                counted = times if shown.state in ("confirmed", "added") else 0
                for name, vocabulary in self.by_attribute.items():
                    vocabulary.add(getattr(shown.figure, name) or "", counted)

    def _spell(self) -> None:
        characters = set().union(*(vocabulary.unlearnt for vocabulary in self.by_attribute.values()))
        if characters:
            self._workspace.spell("".join(sorted(characters)), self._learn)

    def _learn(self, letters: dict[str, str]) -> None:
        for vocabulary in self.by_attribute.values():
            vocabulary.learn(letters)
