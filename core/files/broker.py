"""The reading process on Linux is two processes: the broker opens files, the confined reader parses them.

The broker takes requests from whoever started it, goes through folders, opens files and sends each to the confined
reader as an open descriptor. It parses no file itself. The confined reader loads what parses files, gives up all rights
it does not need (`core.files.confinement`), and then has nothing but the descriptors sent to it and the socket it
answers through.
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
from .file_kind import SPREADSHEETS
from .limits import ANSWER, limit_resources
from .load import open_file

Answer = dict[str, Any]
Loaded = frozenset[str]
ConfinedMain = Callable[[socket.socket, int, Loaded], None]
"""What a confined reader runs. It is given its socket, the broker's process number, and the kinds of files to load
parsers for."""

UNLOADED = b'{"unloaded": true}\n'
"""What a confined reader answers that has no parser loaded for such a file."""

_PIECE = 1 << 20
_BY_SUFFIX = dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"), "page")
_BY_SUFFIX |= dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx")
_BY_SUFFIX |= {".pdf": "pdf", ".parquet": "parquet"}
_BY_SUFFIX |= dict.fromkeys(SPREADSHEETS, "table")
PLAIN: Loaded = frozenset()
_BY_VERB = {"labels": "labels", "gather": "labels"}
ALL: Loaded = frozenset((*_BY_SUFFIX.values(), *_BY_VERB.values()))


class ReceivedFile(io.RawIOBase):
    """A file received as an open descriptor. It is read from its beginning, whoever read from the descriptor before."""

    def __init__(self, descriptor: "Descriptor") -> None:
        self._descriptor = descriptor
        self._at = 0

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def seekable(self) -> bool:
        """Return True: any offset can be gone to."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to an offset and return it."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence)
        at = offset + (os.lseek(self._descriptor.number, 0, os.SEEK_END) if start is None else start)
        if at < 0:
            # the error that the system gives for a file: the module zipfile recognises a short archive by it
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = at
        return at

    def tell(self) -> int:
        """Return the current offset."""
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any buffer, as the base class has it
        """Read on into a buffer; return how many bytes."""
        view = memoryview(buffer).cast("B")
        data = os.pread(self._descriptor.number, len(view), self._at)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


class Descriptor:
    """An open file as it was received. It is closed when nothing refers to it any more."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        """Close it."""
        os.close(self.number)


class ConfinedReader:
    """The confined reader as the broker sees it: a forked process and the socket to it."""

    def __init__(self, main: ConfinedMain, loaded: Loaded) -> None:
        broker = os.getpid()
        self.loaded = loaded
        self._channel, other = socket.socketpair()
        self._process = os.fork()
        if not self._process:
            _run_confined(main, other, broker, loaded)
        other.close()

    def ask(self, request: Answer, file: BinaryIO) -> Iterator[bytes]:
        """Send a request with an open file; yield the one line that answers it, in pieces.

        Where the confined reader ends before it has answered, the broker ends too, with the same exit status.
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
                    # it answers what nobody asked: harmful code has taken it over
                    break
                yield line + end
                if end:
                    return
        os._exit(self.stop() & 0xFF or 1)

    def _says_something(self) -> bool:
        """Tell whether it has written something without being asked."""
        try:
            self._channel.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK)
        except BlockingIOError:
            return False
        return True

    def stop(self) -> int:
        """End the process, if it has not ended; return its exit status."""
        self._channel.close()
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        return os.waitstatus_to_exitcode(status)


def _run_confined(main: ConfinedMain, channel: socket.socket, broker: int, loaded: Loaded) -> NoReturn:
    """Run the confined reader in the forked process, without the broker's streams and files."""
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        for number in _descriptors():
            if number > 2 and number != channel.fileno():
                with suppress(OSError):
                    os.close(number)
        main(channel, broker, loaded)
        code = 0
    finally:
        # no exit handler of the broker's may run, and no buffer of its be written
        os._exit(code)


def _descriptors() -> list[int]:
    try:
        return [int(place.name) for place in Path("/proc/self/fd").iterdir()]
    except OSError:
        return list(range(256))


class Broker:
    """Takes requests, opens the files they name, and has the confined reader parse them."""

    def __init__(self, main: ConfinedMain) -> None:
        self._main = main
        self._reader: ConfinedReader | None = None

    def serve(self, requests: BinaryIO, answers: BinaryIO) -> None:
        """Answer each request with one line until their stream ends or nobody hears."""
        limit_resources()
        try:
            serve_lines(requests, answers, lambda line: self._answer(json.loads(line)))
        finally:
            if self._reader is not None:
                self._reader.stop()

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
        """Have the confined reader list an archive's members; nothing but their names is taken from the answer."""
        with open_file(path) as file:
            answer = json.loads(b"".join(self._read({"verb": "inside", "path": str(path)}, file)))
        if "error" in answer:
            raise error_from_record(answer["error"])
        members = answer["members"]
        return None if members is None else [str(name) for name in members]

    def _read(self, request: Answer, file: BinaryIO) -> Iterator[bytes]:
        name = PurePath(request.get("member") or request["path"]).name
        kind = _BY_VERB.get(request["verb"]) or _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
        kind = "" if request["verb"] == "inside" else kind
        reader = self._with(frozenset(filter(None, (kind,))))
        pieces = reader.ask(request, file)
        first = next(pieces)
        if first == UNLOADED and reader.loaded != ALL:
            # the file is of another kind than its name says
            pieces = self._with(ALL).ask(request, file)
            first = next(pieces)
        yield first
        yield from pieces

    def _with(self, needed: Loaded) -> ConfinedReader:
        """Return a confined reader in which at least these parsers are loaded.

        The second one started has all of them.
        """
        if self._reader is not None and not needed <= self._reader.loaded:
            self._reader.stop()
            self._reader, needed = None, ALL
        if self._reader is None:
            self._reader = ConfinedReader(self._main, needed)
        return self._reader
