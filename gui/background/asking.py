"""Asking: keeps the questions that the open report leaves to ask ready while it is reviewed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.model.errors import UserError
from core.model.figure import Figure, Span

from ..session.session import Session
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.panel.finding import Finding

WAIT = 300
"""So many milliseconds after the last decision that changed a figure the report is asked about again."""


class Asking(QObject):
    """Gives the session what does not add up in its open report: rows read as one indicator, two values of one fact.

    It is looked for in a thread, when the report's figures are there and when one of them has become another. A
    decision that leaves its figure as it was proposed changes nothing.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._work = session, BackgroundWork(self)
        self._looked_at: dict[Span, Figure] = {}
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._ask)
        session.opened.connect(self._begin)
        session.decided.connect(self._follow)
        session.panel_changed.connect(self._timer.start)

    def stop(self) -> None:
        """Ask nothing more of this report."""
        self._timer.stop()
        self._work.drop()

    def _begin(self) -> None:
        self.stop()
        self._looked_at = {}

    def _follow(self, targets: Sequence[Span]) -> None:
        """Ask again where a figure was changed, or came or went."""
        if any(self._figure(target) != self._looked_at.get(target) for target in targets):
            self._timer.start()

    def _figure(self, target: Span) -> Figure | None:
        shown = self._session.review.get(target)
        return shown.figure if shown is not None and shown.state != "rejected" else None

    def _ask(self) -> None:
        session = self._session
        report = session.report
        entry = next((one for one in session.reports if report is not None and one.digest == report.digest), None)
        if report is None or entry is None or not session.ready:
            return
        figures = tuple(session.review.figures)
        self._looked_at = {one.target: one.figure for one in figures if one.state != "rejected"}
        try:
            standing = session.panel_standing()
        except UserError:
            # the store's own errors are told where it is opened and written to
            return

        def ask() -> "list[Finding]":
            from core.panel.questions import report_questions

            return report_questions(report, figures, entry, standing)

        def take(found: "list[Finding]") -> None:
            if session.report is report:
                asked: defaultdict[Span, list[Finding]] = defaultdict(list)
                for finding in found:
                    for side in finding.sides:
                        asked[side.place.target].append(finding)
                session.take_questions({target: tuple(some) for target, some in asked.items()})

        self._work.do(ask, take, lambda _: None)
