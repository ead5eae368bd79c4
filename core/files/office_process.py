"""The process that has LibreOffice convert one file: it sets the limits, watches them, and ends all that was started.

It is this program started with the verb `convert`. It reads one line of JSON, with LibreOffice's program and the file,
and answers with one line; when its input closes it ends whatever still runs. The file lies in a folder of its own, in
which LibreOffice gets its profile and puts what it makes: on Linux it can write nowhere else, read nothing of the
user's beside it, and open no connection.
"""

import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from ..process import to_line, unseen
from .office_confinement import OfficeConfinement, become_parent_of_orphans
from .windows_job import enter_converters_job

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What LibreOffice may use for one file, with all that it starts.

    Its time in seconds, the start included, and the bytes of memory and of files that it may have.
    """

    seconds: float = 120
    memory: int = 2 * 2**30
    written: int = 512 * 2**20


FAILED, TOO_LONG, TOO_LARGE, TOO_MUCH = "failed", "too long", "too large", "too much"
"""What is answered beside "made": what kept the file from being converted."""

_PACE = 0.1
# how many processes it may have at once
_PROCESSES = 64
_STARTS = 3

# macros are switched off, nothing that a file links to is fetched, and nothing is asked at the first start
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Load", "UserDefinedSettings", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
    ("Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Convert the one file that is asked for, and answer what came of it."""
    try:
        request = json.loads(requests.readline())
        office, file = Path(request["office"]), Path(request["file"])
        limits = OfficeLimits(**request["limits"])
    except (ValueError, KeyError, TypeError):
        return
    outcome = _convert(office, file, limits, _closing_of(requests))
    with suppress(OSError):
        answers.write(to_line({"outcome": outcome}))
        answers.flush()


def _closing_of(requests: BinaryIO) -> Callable[[], bool]:
    """Return what tells whether whoever asked has closed the input, or is gone."""
    if sys.platform == "win32":
        closed = Event()

        def wait() -> None:
            requests.read(1)
            closed.set()

        Thread(target=wait, daemon=True).start()
        return closed.is_set

    def is_closed() -> bool:
        # no thread: the process forks, and must hold no lock then
        return bool(select.select([requests], [], [], 0)[0]) and not os.read(requests.fileno(), 1)

    return is_closed


def _convert(office: Path, file: Path, limits: OfficeLimits, is_closed: Callable[[], bool]) -> str:
    """Run LibreOffice over a file within limits; return what came of it. Nothing that it started is left."""
    folder = file.parent
    made = folder / "made"
    made.mkdir()
    profile = folder / "profile"
    _write_profile(profile)
    until = time.monotonic() + limits.seconds
    outcome = FAILED
    # the first start in a new profile ends by asking to be started again
    for _ in range(_STARTS):
        group = _Group(office, folder, limits)
        try:
            outcome = _run(group, _command(office, profile, made, file), until, is_closed)
        except OSError:
            return FAILED
        finally:
            group.end()
            _remove_socket(profile)
        if outcome != FAILED or is_closed():
            return outcome
    return outcome


def _run(group: "_Group", program: list[str], until: float, is_closed: Callable[[], bool]) -> str:
    process = group.start(program)
    while process.poll() is None:
        if is_closed():
            return FAILED
        if time.monotonic() > until:
            return TOO_LONG
        if group.memory() > group.limits.memory or group.number() > _PROCESSES:
            return TOO_LARGE
        if group.written() > group.limits.written:
            return TOO_MUCH
        time.sleep(_PACE)
    if group.written() > group.limits.written:
        return TOO_MUCH
    return "made" if process.returncode == 0 and group.has_made() else FAILED


