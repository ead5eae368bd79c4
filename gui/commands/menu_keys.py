"""What a key means in a menu of values to choose several of."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

MenuKey = Literal["turn", "next", "previous"]


def menu_key(event: QKeyEvent) -> MenuKey | None:
    """Tell what a key does in a menu of values to choose several of: tick one and stay, or go to the menu beside."""
    keys: dict[int, MenuKey] = {
        Qt.Key.Key_Space: "turn",
        Qt.Key.Key_Right: "next",
        Qt.Key.Key_Left: "previous",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else keys.get(event.key())
