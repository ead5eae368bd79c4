"""The keys in force: those of the table, or those that the user chose instead."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from .command import Command
from .command_table import COMMANDS

Keys = tuple[str, ...]

# how sentences name keys; and single letters that are words of a sentence
_NAMES_IN_SENTENCES = {"Return": "Enter", "Shift+Return": "Shift+Enter"}
_WORDS = ("A", "I", "Enter")

# one choice for the whole program, like the language; everything that shows keys asks here
_chosen: dict[str, Keys] = {}


def keys_of(command: Command) -> Keys:
    """Return a command's keys in Qt's portable notation; the first one is shown on buttons."""
    return _in_force()[command.name]


def chosen_keys() -> Mapping[str, Keys]:
    """Return the keys that the user chose instead of the table's, by the command's name."""
    return dict(_chosen)


def choose_keys(chosen: Mapping[str, Iterable[str]]) -> None:
    """Use other keys instead of the table's; names that are no command and texts that are no key are ignored.

    No two commands have the same key: a chosen key comes before one of the table, and an earlier command before a later
    one.
    """
    _chosen.clear()
    for command in COMMANDS:
        if command.name in chosen:
            wanted = list(chosen[command.name])
            keys = tuple(dict.fromkeys(key for text in wanted if (key := portable(text))))
            # nothing valid: as if nothing had been chosen
            if keys or not wanted:
                _chosen[command.name] = keys
    _in_force.cache_clear()


def holder(key: str) -> Command | None:
    """Return the command that has a key now."""
    return next((command for command in COMMANDS if portable(key) in keys_of(command)), None)


def portable(text: str) -> str:
    """Return a key in Qt's portable notation; "" for a text that is no key."""
    sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return written if sequence.count() == 1 and re.fullmatch(r"[\x21-\x7e]+", written) else ""


def sequences(keys: Iterable[str]) -> list[QKeySequence]:
    """Return keys as Qt's shortcuts take them."""
    return [QKeySequence(key) for key in keys]


def native(keys: Iterable[str]) -> list[str]:
    """Return keys as this system writes them, each once: Return and the keypad's Enter look the same."""
    written = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return list(dict.fromkeys(key.replace("Return", "Enter") for key in written))


def pressed_key(event: QKeyEvent) -> str:
    """Return the key of a key event in portable notation; "" for a modifier alone."""
    if event.key() in (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    ):
        return ""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if event.key() == Qt.Key.Key_Backtab:
        return portable("Shift+Tab")
    # Shift is needed to type a sign such as ?, so it is no modifier of it
    sign = chr(event.key()) if event.key() < 0x80 else ""
    if sign and not sign.isalpha() and not sign.isspace():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return portable(QKeySequence(held.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText))


def is_escape(key: str) -> bool:
    """Tell whether a key is Escape, which ends whatever is going on."""
    return portable(key) == "Esc"


def with_keys_in_force(text: str) -> str:
    """Return a sentence with its keys (Ctrl+O, F1, X) replaced by those in force; facts are filled in afterwards."""
    now = {
        _NAMES_IN_SENTENCES.get(key, key): native(keys)[0]
        for command in COMMANDS
        if command.name in _chosen and (keys := keys_of(command))
        for key in command.keys
        if key not in keys and key not in _WORDS
    }
    if not now:
        return text
    named = "|".join(map(re.escape, sorted(now, key=len, reverse=True)))
    return re.sub(rf"(?<![A-Za-z0-9+])(?:{named})(?![A-Za-z0-9])", lambda found: now[found[0]], text)


@cache
def _in_force() -> dict[str, Keys]:
    if not _chosen:
        return {command.name: command.keys for command in COMMANDS}
    taken: set[str] = set()
    keys: dict[str, Keys] = {}
    for has_chosen in (True, False):
        for command in COMMANDS:
            if (command.name in _chosen) is has_chosen:
                wanted = _chosen[command.name] if has_chosen else command.keys
                keys[command.name] = tuple(key for key in wanted if portable(key) not in taken)
                taken.update(map(portable, wanted))
    return keys
