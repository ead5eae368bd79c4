"""The codecs that pages of Parquet are packed by, unpacked in memory to the size declared and never beyond it."""

import sys
import zlib
from collections.abc import Callable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from .thrift import within

Codec = Callable[[bytes, int], bytes]

NAMES = ("uncompressed", "snappy", "gzip", "lzo", "brotli", "lz4", "zstd", "lz4_raw")


def unpack(codec: str, data: bytes, size: int) -> bytes:
    """Unpack a page by one of CODECS; raise ValueError where it does not have that size."""
    unpacked = CODECS[codec](data, within(size))
    if len(unpacked) != size:
        raise ValueError("of another size than declared")
    return unpacked


def _as_it_is(data: bytes, size: int) -> bytes:
    return data


def _gzip(data: bytes, size: int) -> bytes:
    # 32: gzip or zlib, by its own head
    return zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(data, size + 1)


def _zstd(data: bytes, size: int) -> bytes:
    try:
        return zstd.ZstdDecompressor().decompress(data, max_length=size + 1)
    except zstd.ZstdError as error:
        raise ValueError("no zstd") from error


def _snappy(data: bytes, size: int) -> bytes:
    """Unpack by https://github.com/google/snappy/blob/main/format_description.txt."""
    at, out = 0, bytearray()
    while data[at] & 0x80:
        at += 1
    at += 1
    while at < len(data) and len(out) <= size:
        tag = data[at]
        kind = tag & 3
        if not kind:
            length = (tag >> 2) + 1
            if length > 60:
                wide = length - 60
                length = int.from_bytes(data[at + 1 : at + 1 + wide], "little") + 1
                at += wide
            out += data[at + 1 : at + 1 + length]
            at += 1 + length
        elif kind == 1:
            _again(out, tag >> 5 << 8 | data[at + 1], (tag >> 2 & 7) + 4)
            at += 2
        else:
            wide = 2 * kind - 2
            _again(out, int.from_bytes(data[at + 1 : at + 1 + wide], "little"), (tag >> 2) + 1)
            at += 1 + wide
    return bytes(out)


def _lz4(data: bytes, size: int) -> bytes:
    """Unpack by https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md."""
    at, out = 0, bytearray()
    while at < len(data) and len(out) <= size:
        token = data[at]
        length, at = _length(data, at + 1, token >> 4)
        out += data[at : at + length]
        at += length
        if at >= len(data):
            break
        offset = int.from_bytes(data[at : at + 2], "little")
        length, at = _length(data, at + 2, token & 15)
        _again(out, offset, min(length + 4, size + 1))
    return bytes(out)


def _length(data: bytes, at: int, length: int) -> tuple[int, int]:
    """Return a length and the place behind it; one of 15 goes on."""
    if length == 15:
        while data[at] == 255:
            length, at = length + 255, at + 1
        length, at = length + data[at], at + 1
    return length, at


def _again(out: bytearray, offset: int, length: int) -> None:
    """Say so many bytes again from so far back, which may reach into what is being said."""
    start = len(out) - offset
    if start < 0 or not offset:
        raise ValueError("points before the beginning")
    if offset >= length:
        out += out[start : start + length]
    else:
        out += (out[start:] * (length // offset + 1))[:length]


CODECS: dict[str, Codec] = {
    "uncompressed": _as_it_is,
    "snappy": _snappy,
    "gzip": _gzip,
    "zstd": _zstd,
    "lz4_raw": _lz4,
}
