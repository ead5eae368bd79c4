"""The mouse over the text: a click goes to a figure; hovering highlights it and shows in a tool tip how it is read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..session.span_reading import evidence_of
from ..session.verdicts import Verdicts
from ..style import words
from ..style.plain_text import plain
from .edge_handles import EdgeHandles
from .selection_bar import SelectionBar

if TYPE_CHECKING:
    from .report_view import ReportView


class MouseOnText(QObject):
    """Watches the mouse events of a report view's viewport; the view still handles all but those for tool tips."""

    def __init__(self, session: Session, verdicts: Verdicts, view: "ReportView") -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self.handles = EdgeHandles(session, verdicts, view)
        self.bar: SelectionBar | None = None
        """The bar at selected words; the window gives it when there are commands."""
        self._pressed_at = QPoint()
        self._shown: ReviewedFigure | None = None
        self._watches = False
        session.opened.connect(self._watch)
        session.opened.connect(self._leave)
        session.decided.connect(self._leave)
        session.evidence_known.connect(self._highlight)

    def _watch(self) -> None:
        # not before the first paint: asked for a viewport PySide makes 50 enumerations, 12 ms
        if not self._watches:
            self._watches = True
            self._view.viewport().setMouseTracking(True)
            self._view.viewport().installEventFilter(self)

    def go_to_figure_at(self, point: QPoint) -> bool:
        """Make the innermost figure at a point of the viewport the one under decision; tell whether one is there."""
        shown = self._at(point)
        if shown is not None:
            self._view.lead_to_clicked(shown.target)
        return shown is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QHelpEvent) and kind == QEvent.Type.ToolTip:
            self._show_tool_tip(event)
            return True
        if kind in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._hover(None)
            self.handles.leave()
        elif isinstance(event, QMouseEvent):
            if self.handles.take(event):
                self._hover(None)
                return True
            point = event.position().toPoint()
            if kind == QEvent.Type.MouseButtonPress:
                self._pressed_at = point
                if self.bar is not None:
                    self.bar.hide()
            elif kind == QEvent.Type.MouseMove:
                self._hover(None if event.buttons() else self._at(point))
            elif kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                self._release(point)
        return False

    def _release(self, point: QPoint) -> None:
        if (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            self.go_to_figure_at(point)
        if self.bar is not None:
            # when the view has the selection as it is at last
            QTimer.singleShot(0, self.bar, self.bar.offer)

    def _leave(self) -> None:
        self._hover(None)

    def _hover(self, shown: ReviewedFigure | None) -> None:
        if shown is not self._shown:
            self._shown = shown
            self._highlight()

    def _highlight(self) -> None:
        """Highlight the figure under the mouse with the words that name it, as far as they are known."""
        shown = self._shown
        named = evidence_of(self._session.reading, shown, "indicator") if shown is not None else ()
        self._view.highlights.show_hovered([*named, shown.figure.span] if shown is not None else [])

    def _show_tool_tip(self, event: QHelpEvent) -> None:
        shown = self._at(event.pos())
        if shown is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), plain(tool_tip(shown)), self._view)

    def offset_at(self, point: QPoint) -> int | None:
        """Return the offset of the character under a point of the viewport; None where there is none."""
        scrolled = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        place = self._view.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)
        return self._view.offsets.to_text(place) if place >= 0 else None

    def _at(self, point: QPoint) -> ReviewedFigure | None:
        """Return the innermost figure whose characters are under a point of the viewport."""
        offset = self.offset_at(point)
        if offset is None:
            return None
        here = self._session.review.touching(Span(offset, offset + 1))
        return min(here, key=lambda one: one.figure.end - one.figure.start, default=None)


def tool_tip(shown: ReviewedFigure) -> str:
    """Return the lines of a figure's tool tip.

    State, kind and period, indicator, value, the other attributes, its note.
    """
    figure = shown.figure
    lines = [
        words.state_text(shown),
        " · ".join(part for part in (words.word(figure.kind), words.word(figure.status), figure.period) if part),
        figure.indicator,
        f"{words.BOUND_SIGNS[figure.bound]} {words.full_text(figure)}" if figure.value != () else "",
        words.later_text(figure),
        shown.remark.note,
    ]
    return "\n".join(line for line in lines if line)
