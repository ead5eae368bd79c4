"""The hint in an empty list: it says that the list is empty, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

MARGIN = 16  # pixels


def paint_hint(view: QAbstractItemView, hint: str) -> None:
    """Paint a hint in the middle of a list; call it from the list's paint event while the list is empty."""
    if not hint:
        return
    painter = QPainter(view.viewport())
    painter.setPen(view.palette().placeholderText().color())
    room = view.viewport().rect().adjusted(MARGIN, 4, -MARGIN, -4)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
    painter.end()
