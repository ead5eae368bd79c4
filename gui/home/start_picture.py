"""The picture of the start page: a sentence of a report with its figures marked, and the rows that they become."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ..session.typed_figure import TYPED
from ..style import fonts, theme, words
from ..style.design import sizes

# the sentence in parts, each with the kind of the figure that it is, if it is one
SENTENCE = (("全年地区生产总值完成", ""), ("638.5亿元", "level"), ("，比上年增长", ""), ("5.4%", "growth"), ("。", ""))
# the attributes that are written in the form, of which these are the first; numbers end at the right
COLUMNS, NUMBERS = TYPED[:4], 1
ROWS = (("地区生产总值", "638.5", "亿元", "2025"), ("地区生产总值", "5.4", "%", "2025"))
# how wide each column of the rows is, of all of them
SHARES = (0.4, 0.24, 0.18, 0.18)
WIDTH, HEIGHT = 440, 138  # pixels


class StartPicture(QWidget):
    """Drawn in the colours and the font of the program, so that it is what the user will see."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(WIDTH, HEIGHT))
        self.setAccessibleName(self.tr("A sentence with two figures, and the two rows of a table that they become"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        sentence, rows = QRectF(room), QRectF(room)
        sentence.setHeight(42)
        rows.setTop(66)
        self._draw_sentence(painter, sentence)
        self._draw_arrow(painter, room.center().x(), sentence.bottom() + 5, rows.top() - 5)
        self._draw_rows(painter, rows)

    def _card(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(theme.theme()["hairline"], sizes().hairline))
        painter.setBrush(theme.theme()["paper"])
        painter.drawRoundedRect(place, sizes().radius, sizes().radius)

    def _draw_sentence(self, painter: QPainter, place: QRectF) -> None:
        self._card(painter, place)
        font = fonts.sized("body")
        font.setPointSizeF(font.pointSizeF() * 1.2)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left = place.center().x() - sum(metrics.horizontalAdvance(part) for part, _ in SENTENCE) / 2
        for part, kind in SENTENCE:
            width = metrics.horizontalAdvance(part)
            line = QRectF(left, place.center().y() - metrics.height() / 2, width, metrics.height())
            if kind:
                painter.fillRect(line, theme.colours_of(kind).fill)
                painter.setPen(QPen(theme.colours_of(kind).line, 2))
                painter.drawLine(line.bottomLeft(), line.bottomRight())
            painter.setPen(theme.theme()["text"])
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, part)
            left += width

    def _draw_arrow(self, painter: QPainter, x: float, top: float, bottom: float) -> None:
        painter.setPen(QPen(theme.theme()["muted"], 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.drawPolyline([QPointF(x - 4, bottom - 4), QPointF(x, bottom), QPointF(x + 4, bottom - 4)])

    def _draw_rows(self, painter: QPainter, place: QRectF) -> None:
        self._card(painter, place)
        height = place.height() / (1 + len(ROWS))
        heads = tuple(map(words.attribute, COLUMNS))
        for at, row in enumerate((heads, *ROWS)):
            painter.setFont(fonts.sized("body" if at else "small"))
            painter.setPen(theme.theme()["text" if at else "muted"])
            left, top = place.left(), place.top() + at * height
            for column, (share, said) in enumerate(zip(SHARES, row, strict=True)):
                cell = QRectF(left, top, share * place.width(), height).adjusted(12, 0, -12, 0)
                side = Qt.AlignmentFlag.AlignRight if column == NUMBERS else Qt.AlignmentFlag.AlignLeft
                painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, said)
                left += share * place.width()
            if at < len(ROWS):
                painter.setPen(QPen(theme.theme()["hairline"], sizes().hairline))
                painter.drawLine(QPointF(place.left(), top + height), QPointF(place.right(), top + height))
