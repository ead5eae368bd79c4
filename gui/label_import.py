"""The import of labels from the window: placed report after report, then written at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.errors import UserError
from core.figure import Proposal
from core.report import Report
from gui import words
from gui.reading import Reading

if TYPE_CHECKING:
    from core.annotation.store import Store
    from core.exchange.labels import Taking
    from gui.engine import Engine

translate = QCoreApplication.translate

MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file of labels and what shall become of them."""

    path: Path
    decide: bool


class LabelImport:
    """Takes a file's labels in; raises UserError before the first wait.

    `told` is given, report by report, how many are through of how many; `done` what became of the labels, in words;
    `failed` what went wrong, and then nothing was written.
    """

    def __init__(
        self,
        store: "Store",
        annotator: str,
        engine: "Engine",
        choice: LabelFile,
        told: Callable[[int, int], None],
        done: Callable[[str], None],
        failed: Callable[[UserError], None],
    ) -> None:
        from core.exchange.labels import Wish, take_in

        self._store, self._engine, self._choice = store, engine, choice
        self._told, self._done, self._failed = told, done, failed
        wish = Wish(choice.decide, annotator if choice.decide else "", choice.path.stem)
        self._taking: Taking = take_in(choice.path, store, wish)
        self._left = list(self._taking.digests)

    def step(self) -> None:
        """Make decisions or proposals of the next report's labels, with its proposals from the engine; then write."""
        size = len(self._taking.digests)
        self._told(size - len(self._left), size)
        if self._left:
            report = self._store.report(self._left.pop(0))
            self._engine.find(report, lambda found: self._go_on(report, found), self._failed)
            return
        from core.exchange.labels import take_out

        take_out(self._taking, self._store)
        self._done(summary(self._choice.path.name, self._taking))

    def _go_on(self, report: Report, found: list[Proposal]) -> None:
        try:
            self._taking.add(report, found, Reading(report).read)
            self.step()
        except UserError as error:
            self._failed(error)


def summary(name: str, taking: "Taking") -> str:
    """Say what became of a file's labels: how many were read and placed, found anew, there already, refused and why."""
    read, placed, anew, same, refused = taking.counts
    lines = [
        translate("label_import", "{name}: {read} labels read, {placed} placed").format(
            name=name, read=read, placed=placed
        )
    ]
    for number, sentence in (
        (anew, translate("label_import", "{number} found by their words: the report's text is another")),
        (same, translate("label_import", "{number} were there already")),
        (refused, translate("label_import", "{number} refused:")),
    ):
        if number:
            lines.append(sentence.format(number=number))
    reasons: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for refusal in taking.refused:
        reason = words.sentence(refusal.error)
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
