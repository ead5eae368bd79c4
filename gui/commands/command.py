"""A command: one action of the window, its words, its keys, its place in the menus, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..style.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    # for the type checker alone: at run time the table imports nothing above it
    from ..window import MainWindow

Effect = Callable[["MainWindow"], object]
"""What a command does, given the window; its result is ignored."""

Menu = Literal["file", "decide", "edit", "go", "report", "view", "help"]

MENUS: dict[Menu, str] = {
    "file": QT_TRANSLATE_NOOP("commands", "&File"),
    "decide": QT_TRANSLATE_NOOP("commands", "&Decide"),
    "edit": QT_TRANSLATE_NOOP("commands", "&Edit"),
    "go": QT_TRANSLATE_NOOP("commands", "&Go"),
    "report": QT_TRANSLATE_NOOP("commands", "&Report"),
    "view": QT_TRANSLATE_NOOP("commands", "&View"),
    "help": QT_TRANSLATE_NOOP("commands", "&Help"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One action of the window.

    `name` is the name in settings and tests: a verb and, where several commands have the verb, a colon and an argument,
    as in "go:-1". It never changes, since users' own keys are kept by it. `text` is the English source of its words.
    `keys` are in Qt's portable notation; the first one is shown on buttons. `do` is what it does. A command with
    `group` begins a new group of its menu, after a separator.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: Menu
    do: Effect
    group: bool = False
    decides: bool = False
    """Whether it decides on the figure under decision, or on selected words, as soon as its key is pressed."""
    keeps_draft: bool = False
    """Whether what is typed in the form stays there or is stored by this command; for others it is stored first."""

    @property
    def verb(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]

    @property
    def argument(self) -> str:
        """The part of the name after the colon, such as the kind that is set; "" where there is none."""
        return self.name.partition(":")[2]
