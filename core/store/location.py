"""The place of a store's file: whether a store may be there, and whether another process or a sync program uses it."""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO

from ..model.errors import StoreError
from ..paths import absolute, followed, unfit
from .refusals import open_elsewhere, read_only

# the bytes that SQLite locks, far behind the end of the file: SHARED_FIRST and SHARED_SIZE of its os.h
LOCK_PLACE, LOCK_LENGTH = 0x40000002, 510
# Windows' error number for a lock that another process has
_LOCK_TAKEN = 33


def wal(path: Path) -> Path:
    """Return the path of a store's write-ahead log: it holds the last decisions until they are moved into the file."""
    return path.with_name(path.name + "-wal")


def journal(path: Path) -> Path:
    """Return the path of the rollback journal of a database, by which an unfinished write is undone.

    A store has one only while it is being made.
    """
    return path.with_name(path.name + "-journal")


def real(path: Path) -> Path:
    """Return the full path of a file without links: SQLite keeps its log beside the file that a link points to.

    Raises StoreError where something is there that is no file: opening a pipe, for example, would wait for its writer.
    """
    if other := unfit(path):
        raise StoreError(
            "Windows does not allow a file with the name {name}. Call it {other}.", name=path.name, other=other
        )
    path = absolute(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise StoreError("{path} is a link that leads back to itself. Choose another file.", path=path) from error
    else:
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise StoreError("{path} is not a file but a device or a pipe. Choose another.", path=path)
    return followed(path) if path.is_symlink() else path


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file is at a path, as the system numbers it; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def kept_apart(path: Path, patience: float = 0) -> Iterator[BinaryIO]:
    """Open a store's file and keep every other connection away from it during the block.

    Waits up to `patience` seconds for another connection to go, and raises StoreError if it stays. The lock is SQLite's
    own, on the bytes that SQLite locks; a file system without locks is accepted. This process must have no connection
    to the file: on POSIX systems, closing any descriptor of a file releases all locks of the process on it.
    """
    until = time.monotonic() + patience
    with path.open("rb+" if os.access(path, os.W_OK) else "rb") as file:
        while not _locked(file):
            if time.monotonic() >= until:
                raise open_elsewhere(path)
            time.sleep(0.01)
        try:
            yield file
        finally:
            _unlock(file)


def is_held(path: Path) -> bool:
    """Tell whether another process has a store open.

    This process must not have it open: asking would release its lock.
    """
    try:
        with kept_apart(path):
            return False
    except StoreError:
        return True


def _locked(file: BinaryIO) -> bool:
    """Take SQLite's lock on a file, a shared one where the file may only be read.

    False where another process has it.
    """
    if sys.platform == "win32":
        is_taken = _windows_lock(file, "LockFileEx", 3 if file.writable() else 1) == _LOCK_TAKEN
    else:
        from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, lockf

        is_taken = False
        try:
            lockf(file, (LOCK_EX if file.writable() else LOCK_SH) | LOCK_NB, LOCK_LENGTH, LOCK_PLACE)
        except (BlockingIOError, PermissionError):
            is_taken = True
        except OSError:
            # a file system without locks: it is left to SQLite to complain
            pass
    return not is_taken


def _unlock(file: BinaryIO) -> None:
    """Release SQLite's lock on Windows; on other systems closing the file does so."""
    if sys.platform == "win32":
        _windows_lock(file, "UnlockFileEx")


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        """Windows' OVERLAPPED structure: where in the file to lock."""

        _fields_ = (
            *((name, ctypes.c_size_t) for name in ("Internal", "InternalHigh")),
            *((name, wintypes.DWORD) for name in ("Offset", "OffsetHigh")),
            ("hEvent", wintypes.HANDLE),
        )

    def _windows_lock(file: BinaryIO, call: str, *how: int) -> int:
        """Lock or unlock the bytes that SQLite locks; return Windows' error number, 0 if it is done.

        The function of the C library does not tell a lock that is taken from a file system without locks.
        """
        lock = getattr(ctypes.WinDLL("kernel32", use_last_error=True), call)
        words = [wintypes.DWORD] * (len(how) + 3)
        lock.argtypes = (wintypes.HANDLE, *words, ctypes.POINTER(_Overlapped))
        where = _Overlapped(Offset=LOCK_PLACE)
        handle = msvcrt.get_osfhandle(file.fileno())
        return 0 if lock(handle, *how, 0, LOCK_LENGTH, 0, ctypes.byref(where)) else ctypes.get_last_error()


def make_room(path: Path, create: bool) -> bool:
    """Make an empty file for a new store; return False where there is a file already."""
    if path.is_dir():
        raise StoreError("{path} is a folder. Name a file in it.", path=path)
    if path.exists():
        # the folder must be writable too: the log is a file beside the store
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise read_only(path)
        return False
    if not create:
        raise StoreError("There is no store at {path}. Check the name.", path=path)
    if not path.parent.is_dir():
        raise StoreError("The folder {folder} does not exist. Create it or choose another.", folder=path.parent)
    try:
        # only this user may read a new store; a file that is there already keeps its mode
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


# the names of sync programs' folders; one of them must be a whole part of the path
_SYNCED = {
    "OneDrive": r"onedrive( - .*)?",
    "Dropbox": r"dropbox( \(.*\))?",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Google Drive": r"google ?drive|googledrive-.*|my drive",
    "坚果云": r"坚果云.*|nutstore( files)?|我的坚果云",
    "百度网盘": r"百度(网盘|云)?同步(空间|盘|文件夹)?|baidu(netdisk|syncdisk|yundownload).*",
    "Nextcloud": r"nextcloud|owncloud",
    "Syncthing": r"syncthing",
}
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|sshfs|fuse\.(?!fuseblk).+|9p|afs|davfs\d?|webdav|glusterfs|ceph")
_MOUNTS = Path("/proc/mounts")


def shared_by(path: Path, mounts: str | None = None) -> str:
    """Return the name of the sync program or network file system that a path belongs to, "" for a plain local place.

    `mounts` is a table of mounted file systems as in /proc/mounts; where it is None, the system's own is read.
    """
    place = path.absolute()
    return _network_share(place) or _sync_folder(place) or _mounted(place, _table() if mounts is None else mounts)


def _network_share(place: PurePath) -> str:
    return place.drive if place.drive.startswith(("\\\\", "//")) else ""


def _sync_folder(place: PurePath) -> str:
    for part in place.parts[:-1]:
        for name, pattern in _SYNCED.items():
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return name
    # where macOS keeps the folders of all sync programs
    return "CloudStorage" if "CloudStorage" in place.parts and "Library" in place.parts else ""


def _mounted(place: PurePath, mounts: str) -> str:
    """Return the type of the file system that a place is on if it is a network file system, else "".

    The mount point that is nearest above the place counts.
    """
    nearest, kind = PurePath(), ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        # blanks in a path are written in octal there
        where = PurePath(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), words[1]))
        if place.is_relative_to(where) and len(where.parts) >= len(nearest.parts):
            nearest, kind = where, words[2]
    return kind if _NETWORK.fullmatch(kind) else ""


def _table() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace") if sys.platform == "linux" else ""
    except OSError:
        return ""
