"""The command line's log, in the user's data folder: it has the traces of faults of the program."""

import os
import sys
from datetime import datetime
from pathlib import Path

MOST = 1_000_000
"""At how many bytes a new file is begun; one before it is kept."""


def log_path() -> Path:
    """Return the path of the log, which is beside the window's log."""
    home = Path.home()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "Biaoshu" / "Biaoshu" / "biaoshu-cli.log"


def write(about: str, trace: str) -> str:
    """Add a trace to the log; return the log's path, or the trace itself where the log cannot be written."""
    try:
        place = log_path()
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and place.stat().st_size > MOST:
            place.replace(place.with_name("biaoshu-cli-before.log"))
        # only the user may read the file: a trace may have words of a report
        number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(number, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {about}\n{trace.rstrip()}\n")
    except (OSError, RuntimeError):
        # RuntimeError: the user has no home folder
        return " | ".join(trace.split("\n"))
    return str(place)
