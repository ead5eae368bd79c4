"""Zip archives for formats with several files; the same figures give the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import TracebackType
from typing import BinaryIO, Self, TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..paths import alike, apart, fit


class Archive:
    """A .zip of UTF-8 files without times or owners, written one file after the other. A context manager."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, text: str) -> None:
        """Write a file of the archive as a whole."""
        self._zip.writestr(_entry(name), text.encode())

    @contextmanager
    def open(self, name: str) -> Iterator[TextIO]:
        """Open a file of the archive to write to, which may become longer than memory is."""
        with (
            self._zip.open(_entry(name), "w", force_zip64=True) as raw,
            TextIOWrapper(raw, encoding="utf-8", newline="") as file,
        ):
            yield file


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    return entry


class FileNames:
    """Names files after reports; where a name is taken already, with the position of the report.

    Every system accepts all of the names and tells them apart.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def name(self, report: str) -> str:
        """Return a file name for the next report, by the report's name."""
        self._count += 1
        name = apart(fit(report), self._taken, self._count)
        self._taken.add(alike(name))
        return name
