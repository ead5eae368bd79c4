"""Reports read from files of any kind, folders, archives and tables: one job, whichever processes read the files."""

from base64 import b64decode
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import NamedTuple, Protocol

from ..files.containers import Source
from ..files.file_kind import FOR_OFFICE
from ..files.office import OfficeConversion, find_office
from ..files.reading_client import ReadingClient
from ..files.reading_process import report_from_record
from ..files.report_table import Columns, columns_from_record
from ..model.errors import ReportError, error_from_record
from ..model.report import Report
from ..process import Message
from .client_pool import ClientPool
from .executor import Answer, DeferredAnswer, FailedAnswer, ahead_of
from .progress import Job, Progress


class ReportPlace(NamedTuple):
    """Where a report is read from: the file, which one of it (counted from 0), and by which columns of a table.

    `in_folder` says that the file was not named by itself but is in a folder or an archive.
    """

    source: Source
    at: int = 0
    columns: Columns | None = None
    in_folder: bool = False

    def request(self, encoding: str) -> Message:
        """Return what the reading process is asked for this report; "" lets it find the encoding."""
        columns = self.columns and asdict(self.columns)
        return {"verb": "read", **self.source._asdict(), "at": self.at, "encoding": encoding, "columns": columns} | (
            {"in_folder": True} if self.in_folder else {}
        )


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What became of one report of a file: the report, or the error that says why it cannot be read.

    `name` is what the file is called. `place` is None where the file was not even listed.
    """

    name: str
    place: ReportPlace | None
    report: Report | None = None
    error: ReportError | None = None


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """A sheet of a table: its columns in order, a guess of what they hold, and its first rows, shortened.

    A table that is no workbook has one, without a name.
    """

    name: str
    columns: list[str]
    guess: Columns | None
    samples: list[dict[str, str]] = field(default_factory=list)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table of reports that was named by itself, with its sheets that have rows."""

    source: Source
    sheets: list[SheetOffer]

    @property
    def first(self) -> SheetOffer:
        """The sheet that is read if nobody says which: the first that has reports."""
        return next((one for one in self.sheets if one.guess and not one.hidden), self.sheets[0])

    @property
    def together(self) -> list[SheetOffer]:
        """The sheets whose reports are read together: those with the same column of texts."""
        first = self.first
        text = first.guess.text if first.guess else ""
        return [one for one in self.sheets if one.guess and not one.hidden and text in one.columns] or [first]


class FileReader(Protocol):
    """Asks reading processes what files hold. `ahead` is how many reports are asked for before one is waited for."""

    @property
    def ahead(self) -> int:
        """How many reports are asked for ahead of the one whose answer is awaited."""

    def ask(self, request: Message) -> Answer[Message]:
        """Ask for what core/files/reading_process.py answers; `result` raises ReportError where a process ends over it.

        What the process says is wrong with the file is in the answer, under "error".
        """

    def run(self, work: Callable[[], Path]) -> Answer[Path]:
        """Ask for a piece of work that waits for another program; `result` raises what the work raises."""


class ProcessReader:
    """Reads files by so many reading processes, and waits for them. A context manager, which ends the processes.

    One more process lists folders and archives and reads tables, row by row when their turn comes: a table may hold
    more than memory does. It is `lister` where one is given. With one process, that one does everything.
    """

    def __init__(self, number: int, lister: ReadingClient | None = None) -> None:
        self.ahead = ahead_of(number)
        self._lister = lister or ReadingClient()
        self._pool = ClientPool([ReadingClient() for _ in range(number)] if number > 1 else [])

    def __enter__(self) -> "ProcessReader":
        return self

    def __exit__(self, *error: object) -> None:
        self._lister.stop()
        self._pool.__exit__(*error)

    def ask(self, request: Message) -> Answer[Message]:
        """Ask a process that is free, or the one that lists."""
        source = Source(request["path"], request.get("member", ""))
        if request["verb"] != "read" or source.is_table or not self._pool.clients:
            return DeferredAnswer(partial(self._lister.answer, request))
        return self._pool.submit(lambda client: client.answer(request))

    def run(self, work: Callable[[], Path]) -> Answer[Path]:
        """Do a piece of work when it is waited for."""
        return DeferredAnswer(work)


