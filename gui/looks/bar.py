"""The bar: a scroll bar drawn plain, because panes scroll at a key, and Fusion's shades take a millisecond."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

# of the way from the ground to the words' colour: a handle at rest, and one the mouse is on
REST, HELD = 0.55, 0.75
# pixels beside a handle, and at its ends
SIDE, END = 4, 1


class Bar(QScrollBar):
    """A scroll bar: a groove and a handle."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # nothing shines through; the style takes it that something does, and has the panes behind painted as well
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, rest, held = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), ground)
        if self.maximum() > self.minimum():
            handle = self._handle()
            round_by = min(handle.width(), handle.height()) / 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(held if self.underMouse() or self.isSliderDown() else rest)
            painter.drawRoundedRect(handle, round_by, round_by)
        painter.end()

    def _handle(self) -> QRectF:
        # not at the top: these have PySide make 60 enumerations, and the first paint has no bar
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


def colours(palette: QPalette) -> tuple[QColor, QColor, QColor]:
    """Return the colours of a groove, of a handle at rest and of one the mouse is on or holds."""
    ground, ink = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return ground, _between(ground, ink, REST), _between(ground, ink, HELD)


def _between(one: QColor, other: QColor, share: float) -> QColor:
    """Return the colour that is a share of the way from one to another."""
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(low + share * (high - low)) for low, high in parts))
