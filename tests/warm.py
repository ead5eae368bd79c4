"""The engine started warm: what hundreds of windows each would load anew is loaded once, and each forks off its own.

An engine loads its dictionary for half a second, and a test of the window has no other use for most of it. Here the
session starts one process that loads it by answering a request, and stays. What a window starts in place of the program
is `join`: it hands its standard streams, its variables and its folder to that process, which forks; the fork is an
engine as any, of this window alone. Ending either ends the other, with the same status.

`python -m tests.warm keep SOCKET` is the process that stays, until its standard input closes;
`python tests/warm.py join SOCKET` is what a window starts.
"""

import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import NamedTuple

BEFORE = (
    b'{"id": 1, "verb": "find", "name": "", "text": "\\u589e\\u957f5%"}\n'
    b'{"id": 2, "verb": "initials", "characters": "\\u6807"}\n'
)
"""What is answered before the first fork: finding and spelling are loaded then."""


def keep(place: str) -> None:
    """Load the engine, say so by a line, and fork one for each that joins."""
    import gc
    import io
    import select
    import threading

    from core.worker import serve

    said = sys.stdout
    answers = io.BytesIO()
    serve(io.BytesIO(BEFORE), answers)
    assert b"error" not in answers.getvalue(), answers.getvalue()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            # a fork takes only the thread that forks with it
            thread.join()
    gc.freeze()
    server = socket.socket(socket.AF_UNIX)
    server.bind(place)
    server.listen()
    print("ready", file=said, flush=True)
    poll = select.poll()
    poll.register(0, select.POLLIN)
    poll.register(server, select.POLLIN)
    # by the number of a process's descriptor, and by that of its line
    engines: dict[int, Forked] = {}
    while True:
        for number, _ in poll.poll():
            if number == 0:
                for one in engines.values():
                    os.kill(one.pid, signal.SIGKILL)
                return
            if number == server.fileno():
                forked = _fork(server.accept()[0], [server.fileno(), *engines])
                for way in (forked.process, forked.line.fileno()):
                    engines[way] = forked
                    poll.register(way, select.POLLIN)
            elif number in engines:
                forked = engines[number]
                for way in (forked.process, forked.line.fileno()):
                    poll.unregister(way)
                    del engines[way]
                forked.end()


class Forked(NamedTuple):
    """An engine that was forked: its process, by number and descriptor, and the line to who joined."""

    pid: int
    process: int
    line: socket.socket

    def end(self) -> None:
        """Say how it ended; where it has not, who joined was ended, and it is too."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        # who joined may wait no more
        with suppress(OSError):
            self.line.sendall(status.to_bytes(4, "big"))
        self.line.close()
        os.close(self.process)


def _fork(line: socket.socket, others: list[int]) -> Forked:
    """Be an engine in a new process, with the streams, variables and folder that come by a line."""
    data, streams, _, _ = socket.recv_fds(line, 4, 3)
    size, given = int.from_bytes(data, "big"), b""
    while len(given) < size:
        given += line.recv(size - len(given))
    if pid := os.fork():
        for stream in streams:
            os.close(stream)
        return Forked(pid, os.pidfd_open(pid), line)
    status = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        for number in (*streams, *others, line.fileno()):
            os.close(number)
        place = json.loads(given)
        os.environ.clear()
        os.environ.update(place["variables"])
        os.chdir(place["folder"])
        from core.worker import serve

        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        with os.fdopen(0, "rb") as requests, os.fdopen(1, "wb") as answers:
            serve(requests, answers)
        status = 0
    finally:
        os._exit(status)


def join(place: str) -> None:
    """Have an engine forked that has the streams of this process, and end as it ends."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(place)
    given = json.dumps({"variables": dict(os.environ), "folder": os.getcwd()}).encode()  # noqa: PTH109
    socket.send_fds(line, [len(given).to_bytes(4, "big")], [0, 1, 2])
    line.sendall(given)
    for stream in (0, 1, 2):
        # who reads them sees their end when the engine ends
        os.close(stream)
    status = line.recv(4)
    code = os.waitstatus_to_exitcode(int.from_bytes(status, "big")) if status else 1
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    {"keep": keep, "join": join}[sys.argv[1]](sys.argv[2])
