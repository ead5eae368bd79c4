"""What the window remembers between starts: sizes, the last store, the place in each report."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSettings, QStandardPaths, QTimer

from core.figure import Span
from gui.theme import Scheme

RECENT_STORES = 8
# a place is written this long after the last key, so that a run of keys costs one write
WRITE_AFTER_MS = 300


def default_store() -> Path:
    """Return the store of a first start, in the user's data folder."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
    return folder / "figures.biaoshu"


class Settings(QObject):
    """The remembered values, by name; all of them survive a kill but for the last third of a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(
            QSettings.Format.IniFormat,
            QSettings.Scope.UserScope,
            QCoreApplication.organizationName(),
            QCoreApplication.applicationName(),
        )
        self._places: dict[str, Span] = {}
        self._write = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._write.timeout.connect(self.flush)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered text."""
        value = self._file.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: float) -> float:
        """Return a remembered number; the default where the file holds something else."""
        try:
            return float(self.text(name, str(default)))
        except ValueError:
            return default

    def keep(self, name: str, value: str | float) -> None:
        """Remember a value."""
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

    def scheme(self) -> Scheme:
        """Return the chosen colours."""
        chosen = self.text("scheme", "system")
        return chosen if chosen in ("light", "dark") else "system"  # type: ignore[return-value]

    def recent(self) -> list[Path]:
        """Return the stores opened lately, the latest first."""
        return [Path(path) for path in self.text("recent").split("\n") if path]

    def keep_recent(self, store: Path) -> None:
        """Put a store at the head of the recent ones."""
        others = [path for path in self.recent() if path != store]
        self.keep("recent", "\n".join(map(str, [store, *others][:RECENT_STORES])))

    def place(self, digest: str) -> Span | None:
        """Return the figure a report was left at."""
        if digest not in self._places:
            start, _, end = self.text(f"place/{digest}").partition(" ")
            return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
        return self._places[digest]

    def keep_place(self, digest: str, target: Span) -> None:
        """Remember the figure a report is left at."""
        self._places[digest] = target
        self._write.start()

    def flush(self) -> None:
        """Write everything to disk now."""
        self._write.stop()
        for digest, target in self._places.items():
            self._file.setValue(f"place/{digest}", f"{target.start} {target.end}")
        self._places.clear()
        self._file.sync()
