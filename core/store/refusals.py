"""Turns what SQLite or the disk refuses into a sentence that tells the annotator what to do."""

import errno
import os
from pathlib import Path

from ..held_files import is_held, is_shut
from ..model.errors import HeldStoreError, StoreError, reason_of

_READ_ONLY_DISK = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def sqlite_refusal(error: Exception, path: Path) -> StoreError:
    """Return the error for what SQLite refuses to do with a file, by the name of SQLite's error."""
    match _name(error):
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return open_elsewhere(path)
        case "SQLITE_FULL":
            return full(path)
        case "SQLITE_IOERR":
            return StoreError(
                "The disk failed while {path} was in use ({reason}). What was saved before is safe; free some space or "
                "reconnect the disk, then try again.",
                path=path,
                reason=str(error),
            )
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM" | "SQLITE_AUTH":
            return read_only(path)
        case "SQLITE_NOTADB":
            return foreign(path)
        case "SQLITE_CORRUPT":
            return damaged(path, error)
    # a row whose JSON SQLite cannot read, or whose numbers it cannot add up
    if any(words in str(error) for words in ("malformed JSON", "integer overflow", "Could not decode")):
        return damaged(path, error)
    return StoreError("{path} refused this ({reason}). Nothing was changed.", path=path, reason=str(error))


def file_refusal(error: OSError, path: Path) -> StoreError:
    """Return the error for what the file system refuses to do with a file."""
    if is_held(error):
        return held(path)
    if error.errno in _READ_ONLY_DISK:
        return read_only(path)
    if error.errno in _FULL_DISK:
        return full(path)
    reason = reason_of(error)
    return StoreError("{path} cannot be opened ({reason}). Choose another place.", path=path, reason=reason)


def _name(error: BaseException) -> str:
    # as in SQLITE_IOERR_WRITE: the first two words are the error, the rest is detail
    return "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])


def open_elsewhere(path: Path) -> StoreError:
    return StoreError("{path} is open in another window. Close it there first.", path=path)


def newer(path: Path) -> StoreError:
    return StoreError("{path} was written by a newer version of this program. Update the program.", path=path)


def foreign(path: Path) -> StoreError:
    return StoreError("{path} is not a store of this program. Choose another file.", path=path)


def damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(
        "{path} is damaged ({reason}). Keep the file as it is; File › Restore a backup lists copies made earlier, and "
        "File › Repair a damaged store saves what can still be read.",
        path=path,
        reason=str(error),
    )


def full(path: Path) -> StoreError:
    return StoreError(
        "The disk is full: {path} was not written. What was saved before is safe; free some space, then try again.",
        path=path,
    )


def held(path: Path) -> StoreError:
    return HeldStoreError(
        "{path} is open in another program. Close it there and try again; nothing was changed.", path=path
    )


def read_only(path: Path) -> StoreError:
    if is_shut(path, to_writing=True):
        return held(path)
    if not os.access(path, os.F_OK):
        return StoreError("No file can be made in {folder}. Choose another folder.", folder=path.parent)
    return StoreError(
        "{path} cannot be written to. Copy it to a folder where you may write, and open the copy.", path=path
    )


def copied_while_open(path: Path) -> StoreError:
    return StoreError(
        "{path} was copied while a window had it open: its last decisions may be missing. Ask for a copy made with "
        "File › Share a copy.",
        path=path,
    )


def torn(name: str) -> StoreError:
    return StoreError(
        "The last decisions of {name} are not as expected: some are missing or were changed. Check the store, and "
        "restore a backup if the check says so.",
        name=name,
    )


def foreign_log_kept(path: Path, log: Path) -> StoreError:
    return StoreError(
        "{path} is not the file that was open here before: another file now has its name. The last decisions of the "
        "earlier file, which are not in this one, were saved in {log}; File › Repair reads what is in it.",
        path=path,
        log=log,
    )


def replaced(path: Path, kept: Path) -> StoreError:
    return StoreError(
        "{path} is not the file that was open here before: another file now has its name. The earlier file was saved "
        "completely in {kept}; merge it into this one, or restore it as a backup.",
        path=path,
        kept=kept,
    )


def unkeepable(error: BaseException) -> StoreError:
    return StoreError(
        "This cannot be stored, because it could not be read back ({reason}). Nothing was written.",
        reason=str(error)[:80] or type(error).__name__,
    )
