"""The column chunk: one column of a group of a Parquet table's rows, read page by page as texts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import BinaryIO

from .codec import unpack
from .encoded import ENCODINGS, PHYSICAL, Physical, Value, plain, runs
from .thrift import Struct, exactly, read_struct

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATA, _DICTIONARY, _DATA_2 = 0, 2, 3
_OF_DICTIONARY = (2, 8)
_CONVERTED = {5: "decimal", 6: "date", 9: "milliseconds", 10: "microseconds"}
_LOGICAL = {5: "decimal", 6: "date"}
_TICKS = {"milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}

Shown = Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of single values: its name, how values are stored, whether some may be missing, and how one is shown."""

    name: str
    physical: Physical
    width: int
    optional: bool
    shown: Shown


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where a column's pages begin, by what they are packed, and how many values are in them."""

    start: int
    codec: str
    number: int


def texts(stream: BinaryIO, column: Column, chunk: Chunk) -> Iterator[str]:
    """Yield the values of a chunk as texts, "" for those that are missing; one page at a time is in memory.

    Raise one of DAMAGED where it is not what it says it is.
    """
    at, left = chunk.start, chunk.number
    known: list[str] = []
    while left:
        stream.seek(at)
        head = read_struct(stream)
        data, kind = exactly(stream, head[3]), head[1]
        at = stream.tell()
        if kind == _DICTIONARY:
            whole = unpack(chunk.codec, data, head[2])
            known = [column.shown(one) for one in plain(whole, _number(head[7]), column.physical, column.width)]
        elif kind in (_DATA, _DATA_2):
            told = head[5 if kind == _DATA else 8]
            if _number(told) > left:
                raise ValueError("more values than declared")
            left -= told[1]
            there, body = _page(data, head, column, chunk.codec)
            yield from _filled(there, body, told[2 if kind == _DATA else 4], column, known)


def _number(told: Struct) -> int:
    if told[1] < 0:
        raise ValueError("fewer values than none")
    return int(told[1])


def _page(data: bytes, head: Struct, column: Column, codec: str) -> tuple[list[int], bytes]:
    """Return for each value of a page whether it is there, and the bytes of those that are."""
    if head[1] == _DATA:
        body, number = unpack(codec, data, head[2]), head[5][1]
        if not column.optional:
            return [1] * number, body
        length = int.from_bytes(body[:4], "little")
        return runs(body[4 : 4 + length], number, 1), body[4 + length :]
    told = head[8]
    number, length, before = told[1], told[5], told[5] + told[6]
    if not 0 <= length <= before <= len(data):
        raise ValueError("levels longer than their page")
    body = data[before:]
    if told.get(7, True):
        body = unpack(codec, body, head[2] - before)
    return runs(data[before - length : before], number, 1) if column.optional else [1] * number, body


def _filled(there: list[int], body: bytes, encoding: int, column: Column, known: list[str]) -> Iterator[str]:
    number = sum(there)
    if encoding in _OF_DICTIONARY:
        found: Iterable[str] = (known[place] for place in (runs(body[1:], number, body[0]) if number else ()))
    else:
        found = map(column.shown, ENCODINGS[encoding](body, number, column.physical, column.width))
    following = iter(found)
    for one in there:
        shown = next(following, None) if one else ""
        if shown is None:
            raise ValueError("fewer values than declared")
        yield shown


def column_of(element: Struct) -> Column:
    """Read what the schema says of a column; raise KeyError, IndexError or ValueError where that is nothing."""
    physical = PHYSICAL[element[1]]
    converted, logical = _CONVERTED.get(element.get(6, -1), ""), element.get(10, {})
    meant = next((_LOGICAL[number] for number in logical if number in _LOGICAL), converted)
    if 8 in logical:
        meant = ("", "milliseconds", "microseconds", "nanoseconds")[next(iter(logical[8][2]))]
    name = element[4].decode(errors="replace")
    return Column(name, physical, element.get(2, 0), element.get(3, 0) == 1, _shown(physical, meant, element.get(7, 0)))


def _shown(physical: Physical, meant: str, scale: int) -> Shown:
    if meant == "date":
        return lambda value: date.fromordinal(_EPOCH.toordinal() + int(value)).isoformat()
    if ticks := _TICKS.get(meant):
        return lambda value: _moment(int(value) * 10**6 // ticks)
    if meant == "decimal":
        return lambda value: str(Decimal(_whole(value)).scaleb(-scale))
    if physical == "int96":
        return lambda value: _moment(_old_moment(bytes(value)))  # type: ignore[arg-type]
    if physical == "boolean":
        return lambda value: "true" if value else "false"
    return _plainly


def _plainly(value: Value) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    # years of which some are missing become 2025.0 in the tables of pandas
    return str(int(value) if isinstance(value, float) and value.is_integer() else "" if value != value else value)


def _whole(value: Value) -> int:
    return int.from_bytes(value, "big", signed=True) if isinstance(value, bytes) else int(value)


def _moment(microseconds: int) -> str:
    """Return a time since 1970 as text, without its clock where that says midnight."""
    moment = _EPOCH.replace(tzinfo=None) + timedelta(microseconds=microseconds)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")


def _old_moment(value: bytes) -> int:
    """Return the microseconds since 1970 of nanoseconds within a day and the number of that day since 4713 BC."""
    day = int.from_bytes(value[8:], "little")
    return (day - 2_440_588) * 86_400 * 10**6 + int.from_bytes(value[:8], "little") // 1000
