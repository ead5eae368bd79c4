"""Draws a ring around the widget that has the keyboard, and switches input methods off where letters are commands."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from . import theme
from .design import sizes

WIDTH = 2  # pixels


class Ring(QWidget):
    """A frame over the edge of a widget, shown as long as the widget has the keyboard."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self._is_on_accent = bool(around.property("main"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        # when a scroll area lays out its scroll bars, it raises their container above everything
        self._above = QTimer(self, singleShot=True, interval=0)
        self._above.timeout.connect(self.raise_)
        holds = around.verticalScrollBar().parentWidget() if isinstance(around, QAbstractScrollArea) else None
        if holds is not None:
            holds.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._around:
            self._fit()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange):
            self._above.start()
        # Qt's text panes accept text from an input method even where they are read-only
        return event.type() == QEvent.Type.InputMethod and not takes_text(self._around)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.theme()["on_accent" if self._is_on_accent else "accent_line"], WIDTH))
        middle = WIDTH / 2
        round_ = self._corner()
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(middle, middle, -middle, -middle), round_, round_)
        painter.end()

    def _corner(self) -> int:
        """Return the radius of its corners: a pane has none."""
        return 0 if isinstance(self._around, QAbstractScrollArea) else sizes().radius - 1

    def _fit(self) -> None:
        # a filled button has it within its edge: outside it would be of the colour that the button is filled with
        inset = WIDTH if self._is_on_accent else 0
        self.setGeometry(self._around.rect().adjusted(inset, inset, -inset, -inset))
        edge = self.rect()
        # a ring over the scrolled content would have all of it painted again at each step
        within = WIDTH + self._corner()
        inside = QRegion(edge.adjusted(WIDTH, within, -WIDTH, -within))
        inside += QRegion(edge.adjusted(within, WIDTH, -within, -WIDTH))
        self.setMask(QRegion(edge).subtracted(inside))


class Focus(QObject):
    """Follows the keyboard from widget to widget, in all windows of the application.

    It reacts only when the keyboard has come to rest: on its way it may pass widgets that are being deleted.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: Ring | None = None
        self._rested = QTimer(self, singleShot=True, interval=0)
        self._rested.timeout.connect(self._follow)
        app.focusChanged.connect(self._rested.start)

    def _follow(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        now = QApplication.focusWidget()
        # a menu highlights its current row itself
        if now is None or now.windowType() == Qt.WindowType.Popup or now.inherits("QMenuBar"):
            return
        if not takes_text(now):
            now.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._ring = Ring(now)


def takes_text(widget: QWidget) -> bool:
    """Tell whether typing into a widget enters text, so that an input method is useful there."""
    # compared by name: importing the classes only for this would delay the first paint
    if any(map(widget.inherits, ("QTextEdit", "QPlainTextEdit"))):
        return not widget.property("readOnly")
    if widget.inherits("QComboBox"):
        return bool(widget.property("editable"))
    return any(map(widget.inherits, ("QLineEdit", "QAbstractSpinBox")))
