"""Paints the drawing of a plot by QPainter, in the window's colours or for paper, and makes PNG and SVG of it."""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from core.model.errors import ExchangeError

from ..style import theme
from .plot_drawing import Drawing, Letters, Mark, Path, Words
from .plot_shapes import outline
from .plot_svg import svg

PICTURE_SCALE = 2
"""A PNG has so many pixels for each of the drawing's."""


def letters_of(font: QFont) -> Letters:
    """Return how wide and high words in a font are."""
    metrics, strong = QFontMetricsF(font), QFontMetricsF(_strong(font))
    # a name may be written strong, and must not move then
    return Letters(
        lambda text: max(metrics.horizontalAdvance(text), strong.horizontalAdvance(text)),
        QFontInfo(font).pixelSize() * 1.3,
        metrics.capHeight() or metrics.ascent() * 0.7,
    )


def paint(drawing: Drawing, painter: QPainter, colours: theme.Colours, font: QFont) -> None:
    """Paint a drawing, from its back to its front."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), colours["paper"])
    strong, metrics, strong_metrics = _strong(font), QFontMetricsF(font), QFontMetricsF(_strong(font))
    for one in drawing.shapes:
        colour = colours[one.colour]
        match one:
            case Path():
                pen = QPen(colour, one.width)
                if one.is_dashed:
                    pen.setDashPattern([4, 3])
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF([QPointF(*place) for place in one.places]))
            case Mark():
                painter.setPen(QPen(colour, 1.5))
                painter.setBrush(colour if one.is_filled else colours["paper"])
                if one.shape == "circle":
                    painter.drawEllipse(QPointF(one.x, one.y), one.radius, one.radius)
                else:
                    painter.drawPolygon(QPolygonF([QPointF(*place) for place in outline(one)]))
            case Words():
                painter.setPen(colour)
                painter.setFont(strong if one.is_strong else font)
                width = (strong_metrics if one.is_strong else metrics).horizontalAdvance(one.text)
                shift = {"start": 0.0, "middle": width / 2, "end": width}[one.anchor]
                painter.drawText(QPointF(one.x - shift, one.y), one.text)


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


@dataclass(frozen=True, slots=True)
class PlotPicture:
    """A plot that leaves the program: its drawing, its letters, its colours on paper, and its title."""

    drawing: Drawing
    font: QFont
    colours: theme.Colours
    title: str

    def png(self) -> bytes:
        """Return it as PNG, with two pixels for each of the drawing's; a thread may call this."""
        drawing = self.drawing
        image = QImage(QSize(round(drawing.width), round(drawing.height)) * PICTURE_SCALE, QImage.Format.Format_RGB32)
        if image.isNull():
            raise ExchangeError("The plot is too large for a picture. Save it as SVG.")
        image.setDevicePixelRatio(PICTURE_SCALE)
        painter = QPainter(image)
        paint(drawing, painter, self.colours, self.font)
        painter.end()
        image.setText("Title", self.title)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # of quality 100 it would not be packed at all
        image.save(buffer, "PNG", 50)  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """Return it as SVG."""
        info = QFontInfo(self.font)
        colours = {use: colour.name() for use, colour in self.colours.items()}
        families = dict.fromkeys((info.family(), *self.font.families()))
        return svg(self.drawing, colours, [*families], info.pixelSize(), self.title).encode()
