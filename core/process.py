"""The program's other processes: how one is started, and how two talk, a JSON object on a line each way.

Files are read in one process (`core.files.reading_process`), figures are found in another (`core.engine`), by the
command line in several of each (`--jobs`). Each is this program started again with a verb. It answers requests on its
standard streams until its input ends.

- The framing: an object of JSON in UTF-8 on one line that ends with "\\n" (`to_line`, `Lines`).
- The server: `serve` answers line by line.
- The client: `Client` for code that waits. `gui.background.line_process` does the same in Qt's event loop, by `Lines`.

Packaged for Windows the program is two files over one folder, since Windows fixes in the file whether a program has a
console: `biaoshu.exe` is for the terminal, and is what reads and finds behind the window; `biaoshu-window.exe` is the
window, and has no console that could show.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

if TYPE_CHECKING:
    import subprocess

TERMINAL = "biaoshu.exe"
WINDOW = "biaoshu-window.exe"
# as in subprocess, which has it on Windows only and is not loaded before the first paint
CREATE_NO_WINDOW = 0x08000000
LINE_LIMIT = 64 * 2**20
"""How many bytes a line may have, where nothing else is said."""

Message = dict[str, Any]
"""A request or an answer: an object of JSON."""

Request = TypeVar("Request")

_PIECE = 1 << 16
# seconds between a process's closing its output and its end
_LAST_MOMENT = 2.0


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


class LineTooLongError(ValueError):
    """A process says more on one line than it may."""


def to_line(message: Message) -> bytes:
    """Write a message as a line.

    A file's name need not be text: what stands for its bytes is written as it is, and `from_line` takes it in again.
    """
    # not at the top: nothing is asked or answered before the first paint
    import json

    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def from_line(line: bytes) -> Any:  # noqa: ANN401 (what JSON holds)
    """Read a line; raise ValueError where it is no JSON. That it is an object is not looked at."""
    import json

    return json.loads(line)


class Lines:
    """Cuts what comes from a process, in pieces of any size, into lines.

    >>> lines = Lines()
    >>> lines.add(b'{"id": 1}\\n{"id"')
    >>> lines.take(), lines.take()
    (b'{"id": 1}', None)
    """

    def __init__(self, limit: int = LINE_LIMIT) -> None:
        self._limit = limit
        self._whole: deque[bytes] = deque()
        self._begun = bytearray()

    def add(self, piece: bytes) -> None:
        """Take up what has come; raise LineTooLongError where a line has more bytes than the limit."""
        first, *others = piece.split(b"\n")
        for part in others:
            self._extend(first)
            self._whole.append(bytes(self._begun))
            self._begun.clear()
            first = part
        self._extend(first)

    def take(self) -> bytes | None:
        """Return the next whole line without its end; None where none is whole yet."""
        return self._whole.popleft() if self._whole else None

    def take_first(self, start: bytes) -> bytes | None:
        """Return the first whole line that begins so, before all others, which stay in order; None where none does."""
        line = next((line for line in self._whole if line.startswith(start)), None)
        if line is not None:
            self._whole.remove(line)
        return line

    def _extend(self, part: bytes) -> None:
        self._begun += part
        if len(self._begun) > self._limit:
            raise LineTooLongError


def serve(requests: Iterable[Request], answers: BinaryIO, answer: Callable[[Request], Iterable[bytes]]) -> None:
    """Answer each request, most often a line, until their stream ends, or until nobody hears.

    `answer` yields the lines to a request, or pieces of lines; each is sent when it comes. What a library prints goes
    to standard error from now on: the answers' stream is for answers alone.
    """
    sys.stdout = sys.stderr
    try:
        for request in requests:
            for piece in answer(request):
                answers.write(piece)
                answers.flush()
    except BrokenPipeError:
        return


class EndedError(Exception):
    """A process ended over a request, or was ended.

    `code` is its exit status; None where it took too long, -1 where it said what is no answer.
    """

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class Client:
    """Asks a process one thing at a time, and waits; it is started when it is needed, and again after it ended.

    `hold` is called with the number of each process that is started; what it returns is kept as long as that runs.
    """

    def __init__(self, program: Sequence[str], hold: Callable[[int], object] = lambda number: None) -> None:
        self._program, self._hold = list(program), hold
        self._process: subprocess.Popen[bytes] | None = None
        self._held: object = None
        self._lines: SimpleQueue[bytes | None]
        self._listener: Thread

    def exchange(self, request: Message, seconds: float | None, limit: int = LINE_LIMIT) -> bytes:
        """Send a request; return the line that answers it, or the first of them.

        Raise EndedError where none comes within so many seconds (None waits for ever), where it is longer than `limit`
        bytes, or where the process ends over it. The process is over then, and the next request starts another.
        """
        process = self._running(limit)
        assert process.stdin is not None
        try:
            process.stdin.write(to_line(request))
            process.stdin.flush()
        except OSError:
            raise EndedError(self._end(process)) from None
        return self._heard(process, seconds)

    def next_line(self, seconds: float | None) -> bytes:
        """Return the next line of an answer of several lines; raise as `exchange` does."""
        process = self._process
        if process is None:
            raise EndedError(-1)
        return self._heard(process, seconds)

    def _heard(self, process: "subprocess.Popen[bytes]", seconds: float | None) -> bytes:
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            self.stop()
            raise EndedError(None) from None
        if line is None:
            raise EndedError(self._end(process))
        return line

    def stop(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        self._held = None
        self._listener.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _end(self, process: "subprocess.Popen[bytes]") -> int:
        """End a process that has closed its output, or was stopped from another thread; return its exit status."""
        import subprocess

        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LAST_MOMENT)
        process.kill()
        code = process.wait()
        self.stop()
        return code

    def _running(self, limit: int) -> "subprocess.Popen[bytes]":
        # not at the top: it would come before the first paint
        import subprocess

        if self._process is None:
            pipe = subprocess.PIPE
            process = subprocess.Popen(
                self._program, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=unseen()
            )
            self._process, self._held, self._lines = process, self._hold(process.pid), SimpleQueue()
            assert process.stdout is not None
            self._listener = Thread(target=_listen, args=(process.stdout, limit, self._lines.put), daemon=True)
            self._listener.start()
        return self._process


def _listen(stream: Any, limit: int, tell: Callable[[bytes | None], None]) -> None:  # noqa: ANN401  buffered or not
    """Pass on the lines of a stream as they come; None when it ends or says more than it may."""
    lines = Lines(limit)
    with suppress(OSError, ValueError):
        while piece := stream.read1(_PIECE):
            lines.add(piece)
            while (line := lines.take()) is not None:
                tell(line)
    tell(None)
