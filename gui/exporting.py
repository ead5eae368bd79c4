"""The export from the window: a store's reports one by one, undecided proposals from the engine, then one file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.annotation.review import Review
from core.errors import UserError
from core.figure import Proposal
from core.report import Note, Report

if TYPE_CHECKING:
    from core.annotation.store import Store
    from core.exchange.dataset import Format
    from core.exchange.exported import Exported
    from core.exchange.record import Choice
    from gui.engine import Engine


@dataclass(frozen=True, slots=True)
class Export:
    """What to export: which figures, as what, where to."""

    which: "Choice"
    form: "Format"
    path: Path


class Exporting:
    """Gathers one annotator's records of a whole store and writes them; raises UserError before the first wait.

    `done` is given how many figures were written and what the format loses, `failed` what went wrong; `told` is given,
    report by report, how many are gathered of how many.
    """

    def __init__(
        self,
        store: "Store",
        annotator: tuple[str, str],
        engine: "Engine",
        choice: Export,
        told: Callable[[int, int], None],
        done: Callable[[int, list[Note]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        self._store, self._engine, self._choice = store, engine, choice
        self._annotator, self._name = annotator
        self._told, self._done, self._failed = told, done, failed
        self._digests = [entry.digest for entry in store.reports() if not entry.filing.removed]
        self._next = 0
        self._gathered: list[Exported] = []

    def step(self) -> None:
        """Gather the reports one after the other, waiting for the engine where it is asked; then write the file."""
        while self._next < len(self._digests):
            self._told(self._next, len(self._digests))
            report = self._store.report(self._digests[self._next])
            self._next += 1
            if self._choice.which == "all":
                self._engine.find(report, partial(self._go_on, report), self._failed)
                return
            self._gather(report, [])
        self._write()

    def _go_on(self, report: Report, proposals: list[Proposal]) -> None:
        try:
            self._gather(report, proposals)
            self.step()
        except UserError as error:
            self._failed(error)

    def _gather(self, report: Report, proposals: list[Proposal]) -> None:
        from core.exchange.exported import Exported
        from core.exchange.record import records

        review = Review(proposals, self._store.log(report.digest, self._annotator))
        rows = tuple(records(report, review, self._name, self._choice.which))
        self._gathered.append(Exported(report, self._name, rows))

    def _write(self) -> None:
        from core.exchange.dataset import save

        notes = save(self._gathered, self._choice.path, self._choice.form)
        self._done(sum(len(part.rows) for part in self._gathered), notes)
