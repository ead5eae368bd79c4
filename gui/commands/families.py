"""Commands that differ in one thing only, made from a list of it: kinds, reasons, edges, orders of the walk."""

from core.annotation.decision import Reason
from core.figure import KINDS
from gui.commands.command import Command
from gui.looks.words import QT_TRANSLATE_NOOP
from gui.session.walk import BY_ATTRIBUTE, Order

_BY_ATTRIBUTE = (
    QT_TRANSLATE_NOOP("commands", "By kind"),
    QT_TRANSLATE_NOOP("commands", "By unit"),
    QT_TRANSLATE_NOOP("commands", "By indicator"),
)
ORDERS: dict[Order, str] = {
    "text": QT_TRANSLATE_NOOP("commands", "In text order"),
    "confidence": QT_TRANSLATE_NOOP("commands", "Least confident first"),
    **dict(zip(BY_ATTRIBUTE, _BY_ATTRIBUTE, strict=True)),
}


def walk_orders() -> tuple[Command, ...]:
    return tuple(
        Command("walk_by", text, (f"Alt+{number}",), "go", "prefer", order, group=number == 1)
        for number, (order, text) in enumerate(ORDERS.items(), 1)
    )


SET_KIND = QT_TRANSLATE_NOOP("commands", "Kind: {kind}")


def set_kinds() -> tuple[Command, ...]:
    return tuple(
        Command("set_kind", SET_KIND, (str(number),), "decide", argument=kind, group=number == 1)
        for number, kind in enumerate(KINDS, 1)
    )


REJECT_FOR = QT_TRANSLATE_NOOP("commands", "Reject: {reason}")
# a key of its own for each, in place of X: a reason costs no further key, and no key means something else for a while
_REASON_KEYS: dict[Reason, str] = {
    "date": "D",
    "ordinal": "O",
    "name": "S",
    "qualifier": "Q",
    "count": "C",
    "other": "X",
}


def reasons() -> tuple[Command, ...]:
    return tuple(
        Command("reject_for", REJECT_FOR, (f"Shift+{key}",), "decide", "rows_chosen", reason)
        for reason, key in _REASON_KEYS.items()
    )


_EDGE_KEYS: tuple[tuple[str, str, str, int], ...] = (
    ("move_start", QT_TRANSLATE_NOOP("commands", "Start one character to the left"), "[", -1),
    ("move_end", QT_TRANSLATE_NOOP("commands", "End one character to the right"), "]", 1),
    ("move_start", QT_TRANSLATE_NOOP("commands", "Start one character to the right"), "{", 1),
    ("move_end", QT_TRANSLATE_NOOP("commands", "End one character to the left"), "}", -1),
    ("move_start_word", QT_TRANSLATE_NOOP("commands", "Start one word to the left"), "Alt+[", -1),
    ("move_end_word", QT_TRANSLATE_NOOP("commands", "End one word to the right"), "Alt+]", 1),
    ("move_start_word", QT_TRANSLATE_NOOP("commands", "Start one word to the right"), "Alt+{", 1),
    ("move_end_word", QT_TRANSLATE_NOOP("commands", "End one word to the left"), "Alt+}", -1),
)


def edges() -> tuple[Command, ...]:
    return tuple(
        Command(verb, text, (key,), "decide", "edges" if "word" in verb else "verdicts", by, group=key == "[")
        for verb, text, key, by in _EDGE_KEYS
    )
