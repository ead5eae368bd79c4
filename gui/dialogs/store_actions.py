"""The commands on stores as files: merge, undo a merge, share, restore, check, repair, save unwritten decisions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.jobs.merge_and_check import check_open, merge
from core.jobs.progress import finish
from core.model.errors import HeldError, StoreError, UserError
from core.store import Store
from core.store.backup_folder import list_backups
from core.store.backups import compare, restore
from core.store.check import Checked
from core.store.copying import share
from core.store.location import real
from core.store.merge import Merged, take_back_merge
from core.store.rebuild import Repaired
from core.store.repair import repair
from core.store.rescue import save_elsewhere

from ..background.task import TaskProgress, run_with_dialog
from ..background.workspace import Workspace
from ..preferences.settings import Settings
from ..session.session import Session
from ..widgets.file_dialogs import FileDialogs
from . import store_dialogs
from .store_dialogs import RepairSummary, check_summary, merge_summary


class StoreActions(QObject):
    """Each command asks, does its work apart from the window, and says what was done.

    `message` carries what was done, `failed` the error, after which nothing is changed.
    """

    message = Signal(str)
    failed = Signal(UserError)

    def __init__(self, session: Session, workspace: Workspace, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._workspace, self._settings, self._window = session, workspace, settings, window
        self._files = FileDialogs(settings, window)

    # Merging

    def merge_stores(self) -> None:
        """Ask for other stores, show what merging them would bring, and merge them if the user agrees."""
        self._store()
        paths = store_dialogs.ask_stores(self._files)
        if paths:
            self.look_at(paths)

    def look_at(self, paths: list[Path]) -> None:
        """Find out what merging stores would bring, and offer to do it."""
        job = merge(self._at_rest(), paths, dry=True)
        work = partial(finish, job)
        self._apart(self.tr("Reading the stores…"), work, partial(self._offer_merge, paths))

    def _offer_merge(self, paths: list[Path], merged: "Merged") -> None:
        summary = merge_summary(merged, self._window)
        summary.accepted.connect(partial(self._merge, paths))
        summary.open()

    def _merge(self, paths: list[Path]) -> None:
        work = partial(finish, merge(self._at_rest(), paths))
        self._apart(self.tr("Merging…"), work, self._merged)

    def _merged(self, merged: "Merged") -> None:
        self._workspace.reload()
        self.message.emit(
            self.tr(
                "Merged: {decisions} decisions and {reports} reports were added. The File menu can take the merge back."
            ).format(decisions=merged.came.total(), reports=merged.reports)
        )

    def take_back_merge(self) -> None:
        """Remove what came with the last merge."""
        work = partial(take_back_merge, self._at_rest())
        self._apart(self.tr("Taking the merge back…"), work, self._taken_back)

    def _taken_back(self, number: int) -> None:
        self._workspace.reload()
        self.message.emit(
            self.tr(
                "The last merge was taken back, and {count} decisions were removed. Merging again brings them back."
            ).format(count=number)
        )

    # Copies

    def share_copy(self) -> None:
        """Ask for a path, and write a compact copy of the whole store there."""
        self._store()
        path = store_dialogs.ask_copy(self._files, self.tr("Share a copy"))
        if path is not None:
            self.share_to(path)

    def share_to(self, path: Path) -> None:
        """Write a compact copy of the whole store to one file."""
        template = self.tr("A copy with {count} decisions was saved in {path}")

        def not_done(error: UserError) -> None:
            if isinstance(error, HeldError):
                self._workspace.held.emit(error, lambda: self._try(lambda: self.share_to(path)), self.share_to)
            else:
                self.failed.emit(error)

        run_with_dialog(
            self._window,
            self.tr("Writing the copy…"),
            partial(share, self._store().file, path),
            lambda count: self.message.emit(template.format(count=count, path=path)),
            not_done,
        )

    def save_unwritten(self) -> None:
        """Ask for a path, save there what the store did not take with all the rest, and go on with that store."""
        if not self._session.unwritten:
            raise UserError("Every decision is on disk; there is nothing to save elsewhere.")
        path = store_dialogs.ask_copy(self._files, self.tr("Save what could not be written"))
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save what the store did not take, with all the rest, in another store, and go on with that one."""
        session, store = self._session, self._at_rest()
        assert session.report is not None
        names = {session.annotator: self._workspace.annotator_name()}
        work = partial(save_elsewhere, store, path, session.report, names, list(session.known), list(session.unwritten))
        self._apart(self.tr("Saving…"), work, lambda whole: self._saved(path, whole))

    def _saved(self, path: Path, whole: bool) -> None:
        count = len(self._session.unwritten)
        self._session.unwritten.clear()
        self._workspace.open_store(path)
        template = (
            self.tr(
                "The store and the {count} decisions that could not be written to it are saved in {path}, which "
                "is now open."
            )
            if whole
            else self.tr(
                "This report and {count} decisions are saved in {path}, which is now open. You can merge it into "
                "your store later."
            )
        )
        self.message.emit(template.format(count=count, path=path))

    # Backups

    def restore_store(self) -> None:
        """Show the backups of the open store with the differences, and restore one if the user chooses so.

        Where no store is open it is about the last open store, if it has backups, or about one that is asked for.
        """

        store = self._session.store
        path = store.path if store is not None else Path(self._settings.text("store") or "-")
        if store is None and not list_backups(path):
            asked = store_dialogs.ask_store(self._files)
            if asked is None:
                return
            path = asked
        found = list_backups(path)
        if not found:
            raise StoreError("There is no backup of {path} yet. One is made while you work.", path=path)
        self._workspace.safety.rest()
        dialog = store_dialogs.RestoreDialog(found, lambda backup: compare(backup, store), self._window)
        dialog.accepted.connect(lambda: self.restore(dialog.chosen(), path))
        dialog.open()

    def restore(self, backup: Path, path: Path) -> None:
        """Put a backup in a store's place and open it; what was there becomes a backup."""
        self._workspace.close_store()
        self._workspace.safety.forget(path)
        sentence_text = self.tr(
            "The backup is now open. The earlier contents of the store are kept as a backup of their own."
        )

        def done(_kept: Path) -> None:
            self._workspace.open_store(path)
            self.message.emit(sentence_text)

        def not_done(error: UserError) -> None:
            self._try(lambda: self._workspace.open_store(path))
            self.failed.emit(error)

        run_with_dialog(
            self._window,
            self.tr("Restoring…"),
            partial(restore, backup, path),
            lambda kept: self._try(lambda: done(kept)),
            not_done,
        )

    # Repair

    def repair_store(self) -> None:
        """Ask for a damaged store, or a log that was set aside, and write what can be read into a new store."""
        path = store_dialogs.ask_damaged(self._files)
        new = path and store_dialogs.ask_copy(self._files, self.tr("The repaired store"))
        if path is not None and new is not None:
            self.repair(path, new)

    def repair(self, path: Path, new: Path, beside: Sequence[Path] = ()) -> None:
        """Write what can be read of a damaged store into a new one; the open store is closed meanwhile."""
        store = self._session.store
        again = store.path if store is not None and store.path in map(real, (path, *beside)) else None
        if again is not None:
            self._workspace.close_store()
        stopped = StoreError("{path} was not repaired, because you stopped it. Nothing was written.", path=path)
        progress = TaskProgress(stopped)

        def back() -> None:
            if again is not None:
                self._try(lambda: self._workspace.open_store(again))

        def done(repaired: "Repaired") -> None:
            back()
            self._show_repaired(path, new, beside, repaired)

        def not_done(error: UserError) -> None:
            back()
            self.failed.emit(error)

        work = partial(repair, path, new, beside, progress)
        run_with_dialog(self._window, self.tr("Repairing…"), work, done, not_done, progress)

    def _show_repaired(self, path: Path, new: Path, beside: Sequence[Path], repaired: "Repaired") -> None:
        summary = RepairSummary(repaired, new, self._window)
        summary.accepted.connect(lambda: self._try(lambda: self._workspace.open_store(new)))
        summary.again.clicked.connect(lambda: self._repair_again(path, beside))
        summary.open()

    def _repair_again(self, path: Path, beside: Sequence[Path]) -> None:
        """Repair with older copies as well, into another new store: the first one is not replaced."""
        older = store_dialogs.ask_older(self._files)
        new = store_dialogs.ask_copy(self._files, self.tr("The repaired store")) if older else None
        if new is not None:
            self.repair(path, new, (*beside, *older))

    # Checking

    def check_store(self) -> None:
        """Check every row of the open store against its hash and bounds, and show what was found."""
        self._apart(self.tr("Checking every decision…"), partial(finish, check_open(self._store())), self._show_checked)

    def _show_checked(self, checked: "Checked") -> None:
        check_summary(checked, self._window).open()

    # Shared parts

    def _store(self) -> "Store":
        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        return self._session.store

    def _at_rest(self) -> "Store":
        """Return the open store when nothing else writes to it."""
        store = self._store()
        self._workspace.cancel()
        self._workspace.safety.rest()
        return store

    def _apart(self, sentence: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        run_with_dialog(self._window, sentence, work, lambda result: self._try(lambda: done(result)), self.failed.emit)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self.failed.emit(error)
