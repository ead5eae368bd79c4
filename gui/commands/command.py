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

# these store what is typed in the form, or join it
_OF_FORM = {"confirm", "apply", "apply_and_go_on", "edit", "set_kind", "set_bound", "toggle_status", "list_labels"}
_SPAN_EDGES = {"move_start", "move_end", "move_start_word", "move_end_word"}
# these only show something
_ONLY_SHOWING = {"copy", "go_pane", "go_text", "zoom", "choose_scheme", "show_preferences", "show_keys", "show_about"}
_ONLY_SHOWING |= {"toggle_guideline", "toggle_history", "copy_diagnostics", "show_log", "show_refused"}
_ONLY_SHOWING |= {"filter_by", "want_all", "choose_columns", "find_report", "choose_shown"}
_DECIDING = {
    "reject",
    "reject_for",
    "toggle_flag",
    "split",
    "join",
    "take_other",
    "add_selection",
    "add_selection_over",
}

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

    @property
    def verb(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]

    @property
    def argument(self) -> str:
        """The part of the name after the colon, such as the kind that is set; "" where there is none."""
        return self.name.partition(":")[2]

    @property
    def keeps_draft(self) -> bool:
        """Whether what is typed in the form stays there or is stored by this command; for others it is stored first."""
        return self.verb in _OF_FORM | _SPAN_EDGES | _ONLY_SHOWING

    @property
    def decides(self) -> bool:
        """Whether it decides on the figure under decision, or on selected words, as soon as its key is pressed."""
        return self.verb in _DECIDING | _SPAN_EDGES | _OF_FORM - {"edit", "list_labels"}
