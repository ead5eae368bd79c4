"""A command: one action of the window, its words, its keys, its place in the menus, whose verb it is."""

from dataclasses import dataclass
from typing import Literal

from ..style.words import QT_TRANSLATE_NOOP

Pane = Literal[
    "window",
    "view",
    "form",
    "find",
    "unread_numerals",
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
    "annotator_actions",
    "store_actions",
    "newer_version",
]
Owner = (
    Literal[
        "labelling",
        "label_palette",
        "pairs",
        "verdicts",
        "selected_rows",
        "span_edges",
        "session",
        "workspace",
        "prefer",
    ]
    | Pane
)
Menu = Literal["file", "decide", "edit", "go", "report", "view", "help"]

# what is typed in the form and stands in no step yet is stored by these, or joined by them
_OF_FORM = {"confirm", "apply", "apply_and_go_on", "edit", "set_kind", "set_bound", "toggle_status", "list_labels"}
_EDGES = {"move_start", "move_end", "move_start_word", "move_end_word"}
# these only show something
_ASIDE = {"copy", "go_pane", "go_text", "zoom", "choose_scheme", "show_preferences", "show_keys", "show_about"}
_ASIDE |= {"toggle_guideline", "toggle_history", "copy_diagnostics", "show_log", "show_refused"}
_ASIDE |= {"filter_by", "want_all", "choose_columns", "find_report", "choose_shown"}
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

    @property
    def keeps_draft(self) -> bool:
        """Whether what is typed in the form stays there, or is stored by this; all others have it written first."""
        return self.verb in _OF_FORM | _EDGES | _ASIDE

    @property
    def decides(self) -> bool:
        """Whether this decides on the figure under decision, or on selected words, as soon as its key is pressed."""
        return self.verb in _DECIDING | _EDGES | _OF_FORM - {"edit", "list_labels"}
