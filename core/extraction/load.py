"""The way in: a file becomes a report whose text is folded once and never changed again."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from core.errors import ReportError
from core.report import Note, Report

SIZE_LIMIT = 64 * 2**20
REPLACEMENT = "\ufffd"

# Code points no widget, store or format carries unharmed: controls but tab and LF, surrogates, noncharacters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
# UTF-8 with a few damaged bytes is still UTF-8; a GB18030 text read as UTF-8 breaks at nearly every character.
_DAMAGE_ALLOWED = 0.01


def fold(text: str) -> tuple[str, tuple[Note, ...]]:
    """Fold line ends to LF, drop a leading BOM and replace unfit code points one for one; return the text and notes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text, count = _UNFIT.subn(REPLACEMENT, text)
    notes = (Note("{number} control or invalid characters were replaced with U+FFFD.", count),) if count else ()
    return text, notes


def load(path: Path) -> Report:
    """Read a file as a report; raise ReportError with one sentence that says what to do."""
    path = Path(path)
    loader = LOADERS.get(path.suffix.lower())
    if path.is_dir():
        raise ReportError("{name} is a folder; choose a file in it.", name=path.name)
    if loader is None:
        known = " ".join(sorted(LOADERS))
        raise ReportError(
            "{name} is not of a kind that can be read ({known}); save it as plain text.", name=path.name, known=known
        )
    text, encoding, damage = loader(_read(path), path.name)
    text, notes = fold(text)
    if not text.strip():
        raise ReportError("{name} holds no text; choose another file.", name=path.name)
    # a file system may hold names that are no text, which neither a store nor a line of JSON takes
    return Report(path.stem.encode(errors="replace").decode(), text, encoding, damage + notes)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReportError("{name} cannot be read: {reason}.", name=path.name, reason=reason) from error
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT // 2**20
        raise ReportError("{name} is larger than {limit} MB; split it and open the parts.", name=path.name, limit=limit)
    if not data:
        raise ReportError("{name} is empty; choose another file.", name=path.name)
    return data


def _read_plain(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """Decode plain text: by its BOM, else strict UTF-8, else GB18030, else UTF-8 with a little damage."""
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            text = data.decode(encoding, "replace")
            return text, encoding, _damage(text.count(REPLACEMENT))
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", "replace")
    damaged = lenient.count(REPLACEMENT)
    if damaged <= _DAMAGE_ALLOWED * len(lenient):
        return lenient, "utf-8", _damage(damaged)
    try:
        return data.decode("gb18030"), "gb18030", ()
    except UnicodeDecodeError as error:
        raise ReportError(
            "{name} is neither UTF-8 nor GB18030 text; save it as UTF-8 and open it again.", name=name
        ) from error


def _damage(count: int) -> tuple[Note, ...]:
    return (Note("{number} damaged characters were replaced with U+FFFD.", count),) if count else ()


# What reads a suffix: bytes and the file's name in, text, encoding and notes out.
LOADERS: dict[str, Callable[[bytes, str], tuple[str, str, tuple[Note, ...]]]] = {".txt": _read_plain}
