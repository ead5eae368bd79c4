"""The keys in force: those of the table, or what the user put in their place."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from .command import Command
from .command_table import COMMANDS

Keys = tuple[str, ...]

# keys as sentences call them, and letters that are words of a sentence
_SAID = {"Return": "Enter", "Shift+Return": "Shift+Enter"}
_WORDS = ("A", "I", "Enter")

# one for the whole program, as the language is: whatever shows keys asks here
_chosen: dict[str, Keys] = {}


def keys_of(command: Command) -> Keys:
    """Return a command's keys in Qt's portable notation, the first one shown."""
    return _in_force()[command.name]


def chosen_keys() -> Mapping[str, Keys]:
    """Return the keys the user put in place of the table's, by the command's name."""
    return dict(_chosen)


def choose_keys(chosen: Mapping[str, Iterable[str]]) -> None:
    """Put other keys in place of the table's; what is no command or no key is passed over.

    No two commands have one key: what was chosen goes before the table, and the earlier command before the later.
    """
    _chosen.clear()
    for command in COMMANDS:
        if command.name in chosen:
            wanted = list(chosen[command.name])
            keys = tuple(dict.fromkeys(key for text in wanted if (key := portable(text))))
            # only rubbish: as if nothing had been chosen
            if keys or not wanted:
                _chosen[command.name] = keys
    _in_force.cache_clear()


def holder(key: str) -> Command | None:
    """Return the command that has a key now."""
    return next((command for command in COMMANDS if portable(key) in keys_of(command)), None)


def portable(text: str) -> str:
    """Return a key in Qt's portable notation; "" for what is none."""
    sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return written if sequence.count() == 1 and re.fullmatch(r"[\x21-\x7e]+", written) else ""


def native(keys: Iterable[str]) -> list[str]:
    """Write keys as this system does, each once; Return and the number pad's Enter are one to the eye."""
    written = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return list(dict.fromkeys(key.replace("Return", "Enter") for key in written))


def pressed_key(event: QKeyEvent) -> str:
    """Return the key of a key event in portable notation; "" for one that is only held beside others."""
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
    # Shift is part of a sign such as ?, not held beside it
    sign = chr(event.key()) if event.key() < 0x80 else ""
    if sign and not sign.isalpha() and not sign.isspace():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return portable(QKeySequence(held.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText))


def is_escape(key: str) -> bool:
    """Tell whether a key is the one that leaves whatever is going on."""
    return portable(key) == "Esc"


def with_keys_in_force(text: str) -> str:
    """Return a sentence with the keys it names, Ctrl+O, F1 or X, as they are now; facts are put into it afterwards."""
    now = {
        _SAID.get(key, key): native(keys)[0]
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
