"""The names of undo and redo in the menu: what the next one takes back or does again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from core.annotation.decision import Decision
from gui.session import Session


class UndoNames(QObject):
    """Names the undo and redo actions after the steps they are about, and disables them where there is none."""

    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._undo, self._redo = actions["undo"], actions["redo"]
        self._plain = {action: action.text() for action in (self._undo, self._redo)}
        session.opened.connect(self._name)
        session.decided.connect(self._name)
        self._name()

    def _name(self) -> None:
        review = self._session.review
        undone = review.rows_of(review.redo_step) if review.redo_step else []
        again = review.rows_of(undone[0].undoes) if undone and undone[0].undoes else []
        for action, rows in (
            (self._undo, review.rows_of(review.undo_step) if review.undo_step else []),
            (self._redo, again),
        ):
            plain = self._plain[action]
            action.setText(f"{plain}: {self._said(rows)}" if rows else plain)
            action.setEnabled(bool(rows))

    def _said(self, rows: list[Decision]) -> str:
        first, report = rows[0], self._session.report
        words = {
            "confirm": self.tr("confirm {words}"),
            "reject": self.tr("reject {words}"),
            "add": self.tr("add {words}"),
            "remark": self.tr("flag or note on {words}"),
        }
        span = first.figure.span if first.figure is not None else first.target
        surface = report.text[span.start : span.end] if report is not None and span is not None else ""
        said = words.get(first.verdict, "{words}").format(words=surface.replace("\n", " ").replace("&", "&&"))
        return said if len(rows) == 1 else self.tr("{said} and {count} more").format(said=said, count=len(rows) - 1)
