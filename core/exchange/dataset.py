"""The dataset: figures written to a file whole, or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, get_args
from uuid import uuid4

from core.annotation.place import SUFFIX
from core.errors import ExchangeError
from core.exchange.brat import write_brat
from core.exchange.conll import write_conll
from core.exchange.doccano import write_doccano
from core.exchange.exported import Exported
from core.exchange.jsonl import write_jsonl
from core.exchange.record import Record
from core.exchange.spacy import write_spacy
from core.exchange.table import write_csv
from core.exchange.web_annotation import write_web_annotation
from core.report import Note

Format = Literal["jsonl", "csv", "doccano", "spacy", "conll", "brat", "web-annotation"]
FORMATS: tuple[Format, ...] = get_args(Format)

_OF_RECORDS: dict[Format, Callable[[Iterable[Record], TextIO], None]] = {"jsonl": write_jsonl, "csv": write_csv}
_OF_REPORTS: dict[Format, Callable[[Sequence[Exported], TextIO], list[Note]]] = {
    "doccano": write_doccano,
    "spacy": write_spacy,
    "conll": write_conll,
    "web-annotation": write_web_annotation,
}
_ARCHIVES: dict[Format, Callable[[Sequence[Exported], BinaryIO], list[Note]]] = {"brat": write_brat}

ENDINGS: dict[Format, str] = {
    "jsonl": ".jsonl",
    "csv": ".csv",
    "doccano": ".jsonl",
    "spacy": ".jsonl",
    "conll": ".conll",
    "brat": ".zip",
    "web-annotation": ".jsonld",
}


def write(parts: Iterable[Exported], file: TextIO, form: Format) -> list[Note]:
    """Write figures to an open file, which takes UTF-8 and leaves line ends alone; say what the format loses.

    An archive goes to the file's `buffer`. A report without a figure to write is left out of all formats: nobody may
    have read it, and its text would be taken for one that has none.
    """
    full = [part for part in parts if part.rows]
    if form in _OF_RECORDS:
        _OF_RECORDS[form]((row for part in full for row in part.rows), file)
        return []
    if form in _OF_REPORTS:
        return _OF_REPORTS[form](full, file)
    return _ARCHIVES[form](full, file.buffer)


def is_text(form: Format) -> bool:
    """Tell whether a format can be shown on a screen."""
    return form not in _ARCHIVES


def save(parts: Iterable[Exported], path: Path, form: Format) -> list[Note]:
    """Write figures to a file, which then holds all of them; where that fails, raise ExchangeError and keep the old.

    Return what the format loses.
    """
    if path.suffix.lower() == SUFFIX:
        raise ExchangeError("{path} is the name of a store. Give the exported figures another.", path=path)
    with _replacing(path) as file:
        return write(parts, file, form)


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
