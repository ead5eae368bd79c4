"""The import of labels in the window: works report by report, and can be taken back as a whole."""

import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from core.model.decision import Decision
from core.model.errors import StoreError, UserError

from ..session.session import Session
from .engine import Engine
from .job import JobRunner
from .messages import sentence

if TYPE_CHECKING:
    from core.jobs.executor import BrokenOff
    from core.jobs.import_labels import ImportedLabels, LabelImport
    from core.store import Store

translate = QCoreApplication.translate

log = logging.getLogger("biaoshu")

MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file of labels, and what its labels shall become."""

    path: Path
    decide: bool


class LabelImports(QObject):
    """Imports files of labels, and takes back the last import; raises UserError where no store is open.

    `working` carries a sentence with how much is done of how much, an empty one at the end; `message` a sentence on
    what became of the labels; `failed` an error, after which nothing was written.
    """

    working = Signal(str, int, int)
    message = Signal(str)
    failed = Signal(UserError)

    def __init__(self, session: Session, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._runner = session, JobRunner(engine, self)
        self._last: tuple[Path, list[Decision]] | None = None

    def take(self, choice: LabelFile, name: str) -> None:
        """Import a file's labels: as decisions signed with a name, one step for each report, or as proposals."""
        from core.jobs.import_labels import LabelImportOptions, LabelWork, import_labels

        store = self._store()
        annotator, identity = (name, self._session.annotator) if choice.decide else ("", "")
        options = LabelImportOptions(choice.decide, annotator, choice.path.stem, annotator_id=identity)
        work = LabelWork(lambda _path: options, _explained, self._session.before)
        self._runner.start(
            import_labels(store, [choice.path], work, self._runner),
            progress=lambda done, of: self.working.emit(self.tr("Importing labels…"), done, of),
            done=lambda _: self.working.emit("", 0, 0),
            failed=self._fail,
            take=self._take,
        )

    def stop(self) -> None:
        """Cancel the import of a file; nothing of it was written."""
        self._runner.stop()

    def take_back(self) -> None:
        """Undo the decisions of the last import in every report, as far as they still stand; proposals stay."""
        from core.jobs.import_labels import undo_import

        store = self._store()
        if self._last is None or self._last[0] != store.path:
            raise UserError("No labels were imported as decisions into this store since the program started.")
        number = undo_import(self._last[1], store)
        self._last = None
        self._show_anew()
        self.message.emit(self.tr("The imported labels were taken back in {number} reports.").format(number=number))

    def _store(self) -> "Store":
        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        return self._session.store

    def _take(self, imported: "ImportedLabels") -> None:
        """Show what became of a file."""
        labels = imported.labels
        if labels is None:
            self._fail(imported.error or _logged(imported.trace))
            return
        if labels.rows:
            self._last = labels.store.path, labels.rows
        self.working.emit("", 0, 0)
        self._show_anew()
        self.message.emit(summary(imported.path.name, labels))

    def _fail(self, error: UserError) -> None:
        self.working.emit("", 0, 0)
        self.failed.emit(error)

    def _show_anew(self) -> None:
        self._session.relabel()
        self._session.list_anew()


def _explained(_name: str, broken: "BrokenOff") -> UserError:
    """Return why the labels of a report are left out: the engine's sentence, or that the log has the details."""
    return broken.error or _logged(broken.trace)


def _logged(trace: str) -> UserError:
    """Write the trace of a fault of the program to the log; return the sentence that says so."""
    log.error("an import of labels broke off: %s", trace)
    return UserError("This was interrupted before it was finished. The log says why (Help › Show the log).")


def summary(name: str, labels: "LabelImport") -> str:
    """Return what became of a file's labels.

    How many were read, placed, found again, already there, and refused and why.
    """
    read, placed, anew, same, refused = labels.counts
    lines = [
        translate("label_import", "{name}: {read} labels read, {placed} placed").format(
            name=name, read=read, placed=placed
        )
    ]
    for number, template in (
        (anew, translate("label_import", "{number} found by their words, because the report's text is different")),
        (same, translate("label_import", "{number} were already there")),
        (refused, translate("label_import", "{number} refused:")),
    ):
        if number:
            lines.append(template.format(number=number))
    reasons: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for refusal in labels.refused:
        reason = sentence(refusal.error)
        reasons[reason] += max(1, refusal.marks)
        places.setdefault(reason, []).append(refusal.where)
    for reason, number in reasons.most_common(MOST_REASONS):
        where = ", ".join(dict.fromkeys(places[reason]))
        shown = where if len(where) <= 40 else where[:40] + "…"
        lines.append(
            translate("label_import", "{number} × {reason} (line {where})").format(
                number=number, reason=reason, where=shown
            )
        )
    return "\n".join(lines)
