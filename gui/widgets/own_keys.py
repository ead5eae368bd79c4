"""Keys of a widget's own: while it has the keyboard it takes them before the window's commands do."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..commands import list_key


def claims(event: QEvent, is_own: Callable[[QKeyEvent], object]) -> bool:
    """Take a key that would else be a command's; a widget asks this first of each event, and is then sent the key."""
    if event.type() == QEvent.Type.ShortcutOverride and is_own(cast("QKeyEvent", event)):
        event.accept()
        return True
    return False


def is_enter(key: QKeyEvent) -> bool:
    """Tell whether a key takes the row chosen, or pushes the button."""
    return list_key(key) == "take"


class OwnEnter(QObject):
    """Keeps a window's command on Enter from a list that has the keyboard: there it decides on no figure."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(rows)
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return claims(event, is_enter)
