"""What to do when the last figure of a report is decided: mark it as done, go on to the next one, export."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ..library.library import Library
from ..session.session import Session
from ..widgets.notice import Notice


class Finish(QObject):
    """Says in the notice when a decision was the last one that was missing, with a button for what comes next.

    When the report is marked as done, it offers the next unfinished report, or to export where there is none. What it
    said goes when it is true no more: a decision taken back, another report opened.
    """

    def __init__(
        self, session: Session, library: Library, notice: Notice, actions: Mapping[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._library, self._notice, self._actions = session, library, notice, actions
        self._left = 0
        self._said = ""
        session.opened.connect(self._begin)
        session.decided.connect(self._follow)
        session.filed.connect(self._file)

    def _begin(self) -> None:
        """Another report: what is left of it is not known before its figures are."""
        self._left = 0
        self._take_back()

    def _follow(self) -> None:
        session = self._session
        if not session.ready:
            return
        left, before = session.progress.left.total(), self._left
        self._left = left
        if left:
            self._take_back()
        elif before:
            self._offer_done()

    def _offer_done(self) -> None:
        row = self._library.current()
        if row is None or row.is_done:
            return
        count = self._session.progress.found
        said = self.tr("All {count} figures of this report are decided.").format(count=count)
        self._say(said, self._actions["toggle_done"], self._next())

    def _file(self) -> None:
        """After the report was marked as done, lead on."""
        row = self._library.current()
        if row is None or not self._said:
            return
        if row.is_done:
            following = self._next()
            said = self.tr("The report is done.")
            if following is None:
                said = self.tr("The report is done, and so are all others in the list.")
            self._say(said, following or self._actions["export"], self._actions["export"] if following else None)
        else:
            self._take_back()

    def _next(self) -> QAction | None:
        """Return the command that opens the next unfinished report; None where all others are finished."""
        return self._actions["go_undone"] if self._library.has_undone() else None

    def _say(self, words: str, offer: QAction, other: QAction | None) -> None:
        self._notice.say(words, "news", offer, other, of_report=True)
        self._said = words

    def _take_back(self) -> None:
        """Take what was said off the window."""
        if self._said:
            self._notice.take_back(self._said)
        self._said = ""
