"""The menus: the table of commands laid out, those of one sort in a menu of their own."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.commands import COMMANDS, Menu
from gui.words import QT_TRANSLATE_NOOP

# commands of the same sort stand together in a menu of their own
_EDGES = QT_TRANSLATE_NOOP("commands", "Edges")
SUBMENUS = {
    "set_kind": QT_TRANSLATE_NOOP("commands", "Kind"),
    "set_bound": QT_TRANSLATE_NOOP("commands", "Bound"),
    "reject_for": QT_TRANSLATE_NOOP("commands", "Reject because it is"),
    "move_start": _EDGES,
    "move_end": _EDGES,
    "move_start_word": _EDGES,
    "move_end_word": _EDGES,
    "split": _EDGES,
    "join": _EDGES,
    "walk_by": QT_TRANSLATE_NOOP("commands", "Walk"),
}


def fill_menu(
    menu: QMenu, name: Menu, actions: Mapping[str, QAction], after: Mapping[str, QMenu] | None = None
) -> None:
    """Put a menu's commands into it, in the table's order, and menus `after` the commands named."""
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
