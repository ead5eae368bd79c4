"""The legend: every colour and mark of the window as it is drawn, with what it means, in the present colours."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.model.figure import KINDS
from core.panel.shown import ShownCell

from ..library.report_list import draw_ring
from ..panel.table import CELL_ROLE, PanelDelegate
from ..style import fonts, theme, words
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel
from ..text.highlights import LINE_WIDTH, ZIGZAG_WIDTH, corner_of, zigzag_under

Paint = Callable[[QPainter, QRect], None]
# in pixels
SAMPLE, SIZE, SPACE = QSize(120, 30), QSize(620, 700), 16
FIGURE = "12.5%"


class Sample(QWidget):
    """A mark as it is drawn in the window, on the ground it has there."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(SAMPLE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.theme()["paper"])
        self._paint(painter, self.rect())
        painter.end()


class Legend(QDialog):
    """Groups of samples, each with its name and what it means; what a sample says by its colour the words say too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setWindowTitle(self.tr("Legend of colours and marks"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for title, rows in (
            (self.tr("Kinds"), self._kinds()),
            (self.tr("States"), self._states()),
            (self.tr("In the text"), self._marks()),
            (self.tr("In the table"), self._table()),
            (self.tr("In the list of reports"), self._reports()),
            (self.tr("In the panel"), self._panel()),
        ):
            self._add(title, rows)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.resize(room_on_screen(self, SIZE))

    def _add(self, title: str, rows: Iterator[tuple[Paint, str]]) -> None:
        head = PlainLabel(title)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        place = self._grid.rowCount()
        head.setContentsMargins(0, SPACE if place > 1 else 0, 0, 0)
        self._grid.addWidget(head, place, 0, 1, 2)
        for number, (paint, said) in enumerate(rows, place + 1):
            meaning = PlainLabel(said)
            meaning.setWordWrap(True)
            sample = Sample(paint)
            sample.setAccessibleName(said)
            self._grid.addWidget(sample, number, 0)
            self._grid.addWidget(meaning, number, 1)

    def _kinds(self) -> Iterator[tuple[Paint, str]]:
        said = {
            "level": self.tr("an amount: 638.5亿元, 25个"),
            "ratio": self.tr("a share or a rate: 67.8%"),
            "growth": self.tr("how much more or less than before, in percent: 增长5.4%"),
            "change": self.tr("how much more or less, in a unit: 提高1.2个百分点"),
            "rank": self.tr("a place: 居全市第一"),
            "multiple": self.tr("how many times: 是2020年的1.8倍"),
            "composition": self.tr("parts of a whole: 3:5:2"),
        }
        for kind in KINDS:
            yield _text(partial(theme.mark_format, kind, "confirmed")), f"{words.word(kind)} · {said[kind]}"

    def _states(self) -> Iterator[tuple[Paint, str]]:
        def row(state: str, said: str, *, is_corrected: bool = False) -> tuple[Paint, str]:
            shown = next(one for one in ("undecided", "confirmed", "rejected", "added") if one == state)
            name = words.word("corrected" if is_corrected else state)
            return _text(lambda: theme.mark_format("level", shown, is_corrected=is_corrected)), f"{name} · {said}"

        yield row("undecided", self.tr("a broken line below"))
        yield row("confirmed", self.tr("a solid line below"))
        yield row("confirmed", self.tr("a wavy line below: confirmed otherwise than it was read"), is_corrected=True)
        yield row("added", self.tr("a line below and one above: nobody had proposed it"))
        yield row("rejected", self.tr("struck through: no figure"))

    def _marks(self) -> Iterator[tuple[Paint, str]]:
        yield _text(theme.current_format), self.tr("The figure under decision")
        yield _text(theme.evidence_format), self.tr("Words that decided what the form shows: a dotted line below")
        yield _text(theme.hover_format), self.tr("The figure under the mouse, or selected in the table")
        yield _text(theme.unread_format), self.tr("An unrecognised number: a faint dotted line below")
        yield _text(theme.others_format), self.tr("A figure that only others have: a faint line of dashes and dots")
        yield _text(lambda: theme.hit_format(is_current=False)), self.tr("Found words")
        yield _text(lambda: theme.hit_format(is_current=True)), self.tr("The found words gone to: a line below")
        yield _text(theme.muted_format), self.tr("Grey: what the page had around the report; no key stops there")
        yield _text(_confirmed, _paint_corner), self.tr("A corner: the figure has a flag or a note")
        yield _text(_confirmed, _paint_zigzag), self.tr("A zigzag: the figure does not add up with others")
        yield _text(_confirmed, _paint_line), self.tr("A line further below: the figure lies over another one")

    def _table(self) -> Iterator[tuple[Paint, str]]:
        for state, sign in words.STATE_SIGNS.items():
            yield _sign(sign), words.word(state)

    def _reports(self) -> Iterator[tuple[Paint, str]]:
        def ring(share: float, *, is_done: bool = False, is_known: bool = True) -> Paint:
            def paint(painter: QPainter, box: QRect) -> None:
                place = QRect(0, 0, 16, 16)
                place.moveCenter(box.center())
                draw_ring(painter, place, self.palette(), share=share, is_done=is_done, is_known=is_known)

            return paint

        yield ring(0), self.tr("A ring: nothing is decided yet")
        yield ring(0.4), self.tr("A ring that fills: so much is decided")
        yield ring(1), self.tr("A full disc: nothing is left")
        yield ring(1, is_done=True), self.tr("A tick: the report is marked as done")
        yield ring(0, is_known=False), self.tr("A ring of dots: not counted yet")
        yield _icon, self.tr("A triangle: something about the report is strange; the tool tip says what")

    def _panel(self) -> Iterator[tuple[Paint, str]]:
        value = "638.5"
        yield _cell(ShownCell(value, "", 1, True)), self.tr("Confirmed")
        yield _cell(ShownCell(value, "", 1)), self.tr("Slanted and grey: a proposal that nobody has confirmed")
        yield (
            _cell(ShownCell("≥638.5", "", 1, True)),
            self.tr("A sign before it: the bound (≥ at least, ≤ at most, ≈ about)"),
        )
        yield _cell(ShownCell(value, "", 2, True)), self.tr("A number and a corner: so many different values are told")
        yield _cell(ShownCell(value, "", 2, True, True)), self.tr("A filled corner: a later report has another value")
        yield _cell(ShownCell("", "", empty="no_report")), self.tr("Hatched: there is no report of that year")
        yield _cell(ShownCell("", "", empty="unread")), self.tr("Dots: the report is not read to the end")
        yield _cell(ShownCell("", "", empty="not_said")), self.tr("A dash: no report says it")


def _confirmed() -> QTextCharFormat:
    return theme.mark_format("level", "confirmed")


def _text(look: Callable[[], QTextCharFormat], mark: Callable[[QPainter, QRectF], None] | None = None) -> Paint:
    """Return what paints a figure in a format, with a mark that no format has where there is one."""

    def paint(painter: QPainter, box: QRect) -> None:
        document = QTextDocument()
        document.setDefaultFont(fonts.reading_font(11))
        document.setDocumentMargin(0)
        cursor = QTextCursor(document)
        plain = theme.plain_format()
        plain.merge(look())
        cursor.insertText(FIGURE, plain)
        size = document.size()
        corner = QPointF((box.width() - size.width()) / 2, (box.height() - size.height()) / 2)
        painter.translate(corner)
        document.drawContents(painter)
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mark(painter, QRectF(QPointF(0, 0), size).adjusted(0, 2, 0, -4))

    return paint


def _paint_corner(painter: QPainter, letters: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.theme()["current_edge"])
    painter.drawPolygon(corner_of(letters))


def _paint_zigzag(painter: QPainter, letters: QRectF) -> None:
    painter.setPen(QPen(theme.theme()["warning"], ZIGZAG_WIDTH))
    painter.drawPolyline(zigzag_under(letters.adjusted(0, 0, 0, -2)))


def _paint_line(painter: QPainter, letters: QRectF) -> None:
    painter.setPen(QPen(theme.colours_of("growth").line, LINE_WIDTH))
    painter.drawLine(letters.bottomLeft() + QPointF(0, 4), letters.bottomRight() + QPointF(0, 4))


def _sign(sign: str) -> Paint:
    def paint(painter: QPainter, box: QRect) -> None:
        painter.setPen(theme.theme()["text"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    return paint


def _icon(painter: QPainter, box: QRect) -> None:
    place = QRect(0, 0, 16, 16)
    place.moveCenter(box.center())
    theme.warning_icon().paint(painter, place)


def _cell(cell: ShownCell) -> Paint:
    """Return what paints a cell of the panel as its table does."""

    def paint(painter: QPainter, box: QRect) -> None:
        model = QStandardItemModel(1, 1)
        item = QStandardItem(cell.text)
        item.setData(cell, CELL_ROLE)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        model.setItem(0, 0, item)
        option = QStyleOptionViewItem()
        option.rect = box.adjusted(10, 2, -10, -2)
        option.font = QFont(painter.font())
        option.state = QStyle.StateFlag.State_Enabled
        PanelDelegate(model).paint(painter, option, model.index(0, 0))
        painter.setPen(theme.theme()["hairline"])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect)

    return paint
