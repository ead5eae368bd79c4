"""The keys page of the preferences: every command with its keys, which can be changed by pressing others."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..commands import (
    COMMANDS,
    MENUS,
    Command,
    chosen_keys,
    holder,
    is_escape,
    keys_of,
    menu_words,
    native,
    pressed_key,
    shown_keys,
    text_of,
)
from ..style.plain_text import PlainLabel
from .settings import Settings

COMMAND_ROLE = Qt.ItemDataRole.UserRole


class KeyButton(QPushButton):
    """A button that waits for a key, whichever it is, once it was pressed; Escape cancels."""

    pressed_key = Signal(str)

    def __init__(self, text: str, waiting: str) -> None:
        super().__init__(text)
        self._text, self._waiting = text, waiting
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.toggled.connect(lambda on: self.setText(self._waiting if on else self._text))

    def event(self, event: QEvent) -> bool:
        if self.isChecked():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(pressed_key(cast("QKeyEvent", event)))
                return True
            if event.type() == QEvent.Type.KeyRelease:
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.setChecked(False)
        return super().event(event)

    def _take(self, key: str) -> None:
        if key:
            self.setChecked(False)
            if not is_escape(key):
                self.pressed_key.emit(key)


class KeysPage(QWidget):
    """A list of the commands, a line to search for one, and buttons for the keys of the selected one."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._asked: tuple[Command, Command, str, tuple[str, ...]] | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find a command or a key"))
        self.line.setAccessibleName(self.tr("Find a command or a key"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._look_for)
        self.commands = self._list()
        self.note = PlainLabel()
        self.note.setWordWrap(True)
        self.add = KeyButton(self.tr("&Add a key…"), self.tr("Press the key…"))
        self.replace = KeyButton(self.tr("&Replace the key…"), self.tr("Press the key…"))
        self.take = self._button(self.tr("&Take it from that command"), self._take_away)
        self.none = self._button(self.tr("&No key"), lambda: self._give(()))
        self.reset = self._button(self.tr("Restore &default"), self._reset)
        self.reset_all = self._button(self.tr("Restore a&ll defaults"), lambda: self._keep({}))
        self.add.pressed_key.connect(lambda key: self._ask(key, (*keys_of(self._command()), key)))
        self.replace.pressed_key.connect(lambda key: self._ask(key, (key,)))
        self._place()
        settings.changed.connect(self._follow)
        self._fill()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _list(self) -> QTreeWidget:
        commands = QTreeWidget()
        commands.setAccessibleName(self.tr("Commands and their keys"))
        commands.setHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Default keys")])
        commands.setRootIsDecorated(False)
        commands.setUniformRowHeights(True)
        commands.header().setStretchLastSection(False)
        commands.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        commands.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        commands.currentItemChanged.connect(self._show_chosen)
        return commands

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.commands, 1)
        column.addWidget(self.note)
        buttons = QGridLayout()
        for place, button in enumerate((self.add, self.replace, self.take, self.none, self.reset, self.reset_all)):
            buttons.addWidget(button, place // 3, place % 3)
        column.addLayout(buttons)
        self.take.setEnabled(False)

    # Showing

    def _fill(self) -> None:
        chosen = self._command().name if self.commands.currentItem() is not None else COMMANDS[0].name
        self.commands.clear()
        menus = {menu: menu_words(menu) for menu in MENUS}
        for menu, title in menus.items():
            for command in (one for one in COMMANDS if one.menu == menu):
                delivered = "  ".join(native(command.keys))
                item = QTreeWidgetItem([f"{title}: {text_of(command)}", shown_keys(command), delivered])
                item.setData(0, COMMAND_ROLE, command)
                if keys_of(command) != command.keys:
                    font = item.font(1)
                    font.setBold(True)
                    item.setFont(1, font)
                self.commands.addTopLevelItem(item)
                if command.name == chosen:
                    self.commands.setCurrentItem(item)
        self._look_for(self.line.text())

    def _look_for(self, looked_for: str) -> None:
        for row in range(self.commands.topLevelItemCount()):
            item = self.commands.topLevelItem(row)
            assert item is not None
            item.setHidden(not any(looked_for.lower() in item.text(column).lower() for column in (0, 1)))
        # the buttons act on the selected row, which must be a visible one
        if (chosen := self.commands.currentItem()) is None or chosen.isHidden():
            self.commands.setCurrentItem(next(self._shown(), cast("QTreeWidgetItem", None)))
        for button in (self.add, self.replace, self.none, self.reset):
            button.setEnabled(self.commands.currentItem() is not None)

    def _shown(self) -> Iterator[QTreeWidgetItem]:
        items = (self.commands.topLevelItem(row) for row in range(self.commands.topLevelItemCount()))
        return (item for item in items if item is not None and not item.isHidden())

    def _show_chosen(self) -> None:
        self._asked = None
        self.take.setEnabled(False)
        self.note.clear()

    def _follow(self, name: str) -> None:
        if name == "keys":
            self._fill()

    # Choosing

    def _command(self) -> Command:
        item = self.commands.currentItem()
        assert item is not None
        return cast("Command", item.data(0, COMMAND_ROLE))

    def _ask(self, key: str, keys: tuple[str, ...]) -> None:
        """Give the command a key; where another command has it, say so and wait for the user's consent."""
        command, other = self._command(), holder(key)
        if other is None or other.name == command.name:
            self._give(keys)
            return
        self._asked = (command, other, key, keys)
        self.note.setText(
            self.tr("{key} is already the key of “{other}”.").format(key="".join(native([key])), other=text_of(other))
        )
        self.take.setEnabled(True)
        self.take.setFocus()

    def _take_away(self) -> None:
        if self._asked is not None:
            command, other, key, keys = self._asked
            left = tuple(one for one in keys_of(other) if one != key)
            self._keep({**chosen_keys(), other.name: left, command.name: keys})
            self.commands.setFocus()

    def _give(self, keys: tuple[str, ...]) -> None:
        command = self._command()
        self._keep({**chosen_keys(), command.name: tuple(dict.fromkeys(keys))})

    def _reset(self) -> None:
        """Give the command its original keys, and take them from whatever has them now."""
        command, keys = self._command(), chosen_keys()
        freed = {name: tuple(key for key in held if key not in command.keys) for name, held in keys.items()}
        self._keep({name: held for name, held in freed.items() if name != command.name})

    def _keep(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        delivered = {command.name: command.keys for command in COMMANDS}
        self._settings.keep_keys({name: keys for name, keys in chosen.items() if keys != delivered[name]})
        self.note.setText(self.tr("The keys were changed."))
