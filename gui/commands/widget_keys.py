"""What a key means in a field, a list, a menu of values or an overlay, before the window's commands get it."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_typing(event: QKeyEvent) -> bool:
    """Tell whether a key is meant for a line that is being edited; Escape and keys with Ctrl are the window's."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.key() < Qt.Key.Key_F1 and event.key() != Qt.Key.Key_Escape


ListKey = Literal["next", "previous", "take", "drop"]


def list_key(event: QKeyEvent) -> ListKey | None:
    """Return what a key does in the list under a field: next or previous row, take the row, or drop the list."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys: dict[int, ListKey] = {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous", Qt.Key.Key_Escape: "drop"}
    keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "take")
    return None if held else keys.get(event.key())


def find_key(event: QKeyEvent) -> ListKey | None:
    """Return what a key does in the line of the find bar: next or previous hit, or drop the bar."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "previous" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "next"
    return "drop" if event.key() == Qt.Key.Key_Escape else None


FigureListKey = Literal["do", "one", "leave_out", "wider", "narrower", "surer", "less_sure", "drop"]


def figure_list_key(event: QKeyEvent) -> FigureListKey | None:
    """Return what a key does in the list of figures that are decided together."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "one" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "do"
    keys: dict[int, FigureListKey] = {
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


SameCauseKey = Literal["do", "leave_out", "all", "drop"]


def same_cause_key(event: QKeyEvent) -> SameCauseKey | None:
    """Return what a key does in the list of what a correction is about too."""
    keys: dict[int, SameCauseKey] = {
        Qt.Key.Key_Escape: "drop",
        Qt.Key.Key_Space: "leave_out",
        Qt.Key.Key_X: "leave_out",
        Qt.Key.Key_A: "all",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else (keys | dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "do")).get(event.key())


def line_key(event: QKeyEvent) -> Literal["undo", "redo"] | None:
    """Return whether a line edit of Qt would undo or redo what was typed in it."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) else None


MenuKey = Literal["turn", "next", "previous"]


def menu_key(event: QKeyEvent) -> MenuKey | None:
    """Return what a key does in a menu of values to tick: tick one and stay, or go to the next or previous menu."""
    keys: dict[int, MenuKey] = {
        Qt.Key.Key_Space: "turn",
        Qt.Key.Key_Right: "next",
        Qt.Key.Key_Left: "previous",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else keys.get(event.key())


def palette_key(event: QKeyEvent) -> tuple[str, bool] | None:
    """Return what a key does in the palette ("take" the row, "drop", or a label's key), and whether Shift is held."""
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
    """Return what a key does to the pairs of indicators and figures; the arrows alone select a row."""
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


SettleKey = Literal["next", "previous", "other", "none", "undo", "drop"]


def settle_key(event: QKeyEvent) -> SettleKey | int | None:
    """Return what a key does in the settling of disputes; a digit takes the version with that number."""
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
