"""A store from elsewhere: read from a private copy, and not believed before its rows were checked.

Nothing in its schema is run: views and triggers are refused, and SQLite is allowed to run SELECTs only.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from ..model.errors import StoreError
from .connection import as_store_errors, check_layout, connection, lay_out
from .location import real
from .queries import NAMES
from .refusals import damaged, foreign, sqlite_refusal
from .row_checks import flaw
from .schema import SCHEMA_VERSION
from .snapshot import snapshot

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})


@dataclass(frozen=True, slots=True)
class ForeignChain:
    """A chain as a file from elsewhere describes it, with the last row that the file says it has."""

    row: int
    id: str
    annotator: str
    store: str
    length: int
    tick: int
    hash: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ForeignChain":
        """Return the chain of a row of the table `hand` that was found sound."""
        return cls(**{one.name: row[one.name] for one in fields(cls)})


class ForeignStore:
    """The private copy of a store, open for reading only. Nothing in it is believed before it was checked.

    `was_open` says that the file was copied while a window had it open, so that its last rows may be missing.
    """

    def __init__(self, path: Path, connected: sqlite3.Connection, has_log: bool) -> None:
        self.path = path
        self._connection = connected
        mark = self.rows("SELECT id, is_open FROM store")
        if len(mark) != 1:
            raise damaged(path, ValueError("store"))
        self.id = str(mark[0]["id"])
        self.was_open = bool(mark[0]["is_open"]) and not has_log

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return the rows that a query finds."""
        return list(self.stream(sql, values))

    def stream(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[dict[str, Any]]:
        """Yield the rows that a query finds, one at a time; raise StoreError where the file is damaged."""
        try:
            found = self._connection.execute(sql, values)
            names = [column[0] for column in found.description]
            for row in found:
                yield dict(zip(names, row, strict=True))
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise _unreadable(self.path, error) from error

    def pragma(self, name: str) -> list[dict[str, Any]]:
        """Run a PRAGMA by which SQLite checks the file itself, which is more than a SELECT may do."""
        self._connection.set_authorizer(None)
        try:
            return self.rows(f"PRAGMA {name}")
        finally:
            self._connection.set_authorizer(_only_reading)

    def annotators(self) -> dict[str, str]:
        """Return each annotator's name by id."""
        return {row["annotator"]: self._sound("name", row)["name"] for row in self.rows(NAMES)}

    def lengths(self) -> Counter[str]:
        """Return how many decisions each annotator (by id) wrote, as the file says."""
        counts = Counter[str]()
        for chain in self.chains():
            counts[chain.annotator] += chain.length
        return counts

    def count_reports(self) -> int:
        """Return how many reports there are."""
        return int(self.rows("SELECT count(*) AS number FROM report")[0]["number"])

    def chains(self) -> list[ForeignChain]:
        """Return the chains, in the order they came into the file."""
        return [ForeignChain.of(self._sound("hand", row)) for row in self.rows("SELECT * FROM hand ORDER BY row")]

    def _sound(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row as it is; raise StoreError where it cannot be what a program wrote."""
        if reason := flaw(table, row):
            raise damaged(self.path, ValueError(f"{table}: {reason}"))
        return row


@contextmanager
def open_foreign(path: Path) -> Iterator[ForeignStore]:
    """Open a private copy of a store for reading only; the copy is deleted after the block.

    A window may have the store open and write to it: what is read is the store at one moment. Raises StoreError where
    it is no store, is open in this process, is newer than this program, or has other tables than expected.
    """
    path = real(path)
    with as_store_errors(path), snapshot(path) as taken, closing(_reading(path, taken.path)) as reading:
        yield ForeignStore(path, reading, taken.has_log)


def _reading(path: Path, copy: Path) -> sqlite3.Connection:
    """Open the copy, compare its schema with the expected one, and allow nothing but reading from then on."""
    held = connection(copy, "mode=rw")
    try:
        db = Database(held, execute_plugins=False)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "locking_mode = EXCLUSIVE"):
            held.execute(f"PRAGMA {pragma}")
        version = check_layout(path, db)
        if not version:
            raise foreign(path)
        if version < SCHEMA_VERSION:
            lay_out(db)
        held.execute("PRAGMA query_only = ON")
        held.set_authorizer(_only_reading)
    except (sqlite3.Error, UnicodeError) as error:
        held.close()
        raise _unreadable(path, error) from error
    except BaseException:
        held.close()
        raise
    return held


def _only_reading(action: int, *_names: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _unreadable(path: Path, error: Exception) -> StoreError:
    """Return the error for what SQLite cannot read; an SQLite error without a name is about the content of a row."""
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", None):
        return sqlite_refusal(error, path)
    return damaged(path, error)
