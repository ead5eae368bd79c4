"""The confinement: rights a process gives up for good on Linux, so that even native code in it can reach nothing.

Landlock takes every file, connection and signal away, seccomp every call of the system but the few that reading bytes
and counting needs. Neither can be taken back, neither needs a right, and both hold for whatever code runs here.
"""

import ctypes
import os
import platform
import struct
import sys

# The system's own numbers: <linux/prctl.h>, <linux/landlock.h>, <linux/seccomp.h>, <linux/audit.h>, <linux/filter.h>.
_END_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
_CREATE_RULESET, _RESTRICT_SELF, _ASK_VERSION = 444, 446, 1
_SET_FILTER, _ALL_THREADS = 1, 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_LOAD, _IF_EQUAL, _IF_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
# the other numbering that a kernel for x86-64 may take, which begins here
_X32 = 0x40000000
_NOT_PERMITTED = 1
_NONE = -1
_KILLED = 9

ARCHITECTURES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
"""The column of CALLS, the name in the filter and the number of the call `seccomp`."""

# fmt: off
CALLS: dict[str, tuple[int, int]] = {
    # bytes from and to what is open already
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80),
    # memory
    "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "brk": (12, 214), "getrusage": (98, 165), "sysinfo": (99, 179),
    # threads that are there already wait for each other; none is begun
    "futex": (202, 98), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "set_robust_list": (273, 99),
    "rseq": (334, 293), "getpid": (39, 172), "gettid": (186, 178),
    # what comes from the system to this process
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    # time and chance
    "clock_gettime": (228, 113), "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "gettimeofday": (96, 169),
    "time": (201, _NONE), "getrandom": (318, 278),
    # the end
    "exit": (60, 93), "exit_group": (231, 94),
}
# fmt: on
"""Every call the closed process may make, by its number on x86-64 and on aarch64."""

RECEIVE = (47, 212)
"""The call that takes an open file in, `recvmsg`; allowed on the one channel alone."""


def architecture() -> str:
    """Return the architecture this process runs as, "" where there is no list of calls for it."""
    machine = platform.machine()
    return machine if machine in ARCHITECTURES and sys.maxsize > 2**32 else ""


class Confinement:
    """Closes the process it is made in, in two steps: threads are to begin between them."""

    def __init__(self) -> None:
        # before anything is closed: the handle of the C library is looked up
        self._library = ctypes.CDLL(None, use_errno=True)

    def end_with(self, parent: int) -> None:
        """Have the system end this process when the one that began it ends."""
        self._library.prctl(_END_WITH_PARENT, _KILLED, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)

    def close_files(self) -> str:
        """Give up opening any file, and by newer kernels connections and signals to others; say what holds now."""
        self._library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        version = self._call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
        if version < 1:
            return f"no Landlock ({_reason()})"
        # which accesses a version knows: all are given up, no rule gives one back
        files = (1 << (16 if version >= 5 else 12 + min(version, 3))) - 1
        given_up = struct.pack("QQQ", files, 0b11, 0b11)[: 24 if version >= 6 else 16 if version >= 4 else 8]
        ruleset = self._call(_CREATE_RULESET, given_up, ctypes.c_size_t(len(given_up)), 0)
        if ruleset < 0 or self._call(_RESTRICT_SELF, ruleset, 0) < 0:
            return f"no Landlock ({_reason()})"
        os.close(ruleset)
        return f"Landlock {version}"

    def close_calls(self, channel: int) -> str:
        """Give up every call but those of CALLS, and taking files in by this channel; say what holds now."""
        name = architecture()
        if not name:
            return f"no seccomp (no list of calls for {platform.machine() or 'this processor'})"
        steps = filter_for(name, channel)
        held = ctypes.create_string_buffer(steps, len(steps))

        class Program(ctypes.Structure):
            """The steps as the kernel takes them: how many, and where."""

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
    """Write the filter of an architecture in the kernel's steps; what it does not allow fails as not permitted.

    The architecture is looked at first: by another one's gate (32 bits, x32) the same numbers mean other calls.
    """
    column, code, _ = ARCHITECTURES[name]
    numbers = [both[column] for both in CALLS.values() if both[column] != _NONE]
    # a jump counts the steps it passes over; behind the list stand: refuse, allow, and the look at the channel
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
