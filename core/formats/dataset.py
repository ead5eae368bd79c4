"""The dataset: figures written to a file whole, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, get_args

from ..model.errors import ExchangeError
from ..model.report import Note
from ..output import written
from ..paths import followed
from ..store.location import SUFFIX
from .brat import write_brat
from .conll import write_conll
from .csv import write_csv
from .doccano import write_doccano
from .exported import Exported, evidence_left_out, losses
from .html_page import write_page
from .hugging_face import write_datasets
from .inception import write_inception
from .jsonl import write_jsonl
from .label_studio import write_label_studio
from .sdmx import write_sdmx
from .spacy import write_spacy
from .web_annotation import write_web_annotation
from .xbrl import write_xbrl

Format = Literal[
    "csv",
    "xlsx",
    "jsonl",
    "html",
    "doccano",
    "label-studio",
    "spacy",
    "conll",
    "brat",
    "inception",
    "datasets",
    "web-annotation",
    "sdmx-csv",
    "xbrl-json",
]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a format is written: its file's ending, by what, to text or to bytes, and whether it marks a whole text."""

    ending: str
    text: Callable[[Sequence[Exported], TextIO], list[Note]] | None = None
    raw: Callable[[Sequence[Exported], BinaryIO], list[Note]] | None = None
    marks: bool = False


def _jsonl(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    write_jsonl((row for part in parts for row in part.rows), file)
    return []


def _csv(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    write_csv((row for part in parts for row in part.rows), file)
    return losses(evidence_left_out(parts))


def _xlsx(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    from .xlsx import write_xlsx

    return write_xlsx(parts, file)


_FORMS: dict[Format, _Form] = {
    "csv": _Form(".csv", text=_csv),
    "xlsx": _Form(".xlsx", raw=_xlsx),
    "jsonl": _Form(".jsonl", text=_jsonl),
    "html": _Form(".html", text=write_page, marks=True),
    "doccano": _Form(".jsonl", text=write_doccano, marks=True),
    "label-studio": _Form(".zip", raw=write_label_studio, marks=True),
    "spacy": _Form(".jsonl", text=write_spacy, marks=True),
    "conll": _Form(".conll", text=write_conll, marks=True),
    "brat": _Form(".zip", raw=write_brat, marks=True),
    "inception": _Form(".zip", raw=write_inception, marks=True),
    "datasets": _Form(".zip", raw=write_datasets),
    "web-annotation": _Form(".jsonld", text=write_web_annotation),
    "sdmx-csv": _Form(".csv", text=write_sdmx),
    "xbrl-json": _Form(".zip", raw=write_xbrl),
}
ENDINGS: dict[Format, str] = {form: told.ending for form, told in _FORMS.items()}


def write(parts: Iterable[Exported], file: TextIO, form: Format) -> list[Note]:
    """Write figures to an open file, which takes UTF-8 and leaves line ends alone; say what the format loses.

    What is no text goes to the file's `buffer`. A report without a figure to write is left out of all formats: nobody
    may have read it, and its text would be taken for one that has none.
    """
    full = [part for part in parts if part.rows]
    told = _FORMS[form]
    if told.marks and any(not row.text for part in full for row in part.rows):
        raise ExchangeError("{form} marks the reports' own words and cannot leave without them.", form=form)
    if told.text is not None:
        return told.text(full, file)
    assert told.raw is not None
    return told.raw(full, file.buffer)


def is_text(form: Format) -> bool:
    """Tell whether a format can be shown on a screen."""
    return _FORMS[form].text is not None


def save(parts: Iterable[Exported], path: Path, form: Format) -> list[Note]:
    """Write figures to a file, which then holds all of them; where that fails, raise ExchangeError and keep the old.

    Parts that have a name go to files of their own beside it (figures.train.csv), but for the format that has splits
    itself; all of them are written before the first is put in its place. Return what the format loses.
    """
    if SUFFIX in (path.suffix.lower(), followed(path).suffix.lower()):
        raise ExchangeError("{path} is the name of a store. Give the exported figures another.", path=path)
    full = [part for part in parts if part.rows]
    names = [""] if form == "datasets" else list(dict.fromkeys(part.split for part in full)) or [""]
    notes: dict[str, int] = {}
    with ExitStack() as files:
        for name in names:
            place = path.with_name(f"{path.stem}.{name}{path.suffix}") if name else path
            raw = files.enter_context(written(place))
            file = files.enter_context(_as_text(raw))
            for note in write([part for part in full if len(names) == 1 or part.split == name], file, form):
                notes[note.sentence] = notes.get(note.sentence, 0) + note.number
    return [Note._make(told) for told in notes.items()]


@contextmanager
def _as_text(raw: BinaryIO) -> Iterator[TextIO]:
    """Write text to a file that stays open, in UTF-8, line ends as they are given."""
    file = TextIOWrapper(raw, encoding="utf-8", newline="")
    try:
        yield file
        file.flush()
    finally:
        file.detach()
