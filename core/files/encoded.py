"""The encodings of Parquet: how the values of a page stand in its bytes."""

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, repeat
from typing import Literal

from .thrift import zigzag

Physical = Literal["boolean", "int32", "int64", "int96", "float", "double", "bytes", "fixed"]
PHYSICAL: tuple[Physical, ...] = ("boolean", "int32", "int64", "int96", "float", "double", "bytes", "fixed")

Value = int | float | bytes
"""What a page holds; times of 96 bits and what has a fixed length are bytes."""

_FORMS = {"int32": "i", "int64": "q", "float": "f", "double": "d"}
_SIZES = {"int32": 4, "int64": 8, "int96": 12, "float": 4, "double": 8}


def plain(data: bytes, number: int, physical: Physical, width: int) -> Iterable[Value]:
    """Read values that stand one after the other; `width` is the length of those that have a fixed one."""
    if physical == "bytes":
        return _texts(data, number)
    if physical == "boolean":
        return [data[place >> 3] >> (place & 7) & 1 for place in range(number)]
    size = _SIZES.get(physical, width)
    if not size > 0 or len(data) < number * size:
        raise ValueError("fewer values than declared")
    return _fixed(data[: number * size], physical, size)


def _fixed(data: bytes, physical: Physical, size: int) -> Iterable[Value]:
    if form := _FORMS.get(physical):
        return struct.unpack(f"<{len(data) // size}{form}", data)
    return [data[at : at + size] for at in range(0, len(data), size)]


def _texts(data: bytes, number: int) -> Iterator[bytes]:
    at = 0
    for _ in range(number):
        (length,) = struct.unpack_from("<I", data, at)
        at += 4 + length
        if at > len(data):
            raise ValueError("a text longer than its page")
        yield data[at - length : at]


def split_by_byte(data: bytes, number: int, physical: Physical, width: int) -> Iterable[Value]:
    """Read values of which the first bytes stand together, then the second ones, and so on."""
    size = _SIZES.get(physical, width)
    if not size > 0 or len(data) < number * size:
        raise ValueError("fewer values than declared")
    together = bytearray(number * size)
    for place in range(size):
        together[place::size] = data[place * number : (place + 1) * number]
    return _fixed(bytes(together), physical, size)


def runs(data: bytes, number: int, width: int) -> list[int]:
    """Read so many small numbers of so many bits, given as repetitions or eight at a time."""
    if not 0 <= width <= 32:
        raise ValueError(f"no width: {width}")
    out: list[int] = []
    at, wide = 0, (width + 7) // 8
    while len(out) < number:
        head, at = _varint(data, at)
        if head & 1:
            end = min(at + (head >> 1) * width, len(data))
            if end == at and width:
                raise ValueError("fewer values than declared")
            groups = (number - len(out) + 7) // 8 if not width else -(-(end - at) // width)
            for place in range(min(groups, head >> 1, (number - len(out) + 7) // 8)):
                out += _bits(data[at + place * width : at + (place + 1) * width], 8, width)
            at = end
        else:
            value = int.from_bytes(data[at : at + wide], "little")
            at += wide
            out += repeat(value, min(head >> 1, number - len(out)))
    return out[:number]


def _bits(data: bytes, number: int, width: int) -> Iterator[int]:
    together, mask = int.from_bytes(data, "little"), (1 << width) - 1
    return (together >> place * width & mask for place in range(number))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number, place = 0, 0
    while data[at] & 0x80:
        number |= (data[at] & 0x7F) << place
        place, at = place + 7, at + 1
        if place > 63:
            raise ValueError("a number without an end")
    return number | data[at] << place, at + 1


def differences(data: bytes, number: int) -> tuple[list[int], int]:
    """Read whole numbers told by their differences; return them and where they end."""
    block, at = _varint(data, 0)
    pieces, at = _varint(data, at)
    total, at = _varint(data, at)
    first, at = _varint(data, at)
    size = block // pieces
    if total != number or size * pieces != block or size % 32 or not size or block > 1 << 20:
        raise ValueError("no differences")
    steps: list[int] = []
    while len(steps) < number - 1:
        least, at = _varint(data, at)
        widths = data[at : at + pieces]
        at += pieces
        for width in widths:
            if len(steps) >= number - 1:
                break
            if width > 64 or at + size * width // 8 > len(data):
                raise ValueError("fewer values than declared")
            for _ in range(0, size, 32):
                steps += (step + zigzag(least) for step in _bits(data[at : at + 4 * width], 32, width))
                at += 4 * width
    return list(accumulate(chain([zigzag(first)], steps[: max(0, number - 1)])))[:number], at


def _whole(data: bytes, number: int, physical: Physical, width: int) -> Iterable[Value]:
    bits = 8 * _SIZES[physical]
    half, found = 1 << bits - 1, differences(data, number)[0]
    # what is too large for its type comes round, as those who write count
    return [(value + half) % (1 << bits) - half for value in found]


def _after_lengths(data: bytes, number: int, physical: Physical = "bytes", width: int = 0) -> Iterator[bytes]:
    lengths, at = differences(data, number)
    for length in lengths:
        if length < 0 or at + length > len(data):
            raise ValueError("a text longer than its page")
        yield data[at : at + length]
        at += length


def _after_beginnings(data: bytes, number: int, physical: Physical, width: int) -> Iterator[bytes]:
    """Read texts of each of which the beginning is the one's before."""
    shared, at = differences(data, number)
    before = b""
    for same, rest in zip(shared, _after_lengths(data[at:], number), strict=True):
        if not 0 <= same <= len(before):
            raise ValueError("shares more than there is")
        before = before[:same] + rest
        yield before


def _truths(data: bytes, number: int, physical: Physical, width: int) -> Iterable[Value]:
    return runs(data[4:], number, 1)


Encoding = Callable[[bytes, int, Physical, int], Iterable[Value]]
ENCODINGS: dict[int, Encoding] = {
    0: plain,
    3: _truths,
    5: _whole,
    6: _after_lengths,
    7: _after_beginnings,
    9: split_by_byte,
}
"""By the numbers of the format; those of a dictionary (2 and 8) are `runs`."""
