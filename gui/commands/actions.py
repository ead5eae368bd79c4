"""Qt actions for the table of commands, with words and keys as this system writes them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ..style import words
from ..style.plain_text import plain
from .command import MENUS, Command, Menu
from .command_table import COMMANDS, PANES, REJECT_FOR, SET_KIND, TAKE_CANDIDATE, TAKE_TIME, TOGGLE_PANE
from .keymap import keys_of, native


def text_of(command: Command, translate: Callable[[str, str], str] = QCoreApplication.translate) -> str:
    """Return the command's words in the interface's language, or in that of another `translate`."""
    text = translate("commands", command.text)
    if command.text in (TAKE_CANDIDATE, TAKE_TIME):
        return text.format(number=command.argument)
    if command.text in (SET_KIND, REJECT_FOR):
        argument = words.word(command.argument, translate)
        return text.format(kind=argument, reason=argument)
    return text.format(pane=pane_name(command, translate)) if command.text == TOGGLE_PANE else text


def pane_name(command: Command, translate: Callable[[str, str], str] = QCoreApplication.translate) -> str:
    """Return the name of the pane that a command shows and hides, "" for any other: in their menu that is all."""
    return translate("commands", PANES[command.argument]) if command.text == TOGGLE_PANE else ""


def shown_keys(command: Command) -> str:
    """Return the command's keys as this system writes them, each once."""
    return "  ".join(native(keys_of(command)))


def make_actions(parent: QWidget, perform: Callable[[Command], None]) -> dict[str, QAction]:
    """Return an action for each command, active anywhere in the parent's window; it calls `perform` when triggered."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(pane_name(command) or text_of(command), parent)
        action.setObjectName(command.name)
        action.triggered.connect(lambda _checked=False, command=command: perform(command))
        parent.addAction(action)
        actions[command.name] = action
    give_keys(actions)
    return actions


def give_keys(actions: Mapping[str, QAction]) -> None:
    """Give the actions the keys in force, also in their tool tips."""
    for command in COMMANDS:
        action, keys = actions[command.name], keys_of(command)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(plain(f"{text_of(command)} ({shown_keys(command)})" if keys else text_of(command)))


def first_key(action: QAction) -> str:
    """Return the key that is shown on a button for an action, "" where it has none."""
    key = action.shortcut()
    is_enter = key.toString(QKeySequence.SequenceFormat.PortableText) == "Return"
    return "⏎" if is_enter else key.toString(QKeySequence.SequenceFormat.NativeText)


def takes_key(widget: QWidget, action: QAction) -> bool:
    """Tell whether a widget that has the keyboard takes the first key of an action for itself, as Qt asks it first."""
    keys = action.shortcut()
    if keys.isEmpty():
        return False
    first = keys[0]  # type: ignore[index]
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, first.key(), first.keyboardModifiers())
    asked.ignore()
    QApplication.sendEvent(widget, asked)
    return asked.isAccepted()


def is_by_enter(action: QAction) -> bool:
    """Tell whether the first key of an action is Enter."""
    return action.shortcut() == QKeySequence(Qt.Key.Key_Return)


def menu_title(name: Menu, translate: Callable[[str, str], str] = QCoreApplication.translate) -> str:
    """Return a menu's title in the interface's language, or in that of another `translate`."""
    return translate("commands", MENUS[name])


def menu_words(name: Menu, translate: Callable[[str, str], str] = QCoreApplication.translate) -> str:
    """Return a menu's title as it is read in a list: without the letter that opens the menu."""
    return menu_title(name, translate).replace("&", "").partition("(")[0]
