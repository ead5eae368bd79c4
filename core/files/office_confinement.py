"""What LibreOffice may touch on Linux: its own installation and the system's files to read, one folder to write in.

Landlock holds it to these, and seccomp keeps it from every socket but those within the machine. Neither needs a
privilege, and both hold for all that it starts. Where the kernel has no Landlock, the limits of time, memory and files
hold alone.
"""

import ctypes
import os
import struct
from contextlib import suppress
from pathlib import Path

from .confinement import ARCHITECTURES, architecture

# The numbers of <linux/landlock.h>, <linux/prctl.h>, <linux/seccomp.h>, <linux/audit.h> and <linux/filter.h>.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF, _ASK_VERSION, _BENEATH = 444, 445, 446, 1, 1
_NO_NEW_PRIVILEGES, _END_WITH_PARENT, _ORPHANS_COME_HERE, _KILLED = 38, 1, 36, 9
_EXECUTE, _WRITE, _READ, _LIST, _MAKE_SOCKET, _TRUNCATE, _DEVICE = 1, 2, 4, 8, 1 << 9, 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICE
_SET_FILTER = 1
_LOAD, _IF_EQUAL, _IF_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X32, _ALLOW, _REFUSE = 0x40000000, 0x7FFF0000, 0x00050001
_LOCAL = 1
_SOCKET = {"x86_64": 41, "aarch64": 198}
# what could open a connection without that call, by the same number on both
_IO_URING = 425

_READABLE = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc", "/opt", "/nix/store", "/proc/self")
_CACHES = ("/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice", "/sys/devices/system/cpu")
# LibreOffice makes a socket there, by which it would find another one at work with the same profile
_LOCAL_SOCKETS = ("/tmp", "/var/tmp")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def become_parent_of_orphans() -> None:
    """Have the system give this process every process below it whose own parent ends."""
    ctypes.CDLL(None).prctl(_ORPHANS_COME_HERE, 1, 0, 0, 0)


class OfficeConfinement:
    """The rights of LibreOffice, made ready before its process is; `confine` takes all others from the process."""

    def __init__(self, office: Path, folder: Path) -> None:
        # loads the C library now: between fork and exec nothing may be loaded
        self._library = ctypes.CDLL(None, use_errno=True)
        self._parent = os.getpid()
        self._ruleset = self._rules(office, folder)
        steps = _filter()
        self._steps = ctypes.create_string_buffer(steps, max(len(steps), 1))
        self._program = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(self._steps)) if steps else b""

    def confine(self) -> None:
        """Confine this process, and all that it starts, for good."""
        self._library.prctl(_END_WITH_PARENT, _KILLED, 0, 0, 0)
        if os.getppid() != self._parent:
            os._exit(1)
        self._library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if self._ruleset >= 0 and self._call(_RESTRICT_SELF, self._ruleset, 0) != 0:
            os._exit(1)
        if self._program and self._call(ARCHITECTURES[architecture()][2], _SET_FILTER, 0, self._program) != 0:
            os._exit(1)

    def _rules(self, office: Path, folder: Path) -> int:
        """Return Landlock's rules as an open descriptor, -1 where the kernel has none."""
        version = self._call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
        if version < 1:
            return -1
        files = (1 << (16 if version >= 5 else 12 + min(version, 3))) - 1
        # connections too, where it knows them; sockets within the machine are left, which its start needs
        given_up = struct.pack("QQ", files, 0b11)[: 16 if version >= 4 else 8]
        ruleset = self._call(_CREATE_RULESET, given_up, ctypes.c_size_t(len(given_up)), 0)
        if ruleset < 0:
            return -1
        program = office.resolve()
        readable = {Path(place) for place in (*_READABLE, *_CACHES)} | {office.parent, program.parent}
        for place in readable:
            self._allow(ruleset, place, files & (_EXECUTE | _READ | _LIST))
        for place in map(Path, _DEVICES):
            self._allow(ruleset, place, files & (_READ | _WRITE))
        for place in map(Path, _LOCAL_SOCKETS):
            self._allow(ruleset, place, _MAKE_SOCKET)
        self._allow(ruleset, folder, files)
        return ruleset

    def _allow(self, ruleset: int, place: Path, rights: int) -> None:
        with suppress(OSError):
            opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
            try:
                rights &= -1 if place.is_dir() else _OF_FILES
                self._call(_ADD_RULE, ruleset, _BENEATH, struct.pack("=Qi", rights, opened), 0)
            finally:
                os.close(opened)

    def _call(self, number: int, *arguments: object) -> int:
        whole = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
        return int(self._library.syscall(ctypes.c_long(number), *whole))


def _filter() -> bytes:
    """Return the instructions of a seccomp filter that refuses sockets other than local ones; b"" where there is none.

    Calls through the entry of another architecture are refused.
    """
    name = architecture()
    if not name:
        return b""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 6, ARCHITECTURES[name][1]),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_LEAST, 4, 0, _X32),
        (_IF_EQUAL, 3, 0, _IO_URING),
        (_IF_EQUAL, 0, 3, _SOCKET[name]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 1, 0, _LOCAL),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
