"""The hint: what a list that is empty says, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

MARGIN = 16  # pixels


def paint_hint(view: QAbstractItemView, hint: str) -> None:
    """Write a hint in the middle of a list; call it from the list's own paint event, when it is empty."""
    if not hint:
        return
    painter = QPainter(view.viewport())
    painter.setPen(view.palette().placeholderText().color())
    room = view.viewport().rect().adjusted(MARGIN, 4, -MARGIN, -4)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
    painter.end()
