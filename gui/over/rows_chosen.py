"""The rows chosen: what the keys of one figure do to several rows selected in the table, through the list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from core.annotation.decision import Decision, Reason, Step
from core.annotation.review import ReviewedFigure, reject
from core.errors import UserError
from gui.looks import words
from gui.over.many import Many, Plan
from gui.session.session import Session
from gui.session.verdicts import Verdicts
from gui.table.figure_table import FigureTable


class RowsChosen(QObject):
    """The verbs of one figure; with several rows selected in the table each lists what it would do to all of them."""

    def __init__(self, session: Session, verdicts: Verdicts, table: FigureTable, many: Many, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._verdicts, self._table, self._many = session, verdicts, table, many

    def confirm(self) -> None:
        """Confirm the figure under decision and go on, or list the rows selected to be confirmed."""
        if self._figures():
            self._many.list_undecided()
        else:
            self._verdicts.confirm()

    def reject(self) -> None:
        """Reject the figure under decision, or list the rows selected to be rejected."""
        self.reject_for(None)

    def reject_for(self, reason: Reason | None) -> None:
        """Reject for a reason the figure under decision, or list the rows selected to be rejected.

        Raises UserError where all of them are.
        """

        def is_open(shown: ReviewedFigure) -> bool:
            said = shown.decision.reason if shown.decision is not None else None
            return shown.state != "rejected" or reason not in (None, said)

        figures = self._figures()
        if not figures:
            self._verdicts.reject_for(reason)
        elif not any(map(is_open, figures)):
            raise UserError("The rows selected are rejected already.")
        else:
            title = self.tr("Reject: {reason}").format(reason=words.word(reason)) if reason else self.tr("Reject")
            self._list(title, lambda step, shown: reject(step, shown, reason), is_open)

    def toggle_flag(self) -> None:
        """Flag the figure under decision, or list the rows selected to be flagged, or not any more where all are."""
        figures = self._figures()
        if not figures:
            self._verdicts.toggle_flag()
            return
        flagged = not all(shown.remark.flagged for shown in figures)

        def flag(step: Step, shown: ReviewedFigure) -> Decision:
            return step.remark(shown.target, replace(shown.remark, flagged=flagged))

        title = self.tr("Flag") if flagged else self.tr("Take the flag off")
        self._list(title, flag, lambda shown: shown.remark.flagged is not flagged)

    def _figures(self) -> list[ReviewedFigure]:
        """Return the figures of the rows selected, where they are several and the keyboard is there."""
        targets = self._table.several() if self._table.table.hasFocus() else []
        found = (self._session.review.get(target) for target in targets)
        return [shown for shown in found if shown is not None]

    def _list(
        self, title: str, act: Callable[[Step, ReviewedFigure], Decision], is_open: Callable[[ReviewedFigure], bool]
    ) -> None:
        self._many.lay_out(Plan(title, act, self._figures(), is_open=is_open))
