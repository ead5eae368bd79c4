"""What native code in the reading process tries: calls of the system by the C library, past all of Python's rules."""

import ctypes
import errno
import json
import mmap
import os
import platform
import random
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REFUSED = (1, 13)
"""EPERM and EACCES: what the system says to a call that is not allowed."""

_COLUMN = {"x86_64": 0, "aarch64": 1}.get(platform.machine(), 0)
# numbers of calls by architecture; those of one number have it on both
_NUMBERS = {
    "clone": (56, 220),
    "execve": (59, 221),
    "ptrace": (101, 117),
    "openat": (257, 56),
    "mount": (165, 40),
    "memfd_create": (319, 279),
    "execveat": (322, 281),
    "userfaultfd": (323, 282),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "process_vm_readv": (310, 270),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "seccomp": (317, 277),
    "name_to_handle_at": (303, 264),
    "io_setup": (206, 0),
    "tgkill": (234, 131),
}
_NUMBERS |= {
    name: (number, number)
    for name, number in (
        ("io_uring_setup", 425), ("pidfd_open", 434), ("openat2", 437), ("pidfd_getfd", 438), ("clone3", 435),
        ("landlock_create_ruleset", 444), ("open_tree", 428), ("fsopen", 430), ("memfd_secret", 447),
        ("process_madvise", 440), ("pidfd_send_signal", 424),
    )
}  # fmt: skip

# uretprobe and uprobe: kernels from 6.11 on let them past every filter, and end whoever calls them himself by SIGILL
_OF_PROBES = (335, 336) if platform.machine() == "x86_64" else ()

Attempt = Callable[[], int]


def kernel() -> dict[str, bool]:
    """Ask the kernel itself what it has, not the program."""
    library = ctypes.CDLL(None, use_errno=True)
    errno_action = ctypes.c_uint32(0x00050000)
    landlock = library.syscall(444, None, ctypes.c_size_t(0), 1)
    seccomp = library.syscall(_NUMBERS["seccomp"][_COLUMN], 2, 0, ctypes.byref(errno_action))
    return {"Landlock": landlock >= 1, "seccomp": seccomp == 0}


