"""The export of a store: its reports gathered one by one, then written to one file or several, whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from ..formats.exported import Exported, disputes_left_out
from ..formats.registry import FORMATS
from ..model.errors import ExchangeError
from ..model.figure import Proposal
from ..model.report import Note
from ..output import written
from ..paths import STORE_SUFFIX, followed
from .executor import Answer, BrokenOff, Executor, ReadyAnswer, in_order
from .gather import gather, gather_team
from .progress import Job, Progress
from .selection import Selection, divided, selected
from .store_proposals import proposals_for_each

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


# so many figures take long to write: the window does it in a thread
MANY = 5_000


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: by the name of a format, which figures, into which parts, and to which file.

    Where `path` is None the text goes to `stream`, which is open.
    """

    format: str
    selection: Selection
    path: Path | None = None
    split: str = ""
    seed: int = 0
    stream: TextIO | None = None


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was exported: how many figures, what the format lost, in which reports (by name) finding broke off."""

    count: int
    notes: list[Note]
    broken: list[tuple[str, BrokenOff]] = field(default_factory=list)


Annotator = tuple[str, str]
"""An annotator of a store: id and name."""


def export(
    store: "Store", request: ExportRequest, annotators: Sequence[Annotator | None], executor: Executor
) -> Job[None, ExportResult]:
    """Gather what is asked for, report by report, then write it; yield how many reports are gathered.

    `annotators` are those whose decisions leave; None stands for nobody, of whom only undecided proposals can be told.
    A report in which finding breaks off leaves with what is decided in it. Raise UserError where the figures cannot be
    written; what was at the path is kept then, and also where the job is closed.
    """
    selection = request.selection
    entries = [
        entry
        for entry in store.reports()
        if not entry.filing.removed and selection.takes_report(entry.title, entry.digest)
    ]
    needs_proposals = "undecided" in selection.states and selection.team is None

    readers = [annotator[0] if annotator else "" for annotator in annotators]

    def ask(entry: "ReportEntry") -> Answer[dict[str, list[Proposal] | BrokenOff]]:
        if not needs_proposals:
            return ReadyAnswer({reader: [] for reader in readers})
        return proposals_for_each(store, entry.digest, executor, readers)

    gathered: list[Exported] = []
    broken: list[tuple[str, BrokenOff]] = []
    for done, (entry, answer) in enumerate(in_order(entries, ask, executor.ahead)):
        yield Progress(done, len(entries), entry.title)
        found = answer.result()
        fault = next((one for one in found.values() if isinstance(one, BrokenOff)), None)
        if fault is not None:
            broken.append((entry.name, fault))
        proposals = {reader: [] if isinstance(one, BrokenOff) else one for reader, one in found.items()}
        if selection.team is not None:
            parts = [gather_team(store, entry, selection.team, selection.states)]
        else:
            parts = [
                gather(store, entry, annotator, proposals[reader], selection.states)
                for reader, annotator in zip(readers, annotators, strict=True)
            ]
        gathered += selected(parts, selection)
    chosen = divided(gathered, request.split, request.seed)
    count = sum(len(part.rows) for part in chosen)
    writing = executor.run(lambda: _write(chosen, request)) if count > MANY else None
    yield Progress(len(entries), len(entries))
    notes = writing.result() if writing is not None else _write(chosen, request)
    return ExportResult(count, [*notes, *disputes_left_out(gathered)], broken)


def _write(parts: Sequence[Exported], request: ExportRequest) -> list[Note]:
    if request.path is not None:
        return save(parts, request.path, request.format)
    assert request.stream is not None
    return write(parts, request.stream, request.format)


def write(parts: Iterable[Exported], file: TextIO, name: str) -> list[Note]:
    """Write figures in a format to an open file, which takes UTF-8 and leaves line ends alone; return what is lost.

    What is no text goes to the file's `buffer`. A report without a figure to write is left out of all formats: nobody
    may have read it, and its text would be taken for one that has none. Raise ExchangeError where the format marks the
    reports' own words and these were withheld.
    """
    full = [part for part in parts if part.rows]
    form = FORMATS[name]
    if form.marks_text and any(not row.text for part in full for row in part.rows):
        raise ExchangeError("{form} marks words in the reports' text and cannot be exported without it.", form=name)
    return form.write(full, file if form.is_text else file.buffer)


def save(parts: Iterable[Exported], path: Path, name: str) -> list[Note]:
    """Write figures in a format to a file, which then holds all of them; return what is lost.

    Parts that have a name go to files of their own beside it (figures.train.csv), but for the format that has splits
    itself; all of them are written before the first is put in its place. Raise ExchangeError where a file cannot be
    written; what was there is kept then.
    """
    if STORE_SUFFIX in (path.suffix.lower(), followed(path).suffix.lower()):
        raise ExchangeError("{path} is the name of a store. Give the exported figures another name.", path=path)
    full = [part for part in parts if part.rows]
    names = [""] if name == "datasets" else list(dict.fromkeys(part.split for part in full)) or [""]
    notes: dict[str, int] = {}
    with ExitStack() as files:
        for split in names:
            place = path.with_name(f"{path.stem}.{split}{path.suffix}") if split else path
            raw = files.enter_context(written(place))
            file = files.enter_context(_as_text(raw))
            for note in write([part for part in full if len(names) == 1 or part.split == split], file, name):
                notes[note.sentence] = notes.get(note.sentence, 0) + note.number
    return [Note._make(counted) for counted in notes.items()]


@contextmanager
def _as_text(raw: BinaryIO) -> Iterator[TextIO]:
    """Write text to a file that stays open, in UTF-8, line ends as they are given."""
    file = TextIOWrapper(raw, encoding="utf-8", newline="")
    try:
        yield file
        file.flush()
    finally:
        file.detach()
