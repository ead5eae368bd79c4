"""Menus made from the table of commands; commands of the same sort have a submenu."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from ..commands import COMMANDS, Menu, first_key
from ..preferences.settings import Settings
from ..style import icons
from ..style.plain_text import on_button, plain
from ..style.words import QT_TRANSLATE_NOOP

# the commands of these sorts have submenus
_EDGES = QT_TRANSLATE_NOOP("commands", "Start and end")
_INDICATOR = QT_TRANSLATE_NOOP("commands", "Indicator")
SUBMENUS = {
    "set_kind": QT_TRANSLATE_NOOP("commands", "Kind"),
    "set_bound": QT_TRANSLATE_NOOP("commands", "Bound"),
    "reject_for": QT_TRANSLATE_NOOP("commands", "Reject because it is"),
    "take_time": QT_TRANSLATE_NOOP("commands", "Period"),
    "take_candidate": _INDICATOR,
    "take_selection": _INDICATOR,
    "move_indicator_start": _INDICATOR,
    "move_indicator_end": _INDICATOR,
    "move_indicator_start_word": _INDICATOR,
    "move_indicator_end_word": _INDICATOR,
    "move_start": _EDGES,
    "move_end": _EDGES,
    "move_start_word": _EDGES,
    "move_end_word": _EDGES,
    "split": _EDGES,
    "join": _EDGES,
    "toggle_pane": QT_TRANSLATE_NOOP("commands", "Panes"),
    "walk_by": QT_TRANSLATE_NOOP("commands", "Order"),
}


def fill_menu(
    menu: QMenu, name: Menu, actions: Mapping[str, QAction], after: Mapping[str, QMenu] | None = None
) -> None:
    """Add a menu's commands in the table's order; `after` has submenus that follow certain commands, by name."""
    inside: dict[str, QMenu] = {}
    for command in COMMANDS:
        if command.menu == name:
            title = SUBMENUS.get(command.verb)
            if command.group and title not in inside:
                menu.addSeparator()
            if title is not None and title not in inside:
                inside[title] = menu.addMenu(QCoreApplication.translate("commands", title))
            (inside[title] if title is not None else menu).addAction(actions[command.name])
            if after and command.name in after:
                menu.addMenu(after[command.name])


class RecentMenu(QMenu):
    """The stores opened lately, read from the settings whenever the menu is shown; `open_path` opens one."""

    def __init__(self, settings: Settings, open_path: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Recent stores"))
        self._settings, self._open = settings, open_path
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path in self._settings.recent():
            action = self.addAction(on_button(str(path)))
            action.setToolTip(plain(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self._open(path))
        self.setEnabled(bool(self.actions()))


def show_key(button: QAbstractButton, action: QAction, text: str, place: str = "{text} {key}") -> None:
    """Have a button show the key of a command's action, and be enabled whenever the action is."""

    def say() -> None:
        key = first_key(action)
        button.setText(on_button(place.format(text=text, key=key).strip()))
        button.setToolTip(plain(action.toolTip()))
        button.setEnabled(action.isEnabled())

    say()
    icons.put(button, icons.COMMAND + action.objectName())
    action.changed.connect(say)