Read = Report | ReportError
Wanted = Path | ReportPlace
"""What is to be read: a file, folder or archive, or one report and those behind it in its file."""


def reports_in(
    paths: Iterable[Path], reader: FileReader, encoding: str = "", columns: Columns | None = None
) -> Generator[Read, None, None]:
    """Read files, folders, archives and tables; yield each report, or why it cannot be read, in order."""
    with closing(read_files(deque(paths), reader, encoding, columns)) as reading:
        for progress in reading:
            if isinstance(progress.came, ReadOutcome):
                read = progress.came.report or progress.came.error
                assert read is not None
                yield read


def read_files(
    wanted: deque[Wanted],
    reader: FileReader,
    encoding: str = "",
    columns: Columns | None = None,
    *,
    asks_for_columns: bool = False,
    uses_office: bool = True,
) -> Job[ReadOutcome | TableFound, None]:
    """Read what is wanted, in order; yield each report or why it cannot be read, and how many are read of how many.

    `wanted` may grow while the job runs. Tables are read by `columns`, by guess where these are None; with
    `asks_for_columns` a table that is named by itself is not read but yielded as a TableFound, behind all reports.
    What is wrong with one file, archive or row is told in its place, and the others are read. With `uses_office` old
    documents are read through LibreOffice, where it is installed.
    """
    return _FileReading(wanted, reader, encoding, columns, asks_for_columns, uses_office).run()


def read_again(place: ReportPlace, encoding: str, reader: FileReader) -> Job[None, Report]:
    """Read one report from its place in another encoding; raise ReportError where it cannot be read."""
    answer = reader.ask(place.request(encoding))
    yield Progress(0, 1, place.source.name)
    read = answer.result()
    if "error" in read:
        raise error_from_record(read["error"])
    return report_from_record(read["report"])


