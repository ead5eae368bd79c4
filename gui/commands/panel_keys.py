"""What a key means in the panels over the text: the palette of labels and the pairs of a clause."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def palette_key(event: QKeyEvent) -> tuple[str, bool] | None:
    """Tell what a key does in the palette, and whether Shift is held: "take" the row, "drop", or a label's own key."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if held:
        return None
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "take", shifted
    if event.key() == Qt.Key.Key_Escape:
        return "drop", False
    is_own = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    return (chr(event.key()).lower(), shifted) if is_own else None


PairKey = Literal["do", "drop", "shift_up", "shift_down", "swap_up", "swap_down", "edit", "divide", "leave_out"]


def pair_key(event: QKeyEvent) -> PairKey | None:
    """Tell what a key does to the pairs of indicators and figures; the arrows alone choose a row."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    arrows: dict[tuple[int, Qt.KeyboardModifier], PairKey] = {
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier): "shift_up",
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier): "shift_down",
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "swap_up",
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "swap_down",
    }
    if held:
        return arrows.get((event.key(), held))
    keys: dict[int, PairKey] = {
        Qt.Key.Key_Escape: "drop",
        Qt.Key.Key_E: "edit",
        Qt.Key.Key_D: "divide",
        Qt.Key.Key_Space: "leave_out",
        Qt.Key.Key_X: "leave_out",
    }
    return (keys | dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "do")).get(event.key())
