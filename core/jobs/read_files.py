"""Reports read from files of any kind, folders, archives and tables, by so many reading processes."""

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from ..files.containers import Source
from ..files.reading_client import ReadingClient
from ..files.report_table import Columns
from ..model.errors import ReportError
from ..model.report import Report
from .executor import Answer, ReadyAnswer, ahead_of, in_order

Read = Report | ReportError


class ReportReader:
    """Reads files through so many processes, each under the limits of one."""

    def __init__(self, number: int) -> None:
        self._lister = ReadingClient()
        self._clients = [ReadingClient() for _ in range(number)] if number > 1 else [self._lister]
        self._number = number

    def reports(self, paths: Sequence[Path], encoding: str, columns: Columns | None) -> Generator[Read, None, None]:
        """Read files, folders, archives and tables; yield each report, or why it cannot be read, in order."""
        free: SimpleQueue[ReadingClient] = SimpleQueue()
        for client in self._clients:
            free.put(client)

        def read(source: Source) -> list[Read]:
            client = free.get()
            try:
                return list(client.within(source, encoding, columns))
            finally:
                free.put(client)

        def ask(source: Source | ReportError) -> Answer[Iterable[Read]]:
            if isinstance(source, ReportError):
                return ReadyAnswer([source])
            if source.is_table:
                # row by row when its turn comes: a table may hold more than memory does
                return ReadyAnswer(self._lister.within(source, encoding, columns))
            return pool.submit(read, source)

        pool = ThreadPoolExecutor(self._number)
        try:
            for _, answer in in_order(self._lister.sources(paths), ask, ahead_of(self._number)):
                yield from answer.result()
        finally:
            # the processes first: who waits for one would wait as long as a file may take
            pool.shutdown(wait=False, cancel_futures=True)
            self._stop()
            pool.shutdown()
            self._stop()

    def _stop(self) -> None:
        for client in (self._lister, *self._clients):
            client.stop()
