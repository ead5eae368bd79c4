"""The description of a format: its name and file, how figures are written, what is lost, and how labels are read."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ..model.report import Note
from .exported import Exported
from .incoming_label import Read

Reads = Literal["line", "tasks", "text", "files"]
"""What a format's reader is given: a line's number and its JSON object, a list of JSON objects, the text of a file, or
the texts of several files by their names."""


Writing = Generator[None, Exported | None, list[Note]]
"""What writes a file report by report, and holds no report that is written: a generator.

It is sent each report, and None at the end; then it returns a note for each loss that counts something. Closing it
earlier breaks the writing off.
"""


class Writer:
    """Gives the reports of an export to a `Writing`, one by one.

    Example: `writer = Writer(write_csv(file)); writer.add(part); notes = writer.end()`
    """

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        next(writing)

    def add(self, part: Exported) -> None:
        """Write a report."""
        self._writing.send(part)

    def end(self) -> list[Note]:
        """Write what stands behind the last report; return what is lost."""
        try:
            self._writing.send(None)
        except StopIteration as end:
            notes: list[Note] = end.value
            return notes
        raise AssertionError("a Writing goes on after its end")

    def close(self) -> None:
        """Break off, where it has not ended: what the writing holds open is closed."""
        self._writing.close()


def write_all(writing: Writing, parts: Iterable[Exported]) -> list[Note]:
    """Write reports one after the other to the end; return what is lost."""
    writer = Writer(writing)
    try:
        for part in parts:
            writer.add(part)
        return writer.end()
    finally:
        writer.close()


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Each module of this package that writes or reads one has one such object, named FORMAT.

    `name` is what the command line calls it, `ending` that of its files, `title` what the export dialog says of it, in
    English (the catalogue has the Chinese, context "formats").

    `write` takes an open file, of text (UTF-8, line ends left alone) where `is_text`, else of bytes, and returns a
    `Writing`, which is sent the reports; `losses` lists the sentences its notes can have. Where it `speaks`, `write`
    takes the user's language too.

    `has_splits` says that one file of the format has all parts of a data set.

    `marks_text` says that the format marks the reports' own words, so that it cannot be written without them.

    `read` reads labels of other programs from what `reads` says; None where the format cannot be read back. Of the
    formats that read the same, the first in the registry reads what it `knows` by what is in it (a line's JSON object).
    `members` are the files of an archive that it reads, by name, or by ending where that begins with a dot; an archive
    with a file of the first of these is the format's.

    Example: `write_all(FORMATS["csv"].write(file), parts)` writes a table and returns `[]` where nothing is lost.
    """

    name: str
    ending: str
    title: str
    write: Callable[..., Writing]
    losses: tuple[str, ...] = ()
    is_text: bool = True
    marks_text: bool = False
    has_splits: bool = False
    speaks: bool = False
    reads: Reads | None = None
    read: Callable[..., Read] | None = None
    knows: Callable[[Any], bool] = lambda _: True
    members: tuple[str, ...] = ()
