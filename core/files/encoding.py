"""Finds the encoding of a text from its bytes. What a file or a page says about its encoding is not believed."""

import codecs
import re
from functools import cache
from typing import Literal, get_args

from ..model.errors import ReportError
from ..model.report import REPLACEMENT

Encoding = Literal["utf-8", "gb18030", "big5", "utf-16", "utf-32"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
GUESSED = frozenset(ENCODINGS) - {"utf-8"}
"""Those that no byte sequence rules out, so that a text may be in another one."""

# the superset used in Hong Kong; every Big5 text is valid in it
_CODECS = {"big5": "big5hkscs"}
# the BOM of UTF-32 begins with that of UTF-16, and is looked for first
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# UTF-8 with a few damaged bytes is still UTF-8; a GB18030 text read as UTF-8 breaks at nearly every character.
_DAMAGE_ALLOWED = 0.01
_SAMPLE = 1 << 16
_ENDS = ("le", "be")
# the share of everyday characters among those beyond ASCII if the encoding is right; a wrong one gives under half
_LIKELY = 0.5
# by how much another encoding must be likelier than GB18030, which nearly all texts have
_MARGIN = 0.15
_CONTROL, _LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"), re.compile("[A-Za-z]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def load_codecs() -> None:
    """Load every codec that reading may need; otherwise each would be loaded when it is first used."""
    wide = (f"utf-{size}-{end}" for size in (16, 32) for end in _ENDS)
    for name in (*ENCODINGS, *(codec for _, codec, _ in _BOMS), *_CODECS.values(), *wide, "gb2312", "cp437"):
        codecs.lookup(name)


def decode(data: bytes, name: str, encoding: str = "") -> tuple[str, str, int]:
    """Decode a text: by the encoding given, else by its BOM, else as UTF-8, else by which encoding reads like Chinese.

    Returns the text, the encoding and how many characters were damaged; raises ReportError where no encoding fits.
    """
    codec, known = codec_of(data, name, encoding)
    text = data.decode(codec, "replace")
    damaged = 0 if known == "utf-8" and _is_whole(data, codec) else text.count(REPLACEMENT)
    return text, known, damaged


def codec_of(data: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """Return the codec of a text, given or found from its bytes; raise ReportError where none fits."""
    if encoding:
        return _codec(data, encoding), encoding
    for bom, codec, known in _BOMS:
        if data.startswith(bom):
            return codec, known
    if end := _utf_32_end(data):
        return f"utf-32-{end}", "utf-32"
    lenient = data.decode("utf-8", "replace")
    damaged = 0 if _is_whole(data, "utf-8") else lenient.count(REPLACEMENT)
    if damaged <= _DAMAGE_ALLOWED * len(lenient) and not _is_wide(data, lenient):
        return "utf-8", "utf-8"
    return _likeliest(data, name)


def _utf_32_end(data: bytes) -> str:
    """Return the byte order ("le" or "be") of a text in UTF-32 without a BOM; "" where it is not one.

    The first byte of each character, and nearly always the next one, is 0; no other text has so many zeros.
    """
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)]
    size = len(sample) // 4
    for end, first in zip(_ENDS, (3, 0), strict=True):
        if sample and sample[first::4].count(0) >= (1 - _DAMAGE_ALLOWED) * size:
            text = sample.decode(f"utf-32-{end}", "replace")
            if text.count(REPLACEMENT) <= _DAMAGE_ALLOWED * size:
                return end
    return ""


def _codec(data: bytes, encoding: str) -> str:
    for bom, codec, known in _BOMS:
        if known == encoding and data.startswith(bom):
            return codec
    if encoding in ("utf-16", "utf-32"):
        ends = {f"{encoding}-{end}": _likelihood(data[:_SAMPLE], f"{encoding}-{end}") for end in _ENDS}
        return max(ends, key=lambda codec: ends[codec])
    return _CODECS.get(encoding, encoding)


def _likeliest(data: bytes, name: str) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    best, known = "gb18030", "gb18030"
    best_score = score = _likelihood(sample, best) + _MARGIN
    for codec, title in (("big5hkscs", "big5"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16")):
        if len(data) % 2 and title == "utf-16":
            continue
        score = _likelihood(sample, codec)
        if score > best_score:
            best, known, best_score = codec, title, score
    if best_score - _MARGIN * (best == "gb18030") < _LIKELY and not _is_whole(data, best):
        raise ReportError(
            "{name} is neither UTF-8 nor GB18030 text; save it as UTF-8 and open it again.",
            name=name,
        )
    return best, known


def _is_wide(data: bytes, text: str) -> bool:
    """Tell whether what is valid UTF-8, but for control characters in it, is UTF-16 without a BOM."""
    if len(data) % 2 or not _CONTROL.search(text, 0, _SAMPLE):
        return False
    sample = data[:_SAMPLE]
    return max(_likelihood(sample, f"utf-16-{end}") for end in ("le", "be")) > _likelihood(sample, "utf-8") + _LIKELY


def _is_whole(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _likelihood(sample: bytes, codec: str) -> float:
    """Return the share of everyday Chinese characters among those beyond ASCII.

    Damaged characters, controls and, with half weight, ASCII letters reduce it: a wrong decoding is full of them.
    """
    text = sample.decode(codec, "replace")
    wide = _BEYOND_ASCII.findall(text)
    strange = 2 * wide.count(REPLACEMENT) + 2 * len(_CONTROL.findall(text)) + len(_LETTER.findall(text)) / 2
    return sum(character in _everyday() for character in wide) / (len(wide) + strange or 1)


@cache
def _everyday() -> frozenset[str]:
    """Return the characters of the first levels of GB2312 and Big5, the frequent ones, and both sets of punctuation."""
    rows = ((0xA1, 0xA3, "gb2312"), (0xB0, 0xD7, "gb2312"), (0xA1, 0xA1, "big5"), (0xA4, 0xC6, "big5"))
    data = b"".join(
        bytes((lead, trail)).decode(codec, "ignore").encode()
        for first, last, codec in rows
        for lead in range(first, last + 1)
        for trail in range(0x40, 0xFF)
        if trail >= 0xA1 or (codec == "big5" and trail < 0x7F)
    )
    return frozenset(data.decode())
