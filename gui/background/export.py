"""The export from the window: what to choose from, what it would have, and the job that writes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.formats.record import STATES_OF, Choice
from core.jobs.export import ExportRequest, ExportResult, export, save_codebook
from core.jobs.export_preview import count_figures, preview, values_of
from core.jobs.selection import Selection
from core.model.errors import UserError
from core.model.report import Note

from ..style import words
from ..style.language import spoken_language
from .job import JobRunner
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.store import ReportEntry, Store

    from ..session.session import Session
    from .engine import Engine


@dataclass(frozen=True, slots=True)
class Export:
    """What to export: which figures, in which format (by name), to which file, and divided into which parts.

    Where the selection names no annotators, the decisions are those of the window's annotator.
    """

    which: Choice
    format: str
    path: Path
    selection: Selection | None = None
    split: str = ""
    seed: int = 0
    codebook: bool = False


@dataclass(frozen=True, slots=True)
class Exportable:
    """What can be chosen for an export: kinds and labels by their names, annotators, reports by digest.

    `current` is the report that is open, "" where none is; `listed` are those that the list of reports shows. `store`
    is the path of the store.
    """

    kinds: Mapping[str, str]
    annotators: Sequence[str]
    own: str
    reports: Mapping[str, str]
    current: str
    listed: frozenset[str]
    store: Path


def exportable(store: "Store", session: "Session", listed: Iterable[str] = ()) -> Exportable:
    """Return what can be exported from the open store; `listed` are the reports listed, by digest."""
    live = session.scheme.live
    kinds = {kind: words.word(kind) for kind in words.KINDS}
    names = store.annotators()
    reports = {entry.digest: entry.title for entry in session.reports if not entry.filing.removed}
    return Exportable(
        kinds | {label.exported_name: label.chinese for label in live},
        list(names.values()),
        names.get(session.annotator, ""),
        reports,
        session.report.digest if session.report is not None and session.report.digest in reports else "",
        frozenset(listed) & reports.keys(),
        store.path,
    )


def asked_of(
    store: "Store", annotator: tuple[str, str], choice: Export
) -> tuple[Selection, Sequence[tuple[str, str] | None]]:
    """Return which figures a choice asks for, and whose decisions; `annotator` is the window's, by id and name."""
    selection = replace(choice.selection or Selection(), states=STATES_OF[choice.which])
    named = selection.annotators
    if named is None:
        return selection, [annotator]
    return selection, [one for one in store.annotators().items() if one[1] in named]


class ExportTrial(QObject):
    """Says beforehand what an export would have: how many figures, and how the first of them look.

    `counted` carries an ExportCount, `counting` how many reports are counted of how many, `shown` an ExportPreview,
    `failed` the error that a preview ended with, `found` the values that figures can be chosen by (ExportValues). A
    new question stops the one of its sort before it; nothing is read on the window's thread.
    """

    counting = Signal(int, int)
    counted = Signal(object)
    shown = Signal(object)
    found = Signal(object)
    failed = Signal(UserError)

    def __init__(
        self,
        store: "Store",
        annotator: tuple[str, str],
        engine: "Engine",
        entries: "Sequence[ReportEntry]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._annotator, self._entries = store, annotator, entries
        self._counter, self._shower = JobRunner(engine, self), JobRunner(engine, self)
        self._finder = BackgroundWork(self)

    def find_values(self) -> None:
        """Find what figures can be chosen by."""
        self._finder.do(partial(values_of, self._store, self._entries), self.found.emit, self.failed.emit)

    def count(self, choice: Export) -> None:
        """Count what a choice asks for."""
        selection, annotators = asked_of(self._store, self._annotator, choice)
        self._counter.start(
            count_figures(self._store, selection, annotators, self._counter, self._entries),
            progress=self.counting.emit,
            done=self.counted.emit,
            failed=self.failed.emit,
        )

    def stop_counting(self) -> None:
        """Stop the count."""
        self._counter.stop()

    def show_first(self, choice: Export) -> None:
        """Show the first figures of a choice, as they would be written."""
        selection, annotators = asked_of(self._store, self._annotator, choice)
        self._shower.start(
            preview(
                self._store,
                selection,
                annotators,
                self._shower,
                choice.format,
                language=spoken_language(),
                entries=self._entries,
            ),
            progress=lambda done, of: None,
            done=self.shown.emit,
            failed=self.failed.emit,
        )

    def stop(self) -> None:
        """Stop whatever is being found; none of the signals is emitted any more."""
        self._counter.stop()
        self._shower.stop()
        self._finder.drop()


class ExportTask(QObject):
    """Exports a store's figures as one annotator sees them.

    `entries` are its reports as they are filed now, which need not be read again. `on_progress` is called with how many
    reports are gathered of how many, `done` with how many figures were written and what the format loses, `failed` with
    the error. `stop` cancels the export; what was at the path stays as it was, unless the file is being written
    already.
    """

    def __init__(
        self,
        store: "Store",
        annotator: tuple[str, str],
        engine: "Engine",
        choice: Export,
        on_progress: Callable[[int, int], None],
        done: Callable[[int, list[Note]], None],
        failed: Callable[[UserError], None],
        parent: QObject | None = None,
        entries: "Sequence[ReportEntry] | None" = None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._store, self._annotator, self._choice = store, annotator, choice
        self._on_progress, self._done, self._failed = on_progress, done, failed
        self._runner = JobRunner(engine, self)

    def start(self) -> None:
        """Start to gather the reports one after the other; then the file is written."""
        choice = self._choice
        selection, annotators = asked_of(self._store, self._annotator, choice)
        request = ExportRequest(
            choice.format, selection, choice.path, choice.split, choice.seed, language=spoken_language()
        )
        self._runner.start(
            export(self._store, request, annotators, self._runner, self._entries),
            progress=self._on_progress,
            done=self._end,
            failed=self._failed,
        )

    def stop(self) -> None:
        """Gather no more reports, and call none of the functions any more."""
        self._runner.stop()

    def _end(self, result: ExportResult) -> None:
        if self._choice.codebook:
            try:
                save_codebook(self._choice.path)
            except UserError as error:
                self._failed(error)
                return
        notes = list(result.notes)
        if result.broken:
            notes.append(
                Note(
                    "The undecided figures of {number} reports were left out, because finding them was interrupted. "
                    "The log says why.",
                    len(result.broken),
                )
            )
        self._done(result.count, notes)
