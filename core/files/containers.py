"""The files that folders, archives and tables hold, each of which is read as one report or several."""

import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from ..model.errors import ReportError, reason_of
from ..model.report import Report
from ..paths import plain, reachable
from .file_kind import SUFFIXES, kind_of
from .load import finished, open_file, report_of, whole
from .report_table import Columns, Row, Rows, guess, row_content, rows
from .zipped import is_of_the_system, members, opened, read_part, shown_name

MOST_FILES = 200_000
_SAMPLE_ROWS = 5


class Source(NamedTuple):
    """A file to read: its path and, in an archive, the member (which one of several with the same name)."""

    path: str
    member: str = ""
    which: int = 0

    @property
    def name(self) -> str:
        """The name of the file or the member, without its folders."""
        return PurePath(self.member or self.path).name

    @property
    def is_table(self) -> bool:
        """Whether it is a table of reports, by its suffix."""
        return SUFFIXES.get(PurePath(self.name).suffix.lower()) == "table"


Inside = Callable[[Path], list[str] | None]
"""Lists the members of an archive; None where the file is a document that is packed in the same way."""


def inside(path: Path) -> list[str] | None:
    """List the members of an archive, read in this process."""
    with open_file(path) as file:
        return members_of(file, path.name)


def members_of(file: BinaryIO, name: str) -> list[str] | None:
    """List the members of an archive, None for a document packed the same way; raise ReportError for a damaged one."""
    try:
        with opened(file, name) as packed:
            if {"[Content_Types].xml", "OFD.xml", "mimetype", "content.xml"}.intersection(packed.namelist()):
                return None
            return members(packed)
    except ReportError:
        if PurePath(name).suffix.lower() == ".zip":
            raise
        return None


def sources(path: Path, inside: Inside = inside) -> list[Source]:
    """Return what a path holds: the files of a folder at any depth, the members of an archive, or the file itself.

    Links to folders are not followed. Raises ReportError for a folder that cannot be listed or holds nothing.
    """
    if reachable(path).is_dir():
        found = [one for file in islice(_files(path), MOST_FILES + 1) for one in _within(file, inside)]
        if len(found) > MOST_FILES:
            raise ReportError(
                "{name} holds more than {limit} files; open the folders in it.",
                name=path.name or str(path),
                limit=MOST_FILES,
            )
        if not found:
            raise ReportError("{name} holds no files; choose another folder.", name=path.name)
        return found
    there = inside(path) if _begins_as_archive(path) else None
    if there is None:
        return [Source(str(path))]
    if not there:
        raise ReportError("{name} holds no files; choose another archive.", name=path.name)
    met: Counter[str] = Counter()
    found = []
    for member in there:
        found.append(Source(str(path), member, met[member]))
        met[member] += 1
    return found


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        reason = reason_of(error)
        raise ReportError("{name} cannot be read: {reason}.", name=folder.name, reason=reason) from error

    # deep in a folder, paths may be longer than Windows opens without a prefix
    for place, folders, files in os.walk(reachable(folder, always=True), onerror=refuse):
        folders[:] = sorted(name for name in folders if not is_of_the_system(PurePath(name)))
        yield from (Path(plain(place), name) for name in sorted(files) if not is_of_the_system(PurePath(name)))


def _within(file: Path, inside: Inside) -> list[Source]:
    """Return what a file in a folder holds.

    One that cannot be listed stands for itself, and is reported when it is read.
    """
    try:
        return sources(file, inside)
    except ReportError:
        return [Source(str(file))]


def _begins_as_archive(path: Path) -> bool:
    """Tell by its first bytes whether a file may be an archive.

    One that cannot be opened is reported when it is read.
    """
    if path.suffix.lower() in (".docx", ".xlsx", ".ofd"):
        return False
    try:
        with open_file(path) as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except (OSError, ReportError):
        return False


