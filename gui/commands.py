"""Every action of the window as a row of one table: its words, its keys, its place in the menus, whose verb it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from core.annotation.decision import Reason
from core.figure import KINDS
from gui import words
from gui.walk import Order
from gui.words import QT_TRANSLATE_NOOP

Pane = Literal["window", "view", "form", "find", "leftover", "guideline", "sheet", "many", "note", "alike"]
Owner = Literal["verdicts", "edges", "session", "desk"] | Pane
Menu = Literal["file", "decide", "edit", "go", "view", "help"]

MENUS: dict[Menu, str] = {
    "file": QT_TRANSLATE_NOOP("commands", "&File"),
    "decide": QT_TRANSLATE_NOOP("commands", "&Decide"),
    "edit": QT_TRANSLATE_NOOP("commands", "&Edit"),
    "go": QT_TRANSLATE_NOOP("commands", "&Go"),
    "view": QT_TRANSLATE_NOOP("commands", "&View"),
    "help": QT_TRANSLATE_NOOP("commands", "&Help"),
}

ORDERS: dict[Order, str] = {
    "text": QT_TRANSLATE_NOOP("commands", "In text order"),
    "confidence": QT_TRANSLATE_NOOP("commands", "Least confident first"),
    "kind": QT_TRANSLATE_NOOP("commands", "By kind"),
    "unit": QT_TRANSLATE_NOOP("commands", "By unit"),
    "indicator": QT_TRANSLATE_NOOP("commands", "By indicator"),
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


def _walk_orders() -> tuple[Command, ...]:
    return tuple(
        Command("walk_by", text, (f"Alt+{number}",), "go", "session", order, group=number == 1)
        for number, (order, text) in enumerate(ORDERS.items(), 1)
    )


SET_KIND = QT_TRANSLATE_NOOP("commands", "Kind: {kind}")


def _set_kinds() -> tuple[Command, ...]:
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


def _reasons() -> tuple[Command, ...]:
    return tuple(
        Command("reject_for", REJECT_FOR, (f"Shift+{key}",), "decide", argument=reason)
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


def _edges() -> tuple[Command, ...]:
    return tuple(
        Command(verb, text, (key,), "decide", "edges" if "word" in verb else "verdicts", by, group=key == "[")
        for verb, text, key, by in _EDGE_KEYS
    )


COMMANDS: tuple[Command, ...] = (
    Command("open_files", QT_TRANSLATE_NOOP("commands", "Open reports or a store…"), ("Ctrl+O",), "file", "window"),
    Command("new_store", QT_TRANSLATE_NOOP("commands", "New store…"), ("Ctrl+N",), "file", "window"),
    Command("export", QT_TRANSLATE_NOOP("commands", "Export figures…"), ("Ctrl+E",), "file", "window", group=True),
    Command("name_annotator", QT_TRANSLATE_NOOP("commands", "Annotator…"), (), "file", "window", group=True),
    Command("close", QT_TRANSLATE_NOOP("commands", "Quit"), ("Ctrl+Q",), "file", "window", group=True),
    Command(
        "confirm",
        QT_TRANSLATE_NOOP("commands", "Confirm, go to the next undecided"),
        ("Return", "Space", "Enter"),
        "decide",
    ),
    Command(
        "list_undecided",
        QT_TRANSLATE_NOOP("commands", "Confirm many…"),
        ("Shift+Return", "Shift+Enter"),
        "decide",
        "many",
    ),
    Command("reject", QT_TRANSLATE_NOOP("commands", "Reject: no figure"), ("X",), "decide"),
    Command("list_alike", QT_TRANSLATE_NOOP("commands", "More like the last…"), ("A",), "decide", "alike"),
    *_reasons(),
    Command("toggle_flag", QT_TRANSLATE_NOOP("commands", "Flag, to come back"), ("F",), "decide", group=True),
    Command("write_note", QT_TRANSLATE_NOOP("commands", "Note…"), ("M",), "decide", "note"),
    Command(
        "add_selection", QT_TRANSLATE_NOOP("commands", "New figure from the selected text"), ("N",), "decide", "view"
    ),
    Command("edit", QT_TRANSLATE_NOOP("commands", "Edit in the form"), ("E",), "decide", "form"),
    Command("apply", QT_TRANSLATE_NOOP("commands", "Keep what the form says"), ("Ctrl+Return",), "decide", "form"),
    Command("apply_and_go_on", QT_TRANSLATE_NOOP("commands", "Keep what the form says, go on"), (), "decide", "form"),
    *_set_kinds(),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: exactly"), ("=",), "decide", argument="eq", group=True),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: at least"), (".",), "decide", argument="ge"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: more than"), (">",), "decide", argument="gt"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: at most"), (",",), "decide", argument="le"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: less than"), ("<",), "decide", argument="lt"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: about"), ("~",), "decide", argument="approx"),
    Command("toggle_status", QT_TRANSLATE_NOOP("commands", "Actual or target"), ("T",), "decide", group=True),
    *_edges(),
    Command("split", QT_TRANSLATE_NOOP("commands", "Split at the caret or each numeral"), ("/",), "decide", "edges"),
    Command("join", QT_TRANSLATE_NOOP("commands", "Join with the next figure"), ("&",), "decide", "edges"),
    Command("undo", QT_TRANSLATE_NOOP("commands", "Undo"), ("U", "Ctrl+Z"), "edit"),
    Command("redo", QT_TRANSLATE_NOOP("commands", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit"),
    Command("copy", QT_TRANSLATE_NOOP("commands", "Copy the selected text"), ("Ctrl+C",), "edit", "view", group=True),
    Command("find_words", QT_TRANSLATE_NOOP("commands", "Find in the text"), ("Ctrl+F",), "edit", "find", group=True),
    Command("find_on", QT_TRANSLATE_NOOP("commands", "Next hit"), ("F3",), "edit", "find", 1),
    Command("find_on", QT_TRANSLATE_NOOP("commands", "Previous hit"), ("Shift+F3",), "edit", "find", -1),
    Command("go", QT_TRANSLATE_NOOP("commands", "Next figure"), ("Tab", "J"), "go", "session", 1),
    Command("go", QT_TRANSLATE_NOOP("commands", "Previous figure"), ("Shift+Tab", "K"), "go", "session", -1),
    Command(
        "go_undecided",
        QT_TRANSLATE_NOOP("commands", "Next undecided figure"),
        ("Ctrl+J",),
        "go",
        "session",
        1,
        group=True,
    ),
    Command(
        "go_undecided", QT_TRANSLATE_NOOP("commands", "Previous undecided figure"), ("Ctrl+K",), "go", "session", -1
    ),
    Command("go_flagged", QT_TRANSLATE_NOOP("commands", "Next flagged figure"), ("G",), "go", "session", 1),
    Command("go_flagged", QT_TRANSLATE_NOOP("commands", "Previous flagged figure"), ("Shift+G",), "go", "session", -1),
    *_walk_orders(),
    Command(
        "go_leftover",
        QT_TRANSLATE_NOOP("commands", "Next numeral nobody has read"),
        ("L",),
        "go",
        "leftover",
        1,
        group=True,
    ),
    Command(
        "go_leftover",
        QT_TRANSLATE_NOOP("commands", "Previous numeral nobody has read"),
        ("Shift+L",),
        "go",
        "leftover",
        -1,
    ),
    Command("go_report", QT_TRANSLATE_NOOP("commands", "Next report"), ("Ctrl+PgDown",), "go", "desk", 1, group=True),
    Command("go_report", QT_TRANSLATE_NOOP("commands", "Previous report"), ("Ctrl+PgUp",), "go", "desk", -1),
    Command("go_pane", QT_TRANSLATE_NOOP("commands", "Next pane"), ("F6",), "go", "window", argument=1, group=True),
    Command("go_text", QT_TRANSLATE_NOOP("commands", "Back to the text"), ("Esc",), "go", "window"),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Larger text"), ("Ctrl++", "Ctrl+="), "view", "view", argument=1),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Smaller text"), ("Ctrl+-",), "view", "view", argument=-1),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Normal text size"), ("Ctrl+0",), "view", "view", argument=0),
    Command(
        "choose_scheme",
        QT_TRANSLATE_NOOP("commands", "Colours of the system"),
        (),
        "view",
        "window",
        "system",
        group=True,
    ),
    Command("choose_scheme", QT_TRANSLATE_NOOP("commands", "Light"), (), "view", "window", "light"),
    Command("choose_scheme", QT_TRANSLATE_NOOP("commands", "Dark"), (), "view", "window", "dark"),
    Command("show_keys", QT_TRANSLATE_NOOP("commands", "Keys"), ("F1", "?"), "help", "window"),
    Command("save_key_sheet", QT_TRANSLATE_NOOP("commands", "Key sheet to print…"), ("Ctrl+P",), "help", "sheet"),
    Command("toggle_guideline", QT_TRANSLATE_NOOP("commands", "Guideline"), ("F2",), "help", "guideline"),
    Command("open_sample", QT_TRANSLATE_NOOP("commands", "Open the sample report"), (), "help", "desk", group=True),
    Command("show_about", QT_TRANSLATE_NOOP("commands", "About Biaoshu"), (), "help", "window"),
)


def text_of(command: Command) -> str:
    """Return the command's words in the interface's language."""
    text = QCoreApplication.translate("commands", command.text)
    if command.text in (SET_KIND, REJECT_FOR):
        said = words.word(str(command.argument))
        return text.format(kind=said, reason=said)
    return text


def shown_keys(command: Command) -> str:
    """Return the command's keys as this system writes them, each once."""
    written = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in command.keys)
    return "  ".join(dict.fromkeys(written))


