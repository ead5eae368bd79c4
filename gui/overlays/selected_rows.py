"""Rows selected in the table: tinted in the text, and decided together by the keys of one figure."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from core.model.decision import Decision, Reason, Step
from core.model.errors import UserError
from core.model.figure import Span
from core.review.review import ReviewedFigure, reject

from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import words
from ..table.figure_table import FigureTable
from ..text.report_view import ReportView
from .many import Many, Plan


class SelectionLink(QObject):
    """Carries a selection of several figures from the one pane to the other; one figure is the one under decision."""

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view, self._table = session, view, table
        table.selected.connect(self._tint)
        view.selectionChanged.connect(self._choose)

    def _tint(self, targets: list[Span]) -> None:
        shown = (self._session.review.get(target) for target in targets)
        self._view.highlights.show_selected([one.figure.span for one in shown if one is not None])

    def _choose(self) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection() or not self._session.ready:
            return
        span = self._view.offsets.span_to_text(cursor.selectionStart(), cursor.selectionEnd())
        touched = self._session.review.touching(span)
        if len(touched) > 1:
            self._table.select([shown.target for shown in touched])


class SelectedRows(QObject):
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
            raise UserError("The selected rows are already rejected.")
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

        title = self.tr("Flag") if flagged else self.tr("Remove the flag")
        self._list(title, flag, lambda shown: shown.remark.flagged is not flagged)

    def _figures(self) -> list[ReviewedFigure]:
        """Return the figures of the rows selected, where they are several and the keyboard is there."""
        targets = self._table.selected_targets() if self._table.table.hasFocus() else []
        found = (self._session.review.get(target) for target in targets)
        return [shown for shown in found if shown is not None]

    def _list(
        self, title: str, act: Callable[[Step, ReviewedFigure], Decision], is_open: Callable[[ReviewedFigure], bool]
    ) -> None:
        self._many.lay_out(Plan(title, act, self._figures(), is_open=is_open))
