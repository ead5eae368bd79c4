"""The unread numerals: those that are no figure and were not decided on, underlined in the text and counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from core.model.decision import Decision
from core.model.errors import UserError
from core.model.figure import Proposal, Span
from core.review.review import ReviewedFigure

from ..background.workspace import Workspace
from ..session import walk
from ..session.draft import Draft
from ..session.session import Session
from ..style import theme
from ..style.plain_text import PlainLabel
from .highlights import Highlight
from .report_view import ReportView


class UnreadNumerals(QObject):
    """The open report's numerals that no figure covers, nobody decided on, and no rule says are none (FIGURES.md §2).

    They are in text order. A figure that comes to cover one takes it off the list; when the figure goes, it is back.
    """

    changed = Signal()

    def __init__(self, session: Session, workspace: Workspace, view: ReportView, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._digest = ""
        self._spans: list[Span] = []
        self._covers: Counter[Span] = Counter()
        self._covered_by: dict[Span, list[Span]] = {}
        view.highlights.add_source(self._highlights)
        self.label = PlainLabel()
        session.opened.connect(self._follow)
        session.decided.connect(self._update)
        workspace.left.connect(self._take)
        self.changed.connect(view.highlights.update_soon)
        self.changed.connect(self._show_count)

    def remaining(self) -> list[Span]:
        """Return the numerals nobody has read, in text order."""
        return [span for span in self._spans if not self._covers[span]]

    def go_leftover(self, by: int) -> None:
        """Make the next unread numeral after the caret the one under decision, or the previous one for a negative `by`.

        After the last one the first follows. Confirmed it becomes a figure added, rejected it is no figure. Raises
        UserError where no numeral is unread.
        """
        spans = self.remaining()
        if not spans and self.label.text():
            raise UserError("This report has no unrecognised numbers.")
        if spans:
            caret = self._view.textCursor()
            chosen = self._view.offsets.span_to_text(caret.selectionStart(), caret.selectionEnd())
            behind = sum(span.start < chosen.start + (by > 0 and chosen in spans) for span in spans)
            self._select(spans[(behind if by > 0 else behind - 1) % len(spans)])

    def _select(self, span: Span) -> None:
        assert self._session.reading is not None
        read = self._session.reading.read(span)
        if read is not None:
            shown = ReviewedFigure(span, read.figure, None, None)
            # the detector passed it over
            self._session.go_to(span, Draft(shown, partial(_sealed, replace(read, confidence=0.0))))
        self._view.setTextCursor(self._view.cursor_on(span))
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self) -> None:
        report = self._session.report
        if report is None or report.digest != self._digest:
            self._digest = report.digest if report is not None else ""
            self._spans, self._covered_by = [], {}
            self._covers.clear()
            self.label.clear()

    def _take(self, digest: str, spans: Sequence[Span]) -> None:
        if digest == self._digest:
            self._spans = list(spans)
            near = (shown.target for span in spans for shown in self._session.review.touching(span))
            self._cover(list(dict.fromkeys(near)))
            self.changed.emit()

    def _update(self, targets: list[Span]) -> None:
        if self._spans and self._cover(targets):
            self.changed.emit()

    def _cover(self, targets: list[Span]) -> bool:
        """Count again which numerals the figures of these targets cover; return whether that changed.

        A label without a number covers none: it does not read the numerals under it.
        """
        is_changed = False
        for target in targets:
            before = self._covered_by.pop(target, [])
            shown = self._session.review.get(target)
            is_read = shown is not None and shown.figure.value != ()
            now = walk.spans_touching(self._spans, shown.figure.span) if shown is not None and is_read else []
            if now:
                self._covered_by[target] = now
            if now != before:
                is_changed = True
                self._covers.subtract(before)
                self._covers.update(now)
        return is_changed

    def _highlights(self, seen: Span) -> list[Highlight]:
        near = walk.spans_touching(self._spans, seen)
        return [(span, theme.unread_format()) for span in near if not self._covers[span]]

    def _show_count(self) -> None:
        count = len(self.remaining())
        self.label.setText(
            self.tr("unrecognised numbers: {count}").format(count=count)
            if count
            else self.tr("no unrecognised numbers")
        )
        self.label.setToolTip(
            self.tr(
                "Numbers in the text that were neither proposed as figures, nor decided on, nor recognised as "
                "something else, such as a date"
            )
        )


def _sealed(read: Proposal, rows: Sequence[Decision]) -> list[Decision]:
    """Write what is decided on a numeral that nobody proposed: confirmed it is added, rejected it is shown as read.

    Raises UserError for a remark: there is no figure yet that would bear it.
    """
    sealed = list(rows)
    for place, row in enumerate(rows):
        if row.target != read.figure.span:
            continue
        if row.remark is not None:
            raise UserError("There is no figure here yet. Confirm or reject the number first.")
        if row.verdict == "confirm":
            sealed[place] = replace(row, verdict="add")
        elif row.verdict == "reject":
            sealed[place] = replace(row, proposed=read)
    return sealed
