"""Reading SQLite's file format without SQLite, for damaged files that SQLite itself can no longer read.

A file is a row of pages of one size. A page of a b-tree begins with its type: leaves of a table (13) hold rows, inner
pages of a table (5) the numbers of the pages below; leaves (10) and inner pages (2) of an index hold what is indexed,
each entry ending with the number of its row. A row is a record: the types of its columns, then their bytes; what has no
room on its page goes on in a chain of overflow pages. Pages that hold nothing any more are listed in the freelist. A
log beside the file holds later versions of pages, in frames that a running checksum ties together.
(https://www.sqlite.org/fileformat2.html)

No byte is believed: a number that leads nowhere ends what it leads to, never the reading; every loop is bounded by the
size of the file. What is read here still has to prove itself (`salvage.py`).
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
    journal_pages,
    part_on_page,
    pointers,
    said_size,
    varint,
)

_USUAL_SIZE = 4096
# no row of a store comes near these
_MOST_COLUMNS = 64
_LONGEST_ROW = 2**28
# how much of a file is looked at to learn the size of its pages, and in how many places
_WINDOW, _WINDOWS = 65_536, 64


class Lost(Enum):
    """What stands for the value of a column that cannot be read."""

    LOST = "lost"


LOST: Final = Lost.LOST

Value = Plain | Lost


class Cell(NamedTuple):
    """A row of a table or an entry of an index: its columns, its row number (tables), and the bytes it has on its page.

    `goes_on` says that the rest of it stands on other pages.
    """

    values: tuple[Value, ...]
    rowid: int
    start: int
    end: int
    goes_on: bool


@dataclass
class WriteAheadLog:
    """What a log holds of a file: where in it the last version of each page begins, up to the last whole act.

    `count` is how many pages the file then has. `damaged` counts frames that are not as they were written.
    """

    size: int
    pages: dict[int, int] = field(default_factory=dict)
    count: int = 0
    damaged: int = 0


def is_log(head: bytes) -> bool:
    """Tell a log from any other file by how it begins."""
    return len(head) >= 4 and struct.unpack_from(">I", head)[0] in LOG_MAGIC


def read_log(file: BinaryIO, usual: int = _USUAL_SIZE) -> WriteAheadLog:
    """Read which pages a log holds.

    A frame is held against the checksum that stands in the frame before, so that a damaged frame hides no other one;
    what follows the last frame that ended an act was never written and is left out.
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
            # a damaged header: the first frame tells what the header would have
            salts, said = own, None
            order = order or "<"
        else:
            said = _frame_sum(frame, before, order)
        before = (first, second)
        if own != salts:
            continue
        if said not in (None, before) or not number:
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
    """The pages of a file as its log leaves them, or those of a log alone; numbered from 1, read one at a time."""

    def __init__(self, file: BinaryIO | None, log_file: BinaryIO | None) -> None:
        self._file, self._log_file = file, log_file
        head = _read(file, 0, HEADER) if file else b""
        self.size = _page_size(file, head) if file else 0
        self.log = read_log(log_file, self.size or _USUAL_SIZE) if log_file else None
        if self.log and self.log.size != self.size:
            # of a file without one sane page the log tells the size; a log of other pages is another file's
            self.size = self.size or self.log.size
            self.log = self.log if self.log.size == self.size else None
        self.size = self.size or _USUAL_SIZE
        length = file.seek(0, os.SEEK_END) if file else 0
        self._in_file = -(-length // self.size)
        self._cut_off = length // self.size + 1 if length % self.size else 0
        self._in_log = self.log.pages if self.log else {}
        self.count = self._in_file + len(self._in_log)
        # a chain of overflow pages may lead over the whole file; all chains together may do so a few times
        self._left = 4 * self.count + 1_000

    @property
    def is_log_alone(self) -> bool:
        return self._file is None

    def page(self, number: int) -> bytes:
        """Read a page, b"" where there is none; one that is cut off is filled up with zeros."""
        if number in self._in_log:
            data = _read(self._log_file, self._in_log[number], self.size)
        elif 0 < number <= self._in_file:
            data = _read(self._file, (number - 1) * self.size, self.size)
        else:
            data = b""
        return data and data.ljust(self.size, b"\0")

    def numbers(self) -> Iterator[int]:
        """Yield the number of every page that may be there."""
        yield from range(1, self._in_file + 1)
        yield from sorted(number for number in self._in_log if number > self._in_file)

    def cells(self, number: int, data: bytes) -> Iterator[Cell | None]:
        """Yield what stands on a leaf of a table, or on any page of an index; None for what cannot be read."""
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
        """Follow a chain of pages as far as it leads."""
        parts: list[bytes] = []
        seen: set[int] = set()
        while length > 0 and number not in seen and self._left > 0 and (data := self.page(number)):
            seen.add(number)
            self._left -= 1
            parts.append(data[4 : 4 + length])
            length -= len(parts[-1])
            number = int.from_bytes(data[:4])
        if length == 0 and number:
            # a chain ends with its row
            parts[-1:] = []
        return b"".join(parts)

    def is_sound(self, number: int, data: bytes, cells: list[Cell]) -> bool:
        """Tell whether every byte of a leaf is accounted for: its cells, what is free between them, and no more."""
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
        """Return the pages of a tree, and whether every number in it leads to a page of it."""
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
        """Return the pages that the freelist names, as far as it can be followed."""
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
        """Return what the first page says there is: the kind of each table and index by its name, and its root."""
        found: dict[str, tuple[str, int]] = {}
        for number in self.walk(1, "table")[0]:
            for cell in self.cells(number, self.page(number)):
                if cell is not None and len(cell.values) == 5:
                    kind, name, _, root, _ = cell.values
                    if kind in ("table", "index") and isinstance(name, str) and isinstance(root, int):
                        found.setdefault(name, (str(kind), root))
        return found


class JournalReader(PageReader):
    """The pages of a file as they were before a write that was not finished: its rollback journal's, else its own.

    `numbers` yields those that the journal has.
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
        """Tell whether the journal can be this file's: of what both have on a page one row at least is the same."""
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
        # a sector that the disk cannot read is a page that is not there
        return b""


def _kind(number: int, data: bytes) -> tuple[int, int]:
    """Return the type of a page and where its tree begins."""
    at = HEADER if number == 1 and data.startswith(MAGIC[:6]) else 0
    if number == 1 and not at and len(data) > HEADER and not _is_sane(data, 0):
        # the first page with its header destroyed
        at = HEADER
    return (data[at] if len(data) > at + 12 else 0), at


def _page_size(file: BinaryIO, head: bytes) -> int:
    """Return the size that gives the most pages that look like pages of a tree; of several such the header's."""
    said = said_size(head) if head.startswith(MAGIC) else 0
    length = file.seek(0, os.SEEK_END)
    starts = sorted({length * part // _WINDOWS // _WINDOW * _WINDOW for part in range(_WINDOWS)})
    counts = dict.fromkeys(SIZES, 0)
    for start in starts:
        window = _read(file, start, _WINDOW)
        for size in SIZES:
            counts[size] += sum(_is_sane(window[at : at + size], 0) for at in range(0, len(window), size))
    best = max(SIZES, key=lambda size: (counts[size], size == said, size == _USUAL_SIZE))
    return best if counts[best] else said if said in SIZES else 0


def _is_sane(data: bytes, at: int) -> bool:
    """Tell whether bytes look like a page of a tree with something on it."""
    if len(data) <= at + 12 or data[at] not in (TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER):
        return False
    count, start = struct.unpack_from(">HH", data, at + 3)
    places = pointers(data, at, data[at])
    return 0 < count == len(places) and all((start or 65_536) <= place < len(data) for place in places)


def _record(payload: bytes, length: int) -> tuple[Value, ...]:
    """Read the columns of a record of which the first bytes are there; those that are not are LOST."""
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
