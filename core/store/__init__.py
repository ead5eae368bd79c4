"""The store: one file of reports and of an append-only log of decisions; the only SQL is in this folder."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from ..model.decision import Clock, utc_now
from ..model.errors import StoreError, UserError
from .backup_folder import list_backups, name_backup
from .connection import connect, is_ours, told
from .copying import back_up
from .labels import Labels
from .location import kept_apart, make_room, real, wal
from .log_ownership import look, set_aside
from .refusals import is_locked, log_set_aside, open_elsewhere, replaced
from .reports import ReportEntry, Reports
from .schema import APPLICATION_ID, SCHEMA_VERSION
from .snapshot import snapshot

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "ReportEntry", "Store"]

# Of two windows that start one store at once, the one that made the file waits these seconds and the other gives way:
# were neither to wait, each could find the other in its way.
_PATIENCE = 5.0


class Store(Reports, Labels):
    """An open store: one connection, which no other window can share.

    What `append` has returned from is on disk. Every method raises StoreError where the file or the disk refuses;
    nothing is half written then, and the call may be repeated. `found` says what was seen to be wrong at opening.
    """

    found: Sequence[UserError] = ()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, clock: Clock = utc_now) -> "Store":
        """Open a store, or create it where there is none; raise StoreError with what the user can do."""
        path = real(path)
        with told(path):
            created = make_room(path, create)
            patience = _PATIENCE if created else 0
            try:
                found = settle_logs(path, patience, clock)
                has_log = wal(path).exists()
                db = connect(path, patience, partial(keep_old, path, clock))
                return cls._opened(path, db, clock, has_log, found)
            except BaseException as error:
                # while another window holds the lock, the file it is filling is no longer ours to remove
                if created and not is_locked(error):
                    with suppress(OSError):
                        path.unlink()
                raise

    @classmethod
    @contextmanager
    def reading(cls, path: Path, *, clock: Clock = utc_now) -> Iterator["Store"]:
        """Open a store to read what it is at this moment, also while a window has it open and writes to it.

        What is read is a copy in a private folder, which goes with the block; nothing is made beside the store, and
        nothing can be written. Raise StoreError where it cannot be read.
        """
        with told(path), snapshot(path) as taken:
            store = cls._opened(taken.path, connect(taken.path, 0, lambda _: None), clock, taken.has_log, [])
            store.path = real(path)
            store._db.execute("PRAGMA query_only = ON")
            with store:
                yield store

    @classmethod
    def _opened(cls, path: Path, db: Database, clock: Clock, has_log: bool, found: list[UserError]) -> "Store":
        """Begin with a connection just made; close it where the file cannot be begun with."""
        store = cls(path, db, clock)
        try:
            store.found = [*found, *store._begin(has_log)]
        except BaseException:
            store._let_go()
            raise
        return store

    def close(self) -> None:
        """Close the file; a second time does nothing.

        Where another file has its name by now, all that is in the store is saved among the backups first: its file is
        gone, and its log would be left beside a file that it does not belong to.
        """
        with suppress(StoreError, sqlite3.Error):
            if not self.is_in_place and self._rows("SELECT 1"):
                back_up(self, name_backup(self.path, "replaced", self._clock).path)
        super().close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def settle_logs(path: Path, patience: float, clock: Clock) -> list[UserError]:
    """Set aside the logs beside a store that are not its own, before SQLite would read them into it; tell of them."""
    if is_ours(path):
        raise open_elsewhere(path)
    told_of: list[UserError] = []
    with kept_apart(path, patience) as file:
        for log in look(path, file).strange:
            written_at = log.stat().st_mtime
            whole = [one.path for one in list_backups(path) if one.occasion == "replaced"]
            moved = set_aside(path, log, clock)
            # the newest first: saved as its window was closed, it has all that the log has
            is_saved = whole and whole[0].stat().st_mtime >= written_at
            told_of.append(replaced(path, whole[0]) if is_saved else log_set_aside(path, moved))
    return told_of


def keep_old(path: Path, clock: Clock, old: sqlite3.Connection) -> None:
    """Back a store up before its layout is brought up to date; where that fails it is not brought up to date."""
    kept = name_backup(path, "migration", clock)
    with closing(sqlite3.connect(kept.path)) as copy:
        old.backup(copy)
