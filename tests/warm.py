"""The engine started warm: what hundreds of windows each would load anew is loaded once, and each forks off its own.

An engine loads its dictionary for half a second, and a test of the window has no other use for most of it. Here the
session starts one process that loads it by answering a request, and stays. What a window starts in place of the program
is tests/warm_join.py: it hands its standard streams, its variables and its folder to that process, which forks; the
fork is an engine as any, of this window alone. Ending either ends the other, with the same status.

`python -m tests.warm SOCKET` is the process that stays, until its standard input closes.
"""

import json
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample" / "云汀区2026年政府工作报告.txt"


def before() -> bytes:
    """Return what is answered before the first fork: a whole report has all loaded that finding and spelling need."""
    text = SAMPLE.read_text(encoding="utf-8")
    find = {"id": 1, "verb": "find", "name": "", "text": text}
    return b"".join(
        json.dumps(request).encode() + b"\n"
        for request in (find, {"id": 2, "verb": "initials", "characters": "标"}, find | {"verb": "left", "figures": []})
    )


def keep(place: str) -> None:
    """Load the engine, say so by a line, and fork one for each that joins."""
    import gc
    import io
    import select
    import threading

    from core.engine import serve

    said = sys.stdout
    answers = io.BytesIO()
    serve(io.BytesIO(before()), answers)
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
                if forked is None:
                    continue
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


def _fork(line: socket.socket, others: list[int]) -> Forked | None:
    """Be an engine in a new process, with the streams, variables and folder that come by a line.

    Return None where who joined was ended before all of that came.
    """
    given = b""
    try:
        data, streams, _, _ = socket.recv_fds(line, 4, 3)
        size = int.from_bytes(data, "big")
        while len(given) < size and (piece := line.recv(size - len(given))):
            given += piece
    except ConnectionError:
        streams, size = [], 1
    if len(given) < size or len(streams) < 3:
        for stream in streams:
            os.close(stream)
        line.close()
        return None
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
        from core.engine import serve

        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        with os.fdopen(0, "rb") as requests, os.fdopen(1, "wb") as answers:
            serve(requests, answers)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    keep(sys.argv[1])