def _command(office: Path, profile: Path, made: Path, file: Path) -> list[str]:
    return [
        str(office),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
        *("--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(file)),
    ]


def _remove_socket(profile: Path) -> None:
    """Remove the socket that LibreOffice makes for a profile outside its folder, and may not remove itself."""
    if sys.platform != "win32":
        # of the profile's address, two bytes a character
        address = b"".join(bytes((letter, 0)) for letter in profile.as_uri().encode("ascii"))
        digest = md5(address, usedforsecurity=False).digest()
        name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
        for place in ("/tmp", "/var/tmp"):
            with suppress(OSError):
                Path(place, name).unlink()


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


class _Group:
    """LibreOffice and all that it starts.

    On Linux this process is the parent of whatever in it loses its own, so that nothing gets away; on Windows all are
    in a job, elsewhere in a group of processes.
    """

    def __init__(self, office: Path, folder: Path, limits: OfficeLimits) -> None:
        self._office, self._folder, self.limits = office, folder, limits
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, program: list[str]) -> "subprocess.Popen[bytes]":
        """Start a program under the limits."""
        none = subprocess.DEVNULL
        environment = _environment(self._folder)
        if sys.platform == "win32":
            enter_converters_job(self.limits.memory)
            self._process = subprocess.Popen(
                program, stdin=none, stdout=none, stderr=none, env=environment, creationflags=unseen()
            )
            return self._process
        self._process = subprocess.Popen(
            program,
            stdin=none,
            stdout=none,
            stderr=none,
            env=environment,
            cwd=self._folder,
            start_new_session=True,
            preexec_fn=self._confinement(),  # noqa: PLW1509 (no thread runs in this process)
        )
        return self._process

    def _confinement(self) -> Callable[[], None]:
        """Return what confines the process between its start and LibreOffice's."""
        limits = [
            (getattr(resource, name), most)
            for name, most in (
                ("RLIMIT_DATA", self.limits.memory),
                ("RLIMIT_FSIZE", self.limits.written),
                ("RLIMIT_CPU", 2 * math.ceil(self.limits.seconds)),
                ("RLIMIT_CORE", 0),
            )
            if hasattr(resource, name)
        ]
        rights = None
        if sys.platform == "linux":
            become_parent_of_orphans()
            rights = OfficeConfinement(self._office, self._folder)

        def confine() -> None:
            for what, most in limits:
                resource.setrlimit(what, (most, most))
            if rights is not None:
                rights.confine()

        return confine

    def memory(self) -> int:
        """Return how many bytes of memory the group has, where the system tells; the system holds Windows' jobs."""
        return sum(map(_resident, self._members()))

    def number(self) -> int:
        """Return how many processes the group has, where the system tells."""
        return len(list(self._members()))

    def written(self) -> int:
        """Return how many bytes there are in the group's folder."""
        size = 0
        for place, _, names in os.walk(self._folder):
            for name in names:
                with suppress(OSError):
                    size += Path(place, name).lstat().st_size
        return size

    def has_made(self) -> bool:
        """Tell whether the document is there that was to be made."""
        return (self._folder / "made" / "document.docx").is_file()

    def end(self) -> None:
        """End every process of the group, and wait until all are gone."""
        if self._process is None:
            return
        if sys.platform != "win32":
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
            while members := list(self._members()):
                for number in members:
                    with suppress(OSError):
                        os.kill(number, signal.SIGKILL)
                _reap()
                time.sleep(0.01)
        with suppress(OSError):
            self._process.kill()
        self._process.wait()

    def _members(self) -> Iterator[int]:
        """Yield the processes below this one, on Linux; one that has ended and is not waited for counts as gone."""
        if sys.platform != "linux":
            return
        children: dict[int, list[int]] = {}
        for place in Path("/proc").iterdir():
            if place.name.isdigit():
                with suppress(OSError, ValueError, IndexError):
                    state, parent = (place / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
                    if state not in "ZX":
                        children.setdefault(int(parent), []).append(int(place.name))
        waiting = list(children.get(os.getpid(), ()))
        while waiting:
            number = waiting.pop()
            yield number
            waiting += children.get(number, ())


def _reap() -> None:
    """Wait for the processes that have ended and were given to this one."""
    if sys.platform != "win32":
        with suppress(OSError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _resident(number: int) -> int:
    if sys.platform == "win32":
        return 0
    try:
        pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment: nothing of the user's but what a program needs to start, and the folder as the home."""
    names = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "PROGRAMFILES")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "XDG_RUNTIME_DIR", "USERPROFILE", "APPDATA"), str(folder))
    return {**kept, **own, "SAL_USE_VCLPLUGIN": "svp"} if sys.platform != "win32" else {**kept, **own}
