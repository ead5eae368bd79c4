"""What find and import read: files of any kind, folders, archives and tables, through the reader's process."""

import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

import click

from ..cli.run import fail
from ..cli.translation import say
from ..files.containers import Source
from ..files.encoding import ENCODINGS
from ..files.file_kind import SUFFIXES
from ..files.load import SIZE_LIMIT
from ..files.reading_client import ReadingClient
from ..files.report_table import Columns
from ..model.errors import ReportError
from ..model.report import Report
from ..output import SCREEN
from .find import Answer, ReadyAnswer, ahead_of, in_order

Read = Report | ReportError


class Readers:
    """Reads files through so many processes, each under the limits of one."""

    def __init__(self, number: int) -> None:
        self._lister = ReadingClient()
        self._guards = [ReadingClient() for _ in range(number)] if number > 1 else [self._lister]
        self._number = number

    def reports(self, paths: Sequence[Path], encoding: str, columns: Columns | None) -> Generator[Read, None, None]:
        """Read files, folders, archives and tables; yield each report, or why it cannot be read, in order."""
        free: SimpleQueue[ReadingClient] = SimpleQueue()
        for guard in self._guards:
            free.put(guard)

        def read(source: Source) -> list[Read]:
            guard = free.get()
            try:
                return list(guard.within(source, encoding, columns))
            finally:
                free.put(guard)

        def ask(source: Source | ReportError) -> Answer[Iterable[Read]]:
            if isinstance(source, ReportError):
                return ReadyAnswer([source])
            if source.is_table:
                # row by row when its turn comes: a table may hold more than memory does
                return ReadyAnswer(self._lister.within(source, encoding, columns))
            return pool.submit(read, source)

        pool = ThreadPoolExecutor(self._number)
        try:
            for _, found in in_order(self._lister.sources(paths), ask, ahead_of(self._number)):
                yield from found
        finally:
            # the processes first: who waits for one would wait as long as a file may take
            pool.shutdown(wait=False, cancel_futures=True)
            self._stop()
            pool.shutdown()
            self._stop()

    def _stop(self) -> None:
        for guard in (self._lister, *self._guards):
            guard.stop()


Verb = TypeVar("Verb", bound=Callable[..., Any])
Thing = TypeVar("Thing")


def reading(verb: Verb) -> Verb:
    """Give a verb the options that say how files are read."""
    told = {
        "--source-column": "Which column of a table holds where the report is from.",
        "--date-column": "Which column of a table holds the report's date.",
        "--title-column": "Which column of a table holds the report's title.",
        "--name-columns": "Which columns of a table make a report's name, with commas between.",
        "--text-column": "Which column of a table (CSV, JSONL, Parquet) holds the reports' text; guessed if not told.",
    }
    for option, words in told.items():
        verb = click.option(option, default="", metavar="NAME", help=words)(verb)
    encoding = click.Choice(ENCODINGS, case_sensitive=False)
    return click.option("--encoding", type=encoding, default=None, help="How text is decoded; found if not given.")(
        verb
    )


_COLUMNS = ("text_column", "name_columns", "title_column", "date_column", "source_column")


def columns_of(options: Mapping[str, str | None]) -> Columns | None:
    """Return the columns the options name; None where they are to be guessed."""
    text, names, *others = (options[what] or "" for what in _COLUMNS)
    if not text:
        return None
    return Columns(text, tuple(filter(None, map(str.strip, names.split(",")))), *others)


def holds_several(path: Path) -> bool:
    """Tell whether a path may hold more than one report, by what it is or its suffix."""
    return path.is_dir() or SUFFIXES.get(path.suffix.lower()) in ("zip", "table")


def ticking(things: Iterable[Thing], total: int = 0) -> Iterator[Thing]:
    """Yield things as they come, and count them on standard error where that is a terminal; of a total where known."""
    if not sys.stderr.isatty():
        yield from things
        return
    of = f" / {total}" if total else ""
    for number, thing in enumerate(things, 1):
        yield thing
        # back to the line's beginning: what is said next covers the number
        click.echo(f"{number}{of}\r", nl=False, err=True)
    click.echo(err=True)


@contextmanager
def _typed_in(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Give paths of which - is standard input, as a file of its bytes that goes with the block.

    The reader takes it as any other file: its kind and encoding are found, and it is read within the same limits.
    """
    if SCREEN not in paths:
        yield paths
        return
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "stdin.txt"
        # one byte too many is refused as too large
        file.write_bytes(sys.stdin.buffer.read(SIZE_LIMIT + 1) if sys.stdin is not None else b"")
        yield [file if path == SCREEN else path for path in paths]


class Reading:
    """The reports of some paths, in order; what cannot be read is said as it comes, and counted."""

    def __init__(self, paths: Sequence[Path], options: Mapping[str, str | None], jobs: int) -> None:
        self._paths, self._encoding = paths, options["encoding"] or ""
        self._columns = columns_of(options)
        self._jobs = jobs
        self.refused = 0

    def __iter__(self) -> Iterator[Report]:
        with (
            _typed_in(self._paths) as paths,
            closing(Readers(self._jobs).reports(paths, self._encoding, self._columns)) as found,
        ):
            for one in found:
                if isinstance(one, Report):
                    yield one
                else:
                    self.refused += 1
                    fail(say(one))
