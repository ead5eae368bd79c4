"""The library: files the store's reports (name, region, year, done, archived, removed) and leads through them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.model.decision import Field
from core.model.errors import UserError

from ..background.report_progress import arrange, next_undone
from ..background.workspace import Workspace
from ..commands import with_keys_in_force
from ..preferences.settings import Settings
from ..session.session import Session
from .report_rows import Listing

if TYPE_CHECKING:
    from core.store import ReportEntry


class Library(Listing):
    """The listing with its verbs.

    `leftover` counts the open report's numerals that nobody has read, `selected` names the reports chosen in the list.
    """

    def __init__(
        self, session: Session, workspace: Workspace, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(session, settings, parent)
        self._workspace = workspace
        self.unread_numerals: Callable[[], int] = lambda: 0
        self.selected: Callable[[], Sequence[str]] = lambda: ()
        self._taken: list[tuple[str, Field]] = []

    def chosen(self) -> Sequence[str]:
        """Return the digests of the several reports selected in the list, else of the open one, which is shown."""
        report, selected = self._session.report, self.selected()
        return selected if report is None or len(selected) > 1 else [report.digest]

    # Going

    def go_report(self, by: int) -> None:
        """Open the next report of the list, or the one before."""
        digests = [row.digest for row in self.rows()]
        open_one = self._session.report.digest if self._session.report is not None else None
        at = digests.index(open_one) + by if open_one in digests else 0
        if 0 <= at < len(digests):
            self._workspace.open_report(digests[at])

    def go_undone(self) -> None:
        """Open the next report of the list that is not done; raise UserError where every one is."""
        open_one = self._session.report.digest if self._session.report is not None else None
        following = next_undone([row for row in self.rows() if not row.entry.filing.archived], open_one)
        if following is None:
            raise UserError("No other report in the list is unfinished.")
        self._workspace.open_report(following)

    # Filing

    def toggle_done(self) -> None:
        """Say that the open report is done, or take that back; raise UserError while a figure is undecided."""
        report, row = self._session.report, self.current()
        if report is None or row is None or not self._session.ready:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        if row.is_done:
            self._session.file([report.digest], {"done": ""})
            return
        left, unread = self._session.progress.left.total(), self.unread_numerals()
        if left:
            raise UserError(
                "{left} figures are undecided and {unread} numbers unrecognised. Decide on the figures first; then "
                "the report can be marked as done.",
                left=left,
                unread=unread,
            )
        self._session.file([report.digest], {"done": "1"})
        if unread:
            self._workspace.message.emit(
                with_keys_in_force(
                    self.tr("The report is done. {unread} unrecognised numbers are left; press L to go to them.")
                ).format(unread=unread)
            )

    def describe(self, digest: str, name: str, region: str, year: str) -> None:
        """File a report under a name, a region and a year; what is left as it was guessed or read stays so."""
        row = self._rows[digest]
        texts: tuple[tuple[Field, str, str], ...] = (
            ("name", name, row.title),
            ("region", region, row.region),
            ("year", year, row.year),
        )
        said = {field: text.strip() for field, text, was in texts if text.strip() != was}
        if said:
            self._session.file([digest], said)

    def toggle_archived(self) -> None:
        """Put the selected reports, or the open one, away from the list, or back into it."""
        self._turn("archived", lambda entry: entry.filing.archived)

    def toggle_removed(self) -> None:
        """Remove the selected reports, or the open one, from every list, or bring them back; nothing is deleted."""
        self._turn("removed", lambda entry: entry.filing.removed)

    def bring_back(self) -> None:
        """Bring back what was removed or archived last in this window; raise UserError where nothing was."""
        taken, self._taken = self._taken, []
        if not taken:
            raise UserError("No report was removed or archived since the window opened. The list shows earlier ones.")
        digests = [digest for digest, _ in taken]
        self._session.file(digests, {taken[0][1]: ""})
        self._workspace.open_report(digests[0])
        self._workspace.message.emit(self.tr("{title} is back in the list.").format(title=self._title(digests)))

    def _turn(self, field: Field, holds: Callable[["ReportEntry"], bool]) -> None:
        """Say yes of the reports chosen, or take it back where it holds of the first; then open one that is left."""
        digests = [digest for digest in self.chosen() if digest in self._rows]
        if not digests:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        back = holds(self._rows[digests[0]].entry)
        before = [row.digest for row in self.rows()]
        self._session.file(digests, {field: "" if back else "1"})
        self._taken = [] if back else [(digest, field) for digest in digests]
        if not back:
            self._leave(digests, before)
            self._tell(field, digests)

    def _leave(self, digests: Sequence[str], before: Sequence[str]) -> None:
        """Open the next report that stays listed in place of one that went."""
        report = self._session.report
        if report is None or report.digest not in digests:
            return
        at = before.index(report.digest) if report.digest in before else 0
        around = [*before[at:], *reversed(before[:at])]
        listed = {row.digest for row in arrange(self._rows.values(), "current", "added")}
        following = next((digest for digest in around if digest in listed and digest not in digests), None)
        if following is not None:
            self._workspace.open_report(following)
        else:
            self._session.close_report()

    def _title(self, digests: Sequence[str]) -> str:
        if len(digests) == 1:
            return self._rows[digests[0]].title
        return self.tr("{count} reports").format(count=len(digests))

    def _tell(self, field: Field, digests: Sequence[str]) -> None:
        title = self._title(digests)
        archived = self.tr("{title} is archived. It is listed under “Archived”.").format(title=title)
        removed = self.tr("{title} is removed. It is listed under “Removed”, with all its decisions.").format(
            title=title
        )
        self._workspace.message.emit(archived if field == "archived" else removed)
