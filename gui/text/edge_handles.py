"""The handles at the ends of the figure under decision: dragged to a character they move that end there."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from core.model.errors import UserError
from core.model.figure import Span

from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import theme, words
from ..style.plain_text import plain
from .document import letter_boxes

if TYPE_CHECKING:
    from .report_view import ReportView

End = Literal["start", "end"]

# in pixels: how far beside an end of the figure it is taken hold of, how near to the figure the pointer shows its
# handles, how wide a handle is and how large its knob
HOLD, NEAR, WIDTH, KNOB = 5.0, 10.0, 2.0, 3.5


class EdgeHandles(QObject):
    """Shows the handles while the pointer is near the figure, and drags them; what is dragged is one step when let go.

    While one is dragged the text shows the span that it would be, and a tool tip how that is read, as soon as it is
    known.
    """

    def __init__(self, session: Session, verdicts: Verdicts, view: "ReportView") -> None:
        super().__init__(view)
        self._session, self._verdicts, self._view = session, verdicts, view
        self._end: End | None = None
        self._span: Span | None = None
        self._at = QPoint()
        self._is_near = False
        session.evidence_known.connect(self._tell)
        session.moved.connect(self._let_go)
        session.opened.connect(self._let_go)

    @property
    def is_dragged(self) -> bool:
        """Whether a handle is being dragged."""
        return self._end is not None

    def take(self, event: QMouseEvent) -> bool:
        """Take an event of the mouse over the text that is about a handle; tell whether it was."""
        kind, point = event.type(), event.position()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._end = self.end_at(point)
            shown = self._session.current
            self._span = shown.figure.span if self._end is not None and shown is not None else None
            return self._end is not None
        if kind == QEvent.Type.MouseMove and self._end is not None:
            self._at = event.globalPosition().toPoint()
            self._drag(point.toPoint())
            return True
        if kind == QEvent.Type.MouseMove:
            self._hover(point, is_free=not event.buttons())
        elif kind == QEvent.Type.MouseButtonRelease and self._end is not None:
            self._drop()
            return True
        return False

    def leave(self) -> None:
        """Hide the handles, since the pointer is elsewhere."""
        if self._is_near and self._end is None:
            self._is_near = False
            self._view.viewport().unsetCursor()
            self._view.viewport().update()

    def end_at(self, point: QPointF) -> End | None:
        """Return the end whose handle is under a point of the viewport, while the handles are shown."""
        if not self._is_near:
            return None
        for end, box in self.places().items():
            if box.adjusted(-HOLD, -KNOB, HOLD, KNOB).contains(point):
                return end
        return None

    def places(self) -> dict[End, QRectF]:
        """Return the line of each end in the viewport, without width; none where no figure is under decision."""
        shown = self._session.current
        boxes = [*letter_boxes(self._view, self._view.offsets, shown.figure.span)] if shown is not None else []
        if not boxes:
            return {}
        first, last = boxes[0], boxes[-1]
        return {
            "end": QRectF(last.right(), last.top(), 0, last.height()),
            "start": QRectF(first.left(), first.top(), 0, first.height()),
        }

    def paint(self) -> None:
        """Paint the handles, if they are shown; call it in the view's paint event."""
        if not self._is_near or self._end is not None:
            return
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.theme()["accent_line"])
        for end, box in self.places().items():
            painter.drawRect(box.adjusted(-WIDTH / 2, 0, WIDTH / 2, 0))
            knob = QPointF(box.left(), box.top() if end == "start" else box.bottom())
            painter.drawEllipse(knob, KNOB, KNOB)
        painter.end()

    def _hover(self, point: QPointF, *, is_free: bool) -> None:
        shown = self._session.current
        boxes = letter_boxes(self._view, self._view.offsets, shown.figure.span) if shown is not None and is_free else ()
        is_near = any(box.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(point) for box in boxes)
        if is_near != self._is_near:
            self._is_near = is_near
            self._view.viewport().update()
        shape = Qt.CursorShape.SizeHorCursor if self.end_at(point) is not None else Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def _drag(self, point: QPoint) -> None:
        """Show the span that the figure would have with its end at the edge of a character nearest to a point."""
        shown = self._session.current
        if shown is None:
            return
        edge = self._view.offsets.to_text(self._view.cursorForPosition(point).position())
        start, end = shown.figure.span
        span = Span(min(edge, end - 1), end) if self._end == "start" else Span(start, max(edge, start + 1))
        if span != self._span:
            self._span = span
            self._view.highlights.show_dragged(span)
        self._tell()

    def _tell(self) -> None:
        """Tell in a tool tip how the span is read that is shown; only its words while that is not known."""
        reading, report = self._session.reading, self._session.report
        if self._end is None or self._span is None or reading is None or report is None:
            return
        read = reading.known(self._span)
        said = words.surface(report.text, self._span)
        if read is not None:
            said = f"{said}\n{words.reading(read.figure)}"
        QToolTip.showText(self._at, plain(said), self._view)

    def _drop(self) -> None:
        """Move the end to where the handle was let go, as one step."""
        end, span, shown = self._end, self._span, self._session.current
        self._let_go()
        if shown is None or span is None or span == shown.figure.span:
            return
        try:
            if end == "start":
                self._verdicts.move_start(span.start - shown.figure.start)
            else:
                self._verdicts.move_end(span.end - shown.figure.end)
        except UserError as error:
            self._session.refused.emit(error)

    def _let_go(self) -> None:
        if self._end is not None:
            self._end = self._span = None
            self._view.highlights.show_dragged(None)
            QToolTip.hideText()
