"""Parquet tables put together by hand, so that every number in them can lie; others' own are in tables/."""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

MAGIC = b"PAR1"
GZIP, BROTLI, ZSTD = 2, 4, 6
PLAIN, DICTIONARY = 0, 8


def thrift(value: Mapping[int, Any]) -> bytes:
    """Write a struct in the compact form of Thrift: numbers, truths, bytes, lists and structs."""
    out, last = b"", 0
    for number, one in value.items():
        kind, data = _kind(one), b"" if isinstance(one, bool) else _value(one)
        out += bytes([(number - last) << 4 | kind]) + data
        last = number
    return out + b"\x00"


def _kind(value: Any) -> int:
    if isinstance(value, bool):
        return 1 if value else 2
    return {int: 6, bytes: 8, list: 9, dict: 12}[type(value)]


def _value(value: Any) -> bytes:
    if isinstance(value, int):
        return varint(value << 1 if value >= 0 else -value * 2 - 1)
    if isinstance(value, bytes):
        return varint(len(value)) + value
    if isinstance(value, dict):
        return thrift(value)
    head = bytes([0xF0 | (_kind(value[0]) if value else 12)]) + varint(len(value))
    return head + b"".join(map(_value, value))


def varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def plain(*texts: str) -> bytes:
    """Write texts one after the other, each after its length."""
    return b"".join(struct.pack("<I", len(text.encode())) + text.encode() for text in texts)


def data_page(body: bytes, number: int, encoding: int = PLAIN, size: int | None = None) -> bytes:
    """Write a page of so many values, of which none is missing."""
    size = len(body) if size is None else size
    return thrift({1: 0, 2: size, 3: len(body), 5: {1: number, 2: encoding, 3: 3, 4: 3}}) + body


def dictionary_page(body: bytes, number: int) -> bytes:
    return thrift({1: 2, 2: len(body), 3: len(body), 7: {1: number, 2: PLAIN}}) + body


def parquet(
    pages: Sequence[bytes],
    rows: int,
    *,
    codec: int = 0,
    column: Mapping[int, Any] | None = None,
    chunk: Mapping[int, Any] | None = None,
    groups: int = 1,
    ending: bytes = MAGIC,
) -> bytes:
    """Make a table of one column of texts, `text`, of so many groups that all say these pages are theirs."""
    column = column or {1: 6, 3: 0, 4: b"text", 6: 0}
    told = {1: 6, 2: [0], 3: [b"text"], 4: codec, 5: rows, 6: 0, 7: 0, 9: 4}
    group = {1: [{2: 4, 3: told} if chunk is None else dict(chunk)], 2: 0, 3: rows}
    schema = [{4: b"schema", 5: 1}, dict(column)]
    foot = thrift({1: 1, 2: schema, 3: rows * groups, 4: [group] * groups})
    return MAGIC + b"".join(pages) + foot + struct.pack("<I", len(foot)) + ending
