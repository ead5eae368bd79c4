"""What a key means in a field, in the list under it and in the list of an act on many figures."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_typing(event: QKeyEvent) -> bool:
    """Tell a key meant for the line that is being edited from one meant for the window: Escape, or one with Ctrl."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.key() < Qt.Key.Key_F1 and event.key() != Qt.Key.Key_Escape


ListKey = Literal["next", "previous", "take", "drop"]


def list_key(event: QKeyEvent) -> ListKey | None:
    """Tell what a key does in a list under a field: to the next row or the one before, take the row, drop the list."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys: dict[int, ListKey] = {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous", Qt.Key.Key_Escape: "drop"}
    keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "take")
    return None if held else keys.get(event.key())


def find_key(event: QKeyEvent) -> ListKey | None:
    """Tell what a key does in the line of the find bar: to the next hit or the one before, or drop the bar."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "previous" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "next"
    return "drop" if event.key() == Qt.Key.Key_Escape else None


ManyKey = Literal["do", "one", "leave_out", "wider", "narrower", "surer", "less_sure", "drop"]


def many_key(event: QKeyEvent) -> ManyKey | None:
    """Tell what a key does in the list of an act on many figures."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "one" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "do"
    keys: dict[int, ManyKey] = {
        Qt.Key.Key_Escape: "drop",
        Qt.Key.Key_Space: "leave_out",
        Qt.Key.Key_X: "leave_out",
        Qt.Key.Key_Right: "wider",
        Qt.Key.Key_Left: "narrower",
        Qt.Key.Key_Minus: "less_sure",
    }
    keys |= dict.fromkeys((Qt.Key.Key_Plus, Qt.Key.Key_Equal), "surer")
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return None if held else keys.get(event.key())


def line_key(event: QKeyEvent) -> Literal["undo", "redo"] | None:
    """Tell whether a line of Qt's would take back, or do again, what was typed in it."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) else None
