"""The gate before the commands that decide: none decides on what nobody sees."""

from PySide6.QtCore import QObject

from ..background.workspace import Workspace
from ..commands import Command
from ..session.session import Session
from ..table.figure_table import FigureTable
from ..text.report_view import ReportView
from .status_bar import StatusBar

# these decide as well, if not on the figure under decision
AS_WELL = {"undo", "redo", "undo_back", "toggle_done"}
# these are about selected words, which Qt keeps in sight
OF_SELECTION = {"add_selection", "add_selection_over"}


class Gate(QObject):
    """Scrolling never moves the walk; so a figure out of sight is brought back by the first key, decided by the second.

    While a report opens whatever is shown is about to go, and no key decides on it.
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

    def admits(self, command: Command) -> bool:
        """Tell whether a command may be done now; where not, say why, and bring in sight what it would decide on."""
        opens, finds = self._workspace.is_opening, self._workspace.is_finding
        if (command.decides and (opens or finds)) or (command.verb in AS_WELL and opens):
            self._status.say(self.tr("A report is being opened, so nothing was decided"))
            return False
        if not command.decides or command.verb in OF_SELECTION or self._is_seen():
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

    def _is_seen(self) -> bool:
        """Tell whether the figure under decision is in sight, in the text or as the row that has the keyboard."""
        rows = self._table.table
        if rows.hasFocus():
            row = rows.visualRect(rows.currentIndex())
            if self._table.selected_targets() or rows.viewport().rect().contains(row.center()):
                return True
        return self._session.current is None or self._view.shows_current()
