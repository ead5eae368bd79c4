"""Reads SQLite's file format without SQLite, for damaged files that SQLite itself can no longer read.

A file is a sequence of pages of one size. A page of a b-tree begins with its type. Leaves of a table (13) hold rows;
inner pages of a table (5) hold the numbers of the pages below them. Leaves (10) and inner pages (2) of an index hold
the indexed values, and each entry ends with the number of its row. A row is a record: the types of its columns, then
their bytes. What does not fit on the row's page continues on a chain of overflow pages. Unused pages are listed in the
freelist. A write-ahead log beside the file holds later versions of pages, in frames that a running checksum ties
together (https://www.sqlite.org/fileformat2.html).

No byte is trusted: a number that points nowhere ends what it belongs to, but never the reading as a whole, and every
loop is bounded by the size of the file. `salvage.py` decides which of the rows read here can be believed.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import BinaryIO, Final, Literal, NamedTuple

from .sqlite_format import (
    FRAME_HEADER,
    HEADER,
    INDEX_INNER,
    INDEX_LEAF,
    LOG_HEADER,
    LOG_MAGIC,
    MAGIC,
    SIZES,
    TABLE_INNER,
    TABLE_LEAF,
    Plain,
    column,
    column_kinds,
    column_size,
    declared_page_size,
    journal_pages,
    part_on_page,
    pointers,
    varint,
)

_USUAL_SIZE = 4096
# limits that no row of a store comes near
_MOST_COLUMNS = 64
_LONGEST_ROW = 2**28
# to find the size of the pages, so many bytes are looked at in each of so many places of the file
_WINDOW, _WINDOWS = 65_536, 64


class Lost(Enum):
    """The value of a column that cannot be read."""

    LOST = "lost"


LOST: Final = Lost.LOST

Value = Plain | Lost


class Cell(NamedTuple):
    """A row of a table, or an entry of an index, and where it stands on its page.

    `values` are its columns, `rowid` is its row number (0 for an index). `start` and `end` are the offsets, in bytes of
    the page, of the part that stands on this page. `goes_on` says that the rest stands on overflow pages.
    """

    values: tuple[Value, ...]
    rowid: int
    start: int
    end: int
    goes_on: bool


@dataclass
class WriteAheadLog:
    """What a write-ahead log holds, up to its last complete transaction.

    `size` is the size of a page in bytes. `pages` maps the number of a page to the offset, in the log, of its last
    version. `count` is how many pages the database has after that transaction. `damaged` counts the frames whose
    checksum is wrong.
    """

    size: int
    pages: dict[int, int] = field(default_factory=dict)
    count: int = 0
    damaged: int = 0


def is_log(head: bytes) -> bool:
    """Tell whether a file that begins with these bytes is a write-ahead log."""
    return len(head) >= 4 and struct.unpack_from(">I", head)[0] in LOG_MAGIC


def read_log(file: BinaryIO, usual: int = _USUAL_SIZE) -> WriteAheadLog:
    """Read which pages a write-ahead log holds; `usual` is the size of a page where the log's header does not say it.

    A frame is checked against the checksum in the frame before it, so a damaged frame does not make the following ones
    unreadable. Frames after the last complete transaction were never committed, and are left out.
    """
    file.seek(0)
    head = file.read(LOG_HEADER).ljust(LOG_HEADER, b"\0")
    magic, _, size, _, *salts, first, second = struct.unpack(">8I", head)
    order = LOG_MAGIC.get(magic, "")
    before = (first, second) if order and _checksum(head[:24], (0, 0), order) == (first, second) else None
    log = WriteAheadLog(size if size in SIZES else usual)
    pending: dict[int, int] = {}
    while len(frame := file.read(FRAME_HEADER + log.size)) == FRAME_HEADER + log.size:
        number, commit, *own, first, second = struct.unpack_from(">6I", frame)
        if before is None:
            # the header is damaged: the first frame has the same salts
            salts, computed = own, None
            order = order or "<"
        else:
            computed = _frame_sum(frame, before, order)
        before = (first, second)
        if own != salts:
            continue
        if computed not in (None, before) or not number:
            log.damaged += 1
            continue
        pending[number] = file.tell() - log.size
        if commit:
            log.pages |= pending
            log.count = commit
            pending.clear()
    return log


def _frame_sum(frame: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    return _checksum(frame[FRAME_HEADER:], _checksum(frame[:8], before, order), order)


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    one, other = start
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for first in words:
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + next(words) + one) & 0xFFFFFFFF
    return one, other


class PageReader:
    """The pages of a database file with those of its write-ahead log over them, or the pages of a log alone.

    Pages are numbered from 1 and read one at a time. Either file may be missing, but not both.
    """

    def __init__(self, file: BinaryIO | None, log_file: BinaryIO | None) -> None:
        self._file, self._log_file = file, log_file
        head = _read(file, 0, HEADER) if file else b""
        self.size = _page_size(file, head) if file else 0
        self.log = read_log(log_file, self.size or _USUAL_SIZE) if log_file else None
        if self.log and self.log.size != self.size:
            # where the file has no readable page the log tells the size; a log with another page size is another file's
            self.size = self.size or self.log.size
            self.log = self.log if self.log.size == self.size else None
        self.size = self.size or _USUAL_SIZE
        length = file.seek(0, os.SEEK_END) if file else 0
        self._in_file = -(-length // self.size)
        self._cut_off = length // self.size + 1 if length % self.size else 0
        self._in_log = self.log.pages if self.log else {}
        self.count = self._in_file + len(self._in_log)
        # a damaged chain of overflow pages may lead through the whole file; all chains together may do so only a few
        # times
        self._left = 4 * self.count + 1_000

    @property
    def is_log_alone(self) -> bool:
        return self._file is None

    def page(self, number: int) -> bytes:
        """Return the bytes of a page; b"" where there is no such page.

        A page that the file cuts off is filled up with zeros.
        """
        if number in self._in_log:
            data = _read(self._log_file, self._in_log[number], self.size)
        elif 0 < number <= self._in_file:
            data = _read(self._file, (number - 1) * self.size, self.size)
        else:
            data = b""
        return data and data.ljust(self.size, b"\0")

    def numbers(self) -> Iterator[int]:
        """Yield the number of every page that the file or its log may have."""
        yield from range(1, self._in_file + 1)
        yield from sorted(number for number in self._in_log if number > self._in_file)

    def cells(self, number: int, data: bytes) -> Iterator[Cell | None]:
        """Yield the rows of a table's leaf or the entries of an index page; None for each that cannot be read.

        `data` are the bytes of the page with this number. An inner page of a table has no rows: nothing is yielded.
        """
        kind, at = _kind(number, data)
        if kind not in (TABLE_LEAF, INDEX_LEAF, INDEX_INNER):
            return
        for pointer in pointers(data, at, kind):
            try:
                yield self._cell(data, pointer, kind)
            except (IndexError, ValueError, struct.error):
                yield None

    def _cell(self, data: bytes, start: int, kind: int) -> Cell:
        at = start + 4 if kind == INDEX_INNER else start
        length, at = varint(data, at)
        rowid = 0
        if kind == TABLE_LEAF:
            rowid, at = varint(data, at)
            rowid -= (rowid >> 63) << 64
        if not 0 < length <= min(_LONGEST_ROW, self.count * self.size):
            raise ValueError(length)
        own = part_on_page(length, self.size, kind)
        end = at + own
        payload = data[at:end]
        if own < length:
            end += 4
            payload += self._overflow(int.from_bytes(data[end - 4 : end]), length - own)
        if end > len(data):
            raise IndexError(end)
        return Cell(_record(payload, length), rowid, start, end, own < length)

    def _overflow(self, number: int, length: int) -> bytes:
        """Return `length` bytes from a chain of overflow pages, or fewer where the chain ends early."""
        parts: list[bytes] = []
        seen: set[int] = set()
        while length > 0 and number not in seen and self._left > 0 and (data := self.page(number)):
            seen.add(number)
            self._left -= 1
            parts.append(data[4 : 4 + length])
            length -= len(parts[-1])
            number = int.from_bytes(data[:4])
        if length == 0 and number:
            # a chain that goes on after the row has ended is not this row's
            parts[-1:] = []
        return b"".join(parts)

    def is_sound(self, number: int, data: bytes, cells: list[Cell]) -> bool:
        """Tell whether every byte of a table's leaf is accounted for, by its cells and by the free space.

        A page for which this is false was damaged somewhere, even where all its cells can be read.
        """
        _, at = _kind(number, data)
        free, count, start, scraps = struct.unpack_from(">HHHB", data, at + 1)
        start = start or 65_536
        areas = sorted({(cell.start, cell.end) for cell in cells})
        if number == self._cut_off or len(areas) != count or at + 8 + 2 * count > start:
            return False
        while free and len(areas) <= count + self.size // 4:
            if free + 4 > self.size:
                return False
            free, size = struct.unpack_from(">HH", data, (place := free))
            areas.append((place, place + size))
        areas.sort()
        held = sum(end - begin for begin, end in areas)
        within = all(one[1] <= other[0] for one, other in pairwise(areas))
        return within and bool(areas) and areas[0][0] >= start and held + scraps == self.size - start

    def walk(self, root: int, kind: Literal["table", "index"]) -> tuple[list[int], bool]:
        """Return the numbers of the pages of a tree, and whether the tree is complete.

        `root` is the number of its first page. A tree is incomplete where a number leads to no page of this kind, or
        twice to the same page.
        """
        leaf, inner = (TABLE_LEAF, TABLE_INNER) if kind == "table" else (INDEX_LEAF, INDEX_INNER)
        seen: dict[int, None] = {}
        ahead, is_whole = [root], True
        while ahead:
            number = ahead.pop()
            data = self.page(number)
            found, at = _kind(number, data) if data else (0, 0)
            if number in seen or found not in (leaf, inner):
                is_whole = False
                continue
            seen[number] = None
            if found == inner:
                ahead.append(int.from_bytes(data[at + 8 : at + 12]))
                ahead += [int.from_bytes(data[place : place + 4]) for place in pointers(data, at, found)]
        return list(seen), is_whole

    def free(self) -> set[int]:
        """Return the numbers of the pages that the freelist names, as far as the freelist can be followed."""
        head = self.page(1)
        named: set[int] = set()
        if not head.startswith(MAGIC):
            return named
        number = int.from_bytes(head[32:36])
        while number not in named and (data := self.page(number)):
            following, count = struct.unpack_from(">II", data)
            leaves = struct.unpack_from(f">{min(count, self.size // 4 - 2)}I", data, 8)
            if count != len(leaves) or not all(self.page(leaf) for leaf in leaves):
                break
            named.update((number, *leaves))
            number = following
        return named

    def trees(self) -> dict[str, tuple[str, int]]:
        """Return the kind ("table" or "index") and the root page of each table and index that the schema names."""
        found: dict[str, tuple[str, int]] = {}
        for number in self.walk(1, "table")[0]:
            for cell in self.cells(number, self.page(number)):
                if cell is not None and len(cell.values) == 5:
                    kind, name, _, root, _ = cell.values
                    if kind in ("table", "index") and isinstance(name, str) and isinstance(root, int):
                        found.setdefault(name, (str(kind), root))
        return found


class JournalReader(PageReader):
    """The pages of a file as they were before a transaction that was not finished.

    A page comes from the rollback journal where that has it, else from the file. `numbers` yields only those that the
    journal has.
    """

    def __init__(self, pages: PageReader, back: BinaryIO) -> None:
        self._file, self._log_file, self.log, self.size = pages._file, back, None, pages.size
        size, found = journal_pages(back, pages.size)
        self._in_log = found if size == pages.size else {}
        self._in_file, self._cut_off = pages._in_file, pages._cut_off
        self.count = len(self._in_log)
        self._left = 4 * (self._in_file + self.count) + 1_000

    def numbers(self) -> Iterator[int]:
        """Yield the number of every page that the journal has."""
        yield from sorted(self._in_log)

    def is_of(self, pages: PageReader) -> bool:
        """Tell whether the journal can belong to this file: on the pages that both have, at least one row is the same.

        Where no page has rows in both, nothing speaks against it, and the answer is True.
        """
        compared = False
        for number in self.numbers():
            ours, theirs = (
                {data[cell.start : cell.end] for cell in one.cells(number, data) if cell is not None}
                for one, data in ((pages, pages.page(number)), (self, self.page(number)))
            )
            if ours & theirs:
                return True
            compared = compared or bool(ours and theirs)
        return not compared


def _read(file: BinaryIO | None, at: int, length: int) -> bytes:
    if file is None:
        return b""
    file.seek(at)
    try:
        return file.read(length)
    except OSError:
        # a sector that the disk cannot read counts as a page that is not there
        return b""


def _kind(number: int, data: bytes) -> tuple[int, int]:
    """Return the type of a page (0 where it is too short), and the offset at which its b-tree begins."""
    at = HEADER if number == 1 and data.startswith(MAGIC[:6]) else 0
    if number == 1 and not at and len(data) > HEADER and not _is_sane(data, 0):
        # the first page, whose file header is destroyed
        at = HEADER
    return (data[at] if len(data) > at + 12 else 0), at


def _page_size(file: BinaryIO, head: bytes) -> int:
    """Return the size of a page in bytes; 0 where no page can be recognised.

    It is the size that gives the most pages which look like pages of a b-tree; of several such, the one that the header
    says.
    """
    declared = declared_page_size(head) if head.startswith(MAGIC) else 0
    length = file.seek(0, os.SEEK_END)
    starts = sorted({length * part // _WINDOWS // _WINDOW * _WINDOW for part in range(_WINDOWS)})
    counts = dict.fromkeys(SIZES, 0)
    for start in starts:
        window = _read(file, start, _WINDOW)
        for size in SIZES:
            counts[size] += sum(_is_sane(window[at : at + size], 0) for at in range(0, len(window), size))
    best = max(SIZES, key=lambda size: (counts[size], size == declared, size == _USUAL_SIZE))
    return best if counts[best] else declared if declared in SIZES else 0


def _is_sane(data: bytes, at: int) -> bool:
    """Tell whether the bytes from `at` on look like a page of a b-tree with at least one cell on it."""
    if len(data) <= at + 12 or data[at] not in (TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER):
        return False
    count, start = struct.unpack_from(">HH", data, at + 3)
    places = pointers(data, at, data[at])
    return 0 < count == len(places) and all((start or 65_536) <= place < len(data) for place in places)


def _record(payload: bytes, length: int) -> tuple[Value, ...]:
    """Return the columns of a record; a column whose bytes are not in `payload` is LOST.

    `length` is the length in bytes that the record should have. Raises ValueError where its column types do not add up
    to that.
    """
    kinds, body = column_kinds(payload)
    if len(kinds) > _MOST_COLUMNS:
        raise ValueError(body)
    values: list[Value] = []
    for kind in kinds:
        size = column_size(kind)
        values.append(_value(kind, payload[body : body + size]) if body + size <= len(payload) else LOST)
        body += size
    if body != length:
        raise ValueError(length)
    return tuple(values)


def _value(kind: int, data: bytes) -> Value:
    try:
        return column(kind, data)
    except UnicodeDecodeError:
        return LOST