class Container:
    """Reads sources one at a time; an archive or a table stays open while the following sources are in it."""

    def __init__(self, open_file: Callable[[Path], BinaryIO] = open_file) -> None:
        self._open_file = open_file
        self._open = ExitStack()
        self._encoding = ""
        self._columns: tuple[list[str], Columns | None] = [], None
        self._archive: tuple[str, zipfile.ZipFile] | None = None
        self._entries: tuple[str, dict[str, list[zipfile.ZipInfo]]] | None = None
        self._table: tuple[Source, str, int, Rows, Row | ReportError | None] | None = None

    def opened(self, path: str) -> BinaryIO:
        """Open a file by this container's opener."""
        return self._open_file(Path(path))

    def close(self) -> None:
        """Close what is open."""
        self._open.close()
        self._archive = self._entries = self._table = None

    def read(
        self, source: Source, at: int, encoding: str, columns: Columns | None
    ) -> tuple[Report | ReportError, bool]:
        """Read the report at a position of a source.

        Return it, or why it cannot be read, and whether another one follows. Raises ReportError where nothing of the
        source can be read.
        """
        if source.is_table:
            return self._row(source, at, encoding, columns)
        if not source.member:
            with self.opened(source.path) as file:
                data = whole(file, source.name)
            return report_of(data, source.name, encoding), False
        entry = self._entry(source)
        name = shown_name(entry)
        data = read_part(self._packed(source.path), entry, name)
        if kind_of(data, name, PurePath(name).suffix.lower()) == "zip":
            raise ReportError("{name} is an archive within an archive; unpack it and open it on its own.", name=name)
        return report_of(data, name, encoding), False

    def header(self, source: Source, encoding: str) -> tuple[list[str], Columns | None]:
        """Return the columns of a table in order, and the guess which of them say what."""
        names, guessed = self._sample(source, encoding)
        if not names:
            raise ReportError("{name} holds no rows; choose another file.", name=source.name)
        return names, guessed

    def _sample(self, source: Source, encoding: str) -> tuple[list[str], Columns | None]:
        self.close()
        sound = (row for row in self._rows(source, encoding) if not isinstance(row, ReportError))
        first = list(islice(sound, _SAMPLE_ROWS))
        self.close()
        names = list(dict.fromkeys(name for row in first for name in row))
        return names, guess(names, first)

    def _packed(self, path: str) -> zipfile.ZipFile:
        if self._archive is None or self._archive[0] != path:
            self.close()
            file = self._open.enter_context(self.opened(path))
            self._archive = path, self._open.enter_context(opened(file, PurePath(path).name))
        return self._archive[1]

    def _entry(self, source: Source) -> zipfile.ZipInfo:
        """Return the archive member that a source stands for; raise ReportError where it is gone."""
        packed = self._packed(source.path)
        if self._entries is None or self._entries[0] != source.path:
            named: dict[str, list[zipfile.ZipInfo]] = {}
            for entry in packed.infolist():
                named.setdefault(entry.filename, []).append(entry)
            self._entries = source.path, named
        same = self._entries[1].get(source.member, [])
        if source.which >= len(same):
            raise ReportError("{name} is no longer in the archive. Open the archive again.", name=source.name)
        return same[source.which]

    def _rows(self, source: Source, encoding: str) -> Rows:
        self._encoding, found = rows(self._stream(source), source.name, encoding)
        self._open.callback(found.close)
        return found

    def _stream(self, source: Source) -> BinaryIO:
        if source.member:
            entry = self._entry(source)
            return BytesIO(read_part(self._packed(source.path), entry, source.name))
        return self._open.enter_context(self.opened(source.path))

    def _row(
        self, source: Source, at: int, encoding: str, columns: Columns | None
    ) -> tuple[Report | ReportError, bool]:
        if self._table is None or self._table[:3] != (source, encoding, at):
            self._columns = self._sample(source, encoding)
            following = self._rows(source, encoding)
            for _ in range(at):
                next(following, None)
            self._table = source, encoding, at, following, next(following, None)
        chosen = self._chosen(source, columns)
        *_, following, row = self._table
        after = next(following, None)
        self._table = source, encoding, at + 1, following, after
        try:
            return _report(source, row, (at + 1, self._encoding), chosen), after is not None
        except ReportError as error:
            return error, after is not None
        except ImportError:
            # a parser that is not loaded in this process is loaded in the next one
            raise
        except Exception:
            # whatever is wrong with a row, the rows after it are still read
            strange = ReportError("Row {row} of {name} cannot be understood.", row=at + 1, name=source.name)
            return strange, after is not None

    def _chosen(self, source: Source, columns: Columns | None) -> Columns:
        """Return the columns asked for of the open table, or those guessed; raise ReportError where there are none."""
        names, guessed = self._columns
        columns = columns or guessed
        if columns is None and names:
            raise ReportError("{name} has no column of texts; name the column that holds them.", name=source.name)
        if columns is not None and names and columns.text not in names:
            raise ReportError(
                "{name} has no column {column}; it has {known}.",
                name=source.name,
                column=columns.text,
                known=", ".join(names),
            )
        return columns or Columns("")


def _report(source: Source, row: Row | ReportError | None, position: tuple[int, str], columns: Columns) -> Report:
    """Return the report of a table's row; `position` is the row's number, counted from 1, and the table's encoding."""
    if row is None:
        raise ReportError("{name} holds no rows; choose another file.", name=source.name)
    if isinstance(row, ReportError):
        raise row
    called, content = row_content(row, columns, source.name, *position)
    return finished(content, called, called)
