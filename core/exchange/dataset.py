"""The dataset: records written to a file whole, or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, TextIO, get_args
from uuid import uuid4

from core.annotation.place import SUFFIX
from core.errors import ExchangeError
from core.exchange.jsonl import write_jsonl
from core.exchange.record import Record
from core.exchange.table import write_csv

Format = Literal["jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

_WRITERS: dict[Format, Callable[[Iterable[Record], TextIO], None]] = {"jsonl": write_jsonl, "csv": write_csv}


def write(rows: Iterable[Record], file: TextIO, form: Format) -> None:
    """Write records to an open file, which takes UTF-8 and leaves line ends alone."""
    _WRITERS[form](rows, file)


def save(rows: Iterable[Record], path: Path, form: Format) -> None:
    """Write records to a file, which then holds all of them; where that fails, raise ExchangeError and keep the old."""
    if path.suffix.lower() == SUFFIX:
        raise ExchangeError("{path} is the name of a store. Give the exported figures another.", path=path)
    with _replacing(path) as file:
        write(rows, file, form)


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """Open a new file beside the old one, and put it in its place when it is whole and on disk."""
    place = path.resolve()
    beside = place.with_name(f".{place.name[:100]}.{uuid4().hex}")
    try:
        try:
            with beside.open("x", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(place.parent)
    except OSError as error:
        raise ExchangeError(
            "{path} could not be written ({reason}). The file that was there is unchanged; choose another place.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def _sync_folder(folder: Path) -> None:
    """Bring the new name to disk; Windows does so by itself and opens no folder."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
