"""One window for each store: a second start asks the window that has the store open to show itself and open files.

Each store that a window has open has a request folder, which belongs to the user alone. A second start writes a request
file into it. When the file is gone, the window is alive and has taken the request. There is no socket and no pipe:
files are the same on every system, the folder's permissions keep other users out, and whoever writes a request can take
it back if no window comes for it.
"""

import logging
import os
import stat
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCryptographicHash, QFileSystemWatcher, QLockFile, QObject, QStandardPaths, QTimer, Signal

from core.paths import absolute, followed

log = logging.getLogger("biaoshu")
# "opened": a window took the request; "silent": there is a window, but it does not take it; "nobody": there is none
Answer = Literal["opened", "silent", "nobody"]
PATIENCE_S = 5.0
LOOK_EVERY_S = 0.02
# where the system cannot report changes in a folder, it is looked into this often
LOOK_EVERY_MS = 500
LONGEST_REQUEST = 4 * 2**20  # bytes; no system passes a longer command line
LONGEST_TOKEN = 200  # characters, of the token by which a Wayland desktop lets a window come to the front
# how request files end; windows of earlier versions look for the same
REQUEST_SUFFIX = ".letter"
# the request folders that this process listens at; a lock with its number in any other folder is left from a dead one
_listening: set[Path] = set()


def request_folder(store: Path) -> Path:
    """Return the folder for requests to the window of a store, whether it exists or not.

    It is the same for every path and link that leads to the store.
    """
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    # by whatever link or spelling the store was named
    place = os.path.normcase(followed(absolute(store))).encode(errors="surrogateescape")
    name = bytes(QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256).data()).hex()
    return folder / "windows" / name[:32]


def ask_open_window(store: Path, paths: Sequence[Path], patience: float = PATIENCE_S) -> Answer:
    """Ask the window that has a store open to show itself and to open files.

    Waits at most `patience` seconds for the window to take the request, and takes the request back after that.
    """
    folder = request_folder(store)
    # most starts find no folder, and do nothing more
    if not folder.is_dir() or _is_free(folder):
        return "nobody"
    # not at the top: the first paint would wait for it
    import json

    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    words = json.dumps({"paths": [str(path.absolute()) for path in paths], "token": token}).encode("ascii")
    request = folder / f"{os.urandom(16).hex()}{REQUEST_SUFFIX}"
    draft = request.with_suffix(".draft")
    try:
        draft.write_bytes(words)
        draft.replace(request)
    except OSError as error:
        log.warning("no request could be written: %s", error)
        draft.unlink(missing_ok=True)
        return "silent"
    _allow_foreground()
    end = time.monotonic() + patience
    while request.exists():
        gone = _is_free(folder)
        if gone or time.monotonic() > end:
            try:
                request.unlink()
            except FileNotFoundError:
                # taken at the last moment
                return "opened"
            return "nobody" if gone else "silent"
        time.sleep(LOOK_EVERY_S)
    return "opened"


class SingleWindow(QObject):
    """Takes the requests to the window of one store.

    `requested` carries the paths of a request and the desktop's token to come to the front with, or "".
    """

    requested = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._take_requests)

    def listen(self, store: Path) -> None:
        """Listen for requests about a store just opened.

        Where that is not possible, a second start only says that the store is open in another window.
        """
        self.stop_listening()
        folder = request_folder(store)
        try:
            _make_private(folder)
        except OSError as error:
            log.warning("no request folder: %s", error)
            return
        _remove_dead_lock(folder)
        lock = _lock(folder)
        # for a moment a second start may hold it, to see whether anybody does
        if not lock.tryLock(200):
            log.warning("the request folder is another window's")
            return
        self._folder, self._lock, self._watcher = folder, lock, QFileSystemWatcher(self)
        _listening.add(folder)
        self._watcher.directoryChanged.connect(self._take_requests)
        if not self._watcher.addPath(str(folder)):
            self._look.start()
        # requests that are there already are taken once the store is open
        QTimer.singleShot(0, self, self._take_requests)

    def stop_listening(self) -> None:
        """Stop listening; whoever wrote a request that is not taken yet takes it back."""
        self._look.stop()
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._take_requests)
            self._watcher.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        if self._folder is not None:
            _listening.discard(self._folder)
            # a request in it keeps the folder, until the next window of this store
            with suppress(OSError):
                self._folder.rmdir()
        self._folder = self._lock = self._watcher = None

    def _take_requests(self) -> None:
        for request in sorted(self._folder.glob(f"*{REQUEST_SUFFIX}")) if self._folder is not None else ():
            content = _remove(request)
            if content is not None:
                read = _read(content)
                if read is None:
                    log.warning("a request that no second start wrote")
                else:
                    self.requested.emit(*read)


def _remove(request: Path) -> bytes | None:
    """Remove a request file and return its bytes; None where it cannot be read or was taken back."""
    try:
        known = request.lstat()
        words = b""
        # to open a pipe would wait for who writes to it
        if stat.S_ISREG(known.st_mode) and known.st_size <= LONGEST_REQUEST:
            with request.open("rb") as file:
                words = file.read(LONGEST_REQUEST)
        request.unlink()
    except OSError:
        return None
    return words


def _read(words: bytes) -> tuple[list[Path], str] | None:
    """Return the paths and the token of a request; None for anything that no second start wrote.

    A request can do nothing but open files by their full paths.
    """
    import json

    try:
        request = json.loads(words)
    except (ValueError, RecursionError):
        return None
    paths, token = (request.get("paths"), request.get("token")) if isinstance(request, dict) else (None, None)
    if not isinstance(paths, list) or not isinstance(token, str):
        return None
    if not all(isinstance(path, str) and Path(path).is_absolute() and "\0" not in path for path in paths):
        return None
    is_token = len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable()
    return [Path(path) for path in paths], token if is_token else ""


def _lock(folder: Path) -> QLockFile:
    """Return the lock that a window holds while it listens; that of a window that was killed counts as free at once."""
    lock = QLockFile(str(folder / "lock"))
    lock.setStaleLockTime(0)
    return lock


def _remove_dead_lock(folder: Path) -> None:
    """Remove a lock with the number of this process in a folder that it does not listen at.

    A window that was killed leaves its process number in the lock. Windows soon gives the number to another process,
    often to this program started again; Qt would then think that the killed window is alive.
    """
    number, _, _ = _lock(folder).getLockInfo()
    if number == os.getpid() and folder not in _listening:
        (folder / "lock").unlink(missing_ok=True)


def _is_free(folder: Path) -> bool:
    """Tell whether no window listens at a request folder."""
    _remove_dead_lock(folder)
    lock = _lock(folder)
    if lock.tryLock(0):
        lock.unlock()
        return True
    return lock.error() != QLockFile.LockError.LockFailedError


def _make_private(folder: Path) -> None:
    """Make a folder that only this user may read and write; raise OSError if it belongs to somebody else."""
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    for part in (folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix":
            known = part.lstat()
            if not stat.S_ISDIR(known.st_mode) or known.st_uid != os.getuid():
                raise PermissionError(f"{part} is somebody else's")
            if known.st_mode & 0o077:
                part.chmod(0o700)


def _allow_foreground() -> None:
    """Allow another process to bring its window to the front, which Windows otherwise refuses."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