class _FileReading:
    """Files on their way: those wanted, those asked for whose answers are awaited, and tables to be asked about."""

    def __init__(
        self,
        wanted: deque[Wanted],
        reader: FileReader,
        encoding: str,
        columns: Columns | None,
        asks_for_columns: bool,
        uses_office: bool,
    ) -> None:
        self._wanted, self._reader = wanted, reader
        self._encoding, self._columns, self._asks_for_columns = encoding, columns, asks_for_columns
        self._uses_office = uses_office
        # an answer of None is asked for when its turn comes
        self._waiting: deque[tuple[str, ReportPlace | None, Answer[Message] | None]] = deque()
        self._tables: deque[Source] = deque()
        self._done = 0

    def run(self) -> Job[ReadOutcome | TableFound, None]:
        """Read until nothing is wanted any more."""
        while True:
            if self._wanted:
                one = self._wanted.popleft()
                if isinstance(one, ReportPlace):
                    answer = None if one.source.is_table else self._reader.ask(one.request(self._encoding))
                    self._waiting.append((one.source.name, one, answer))
                else:
                    yield from self._list(one)
                yield from self._take_answers(self._reader.ahead)
            elif self._waiting:
                yield from self._take_answers(0)
            elif self._tables:
                yield from self._ask_for_columns(self._tables.popleft())
            else:
                return

    def _progress(
        self, name: str, came: ReadOutcome | TableFound | None = None, at_work: int = 0
    ) -> Progress[ReadOutcome | TableFound]:
        left = len(self._wanted) + len(self._waiting) + len(self._tables) + at_work
        return Progress(self._done, self._done + left, name, came)

    def _list(self, path: Path) -> Job[ReadOutcome | TableFound, None]:
        """Put what a path holds in its place among what is wanted."""
        listing = self._reader.ask({"verb": "list", "path": str(path)})
        yield self._progress(path.name, at_work=1)
        try:
            answer = listing.result()
            if "error" in answer:
                raise error_from_record(answer["error"])
        except ReportError as error:
            # behind those that are still awaited
            self._waiting.append((path.name, None, FailedAnswer(error)))
            return
        sources = [Source(*one) for one in answer["sources"]]
        if self._asks_for_columns and len(sources) == 1 and sources[0].is_table:
            self._tables += sources
        else:
            inside = sources != [Source(str(path))]
            self._wanted.extendleft(ReportPlace(source, 0, self._columns, inside) for source in reversed(sources))

    def _take_answers(self, left: int) -> Job[ReadOutcome | TableFound, None]:
        """Take up the answers that are awaited in order, until only so many are left."""
        while len(self._waiting) > left:
            name, place, answer = self._waiting.popleft()
            more = True
            while more:
                if answer is None and place is not None:
                    answer = self._reader.ask(place.request(self._encoding))
                yield self._progress(name, at_work=1)
                assert answer is not None
                read, more = _read(name, place, answer)
                if self._uses_office and place is not None and read.error and read.error.sentence in FOR_OFFICE:
                    read = yield from self._read_through_office(place, read)
                self._done += 1
                yield self._progress(name, read, at_work=int(more))
                place, answer = place and place._replace(at=place.at + 1), None

    def _read_through_office(
        self, place: ReportPlace, read: ReadOutcome
    ) -> Generator[Progress[ReadOutcome | TableFound], None, ReadOutcome]:
        """Read an old document through LibreOffice; return `read`, which says what it is, where there is none."""
        office = find_office()
        if office is None:
            return read
        source, name = place.source, read.name
        conversion = OfficeConversion(office, source.name)
        try:
            given: Path | bytes = Path(source.path)
            if source.member:
                asked = self._reader.ask({"verb": "bytes", **source._asdict()})
                yield self._progress(name, at_work=1)
                given = b64decode(_sound(asked.result())["bytes"])
            working = self._reader.run(partial(conversion.run, given))
            yield self._progress(name, at_work=1)
            made = working.result()
            answer = self._reader.ask({"verb": "read", "path": str(made), "member": "", "which": 0, "at": 0})
            yield self._progress(name, at_work=1)
            came = _read(name, place, answer)[0]
            if came.report is None:
                return came
            # how the user's own file was read is told, not what it was made into on the way
            return replace(came, report=replace(came.report, encoding=_kind_by_name(source.name)))
        except ReportError as error:
            return ReadOutcome(name, place, error=error)
        finally:
            # whoever stops the job closes it here
            conversion.stop()

    def _ask_for_columns(self, table: Source) -> Job[ReadOutcome | TableFound, None]:
        asked = self._reader.ask({"verb": "columns", **table._asdict()})
        yield self._progress(table.name, at_work=1)
        came: ReadOutcome | TableFound
        try:
            answer = asked.result()
            if "error" in answer:
                raise error_from_record(answer["error"])
        except ReportError as error:
            came = ReadOutcome(table.name, None, error=error)
        else:
            came = TableFound(table, [_offer(one) for one in answer["sheets"]])
        self._done += 1
        yield self._progress(table.name, came)


def _offer(record: Message) -> SheetOffer:
    guess = columns_from_record(record["guess"]) if record["guess"] else None
    return SheetOffer(record["name"], record["columns"], guess, record["samples"], record["hidden"])


def _kind_by_name(name: str) -> str:
    """Return what an old document is called by its name (doc, wps, rtf); "doc" where the name does not say."""
    suffix = PurePath(name).suffix[1:].lower()
    return suffix if suffix.isascii() and suffix.isalnum() else "doc"


def _sound(answer: Message) -> Message:
    """Return an answer; raise ReportError where it is an error."""
    if "error" in answer:
        raise error_from_record(answer["error"])
    return answer


def _read(name: str, place: ReportPlace | None, answer: Answer[Message]) -> tuple[ReadOutcome, bool]:
    """Wait for an answer; return what became of the report, and whether another one follows in its file."""
    try:
        read = answer.result()
    except ReportError as error:
        return ReadOutcome(name, place, error=error), False
    if "error" in read:
        return ReadOutcome(name, place, error=error_from_record(read["error"])), read["more"]
    return ReadOutcome(name, place, report_from_record(read["report"])), read["more"]
