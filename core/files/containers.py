"""The files that folders, archives and tables hold, each of which is read as one report or several."""

import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from ..model.errors import ReportError, reason_of
from ..model.report import Report
from ..paths import plain, reachable
from .file_kind import SUFFIXES, kind_of
from .label_file import HEAD, holds_labels, label_file
from .load import finished, open_file, report_of, whole
from .report_table import (
    Columns,
    ReportRows,
    SheetFound,
    TableSheet,
    chosen_sheets,
    is_table_text,
    look_at,
    open_table,
    reports_of,
    row_content,
    without_text,
)
from .workbook_kinds import is_packed, is_workbook
from .zipped import is_of_the_system, members, opened, read_part, shown_name

MOST_FILES = 200_000


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
    if path.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".ofd"):
        return False
    try:
        with open_file(path) as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except (OSError, ReportError):
        return False


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read: what was asked of it, its encoding, and what comes at a position and behind it."""

    source: Source
    asked: tuple[str, Columns | None]
    encoding: str
    at: int
    found: ReportRows | ReportError | None
    following: Iterator[ReportRows | ReportError]


class Container:
    """Reads sources one at a time; an archive or a table stays open while the following sources are in it."""

    def __init__(self, open_file: Callable[[Path], BinaryIO] = open_file) -> None:
        self._open_file = open_file
        self._open = ExitStack()
        self._archive: tuple[str, zipfile.ZipFile] | None = None
        self._entries: tuple[str, dict[str, list[zipfile.ZipInfo]]] | None = None
        self._table: _OpenTable | None = None

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
            if is_workbook(data) or (source.name.lower().endswith(".txt") and is_table_text(data)):
                return self._row(source, at, encoding, columns)
            return report_of(data, source.name, encoding), False
        entry = self._entry(source)
        name = shown_name(entry)
        data = read_part(self._packed(source.path), entry, name)
        if is_workbook(data):
            return self._row(source, at, encoding, columns)
        if kind_of(data, name, PurePath(name).suffix.lower()) == "zip":
            raise ReportError("{name} is an archive within an archive; unpack it and open it on its own.", name=name)
        return report_of(data, name, encoding), False

    def member(self, source: Source) -> bytes:
        """Return the bytes of an archive's member."""
        return read_part(self._packed(source.path), self._entry(source), source.name)

    def refuse_labels(self, source: Source, *, in_folder: bool) -> None:
        """Raise ReportError where a table is one of labels; what cannot be opened says so when it is read."""
        if not source.is_table:
            return
        if source.member:
            head = read_part(self._packed(source.path), self._entry(source), source.name)[:HEAD]
        else:
            with self.opened(source.path) as file:
                head = file.read(HEAD)
        if not is_packed(head) and holds_labels(head, PurePath(source.name).suffix.lower(), in_folder=in_folder):
            raise label_file(source.name)

    def header(self, source: Source, encoding: str) -> list[SheetFound]:
        """Return what the sheets of a table hold, with a guess of their columns; one, without a name, for CSV."""
        found = self._look(source, encoding)
        if not any(one.columns for one in found):
            raise ReportError("{name} holds no rows; choose another file.", name=source.name)
        if refusal := next((one.refusal for one in found if one.refusal), None):
            raise refusal
        return found

    def _look(self, source: Source, encoding: str) -> list[SheetFound]:
        self.close()
        found = [look_at(sheet) for sheet in self._sheets(source, encoding)[1]]
        self.close()
        return found

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

    def _sheets(self, source: Source, encoding: str) -> tuple[str, list[TableSheet]]:
        codec, sheets = open_table(self._stream(source), source.name, encoding)
        for sheet in sheets:
            self._open.callback(sheet.rows.close)
        return codec, sheets

    def _stream(self, source: Source) -> BinaryIO:
        if source.member:
            entry = self._entry(source)
            return BytesIO(read_part(self._packed(source.path), entry, source.name))
        return self._open.enter_context(self.opened(source.path))

    def _row(
        self, source: Source, at: int, encoding: str, columns: Columns | None
    ) -> tuple[Report | ReportError, bool]:
        table = self._table
        if table is None or (table.source, table.asked, table.at) != (source, (encoding, columns), at):
            table = self._opened_table(source, at, encoding, columns)
        found = table.found
        table.found, table.at = next(table.following, None), at + 1
        more = table.found is not None
        if found is None:
            raise ReportError("{name} holds no rows; choose another file.", name=source.name)
        if isinstance(found, ReportError):
            return found, more
        try:
            called, content = row_content(found, source.name, table.encoding)
            return finished(content, called, called), more
        except ReportError as error:
            return error, more
        except ImportError:
            # a parser that is not loaded in this process is loaded in the next one
            self._table = None
            raise
        except Exception:
            # whatever is wrong with a row, the rows after it are still read
            return ReportError("Row {row} of {name} cannot be understood.", row=found.number, name=source.name), more

    def _opened_table(self, source: Source, at: int, encoding: str, columns: Columns | None) -> _OpenTable:
        """Open a table and go to a position in it; raise ReportError where it has no column of texts."""
        chosen = chosen_sheets(self._look(source, encoding), columns, source.name)
        codec, sheets = self._sheets(source, encoding)
        following = _reports_of(sheets, chosen, source.name)
        for _ in range(at):
            next(following, None)
        self._table = _OpenTable(source, (encoding, columns), codec, at, next(following, None), following)
        return self._table


def _reports_of(
    sheets: list[TableSheet], chosen: list[tuple[int, Columns]], name: str
) -> Iterator[ReportRows | ReportError]:
    """Yield the reports of a table's sheets, and at the end one account of the rows without a text."""
    passed: list[ReportRows] = []
    for place, columns in chosen:
        for found in reports_of(sheets[place], columns):
            if isinstance(found, ReportError) or found.has_text():
                yield found
            else:
                passed.append(found)
    if passed:
        yield without_text(passed, name)
