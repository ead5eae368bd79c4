"""The place: where a store's file stands, and whether one may stand there."""

import os
from pathlib import Path

from core.annotation.refusal import read_only
from core.errors import StoreError

SUFFIX = ".biaoshu"


def wal(path: Path) -> Path:
    """Name the file beside a store that holds its last decisions until they are moved into it."""
    return path.with_name(path.name + "-wal")


def real(path: Path) -> Path:
    """Name a file without links: SQLite keeps its log beside the file that a link points to."""
    return path.resolve() if path.is_symlink() else path.absolute()


def identity(path: Path) -> tuple[int, int] | None:
    """Tell which file stands at a path, None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_held(path: Path) -> bool:
    """Tell whether another process has a store open; this one must not have, for the look would drop its lock.

    Looked at where SQLite keeps its locks (its file format's "shared" bytes); a system without such locks says no.
    """
    try:
        from fcntl import LOCK_NB, LOCK_SH, lockf
    except ImportError:
        return False
    with path.open("rb") as file:
        try:
            lockf(file, LOCK_SH | LOCK_NB, 510, 0x40000002)
        except (BlockingIOError, PermissionError):
            return True
        except OSError:
            # a file system without locks
            return False
    return False


def make_room(path: Path, create: bool) -> bool:
    """Make an empty file for a new store; return False where a file is there."""
    if path.is_dir():
        raise StoreError("{path} is a folder. Name a file in it.", path=path)
    if path.exists():
        # the folder too: the log before a checkpoint is a file beside the store
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise read_only(path)
        return False
    if not create:
        raise StoreError("There is no store at {path}. Check the name.", path=path)
    if not path.parent.is_dir():
        raise StoreError("The folder {folder} does not exist. Create it or choose another.", folder=path.parent)
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
