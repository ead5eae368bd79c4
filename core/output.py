"""Output files: a file that is written is complete or stays as it was; devices and pipes are written into."""

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from .held_files import is_held, replace
from .model.errors import ExchangeError, HeldError, reason_of
from .paths import followed, plain, reachable, unfit

SCREEN = Path("-")
"""What stands for standard output where a verb is given a file's name."""

_PATIENCE = 10.0
"""How many seconds somebody has to begin reading a pipe that is written into."""


def place_of(path: Path) -> Path | None:
    """Return the file that is replaced when a path is written, through links; None where it is written into instead.

    The latter are devices, pipes, and a file that is this program's own standard output or error. Raises OSError for a
    folder and for links that lead in a circle, ExchangeError for a name that is no file's on Windows.
    """
    if (other := unfit(path)) and path.name.casefold() != os.devnull:
        raise ExchangeError(
            "Windows does not allow a file with the name {name}. Call it {other}.", name=path.name, other=other
        )
    path = reachable(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        # a new file, or one that a link points to already
        return followed(path)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode) or _open_as(status) is not None:
        return None
    return followed(path)


def _open_as(status: os.stat_result) -> int | None:
    """Return the number of the standard stream as which this process has a file open, None if it has not.

    On Windows pipes and devices have no file number, and cannot be told from each other.
    """
    for number in (1, 2) if status.st_ino else ():
        with suppress(OSError):
            if os.path.samestat(os.fstat(number), status):
                return number
    return None


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write to; after the block it is at the path, complete and on disk, or not at all.

    A link stays, and the file it points to is replaced, with its mode kept. A device, a pipe and standard output
    (/dev/stdout) get the bytes at the end of the block. Raises ExchangeError where writing fails; the file that was
    there is unchanged then. Where another program has it open, the error is a KeptError: what was written is kept under
    another name.
    """
    try:
        place = place_of(path)
    except OSError as error:
        raise refusal(path, error) from error
    with _into(path) if place is None else _beside(path, place) as file:
        yield file


def refusal(path: Path, error: OSError) -> ExchangeError:
    """Return the error for a file that could not be written."""
    return ExchangeError(
        "{path} could not be written ({reason}). A file that was already there is unchanged; choose another place.",
        path=path,
        reason=reason_of(error),
    )


class KeptError(ExchangeError, HeldError):
    """A file to be replaced is open in another program; what was written is kept under another name beside it.

    `kept` are pairs: the path where it is kept, and the path where it was to go.
    """

    kept: Sequence[tuple[Path, Path]] = ()

    def put(self, path: Path | None = None) -> None:
        """Move what was kept to its place, which may be closed by now, or to `path`; raise an error as before.

        Several files keep their names, and go to the folder of `path`.
        """
        held: list[tuple[Path, Path]] = []
        for kept, place in self.kept:
            to = place if path is None else reachable(path if len(self.kept) == 1 else path.with_name(place.name))
            try:
                put(kept, to)
            except OSError as error:
                if not is_held(error):
                    raise refusal(to, error) from error
                held.append((kept, to))
        if held:
            raise _kept_error(held)


def _kept_error(kept: Sequence[tuple[Path, Path]]) -> KeptError:
    error = KeptError(
        "{path} is open in another program and was not changed. Close it there and try again; what was written is "
        "kept in {kept}.",
        path=kept[0][1],
        kept="、".join(plain(str(one)) for one, _ in kept),
    )
    error.kept = kept
    return error


@contextmanager
def _beside(path: Path, place: Path) -> Iterator[BinaryIO]:
    """Open a new file beside the old one, and move it to its place when it is complete and on disk.

    Where the block raises KeptError for files that are written inside it, this file is kept under another name too.
    """
    # a file's name may have 255 bytes
    beside = place.with_name(f".{place.name[:40]}.{uuid4().hex}")
    others: KeptError | None = None
    try:
        try:
            with beside.open("xb") as file:
                try:
                    yield file
                except KeptError as error:
                    others = error
                file.flush()
                os.fsync(file.fileno())
            if others is None:
                put(beside, place)
        except OSError as error:
            if not is_held(error):
                raise
            raise _kept_error([(_kept(beside, place), place)]) from error
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise refusal(path, error) from error
    if others is not None:
        raise _kept_error([*others.kept, (_kept(beside, place), place)]) from others


def _kept(written: Path, place: Path) -> Path:
    """Rename a file that could not be moved to its place: to the name of the place with a number, visible and free."""
    number = 2
    while (kept := place.with_name(f"{place.stem}-{number}{place.suffix}")).exists():
        number += 1
    written.rename(kept)
    return kept


def put(beside: Path, place: Path) -> None:
    """Move a file that is on disk to its place, with the mode of the file it replaces; Windows syncs names itself."""
    with suppress(FileNotFoundError):
        beside.chmod(stat.S_IMODE(place.stat().st_mode))
    replace(beside, place)
    if os.name == "posix":
        descriptor = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _into(path: Path) -> Iterator[BinaryIO]:
    """Collect what is written, and write it into a device or a pipe at the end."""
    with tempfile.TemporaryFile() as collected:
        yield collected
        collected.seek(0)
        with into(path) as there:
            shutil.copyfileobj(collected, there)


@contextmanager
def into(path: Path) -> Iterator[BinaryIO]:
    """Open a device or a pipe to write into it; raise ExchangeError where that fails."""
    try:
        own = _open_as(path.stat())
        with os.fdopen(_opened(path) if own is None else os.dup(own), "wb") as there:
            yield there
    except BrokenPipeError:
        # the reader of the pipe is gone
        return
    except OSError as error:
        raise ExchangeError(
            "Nothing could be written into {path} ({reason}). Choose another place.",
            path=path,
            reason=reason_of(error),
        ) from error


def _opened(path: Path) -> int:
    """Open a device or a pipe; raise an error where nobody begins to read a pipe within some seconds."""
    until = time.monotonic() + _PATIENCE
    # makes no file if it is gone by now, and makes no terminal the controlling terminal of this process
    how = os.O_WRONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
    while True:
        try:
            descriptor = os.open(path, how)
        except OSError as error:
            if error.errno != errno.ENXIO or not stat.S_ISFIFO(path.stat().st_mode) or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            if os.name == "posix":
                os.set_blocking(descriptor, True)
            return descriptor
