"""The margin beside the text: which years each section is about, and whether they are past or planned."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QTextEdit, QWidget

from core.model.figure import Span
from core.model.section import Section

from ..session.session import Session
from ..style import theme, words
from ..style.plain_text import plain
from .document import line_boxes, visible_span
from .offsets import Offsets

GAP = 8  # pixels between a mark and the text
EDGE = 4  # pixels between a mark and the edge of the pane
# the longest line of a mark: what a margin must hold
WIDEST = "2021–2025"
# in a pane of fewer characters' width the marks are narrow
LEAST_CHARACTERS = 30
BETWEEN = " · "


class SectionMark(QAbstractButton):
    """One mark of the margin: the years, and below them, or behind them where there is room, done or planned."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self.years, self.status, self.is_disputed = "", "", False
        self.setObjectName("section_mark")
        # the keyboard has a command for it: no mark is one more stop on the way through the window
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lines(self) -> list[str]:
        """Return the lines as they are drawn: one where the mark is wide enough for it, else two, else three."""
        whole, width = f"{self.years}{BETWEEN}{self.status}", self.fontMetrics().horizontalAdvance
        if width(whole) <= self.width():
            return [whole]
        first, dash, last = self.years.partition("–")
        years = [self.years] if width(self.years) <= self.width() or not dash else [first, dash + last]
        return [*years, self.status]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.theme()
        font = self.font()
        # a sign that needs no colour: what an annotator said is underlined, and so is what the mouse is on
        font.setUnderline(self.section.is_corrected or self.underMouse())
        painter.setFont(font)
        is_said = self.section.is_corrected or self.underMouse()
        role = "warning" if self.is_disputed else "text" if is_said else "muted"
        painter.setPen(colours[role])
        height = self.fontMetrics().height()
        for number, line in enumerate(self.lines()):
            where = QRect(0, number * height, self.width(), height)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, line)
        painter.end()


