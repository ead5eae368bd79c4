"""The Parquet table: columns of single values put together to rows; nested ones are passed over.

The format: https://parquet.apache.org/docs/file-format. Of a file only the pages that a row needs are in memory.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from ..model.errors import ReportError
from .chunk import Chunk, Column, column_of, texts
from .codec import CODECS, NAMES
from .thrift import BeyondMeasureError, Struct, exactly, read_struct
from .zipped import WHOLE_LIMIT

MAGIC = b"PAR1"
MOST_ROWS = 200_000
DAMAGED = (ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError, struct.error, zlib.error)
"""What reading a file raises that is not what it says it is: every number in it may be a lie."""

_LOCKED = b"PARE"


def parquet_rows(stream: BinaryIO, name: str) -> Iterator[dict[str, str] | ReportError]:
    """Yield the rows of a Parquet table, values as texts; an error as the last one where it is damaged further on.

    Raise ReportError where nothing can be read: it is damaged, locked, or packed in a way that is not read here.
    """
    try:
        meta = _meta(stream, name)
        columns = list(_columns(meta[2]))
        groups = [_chunks(group, columns, name) for group in meta[4]]
        number = meta[3]
        if any(chunk.number > number for chunks in groups for chunk in chunks):
            raise ValueError("more values than rows")
    except DAMAGED as error:
        raise _refusal(name, error) from error
    if number > MOST_ROWS:
        raise ReportError(
            "{name} holds more than {limit} rows; split it and open the parts.", name=name, limit=MOST_ROWS
        )
    if not columns:
        raise ReportError("{name} has no column of texts; say which one holds them.", name=name)
    return _rows(stream, columns, groups, (name, number))


def _meta(stream: BinaryIO, name: str) -> Struct:
    """Read what stands at the end of a file: its columns, and where they are."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 8))
    end = exactly(stream, 8)
    if end[4:] == _LOCKED:
        raise ReportError("{name} is locked by a password. Save it without one and open it again.", name=name)
    if end[4:] != MAGIC:
        raise ValueError("cut off")
    length = int.from_bytes(end[:4], "little")
    if length > size - 8:
        raise ValueError("longer than the file")
    stream.seek(size - 8 - length)
    return read_struct(BytesIO(exactly(stream, length)))


def _columns(schema: list[Struct]) -> Iterator[Column]:
    """Yield the columns right below the table that hold one value a row."""
    at = 1
    while at < len(schema):
        element = schema[at]
        inside = element.get(5, 0)
        if not inside and element.get(3, 0) in (0, 1):
            yield column_of(element)
        at += 1
        while inside > 0:
            inside += schema[at].get(5, 0) - 1
            at += 1


def _chunks(group: Struct, columns: list[Column], name: str) -> list[Chunk]:
    """Find a group's chunk of each column."""
    known: dict[tuple[bytes, ...], Struct] = {}
    for chunk in group[1]:
        if 8 in chunk and 3 not in chunk:
            raise ReportError("{name} is locked by a password. Save it without one and open it again.", name=name)
        if 1 in chunk:
            raise ValueError("in another file")
        known[tuple(chunk[3][3])] = chunk[3]
    return [_chunk(known[(column.name.encode(),)], name) for column in columns]


def _chunk(told: Struct, name: str) -> Chunk:
    codec = NAMES[told[4]]
    if codec not in CODECS:
        raise ReportError(
            "{name} is packed by {codec}, which cannot be read here. Save it with Snappy or Zstandard, or as CSV.",
            name=name,
            codec=codec,
        )
    # writers that have no dictionary say so by leaving its place out, or by 0
    start = min(told.get(11) or told[9], told[9])
    if start < 0:
        raise ValueError("before the file")
    return Chunk(start, codec, told[5])


def _rows(
    stream: BinaryIO, columns: list[Column], groups: list[list[Chunk]], told: tuple[str, int]
) -> Iterator[dict[str, str] | ReportError]:
    name, number = told
    names = [column.name for column in columns]
    there = size = 0
    try:
        for chunks in groups:
            pairs = zip(columns, chunks, strict=True)
            for cells in zip(*(texts(stream, column, chunk) for column, chunk in pairs), strict=True):
                there, size = there + 1, size + sum(map(len, cells))
                if there > number:
                    raise ValueError("more rows than declared")
                if size > WHOLE_LIMIT:
                    raise BeyondMeasureError(WHOLE_LIMIT)
                yield dict(zip(names, cells, strict=True))
        if there < number:
            raise ValueError("fewer rows than declared")
    except DAMAGED as error:
        yield _refusal(name, error)


def _refusal(name: str, error: Exception) -> ReportError:
    if isinstance(error, BeyondMeasureError):
        limit = error.limit // 2**20
        return ReportError(
            "{name} unpacks to more than {limit} MB; split it and open the parts.", name=name, limit=limit
        )
    return ReportError("{name} is damaged or of another kind than its name says. Save it again.", name=name)
