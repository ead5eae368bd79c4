"""The rows selected in the table: highlighted in the text, and decided together by the keys that decide one figure."""

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
from .figure_list import FigureListOverlay, ListedAction


class SelectionLink(QObject):
    """Shows in the text which rows the table has selected, and selects in the table the figures selected in the text.

    It is about several figures. A single one is the figure under decision, which the session keeps.
    """

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view, self._table = session, view, table
        table.selected.connect(self._highlight)
        view.selectionChanged.connect(self._select_rows)

    def _highlight(self, targets: list[Span]) -> None:
        shown = (self._session.review.get(target) for target in targets)
        self._view.highlights.show_selected([one.figure.span for one in shown if one is not None])

    def _select_rows(self) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection() or not self._session.ready:
            return
        span = self._view.offsets.span_to_text(cursor.selectionStart(), cursor.selectionEnd())
        touched = self._session.review.touching(span)
        if len(touched) > 1:
            self._table.select([shown.target for shown in touched])


class SelectedRows(QObject):
    """Confirm, reject and flag: for the figure under decision, or for several rows selected in the table.

    With several rows selected nothing is decided at once: the list of figures opens and shows what would be decided.
    """

    def __init__(
        self, session: Session, verdicts: Verdicts, table: FigureTable, figure_list: FigureListOverlay, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._verdicts, self._table, self._figure_list = session, verdicts, table, figure_list

    def confirm(self) -> None:
        """Confirm the figure under decision and go to the next, or list the selected rows to be confirmed."""
        if self._figures():
            self._figure_list.list_undecided()
        else:
            self._verdicts.confirm()

    def reject(self) -> None:
        """Reject the figure under decision without a reason, or list the selected rows to be rejected."""
        self.reject_for(None)

    def reject_for(self, reason: Reason | None) -> None:
        """Reject the figure under decision for a reason, or list the selected rows to be rejected.

        Raises UserError where all selected rows are rejected already.
        """

        def is_open(shown: ReviewedFigure) -> bool:
            given = shown.decision.reason if shown.decision is not None else None
            return shown.state != "rejected" or reason not in (None, given)

        figures = self._figures()
        if not figures:
            self._verdicts.reject_for(reason)
        elif not any(map(is_open, figures)):
            raise UserError("The selected rows are already rejected.")
        else:
            title = self.tr("Reject: {reason}").format(reason=words.word(reason)) if reason else self.tr("Reject")
            self._list(title, lambda step, shown: reject(step, shown, reason), is_open)

    def toggle_flag(self) -> None:
        """Flag the figure under decision, or remove its flag; with rows selected, list them for the same.

        Where all selected rows have the flag it is to be removed, else to be set.
        """
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
        """Return the figures of the selected rows where there are several and the table has the keyboard; else none."""
        targets = self._table.selected_targets() if self._table.table.hasFocus() else []
        found = (self._session.review.get(target) for target in targets)
        return [shown for shown in found if shown is not None]

    def _list(
        self, title: str, act: Callable[[Step, ReviewedFigure], Decision], is_open: Callable[[ReviewedFigure], bool]
    ) -> None:
        self._figure_list.show_action(ListedAction(title, act, self._figures(), is_open=is_open))