def is_typing(event: QKeyEvent) -> bool:
    """Tell a key meant for the line that is being edited from one meant for the window: Escape, or one with Ctrl."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.key() < Qt.Key.Key_F1 and event.key() != Qt.Key.Key_Escape


ListKey = Literal["next", "previous", "take", "drop"]


def list_key(event: QKeyEvent) -> ListKey | None:
    """Tell what a key does in a list under a field: to the next row or the one before, take the row, drop the list."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys: dict[int, ListKey] = {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous", Qt.Key.Key_Escape: "drop"}
    keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "take")
    return None if held else keys.get(event.key())


def find_key(event: QKeyEvent) -> ListKey | None:
    """Tell what a key does in the line of the find bar: to the next hit or the one before, or drop the bar."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "previous" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "next"
    return "drop" if event.key() == Qt.Key.Key_Escape else None


ManyKey = Literal["do", "one", "leave_out", "wider", "narrower", "surer", "less_sure", "drop"]


def many_key(event: QKeyEvent) -> ManyKey | None:
    """Tell what a key does in the list of an act on many figures."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "one" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "do"
    keys: dict[int, ManyKey] = {
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


def make_actions(parent: QWidget, perform: Callable[[Command], None]) -> dict[str, QAction]:
    """Make one action a command, active anywhere in the parent's window; `perform` is called when it is triggered."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(text_of(command), parent)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setObjectName(command.name)
        if command.keys:
            action.setToolTip(f"{text_of(command)} ({shown_keys(command)})")
        action.triggered.connect(lambda _checked=False, command=command: perform(command))
        parent.addAction(action)
        actions[command.name] = action
    return actions


def menu_title(name: Menu) -> str:
    """Return a menu's title in the interface's language."""
    return QCoreApplication.translate("commands", MENUS[name])
