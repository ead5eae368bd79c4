"""What a key means in the walk over disputes."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

SettleKey = Literal["next", "previous", "other", "none", "undo", "drop"]


def settle_key(event: QKeyEvent) -> SettleKey | int | None:
    """Tell what a key does in the walk over disputes: a digit takes the reading of that number."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return event.key() - Qt.Key.Key_0
    keys: dict[int, SettleKey] = {
        Qt.Key.Key_E: "other",
        Qt.Key.Key_X: "none",
        Qt.Key.Key_U: "undo",
        Qt.Key.Key_Escape: "drop",
    }
    keys |= dict.fromkeys((Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_J), "next")
    keys |= dict.fromkeys((Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backtab, Qt.Key.Key_K), "previous")
    return keys.get(event.key())
