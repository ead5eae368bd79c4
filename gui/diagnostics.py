"""The diagnostics: what whoever looks after the program needs to know of it, without a word about its user."""

import getpass
import platform
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, QObject, QSysInfo, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication

from core import __version__
from core.annotation.store.connection import sqlite_version
from gui.preferences.preferences import PREFERENCES
from gui.preferences.settings import Settings
from gui.trouble import LAST_LINES, last_lines, log_folder

PROGRAM = Path(__file__).resolve().parents[1]
LONGEST_READ = 200_000  # bytes, of the log's end
_QUOTED = re.compile(r"""(['"])(?:/|[A-Za-z]:[\\/]|\\\\).*?\1""")
_PATHS = re.compile(r"(?:(?<![\w.~>])/|\b[A-Za-z]:[\\/]|\\\\)[^\s\"'<>|,;:]+")
_WORDS = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]+")
# what a name must be long to be taken out: shorter ones are parts of words
SHORTEST_NAME = 3


class Diagnostics(QObject):
    """Copies the report, and shows where the log is; `told` says what was done."""

    told = Signal(str)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def copy_diagnostics(self) -> None:
        """Put the report into the clipboard."""
        QGuiApplication.clipboard().setText(report(self._settings))
        self.told.emit(self.tr("The diagnostics are copied: no name, no path and no Chinese word is in them."))

    def show_log(self) -> None:
        """Open the folder of the log; say where it is where nothing can show it."""
        folder = log_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.told.emit(self.tr("The log is in {folder}").format(folder=folder))


def report(settings: Settings) -> str:
    """Return versions, platform, preferences, keys and the end of the log, without names and paths of the user."""
    screens = ", ".join(
        f"{screen.size().width()}x{screen.size().height()}@{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    chosen = {one.name: settings.preference(one.name) for one in PREFERENCES}
    keys = {name: " ".join(held) for name, held in settings.keys().items()}
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
    names = [settings.text("annotator"), _login()]
    ends = {"log": log_folder() / "biaoshu.log", "crash before": log_folder() / "crash-before.log"}
    for title, path in ends.items():
        end = _end(path) or (list(last_lines.lines) if title == "log" else [])
        if end:
            lines += ["", f"{title}:", *(scrubbed(line, names) for line in end)]
    return "\n".join(lines) + "\n"


def scrubbed(line: str, names: Iterable[str]) -> str:
    """Return a line without names, without Chinese words and without paths but those inside the program."""
    line = line.replace(str(PROGRAM), "<program>").replace(str(Path(sys.prefix)), "<python>")
    line = line.replace(str(Path.home()), "/~")
    line = _PATHS.sub("<path>", _QUOTED.sub("<path>", line))
    for name in names:
        if len(name) >= SHORTEST_NAME:
            line = re.sub(re.escape(name), "<name>", line, flags=re.I)
    return _WORDS.sub("<words>", line)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return ""


def _end(path: Path) -> list[str]:
    """Return the last lines of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - LONGEST_READ, 0))
            return file.read().decode("utf-8", "replace").splitlines()[-LAST_LINES:]
    except OSError:
        return []
