"""The file of a store: how it is opened, kept for one window alone, read, written and closed.

`StoreFile` is the one connection through which a window reads and writes its store. `connect` makes the connection;
`check_layout` and `lay_out` look at what tables a file has and bring them up to date.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from threading import RLock
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlite_utils import Database

from ..model.errors import StoreError
from .location import identity, wal
from .log_ownership import end_before
from .log_row import UNREADABLE
from .refusals import damaged, file_refusal, foreign, newer, sqlite_refusal, unkeepable
from .row_checks import flaw
from .schema import APPLICATION_ID, SCHEMA_VERSION, expected_schema, migrations, schema_of

# the stores that this process has open: closing another descriptor of such a file would release its lock
_open: set[tuple[int, int] | None] = set()


def sqlite_version() -> str:
    """Return the version of SQLite that keeps the stores."""
    return sqlite3.sqlite_version


def is_ours(path: Path) -> bool:
    """Tell whether this process itself has a store open."""
    place = identity(path)
    return place is not None and place in _open


class StoreFile:
    """The open file of a store: one connection, and the lock that keeps every other window away from the file.

    Every method raises StoreError where the file or the disk refuses. `is_marked` says whether the file itself says
    that it is open; a copy made behind the program's back is recognised by that.
    """

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self.growing: list[int] = []
        """The rows of the table `hand` that decisions are being written under, of which a copy made now must tell."""
        # a backup in a thread of its own reads too, so only one call runs at a time
        self._turn = RLock()
        self._files = {file: identity(file) for file in (path, wal(path))}
        self._identity = self._files[path]
        self.is_marked = False
        _open.add(self._identity)

    @property
    def id(self) -> str:
        """The id of the store; a copy of the file has the same id."""
        return str(self.rows("SELECT id FROM store")[0]["id"])

    @property
    def is_in_place(self) -> bool:
        """Whether the files that were opened still have their names.

        False after they were moved, removed or replaced.
        """
        return all(identity(file) == known for file, known in self._files.items())

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with self._turn, as_store_errors(self.path):
            self.unmark()
            self.release()

    def mark(self) -> None:
        """Mark the file as open, within the file itself, so that a copy of it can be recognised."""
        with self.writing():
            self.db.execute("UPDATE store SET is_open = 1")
        self.is_marked = True
        try:
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        except StoreError:
            self.unmark()
            raise

    def unmark(self) -> None:
        """Take the mark back; where the disk fails, try once more."""
        for _ in range(2):
            with suppress(sqlite3.Error, StoreError):
                if self.rows("SELECT 1 FROM store WHERE is_open"):
                    with self.writing():
                        self.db.execute("UPDATE store SET is_open = 0")
                self.is_marked = False
                return

    def release(self) -> None:
        """Close the file without writing to it, which is all that may be done with a damaged file."""
        _open.discard(self._identity)
        self.db.close()
        # on a full disk the mark cannot be taken back; a log beside the file, even an empty one, tells the file from a
        # copy
        if self.is_marked and identity(self.path) == self._identity:
            with suppress(OSError):
                wal(self.path).touch(0o600)

    def rows(self, sql: str, values: Sequence[object] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """Return the rows that a query finds, each as a dict by column."""
        with self._turn, as_store_errors(self.path):
            return list(self.db.query(sql, values))

    @contextmanager
    def unreadable_is_damage(self) -> Iterator[None]:
        """Raise a StoreError that calls the file damaged where a row cannot be read in the block."""
        try:
            yield
        except UNREADABLE as error:
            raise damaged(self.path, error) from error

    def sound(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row as it is; raise StoreError where it cannot be what a program wrote."""
        if reason := flaw(table, row):
            raise damaged(self.path, ValueError(f"{table}: {reason}"))
        return row

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open a transaction: all that the block writes is stored, or nothing.

        The lock that is held since opening makes every BEGIN a BEGIN IMMEDIATE. SQLite would go on writing to a file
        that was moved or deleted, so the file's place is checked first. Each write names the one before it, which is
        how the log that belongs to this file is recognised (`log_ownership.py`).
        """
        with self._turn, as_store_errors(self.path):
            if not self.is_in_place:
                raise StoreError(
                    "{path} was moved or deleted while it was open. Put it back and try again; nothing was saved.",
                    path=self.path,
                )
            write = uuid4().hex
            try:
                with self.db.atomic():
                    name_write(self.db.conn, write)
                    yield
            except sqlite3.Error:
                self._take_out_of_log(write)
                raise

    def _take_out_of_log(self, write: str) -> None:
        """Cut off what a refused write has left in the log: after a kill the next program would read it.

        SQLite refuses a commit that the disk did not confirm, but its bytes may be in the log completely.
        """
        with suppress(OSError, sqlite3.Error), wal(self.path).open("rb+") as log:
            (root,) = self.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'written'").fetchone()
            end = end_before(log, root, write)
            if end is not None:
                log.truncate(end)
                os.fsync(log.fileno())


@contextmanager
def as_store_errors(path: Path) -> Iterator[None]:
    """Raise every error of SQLite or of the file system in the block as a StoreError."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise damaged(path, error) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise unkeepable(error) from error
    except sqlite3.Error as error:
        raise sqlite_refusal(error, path) from error
    except OSError as error:
        raise file_refusal(error, path) from error


