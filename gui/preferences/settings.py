"""What the window remembers between starts: preferences, sizes, the last store, the place in each report."""

import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSettings, QStandardPaths, QTimer, Signal

from core.model.errors import StoreError, reason_of
from core.model.figure import Span

from ..style.theme import Scheme
from .preferences import BY_NAME

RECENT_STORES = 8
FIRST_STORE = "figures.biaoshu"
# a place is written so long after the last key, so that a run of keys costs one write
WRITE_AFTER_MS = 300
KEYS = "keys/"
# several windows share the file; of these values a window keeps what it knows until it ends
OWN = ("store", "annotator")
LONGEST_NUMBER = 12  # how many digits an offset may have


def data_folder() -> Path:
    """Return the folder of the user's data on this computer.

    On Windows that is not the roaming folder, which is copied as a whole from computer to computer at each sign-in,
    even while a store in it is open. Preferences do roam: they are small, and wanted everywhere.
    """
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def earlier_folder() -> Path:
    """Return the folder in which earlier versions kept data: on Windows the roaming one, elsewhere the same."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def default_store(folder: Path | None = None, earlier: Path | None = None) -> Path:
    """Return the store of a first start, in the user's data folder, or the one that an earlier version made.

    The earlier store is not moved, since other programs and the merges of other stores may name it. It stays the
    default as long as there is none in the new place, so that there are never two by accident.
    """
    now, before = (place / FIRST_STORE for place in (folder or data_folder(), earlier or earlier_folder()))
    return before if before.is_file() and not now.exists() else now


def earlier_store(folder: Path | None = None, earlier: Path | None = None) -> Path | None:
    """Return the store that an earlier version made in another folder than today's; None where there is none."""
    place, before = folder or data_folder(), (earlier or earlier_folder()) / FIRST_STORE
    return before if before.parent != place and before.is_file() else None


def make_folder(folder: Path) -> None:
    """Make the user's data folder on a first start; raise StoreError where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            "The folder {folder} cannot be made ({reason}). Make a store elsewhere with Ctrl+N.",
            folder=folder,
            reason=reason_of(error),
        ) from error


class Settings(QObject):
    """The remembered values, by name; after a kill all of them are there but for the last third of a second.

    A preference is on disk at once; `changed` carries its name, or "keys".
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(
            QSettings.Format.IniFormat,
            QSettings.Scope.UserScope,
            QCoreApplication.organizationName(),
            QCoreApplication.applicationName(),
        )
        with suppress(OSError):
            # only the user may read which reports were open; Qt keeps the mode of a file that exists
            place = Path(self._file.fileName())
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch(0o600)
        self._own: dict[str, str] = {}
        self._places: dict[str, Span] = {}
        self._unwritten: set[str] = set()
        self._write = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._write.timeout.connect(self.flush)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered text."""
        if name in self._own:
            return self._own[name]
        value = self._file.value(name)
        if not isinstance(value, str):
            return default
        if name in OWN:
            self._own[name] = value
        return value

    def number(self, name: str, default: float) -> float:
        """Return a remembered number; the default where the file has something else."""
        try:
            number = float(self.text(name, str(default)))
        except ValueError:
            return default
        return number if math.isfinite(number) else default

    def keep(self, name: str, value: str | float) -> None:
        """Remember a value."""
        if name in OWN:
            self._own[name] = str(value)
        self._file.setValue(name, str(value))
        self._write.start()

    def state(self, name: str) -> QByteArray:
        """Return a remembered widget state; empty where there is none."""
        value = self._file.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Remember a widget's state."""
        self._file.setValue(f"state/{name}", state)
        self._write.start()

    def preference(self, name: str) -> str:
        """Return the value of a preference; the default where the file has nothing valid."""
        return BY_NAME[name].valid(self.text(name, BY_NAME[name].default))

    def prefer(self, name: str, value: str) -> None:
        """Remember the value of a preference, and emit `changed`."""
        self.keep(name, BY_NAME[name].valid(value))
        self.flush()
        self.changed.emit(name)

    def scheme(self) -> Scheme:
        """Return the chosen colour scheme."""
        return cast("Scheme", self.preference("scheme"))

    def keys(self) -> dict[str, list[str]]:
        """Return the keys chosen in place of the table's, by the command's name, unchecked."""
        names = [name for name in self._file.allKeys() if name.startswith(KEYS)]
        return {name.removeprefix(KEYS): [key for key in self.text(name).split("\n") if key] for name in names}

    def keep_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Remember the keys chosen in place of the table's, and no others; emit `changed`."""
        self._file.remove(KEYS.removesuffix("/"))
        for name, keys in chosen.items():
            self._file.setValue(KEYS + name, "\n".join(keys))
        self.flush()
        self.changed.emit("keys")

    def last_store(self) -> Path:
        """Return the store opened last, or the first one where there was none or it is gone."""
        remembered = self.text("store")
        path = Path(remembered) if remembered else default_store()
        return path if path.exists() else default_store()

    def recent(self) -> list[Path]:
        """Return the stores opened lately, the latest first."""
        return [Path(path) for path in self.text("recent").split("\n") if path]

    def keep_recent(self, store: Path) -> None:
        """Put a store first in the list of recent ones."""
        others = [path for path in self.recent() if path != store]
        self.keep("recent", "\n".join(map(str, [store, *others][:RECENT_STORES])))

    def place(self, digest: str) -> Span | None:
        """Return the target of the figure at which a report was left."""
        if digest not in self._places:
            start, _, end = self.text(f"place/{digest}").partition(" ")
            is_place = start.isdecimal() and end.isdecimal() and max(len(start), len(end)) <= LONGEST_NUMBER
            return Span(int(start), int(end)) if is_place else None
        return self._places[digest]

    def keep_place(self, digest: str, target: Span) -> None:
        """Remember the target of the figure at which a report is left."""
        self._places[digest] = target
        self._unwritten.add(digest)
        self._write.start()

    def flush(self) -> None:
        """Write everything to disk now."""
        self._write.stop()
        for digest in self._unwritten:
            target = self._places[digest]
            self._file.setValue(f"place/{digest}", f"{target.start} {target.end}")
        self._unwritten.clear()
        self._file.sync()
