"""The line above the text that names the section in sight, and the way from a heading to its first undecided figure."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style.fonts import line_height
from ..style.plain_text import PlainLabel, plain
from .report_view import ReportView


def section(session: Session, offset: int) -> Span:
    """Return the span of the section whose heading begins at an offset, with all sections inside it."""
    assert session.outline is not None
    assert session.report is not None
    headings = session.outline.headings
    at = next(at for at, heading in enumerate(headings) if heading.span.start == offset)
    behind = (other.span.start for other in headings[at + 1 :] if other.level <= headings[at].level)
    return Span(offset, next(behind, len(session.report.text)))


def go_section(session: Session, view: ReportView, offset: int) -> bool:
    """Show a heading, and make the first undecided figure of its section the one under decision.

    Return whether there is such a figure; where there is none, the figure under decision stays as it is. Where heading
    and figure do not both have room in the view, the figure is shown.
    """
    touching = session.review.touching(section(session, offset))
    undecided: list[ReviewedFigure] = [shown for shown in touching if shown.state == "undecided"]
    first = min(undecided, key=lambda shown: shown.figure.span, default=None)
    if first is not None and not session.lead_to(first.target):
        return True
    view.scroll_to(offset)
    if first is not None and not view.shows_current():
        view.bring_back()
    return first is not None


BETWEEN = "  ›  "
MARGIN = 3  # pixels


class HeadingLine(PlainLabel):
    """One line over the text: the section it is in, from the outermost heading to the innermost."""

    def __init__(self, session: Session, view: ReportView, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._session, self._view = session, view
        self.setObjectName("heading")
        self.setAccessibleName(self.tr("Section"))
        self.setContentsMargins(12, MARGIN, 12, MARGIN)
        # a long heading is cut short, it never widens the window
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # a text that is being laid out tells of many places before it rests at one
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        session.opened.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._show_soon)
        view.verticalScrollBar().rangeChanged.connect(self._show_soon)
        self._follow()

    def path(self) -> list[str]:
        """Return the headings that stand above the first line in sight, the title of the report left out."""
        outline = self._session.outline
        top = self._view.cursorForPosition(QPoint(0, 0)).position()
        offset = self._view.offsets.to_text(top)
        above: list[tuple[int, str]] = []
        for heading in outline.headings if outline is not None else ():
            if heading.span.start >= offset:
                break
            while above and above[-1][0] >= heading.level:
                above.pop()
            above.append((heading.level, heading.title))
        return [title for level, title in above if level > 0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_soon()

    def _follow(self) -> None:
        outline = self._session.outline
        has_headings = outline is not None and bool(outline.headings)
        if has_headings:
            # before a heading stands in it, so that the text does not move when one comes
            self.setMinimumHeight(line_height(self.fontMetrics()) + 2 * MARGIN)
        self.setVisible(has_headings)
        self._show_soon()

    def _show_soon(self) -> None:
        self._soon.start()

    def _show(self) -> None:
        whole = BETWEEN.join(self.path())
        text = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, max(0, self.width() - 24))
        if text != self.text():
            self.setText(text)
            self.setToolTip(plain(whole))
