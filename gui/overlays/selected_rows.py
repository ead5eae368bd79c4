"""The rows selected in the table: highlighted in the text, and decided together by the keys that decide one figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from core.model.attributes import BY_NAME, AttributeName
from core.model.decision import Decision, Reason, Step
from core.model.errors import UserError
from core.model.figure import Bound, Figure, Span, is_label
from core.review.review import ReviewedFigure, confirm, reject

from ..session.session import Session
from ..session.typed_figure import with_text
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
            self._list(title, lambda step, shown: reject(step, shown, reason), self.tr("Reject"), is_open)

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
        self._list(title, flag, title, lambda shown: shown.remark.flagged is not flagged)

    def set_kind(self, kind: str) -> None:
        """Give the figure under decision another kind or label, or list the selected rows for the same."""
        if not self._set("kind", kind):
            self._verdicts.set_kind(kind)

    def set_bound(self, bound: Bound) -> None:
        """Give the figure under decision another bound, or list the selected rows for the same."""
        if not self._set("bound", bound):
            self._verdicts.set_bound(bound)

    def toggle_status(self) -> None:
        """Give the figure under decision the other status.

        Of the selected rows all become targets where all are actual, else all become actual.
        """
        figures = self._figures()
        other = "target" if all(shown.figure.status == "actual" for shown in figures) else "actual"
        if not self._set("status", other):
            self._verdicts.toggle_status()

    def set_for_all(self, name: AttributeName, value: str, targets: Sequence[Span]) -> None:
        """List figures for all of which one attribute is to say the same, as it is typed in a cell or chosen there.

        Figures that cannot say it and rejected ones are left out. Raises UserError where the others say it already, or
        none can say it.
        """
        one, found = BY_NAME[name], (self._session.review.get(target) for target in targets)

        def changed(shown: ReviewedFigure) -> Figure | None:
            if one.is_typed:
                figure, trouble = with_text(shown.figure, name, value)
                return figure if trouble is None else None
            # a label without a number has no bound, and becomes no kind that needs one
            if shown.figure.value == () and (name != "kind" or not is_label(value)) and name != "status":
                return None
            said: dict[str, Any] = {name: value}
            return replace(shown.figure, **said)

        def is_open(shown: ReviewedFigure) -> bool:
            return shown.state != "rejected" and changed(shown) not in (None, shown.figure)

        def decide(step: Step, shown: ReviewedFigure) -> Decision:
            return confirm(step, shown, changed(shown) or shown.figure)

        figures = [shown for shown in found if shown is not None]
        if not any(map(is_open, figures)):
            raise UserError("The selected rows say that already, or cannot say it.")
        said = value if one.is_typed else words.word(value)
        title = self.tr("{attribute}: {value}").format(attribute=words.attribute(one), value=said)
        self._figure_list.show_action(ListedAction(title, decide, self.tr("Change"), figures, is_open=is_open))

    def _set(self, name: AttributeName, value: str) -> bool:
        """List the selected rows for an attribute; return whether several are selected."""
        figures = self._figures()
        if figures:
            self.set_for_all(name, value, [shown.target for shown in figures])
        return bool(figures)

    def _figures(self) -> list[ReviewedFigure]:
        """Return the figures of the selected rows where there are several and the table has the keyboard; else none."""
        targets = self._table.selected_targets() if self._table.table.hasFocus() else []
        found = (self._session.review.get(target) for target in targets)
        return [shown for shown in found if shown is not None]

    def _list(
        self,
        title: str,
        act: Callable[[Step, ReviewedFigure], Decision],
        verb: str,
        is_open: Callable[[ReviewedFigure], bool],
    ) -> None:
        self._figure_list.show_action(ListedAction(title, act, verb, self._figures(), is_open=is_open))
