"""The compact form of Thrift, in which Parquet says what it holds: structs by the numbers of their fields."""

import struct
from typing import Any, BinaryIO

Struct = dict[int, Any]

LONGEST = 64 * 2**20
"""The most bytes that are read in one piece, whatever a file declares."""


class BeyondMeasureError(ValueError):
    """What is read is longer, or says that it is longer, than so many bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


_DEEPEST = 20
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)


def read_struct(stream: BinaryIO, depth: int = 0) -> Struct:
    """Read a struct; lists, sets and maps become lists, texts stay bytes.

    Raise ValueError where it is none or too deep, EOFError where it is cut off.
    """
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    fields: Struct = {}
    number = 0
    while head := exactly(stream, 1)[0]:
        number = number + (head >> 4) if head >> 4 else _signed(stream)
        kind = head & 15
        fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else _value(stream, kind, depth)
    return fields


def _value(stream: BinaryIO, kind: int, depth: int) -> Any:  # noqa: ANN401
    """Read what is no boolean of a struct, whose value its head holds."""
    if kind in (_I16, _I32, _I64):
        return _signed(stream)
    if kind == _BINARY:
        return exactly(stream, varint(stream))
    if kind in (_LIST, _SET):
        return _listed(stream, depth + 1)
    if kind == _STRUCT:
        return read_struct(stream, depth + 1)
    if kind in (_TRUE, _FALSE, _BYTE):
        return exactly(stream, 1)[0]
    if kind == _DOUBLE:
        return struct.unpack("<d", exactly(stream, 8))[0]
    if kind == _MAP:
        return _pairs(stream, depth + 1)
    raise ValueError(f"no kind of value: {kind}")


def _listed(stream: BinaryIO, depth: int) -> list[Any]:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    head = exactly(stream, 1)[0]
    number = varint(stream) if head >> 4 == 15 else head >> 4
    return [_value(stream, head & 15, depth) for _ in range(number)]


def _pairs(stream: BinaryIO, depth: int) -> list[tuple[Any, Any]]:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    number = varint(stream)
    kinds = exactly(stream, 1)[0] if number else 0
    return [(_value(stream, kinds >> 4, depth), _value(stream, kinds & 15, depth)) for _ in range(number)]


def varint(stream: BinaryIO) -> int:
    """Read a number of as many bytes as it needs, seven bits each."""
    number = 0
    for place in range(0, 70, 7):
        byte = exactly(stream, 1)[0]
        number |= (byte & 0x7F) << place
        if byte < 0x80:
            return number
    raise ValueError("a number without an end")


def zigzag(number: int) -> int:
    """Return the signed number that 0, 1, 2, 3, 4 … stand for: 0, -1, 1, -2, 2 …"""
    return (number >> 1) ^ -(number & 1)


def _signed(stream: BinaryIO) -> int:
    return zigzag(varint(stream))


def exactly(stream: BinaryIO, number: int) -> bytes:
    """Read so many bytes; raise EOFError where there are fewer, BeyondMeasureError for more than LONGEST."""
    data = stream.read(within(number))
    if len(data) < number:
        raise EOFError
    return data


def within(number: int) -> int:
    """Return a number of bytes; raise ValueError where it is none, BeyondMeasureError where it is more than LONGEST."""
    if number < 0:
        raise ValueError(f"no length: {number}")
    if number > LONGEST:
        raise BeyondMeasureError(LONGEST)
    return number
