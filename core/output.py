"""The output: a file that is written is there whole or stays what it was; what is no plain file is written into."""

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
    """Return the file that is to be written for a path, through links; None where it is written into and not replaced.

    That are devices, pipes, and a file that is this program's own standard output or error already. Raise OSError for a
    folder and for links that lead round in a circle, ExchangeError for a name that Windows takes for no file's.
    """
    if (other := unfit(path)) and path.name.casefold() != os.devnull:
        raise ExchangeError(
            "Windows does not allow a file with the name {name}. Call it {other}.", name=path.name, other=other
        )
    path = reachable(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        # a new file, or one that a link names already
        return followed(path)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode) or _open_as(status) is not None:
        return None
    return followed(path)


def _open_as(status: os.stat_result) -> int | None:
    """Return by which number this process has a file open as a standard stream, None if it has not.

    On Windows pipes and devices have no number, and cannot be told from each other.
    """
    for number in (1, 2) if status.st_ino else ():
        with suppress(OSError):
            if os.path.samestat(os.fstat(number), status):
                return number
    return None


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; when the block ends what was written is at the path, whole and on disk, or nothing is.

    Where the path is a link it is what it leads to that is replaced, with its mode kept. A device, a pipe and standard
    output (/dev/stdout) get the bytes when all are there, and stay what they are. Raise ExchangeError where that fails;
    the file that was there is unchanged then. Where another program has it open that is KeptError: what was written is
    kept under another name.
    """
    try:
        place = place_of(path)
    except OSError as error:
        raise refusal(path, error) from error
    with _into(path) if place is None else _beside(path, place) as file:
        yield file


def refusal(path: Path, error: OSError) -> ExchangeError:
    """Say why a file could not be written."""
    return ExchangeError(
        "{path} could not be written ({reason}). A file that was already there is unchanged; choose another place.",
        path=path,
        reason=reason_of(error),
    )


class KeptError(ExchangeError, HeldError):
    """What was to be replaced is open in another program; what was written is kept under other names beside it.

    `kept` are pairs: where something is kept, and where it was to go.
    """

    kept: Sequence[tuple[Path, Path]] = ()

    def put(self, path: Path | None = None) -> None:
        """Put what was kept where it was to go, now that it may be closed, or where `path` says; raise as before.

        Several files keep their names, in the folder of `path`.
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
    """Open a new file beside the old one, and put it in its place when it is whole and on disk.

    What is written together with a file that is held is kept as that is.
    """
    # a name has room for 255 bytes
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
    """Give what could not take its place a name that is seen, and free: that of its place with a number."""
    number = 2
    while (kept := place.with_name(f"{place.stem}-{number}{place.suffix}")).exists():
        number += 1
    written.rename(kept)
    return kept


def put(beside: Path, place: Path) -> None:
    """Put a file that is on disk in its place, with the mode of what was there; Windows syncs a name by itself."""
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
    """Collect what is written, and write it into what is there when it is whole."""
    with tempfile.TemporaryFile() as collected:
        yield collected
        collected.seek(0)
        with into(path) as there:
            shutil.copyfileobj(collected, there)


@contextmanager
def into(path: Path) -> Iterator[BinaryIO]:
    """Open what is no plain file, to write into it as it is; raise ExchangeError where that fails."""
    try:
        own = _open_as(path.stat())
        with os.fdopen(_opened(path) if own is None else os.dup(own), "wb") as there:
            yield there
    except BrokenPipeError:
        # whoever reads has had enough
        return
    except OSError as error:
        raise ExchangeError(
            "Nothing could be written into {path} ({reason}). Choose another place.",
            path=path,
            reason=reason_of(error),
        ) from error


def _opened(path: Path) -> int:
    """Open a device or a pipe; of a pipe somebody must begin to read within a while."""
    until = time.monotonic() + _PATIENCE
    # no file is made, should it be gone by now, and no terminal becomes this process's own
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