def connection(path: Path, query: str, patience: float = 0) -> sqlite3.Connection:
    """Open a connection to SQLite that threads may share; SQLite's own lock keeps them apart."""
    uri = f"{uri_of(path)}?{query}"
    return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)


def uri_of(path: PurePath) -> str:
    """Return the URI by which SQLite opens a file.

    For a Windows share (\\\\server\\share) the usual URI has the server as its host, which SQLite refuses; in a long
    path (\\\\?\\C:\\…) Windows accepts backslashes only. For these, the path is percent-encoded as a whole, and there
    is no host (https://www.sqlite.org/uri.html, section 3).
    """
    return f"file:{quote(str(path), safe='')}" if path.drive.startswith("\\\\") else path.as_uri()


def check_header(path: Path, db: Database) -> int:
    """Return the version of a store's layout, 0 for an empty file; raise StoreError for what is neither or too new."""
    application, version = (next(db.query(f"PRAGMA {name}"))[name] for name in ("application_id", "user_version"))
    if application == 0 and version == 0 and not db.table_names() and not db.view_names():
        return 0
    if application != APPLICATION_ID:
        raise foreign(path)
    if version > SCHEMA_VERSION:
        raise newer(path)
    return int(version)


def connect(path: Path, patience: float, keep: Callable[[sqlite3.Connection], None]) -> Database:
    """Open the only connection that writes to a store, create or update its tables, and keep other writers out.

    The tables are made before the file changes to WAL mode, so that its header says what it is even after a kill. A
    store of an older layout is given to `keep`, which backs it up, before it is changed.
    """
    held = connection(path, "mode=rw", patience)
    try:
        db = Database(held, strict=True, execute_plugins=False)
        for pragma in ("locking_mode = EXCLUSIVE", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}")
        version = check_layout(path, db)
        if version < SCHEMA_VERSION:
            if version:
                keep(held)
            lay_out(db)
            # from now on the file alone says which layout it has, not the log beside it
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.enable_wal()
        # the first read makes the log, which is recognised by its place from then on
        if db.journal_mode != "wal" or not db.table("store").count:
            raise foreign(path)
    except BaseException:
        held.close()
        raise
    return db


def check_layout(path: Path, db: Database) -> int:
    """Return the version of a store's layout, 0 for an empty file; raise StoreError where the file is no store."""
    version = check_header(path, db)
    if version and schema_of(db) != expected_schema(version):
        raise foreign(path)
    return version


def name_write(held: sqlite3.Connection, write: str = "") -> None:
    """Record the write under way with an id of its own, as the one after the last write."""
    held.execute("UPDATE written SET after = id, id = ?", [write or uuid4().hex])


def lay_out(db: Database) -> None:
    """Bring a file to the newest layout in one transaction; a new store gets its id."""
    db.execute("BEGIN IMMEDIATE")
    if db.table("written").exists():
        name_write(db.conn)
    migrations.apply(db)
    if not db.table("store").count:
        db.table("store").insert({"id": uuid4().hex, "is_open": 0})
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.commit()
