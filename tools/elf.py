"""What a Linux library tells the loader: where else to look, which may be on the machine it is from."""

import struct
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
"""64 bits, the least byte first: what the app is built for."""
DYNAMIC, LOADED = 2, 1
END, STRINGS, RPATH, RUNPATH = 0, 5, 15, 29
OWN = "$ORIGIN"


class ElfError(Exception):
    """A library cannot be told otherwise; says in a line which and why."""


@dataclass(frozen=True)
class _Row:
    """One entry of the dynamic section: where in the file it stands, what it says, and of what."""

    at: int
    tag: int
    value: int


def search_paths(path: Path) -> list[str]:
    """Return where a library has the loader look for others; nothing for a file that is no library."""
    content = path.read_bytes()
    rows = _rows(content)
    return [_text(content, rows, row) for row in rows if row.tag in (RPATH, RUNPATH)]


def strip_search_paths(path: Path) -> list[str]:
    """Take out of a library, in place, what is not beside it; return it. Raise ElfError where it looks at both."""
    content = bytearray(path.read_bytes())
    rows = _rows(content)
    taken: list[str] = []
    kept: list[_Row] = []
    for row in rows:
        found = _text(content, rows, row) if row.tag in (RPATH, RUNPATH) else ""
        places = [place for place in found.split(":") if place]
        foreign = [place for place in places if place.split("/")[0] != OWN]
        if foreign and foreign != places:
            # the text cannot be cut: other names may be read out of its end
            raise ElfError(f"{path.name} looks for libraries both beside itself and in {', '.join(foreign)}")
        taken += foreign
        if not foreign:
            kept.append(row)
    if not taken:
        return []
    # the section keeps its length: what follows an entry moves up, and the last says more often that it is the last
    ends = [_Row(0, END, 0)] * (len(rows) - len(kept))
    for place, row in zip(rows, [*kept, *ends], strict=True):
        struct.pack_into("<qQ", content, place.at, row.tag, row.value)
    path.write_bytes(content)
    return taken


def _rows(content: bytes | bytearray) -> list[_Row]:
    """Return the entries of the dynamic section up to its end."""
    for kind, offset, _, size in _segments(content):
        if kind == DYNAMIC:
            rows = [_Row(at, *struct.unpack_from("<qQ", content, at)) for at in range(offset, offset + size, 16)]
            last = next((number for number, row in enumerate(rows) if row.tag == END), len(rows))
            return rows[:last]
    return []


def _segments(content: bytes | bytearray) -> list[tuple[int, int, int, int]]:
    """Return the segments: of what kind, where in the file, where in memory, how long in the file."""
    if content[:6] != MAGIC:
        return []
    (start,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    rows = [struct.unpack_from("<IIQQQQ", content, start + size * number) for number in range(count)]
    return [(kind, offset, place, length) for kind, _, offset, place, _, length in rows]


def _text(content: bytes | bytearray, rows: list[_Row], row: _Row) -> str:
    """Return the text an entry names; where the strings stand is told as a place in memory."""
    where = next(one.value for one in rows if one.tag == STRINGS) + row.value
    for kind, offset, place, length in _segments(content):
        if kind == LOADED and place <= where < place + length:
            start = where - place + offset
            return bytes(content[start : content.index(0, start)]).decode()
    raise ElfError(f"the text at {where:#x} is in no segment")
