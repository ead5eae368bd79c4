"""The marks of the figures in the text: those in sight at once, of many the others in turns, so that no key waits."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from core.figure import Span
from gui import theme
from gui.levels import outer_first
from gui.session import Session

if TYPE_CHECKING:
    from gui.report_view import ReportView

# more marks than these are made in turns of so many, 10 ms each in a text of a million characters
AT_ONCE, A_TURN = 60, 200


class Marks(QObject):
    """Paints each figure of a session as it stands; a figure that is gone or moved is plain text again."""

    def __init__(self, session: Session, view: "ReportView") -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._painted: dict[Span, Span] = {}
        # in the order they are painted in; a dictionary for its order
        self._waiting: dict[Span, None] = {}
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take_turn)

    def forget(self) -> None:
        """Take it that nothing is painted, as in a text that was set or dressed anew."""
        self._painted.clear()
        self._waiting.clear()
        self._next.stop()

    def mark_all(self) -> None:
        """Paint every figure."""
        self.mark([shown.target for shown in self._session.review.figures])

    def mark(self, targets: list[Span]) -> None:
        """Paint the figures of some targets as they stand now."""
        if len(targets) <= AT_ONCE:
            self._paint(targets)
            return
        self._waiting |= dict.fromkeys(targets)
        self._next.start()

    def mark_in_sight(self) -> None:
        """Paint what waits and is seen."""
        if self._waiting:
            seen = self._session.review.touching(self._in_sight())
            waiting = [shown.target for shown in seen if shown.target in self._waiting]
            # of a text that has not got its place in the window yet too much may seem to be seen
            self._take(waiting[:A_TURN])

    def _in_sight(self) -> Span:
        port, offsets = self._view.viewport().rect(), self._view.offsets
        corners = (port.topLeft(), port.bottomRight())
        first, last = (offsets.to_text(self._view.cursorForPosition(corner).position()) for corner in corners)
        return Span(first, last + 1)

    def _take_turn(self) -> None:
        self.mark_in_sight()
        self._take(list(islice(self._waiting, A_TURN)))
        if not self._waiting:
            self._next.stop()

    def _take(self, targets: list[Span]) -> None:
        for target in targets:
            del self._waiting[target]
        self._paint(targets)

    def _paint(self, targets: Iterable[Span]) -> None:
        """Paint the figures of targets, and those they share characters with or did before: the inner ones last."""
        review, plain = self._session.review, theme.plain_format()
        cursor = QTextCursor(self._view.document())
        cursor.beginEditBlock()
        touched = set(targets)
        for target in targets:
            before = self._painted.pop(target, None)
            if before is not None:
                self._view.cursor_on(before).mergeCharFormat(plain)
                touched |= {other.target for other in review.touching(before)}
            shown = review.get(target)
            if shown is not None:
                touched |= {other.target for other in review.touching(shown.figure.span)}
        for shown in outer_first(one for target in touched if (one := review.get(target)) is not None):
            self._painted[shown.target] = shown.figure.span
            self._view.cursor_on(shown.figure.span).mergeCharFormat(theme.mark_format(shown))
        cursor.endEditBlock()
