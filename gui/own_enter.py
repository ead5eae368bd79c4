"""Enter for a list of its own: pressed there it takes the row chosen, and decides on no figure."""

from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.commands import list_key


class OwnEnter(QObject):
    """Keeps a window's command on Enter from a list that has the keyboard."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(rows)
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and list_key(cast("QKeyEvent", event)) == "take":
            event.accept()
            return True
        return False
