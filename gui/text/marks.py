"""The marks of the figures in the text, each as its figure stands; of many those in sight come first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from core.figure import Span
from gui.looks import theme
from gui.session.session import Session
from gui.text.levels import outer_first
from gui.text.turns import Turns

if TYPE_CHECKING:
    from gui.text.report_view import ReportView


class Marks:
    """Paints each figure of a session as it stands; a figure that is gone or moved is plain text again."""

    def __init__(self, session: Session, view: "ReportView") -> None:
        self._session, self._view = session, view
        self._painted: dict[Span, Span] = {}
        self._turns = Turns(view, self._paint, lambda span: [one.target for one in session.review.touching(span)])

    def forget(self) -> None:
        """Take it that nothing is painted, as in a text that was set or dressed anew."""
        self._painted.clear()
        self._turns.forget()

    def mark(self, targets: Sequence[Span]) -> None:
        """Paint the figures of some targets as they stand when their turn comes."""
        self._turns.paint(targets)

    def mark_in_sight(self) -> None:
        """Paint what waits for its turn and is seen."""
        self._turns.paint_in_sight()

    def mark_all(self) -> None:
        """Paint every figure."""
        self.mark([shown.target for shown in self._session.review.figures])

    def _paint(self, targets: Sequence[Span]) -> None:
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
