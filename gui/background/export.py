"""The export from the window: what to choose from, and the job of core/jobs that writes what was chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.formats.record import STATES_OF, Choice
from core.jobs.export import ExportRequest, ExportResult, export
from core.jobs.selection import Selection
from core.model.errors import UserError
from core.model.report import Note

from ..style import words
from .job import JobRunner

if TYPE_CHECKING:
    from core.store import Store

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


@dataclass(frozen=True, slots=True)
class Exportable:
    """What can be chosen for an export: kinds and labels by their names, annotators, reports by digest."""

    kinds: Mapping[str, str]
    annotators: Sequence[str]
    own: str
    reports: Mapping[str, str]


def exportable(store: "Store", session: "Session") -> Exportable:
    """Return what can be exported from the open store."""
    live = session.scheme.live
    kinds = {kind: words.word(kind) for kind in words.KINDS}
    names = store.annotators()
    return Exportable(
        kinds | {label.exported_name: label.chinese for label in live},
        list(names.values()),
        names.get(session.annotator, ""),
        {entry.digest: entry.title for entry in session.reports if not entry.filing.removed},
    )


class ExportTask(QObject):
    """Exports a store's figures as one annotator sees them.

    `on_progress` is called with how many reports are gathered of how many, `done` with how many figures were written
    and what the format loses, `failed` with the error. `stop` cancels the export; what was at the path stays as it was,
    unless the file is being written already.
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
    ) -> None:
        super().__init__(parent)
        self._store, self._annotator, self._choice = store, annotator, choice
        self._on_progress, self._done, self._failed = on_progress, done, failed
        self._runner = JobRunner(engine, self)

    def start(self) -> None:
        """Start to gather the reports one after the other; then the file is written."""
        choice = self._choice
        selection = replace(choice.selection or Selection(), states=STATES_OF[choice.which])
        named = selection.annotators
        annotators = (
            [self._annotator] if named is None else [one for one in self._store.annotators().items() if one[1] in named]
        )
        request = ExportRequest(choice.format, selection, choice.path, choice.split, choice.seed)
        self._runner.start(
            export(self._store, request, annotators, self._runner),
            progress=self._on_progress,
            done=self._end,
            failed=self._failed,
        )

    def stop(self) -> None:
        """Gather no more reports, and call none of the functions any more."""
        self._runner.stop()

    def _end(self, result: ExportResult) -> None:
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
