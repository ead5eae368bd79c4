"""The import of labels from the window: placed report after report, then written at once, and taken back at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from core.model.decision import Decision
from core.model.errors import StoreError, UserError
from core.model.figure import Proposal
from core.model.report import Report

from ..session.session import Session
from ..session.span_reading import Reading
from .engine import Engine
from .messages import sentence
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.formats.incoming_label import Read
    from core.jobs.import_labels import Taking
    from core.store import Store

translate = QCoreApplication.translate

MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file of labels and what shall become of them."""

    path: Path
    decide: bool


class LabelImports(QObject):
    """Takes files of labels in, read within limits, and the last of them back; raises UserError before the first wait.

    `working` carries a sentence with how much is done of how much, an empty one when it is over; `message` what became
    of the labels; `failed` what went wrong, and then nothing was written.
    """

    working = Signal(str, int, int)
    message = Signal(str)
    failed = Signal(UserError)

    def __init__(self, session: Session, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._engine, self._aside = session, engine, BackgroundWork(self)
        self._last: tuple[Path, list[Decision]] | None = None

    def take(self, choice: LabelFile, name: str) -> None:
        """Take a file's labels in as decisions signed with a name, a step in each report, or as proposals."""
        from core.formats.label_transfer import labels_in
        from core.jobs.import_labels import Wish, take

        store = self._store()
        who = (name, self._session.annotator) if choice.decide else ("", "")
        wish = Wish(choice.decide, who[0], choice.path.stem, identity=who[1])

        def place(read: "Read") -> None:
            if self._session.store is not store:
                return
            try:
                taking = take(read, store, wish)
                self._step(choice, taking, list(taking.digests))
            except UserError as error:
                self._stop(error)

        self.working.emit(self.tr("Importing labels…"), 0, 0)
        self._aside.do(lambda: labels_in(choice.path), place, self._stop)

    def drop(self) -> None:
        """Pass over a file that is being read."""
        self._aside.drop()

    def take_back(self) -> None:
        """Undo the decisions of the last import in every report, as far as they stand; proposals stay."""
        from core.jobs.import_labels import take_back

        store = self._store()
        if self._last is None or self._last[0] != store.path:
            raise UserError("No labels were imported as decisions into this store since the start.")
        number = take_back(self._last[1], store)
        self._last = None
        self._show_anew()
        self.message.emit(self.tr("The labels were taken back in {number} reports.").format(number=number))

    def _store(self) -> "Store":
        if self._session.store is None:
            raise StoreError("No store is open. Open one or make a new one by Ctrl+N first.")
        return self._session.store

    def _step(self, choice: LabelFile, taking: "Taking", left: list[str]) -> None:
        """Make decisions or proposals of the next report's labels, with its proposals from the engine; then write."""
        from core.jobs.import_labels import take_out

        if left:
            size = len(taking.digests)
            self.working.emit(self.tr("Importing labels…"), size - len(left), size)
            report = taking.store.report(left.pop(0))

            def pass_over(error: UserError) -> None:
                # one report's trouble keeps no other's labels out
                taking.pass_over(report, error)
                self._go_on(choice, taking, left)

            def add(found: list[Proposal]) -> None:
                self._go_on(choice, taking, left, report, found)

            self._engine.find(report, add, pass_over)
            return
        self._session.before(len(taking.rows))
        take_out(taking, taking.store)
        if taking.rows:
            self._last = taking.store.path, taking.rows
        self.working.emit("", 0, 0)
        self._show_anew()
        self.message.emit(summary(choice.path.name, taking))

    def _go_on(
        self,
        choice: LabelFile,
        taking: "Taking",
        left: list[str],
        report: Report | None = None,
        found: Sequence[Proposal] = (),
    ) -> None:
        try:
            if report is not None:
                taking.add(report, found, Reading(report).read)
            self._step(choice, taking, left)
        except UserError as error:
            self._stop(error)

    def _stop(self, error: UserError) -> None:
        self.working.emit("", 0, 0)
        self.failed.emit(error)

    def _show_anew(self) -> None:
        self._session.relabel()
        self._session.list_anew()


def summary(name: str, taking: "Taking") -> str:
    """Say what became of a file's labels: how many were read and placed, found anew, there already, refused and why."""
    read, placed, anew, same, refused = taking.counts
    lines = [
        translate("label_import", "{name}: {read} labels read, {placed} placed").format(
            name=name, read=read, placed=placed
        )
    ]
    for number, said in (
        (anew, translate("label_import", "{number} found by their words: the report's text is another")),
        (same, translate("label_import", "{number} were there already")),
        (refused, translate("label_import", "{number} refused:")),
    ):
        if number:
            lines.append(said.format(number=number))
    reasons: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for refusal in taking.refused:
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
