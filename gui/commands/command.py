"""A command: one action of the window, its words, its keys, its place in the menus, whose verb it is."""

from dataclasses import dataclass
from typing import Literal

from gui.looks.words import QT_TRANSLATE_NOOP

Pane = Literal[
    "window",
    "view",
    "form",
    "find",
    "leftover",
    "guideline",
    "sheet",
    "many",
    "note",
    "alike",
    "ask",
    "diagnostics",
    "table",
    "library",
    "reports",
    "history",
    "several",
    "keeping",
    "newer",
]
Owner = (
    Literal["labelling", "label_palette", "pairs", "verdicts", "rows_chosen", "edges", "session", "desk", "prefer"]
    | Pane
)
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
    """One action: `verb` of its `owner`, called with `argument` where there is one.

    The keys are in Qt's portable notation, the first one shown. A command of `group` stands behind a separator.
    """

    verb: str
    text: str
    keys: tuple[str, ...]
    menu: Menu
    owner: Owner = "verdicts"
    argument: str | int | None = None
    group: bool = False

    @property
    def name(self) -> str:
        """The command's name in settings and tests: its verb, and its argument where it has one."""
        return self.verb if self.argument is None else f"{self.verb}:{self.argument}"
