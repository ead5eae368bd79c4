"""The confinement.

Rights that the reading process gives up for good on Linux, so that even native code in it is harmless. Landlock takes
away files, connections and signals, seccomp all system calls but the few that reading bytes and computing need. Neither
can be taken back, neither needs a privilege, and both hold for any code that runs here.
"""

import ctypes
import os
import platform
import struct
import sys

# The numbers of <linux/prctl.h>, <linux/landlock.h>, <linux/seccomp.h>, <linux/audit.h> and <linux/filter.h>.
_END_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
_CREATE_RULESET, _RESTRICT_SELF, _ASK_VERSION = 444, 446, 1
_SET_FILTER, _ALL_THREADS = 1, 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_LOAD, _IF_EQUAL, _IF_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
# the calls of the x32 ABI, which a kernel for x86-64 may accept, are numbered from here on
_X32 = 0x40000000
_NOT_PERMITTED = 1
_NONE = -1
_KILLED = 9

ARCHITECTURES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
"""The column of CALLS, the name in the filter and the number of the call `seccomp`."""

# fmt: off
CALLS: dict[str, tuple[int, int]] = {
    # reading and writing files that are open already
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80),
    # memory
    "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "brk": (12, 214), "getrusage": (98, 165), "sysinfo": (99, 179),
    # waiting for threads that exist already; no new one can be started
    "futex": (202, 98), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "set_robust_list": (273, 99),
    "rseq": (334, 293), "getpid": (39, 172), "gettid": (186, 178),
    # signals from the system to this process
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    # clocks and random numbers
    "clock_gettime": (228, 113), "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "gettimeofday": (96, 169),
    "time": (201, _NONE), "getrandom": (318, 278),
    # ending
    "exit": (60, 93), "exit_group": (231, 94),
}
# fmt: on
"""Every system call that the confined process may make, by its number on x86-64 and on aarch64."""

RECEIVE = (47, 212)
"""The call that takes an open file in, `recvmsg`; allowed on the one channel alone."""


def architecture() -> str:
    """Return the architecture that this process runs as, "" where its system calls are not listed here."""
    machine = platform.machine()
    return machine if machine in ARCHITECTURES and sys.maxsize > 2**32 else ""


class Confinement:
    """Confines the process in which it is made, in two steps: threads may be started between them."""

    def __init__(self) -> None:
        # loads the C library, which could not be loaded later
        self._library = ctypes.CDLL(None, use_errno=True)

    def end_with(self, parent: int) -> None:
        """Have the system end this process when its parent ends."""
        self._library.prctl(_END_WITH_PARENT, _KILLED, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)

    def close_files(self) -> str:
        """Give up opening files and, on newer kernels, connections and signals; return what is confined now."""
        self._library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        version = self._call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
        if version < 1:
            return f"no Landlock ({_reason()})"
        # all accesses that this version of Landlock knows are given up; no rule gives one back
        files = (1 << (16 if version >= 5 else 12 + min(version, 3))) - 1
        given_up = struct.pack("QQQ", files, 0b11, 0b11)[: 24 if version >= 6 else 16 if version >= 4 else 8]
        ruleset = self._call(_CREATE_RULESET, given_up, ctypes.c_size_t(len(given_up)), 0)
        if ruleset < 0 or self._call(_RESTRICT_SELF, ruleset, 0) < 0:
            return f"no Landlock ({_reason()})"
        os.close(ruleset)
        return f"Landlock {version}"

    def close_calls(self, channel: int) -> str:
        """Give up every system call but CALLS and receiving files by this channel; return what is confined now."""
        name = architecture()
        if not name:
            return f"no seccomp (no list of calls for {platform.machine() or 'this processor'})"
        steps = filter_for(name, channel)
        held = ctypes.create_string_buffer(steps, len(steps))

        class Program(ctypes.Structure):
            """A seccomp filter as the kernel takes it: the number of its instructions, and their address."""

            _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))

        program = Program(len(steps) // 8, ctypes.addressof(held))
        done = self._call(ARCHITECTURES[name][2], _SET_FILTER, _ALL_THREADS, ctypes.byref(program))
        return "seccomp" if done == 0 else f"no seccomp ({_reason()})"

    def _call(self, number: int, *arguments: object) -> int:
        whole = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
        return int(self._library.syscall(ctypes.c_long(number), *whole))


def _reason() -> str:
    return os.strerror(ctypes.get_errno())


def filter_for(name: str, channel: int) -> bytes:
    """Return the instructions of the seccomp filter for an architecture; a call that it refuses fails with EPERM.

    The architecture is checked first: through the entry of another one (32 bits, x32) the same numbers mean other
    calls.
    """
    column, code, _ = ARCHITECTURES[name]
    numbers = [both[column] for both in CALLS.values() if both[column] != _NONE]
    # a jump counts the instructions that it skips; after the list come: refuse, allow, and the check of the channel
    refuse = 5 + len(numbers)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, refuse - 2, code),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_LEAST, refuse - 4, 0, _X32),
        (_IF_EQUAL, refuse + 2 - 5, 0, RECEIVE[column]),
        *((_IF_EQUAL, refuse + 1 - at - 1, 0, number) for at, number in enumerate(numbers, 5)),
        (_RETURN, 0, 0, _REFUSE | _NOT_PERMITTED),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 0, 1, channel),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | _NOT_PERMITTED),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
