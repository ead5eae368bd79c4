"""The view of the report's text, with its figures highlighted and the one under decision kept in sight."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QInputMethodEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.model.figure import Span

from ..preferences.settings import Settings
from ..session.detection import whole_numerals
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import fonts, theme
from ..style.focus import WIDTH
from .context_menus import Clicked, ContextMenus
from .document import SIDE, cursor_on, format_document, make_document, width_of
from .edge_handles import EdgeHandles
from .highlights import FigureMarks, Highlights
from .mouse import MouseOnText
from .offsets import Offsets
from .scrolling import Scrolling
from .section_marks import SectionMargin
from .selection_bar import SelectionBar
from .table_rows import TableRows

MEASURE = 45  # the longest line in characters
ZOOM_STEPS = range(-5, 16)
SMALLEST = 6  # in points
RESTING = 0.35  # the share of the pane's height at which a heading is placed


class ReportView(QTextEdit):
    """Shows a session's report, read-only; only positions are ever read back from it, never text."""

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        settings: Settings,
        menus: ContextMenus,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._verdicts, self._settings, self._menus = session, verdicts, settings, menus
        menus.selects_words, menus.is_seen = lambda: self.selected() is not None, self.isVisible
        self.offsets = Offsets("")
        self._digest: str | None = None
        self._document: QTextDocument | None = None
        self._tables: TableRows | None = None
        self._formatted_for = theme.theme()
        self._figure_marks = FigureMarks(session, self)
        self._caret_at: Span | None = None
        self._hit: Span | None = None
        self._stays = False
        self.highlights, self._mouse = Highlights(session, self), MouseOnText(session, verdicts, self)
        self._zoom = round(settings.number("zoom", 0))
        self._scrolling = Scrolling(self, settings)
        self.sections = SectionMargin(session, self)
        self.setObjectName("text")
        self.setAccessibleName(self.tr("Report text"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        # a caret, so that text can be selected with Shift and the arrows, without a mouse
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPalette(theme.page_palette())
        # a resize lays out the whole document: done once when the pane has its final size, not at each pixel of a drag
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._set_measure)
        self._settle.timeout.connect(self.come_back)
        session.opened.connect(self._lay_out)
        # most decisions go on to another figure, which updates the highlights anyway
        session.decided.connect(self._follow_span)
        session.decided.connect(self.highlights.update_soon)
        session.moved.connect(self._show_current)
        session.evidence_known.connect(self.highlights.update_soon)
        session.asked_known.connect(self.viewport().update)
        settings.changed.connect(self._follow_settings)

    # Verbs

    def selected(self) -> Span | None:
        """Return the span of the selected text."""
        cursor = self.textCursor()
        return (
            self.offsets.span_to_text(cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else None
        )

    def add_selection(self) -> None:
        """Make a figure of the selected text; raise UserError where it has no numeral."""
        self._verdicts.add(self.selected())
        self.release_selection()

    def add_selection_overlapping(self) -> None:
        """Make a figure of the selected text over existing ones; raise UserError where it has no numeral."""
        self._verdicts.add_overlapping(self.selected())
        self.release_selection()

    def zoom(self, by: int) -> None:
        """Make the text larger or smaller by some steps, or of normal size for 0."""
        self._zoom = max(ZOOM_STEPS[0], min(ZOOM_STEPS[-1], self._zoom + by)) if by else 0
        self._settings.keep("zoom", self._zoom)
        self._format()

    def show_margin(self, has_room: bool) -> None:
        """Show the times of sections beside the text, or give their room to the text."""
        if self.sections.give_way(not has_room):
            self._set_measure()

    def goal(self) -> int:
        """Return the value of the scroll bar at which the view will rest."""
        return self._scrolling.goal()

    def scroll_to(self, offset: int) -> None:
        """Scroll an offset of the report to the upper part of the pane."""
        if self._settle.isActive():
            # scrolling that a resize has put off would bring the figure under decision back
            self._settle.stop()
            self._set_measure()
        top = self.cursorRect(self.cursor_on(Span(offset, offset))).top()
        self._scrolling.bring_to(top, round(RESTING * self.viewport().height()))

    def come_back(self) -> None:
        """Scroll to what was shown last: the current hit, else the figure under decision."""
        if self._hit is not None:
            self._keep_in_sight(self._hit, self.verticalScrollBar().value())
        else:
            self._show_current()

    def shows_current(self) -> bool:
        """Tell whether the figure under decision is visible, or will be when scrolling has ended."""
        shown = self._session.current
        if shown is None:
            return False
        line = self._line_at(shown.figure.start)
        middle = line.center().y() + self.verticalScrollBar().value() - self.goal()
        return 0 <= middle < self.viewport().height()

    def bring_back(self) -> None:
        """Scroll to the figure under decision, wherever the view is."""
        self._show_current()

    def lead_to_clicked(self, target: Span) -> None:
        """Make a figure that was clicked the one under decision; the text does not move under the pointer."""
        bar = self.verticalScrollBar()
        self._scrolling.stay()
        place, self._stays = bar.value(), True
        try:
            self._session.lead_to(target)
        finally:
            self._stays = False
        # Qt brings the caret into sight where its line is cut off
        bar.setValue(place)

    def box_of_current(self) -> QRect | None:
        """Return where in the viewport the first line of the figure under decision will be; None where out of sight."""
        if not self.shows_current() or self._session.current is None:
            return None
        line = self._line_at(self._session.current.figure.start)
        line.moveTop(line.top() + self.verticalScrollBar().value() - self.goal())
        return QRect(0, line.top(), self.viewport().width(), line.height())

    def show_hits(self, hits: Sequence[Span], at: int | None) -> None:
        """Highlight words that were found, and keep the one at a position, unless None, in sight."""
        self.highlights.show_hits(hits, at)
        self._hit = None if at is None else hits[at]
        if self._hit is not None:
            self.come_back()

    def _follow_settings(self, name: str) -> None:
        if name in ("font", "size", "line_height"):
            self._format()

    def _font_and_height(self) -> tuple[QFont, int]:
        """Return the font of the text and the height of its lines in per cent."""
        size = int(self._settings.preference("size")) + self._zoom
        font = fonts.reading_font(max(size, SMALLEST), self._settings.preference("font"))
        return font, int(self._settings.preference("line_height"))

    # Layout

    def _lay_out(self) -> None:
        report = self._session.report
        digest = report.digest if report else None
        if digest == self._digest:
            return
        self._digest, self._hit = digest, None
        self.offsets = Offsets(report.text if report else "")
        self.sections.use(self.offsets)
        self.highlights.clear()
        before = self._document
        self._document = make_document(self.offsets, self._session.outline, *self._font_and_height(), self)
        self._set_tables(self._document)
        self.setDocument(self._document)
        if before is not None:
            before.deleteLater()
        self._formatted_for = theme.theme()
        self._set_measure()
        self.verticalScrollBar().setValue(0)
        self._show_current()

    def _format(self) -> None:
        """Set font, line heights and colours again, after zooming or a change of the theme."""
        self._formatted_for = theme.theme()
        self.setPalette(theme.page_palette())
        format_document(self.document(), self.offsets, self._session.outline, *self._font_and_height())
        self._set_tables(self.document())
        self._set_measure()
        self._show_current()

    def _set_measure(self) -> None:
        """Keep lines at most MEASURE characters wide, with the column in the middle of the pane."""
        side = max(SIDE, SIDE + (self.width() - width_of(self, MEASURE + 1)) // 2)
        left = max(side, self.sections.least_width())
        if (self.viewportMargins().left(), self.viewportMargins().right()) != (left, side):
            # space above and below for the ring around the widget that has the keyboard
            self.setViewportMargins(left, WIDTH, side, WIDTH)
        if self._tables is not None:
            self._tables.fit(self._line_width())
        self.sections.fit()

    def _set_tables(self, document: QTextDocument) -> None:
        """Set the rows of the report's tables in columns."""
        self._tables = TableRows(document, self.offsets, self._session.outline, self._font_and_height()[0])
        self._tables.fit(self._line_width())

    def _line_width(self) -> float:
        """Return how many pixels wide a line of the text may be."""
        return self.viewport().width() - 2 * self.document().documentMargin()

    # What is under decision

    def _show_current(self) -> None:
        """Highlight the figure under decision and the words that decided it, and scroll to it."""
        shown = self._session.current
        if shown is not None and shown.target != self._caret_at and not self._stays:
            self._scrolling.arrive()
        start = self.verticalScrollBar().value()
        if shown is not None and shown.target != self._caret_at:
            cursor = self.cursor_on(shown.figure.span)
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        self._caret_at = shown.target if shown is not None else None
        if shown is not None:
            self._keep_in_sight(shown.figure.span, start)
        self.highlights.update()

    def _follow_span(self) -> None:
        """Scroll to the figure under decision when its edges were moved out of sight.

        `session.moved` reports another figure. What is seen stays where it is: the pointer may be on it.
        """
        shown = self._session.current
        if shown is None or shown.target != self._caret_at:
            return
        seen = self.viewport().rect()
        if not all(seen.contains(self._line_at(offset)) for offset in (shown.figure.start, shown.figure.end)):
            self._keep_in_sight(shown.figure.span, self.verticalScrollBar().value())

    def cursor_on(self, span: Span) -> QTextCursor:
        """Return a cursor that has a span selected."""
        return cursor_on(self.document(), self.offsets, span)

    def _keep_in_sight(self, span: Span, start: int) -> None:
        if self._stays:
            return
        line, outline = self._line_at(span.start), self._session.outline
        sentence = outline.sentence_at(span.start) if outline is not None else span
        whole = self._line_at(sentence.start).united(self._line_at(max(sentence.end - 1, 0)))
        self._scrolling.keep_in_middle(line, whole, start)

    def _line_at(self, offset: int) -> QRect:
        return self.cursorRect(self.cursor_on(Span(offset, offset)))

    def release_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    # The mouse and the palette

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Offer at words selected with the mouse what can be made of them."""
        self._mouse.bar = SelectionBar(self._session, actions, self)

    @property
    def handles(self) -> EdgeHandles:
        """The handles at the ends of the figure under decision."""
        return self._mouse.handles

    @property
    def bar(self) -> SelectionBar | None:
        """The bar at words selected with the mouse."""
        return self._mouse.bar

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menus.ask(self._clicked(event.pos()), event.globalPos(), self)

    def _clicked(self, point: QPoint) -> Clicked:
        """Return what was clicked; a numeral that is no figure is selected, so that what is said is said of it."""
        if self.textCursor().hasSelection():
            return "words"
        if self._mouse.go_to_figure_at(point):
            return "figure"
        offset = self._mouse.offset_at(point)
        report = self._session.report
        if offset is None or report is None:
            return "text"
        numeral = whole_numerals(report.text, Span(offset, offset + 1))
        if not any(character.isdigit() for character in report.text[slice(*numeral)]):
            return "text"
        self.setTextCursor(self.cursor_on(numeral))
        return "numeral"

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self.highlights.follow_view()
        super().paintEvent(event)
        self._figure_marks.paint(self.offsets, seen)
        self._mouse.handles.paint()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt's text panes accept text from an input method even where they are read-only
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before, now, shown = event.oldSize(), event.size(), self._session.current
        looked_at = self._hit or (shown.figure.span if shown is not None else None)
        is_covered = False
        if now.width() == before.width() and now.height() < before.height() and looked_at is not None:
            # a pane that opens must not hide the figure under decision; while scrolling it comes into sight by itself
            line = self._line_at(looked_at.start)
            was_seen = 0 <= line.top() < before.height() and not self._scrolling.is_moving()
            is_covered = was_seen and line.bottom() >= now.height()
        if now.width() != before.width() or is_covered:
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and theme.theme() is not self._formatted_for:
            self._format()
