"""The diagnostics: what a maintainer needs to know about the program, without anything about its user."""

import platform
import re
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, QObject, QSysInfo, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication

from core import __version__
from core.store.connection import sqlite_version

from .commands import COMMANDS
from .errors import LAST_LINES, last_lines
from .log_files import ACCOUNT, log_folder
from .preferences.preferences import PREFERENCES
from .preferences.settings import Settings
from .style.activity_log import of_crash

LONGEST_READ = 200_000  # how many bytes of the end of the log are read
_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift|Meta)\+)*(?:[ -~]|[A-Z][A-Za-z0-9]{0,11}(?: [A-Z][a-z]{0,11})?)", re.ASCII)


class Diagnostics(QObject):
    """Copies the diagnostics, and shows where the log is; `message` carries a sentence that says what was done."""

    message = Signal(str)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def copy_diagnostics(self) -> None:
        """Put the diagnostics on the clipboard."""
        QGuiApplication.clipboard().setText(report(self._settings))
        self.message.emit(self.tr("The diagnostics are copied. They contain no name, no path and no Chinese word."))

    def show_log(self) -> None:
        """Open the folder of the log in the file manager; where that is not possible, say where it is."""
        folder = log_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.message.emit(self.tr("The log is in {folder}").format(folder=folder))


def report(settings: Settings) -> str:
    """Return versions, platform, preferences, keys and the end of the activity log, without facts about the user."""
    screens = ", ".join(
        f"{screen.size().width()}x{screen.size().height()}@{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    chosen = {one.name: settings.preference(one.name) for one in PREFERENCES}
    keys = _keys(settings)
    facts = {
        "Biaoshu": __version__ + (" (packaged)" if getattr(sys, "frozen", False) else ""),
        "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}",
        "Python": platform.python_version(),
        "SQLite": sqlite_version(),
        "system": f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}, "
        f"{QSysInfo.currentCpuArchitecture()}",
        "windows": f"{QGuiApplication.platformName()}, {screens}",
        "locale": QLocale.system().name(),
        "preferences": ", ".join(f"{name}={value}" for name, value in chosen.items()),
        "keys": ", ".join(f"{name}={held}" for name, held in keys.items()) or "as delivered",
    }
    lines = [f"{name}: {value}" for name, value in facts.items()]
    ends = {"account": _end(log_folder() / ACCOUNT) or list(last_lines.lines)}
    ends["crash before"] = list(of_crash(_end(log_folder() / "crash-before.log")))
    for title, end in ends.items():
        if end:
            lines += ["", f"{title}:", *end]
    return "\n".join(lines) + "\n"


def _keys(settings: Settings) -> dict[str, str]:
    """Return the keys that the user chose in place of the table's, and nothing else from the settings' file."""
    known = {command.name for command in COMMANDS}
    kept = {name: [key for key in held if _KEY.fullmatch(key)] for name, held in settings.keys().items()}
    return {name: " ".join(held) for name, held in kept.items() if name in known}


def _end(path: Path) -> list[str]:
    """Return the last lines of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - LONGEST_READ, 0))
            return file.read().decode("utf-8", "replace").splitlines()[-LAST_LINES:]
    except OSError:
        return []
