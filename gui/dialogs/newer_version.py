"""Newer versions: which report the open one is a newer version of, and what is carried over from it."""

from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from core.model.decision import Decision, Step
from core.model.errors import UserError
from core.model.figure import Span
from core.review.versions import Carried, carry

from ..background.task import run_with_dialog
from ..session.session import Session
from .store_dialogs import Summary

if TYPE_CHECKING:
    from core.model.report import Report
    from core.store import ReportEntry

translate = QCoreApplication.translate

MOST_ORPHANS = 6
# how many characters are shown around a figure whose place is gone
AROUND = 8
NEW_LINE = "\n"


class NewerVersion(QObject):
    """Carries the annotator's decisions from an older version of the open report to it, as one step."""

    message = Signal(str)
    failed = Signal(UserError)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def choose_older(self) -> None:
        """Ask which report the open one is a newer version of, and show what would be carried over."""
        entries = self.candidates()
        titles = [f"{place}  {entry.title}" for place, entry in enumerate(entries, 1)]
        chosen, agreed = QInputDialog.getItem(
            self._window,
            self.tr("A newer version"),
            self.tr("The open report is a newer version of:"),
            titles,
            editable=False,
        )
        if agreed:
            self.look_at(entries[titles.index(chosen)].digest)

    def candidates(self) -> "list[ReportEntry]":
        """Return the other reports, those with the most similar names first; raise UserError where there are none."""
        session = self._session
        if session.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        own = next(entry for entry in session.reports if entry.digest == session.report.digest)
        others = [entry for entry in session.reports if entry is not own and not entry.filing.removed]
        if not others:
            raise UserError("There is no other report in this store. Open the older version as well.")
        return sorted(others, key=lambda entry: -SequenceMatcher(None, own.title, entry.title).ratio())

    def look_at(self, digest: str) -> None:
        """Compare with an older version, and offer to carry the decisions over."""
        session = self._session
        assert session.store is not None
        assert session.report is not None
        older, newer = session.store.report(digest), session.report
        log, decided = session.store.log(digest, session.annotator), list(session.known)
        step = session.act()
        work = partial(carry, older.text, newer.text, log, decided, step)
        offer = partial(self._offer, older, newer, step)
        run_with_dialog(self._window, self.tr("Comparing the texts…"), work, offer, self.failed.emit)

    def _offer(self, older: "Report", newer: "Report", step: Step, carried: Carried) -> None:
        heads = [translate("newer_version", "In the older version"), translate("newer_version", "In this version")]
        summary = Summary(translate("newer_version", "What is carried over"), heads, self._window)
        summary.show_texts([(_words(older, was), _words(newer, now)) for was, now in carried.changed])
        sentences = [
            translate("newer_version", "{count} decisions are carried over.").format(count=len(carried.rows)),
            translate(
                "newer_version",
                "The words of {count} figures have changed (listed above); these figures stay undecided.",
            ).format(count=len(carried.changed)),
        ]
        if carried.orphans:
            gone = "  ".join(f"“{_words(older, orphan)}”" for orphan in carried.orphans[:MOST_ORPHANS])
            gone += " …" if len(carried.orphans) > MOST_ORPHANS else ""
            sentences.append(
                translate("newer_version", "{count} are no longer in the text: {words}").format(
                    count=len(carried.orphans), words=gone
                )
            )
        summary.say(sentences)
        summary.offer(translate("newer_version", "Carry over"))
        summary.accepted.connect(partial(self._write, [*carried.rows, step.file("version_of", older.digest)]))
        summary.open()

    def _write(self, rows: list[Decision]) -> None:
        try:
            self._session.write(rows)
        except UserError as error:
            self.failed.emit(error)
            return
        template = self.tr("{count} decisions were carried over. Undo takes them all back.")
        self.message.emit(template.format(count=len(rows) - 1))


def _words(report: "Report", span: Span) -> str:
    """Return the words of a span with a few around them."""
    before, after = report.text[max(span.start - AROUND, 0) : span.start], report.text[span.end : span.end + AROUND]
    return f"{before.rpartition(NEW_LINE)[2]}【{report.text[slice(*span)]}】{after.partition(NEW_LINE)[0]}"
