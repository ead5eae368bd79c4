"""Paths: makes a path that was typed one that the system opens, and finds file names that every system accepts."""

import os
import re
import sys
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePath, PureWindowsPath

# the suffix of a store's file
STORE_SUFFIX = ".biaoshu"
LONG_MARK = "\\\\?\\"
_LONG_SHARE = LONG_MARK + "UNC\\"
# Windows opens no path of 260 characters (a folder: of 248) without the mark; room for what is made beside a file, as
# its log and its backups
_ROOM = 160
# characters that some system refuses in a name, or that change how it is shown: marks of direction, half surrogate
# pairs
_UNFIT = re.compile('[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
# names that are devices on Windows, with any suffix and in any case
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)
_BLANK = " .\u3000\xa0"
# the longest name in characters and in bytes: file systems allow 255 of either, and something is added before and after
_LONGEST, _LONGEST_BYTES = 60, 160


def typed(path: Path) -> Path:
    """Return the path that a user means by a text: ~ is the home folder, unless a file has that name.

    Shells do the same on other systems, but not that of Windows.
    """
    if path.parts[:1] != ("~",) or os.path.lexists(path):
        return path
    try:
        return path.expanduser()
    except RuntimeError:
        # the user has no home folder
        return path


def absolute(path: Path) -> Path:
    """Return a path from the root; on Windows with the drive's current folder (C:a.txt) and with full names.

    A short name (REPORT~1.BIA) and the full one mean the same file, but files beside it, such as a store's log, are
    named by the full one.
    """
    if sys.platform != "win32":
        return path.absolute()
    return reachable(_full_name(_from_root(path)))


def reachable(path: Path, *, always: bool = False) -> Path:
    """Return a path in the form in which Windows opens it, even if it or a file beside it has a long name.

    Elsewhere unchanged.
    """
    if sys.platform != "win32":
        return path
    text = str(path)
    if not (always or len(text) > _ROOM) or text.startswith(LONG_MARK):
        return path
    return Path(marked(str(_from_root(path))))


def followed(path: Path) -> Path:
    """Return the path that a path leads to through all links."""
    try:
        return reachable(Path(os.path.realpath(reachable(path))))
    except OSError:
        # some file systems of Windows cannot say
        return absolute(path)


def marked(path: str) -> str:
    """Return a Windows path with the prefix that allows more than 260 characters; it must be absolute and normal."""
    if path.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    return _LONG_SHARE + path[2:] if path.startswith("\\\\") else LONG_MARK + path


def plain(path: str) -> str:
    """Return a path as a user would type it, without the prefix for long paths."""
    if path.startswith(_LONG_SHARE):
        return "\\\\" + path.removeprefix(_LONG_SHARE)
    # other prefixes of this kind, such as a volume's, have no plain form
    short = path.removeprefix(LONG_MARK)
    return short if re.match(r"[A-Za-z]:\\", short) else path


def _from_root(path: Path) -> Path:
    """Return a Windows path from the root, as Windows itself resolves it; links are not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  a path's own method would follow them


def _full_name(path: Path) -> Path:
    """Return a Windows path with full names for its short ones; parts that do not exist yet stay as they are."""
    if sys.platform != "win32" or "~" not in str(path):
        return path
    import ctypes

    room = ctypes.create_unicode_buffer(32_768)
    # the longest part that exists, followed by what does not exist yet
    for there in (path, *path.parents):
        if 0 < ctypes.windll.kernel32.GetLongPathNameW(str(reachable(there)), room, len(room)) < len(room):
            return Path(plain(room.value)) / path.relative_to(there)
    return path


def fit(name: str, otherwise: str = "report") -> str:
    """Return a file name, made from a title, that every system accepts; it is the same on all systems.

    Characters that a name cannot have become _, the name of a device gets one, and blanks and dots at the ends are
    removed. The name is short enough to add a suffix, and in Unicode's composed form, since macOS does not tell
    differently composed names apart.
    """
    short = unicodedata.normalize("NFC", _UNFIT.sub("_", name))[:_LONGEST]
    short = short.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(_BLANK)
    return _DEVICE.sub(r"\1_", short) or otherwise


def fitting(path: Path) -> Path:
    """Return a path for a new file with a name that every system accepts; a file that exists keeps its name."""
    if path.exists():
        return path
    return path.with_name(fit(path.stem, path.stem) + _UNFIT.sub("", path.suffix))


def alike(name: str) -> str:
    """Return a key that is equal for two names which some system takes for the same, such as names in other case."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())


def apart(name: str, taken: Collection[str], place: int) -> str:
    """Return a name whose `alike` key is not taken yet: the name itself, or with its position added."""
    one = name
    while alike(one) in taken:
        one = f"{name}-{place}" if one == name else f"{one}_"
    return one


def unfit(path: Path, *, on: str = sys.platform) -> str:
    """Return a name to use instead of one that is no file's on Windows (a device, a part of a file).

    "" where it is fine. On other systems every name is a file's.
    """
    name = PureWindowsPath(path).name
    if on != "win32" or not (_DEVICE.match(name) or _UNFIT.search(name)):
        return ""
    suffix = PurePath(name).suffix
    return fit(name.removesuffix(suffix)) + _UNFIT.sub("", suffix)
