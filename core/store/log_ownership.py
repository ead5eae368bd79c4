"""Which log belongs to which file: known from their bytes before SQLite opens either.

SQLite reads a log (NAME-wal, or NAME-journal) into whatever file has its name. Where another file took the store's name
while a window was open, that mixes the two. So each write of a store has an id and names the write before it (the table
`written`): a log belongs to a file if the file's last write is one of the log's own, or the one its first write came
after. A file of the store that was copied earlier, or a backup laid in its place, names another one. A log that does
not belong is set aside among the backups, and told of; it is never read into the file, and never deleted.

A file that cannot be read without the log is the log's own: a checkpoint that was cut short leaves one, while a file
that took the name is whole. Of the first layout, which named no writes, the store's id stands for the last write; a log
of it is believed where the file says that a window had it open.
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

# bytes of the first page that say how the last writes are kept: a change of these alone may be taken back or not
_HOW_KEPT = (slice(18, 20), slice(24, 28), slice(92, 100))


@dataclass(frozen=True, slots=True)
class LogsBeside:
    """What a file holds, and which of the logs beside it are not its own."""

    content: Content
    others: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """A write of a store: its id, the one it came after, and whether a window had it open where that is known."""

    id: str
    after: str
    is_open: bool = True


def look(path: Path, file: BinaryIO, *, said_as: Path | None = None) -> LogsBeside:
    """Tell what an open file at a path holds and which of the logs beside it are not its own.

    No other connection may write meanwhile. Raise StoreError where the file is no store, or a newer program's; it names
    the file as `said_as`, if it is a copy.
    """
    name = said_as or path
    with ExitStack() as opened:
        log, back = (_opened(beside(path), opened) for beside in (wal, journal))
        file.seek(0)
        start = file.read(len(MAGIC))
        # a journal of a file that was empty when it began: what it takes back to is nothing
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
        # a store that was laid out and not written to since has nothing to lose by being laid out again
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
    """Move a log that is not a store's own among the store's backups, or beside it; return where it is now.

    Raise OSError where it cannot be moved: the store must not be opened then.
    """
    folder = folder_of(path)
    name = f"{stamped(clock)}-set-aside{log.name.removeprefix(path.stem)}"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        return log.rename(folder / name)
    return log.rename(path.with_name(f"{path.name}-{name}"))


def end_before(log: BinaryIO, root: int, id_: str) -> int | None:
    """Return where in a log all ends that came before a write, None where the log does not have that write.

    `root` is the page of the table `written`.
    """
    before = 0
    for end, write in writes(log, root):
        if write.id == id_:
            return before
        before = end
    return None


def writes(log: BinaryIO, root: int) -> Iterator[tuple[int, Write]]:
    """Yield each write of a log and where it ends."""
    size = log_page_size(log) or 0
    for commit in commits(log):
        if root in commit.pages:
            log.seek(commit.pages[root])
            if (write := _write(DatabasePages.cells_of(log.read(size)))) is not None:
                yield commit.end, write


def _belongs(log: BinaryIO, own: Write | None, pages: DatabasePages, both: DatabasePages) -> bool:
    """Tell whether a log belongs to a file with this last write; `both` are the file's pages with the log over them.

    Where the table `written` stands is asked of the file alone: a file rewritten whole has it elsewhere.
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
    """Read the last write a file knows of; of the first layout the store's id, None where nothing can be read."""
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
    """Open a log that holds something."""
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
    """Tell whether a journal takes back no more than how a file keeps its last writes, as a store just made does."""
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
