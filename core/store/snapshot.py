"""A private copy of a store as it is at one moment, made while a window may be writing to it.

A store has one writer, which holds SQLite's lock from opening to closing, and any number of readers, which take no
lock: they read a copy. The writer appends to its log, and now and then moves what is in the log into the file (a
checkpoint). Until it starts the log again from the beginning, everything that a checkpoint may be moving is still in
the log. So a copy of the file followed by a copy of the log is complete, if the log was not started again meanwhile;
the header of the log tells that.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.errors import StoreError
from .connection import is_ours
from .location import LOCK_LENGTH, LOCK_PLACE, journal, real, wal
from .log_ownership import look
from .sqlite_format import LOG_HEADER

# a window that writes without end starts its log again every few hundred decisions
_TRIES, _PAUSE = 20, 0.05
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a store; `has_log` says whether a log with its last writes lay beside the store."""

    path: Path
    has_log: bool


@contextmanager
def snapshot(path: Path) -> Iterator[Snapshot]:
    """Copy a store with its log to a private folder, which is deleted after the block.

    Raises StoreError where there is no store, where this process has it open, or where it does not stop changing.
    """
    path = real(path)
    if not path.is_file():
        raise StoreError("There is no store at {path}. Check the name.", path=path)
    if is_ours(path):
        raise StoreError("{path} is the store that is open here. Choose another one.", path=path)
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        for _ in range(_TRIES):
            before = _state(path)
            copy_around(path, copy)
            with suppress(FileNotFoundError):
                copy_around(wal(path), wal(copy))
            if before.is_settled and before == _state(path):
                break
            wal(copy).unlink(missing_ok=True)
            time.sleep(_PAUSE)
        else:
            raise StoreError("{path} changed while it was being read. Try again when nobody writes to it.", path=path)
        has_log = wal(copy).exists()
        with copy.open("rb") as file:
            for log in look(copy, file, shown_as=path).others:
                log.unlink()
        yield Snapshot(copy, has_log)


@dataclass(frozen=True, slots=True)
class _State:
    """What must be the same before and after copying: the log's header or, where there is no log, the file's state."""

    log: bytes
    file: tuple[int, int, int] | None
    is_settled: bool


def _state(path: Path) -> _State:
    status = path.stat()
    try:
        with wal(path).open("rb") as file:
            log = file.read(LOG_HEADER)
    except FileNotFoundError:
        log = b""
    # with a log the file may change: what is moved into it is still in the log
    known = (status.st_ino, 0, 0) if log else (status.st_ino, status.st_size, status.st_mtime_ns)
    is_being_made = journal(path).exists() and journal(path).stat().st_size > 0
    return _State(log, known, not is_being_made)


def copy_around(path: Path, target: Path, lock: int = LOCK_PLACE) -> None:
    """Copy a file byte by byte, except the bytes by which SQLite locks it, which Windows lets no other process read."""
    with path.open("rb") as source, target.open("wb") as copy:
        while chunk := source.read(min(_CHUNK, lock - source.tell()) if source.tell() < lock else _CHUNK):
            copy.write(chunk)
            if source.tell() == lock:
                source.seek(LOCK_LENGTH, os.SEEK_CUR)
                copy.seek(LOCK_LENGTH, os.SEEK_CUR)
        # a file that ends within these bytes gets the same length in the copy
        copy.truncate(min(copy.tell(), os.fstat(source.fileno()).st_size))
