"""Dialogs on a small screen, as one at twice the scale is: none is larger than it, and what is higher is scrolled."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

FRAME = QSize(20, 60)
"""What a system may draw around a window, in pixels."""


def room_on_screen(window: QWidget, wished: QSize) -> QSize:
    """Return a size for the inside of a window: what is wished, or as much of it as the screen has room for."""
    return wished.boundedTo(window.screen().availableSize() - FRAME)


def scrolled(content: QWidget) -> QScrollArea:
    """Return an area that scrolls the content up and down where the dialog around it is lower."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # the keyboard goes to what is inside, which comes in sight with it
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumWidth(content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area
