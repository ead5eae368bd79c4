"""Painting in turns: of many places in a text those in sight at once, the others a few at a time; no key waits."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.figure import Span
from gui.text.page import in_sight

if TYPE_CHECKING:
    from gui.text.report_view import ReportView

# more places than these are painted in turns of so many, within so many characters: Qt lays out what lies between
AT_ONCE, A_TURN, A_STRETCH = 60, 200, 10_000


class Turns(QObject):
    """Has `paint` called with places of a view's report, each once; `near` names those that touch a stretch of it."""

    def __init__(
        self,
        view: "ReportView",
        paint: Callable[[Sequence[Span]], None],
        near: Callable[[Span], Iterable[Span]],
    ) -> None:
        super().__init__(view)
        self._view, self._paint, self._near = view, paint, near
        # in the order they are painted in; a dictionary for its order
        self._waiting: dict[Span, None] = {}
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take_turn)

    def forget(self) -> None:
        """Let go of all that waits."""
        self._waiting.clear()
        self._next.stop()

    def paint(self, places: Sequence[Span]) -> None:
        """Paint some places now, of many each in its turn."""
        if len(places) <= AT_ONCE:
            self._paint(places)
            return
        self._waiting |= dict.fromkeys(places)
        self._next.start()

    def paint_in_sight(self) -> None:
        """Paint what waits and is seen."""
        if self._waiting:
            seen = self._near(in_sight(self._view, self._view.offsets))
            # of a text that has not got its place in the window yet too much may seem to be seen
            self._take([place for place in seen if place in self._waiting][:A_TURN])

    def _take_turn(self) -> None:
        self.paint_in_sight()
        first = next(iter(self._waiting), None)
        if first is None:
            self._next.stop()
            return
        reach = first.start + A_STRETCH
        self._take([*takewhile(lambda place: place.start < reach, islice(self._waiting, A_TURN))])

    def _take(self, places: Sequence[Span]) -> None:
        for place in places:
            del self._waiting[place]
        if places:
            self._paint(places)
