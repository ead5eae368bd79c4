"""The limits of the process that reads files: its memory, its time, and what it may touch."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ..paths import followed, plain

SECONDS = 20
"""How many seconds of processor time one file may take."""
PATIENCE_S = 120
"""How long its answer is waited for: other programs may keep the machine busy."""
MEMORY = 2**30
"""How many bytes the process may use."""
SPENT = MEMORY // 2
"""From how many bytes on the next file gets a new process."""
ANSWER = 64 * 2**20
"""How many bytes one answer may have."""

TOO_LONG, TOO_LARGE = 71, 72
"""With what the process ends that a file kept too long, or made too large."""

_PACE = 0.1
_FORBIDDEN = (
    "socket.", "subprocess.", "urllib.", "ftplib.", "smtplib.", "http.client.", "webbrowser.", "os.system", "os.exec",
    "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
    "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate", "os.kill", "shutil.", "tempfile.", "pty.",
)  # fmt: skip


class Limits:
    """Sets the limits of the process, and watches them from a thread where the system does not."""

    def __init__(self) -> None:
        self._until = self._latest = float("inf")
        self._given = ""
        self._own = tuple({os.path.realpath(place) for place in _own_places()})

    def set(self) -> None:
        """Set the limits; they cannot be lifted again."""
        limit_resources()
        threading.Thread(target=self._watch, daemon=True).start()
        sys.addaudithook(self._judge)

    def begin(self, path: str) -> None:
        """Start the time of one file, and allow the file to be opened."""
        self._given = _real(path) if path else ""
        self._until, self._latest = time.process_time() + SECONDS, time.monotonic() + PATIENCE_S

    def end(self) -> None:
        """Stop the time of the file."""
        self._until = self._latest = float("inf")

    def _watch(self) -> None:
        while True:
            time.sleep(_PACE)
            if memory_used() > MEMORY:
                os._exit(TOO_LARGE)
            # by the clock a little later than whoever waits for the answer would end it: that process may be gone
            if time.process_time() > self._until or time.monotonic() > self._latest + 2:
                os._exit(TOO_LONG)

    def _judge(self, event: str, arguments: tuple[object, ...]) -> None:
        """Refuse what reading a file never needs: the network, other programs, writing, and opening other files."""
        if event.startswith(_FORBIDDEN):
            raise PermissionError(event)
        if event == "open" and isinstance(arguments[0], str | bytes):
            self._judge_opening(os.fsdecode(arguments[0]), arguments[1], arguments[2])

    def _judge_opening(self, path: str, mode: object, flags: object) -> None:
        writes = isinstance(mode, str) and bool(set(mode) & set("wax+"))
        writes = writes or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)))
        place = _real(path)
        known = place == self._given or (self._given and place.startswith(self._given + os.sep))
        if writes or not (known or place.startswith(self._own)):
            raise PermissionError(path)


def _real(path: str) -> str:
    """Return the same name for a file, by whatever path it is opened."""
    return plain(str(followed(Path(path))))


def _own_places() -> list[str]:
    """Return the folders of the program itself, from which it may go on loading."""
    packed = str(Path(sys.executable).parent) if getattr(sys, "frozen", False) else ""
    here = Path(__file__).resolve().parents[2]
    # the data of the program lies in resources: a table is told from labels by the words there
    own = (str(here / folder) for folder in ("core", "resources"))
    return [place for place in (packed, sys.prefix, sys.base_prefix, *own) if place]


def limit_resources() -> None:
    """Have the system limit the process's memory and keep it from writing files; Windows has no such call."""
    sys.dont_write_bytecode = True
    try:
        import resource
    except ImportError:
        return
    # not the address space, of which PDFium reserves far more than it uses
    for what, most in (("RLIMIT_DATA", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        limit = getattr(resource, what, None)
        if limit is not None:
            resource.setrlimit(limit, (most, most))


def memory_used() -> int:
    """Return the most memory that the process has had, in bytes."""
    if sys.platform == "win32":
        return _windows_memory()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


_windows_memory: Callable[[], int]
if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """Windows' PROCESS_MEMORY_COUNTERS: what Windows counts of a process's memory."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize")),
            *((f"Quota{number}", ctypes.c_size_t) for number in range(4)),
            *((name, ctypes.c_size_t) for name in ("PagefileUsage", "PeakPagefileUsage")),
        )

    def _windows_memory() -> int:
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
        return int(counters.PeakPagefileUsage)
