"""The copying: an open store written to another file by SQLite's own backup, and read back before it counts."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from core.annotation.place import wal
from core.annotation.refusal import damaged
from core.annotation.store import Store
from core.annotation.store.connection import connection, is_ours, told
from core.errors import StoreError

# so many pages are copied at a time; in between the window may write
_PAGES = 500


def back_up(store: Store, target: Path) -> int:
    """Write all that is in an open store to a new file, while others write to the store; return how many decisions.

    What is there under the name is replaced when the copy is whole: read back, counted and on disk. May run in a
    thread of its own. Raise StoreError where it cannot be written, or is not what the store was.
    """
    with _whole(store, target) as part:
        at_least = store.lengths().total()
        copy_out(store, part)
        return _read_back(target, part, at_least)


def copy_out(store: Store, target: Path) -> None:
    """Write what is in an open store to a new file, whatever it is worth."""
    with told(target), closing(_connection(target)) as copy:
        store._db.conn.backup(copy, pages=_PAGES, sleep=0.01)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("UPDATE store SET is_open = 0")


def share(store: Store, target: Path) -> int:
    """Write all that is in an open store to one self-contained file without slack; return how many decisions.

    May run in a thread of its own. Raise StoreError as `back_up` does.
    """
    with _whole(store, target) as part:
        loose = part.with_suffix(".loose")
        try:
            number = back_up(store, loose)
            with closing(_connection(loose)) as copy:
                copy.execute("VACUUM INTO ?", [str(part)])
            return _read_back(target, part, number)
        finally:
            loose.unlink(missing_ok=True)


@contextmanager
def _whole(store: Store, target: Path) -> Iterator[Path]:
    """Give a name beside the target to write to; move what was written there to the target, or clear it away."""
    if is_ours(target):
        raise StoreError("{path} is the store that is open here. Give the copy another name.", path=target)
    part = target.with_name(target.name + ".part")
    with told(target):
        try:
            part.unlink(missing_ok=True)
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            # a log of what was there before would be read into what is there now
            wal(target).unlink(missing_ok=True)
            part.replace(target)
        finally:
            for left in (part, part.with_name(part.name + "-journal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


def _read_back(target: Path, part: Path, at_least: int) -> int:
    """Count what was written; raise StoreError where the copy does not hold what the store did."""
    with closing(connection(part, "mode=ro&immutable=1")) as copy:
        checked = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        known, there = copy.execute("SELECT (SELECT total(length) FROM hand), count(*) FROM decision").fetchone()
    if checked != "ok" or known != there or there < at_least:
        raise damaged(target, ValueError(f"{checked}, {there} / {int(known)}"))
    return int(there)


def _connection(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
