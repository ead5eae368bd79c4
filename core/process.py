"""The program itself, as one of its processes starts another: from its sources, or packaged.

Packaged for Windows it is two programs over one folder, since Windows fixes in the file whether a program has a
console: `biaoshu.exe` is for the terminal, and is what reads and finds behind the window; `biaoshu-window.exe` is the
window, and has no console that could show.
"""

import sys
from pathlib import Path

TERMINAL = "biaoshu.exe"
WINDOW = "biaoshu-window.exe"
# as in subprocess, which has it on Windows only and is not loaded before the first paint
CREATE_NO_WINDOW = 0x08000000


def command(verb: str) -> list[str]:
    """Return what starts this program again with a verb, which is asked and answers on its standard streams."""
    if not _is_packaged():
        return [sys.executable, str(Path(__file__).parents[1] / "main.py"), verb]
    return [str(Path(sys.executable).with_name(TERMINAL)) if sys.platform == "win32" else sys.executable, verb]


def unseen() -> int:
    """Return the flags for subprocess that keep a process from opening a console of its own over the window."""
    return CREATE_NO_WINDOW if sys.platform == "win32" else 0


def window_apart() -> Path | None:
    """Return the program that shows the window, where it is another than this: beside Windows' own for terminals."""
    if sys.platform != "win32" or not _is_packaged():
        return None
    running = Path(sys.executable)
    window = running.with_name(WINDOW)
    return window if running.name.lower() == TERMINAL and window.is_file() else None


def _is_packaged() -> bool:
    return bool(getattr(sys, "frozen", False))
