"""The readers: several reading processes side by side; what they read comes in the order of the files."""

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from core.cli.crew import Answer, Ready, ahead_of, in_order
from core.errors import ReportError
from core.intake.guard import Guard
from core.intake.source import Source
from core.intake.table import Columns
from core.report import Report

Read = Report | ReportError


class Readers:
    """Reads files through so many processes, each under the limits of one."""

    def __init__(self, number: int) -> None:
        self._lister = Guard()
        self._guards = [Guard() for _ in range(number)] if number > 1 else [self._lister]
        self._number = number

    def reports(self, paths: Sequence[Path], encoding: str, columns: Columns | None) -> Generator[Read, None, None]:
        """Read files, folders, archives and tables; yield each report, or why it cannot be read, in order."""
        free: SimpleQueue[Guard] = SimpleQueue()
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
                return Ready([source])
            if source.is_table:
                # row by row when its turn comes: a table may hold more than memory does
                return Ready(self._lister.within(source, encoding, columns))
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
