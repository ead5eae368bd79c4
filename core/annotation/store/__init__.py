"""The store: one file of reports and of an append-only log of decisions; the only SQL is in this folder."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from core.annotation.backup_folder import name_backup
from core.annotation.decision import Clock, utc_now
from core.annotation.place import make_room, real, wal
from core.annotation.refusal import is_locked
from core.annotation.store.connection import connect, refuse_foreign, told
from core.annotation.store.labels import Labels
from core.annotation.store.reports import ReportEntry, Reports
from core.annotation.store.schema import APPLICATION_ID, SCHEMA_VERSION
from core.errors import UserError

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
            try:
                refuse_foreign(path)
                has_log = wal(path).exists()
                store = cls(path, connect(path, _PATIENCE if created else 0, partial(keep_old, path, clock)), clock)
                try:
                    store.found = store._begin(has_log)
                except BaseException:
                    store._let_go()
                    raise
                return store
            except BaseException as error:
                # while another window holds the lock, the file it is filling is no longer ours to remove
                if created and not is_locked(error):
                    with suppress(OSError):
                        path.unlink()
                raise

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def keep_old(path: Path, clock: Clock, old: sqlite3.Connection) -> None:
    """Back a store up before its layout is brought up to date; where that fails it is not brought up to date."""
    kept = name_backup(path, "migration", clock)
    with closing(sqlite3.connect(kept.path)) as copy:
        old.backup(copy)
