"""Copies an open store to another file with SQLite's backup; the copy is read back before it gets its name."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

from ..held_files import replace
from ..model.decision import Clock, timestamp, utc_now
from ..model.errors import StoreError
from .connection import StoreFile, as_store_errors, connection, is_ours, name_write
from .location import real, wal
from .refusals import damaged

# pages copied at a time, 256 KB: so long a decision may have to wait
_PAGES = 64
# after so many such steps what was copied is put on disk: a decision, which waits for the disk as well, would otherwise
# wait for all of it at the end
_STEPS_SYNCED = 16

Pause = Callable[[float], None]
"""Lets others have their turn between two steps of a copy; it is given the seconds that the step took."""


def back_up(store: StoreFile, target: Path, clock: Clock = utc_now, pause: Pause | None = None) -> int:
    """Write a copy of an open store to a file while others write to the store; return its number of decisions.

    A file that has the name already is replaced only when the copy is whole: read back, counted and on disk. May run in
    a thread of its own, which is to `pause` between two steps, so that those who write to the store have their turns.
    Raises StoreError where the copy cannot be written or does not have what the store has.
    """
    with _whole(store, target) as part:
        at_least = int(store.rows("SELECT total(length) AS number FROM hand")[0]["number"])
        copy_out(store, part, clock, pause)
        return _read_back(target, part, at_least)


def copy_out(store: StoreFile, target: Path, clock: Clock = utc_now, pause: Pause | None = None) -> None:
    """Copy an open store to a new file, without checking the copy.

    No other connection can read a store that is open, since its lock keeps all others out; so the copy is made through
    the connection that writes, a few pages a step. Between two steps SQLite holds no lock, and what is written then
    goes into the copy as well.
    """
    with as_store_errors(target), closing(_connection(target)) as copy, target.open("rb") as file:
        # it is put on disk before it gets its name
        copy.execute("PRAGMA synchronous = OFF")
        steps, begun = 0, time.perf_counter()

        def turn(_status: int, _left: int, _of: int) -> None:
            nonlocal steps, begun
            if pause is None:
                return
            steps += 1
            if steps % _STEPS_SYNCED == 0:
                _put_on_disk(file.fileno())
            pause(time.perf_counter() - begun)
            begun = time.perf_counter()

        store.db.conn.backup(copy, pages=_PAGES, progress=turn)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("UPDATE store SET is_open = 0")
        leave_open(store, copy, store.growing, clock)
        # no log of the store belongs to the copy
        name_write(copy)


def leave_open(store: StoreFile, copy: sqlite3.Connection, rows: Sequence[int], clock: Clock) -> None:
    """Mark chains in a copy of a store as having come from elsewhere, where they have more rows or will get more.

    A merge takes no rows into a chain that a store wrote itself (`merge.py`), since such rows could be forged. But
    decisions made after the copy, or missing in it, are not forged. The merge that the chains are said to have come
    with cannot be taken back.
    """
    if rows:
        at = timestamp(clock)
        source = json.dumps([[store.path.name, store.id]], ensure_ascii=False)
        merge = copy.execute("INSERT INTO merge (at, source, taken_back_at) VALUES (?, ?, ?)", [at, source, at])
        copy.executemany("UPDATE hand SET came = ? WHERE row = ?", [[merge.lastrowid, row] for row in rows])


def share(store: StoreFile, target: Path, clock: Clock = utc_now) -> int:
    """Write a copy of an open store to one self-contained, compact file; return its number of decisions.

    May run in a thread of its own. Raises StoreError as `back_up` does.
    """
    with _whole(store, target) as part:
        loose = part.with_suffix(".loose")
        try:
            number = back_up(store, loose, clock)
            with closing(_connection(loose)) as copy:
                copy.execute("VACUUM INTO ?", [str(part)])
            return _read_back(target, part, number)
        finally:
            loose.unlink(missing_ok=True)


@contextmanager
def _whole(store: StoreFile, target: Path) -> Iterator[Path]:
    """Yield a temporary path beside the target; move what was written there to the target, or remove it after an error.

    The copy gets the file mode of the file it replaces, else that of the store.
    """
    target = real(target)
    if is_ours(target):
        raise StoreError("{path} is the store that is open here. Give the copy another name.", path=target)
    part = target.with_name(target.name + ".part")
    with as_store_errors(target):
        try:
            part.unlink(missing_ok=True)
            part.touch(0o600)
            yield part
            for like in (target, store.path):
                with suppress(OSError):
                    part.chmod(S_IMODE(like.stat().st_mode))
                    break
            put_in_place(part, target)
            # a log of the replaced file does not belong to the new one
            wal(target).unlink(missing_ok=True)
        finally:
            for left in (part, part.with_name(part.name + "-journal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


def begin_anew(copy: Path) -> None:
    """Record a write of its own in a copy of a store, so that no log of the store is taken for the copy's."""
    with as_store_errors(copy), closing(_connection(copy)) as held:
        held.execute("PRAGMA journal_mode = DELETE")
        # the first layout records no writes
        if held.execute("SELECT 1 FROM sqlite_schema WHERE name = 'written'").fetchone():
            name_write(held)


def _put_on_disk(file: int) -> None:
    """Wait until what was written to an open file so far is on disk, where a system does that for one file."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(file)


def sync(path: Path) -> None:
    """Wait until a file is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its final name once it is on disk: a power failure leaves the old file or the new one."""
    sync(part)
    replace(part, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Wait until a change of names in a folder is on disk. Windows does so by itself, and opens no folder."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _read_back(target: Path, part: Path, at_least: int) -> int:
    """Return how many decisions the copy has; raise StoreError where it does not have what the store had."""
    with closing(connection(part, "mode=ro&immutable=1")) as copy:
        checked = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        known, there = copy.execute("SELECT (SELECT total(length) FROM hand), count(*) FROM decision").fetchone()
    if checked != "ok" or known != there or there < at_least:
        raise damaged(target, ValueError(f"{checked}, {there} / {int(known)}"))
    return int(there)


def _connection(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
