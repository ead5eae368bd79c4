"""The substitute font that PDFium gets for every font that is not in a PDF, in place of this machine's fonts.

PDFium leaves out letters for which it has no glyph, and places others by the glyph it finds. With the fonts of a
machine the same PDF would give different texts on different machines, and the reading process must not open fonts. This
font has a glyph for every character: half as wide as high for narrow characters, as wide as high for wide ones.
"""

import ctypes
import struct
from typing import Any

from pypdfium2 import raw

# characters from here on are wide: radicals, kana, han, full-width forms
_WIDE = 0x2E80
_EM, _UP, _DOWN = 1000, 880, -120


def font() -> bytes:
    """Return the font: a TrueType file with three glyphs: none, a half box and a whole box.

    The format: https://learn.microsoft.com/en-us/typography/opentype/spec/.
    """
    glyphs = [b"", _box(_EM // 2), _box(_EM)]
    places = [sum(map(len, glyphs[:number])) for number in range(len(glyphs) + 1)]
    groups = struct.pack(">LLLLLL", 0x20, _WIDE - 1, 1, _WIDE, 0x10FFFF, 2)
    # format 13: all characters of a group have the same glyph
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 13, 0, 16 + len(groups), 0, 2) + groups
    tables = {
        b"cmap": cmap,
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">LLLLHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 0, _DOWN, _EM, _UP, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">LhhhHhhhhhh4hhH", 0x10000, _UP, _DOWN, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM // 2, 0, _EM, 0),
        b"loca": struct.pack(">4L", *places),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at = 12 + 16 * len(tables)
    listed, body = b"", b""
    for tag, data in tables.items():
        listed += tag + struct.pack(">LLL", 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + listed + body


def _box(width: int) -> bytes:
    """Return the outline of a box: four points, each by its distance from the one before."""
    outline = struct.pack(">hhhhh", 1, 0, _DOWN, width, _UP) + struct.pack(">HH", 3, 0) + b"\x01\x01\x01\x01"
    return outline + struct.pack(">8h", 0, 0, width, 0, _DOWN, _UP - _DOWN, 0, _DOWN - _UP)


class SubstituteFont:
    """Answers what PDFium asks about the system's fonts; it lives as long as PDFium does."""

    def __init__(self) -> None:
        data = font()

        def give(_: Any, __: Any, table: int, buffer: Any, size: int) -> int:  # noqa: ANN401
            if table:
                return 0
            if buffer and size >= len(data):
                ctypes.memmove(buffer, data, len(data))
            return len(data)

        self.info = raw.FPDF_SYSFONTINFO(version=1)
        kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
        answers = {
            "MapFont": lambda *_: 1,
            "GetFont": lambda *_: 1,
            "GetFontData": give,
            "GetFaceName": lambda *_: 0,
            "GetFontCharset": lambda *_: 0,
        }
        for name, answer in answers.items():
            setattr(self.info, name, kinds[name](answer))
        raw.FPDF_SetSystemFontInfo(ctypes.byref(self.info))
