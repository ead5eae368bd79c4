"""The two halves of the reading process on Linux: one opens the files asked for, the other is closed and reads them.

The front half takes requests from whoever started the process, goes through folders, opens files and hands each to the
inner half as an open descriptor. It parses nothing that a stranger made. The inner half loads what reads files, closes
itself (`core.files.confinement`) and then has nothing but the files handed to it and the channel it answers through.
"""

import errno
import io
import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NoReturn

from ..model.errors import UserError, error_from_record, error_to_record
from ..process import serve as serve_lines
from ..process import to_line
from .containers import sources
from .limits import ANSWER, limit_resources
from .load import open_file

Answer = dict[str, Any]
Loaded = frozenset[str]
Life = Callable[[socket.socket, int, Loaded], None]
"""What an inner half does with its channel, the front half's process, and the kinds of files it loads what reads."""

UNLOADED = b'{"unloaded": true}\n'
"""What an inner half answers that was not given what reads such a file."""

_PIECE = 1 << 20
_BY_SUFFIX = dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"), "page")
_BY_SUFFIX |= {".docx": "docx", ".pdf": "pdf", ".parquet": "parquet"}
PLAIN: Loaded = frozenset()
_BY_VERB = {"labels": "labels", "gather": "labels"}
ALL: Loaded = frozenset((*_BY_SUFFIX.values(), *_BY_VERB.values()))


class HandedFile(io.RawIOBase):
    """A file handed over open, read from its beginning whoever read it before; it is closed with the last reader."""

    def __init__(self, descriptor: "Descriptor") -> None:
        self._descriptor = descriptor
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be gone about in."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; return it."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence)
        at = offset + (os.lseek(self._descriptor.number, 0, os.SEEK_END) if start is None else start)
        if at < 0:
            # as the system says it of a file: an archive that is too short is known by it
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = at
        return at

    def tell(self) -> int:
        """Say where it is."""
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any buffer, as the base class has it
        """Read on; return how much."""
        view = memoryview(buffer).cast("B")
        data = os.pread(self._descriptor.number, len(view), self._at)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


class Descriptor:
    """An open file as it was handed over; closed when nobody holds it any more."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        """Close it."""
        os.close(self.number)


class ConfinedReader:
    """The inner half as the front half sees it."""

    def __init__(self, live: Life, loaded: Loaded) -> None:
        front = os.getpid()
        self.loaded = loaded
        self._channel, other = socket.socketpair()
        self._process = os.fork()
        if not self._process:
            _live(live, other, front, loaded)
        other.close()

    def ask(self, request: Answer, file: BinaryIO) -> Iterator[bytes]:
        """Hand over a file with what is asked of it; yield the answer, one line, in pieces.

        Where the half ends over it, so does this one, and with the same code.
        """
        with suppress(OSError):
            if self._says_something():
                os._exit(self.stop() & 0xFF or 1)
            socket.send_fds(self._channel, [b"\n"], [file.fileno()])
            self._channel.sendall(to_line(request))
            size = 0
            while piece := self._channel.recv(_PIECE):
                line, end, more = piece.partition(b"\n")
                size += len(line)
                if more or size > ANSWER:
                    # it says what nobody asked: it is not itself any more
                    break
                yield line + end
                if end:
                    return
        os._exit(self.stop() & 0xFF or 1)

    def _says_something(self) -> bool:
        """Tell whether it says what nobody asked, before anything is asked."""
        try:
            self._channel.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK)
        except BlockingIOError:
            return False
        return True

    def stop(self) -> int:
        """End the half, if it has not ended; return the code it ended with."""
        self._channel.close()
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        return os.waitstatus_to_exitcode(status)


def _live(live: Life, channel: socket.socket, front: int, loaded: Loaded) -> NoReturn:
    """Be the inner half: without the streams and files of the front half, until nothing more is asked."""
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        for number in _descriptors():
            if number > 2 and number != channel.fileno():
                with suppress(OSError):
                    os.close(number)
        live(channel, front, loaded)
        code = 0
    finally:
        # nothing of the front half's may be run or flushed at the end
        os._exit(code)


def _descriptors() -> list[int]:
    try:
        return [int(place.name) for place in Path("/proc/self/fd").iterdir()]
    except OSError:
        return list(range(256))


class Broker:
    """The front half: takes requests, opens what they name, and has the inner half read it."""

    def __init__(self, live: Life) -> None:
        self._life = live
        self._inner: ConfinedReader | None = None

    def serve(self, requests: BinaryIO, answers: BinaryIO) -> None:
        """Answer each request with one line until their stream ends or nobody hears."""
        limit_resources()
        try:
            serve_lines(requests, answers, lambda line: self._answer(json.loads(line)))
        finally:
            if self._inner is not None:
                self._inner.stop()

    def _answer(self, request: Answer) -> Iterator[bytes]:
        path = Path(request["path"])
        try:
            if request["verb"] == "list":
                yield to_line({"sources": sources(path, self._inside), "spent": False})
                return
            with open_file(path) as file:
                yield from self._read(request, file)
        except UserError as error:
            yield to_line({"error": error_to_record(error), "more": False, "spent": False})

    def _inside(self, path: Path) -> list[str] | None:
        """Have the inner half list the members of an archive; what it says is held to be names and nothing else."""
        with open_file(path) as file:
            told = json.loads(b"".join(self._read({"verb": "inside", "path": str(path)}, file)))
        if "error" in told:
            raise error_from_record(told["error"])
        members = told["members"]
        return None if members is None else [str(name) for name in members]

    def _read(self, request: Answer, file: BinaryIO) -> Iterator[bytes]:
        name = PurePath(request.get("member") or request["path"]).name
        kind = _BY_VERB.get(request["verb"]) or _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
        kind = "" if request["verb"] == "inside" else kind
        inner = self._with(frozenset(filter(None, (kind,))))
        pieces = inner.ask(request, file)
        first = next(pieces)
        if first == UNLOADED and inner.loaded != ALL:
            # it is of another kind than its name says
            pieces = self._with(ALL).ask(request, file)
            first = next(pieces)
        yield first
        yield from pieces

    def _with(self, needed: Loaded) -> ConfinedReader:
        """Return an inner half that reads such files at least; the second that is begun reads all."""
        if self._inner is not None and not needed <= self._inner.loaded:
            self._inner.stop()
            self._inner, needed = None, ALL
        if self._inner is None:
            self._inner = ConfinedReader(self._life, needed)
        return self._inner
