"""Keeps the open store safe: checks it when it opens, backs it up during work, and remembers how it ended."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.errors import StoreError, UserError
from core.process import command, unseen

from ..preferences.settings import Settings
from .task import Task

if TYPE_CHECKING:
    import subprocess

    from core.store import Store


BACKUP_EVERY_MS = 10 * 60_000
# how long after opening the store is backed up if an earlier day left it without a backup
FIRST_BACKUP_MS = 60_000
# before so many decisions are written at once the store is backed up, unless it has more than so many: the window would
# wait
MANY, WAITED_FOR = 50, 50_000
GIGABYTE = 2**30
# how long a backup rests after each step, by the time that the step took, and at most: keys have their turn meanwhile
REST, LONGEST_REST_S = 2.0, 0.02


class Safety(QObject):
    """Watches the open store; `failed` carries what the user must know about it. A failed backup is reported once."""

    failed = Signal(UserError)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._store: Store | None = None
        self._backed_up = 0
        self._is_warned = self._is_looked_through = False
        self._backup: Task | None = None
        self._is_waited_for = Event()
        self._check: subprocess.Popen[bytes] | None = None
        self._timer = QTimer(self, interval=BACKUP_EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._first = QTimer(self, singleShot=True, interval=FIRST_BACKUP_MS)
        self._first.timeout.connect(self.back_up)

    def watch(self, store: "Store") -> None:
        """Begin with a store just opened; report what is wrong with it or with its place."""
        self._store, self._is_warned = store, False
        there, remembered = store.lengths().total(), int(self._settings.number(self._place("decisions"), 0))
        self._backed_up = int(self._settings.number(self._place("backed_up"), 0))
        self._is_looked_through = store.is_looked_through
        # the window shows the last one, which is the most serious
        for error in reversed(_warnings(store, there, remembered)):
            self.failed.emit(error)
        self._timer.start()
        self._first.start()

    def finish(self) -> None:
        """End with the store: wait for a backup that is running, and remember how many decisions there are."""
        self._timer.stop()
        self._first.stop()
        self.rest()
        self._backup = None
        if self._store is not None:
            with suppress(StoreError):
                self._settings.keep(self._place("decisions"), self._store.lengths().total())
        self._store = None

    def rest(self) -> None:
        """Wait for a backup that is running."""
        if self._backup is not None:
            if self._check is not None:
                self._check.kill()
            self._is_waited_for.set()
            self._backup.wait()
            self._is_waited_for.clear()

    @property
    def is_backing_up(self) -> bool:
        """Whether a backup is being made."""
        return self._backup is not None

    def forget(self, path: Path) -> None:
        """Forget how many decisions a store had, because another file is about to take its place."""
        for name in ("decisions", "backed_up"):
            self._settings.keep(f"{name}/{path}", 0)

    def back_up(self) -> None:
        """Back the store up in the background if anything was decided since the last time.

        A store that is too large to be checked when it opens is checked once here, by its backup.
        """
        if self._store is None or self._backup is not None:
            return
        try:
            there = self._store.lengths().total()
        except StoreError as error:
            self._warn(error)
            return
        if there != self._backed_up or not self._is_looked_through:
            self._backup = Task(partial(self._backed, self._store, self._most()), self)
            self._backup.came.connect(partial(self._done, self._store, there))
            self._backup.failed.connect(partial(self._not_done, self._store))
            self._backup.start()

    def before(self, count: int) -> None:
        """Back the store up before so many decisions are written at once; a very large store is backed up later."""
        if count < MANY or self._store is None or self._backup is not None:
            return
        from core.store.backups import make_backup

        try:
            there = self._store.lengths().total()
            if there != self._backed_up and there <= WAITED_FOR:
                make_backup(self._store, "bulk", most=self._most())
                self._keep(there)
        except StoreError as error:
            self._warn(error)

    def _pause(self, taken: float) -> None:
        """Have the backup rest after a step that took so many seconds, unless it is waited for."""
        self._is_waited_for.wait(min(REST * taken, LONGEST_REST_S))

    def _most(self) -> int:
        """Return how many bytes the backups of the store may take, as the user set it."""
        return int(self._settings.preference("backups")) * GIGABYTE

    def _backed(self, store: "Store", most: int) -> str:
        """Back up the store; once for each store, check the backup in another process; return what is wrong."""
        from core.store.backups import make_backup

        made = make_backup(store, "interval", most=most, pause=self._pause)
        if self._is_looked_through:
            return ""
        self._is_looked_through = True
        import subprocess

        program = [*command("check"), str(made.path)]
        none, pipe = subprocess.DEVNULL, subprocess.PIPE
        with subprocess.Popen(program, stdout=none, stderr=pipe, creationflags=unseen()) as check:
            self._check = check
            output = check.communicate()[1]
        self._check = None
        return output.decode(errors="replace").strip() if check.returncode == 1 else ""

    def _done(self, store: "Store", there: int, wrong: str) -> None:
        if store is not self._store:
            # the store was closed meanwhile; another one may be open
            return
        self._backup = None
        self._keep(there)
        if wrong:
            self.failed.emit(UserError("The store is damaged: {faults}", faults=wrong.splitlines()[0]))

    def _not_done(self, store: "Store", error: UserError) -> None:
        if store is not self._store:
            return
        self._backup = None
        self._warn(error)

    def _warn(self, error: UserError) -> None:
        if not self._is_warned:
            self._is_warned = True
            self.failed.emit(
                UserError("No backup could be made: {reason} Decisions are still saved as before.", reason=str(error))
            )

    def _keep(self, there: int) -> None:
        self._backed_up = there
        self._settings.keep(self._place("backed_up"), there)

    def _place(self, name: str) -> str:
        return f"{name}/{self._store.path}" if self._store is not None else name


def _warnings(store: "Store", there: int, remembered: int) -> Sequence[UserError]:
    """Return what is wrong with a store or with the place where it is."""
    from core.store.location import shared_by

    found = list(store.found)
    if there < remembered:
        found.append(
            StoreError(
                "{path} had {remembered} decisions when it was closed here and has {there} now. File › Restore a "
                "backup shows what is missing.",
                path=store.path,
                remembered=remembered,
                there=there,
            )
        )
    by = shared_by(store.path)
    if by:
        found.append(
            StoreError(
                "{path} is in a synced or shared folder ({by}), where a store can be damaged. Keep it on this "
                "computer, and give others copies made with File › Share a copy.",
                path=store.path,
                by=by,
            )
        )
    return found