class Native:
    """Tries calls one by one and notes how each ended; made before the process is closed."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        self._given = given
        self._address = struct.pack("=H", 2) + struct.pack(">H", given["port"]) + bytes((127, 0, 0, 1)) + bytes(8)

    def ended(self) -> dict[str, list[int]]:
        """Try everything; return of each the result and the error's number."""
        found: dict[str, list[int]] = {}
        if not self.is_closed():
            return {"anything": [0, 0]}
        for name, attempt in self._attempts():
            ctypes.set_errno(0)
            result = attempt()
            if result == 0 and name in ("fork", "vfork by clone", "thread-like clone"):
                # a second process, which must not go on as this one
                os._exit(9)
            found[name] = [result, ctypes.get_errno()]
        return found

    def _attempts(self) -> Iterator[tuple[str, Attempt]]:
        for ways in (self._opening, self._naming, self._talking, self._starting, self._making, self._other_numbers):
            yield from ways()

    def _opening(self) -> Iterator[tuple[str, Attempt]]:
        c, call, given = self._library, self._call, self._given
        secret, beside = given["secret"].encode(), given["beside"].encode()
        held = ctypes.create_string_buffer(512)
        yield "open", lambda: c.open(secret, 0)
        yield "open for writing", lambda: c.open(secret, os.O_RDWR)
        yield "open a new file", lambda: c.open(beside, os.O_CREAT | os.O_WRONLY, 0o600)
        yield "open a folder", lambda: c.open(b"/", os.O_DIRECTORY)
        yield "openat", lambda: call("openat", -100, secret, 0, 0)
        yield "openat2", lambda: call("openat2", -100, secret, held, 24)
        yield "open the memory of the front half", lambda: c.open(f"/proc/{given['front']}/mem".encode(), os.O_RDWR)
        yield "open its own memory", lambda: c.open(b"/proc/self/mem", os.O_RDWR)
        yield "creat", lambda: c.creat(beside, 0o600)
        yield "stat", lambda: c.stat(secret, held)
        yield "access", lambda: c.access(secret, 0)
        yield "readlink", lambda: c.readlink(b"/proc/self/exe", held, 512)
        yield "getcwd", lambda: -1 if not c.getcwd(held, 512) else 0

    def _talking(self) -> Iterator[tuple[str, Attempt]]:
        c, given = self._library, self._given
        held = ctypes.create_string_buffer(512)
        yield "socket", lambda: c.socket(2, 1, 0)
        yield "socket of this machine", lambda: c.socket(1, 1, 0)
        yield "raw socket", lambda: c.socket(17, 3, 0)
        yield "socketpair", lambda: c.socketpair(1, 1, 0, held)
        yield from ((f"connect {n}", lambda n=n: c.connect(n, self._address, 16)) for n in range(8))  # type: ignore[misc]
        yield from ((f"sendto {n}", lambda n=n: c.sendto(n, b"x", 1, 0, None, 0)) for n in range(8))  # type: ignore[misc]
        yield from ((f"ioctl {n}", lambda n=n: c.ioctl(n, 0x5412, b"x")) for n in range(8))  # type: ignore[misc]
        yield from ((f"fcntl {n}", lambda n=n: c.fcntl(n, 8, given["front"])) for n in range(8))  # type: ignore[misc]
        yield "pipe", lambda: c.pipe(held)
        yield "dup", lambda: c.dup(2)

    def _starting(self) -> Iterator[tuple[str, Attempt]]:
        c, call, given = self._library, self._call, self._given
        held = ctypes.create_string_buffer(512)
        arguments = (ctypes.c_char_p * 2)(b"/bin/true", None)
        yield "execve", lambda: c.execve(b"/bin/true", arguments, None)
        yield "execveat", lambda: call("execveat", -100, b"/bin/true", arguments, None, 0)
        yield "posix_spawn", lambda: self._fail_on(c.posix_spawn(held, b"/bin/true", None, None, arguments, None))
        yield "system", lambda: -1 if c.system(f"touch {given['beside']}".encode()) == 127 << 8 else 0
        yield "fork", c.fork
        yield "vfork by clone", lambda: call("clone", signal.SIGCHLD, 0, 0, 0, 0)
        yield "thread-like clone", lambda: call("clone", 0x00000F00 | signal.SIGCHLD, 0, 0, 0, 0)
        yield "clone3", lambda: call("clone3", held, 64)
        yield "ptrace", lambda: call("ptrace", 16, given["front"], 0, 0)
        yield "be traced", lambda: call("ptrace", 0, 0, 0, 0)
        yield "process_vm_readv", lambda: call("process_vm_readv", given["front"], held, 1, held, 1, 0)
        yield "kill the front half", lambda: c.kill(given["front"], signal.SIGKILL)
        yield "kill who asks", lambda: c.kill(given["asker"], signal.SIGKILL)
        yield "tgkill", lambda: call("tgkill", given["front"], given["front"], signal.SIGKILL)
        yield "pidfd_open", lambda: call("pidfd_open", given["front"], 0)
        yield "pidfd_getfd", lambda: call("pidfd_getfd", 3, 1, 0)
        yield "pidfd_send_signal", lambda: call("pidfd_send_signal", 3, 9, None, 0)

    def _naming(self) -> Iterator[tuple[str, Attempt]]:
        c, call = self._library, self._call
        secret, beside = self._given["secret"].encode(), self._given["beside"].encode()
        yield "unlink", lambda: c.unlink(secret)
        yield "rename", lambda: c.rename(secret, beside)
        yield "link", lambda: c.link(secret, beside)
        yield "symlink", lambda: c.symlink(secret, beside)
        yield "mkdir", lambda: c.mkdir(beside, 0o700)
        yield "mknod", lambda: c.mknod(beside, 0o10600, 0)
        yield "chmod", lambda: c.chmod(secret, 0o777)
        yield "chown", lambda: c.chown(secret, 1, 1)
        yield "truncate", lambda: c.truncate(secret, 0)
        yield "utime", lambda: c.utimes(secret, None)
        yield "setxattr", lambda: c.setxattr(secret, b"user.a", b"x", 1, 0)
        yield "chdir", lambda: c.chdir(b"/")
        yield "chroot", lambda: c.chroot(b"/")
        yield "mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None)
        yield "open_tree", lambda: call("open_tree", -100, b"/", 1)
        yield "fsopen", lambda: call("fsopen", b"tmpfs", 0)

    def _making(self) -> Iterator[tuple[str, Attempt]]:
        c, call, given = self._library, self._call, self._given
        held = ctypes.create_string_buffer(512)
        yield "unshare", lambda: call("unshare", 0x10000000)
        yield "memfd_create", lambda: call("memfd_create", b"a", 0)
        yield "memfd_secret", lambda: call("memfd_secret", 0)
        yield "userfaultfd", lambda: call("userfaultfd", 1)
        yield "bpf", lambda: call("bpf", 5, held, 64)
        yield "perf_event_open", lambda: call("perf_event_open", held, 0, -1, -1, 0)
        yield "io_uring_setup", lambda: call("io_uring_setup", 8, held)
        yield "io_setup", lambda: call("io_setup", 8, held)
        yield "keyctl", lambda: call("keyctl", 0, -3, 0, 0, 0)
        yield "name_to_handle_at", lambda: call("name_to_handle_at", -100, b"/", held, held, 0)
        yield "shmget", lambda: c.shmget(0, 4096, 0o1600)
        yield "msgget", lambda: c.msgget(0, 0o1600)
        yield "setuid", lambda: c.setuid(1)
        yield "setrlimit", lambda: c.setrlimit(1, held)
        yield "prctl", lambda: c.prctl(15, b"other", 0, 0, 0)
        yield "setpriority", lambda: c.setpriority(0, given["front"], 19)
        yield "another filter", lambda: call("seccomp", 1, 0, held)
        yield "another ruleset", lambda: call("landlock_create_ruleset", None, 0, 1)

    def _other_numbers(self) -> Iterator[tuple[str, Attempt]]:
        given, secret = self._given, self._given["secret"].encode()
        arguments = (ctypes.c_char_p * 2)(b"/bin/true", None)
        if platform.machine() == "x86_64":
            # the same calls by the numbers of x32: open, socket, execve, kill
            yield "open of x32", lambda: self._number(0x40000000 + 2, secret, 0, 0)
            yield "socket of x32", lambda: self._number(0x40000000 + 41, 2, 1, 0)
            yield "execve of x32", lambda: self._number(0x40000000 + 520, b"/bin/true", arguments, None)
            yield "kill of x32", lambda: self._number(0x40000000 + 62, given["front"], 9)

    def _fail_on(self, error: int) -> int:
        """Turn an error that is returned into one that is set."""
        ctypes.set_errno(error)
        return -1 if error else 0

    def is_closed(self) -> bool:
        """Tell by a harmless call whether anything is refused: in an open process the others would do harm."""
        ctypes.set_errno(0)
        return self._number((110, 173)[_COLUMN]) == -1 and ctypes.get_errno() == 1

    def _call(self, name: str, *arguments: object) -> int:
        return self._number(_NUMBERS[name][_COLUMN], *arguments)

    def _number(self, number: int, *arguments: object) -> int:
        whole = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
        return int(self._library.syscall(ctypes.c_long(number), *whole))

    def let_through(self, allowed: set[int], seed: int, rounds: int) -> list[list[int]]:
        """Make every call there is but those allowed, with arguments by chance; return those not refused as such."""
        if not self.is_closed():
            return [[-1, 0, 0]]
        chance = random.Random(seed)
        held = ctypes.create_string_buffer(4096)
        places = (0, 1, -1, 3, self._given["front"], ctypes.addressof(held), 0x7FFFFFFF, -100)
        found = []
        for _ in range(rounds):
            for number in (*range(600), *(0x40000000 + low for low in range(600))):
                if number in (*allowed, *_OF_PROBES):
                    continue
                ctypes.set_errno(0)
                result = self._number(number, *(chance.choice(places) for _ in range(6)))
                if result == 0 and ctypes.get_errno() == 0 and number in (56, 57, 58, 220, 435):
                    os._exit(9)
                if (result, ctypes.get_errno()) != (-1, 1):
                    found.append([number, result, ctypes.get_errno()])
        return found

    def old_gate(self) -> int:
        """Ask for the process's number by the gate of 32 bits, whose numbers mean other calls; x86-64 alone."""
        # push rbx; mov eax, 20; int 0x80; pop rbx; ret
        code = bytes.fromhex("53b814000000cd805bc3")
        place = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        place.write(code)
        run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(place)))
        return int(run())


