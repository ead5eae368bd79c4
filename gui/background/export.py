"""The export from the window: a store's reports one by one, undecided proposals from the engine, then one file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.model.errors import UserError
from core.model.figure import Proposal
from core.model.report import Note

from ..style import words
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.formats.dataset import Format
    from core.formats.exported import Exported
    from core.formats.record import Choice
    from core.formats.selection import Selection
    from core.store import Store

    from ..session.session import Session
    from .engine import Engine

# after so many seconds of gathering the window answers before it goes on
SLICE = 0.05
# more figures than these are written aside
MANY = 5_000


@dataclass(frozen=True, slots=True)
class Export:
    """What to export: which figures, as what, where to; of what is selected further, and in which parts.

    Whose decisions: those of the annotator at the window, where the selection names nobody.
    """

    which: "Choice"
    form: "Format"
    path: Path
    selection: "Selection | None" = None
    split: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Exportable:
    """What there is to choose from: kinds and labels as they are called, annotators, reports by digest."""

    kinds: Mapping[str, str]
    annotators: Sequence[str]
    own: str
    reports: Mapping[str, str]


def exportable(store: "Store", session: "Session") -> Exportable:
    """Return what the store on the desk has to choose from."""
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
    """Gathers annotators' records of a whole store and writes them; raises UserError before the first wait.

    `done` is given how many figures were written and what the format loses, `failed` what went wrong; `on_progress`,
    report by report, how many are gathered of how many. `stop` ends it, and leaves what was at the path as it was
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
        from core.formats.record import STATES_OF
        from core.formats.selection import Selection

        self._store, self._engine, self._choice = store, engine, choice
        self._on_progress, self._done, self._failed = on_progress, done, failed
        self._selection = replace(choice.selection or Selection(), states=STATES_OF[choice.which])
        named = self._selection.annotators
        self._annotators = (
            [annotator] if named is None else [one for one in store.annotators().items() if one[1] in named]
        )
        self._entries = [
            entry
            for entry in store.reports()
            if not entry.filing.removed and self._selection.takes_report(entry.title, entry.digest)
        ]
        self._next, self._stopped, self._broken = 0, False, 0
        self._aside = BackgroundWork(self)
        self._gathered: list[Exported] = []

    def step(self) -> None:
        """Gather the reports one after the other, waiting for the engine where it is asked; then write the file."""
        pause = monotonic() + SLICE
        while self._next < len(self._entries):
            self._on_progress(self._next, len(self._entries))
            entry = self._entries[self._next]
            self._next += 1
            if "undecided" in self._selection.states and self._selection.team is None:
                report = self._store.report(entry.digest)
                self._engine.find(report, self._go_on, self._go_on_without)
                return
            self._gather([])
            if monotonic() > pause:
                QTimer.singleShot(0, self, self._go_on)
                return
        self._write()

    def stop(self) -> None:
        """Gather no more, and tell of nothing more."""
        self._stopped = True
        self._aside.drop()

    def _go_on_without(self, error: UserError) -> None:
        """Take of a report what is decided, where finding the rest breaks off."""
        self._broken += 1
        self._go_on([])

    def _go_on(self, proposals: list[Proposal] | None = None) -> None:
        if self._stopped:
            return
        try:
            if proposals is not None:
                self._gather(proposals)
            self.step()
        except UserError as error:
            self._failed(error)

    def _gather(self, proposals: list[Proposal]) -> None:
        from core.formats.selection import gather, gather_team, selected

        entry, states, team = self._entries[self._next - 1], self._selection.states, self._selection.team
        if team is not None:
            parts = [gather_team(self._store, entry, team, states)]
        else:
            parts = [gather(self._store, entry, annotator, proposals, states) for annotator in self._annotators]
        self._gathered += selected(parts, self._selection)

    def _write(self) -> None:
        from core.formats.dataset import save
        from core.formats.exported import disputes_left_out
        from core.formats.selection import divided

        parts = divided(self._gathered, self._choice.split, self._choice.seed)
        count = sum(len(part.rows) for part in parts)
        left_out = disputes_left_out(self._gathered)
        if self._broken:
            left_out.append(
                Note(
                    "In {number} reports what is undecided was left out: finding it broke off. The log says why.",
                    self._broken,
                )
            )

        def write() -> "list[Note] | UserError":
            try:
                return [*save(parts, self._choice.path, self._choice.form), *left_out]
            except UserError as error:
                return error

        if count > MANY:
            self._aside.do(write, lambda came: self._end(count, came))
        else:
            self._end(count, write())

    def _end(self, count: int, came: "list[Note] | UserError") -> None:
        if isinstance(came, UserError):
            self._failed(came)
        else:
            self._done(count, came)
