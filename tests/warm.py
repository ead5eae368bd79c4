"""The program started warm: what a thousand processes of the tests each would load anew is loaded once, and forked.

An engine loads its dictionary for half a second, what reads files, what counts and a verb of the command line load for
a quarter, and most tests have no other use for that. Here the first that asks (`warm`) starts one process that loads
all of it, the engine's part by answering a request, and stays. What is started in place of the program is
tests/warm_join.py: it hands its standard streams, its variables, its folder and the arguments to that process, which
forks; the fork does what the program does with those arguments, and is a process of its own as ever. Ending either ends
the other, with the same status. What the program starts in its turn, engines and readers, is forked likewise.

What depends on how Python starts (the locale, the encoding of the streams, what is imported) is tried with the program
itself. That both say the same is tried by tests/gui/test_warm.py.

`python -m tests.warm SOCKET` is the process that stays, until its standard input closes.
"""

import atexit
import json
import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# before the path of a script that is run in place of the program
SCRIPT = "--script"
SAMPLE = ROOT / "resources" / "sample" / "云汀区2026年政府工作报告.txt"


def warm(*arguments: str) -> list[str]:
    """Return what starts the program with some arguments, without loading.

    Only Linux forks and hands over descriptors so that this serves: elsewhere it is the program itself.
    """
    if not sys.platform.startswith("linux"):
        return [sys.executable, str(ROOT / "main.py"), *arguments]
    return _joining(_keeper(), *arguments)


def warm_script(script: Path, *arguments: str) -> list[str]:
    """Return what runs a script in a fork of the loaded program: it finds the program's modules imported."""
    if not sys.platform.startswith("linux"):
        return [sys.executable, str(script), *arguments]
    return _joining(_keeper(), SCRIPT, str(script), *arguments)


def _joining(place: str, *arguments: str) -> list[str]:
    # -I and -S: all it needs is of the standard library
    return [sys.executable, "-I", "-S", str(ROOT / "tests" / "warm_join.py"), place, *arguments]


@cache
def _keeper() -> str:
    """Start the process that stays as long as this one; return where it listens."""
    # not longer than the name of a socket may be
    folder = tempfile.mkdtemp(prefix="warm")
    place = str(Path(folder) / "s")
    keeping = [sys.executable, "-m", "tests.warm", place]
    kept = subprocess.Popen(keeping, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    @atexit.register
    def end() -> None:
        assert kept.stdin is not None
        kept.stdin.close()
        kept.wait()
        shutil.rmtree(folder, ignore_errors=True)

    assert kept.stdout is not None
    assert kept.stdout.readline() == b"ready\n"
    return place


def before() -> bytes:
    """Return what is answered before the first fork: a whole report has all loaded that finding and spelling need."""
    text = SAMPLE.read_text(encoding="utf-8")
    find = {"id": 1, "verb": "find", "name": "", "text": text}
    return b"".join(
        json.dumps(request).encode() + b"\n"
        for request in (find, {"id": 2, "verb": "initials", "characters": "标"}, find | {"verb": "left", "figures": []})
    )


def keep(place: str) -> None:
    """Load what the processes load, say so by a line, and fork one for each that joins."""
    import gc
    import io
    import select
    import threading

    # loaded here and used in the forks: what reads plain texts, what counts, the verbs
    import core.cli
    import core.files.broker
    import core.files.confinement
    import core.files.reading_client
    import core.jobs.counting_process
    import core.jobs.engines
    import core.panel.panel_process
    from core.engine import serve
    from core.files.encoding import load_codecs
    from core.model.vocabulary import load_names

    core.jobs.engines.command = core.files.reading_client.command = lambda verb: _joining(place, verb)
    load_codecs()
    load_names()
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
    """A process that was forked, by number and descriptor, and the line to who joined."""

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
    """Be the program in a new process, with the arguments, streams, variables and folder that come by a line.

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
        is_script = place["arguments"][:1] == [SCRIPT]
        sys.argv = place["arguments"][1:] if is_script else [str(ROOT / "main.py"), *place["arguments"]]
        # the engine that answered here made this process deaf to it
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # whole streams of its own: those of this process have read and written on others
        encoding = os.environ.get("PYTHONIOENCODING") or "utf-8"
        own = [open(number, mode, encoding=encoding, closefd=False) for number, mode in enumerate("rww")]  # noqa: SIM115
        sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__ = own  # type: ignore[misc]
        if is_script:
            runpy.run_path(sys.argv[0], run_name="__main__")
            status = 0
        else:
            from main import run

            status = run()
        sys.stdout.flush()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        # as Python ends a program, but this function is never left
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    keep(sys.argv[1])
