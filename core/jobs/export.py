"""The export of a store: reports are gathered and written one by one; the files are whole, or not there.

A few reports are held at a time, however many there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ..formats.codebook import write_codebook
from ..formats.exported import Exported, notes_of
from ..formats.registry import FORMATS
from ..formats.sentences import QT_TRANSLATE_NOOP
from ..languages import Language
from ..model.figure import Proposal
from ..model.report import Note
from ..output import written
from .executor import Answer, BrokenOff, Executor, ReadyAnswer, in_order
from .exported_files import ExportedFiles, needs_text, writer_of
from .gather import Annotator, gather_each, gather_team
from .progress import Job, Progress
from .selection import Division, Selection, selected
from .store_proposals import proposals_for_each

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


# reports of so many code points together, or so many reports, are gathered and written in one piece, in the window in a
# thread; the job tells its progress, and can be stopped, between two pieces
_PIECE, _MOST = 100_000, 8

# the note for what a team has yet to settle
DISPUTES = QT_TRANSLATE_NOOP("errors", "{number} disputes are not settled and were left out; settle them first.")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: by the name of a format, which figures, into which parts, and to which file.

    Where `path` is None the text goes to `stream`, which is open. `language` is the user's, for heads that people read.
    """

    format: str
    selection: Selection
    path: Path | None = None
    split: str = ""
    seed: int = 0
    stream: TextIO | None = None
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was exported: how many figures, what the format lost, in which reports (by name) finding broke off."""

    count: int
    notes: list[Note]
    broken: list[tuple[str, BrokenOff]] = field(default_factory=list)


def export(
    store: "Store",
    request: ExportRequest,
    annotators: Sequence[Annotator | None],
    executor: Executor,
    entries: Sequence["ReportEntry"] | None = None,
) -> Job[None, ExportResult]:
    """Gather what is asked for and write it, report by report; yield how many reports are written.

    `annotators` are those whose decisions leave; None stands for nobody, of whom only undecided proposals can be told.
    `entries` are the store's reports as they are filed now, where the caller has them: else they are all read.
    A report in which finding breaks off leaves with what is decided in it. Raise UserError where the figures cannot be
    written; what was at the path is kept then, and also where the job is closed.
    """
    selection = request.selection
    if not selection.text and FORMATS[request.format].marks_text:
        raise needs_text(request.format)
    source = ExportSource(store, selection, annotators, executor, entries)
    rounds = 2 if (division := Division(request.split, request.seed)).needs_digests else 1
    of, count = rounds * len(source.entries), _Count(0, 0)
    alone = request.split == "report"
    with ExportedFiles(request.format, request.path, request.stream, request.language, alone=alone) as files:
        if division.needs_digests:
            for done, title, piece in source.pieces():
                finding = executor.run(partial(source.digests, piece))
                yield Progress(done, of, title)
                division.digests |= finding.result()
        for done, title, piece in source.pieces():
            writing = executor.run(partial(source.write, piece, division, files))
            yield Progress(of - len(source.entries) + done, of, title)
            count = count.and_also(writing.result())
        ending = executor.run(files.end)
        yield Progress(of, of)
        notes = ending.result()
    return ExportResult(count.figures, [*notes, *notes_of({DISPUTES: count.disputes})], list(source.broken.values()))


class _Count(NamedTuple):
    figures: int
    disputes: int

    def and_also(self, other: "_Count") -> "_Count":
        return _Count(self.figures + other.figures, self.disputes + other.disputes)


Proposals = dict[str, list[Proposal]]
"""The proposals of a report by the id of the annotator who reads it, "" for nobody."""

Piece = Sequence[tuple["ReportEntry", Proposals]]


class ExportSource:
    """The reports that are asked for, and what is asked for of each."""

    def __init__(
        self,
        store: "Store",
        selection: Selection,
        annotators: Sequence[Annotator | None],
        executor: Executor,
        entries: Sequence["ReportEntry"] | None = None,
    ) -> None:
        self._store, self._selection, self._annotators, self._executor = store, selection, annotators, executor
        self._readers = [annotator[0] if annotator else "" for annotator in annotators]
        self._needs_proposals = "undecided" in selection.states and selection.team is None
        self.broken: dict[str, tuple[str, BrokenOff]] = {}
        self.entries = [
            entry
            for entry in (store.reports() if entries is None else entries)
            if not entry.filing.removed and selection.takes_report(entry.title, entry.digest)
        ]

    def pieces(self, at_once: int = _PIECE) -> Iterator[tuple[int, str, Piece]]:
        """Yield how many reports were asked for, the title of the last, and the next ones with their proposals.

        They are so many that they have `at_once` code points together, and at most _MOST: a small report takes its time
        too, and how far the job is shall be seen with many of them.

        Where a report's proposals may still be on their way, that is no report: whoever takes the next piece rests
        before, until they are there.
        """
        piece: list[tuple[ReportEntry, Proposals]] = []
        for done, (entry, answer) in enumerate(in_order(self.entries, self._ask, self._executor.ahead)):
            if self._needs_proposals:
                yield done, entry.title, ()
            found = answer.result()
            fault = next((one for one in found.values() if isinstance(one, BrokenOff)), None)
            if fault is not None:
                self.broken[entry.digest] = entry.name, fault
            piece.append((entry, {who: [] if isinstance(one, BrokenOff) else one for who, one in found.items()}))
            if len(piece) >= _MOST or sum(waiting.length for waiting, _ in piece) >= at_once:
                yield done, entry.title, piece
                piece = []
        if piece:
            yield len(self.entries), piece[-1][0].title, piece

    def gathered(self, piece: Piece) -> Iterator[tuple["ReportEntry", list[Exported]]]:
        """Yield each report of a piece with what is asked for of it, for each annotator."""
        store, selection = self._store, self._selection
        for entry, proposals in piece:
            if selection.team is not None:
                parts = [gather_team(store, entry, selection.team, selection.states)]
            else:
                readers = zip(self._readers, self._annotators, strict=True)
                each = [(annotator, proposals[reader]) for reader, annotator in readers]
                parts = gather_each(store, entry, each, selection.states)
            yield entry, list(selected(parts, selection))

    def parts(self, piece: Piece) -> list[Exported]:
        """Return what is asked for of the reports of a piece."""
        return [part for _, parts in self.gathered(piece) for part in parts]

    def counts(self, piece: Piece) -> list[int]:
        """Return how many figures are asked for of each report of a piece."""
        return [sum(len(part.rows) for part in parts) for _, parts in self.gathered(piece)]

    def digests(self, piece: Piece) -> set[str]:
        """Return which reports of a piece have a figure that is asked for."""
        return {entry.digest for entry, parts in self.gathered(piece) if any(part.rows for part in parts)}

    def write(self, piece: Piece, division: Division, files: ExportedFiles) -> _Count:
        """Write a piece; return how many figures were written, and how many disputes are open."""
        count = _Count(0, 0)
        for _, parts in self.gathered(piece):
            files.add([division.placed(part) for part in parts if part.rows])
            count = count.and_also(_Count(sum(len(part.rows) for part in parts), sum(part.disputes for part in parts)))
        return count

    def _ask(self, entry: "ReportEntry") -> Answer[dict[str, list[Proposal] | BrokenOff]]:
        if not self._needs_proposals:
            return ReadyAnswer({reader: [] for reader in self._readers})
        return proposals_for_each(self._store, entry.digest, self._executor, self._readers)


def write(parts: Iterable[Exported], file: TextIO, name: str, language: Language = "zh") -> list[Note]:
    """Write figures in a format to an open file, which takes UTF-8 and leaves line ends alone; return what is lost.

    What is no text goes to the file's `buffer`. Reports without figures are left out, and ExchangeError is raised, as
    by `save`.
    """
    form = FORMATS[name]
    full = [part for part in parts if part.rows]
    if form.marks_text and any(not row.text for part in full for row in part.rows):
        raise needs_text(name)
    writer = writer_of(form, file, language)
    try:
        for part in full:
            writer.add(part)
        return writer.end()
    finally:
        writer.close()


def save(parts: Iterable[Exported], path: Path, name: str, language: Language = "zh") -> list[Note]:
    """Write figures in a format to a file, which then holds all of them; return what is lost.

    Parts that have a name go to files of their own (`ExportedFiles`). Raise ExchangeError where a file cannot be
    written, or where the format marks the reports' own words and these were withheld; what was there is kept then.
    """
    with ExportedFiles(name, path, None, language) as files:
        for part in parts:
            files.add([part])
        return files.end()


def save_codebook(path: Path) -> Path:
    """Write what the columns of exported figures mean into a file beside theirs; return its path.

    Example: beside figures.csv it is figures.codebook.csv.
    """
    place = path.with_name(f"{path.stem}.codebook.csv")
    with written(place) as raw, StringIO(newline="") as text:
        write_codebook(text)
        raw.write(text.getvalue().encode())
    return place
