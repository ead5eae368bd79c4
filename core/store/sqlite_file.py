"""SQLite's files as bytes: the header, the pages and table rows of a database, and the commits of its log.

It is used to look at a store before SQLite opens it, because SQLite reads a log that lies beside a file into that file
without checking whether it belongs there. The format is that of https://sqlite.org/fileformat2.html, sections 1.3, 1.6,
2 and 4. Only what is asked for is read, and nothing is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from .sqlite_format import (
    FRAME_HEADER,
    HEADER,
    LOG_HEADER,
    LOG_MAGIC,
    MAGIC,
    SIZES,
    TABLE_INNER,
    TABLE_LEAF,
    NotReadableError,
    Plain,
    column,
    column_kinds,
    column_size,
    declared_page_size,
    part_on_page,
    pointers,
    read_number,
    varint,
)

# a tree this deep would not fit on any disk
_DEEPEST = 20
# in bytes; the rows that are asked for here are shorter
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of a database say: the page size in bytes, the application id and the layout's version.

    `has_log` says that the file keeps its last writes in a write-ahead log and not in a rollback journal.
    """

    page_size: int
    application: int
    version: int
    has_log: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """One transaction of a log.

    The offset at which its last frame ends, and the offset of each page it wrote, by number.
    """

    end: int
    pages: Mapping[int, int]


def read_header(start: bytes) -> Header:
    """Return the header of a database; raise NotReadableError where the bytes are those of something else."""
    if len(start) < HEADER or not start.startswith(MAGIC):
        raise NotReadableError("no header")
    size = declared_page_size(start)
    if size not in SIZES:
        raise NotReadableError("page size")
    return Header(size, read_number(start[68:72]), read_number(start[60:64]), start[18] == 2)


def commits(log: BinaryIO) -> Iterator[Commit]:
    """Yield the transactions of a log in order; none where the file does not begin as a log does.

    A frame is recognised by its salts alone. Its checksum is not checked, which would take a second for ten megabytes.
    So a frame of a transaction that was taken back may be read behind the end of the log, but no frame is missed.
    """
    size = log_page_size(log)
    if size is None:
        return
    log.seek(0)
    header = log.read(LOG_HEADER)
    place, pages = LOG_HEADER, dict[int, int]()
    while True:
        log.seek(place)
        frame = log.read(FRAME_HEADER)
        if len(frame) < FRAME_HEADER or frame[8:16] != header[16:24]:
            return
        pages[read_number(frame[:4])] = place + FRAME_HEADER
        place += FRAME_HEADER + size
        if read_number(frame[4:8]):
            log.seek(place - 1)
            if not log.read(1):
                return
            yield Commit(place, pages)
            pages = {}


def log_page_size(log: BinaryIO) -> int | None:
    """Return the size in bytes of the pages in a log; None where the file does not begin as a log does."""
    log.seek(0)
    header = log.read(LOG_HEADER)
    if len(header) < LOG_HEADER or read_number(header[:4]) not in LOG_MAGIC:
        return None
    return read_number(header[8:12])


class DatabasePages:
    """The pages of a database, with the newer versions from a log in their place."""

    def __init__(self, file: BinaryIO, log: BinaryIO | None = None, log_pages: Mapping[int, int] | None = None) -> None:
        self._file, self._log, self._log_pages = file, log, log_pages or {}
        first = self._bytes(1, HEADER)
        self.header = read_header(first)
        # SQLite may leave some bytes at the end of each page to extensions
        self._usable = self.header.page_size - first[20]

    def _bytes(self, number: int, size: int) -> bytes:
        place = self._log_pages.get(number)
        if place is not None and self._log is not None:
            self._log.seek(place)
            return self._log.read(size)
        self._file.seek((number - 1) * self.header.page_size if number > 1 else 0)
        return self._file.read(size)

    def page(self, number: int) -> bytes:
        """Return the bytes of a page, numbered from 1; raise NotReadableError where the file ends before it."""
        page = self._bytes(number, self.header.page_size) if number > 0 else b""
        if len(page) < self.header.page_size:
            raise NotReadableError(f"page {number}")
        return page

    def root(self, table: str) -> int | None:
        """Return the number of the page at which a table begins; None where there is no such table."""
        for row in self.rows(1):
            if len(row) > 3 and row[0] == "table" and row[1] == table and isinstance(row[3], int):
                return row[3]
        return None

    def rows(self, root: int) -> Iterator[list[Plain]]:
        """Yield the rows of the table that begins at a page; raise NotReadableError where that is no such table."""
        for number in self._leaves(root, _DEEPEST, set()):
            yield from self._cells(number)

    def _leaves(self, number: int, deepest: int, seen: set[int]) -> Iterator[int]:
        page = self.page(number)
        if number in seen:
            raise NotReadableError(f"page {number}")
        seen.add(number)
        start = HEADER if number == 1 else 0
        if page[start] == TABLE_LEAF:
            yield number
            return
        if page[start] != TABLE_INNER or not deepest:
            raise NotReadableError(f"page {number}")
        for cell in _cells(page, start):
            yield from self._leaves(read_number(page[cell : cell + 4]), deepest - 1, seen)
        yield from self._leaves(read_number(page[start + 8 : start + 12]), deepest - 1, seen)

    @staticmethod
    def cells_of(page: bytes) -> Iterator[list[Plain]]:
        """Yield the rows on one leaf of a table, except those that continue on other pages."""
        for cell in _cells(page, 0):
            size, place = varint(page, cell)
            _, place = varint(page, place)
            yield record(page[place : place + size])

    def _cells(self, number: int) -> Iterator[list[Plain]]:
        page = self.page(number)
        start = HEADER if number == 1 else 0
        for cell in _cells(page, start):
            size, place = varint(page, cell)
            _, place = varint(page, place)
            yield record(self._payload(page, place, size))

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        """Return the bytes of a cell, with those on overflow pages (fileformat2, section 1.6)."""
        usable = self._usable
        here = part_on_page(size, usable, TABLE_LEAF)
        if here == size:
            return page[place : place + size]
        if size > _LONGEST:
            raise NotReadableError("row")
        found = [page[place : place + here]]
        following = read_number(page[place + here : place + here + 4])
        left = size - here
        while left > 0:
            more = self.page(following)
            found.append(more[4 : 4 + min(left, usable - 4)])
            following, left = read_number(more[:4]), left - (usable - 4)
        return b"".join(found)


def record(payload: bytes) -> list[Plain]:
    """Return the columns of a row, by the types at its beginning; raise NotReadableError where they do not fit."""
    kinds, place = column_kinds(payload)
    values: list[Plain] = []
    for kind in kinds:
        size = column_size(kind)
        data = payload[place : place + size]
        if len(data) < size:
            raise NotReadableError("row")
        try:
            values.append(column(kind, data))
        except UnicodeDecodeError:
            values.append(data.decode(errors="replace"))
        place += size
    return values


def _cells(page: bytes, start: int) -> tuple[int, ...]:
    """Return the offsets of the cells of a table's page; raise NotReadableError where one is not on the page."""
    places = pointers(page, start, page[start])
    if len(places) < read_number(page[start + 3 : start + 5]) or any(place >= len(page) for place in places):
        raise NotReadableError("cells")
    return places
