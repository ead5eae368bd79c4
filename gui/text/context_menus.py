"""The menus of the right mouse button: of what was clicked, at most ten entries each, grey where one cannot be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.model.decision import Reason
from core.model.figure import KINDS

from ..commands import COMMANDS, Command, first_key
from ..commands.needs import need_of
from ..session.session import Session
from ..style.plain_text import on_button
from ..style.words import QT_TRANSLATE_NOOP

Clicked = Literal["figure", "words", "numeral", "text", "row", "rows", "report", "reports"]
"""What was clicked: a figure, selected words, a numeral that is no figure, other text, rows of the table, reports."""

MOST_ENTRIES = 10


@dataclass(frozen=True)
class SubMenu:
    """A title, and the names of the commands below it."""

    title: str
    names: tuple[str, ...]


_REASONS: tuple[Reason, ...] = ("date", "ordinal", "name", "qualifier", "count", "other")
_REJECT_FOR = SubMenu(
    QT_TRANSLATE_NOOP("commands", "Reject because it is"), tuple(f"reject_for:{reason}" for reason in _REASONS)
)
_KIND = SubMenu(QT_TRANSLATE_NOOP("commands", "Kind"), (*(f"set_kind:{kind}" for kind in KINDS), "list_labels"))
_INDICATOR = SubMenu(
    QT_TRANSLATE_NOOP("commands", "Indicator"),
    (
        *(f"take_candidate:{number}" for number in range(1, 6)),
        "take_selection",
        "move_indicator_start:-1",
        "move_indicator_start:1",
        "move_indicator_end:-1",
        "move_indicator_end:1",
    ),
)
_PERIOD = SubMenu(
    QT_TRANSLATE_NOOP("commands", "Period"), ("take_time:1", "take_time:2", "toggle_status", "correct_section")
)
_EDGES = SubMenu(
    QT_TRANSLATE_NOOP("commands", "Start and end"),
    (
        "move_start:-1",
        "move_start:1",
        "move_end:-1",
        "move_end:1",
        "move_start_word:-1",
        "move_start_word:1",
        "move_end_word:-1",
        "move_end_word:1",
        "split",
        "join",
    ),
)
_MORE = SubMenu(
    QT_TRANSLATE_NOOP("commands", "More"),
    (
        "list_pairs",
        "list_undecided",
        "list_alike",
        "list_same_cause",
        "take_other:1",
        "edit",
        "toggle_reasons",
        "toggle_history",
        "undo",
    ),
)
_ENTRIES: dict[Clicked, tuple[str | SubMenu | None, ...]] = {
    "figure": (
        "confirm",
        "reject",
        _REJECT_FOR,
        None,
        _KIND,
        _INDICATOR,
        _PERIOD,
        _EDGES,
        None,
        "toggle_flag",
        "write_note",
        None,
        _MORE,
    ),
    "words": (
        "add_selection",
        "add_selection_over",
        "list_labels",
        "take_selection",
        None,
        "copy",
        "find_words",
        None,
        "toggle_reasons",
        "correct_section",
        "undo",
    ),
    "numeral": ("add_selection", "list_labels", None, "toggle_reasons", "go_leftover:1", None, "copy", "undo"),
    "text": (
        "go_undecided:1",
        "go_leftover:1",
        "list_undecided",
        None,
        "find_words",
        "correct_section",
        None,
        "toggle_history",
        "toggle_guideline",
        "undo",
    ),
    "row": (
        "confirm",
        "reject",
        _REJECT_FOR,
        None,
        _KIND,
        "toggle_flag",
        "write_note",
        "edit",
        None,
        "copy",
        "choose_columns",
        "undo",
    ),
    "rows": (
        "confirm",
        "reject",
        _REJECT_FOR,
        "toggle_flag",
        None,
        "copy",
        "want_all",
        "choose_columns",
        "undo",
    ),
    "report": (
        "describe_report",
        "choose_older",
        "toggle_done",
        None,
        "toggle_archived",
        "toggle_removed",
        "bring_back",
        None,
        "go_undone",
        "show_agreement",
        "export",
        "toggle_home",
    ),
    "reports": ("open_files", "open_folder", "paste_report", None, "find_report", "bring_back", "toggle_home"),
}


class ContextMenus:
    """Makes the menus from the table of commands; what cannot be done is grey.

    `can` has, by verbs, what only other parts of the window know, `offered` what a command with a number takes now, ""
    where there is not so much; the view sets `selects_words` and `is_seen`.
    """

    def __init__(self, session: Session, actions: Mapping[str, QAction]) -> None:
        self._session, self._actions = session, actions
        self._commands = {command.name: command for command in COMMANDS}
        self.selects_words: Callable[[], bool] = lambda: False
        self.is_seen: Callable[[], bool] = lambda: True
        self.can: dict[str, Callable[[], bool]] = {}
        self.offered: dict[str, Callable[[int], str]] = {}

    def entries(self, clicked: Clicked) -> list[str]:
        """Return the names of all commands in a menu, those of its submenus too."""
        names: list[str] = []
        for entry in _ENTRIES[clicked]:
            names += entry.names if isinstance(entry, SubMenu) else [entry] if entry is not None else []
        return names

    def ask(self, clicked: Clicked, place: QPoint, parent: QWidget) -> None:
        """Show the menu of what was clicked, at a place of the screen; the command chosen is done behind it."""
        menu = QMenu(parent)
        menu.setObjectName(f"context_{clicked}")
        for entry in _ENTRIES[clicked]:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, SubMenu):
                inside = menu.addMenu(QCoreApplication.translate("commands", entry.title))
                for name in self._there(entry.names):
                    self._add(inside, name)
                inside.setEnabled(any(action.isEnabled() for action in inside.actions()))
            else:
                self._add(menu, entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _there(self, names: tuple[str, ...]) -> list[str]:
        """Leave out what is not offered, but for the first: it says in grey that there is nothing."""
        commands = [self._commands[name] for name in names]
        return [one.name for one in commands if one.argument in ("", "1") or self._offer(one) != ""]

    def _offer(self, command: Command) -> str | None:
        """Return what a command with a number takes now, "" where there is not so much; None for other commands."""
        offered = self.offered.get(command.verb)
        return offered(int(command.argument)) if offered is not None else None

    def _add(self, menu: QMenu, name: str) -> None:
        """Add a command, with its key behind a tab as Qt shows one: the key itself belongs to the window's action."""
        action, command = self._actions[name], self._commands[name]
        key = first_key(action)
        entry = menu.addAction(action.icon(), self._words(action, command) + (f"\t{key}" if key else ""))
        entry.setData(name)
        entry.setEnabled(self.is_possible(command))
        if action.isCheckable():
            entry.setCheckable(True)
            entry.setChecked(action.isChecked())
        entry.triggered.connect(action.trigger)

    def _words(self, action: QAction, command: Command) -> str:
        """Return the words of a command; those of one that takes what is offered are that."""
        offer = self._offer(command)
        return on_button(offer) if offer else action.text()

    def is_possible(self, command: Command) -> bool:
        """Tell whether a command can be done now."""
        session, need = self._session, need_of(command)
        if not self._actions[command.name].isEnabled():
            return False
        if need == "store":
            return session.store is not None
        if need == "unwritten":
            return bool(session.unwritten)
        # the report must be in sight as well: on the home page a key of these only shows it again
        if need != "nothing" and (session.report is None or not self.is_seen()):
            return False
        if need == "words" and not self.selects_words():
            return False
        shown = session.current
        if need == "figure" and shown is None:
            return False
        if self._offer(command) == "":
            return False
        return self.can.get(command.verb, lambda: True)()
