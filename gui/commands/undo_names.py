"""The names of undo and redo in the menu, which say what the next one will undo or do again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ..session.session import Session
from ..style.act_words import act_words
from ..style.plain_text import on_button, plain


class UndoNames(QObject):
    """Names the undo and redo actions after the steps they are about, and disables them where there is none."""

    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._undo, self._redo = actions["undo"], actions["redo"]
        self._verbs = {action: action.text() for action in (self._undo, self._redo)}
        session.opened.connect(self._name)
        session.decided.connect(self._name)
        session.relabelled.connect(self._name)
        session.panel_changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        review, report = self._session.review, self._session.report
        undone = review.rows_of(review.redo_step) if review.redo_step else []
        again = review.rows_of(undone[0].undoes) if undone and undone[0].undoes else []
        for action, rows in (
            (self._undo, review.rows_of(review.undo_step) if review.undo_step else []),
            (self._redo, again),
        ):
            verb = self._verbs[action]
            act = act_words(rows, report.text if report is not None else "", review.rows_of, review.before)
            whole = self.tr("{verb}: {act}").format(verb=verb, act=act) if rows else verb
            action.setText(on_button(whole))
            action.setToolTip(plain(whole))
            action.setEnabled(bool(rows))
