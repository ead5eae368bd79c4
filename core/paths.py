"""The paths: what is typed made one that the system opens, and names that every system takes for a file."""

import os
import re
import sys
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePath, PureWindowsPath

# the ending of a store's file
STORE_SUFFIX = ".biaoshu"
LONG_MARK = "\\\\?\\"
_LONG_SHARE = LONG_MARK + "UNC\\"
# Windows opens no path of 260 characters (a folder: of 248) without the mark; room for what is made beside a file, as
# its log and its backups
_ROOM = 160
# what some system refuses in a name, or shows as something else: the marks of direction, halves of characters
_UNFIT = re.compile('[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
# what Windows takes for a device, with any suffix and in any case
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)
_BLANK = " .\u3000\xa0"
# characters of a name, and its bytes: file systems end at 255 of either, and something is added before and behind
_LONGEST, _LONGEST_BYTES = 60, 160


def typed(path: Path) -> Path:
    """Return what somebody means by a path that is typed: ~ is their home, where nothing else has that name.

    A shell does the same on other systems; Windows' does not.
    """
    if path.parts[:1] != ("~",) or os.path.lexists(path):
        return path
    try:
        return path.expanduser()
    except RuntimeError:
        # there is no home
        return path


def absolute(path: Path) -> Path:
    """Return a path from the root; on Windows with the drive's own folder (C:a.txt), names in full, as long as it is.

    A short name (REPORT~1.BIA) and the full one are one file, but what lies beside it, as a store's log, goes by the
    full one.
    """
    if sys.platform != "win32":
        return path.absolute()
    return reachable(_full_name(_from_root(path)))


def reachable(path: Path, *, always: bool = False) -> Path:
    """Return a path as Windows opens it however long it and what is made beside it are; elsewhere as it is."""
    if sys.platform != "win32":
        return path
    said = str(path)
    if not (always or len(said) > _ROOM) or said.startswith(LONG_MARK):
        return path
    return Path(marked(str(_from_root(path))))


def followed(path: Path) -> Path:
    """Return what a path leads to, through all links."""
    try:
        return reachable(Path(os.path.realpath(reachable(path))))
    except OSError:
        # some file systems of Windows do not tell
        return absolute(path)


def marked(said: str) -> str:
    """Mark a path of Windows, from the root and normal, as one that may be longer than 260 characters."""
    if said.startswith(("\\\\?\\", "\\\\.\\")):
        return said
    return _LONG_SHARE + said[2:] if said.startswith("\\\\") else LONG_MARK + said


def plain(said: str) -> str:
    """Return a path as somebody would type it: without the mark of a long one."""
    if said.startswith(_LONG_SHARE):
        return "\\\\" + said.removeprefix(_LONG_SHARE)
    # other marks of the kind, as of a volume, have no plain form
    short = said.removeprefix(LONG_MARK)
    return short if re.match(r"[A-Za-z]:\\", short) else said


def _from_root(path: Path) -> Path:
    """Return a path of Windows from the root, as Windows itself reads it; no link in it is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  a path's own method would follow them


def _full_name(path: Path) -> Path:
    """Return a path of Windows with its short names in full; what is not there yet stays as it is."""
    if sys.platform != "win32" or "~" not in str(path):
        return path
    import ctypes

    room = ctypes.create_unicode_buffer(32_768)
    # the longest part that is there, and in it what is still to be made
    for there in (path, *path.parents):
        if 0 < ctypes.windll.kernel32.GetLongPathNameW(str(reachable(there)), room, len(room)) < len(room):
            return Path(plain(room.value)) / path.relative_to(there)
    return path


def fit(name: str, otherwise: str = "report") -> str:
    """Return a name for a file after what something is called, which every system takes; the same on all of them.

    What cannot stand in one becomes _, a device's name gets one, blanks and dots at the ends go; it is short enough for
    a suffix, and composed, as a Mac tells characters composed otherwise from no others.
    """
    short = unicodedata.normalize("NFC", _UNFIT.sub("_", name))[:_LONGEST]
    short = short.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(_BLANK)
    return _DEVICE.sub(r"\1_", short) or otherwise


def fitting(path: Path) -> Path:
    """Return a path chosen for a new file with a name that every system takes; what is there keeps its own."""
    if path.exists():
        return path
    return path.with_name(fit(path.stem, path.stem) + _UNFIT.sub("", path.suffix))


def alike(name: str) -> str:
    """Return what two names share that some system takes for one: whatever their case and how they are composed."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())


def apart(name: str, taken: Collection[str], place: int) -> str:
    """Return a name that no name taken so far is like (as `alike` has them): with its place behind it, if need be."""
    one = name
    while alike(one) in taken:
        one = f"{name}-{place}" if one == name else f"{one}_"
    return one


def unfit(path: Path, *, on: str = sys.platform) -> str:
    """Return a name in place of one that Windows takes for a device or a part of another file; "" where it is a file's.

    Elsewhere any name is a file's.
    """
    name = PureWindowsPath(path).name
    if on != "win32" or not (_DEVICE.match(name) or _UNFIT.search(name)):
        return ""
    suffix = PurePath(name).suffix
    return fit(name.removesuffix(suffix)) + _UNFIT.sub("", suffix)
