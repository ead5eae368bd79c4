"""Finds out, from their bytes and before SQLite opens either, which log belongs to which file.

SQLite reads a log (NAME-wal, or NAME-journal) into whatever file has its name. If another file took the store's name
while a window was open, that would mix the two. So each write of a store has an id and names the write before it (table
`written`): a log belongs to a file if the file's last write is one of the log's own, or the one that the log's first
write came after. An earlier copy of the store, or a backup put in its place, has another last write. A log that does
not belong to the file is moved to the backups, and the user is told; it is never read into the file and never deleted.

A file that cannot be read without its log belongs to the log: a checkpoint that was interrupted leaves such a file,
while a file that took over the name is complete. The first layout recorded no writes; there the store's id stands for
the last write, and a log is believed if the file says that a window had it open.
"""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from ..model.decision import Clock
from .backup_folder import folder_of, stamped
from .location import journal, wal
from .refusals import foreign, newer
from .schema import APPLICATION_ID, SCHEMA_VERSION
from .sqlite_file import DatabasePages, commits, log_page_size
from .sqlite_format import JOURNAL_HEADER, JOURNAL_MAGIC, MAGIC, NotReadableError

Content = Literal["nothing", "being made", "store"]
"""What a file holds: nothing yet, a layout that was not finished, or a store."""

# the bytes of the first page that say where the last writes are kept (log or journal); if a journal would undo only
# these, it does not matter whether it does
_HOW_KEPT = (slice(18, 20), slice(24, 28), slice(92, 100))


@dataclass(frozen=True, slots=True)
class LogsBeside:
    """What a file holds, and which of the logs beside it do not belong to it."""

    content: Content
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a store: its id, the id of the write before it, and whether a window had the file open, if known."""

    id: str
    after: str
    is_open: bool = True


def look(path: Path, file: BinaryIO, *, shown_as: Path | None = None) -> LogsBeside:
    """Return what an open file at a path holds and which of the logs beside it do not belong to it.

    No other connection may write meanwhile. Raises StoreError where the file is no store or a newer program's; the
    error names the file as `shown_as`, which is the original where `path` is a copy.
    """
    name = shown_as or path
    with ExitStack() as opened:
        log, back = (_opened(beside(path), opened) for beside in (wal, journal))
        file.seek(0)
        start = file.read(len(MAGIC))
        # the file was empty when this journal began: what it would restore is an empty file
        is_made = back is not None and _journal_header(back)[16:20] == bytes(4)
        if not start:
            return LogsBeside("nothing", (wal(path),) if log else ())
        try:
            pages = DatabasePages(file)
        except NotReadableError:
            if is_made and not start.strip(b"\0"):
                return LogsBeside("being made")
            raise foreign(name) from None
        own = _last_write(pages)
        # a store that was made and never written to loses nothing by being made again
        if is_made and (own is None or not own.after) and pages.header.application in (0, APPLICATION_ID):
            return LogsBeside("being made")
        if pages.header.application != APPLICATION_ID:
            raise foreign(name)
        others = []
        if back is not None and not _is_about_keeping(back, file):
            others.append(journal(path))
        last = pages
        if log is not None:
            log_pages = {number: place for one in commits(log) for number, place in one.pages.items()}
            if log_pages and not _belongs(log, own, pages, DatabasePages(file, log, log_pages)):
                others.append(wal(path))
            elif log_pages:
                last = DatabasePages(file, log, log_pages)
        if last.header.version > SCHEMA_VERSION:
            raise newer(name)
        return LogsBeside("store", tuple(others))


def move_to_backups(path: Path, log: Path, clock: Clock) -> Path:
    """Move a log that does not belong to a store to the store's backups, or beside it; return its new path.

    Raises OSError where it cannot be moved: then the store must not be opened.
    """
    folder = folder_of(path)
    name = f"{stamped(clock)}-set-aside{log.name.removeprefix(path.stem)}"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        return log.rename(folder / name)
    return log.rename(path.with_name(f"{path.name}-{name}"))


def end_before(log: BinaryIO, root: int, id_: str) -> int | None:
    """Return the offset in a log at which everything written before a certain write ends; None if the log lacks it.

    `root` is the number of the page at which the table `written` begins.
    """
    before = 0
    for end, write in writes(log, root):
        if write.id == id_:
            return before
        before = end
    return None


def writes(log: BinaryIO, root: int) -> Iterator[tuple[int, Write]]:
    """Yield each write of a log with the offset at which it ends."""
    size = log_page_size(log) or 0
    for commit in commits(log):
        if root in commit.pages:
            log.seek(commit.pages[root])
            if (write := _write(DatabasePages.cells_of(log.read(size)))) is not None:
                yield commit.end, write


def _belongs(log: BinaryIO, own: Write | None, pages: DatabasePages, both: DatabasePages) -> bool:
    """Tell whether a log belongs to a file whose last write is `own`; `both` are the file's pages under the log's.

    The file alone is asked where the table `written` begins: in a file that was rewritten as a whole it begins
    elsewhere.
    """
    if own is None:
        return _last_write(both) is not None
    try:
        root = pages.root("written") or both.root("written")
    except NotReadableError:
        return False
    if root is None:
        return own.is_open
    logged = [write for _, write in writes(log, root)]
    return bool(logged) and own.id in (logged[0].after, *(write.id for write in logged))


def _last_write(pages: DatabasePages) -> Write | None:
    """Return the last write that a file records; for the first layout, the store's id.

    None where nothing can be read.
    """
    try:
        place = pages.root("written")
        if place is not None:
            return _write(pages.rows(place))
        place = pages.root("store")
        for row in pages.rows(place) if place else ():
            if len(row) == 2 and isinstance(row[0], str):
                return Write(row[0], row[0], row[1] == 1)
    except NotReadableError:
        pass
    return None


def _write(rows: Iterator[list[int | float | bytes | str | None]]) -> Write | None:
    try:
        for row in rows:
            if len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], str):
                return Write(row[0], row[1])
    except NotReadableError:
        pass
    return None


def _opened(log: Path, opened: ExitStack) -> BinaryIO | None:
    """Open a log that is not empty."""
    try:
        file = opened.enter_context(log.open("rb"))
    except FileNotFoundError:
        return None
    is_log = log_page_size(file) is not None or _journal_header(file).startswith(JOURNAL_MAGIC)
    return file if is_log else None


def _journal_header(back: BinaryIO) -> bytes:
    back.seek(0)
    return back.read(JOURNAL_HEADER)


def _is_about_keeping(back: BinaryIO, file: BinaryIO) -> bool:
    """Tell whether a journal would undo only how a file keeps its last writes, as with a store just made."""
    header = _journal_header(back)
    sector, size = (int.from_bytes(header[place : place + 4], "big") for place in (20, 24))
    back.seek(sector)
    record = back.read(4 + size)
    file.seek(0)
    there = bytearray(file.read(size))
    before = bytearray(record[4:])
    for part in _HOW_KEPT:
        there[part] = before[part] = bytes(part.stop - part.start)
    return int.from_bytes(record[:4], "big") == 1 and there == before and not back.read(size + 8)[4:]
