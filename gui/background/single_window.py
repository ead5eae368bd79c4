"""One window a store: a second start asks the window that has the store open to come forward and open what it names.

Each store that a window has open has a letter box, a folder of the user's own. A second start writes a letter, a file,
into it; when the letter is gone the window is alive and has taken it. No socket and no pipe: files alone are the
same on every system, the folder's rights keep other users out, and who writes a letter can take it back where nobody
comes for it.
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
# "opened": a window took the letter; "silent": one is there and does not come for it; "nobody": there is none
Answer = Literal["opened", "silent", "nobody"]
PATIENCE_S = 5.0
LOOK_EVERY_S = 0.02
# where the system tells of no change in a folder, it is looked into so often
LOOK_EVERY_MS = 500
LONGEST_LETTER = 4 * 2**20  # bytes; no system passes on more words on a command line
LONGEST_TOKEN = 200  # characters, of what a Wayland desktop lets a window come forward by
LETTER = ".letter"
# where this process listens itself: a lock elsewhere that names it is of one that is dead
_here: set[Path] = set()


def letter_box(store: Path) -> Path:
    """Return the folder that letters to the window of a store are written into, whether it is there or not."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    # by whatever link or spelling the store was named
    place = os.path.normcase(followed(absolute(store))).encode(errors="surrogateescape")
    name = bytes(QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256).data()).hex()
    return folder / "windows" / name[:32]


def ring(store: Path, paths: Sequence[Path], patience: float = PATIENCE_S) -> Answer:
    """Ask the window that has a store open to come forward and to open files; wait a while for it at most."""
    box = letter_box(store)
    # most starts find no box, and pay for nothing more
    if not box.is_dir() or _is_free(box):
        return "nobody"
    # not at the top: the first paint would wait for it
    import json

    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    words = json.dumps({"paths": [str(path.absolute()) for path in paths], "token": token}).encode("ascii")
    letter = box / f"{os.urandom(16).hex()}{LETTER}"
    draft = letter.with_suffix(".draft")
    try:
        draft.write_bytes(words)
        draft.replace(letter)
    except OSError as error:
        log.warning("no letter could be written: %s", error)
        draft.unlink(missing_ok=True)
        return "silent"
    _let_it_forward()
    end = time.monotonic() + patience
    while letter.exists():
        gone = _is_free(box)
        if gone or time.monotonic() > end:
            try:
                letter.unlink()
            except FileNotFoundError:
                # taken at the last moment
                return "opened"
            return "nobody" if gone else "silent"
        time.sleep(LOOK_EVERY_S)
    return "opened"


class SingleWindow(QObject):
    """Listens at the letter box of one store; `rung` carries the paths of a letter and the desktop's token, or ""."""

    rung = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._box: Path | None = None
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._take)

    def attend(self, store: Path) -> None:
        """Listen for a store just opened. Where that cannot be, a second start is told that the store is open."""
        self.leave()
        box = letter_box(store)
        try:
            _make_own(box)
        except OSError as error:
            log.warning("no letter box: %s", error)
            return
        _let_go_of_the_dead(box)
        lock = _lock(box)
        # for a moment a second start may hold it, to see whether anybody does
        if not lock.tryLock(200):
            log.warning("the letter box is another window's")
            return
        self._box, self._lock, self._watcher = box, lock, QFileSystemWatcher(self)
        _here.add(box)
        self._watcher.directoryChanged.connect(self._take)
        if not self._watcher.addPath(str(box)):
            self._look.start()
        # letters that are there already are taken when the store is open
        QTimer.singleShot(0, self, self._take)

    def leave(self) -> None:
        """Listen no longer; letters not taken are taken back by who wrote them."""
        self._look.stop()
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._take)
            self._watcher.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        if self._box is not None:
            _here.discard(self._box)
            # a letter in it keeps it, until the next window of this store
            with suppress(OSError):
                self._box.rmdir()
        self._box = self._lock = self._watcher = None

    def _take(self) -> None:
        for letter in sorted(self._box.glob(f"*{LETTER}")) if self._box is not None else ():
            words = _taken(letter)
            if words is not None:
                read = _read(words)
                if read is None:
                    log.warning("a letter that no second start wrote")
                else:
                    self.rung.emit(*read)


def _taken(letter: Path) -> bytes | None:
    """Take a letter out of the box; None where it is none, or was taken back."""
    try:
        known = letter.lstat()
        words = b""
        # to open a pipe would wait for who writes to it
        if stat.S_ISREG(known.st_mode) and known.st_size <= LONGEST_LETTER:
            with letter.open("rb") as file:
                words = file.read(LONGEST_LETTER)
        letter.unlink()
    except OSError:
        return None
    return words


def _read(words: bytes) -> tuple[list[Path], str] | None:
    """Read a letter; None for what no second start wrote: nothing in it is done but files opened by their full path."""
    import json

    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return None
    paths, token = (said.get("paths"), said.get("token")) if isinstance(said, dict) else (None, None)
    if not isinstance(paths, list) or not isinstance(token, str):
        return None
    if not all(isinstance(path, str) and Path(path).is_absolute() and "\0" not in path for path in paths):
        return None
    is_token = len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable()
    return [Path(path) for path in paths], token if is_token else ""


def _lock(box: Path) -> QLockFile:
    """Return the lock that says a window lives: of one that was killed the system knows, however young the file is."""
    lock = QLockFile(str(box / "lock"))
    lock.setStaleLockTime(0)
    return lock


def _let_go_of_the_dead(box: Path) -> None:
    """Remove a lock that names this very process where it listens not.

    A window that was killed leaves its number, which Windows soon gives to another process, as likely as not to the
    program started anew; Qt then takes the dead one for alive.
    """
    number, _, _ = _lock(box).getLockInfo()
    if number == os.getpid() and box not in _here:
        (box / "lock").unlink(missing_ok=True)


def _is_free(box: Path) -> bool:
    """Tell whether no window listens at a box."""
    _let_go_of_the_dead(box)
    lock = _lock(box)
    if lock.tryLock(0):
        lock.unlock()
        return True
    return lock.error() != QLockFile.LockError.LockFailedError


def _make_own(box: Path) -> None:
    """Make a folder that only its user may look into and write to; raise OSError where it is somebody else's."""
    box.parent.parent.mkdir(parents=True, exist_ok=True)
    for folder in (box.parent, box):
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix":
            known = folder.lstat()
            if not stat.S_ISDIR(known.st_mode) or known.st_uid != os.getuid():
                raise PermissionError(f"{folder} is somebody else's")
            if known.st_mode & 0o077:
                folder.chmod(0o700)


def _let_it_forward() -> None:
    """Let another process of this program put its window before all others, which Windows else refuses."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
