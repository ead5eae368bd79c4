"""Commands for several hands: other sources' and other annotators' readings, disputes, agreement."""

from gui.commands.command import Command
from gui.looks.words import QT_TRANSLATE_NOOP


def other_readings() -> tuple[Command, ...]:
    return (
        Command(
            "take_other",
            QT_TRANSLATE_NOOP("commands", "Take the other source's reading"),
            ("R",),
            "decide",
            "several",
            1,
            group=True,
        ),
        Command(
            "take_other",
            QT_TRANSLATE_NOOP("commands", "Take the third source's reading"),
            ("Shift+R",),
            "decide",
            "several",
            2,
        ),
        Command("settle_disputes", QT_TRANSLATE_NOOP("commands", "Settle disputes…"), ("S",), "decide", "several"),
    )


def several_hands() -> tuple[Command, ...]:
    return (
        Command(
            "show_agreement", QT_TRANSLATE_NOOP("commands", "Agreement…"), ("Ctrl+G",), "view", "several", group=True
        ),
        Command(
            "toggle_blind",
            QT_TRANSLATE_NOOP("commands", "Hide others' decisions, or show"),
            ("Ctrl+Shift+H",),
            "view",
            "several",
        ),
    )