class SectionMargin(QWidget):
    """The marks of the sections in sight, each at the first line of its heading or paragraph, left of the text.

    Only what is in sight has marks, so that no line is laid out for them that is not shown. `asked` carries the section
    whose mark was clicked.
    """

    asked = Signal(object)

    def __init__(self, session: Session, view: QTextEdit) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._offsets = Offsets("")
        self._marks: list[SectionMark] = []
        self._gives_way = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().rangeChanged.connect(self.place_soon)
        session.sections_known.connect(self.show_sections)
        session.opened.connect(self.show_sections)
        session.filed.connect(self.show_sections)
        self.show_sections()

    def least_width(self) -> int:
        """Return how many pixels left of the text the marks need, 0 while no report is open."""
        if self._session.report is None or self._gives_way:
            return 0
        # in a narrow pane the text needs the room: there the years stand on two lines
        character = QFontMetrics(self._view.document().defaultFont()).horizontalAdvance("国")
        is_narrow = self._view.width() < LEAST_CHARACTERS * character
        return self.narrowest() if is_narrow else self._width_for(WIDEST)

    def give_way(self, gives_way: bool) -> bool:
        """Show no marks where the text needs their room, or show them again; return whether that changes anything."""
        is_new, self._gives_way = gives_way != self._gives_way, gives_way
        self.setVisible(not gives_way)
        return is_new

    def narrowest(self) -> int:
        """Return how many pixels left of the text the marks need in a narrow pane."""
        return self._width_for(WIDEST[WIDEST.index("–") :])

    def _width_for(self, years: str) -> int:
        texts = [years, *map(status_words, ("actual", "target"))]
        return max(map(QFontMetrics(self.font()).horizontalAdvance, texts)) + GAP + EDGE

    def marks(self) -> Sequence[SectionMark]:
        """Return the marks that are in sight, from above to below."""
        return [mark for mark in self._marks if not mark.isHidden()]

    def use(self, offsets: Offsets) -> None:
        """Place marks by the offsets of another report's text."""
        self._offsets = offsets

    def show_sections(self) -> None:
        """Show what is known of the report's sections now."""
        for mark in self._marks:
            mark.deleteLater()
        self._marks = [self._mark(section) for section in self._session.sections]
        self.place()

    def place_soon(self) -> None:
        """Place the marks when what changes the layout now has ended."""
        self._soon.start()

    def fit(self) -> None:
        """Keep beside the text at once, where its width or height is another now; the marks are placed soon."""
        port = self._view.viewport().geometry()
        self.setGeometry(QRect(EDGE, port.top(), max(0, port.left() - EDGE - GAP), port.height()))
        for mark in self._marks:
            mark.resize(QSize(self.width(), mark.height()))
        self.place_soon()

    def place(self) -> None:
        """Place the marks of the sections in sight, and hide the others."""
        view = self._view
        port = view.viewport().geometry()
        self.setGeometry(QRect(EDGE, port.top(), max(0, port.left() - EDGE - GAP), port.height()))
        if not self._marks or self._session.report is None:
            return
        seen = visible_span(view, self._offsets)
        scrolled, below = view.verticalScrollBar().value(), 0
        tops = [(mark, self._top(mark.section.span, seen)) for mark in self._marks]
        # of those that begin above what is in sight the last one holds there
        above = [mark for mark, top in tops if top is not None and top < scrolled]
        for mark, top in tops:
            if top is None or mark in above[:-1]:
                mark.hide()
                continue
            # on how many lines it is drawn depends on its width
            mark.resize(QSize(self.width(), mark.height()))
            mark.resize(QSize(self.width(), len(mark.lines()) * mark.fontMetrics().height()))
            # a heading and the paragraph below it may both have one
            y = max(round(top) - scrolled, below)
            mark.move(QPoint(0, y))
            below = y + mark.height() + 1
            mark.show()

    def _top(self, span: Span, seen: Span) -> float | None:
        """Return where in the document a mark begins, so that it stands on the line of its words; None out of sight."""
        if span.start >= seen.end or span.end <= seen.start:
            return None
        first = Span(span.start, span.start + 1)
        for _, base in line_boxes(self._view, self._offsets, first):
            return base - QFontMetrics(self.font()).ascent()
        return None

    def _mark(self, section: Section) -> SectionMark:
        mark = SectionMark(section, self)
        others = self._session.others_say(section.span)
        mark.is_disputed = any(one.is_differing for one in others)
        mark.years = ("≠ " if mark.is_disputed else "") + years_words(section)
        mark.status = status_words(section.status)
        said = f"{years_words(section)}{BETWEEN}{mark.status}"
        lines = [section_words(self._session, section), said]
        if section.is_corrected:
            lines.append(self.tr("corrected by you"))
        lines += saying_words(self._session, section)
        mark.setAccessibleName(self.tr("Section {words}: {said}").format(words=lines[0], said="; ".join(lines[1:])))
        hint = self.tr("Click to correct it")
        mark.setAccessibleDescription(hint)
        mark.setToolTip(plain("\n".join([*lines, hint])))
        mark.clicked.connect(lambda: self.asked.emit(section))
        mark.hide()
        return mark

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.place_soon()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # the text scrolls wherever in its pane the mouse is
        QCoreApplication.sendEvent(self._view.verticalScrollBar(), event)


def years_words(section: Section) -> str:
    """Return a section's years as they are shown: 2025, 2021–2025; ? where nothing tells them."""
    return section.period.replace("/", "–") or "?"


def status_words(status: str) -> str:
    """Return in words whether a section is past or planned."""
    done, planned = words.QT_TRANSLATE_NOOP("sections", "done"), words.QT_TRANSLATE_NOOP("sections", "planned")
    return QCoreApplication.translate("sections", planned if status == "target" else done)


def saying_words(session: Session, section: Section) -> list[str]:
    """Return in words what other annotators say of a section, a line each: a name, the years, past or planned."""
    return [
        f"{session.name_of(one.annotator)}: "
        + BETWEEN.join(said for said in (one.period.replace("/", "–"), one.status and status_words(one.status)) if said)
        for one in session.others_say(section.span)
    ]


def section_words(session: Session, section: Section) -> str:
    """Return the first words of the heading or paragraph that sets a section's time."""
    report = session.report
    return f"“{words.surface(report.text, section.span)}”" if report is not None else ""
