"""What a file holds: its text, how it was decoded, what it says of itself; and the folding, done once on load."""

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


# Code points no widget, store or format carries unharmed: controls but tab and LF, surrogates, noncharacters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def fold(text: str) -> tuple[str, tuple[Note, ...]]:
    """Fold line ends to LF, drop a leading BOM and replace unfit code points one for one; return the text and notes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text, count = _UNFIT.subn(REPLACEMENT, text)
    notes = (Note("{number} control or invalid characters were replaced with U+FFFD.", count),) if count else ()
    return text, notes


def damage(count: int) -> tuple[Note, ...]:
    """Return the note that some characters could not be decoded, if any could not."""
    return (Note("{number} damaged characters were replaced with U+FFFD.", count),) if count else ()
