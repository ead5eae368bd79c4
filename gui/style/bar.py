"""The bar: a scroll bar drawn plain, because panes scroll at a key, and Fusion's shades take a millisecond."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

# how much a handle covers of the ground, in the colour of words: at rest, and where the mouse is on it
REST, HELD = 0.55, 0.75
# pixels beside a handle, and at its ends
SIDE, END = 4, 1
# half as wide as an arrow
ARROW = 3


class Bar(QScrollBar):
    """A scroll bar: a groove and a handle, and at each end an arrow to push."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # nothing shines through; the style takes it that something does, and has the panes behind painted as well
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        painter = QPainter(self)
        painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.Window))
        if self.maximum() > self.minimum():
            handle = self._handle()
            round_by = min(handle.width(), handle.height()) / 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(HELD if self.underMouse() or self.isSliderDown() else REST)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            for arrow in self._arrows():
                painter.drawPolyline(arrow)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.WindowText))
            painter.drawRoundedRect(handle, round_by, round_by)
        painter.end()

    def _arrows(self) -> list[list[QPointF]]:
        """Return the points of the arrow at each end."""
        middle = min(self.width(), self.height()) / 2
        end = max(self.width(), self.height()) - middle
        # along the bar and across it, the tip towards the end
        arrows = [
            [(at - forth, -ARROW), (at + forth, 0.0), (at - forth, ARROW)]
            for at, forth in ((middle, -ARROW / 2), (end, ARROW / 2))
        ]
        if self.orientation() is Qt.Orientation.Vertical:
            return [[QPointF(middle + across, along) for along, across in arrow] for arrow in arrows]
        return [[QPointF(along, middle + across) for along, across in arrow] for arrow in arrows]

    def _handle(self) -> QRectF:
        # not at the top: these have PySide make 60 enumerations, and the first paint shows no bar
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        bar, slider = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(bar, option, slider, self))
        across, along = (SIDE, END) if self.orientation() is Qt.Orientation.Vertical else (END, SIDE)
        return handle.adjusted(across, along, -across, -along)


def give_bars(area: QAbstractScrollArea) -> None:
    """Let an area be scrolled by plain bars."""
    area.setVerticalScrollBar(Bar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(Bar(Qt.Orientation.Horizontal, area))
