"""Stops a command that would decide on a figure which is not visible."""

from PySide6.QtCore import QObject

from ..background.workspace import Workspace
from ..commands import Command
from ..session.session import Session
from ..table.figure_table import FigureTable
from ..text.report_view import ReportView
from .status_bar import StatusBar

# these decide too, but not on the figure under decision
OTHER_DECISIONS = {"undo", "redo", "undo_back", "toggle_done"}
# these are about selected words, which Qt keeps visible
OF_SELECTION = {"add_selection", "add_selection_over"}


class DecisionGuard(QObject):
    """Asked before each command is done.

    Scrolling does not change the figure under decision, so it may be out of sight: then the first key only scrolls back
    to it, and the second key decides. While another report is opening no key decides, because what is shown is about to
    be replaced.
    """

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        view: ReportView,
        table: FigureTable,
        status: StatusBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._workspace, self._view = session, workspace, view
        self._table, self._status = table, status

    def allows(self, command: Command) -> bool:
        """Tell whether a command may be done now; if not, say why in the status bar, and scroll to the figure."""
        opens, finds = self._workspace.is_opening, self._workspace.is_finding
        if (command.decides and (opens or finds)) or (command.verb in OTHER_DECISIONS and opens):
            self._status.say(self.tr("A report is being opened, so nothing was decided"))
            return False
        if not command.decides or command.verb in OF_SELECTION or self._is_visible():
            return True
        self._view.bring_back()
        if not self._view.shows_current():
            # panels leave the text no line
            return True
        self._status.say(
            self.tr(
                "The current figure was out of sight and is shown again. Nothing was decided; press the key once "
                "more to decide"
            )
        )
        return False

    def _is_visible(self) -> bool:
        """Tell whether the figure under decision is visible, in the text or as the table row that has the keyboard."""
        rows = self._table.table
        if rows.hasFocus():
            row = rows.visualRect(rows.currentIndex())
            if self._table.selected_targets() or rows.viewport().rect().contains(row.center()):
                return True
        return self._session.current is None or self._view.shows_current()
