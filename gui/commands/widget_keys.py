"""What a key means in a field, a list, a menu of values or an overlay, before the window's commands get it."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from .keymap import pressed_key


def is_typing(event: QKeyEvent) -> bool:
    """Tell whether a key is meant for a line that is being edited; Escape and keys with Ctrl are the window's."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.key() < Qt.Key.Key_F1 and event.key() != Qt.Key.Key_Escape


def is_tab(key: QKeyEvent) -> bool:
    """Tell whether a key is Tab or Shift+Tab, which goes from part to part on a page over the panes."""
    held = key.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return not held and key.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


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


def is_ticking(event: QKeyEvent) -> bool:
    """Tell whether a key ticks the row of a list, or takes its tick off."""
    return event.key() == Qt.Key.Key_Space


def leaves_line(event: QKeyEvent) -> bool:
    """Tell whether a key leads from a line to the list below it."""
    return event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


def back_key() -> QKeySequence:
    """Return the key that goes back a step in a dialog of several."""
    return QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left)


def search_letter(event: QKeyEvent) -> str:
    """Return the letter or digit by which a key looks for a row in a list of names; "" for any other key."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return event.text() if not held and event.text().isalnum() else ""


def fold_key(event: QKeyEvent) -> Literal["fold", "unfold"] | None:
    """Return whether a key folds the group whose row is current, or unfolds it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys: dict[int, Literal["fold", "unfold"]] = {Qt.Key.Key_Left: "fold", Qt.Key.Key_Right: "unfold"}
    return None if held else keys.get(event.key())


TableKey = Literal["edit", "enter", "left", "right", "leave"]


def table_key(event: QKeyEvent) -> TableKey | None:
    """Return what a key does in the table of figures: edit the cell, or go into the cells of a row and out again.

    "enter" edits too, where the keyboard is in the cells; else it is the window's.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys: dict[int, TableKey] = {
        Qt.Key.Key_F2: "edit",
        Qt.Key.Key_Left: "left",
        Qt.Key.Key_Right: "right",
        Qt.Key.Key_Escape: "leave",
    }
    keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "enter")
    return None if held else keys.get(event.key())


def cell_key(event: QKeyEvent) -> Literal["edit", "drop", "done"] | None:
    """Return what a key does in a cell that is edited, beside what it does in any line."""
    enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held:
        # with Ctrl or Shift these would be commands of the window, on something else than the cell
        return "done" if event.key() in enters else None
    keys: dict[int, Literal["edit", "drop"]] = {Qt.Key.Key_F2: "edit", Qt.Key.Key_Escape: "drop"}
    return keys.get(event.key())


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


WordingKey = Literal["1", "2", "3", "4", "5", "none", "other", "new", "drop"]


def wording_key(event: QKeyEvent) -> WordingKey | None:
    """Return what a key does in the panel's list of wordings: take a suggestion, none, another or a new indicator."""
    keys: dict[int, WordingKey] = {
        Qt.Key.Key_1: "1",
        Qt.Key.Key_2: "2",
        Qt.Key.Key_3: "3",
        Qt.Key.Key_4: "4",
        Qt.Key.Key_5: "5",
        Qt.Key.Key_0: "none",
        Qt.Key.Key_A: "other",
        Qt.Key.Key_N: "new",
        Qt.Key.Key_Escape: "drop",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else keys.get(event.key())


QuestionKey = Literal["open", "reading_wrong", "report_says_so", "revised", "other_area_or_base", "explained", "drop"]


def question_key(event: QKeyEvent) -> QuestionKey | None:
    """Return what a key does in the panel's list of questions: open a place, give an answer, or leave the list."""
    keys: dict[int, QuestionKey] = {
        Qt.Key.Key_Return: "open",
        Qt.Key.Key_Enter: "open",
        Qt.Key.Key_1: "reading_wrong",
        Qt.Key.Key_2: "report_says_so",
        Qt.Key.Key_3: "revised",
        Qt.Key.Key_4: "other_area_or_base",
        Qt.Key.Key_5: "explained",
        Qt.Key.Key_Escape: "drop",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else keys.get(event.key())


def version_key(event: QKeyEvent) -> str | None:
    """Return which of several versions a digit takes in the panel's list of disputes, "drop" for Escape."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not held and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return str(event.key() - Qt.Key.Key_0)
    return "drop" if event.key() == Qt.Key.Key_Escape and not held else None


PlotKey = Literal["left", "right", "up", "down", "first", "last", "open", "leave", "1", "2", "3"]


def plot_key(event: QKeyEvent) -> PlotKey | None:
    """Return what a key does in a plot of the panel: walk from point to point, open one, choose a form, or leave."""
    keys: dict[int, PlotKey] = {
        Qt.Key.Key_Left: "left",
        Qt.Key.Key_Right: "right",
        Qt.Key.Key_Up: "up",
        Qt.Key.Key_Down: "down",
        Qt.Key.Key_Home: "first",
        Qt.Key.Key_End: "last",
        Qt.Key.Key_Return: "open",
        Qt.Key.Key_Enter: "open",
        Qt.Key.Key_Escape: "leave",
        Qt.Key.Key_1: "1",
        Qt.Key.Key_2: "2",
        Qt.Key.Key_3: "3",
    }
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else keys.get(event.key())


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


StartKey = Literal["take", "next", "previous"]


def start_key(event: QKeyEvent) -> StartKey | None:
    """Return what a key does on the start page: press its button, or go to the next or previous one."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    keys: dict[int, StartKey] = dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "take")
    keys |= dict.fromkeys((Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab), "next")
    keys |= dict.fromkeys((Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backtab), "previous")
    return keys.get(event.key())


CommandPaletteKey = Literal["take", "drop", "next", "previous", "page_down", "page_up"]


def command_palette_key(event: QKeyEvent, opening: Iterable[str]) -> CommandPaletteKey | None:
    """Return what a key does in the command palette; None for one that its line gets.

    `opening` are the keys that open the palette, in portable notation: pressed again they close it.
    """
    if pressed_key(event) in opening:
        return "drop"
    keys: dict[int, CommandPaletteKey] = {
        Qt.Key.Key_Escape: "drop",
        Qt.Key.Key_Down: "next",
        Qt.Key.Key_Tab: "next",
        Qt.Key.Key_Up: "previous",
        Qt.Key.Key_Backtab: "previous",
        Qt.Key.Key_PageDown: "page_down",
        Qt.Key.Key_PageUp: "page_up",
    }
    keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "take")
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    return None if held else keys.get(event.key())


MANUAL_FIND, MANUAL_BACK, MANUAL_FORWARD = "Ctrl+F", "Alt+Left", "Alt+Right"
"""What a key does in the manual's window: enter the line to search in, go back, go forward."""
