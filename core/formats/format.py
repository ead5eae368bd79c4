"""The description of a format: its name and file, how figures are written, what is lost, and how labels are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model.report import Note
from .exported import Exported
from .incoming_label import Read


def QT_TRANSLATE_NOOP(context: str, sentence: str) -> str:  # noqa: N802 (the name that the catalogue's tool looks for)
    """Mark a sentence for the catalogue of translations and return it as it is; core has no Qt to translate it."""
    return sentence


Reads = Literal["line", "tasks", "text", "files"]
"""What a format's reader is given: a line's number and its JSON object, a list of JSON objects, the text of a file, or
the texts of several files by their names."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Each module of this package that writes or reads one has one such object, named FORMAT.

    `name` is what the command line calls it, `ending` that of its files, `title` what the export dialog says of it, in
    English (the catalogue has the Chinese, context "formats").

    `write` takes the exported reports and an open file: of text (UTF-8, line ends left alone) where `is_text`, else of
    bytes. It returns a note for each loss that counts something; `losses` lists the sentences these notes can have.
    `marks_text` says that the format marks the reports' own words, so that it cannot be written without them.

    `read` reads labels of other programs from what `reads` says; None where the format cannot be read back. Of the
    formats that read the same, the first in the registry reads what it `knows` by what is in it (a line's JSON object).
    `members` are the files of an archive that it reads, by name, or by ending where that begins with a dot; an archive
    with a file of the first of these is the format's.

    Example: `FORMATS["csv"].write(parts, file)` writes a table and returns `[]` where nothing is lost.
    """

    name: str
    ending: str
    title: str
    write: Callable[[Sequence[Exported], Any], list[Note]]
    losses: tuple[str, ...] = ()
    is_text: bool = True
    marks_text: bool = False
    reads: Reads | None = None
    read: Callable[..., Read] | None = None
    knows: Callable[[Any], bool] = lambda _: True
    members: tuple[str, ...] = ()
