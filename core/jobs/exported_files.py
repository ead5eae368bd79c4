"""The files of an export: opened when their first report comes, and put in their places together, or not at all."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from ..formats.exported import Exported, notes_of
from ..formats.format import Format, Writer
from ..formats.registry import FORMATS
from ..languages import Language
from ..model.errors import ExchangeError
from ..model.report import Note
from ..output import written
from ..paths import STORE_SUFFIX, followed

_CHUNK = 1 << 16


def needs_text(name: str) -> ExchangeError:
    """Return the error for a format that marks the reports' own words, where these were withheld."""
    return ExchangeError("{form} marks words in the reports' text and cannot be exported without it.", form=name)


def writer_of(form: Format, file: TextIO, language: Language) -> Writer:
    """Return a format's writer to an open file, which takes UTF-8 and leaves line ends alone.

    What is no text goes to the file's `buffer`.
    """
    said = (language,) if form.speaks else ()
    return Writer(form.write(file if form.is_text else file.buffer, *said))


class ExportedFiles:
    """The files of an export, one for each part that reports go to. A context manager.

    Where `path` is given, parts that have a name go to files of their own beside it (figures.train.csv), but for the
    format that has splits itself. Else all goes to `stream` at the end. Where the block is left before `end`, what was
    at the paths stays, and nothing went to the stream; the block raises ExchangeError where a file cannot be written.

    Where each part is of one report (`alone`), its file is written to the end at once, and holds nothing any more.

    `add` and `end` may be called in a thread. Where the block is left meanwhile, what is open is closed behind them.
    """

    def __init__(
        self, name: str, path: Path | None, stream: TextIO | None, language: Language = "zh", *, alone: bool = False
    ) -> None:
        if path is not None and STORE_SUFFIX in (path.suffix.lower(), followed(path).suffix.lower()):
            raise ExchangeError("{path} is the name of a store. Give the exported figures another name.", path=path)
        self._form, self._path, self._stream, self._language = FORMATS[name], path, stream, language
        self._opened, self._has_files = ExitStack(), False
        self._is_alone = alone and not self._form.has_splits
        self._writers: dict[str, Writer] = {}
        self._lost = Counter[str]()
        self._turn, self._is_left = Lock(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_left = True
        if not self._turn.acquire(blocking=False):
            # a thread is at work, which closes all when it is done
            return
        try:
            self._opened.__exit__(kind, error, trace)
        finally:
            self._turn.release()

    def add(self, parts: Sequence[Exported]) -> None:
        """Write reports, each to the file of its part.

        A report without a figure to write is left out of all formats: nobody may have read it, and its text would be
        taken for one that has none.
        """
        with self._at_work():
            for part in parts:
                if not part.rows:
                    continue
                if self._form.marks_text and not all(row.text for row in part.rows):
                    raise needs_text(self._form.name)
                split = "" if self._form.has_splits else part.split
                self._writer(split).add(part)
                if self._is_alone:
                    self._end(split)

    def end(self) -> list[Note]:
        """Write what stands behind the last report, put the files in their places; return what is lost."""
        with self._at_work():
            if not self._has_files:
                self._writer("")
            for split in [*self._writers]:
                self._end(split)
            self._opened.close()
        return notes_of(self._lost)

    def _end(self, split: str) -> None:
        """Write a part to its end; its file stays open until all of them are."""
        for note in self._writers.pop(split).end():
            self._lost[note.sentence] += note.number

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        try:
            with self._turn:
                if self._is_left:
                    raise _LeftError
                yield
        finally:
            if self._is_left:
                self._break_off()

    def _break_off(self) -> None:
        """Close what is open behind a block that was left while a thread was at work."""
        with self._turn:
            left = _LeftError()
            try:
                self._opened.__exit__(_LeftError, left, None)
            except _LeftError:
                return

    def _writer(self, split: str) -> Writer:
        """Return the writer of a part; its file is opened where it is not yet."""
        if split not in self._writers:
            file = self._opened.enter_context(_as_text(self._opened.enter_context(self._raw(split))))
            self._writers[split] = writer_of(self._form, file, self._language)
            self._opened.callback(self._writers[split].close)
            self._has_files = True
        return self._writers[split]

    @contextmanager
    def _raw(self, split: str) -> Iterator[BinaryIO]:
        path = self._path
        if path is not None:
            with written(path.with_name(f"{path.stem}.{split}{path.suffix}") if split else path) as file:
                yield file
            return
        assert self._stream is not None
        with tempfile.TemporaryFile() as waiting:
            yield waiting
            waiting.seek(0)
            with TextIOWrapper(waiting, encoding="utf-8", newline="") as text:
                while piece := text.read(_CHUNK):
                    self._stream.write(piece)


class _LeftError(Exception):
    """The block was left; nobody waits for what a thread still does."""


@contextmanager
def _as_text(raw: BinaryIO) -> Iterator[TextIO]:
    """Write text to a file that stays open, in UTF-8, line ends as they are given."""
    file = TextIOWrapper(raw, encoding="utf-8", newline="")
    try:
        yield file
        file.flush()
    finally:
        file.detach()
