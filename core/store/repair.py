"""Repairs a damaged store: everything that can still be read goes into a new store, and what is missing is listed.

The damaged file is only read. `salvage.py` finds the rows that can be believed, `rebuild.py` writes them into the new
store.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..model.errors import StoreError, UserError
from .check import check
from .connection import as_store_errors, is_ours
from .location import is_held, journal, real, wal
from .log_ownership import look
from .pages import JournalReader, PageReader, is_log
from .rebuild import Repaired, rebuild_store
from .salvage import ProgressCallback, Salvage, salvage
from .store import Store


def _no_progress(_done: int, _total: int) -> None:
    return


def repair(
    damaged: Path, new: Path, beside: Sequence[Path] = (), progress: ProgressCallback = _no_progress
) -> Repaired:
    """Write what can be read of a damaged store, or of a log that was set aside, into a new store; return the account.

    The stores in `beside`, such as older copies, fill in what is missing. `progress` is called with how much is done
    and how much there is; an exception that it raises ends the work, and no new store is left. Raises StoreError where
    the file has nothing of a store, where a file is open in a window, or where the new name is taken.
    """
    new = real(new)
    _refuse_taken(new)
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True))
        files = [real(path) for path in (damaged, *beside)]
        sources = [opened.enter_context(_pages(path)) for path in files]
        scratch = opened.enter_context(closing(sqlite3.connect(Path(folder) / "found", isolation_level=None)))
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            scratch.execute(f"PRAGMA {pragma}")
        with as_store_errors(new):
            scratch.execute("BEGIN")
            before = {
                place: one for place, pages in enumerate(sources) if (one := _before(files[place], pages, opened))
            }
            found = salvage(sources, scratch, lambda done, total: progress(done, 2 * total), before)
            if found.is_empty:
                raise StoreError(
                    "Nothing of a store is left in {path}. File › Restore a backup lists copies made earlier.",
                    path=damaged,
                )
            return _written(found, new, [*_file_faults(damaged, sources[0])], progress)


def _written(found: Salvage, new: Path, faults: list[UserError], progress: ProgressCallback) -> Repaired:
    """Write the new store under a temporary name, check it, and give it its own name when it is complete."""
    part = new.with_name(f"{new.name}.part")
    try:
        for left in (part, wal(part), journal(part)):
            left.unlink(missing_ok=True)
        with Store.open(part) as store:
            account = rebuild_store(found, store, lambda done, total: progress(total + done, 2 * total))
        account.faults[:0] = faults
        account.faults += check(part).faults
        _put(part, new)
    finally:
        for left in (part, wal(part), journal(part)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return account


def _refuse_taken(new: Path) -> None:
    if new.exists():
        raise StoreError("{path} already exists. Give the repaired store another name.", path=new)
    if not new.parent.is_dir():
        raise StoreError("The folder {folder} does not exist. Create it or choose another.", folder=new.parent)


@contextmanager
def _pages(path: Path) -> Iterator[PageReader]:
    """Open the pages of a store with its log, or of a log alone; raise StoreError where the file is open or changes."""
    if not path.is_file():
        raise StoreError("There is no store at {path}. Check the name.", path=path)
    if is_ours(path) or is_held(path):
        raise StoreError("{path} is open in another window. Close it there first.", path=path)
    with as_store_errors(path), ExitStack() as opened:
        before = _state(path)
        file = opened.enter_context(path.open("rb"))
        if is_log(file.read(4)):
            yield PageReader(None, file)
        else:
            has_log = wal(path).is_file() and wal(path) not in _foreign_logs(path, file)
            yield PageReader(file, opened.enter_context(wal(path).open("rb")) if has_log else None)
        if _state(path) != before:
            raise StoreError("{path} changed while it was being read. Try again when nobody writes to it.", path=path)


def _before(path: Path, pages: PageReader, opened: ExitStack) -> JournalReader | None:
    """Return the pages of the rollback journal beside a file; None where there is none, or it is another file's."""
    if pages.is_log_alone or not journal(path).is_file():
        return None
    before = JournalReader(pages, opened.enter_context(journal(path).open("rb")))
    return before if before.count and before.is_of(pages) else None


def _foreign_logs(path: Path, file: BinaryIO) -> tuple[Path, ...]:
    """Return the logs beside a file that do not belong to it, as far as the damaged file can tell."""
    try:
        return look(path, file).others
    except StoreError:
        return ()


def _state(path: Path) -> list[tuple[int, int] | None]:
    stats = [file.stat() if file.exists() else None for file in (path, wal(path))]
    return [stat and (stat.st_size, stat.st_mtime_ns) for stat in stats]


def _file_faults(path: Path, pages: PageReader) -> Iterator[UserError]:
    """Return the faults for what a file can no longer tell; more may be missing than is counted then."""
    if pages.log and pages.log.damaged:
        yield UserError(
            "{number} pages in the log of {path} are damaged; earlier versions of them were read.",
            number=pages.log.damaged,
            path=path.name,
        )
    if wal(path).is_file() and wal(path).stat().st_size and not pages.log and not pages.is_log_alone:
        yield UserError(
            "The log next to {path} belongs to another file and was left out; repair it by itself: {log}",
            path=path.name,
            log=wal(path),
        )
    if not pages.is_log_alone and not pages.trees():
        yield UserError("{path} no longer says how much was in it: more may be missing than is listed.", path=path.name)


def _put(part: Path, new: Path) -> None:
    """Give the finished store its name once it is on disk; a file that has the name by now is not replaced."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    _refuse_taken(new)
    try:
        # making a link never replaces a file, but not every file system has links
        os.link(part, new)
    except FileExistsError:
        _refuse_taken(new)
        raise
    except OSError:
        part.rename(new)
