"""The log's files, in the user's data folder: they are kept from the first paint on."""

import faulthandler
import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths

from .errors import last_lines, log
from .style.activity_log import ActivityLog

LOG_SIZE = 1_000_000
ACCOUNT = "account.log"
FORM = logging.Formatter("%(asctime)s %(levelname)s %(message)s")


class PrivateLog(RotatingFileHandler):
    """A rotating log file that only its owner may read, because it records what a user does."""

    def _open(self) -> TextIOWrapper:
        return open_privately(Path(self.baseFilename), self.mode)


def open_privately(path: Path, mode: str) -> TextIOWrapper:
    """Open a text file to write to; if it is made now, only its owner may read it."""
    return cast(
        "TextIOWrapper",
        open(path, mode, encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)),
    )


def log_folder() -> Path:
    """Return the folder of the log, within the user's data."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def keep_log() -> None:
    """Write the log and the activity log to the user's data folder; to standard error where that is not possible."""
    folder = log_folder()
    handler: logging.Handler
    handlers: list[logging.Handler] = [last_lines]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = PrivateLog(folder / "biaoshu.log", maxBytes=LOG_SIZE, backupCount=1, encoding="utf-8")
        account = PrivateLog(folder / ACCOUNT, maxBytes=LOG_SIZE, backupCount=1, encoding="utf-8")
        account.setFormatter(ActivityLog())
        handlers.append(account)
        # the traceback that Python writes after a crash in Qt or C code; that of the time before is kept
        crash = folder / "crash.log"
        if crash.is_file() and crash.stat().st_size:
            crash.replace(folder / "crash-before.log")
        faulthandler.enable(open_privately(crash, "w"))
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(FORM)
    log.handlers[:] = [handler, *handlers]
    log.setLevel(logging.INFO)
    log.propagate = False
