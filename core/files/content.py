"""The content of a file: its text, how it was decoded, what it says about itself; and folding, which is done once."""

import re
from dataclasses import dataclass

from ..model.report import NO_ABOUT, REPLACEMENT, About, Note


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, before its text is folded."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()
    about: About = NO_ABOUT


# Code points that some widget, store or format would damage: controls except tab and LF, surrogates, noncharacters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def fold(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return a text as it is kept, and notes that count what was replaced in it.

    Line ends become LF, a BOM at the beginning goes, and each unfit code point is replaced by one other code point.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text, count = _UNFIT.subn(REPLACEMENT, text)
    notes = (Note("{number} control or invalid characters were replaced with U+FFFD.", count),) if count else ()
    return text, notes


def damage(count: int) -> tuple[Note, ...]:
    """Return the note that some characters could not be decoded; none where all could."""
    return (Note("{number} damaged characters were replaced with U+FFFD.", count),) if count else ()


def left_out(count: int) -> tuple[Note, ...]:
    """Return the note that characters of a document were left out which no reader sees; none where all are there."""
    return (Note("{number} characters that were struck out or hidden were left out.", count),) if count else ()