def _channel() -> int:
    for number in range(3, 32):
        try:
            os.lseek(number, 0, os.SEEK_CUR)
        except OSError as error:
            if error.errno == errno.ESPIPE:
                return number
    raise LookupError


def serve() -> None:
    """Be the reading process, in which a text that says TRY is native code's turn."""
    from core.files import load, reading_process
    from core.files.confinement import CALLS, RECEIVE

    given = json.loads(sys.argv[1])
    native = Native(given | {"front": os.getpid(), "asker": os.getppid()})
    plain = load._read_plain
    allowed = {numbers[_COLUMN] for numbers in (*CALLS.values(), RECEIVE)}
    # loaded before the process is closed, as what reads files is
    mmap.mmap(-1, 4096).close()

    def read(data: bytes, name: str, encoding: str) -> load.Content:
        word = data.split(b" ")
        if word[0] == b"TRY":
            return load.Content(json.dumps(native.ended()), "utf-8")
        if word[0] == b"NUMBERS":
            return load.Content(json.dumps(native.let_through(allowed, int(word[1]), int(word[2]))), "utf-8")
        if word[0] == b"GATE":
            return load.Content(str(native.old_gate()), "utf-8")
        if word[0] == b"LINES":
            os.write(_channel(), b'{"report": null}\n{"spent": false}\n')
        if word[0] == b"EARLY":
            os.write(_channel(), b'{"report": null, "more": false, "spent": false}\n')
        return plain(data, name, encoding)

    load._read_plain = read
    reading_process.serve(sys.stdin.buffer, sys.stdout.buffer)


ROOT = Path(__file__).resolve().parents[3]
START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.core.files.native import serve; serve()"

if __name__ == "__main__":
    serve()
