"""Keys of a widget's own: while it has the keyboard they come before the window's commands."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..commands import list_key
from ..commands.widget_keys import menu_key


def claims(event: QEvent, is_own: Callable[[QKeyEvent], object]) -> bool:
    """Tell whether an event is a key of the widget, and claim it from the window's commands.

    A widget calls this first in `event`; Qt then sends the key to the widget.
    """
    if event.type() == QEvent.Type.ShortcutOverride and is_own(cast("QKeyEvent", event)):
        event.accept()
        return True
    return False


def is_enter(key: QKeyEvent) -> bool:
    """Tell whether a key is Enter, which takes the chosen row or presses the button."""
    return list_key(key) == "take"


def is_drop(key: QKeyEvent) -> bool:
    """Tell whether a key is Escape, which leaves a list."""
    return list_key(key) == "drop"


class OwnEnter(QObject):
    """Keeps Enter in a list that has the keyboard from the window's command, so that it decides on no figure."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(rows)
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return claims(event, is_enter)


class OwnTreeKeys(QObject):
    """Keeps the keys of a tree with ticks from the window's commands: Enter, Space, and the arrows that unfold it."""

    def __init__(self, tree: QWidget) -> None:
        super().__init__(tree)
        tree.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return claims(event, lambda key: is_enter(key) or menu_key(key))
