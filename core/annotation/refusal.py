"""The refusal: what SQLite or the disk will not do, said as a sentence the annotator can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StoreError

_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN})
_READ_ONLY_DISK = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let no error of SQLite or the file system out but as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error, path) from error
    except OSError as error:
        raise _file_sentence(error, path) from error


def is_locked(error: BaseException) -> bool:
    """Tell whether another connection holds the file."""
    return _primary(error) in _LOCKED


def _primary(error: BaseException) -> int:
    # the low byte is the result code, the rest says more about it
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _sentence(error: sqlite3.Error, path: Path) -> StoreError:
    code = _primary(error)
    if code in _LOCKED:
        return StoreError("{path} is open in another window. Close it there first.", path=path)
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(
            "The disk failed while {path} was being used ({reason}). What was saved before is safe; free some space or "
            "reconnect the disk, then try again.",
            path=path,
            reason=str(error),
        )
    if code in _READ_ONLY:
        return read_only(path)
    if code == sqlite3.SQLITE_NOTADB:
        return foreign(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, error)
    return StoreError("{path} refused this ({reason}). Nothing was changed.", path=path, reason=str(error))


def _file_sentence(error: OSError, path: Path) -> StoreError:
    if error.errno in _READ_ONLY_DISK:
        return read_only(path)
    if error.errno in _FULL_DISK:
        return _full(path)
    reason = error.strerror or str(error)
    return StoreError("{path} cannot be opened ({reason}). Choose another place.", path=path, reason=reason)


def foreign(path: Path) -> StoreError:
    return StoreError("{path} is not a store of this program. Choose another file.", path=path)


def damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(
        "{path} is damaged ({reason}). Keep the file as it is and open a copy made earlier.",
        path=path,
        reason=str(error),
    )


def _full(path: Path) -> StoreError:
    return StoreError(
        "The disk is full: {path} was not written. What was saved before is safe; free some space, then try again.",
        path=path,
    )


def read_only(path: Path) -> StoreError:
    return StoreError(
        "{path} cannot be written to. Copy it to a folder where you may write, and open the copy.", path=path
    )
