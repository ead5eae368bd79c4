"""What the bytes of SQLite's files mean, for every module that reads them.

The format is that of https://sqlite.org/fileformat2.html. `sqlite_file.py`, which looks at a whole store before SQLite
opens it, believes all of a file or nothing; `pages.py`, which reads what is left of a damaged file, checks every byte.
"""

import struct
from typing import BinaryIO

MAGIC = b"SQLite format 3\0"
HEADER = 100
"""How many bytes of the first page come before its b-tree."""
TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 13, 5, 10, 2
"""The types of pages."""
SIZES = tuple(2**power for power in range(9, 17))
"""The sizes in bytes that pages may have."""

LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""How a log begins, and the byte order in which its checksums read it."""
LOG_HEADER, FRAME_HEADER = 32, 24

JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
JOURNAL_HEADER = 28

Plain = int | float | bytes | str | None
"""The value of a column."""


class NotReadableError(ValueError):
    """The bytes are not what SQLite writes."""


def read_number(data: bytes) -> int:
    """Return a big-endian number."""
    return int.from_bytes(data, "big")


def declared_page_size(start: bytes) -> int:
    """Return the page size in bytes that the first bytes of a database say."""
    size = read_number(start[16:18])
    return 65_536 if size == 1 else size


def varint(data: bytes, place: int) -> tuple[int, int]:
    """Read a number of one to nine bytes at an offset; return it and the offset of the next byte."""
    value = 0
    for count, byte in enumerate(data[place : place + 9]):
        if count == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    raise NotReadableError("number")


def part_on_page(length: int, usable: int, kind: int) -> int:
    """Return how many bytes of a row, or of an index entry, are on its own page; the others are on overflow pages."""
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    own = least + (length - least) % (usable - 4)
    return own if own <= most else least


def pointers(page: bytes, start: int, kind: int) -> tuple[int, ...]:
    """Return the offsets of the cells of a page, as far as the page goes; its b-tree begins at `start`."""
    first = start + (12 if kind in (TABLE_INNER, INDEX_INNER) else 8)
    count = min(read_number(page[start + 3 : start + 5]), max(len(page) - first, 0) // 2)
    return struct.unpack_from(f">{count}H", page, first)


def column_kinds(payload: bytes) -> tuple[list[int], int]:
    """Return the type numbers of a row's columns, and the offset at which the first column's bytes begin."""
    end, place = varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = varint(payload, place)
        kinds.append(kind)
    if place != end:
        raise NotReadableError("row")
    return kinds, end


def column_size(kind: int) -> int:
    """Return how many bytes a column with a type number has."""
    if kind in (10, 11):
        raise NotReadableError("column")
    return (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def column(kind: int, data: bytes) -> Plain:
    """Return the value of a column; raise UnicodeDecodeError where a text is not UTF-8."""
    if kind >= 12:
        return data.decode() if kind % 2 else data
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    return int.from_bytes(data, "big", signed=True)


def journal_pages(back: BinaryIO, usual: int) -> tuple[int, dict[int, int]]:
    """Return the page size of a rollback journal, and the offset of each page that it holds, by number.

    A journal holds pages as they were before a write. Each has a checksum over every 200th of its bytes; a page with a
    wrong checksum is left out, and what follows it is still read. A journal that was ended has its header zeroed and
    its records complete: then `usual` is the page size, and the nonce with which the checksums begin is computed from
    the first record.
    """
    back.seek(0)
    header = back.read(JOURNAL_HEADER).ljust(JOURNAL_HEADER, b"\0")
    is_whole = header.startswith(JOURNAL_MAGIC)
    sector, size = (read_number(header[at : at + 4]) for at in (20, 24)) if is_whole else (512, usual)
    if size not in SIZES or sector not in range(32, 65_537):
        sector, size = 512, usual
    found: dict[int, int] = {}
    place, nonce = sector, read_number(header[12:16]) if is_whole else None
    while True:
        back.seek(place)
        record = back.read(size + 8)
        if record.startswith(JOURNAL_MAGIC):
            # another section of the journal, written after a sync, with a nonce of its own
            nonce, place = read_number(record[12:16]), place + sector
            continue
        if len(record) < size + 8:
            return size, found
        page, data, checksum = read_number(record[:4]), record[4:-4], read_number(record[-4:])
        summed = sum(data[at] for at in range(size - 200, 0, -200))
        if nonce is None:
            nonce = (checksum - summed) & 0xFFFFFFFF
        if page and (nonce + summed) & 0xFFFFFFFF == checksum:
            # the first record of a page is the oldest, to which the write is undone
            found.setdefault(page, place + 4)
            place += size + 8
        else:
            # no record: the next section begins at a sector's start
            place += size + 8 if page else sector - place % sector
