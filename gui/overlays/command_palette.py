"""The command palette: one line in which every command is found by its words, its initials or its key, and done."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from ..commands import COMMANDS, Command, keys_of, menu_words, shown_keys, text_of
from ..commands.command_search import CommandSearch
from ..commands.widget_keys import command_palette_key
from ..preferences.settings import Settings
from ..style import theme
from ..style.plain_text import PlainLabel
from ..text.context_menus import ContextMenus
from ..text.report_view import ReportView
from ..widgets.own_keys import claims, is_enter
from .row_table import KeyedRows, prepare_rows

Index = QModelIndex | QPersistentModelIndex
Spell = Callable[[str, Callable[[dict[str, str]], None]], None]
WORDS, MENU, KEYS = range(3)
# pixels: how wide the palette is at most, how far it stays from the window's edges and begins below its top, and how
# far its parts stay apart
WIDEST, MARGIN, TOP, SPACE = 720, 24, 48, 12
SHOWN_LINES = 12
# how many of the commands used last come first, and under what name they are remembered
MOST_RECENT, RECENT = 8, "recent_commands"


class CommandRows(QAbstractTableModel):
    """The commands found: words, menu, keys; those that cannot be done now are grey and stand at the end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []
        self.possible = 0
        """How many of them, from the first on, can be done now."""

    def show(self, possible: list[Command], others: list[Command]) -> None:
        """Show these commands in place of those before."""
        self.beginResetModel()
        self.commands, self.possible = [*possible, *others], len(possible)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.commands)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.row() >= self.possible:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command, column = self.commands[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (text_of(command), menu_words(command.menu), shown_keys(command))[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == KEYS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column == MENU and index.row() < self.possible:
            return theme.theme()["muted"]
        return None


class PaletteLine(QLineEdit):
    """The line of the palette: no key at all reaches the window's commands from it."""

    def __init__(self, answer: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._answer = answer

    def event(self, event: QEvent) -> bool:
        if claims(event, lambda _: True):
            return True
        # here and not in keyPressEvent: Tab does not come that far
        if event.type() == QEvent.Type.KeyPress and self._answer(cast("QKeyEvent", event)):
            return True
        return super().event(event)


class HeldEnter(QObject):
    """Takes what an Enter that is held repeats, so that the key that chose a command decides nothing behind it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watches = False

    def watch(self) -> None:
        """Take every repetition until the key is released."""
        if not self._watches:
            self._watches = True
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut)
        if event.type() not in kinds:
            return False
        if isinstance(event, QKeyEvent) and event.isAutoRepeat() and is_enter(event):
            event.accept()
            return True
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._watches = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        return False


class CommandPalette(QWidget):
    """Lies over the whole window while it is open, so that neither key nor click reaches what is below it.

    It is no `Overlay`: it is wanted on the home page and before a store is open as well, where there is no text.
    """

    def __init__(
        self,
        menus: ContextMenus,
        view: ReportView,
        actions: Mapping[str, QAction],
        settings: Settings,
        spell: Spell,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setObjectName("command_palette")
        self._menus, self._view, self._actions = menus, view, actions
        self._settings, self._spell, self._window = settings, spell, window
        self._before: QWidget | None = None
        self._search = CommandSearch()
        self._held_enter = HeldEnter(self)
        self.line = PaletteLine(self._answer)
        self.model = CommandRows(self)
        self.rows = KeyedRows(self, lambda _: None)
        self._hint = PlainLabel()
        self._card = QFrame(self)
        self._place()
        self.line.textEdited.connect(self._look)
        self.rows.clicked.connect(lambda index: self._take(index.row()))
        QApplication.instance().focusChanged.connect(self._keep_keyboard)  # type: ignore[union-attr]
        window.installEventFilter(self)
        self.hide()

    def _place(self) -> None:
        self.line.setPlaceholderText(self.tr("Find a command by its words, initials or key"))
        self.line.setAccessibleName(self.tr("Find a command"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumHeight(2 * self.fontMetrics().height())
        self.rows.setModel(self.model)
        widest = {
            MENU: max((menu_words(command.menu) for command in COMMANDS), key=self._width_of),
            KEYS: max((shown_keys(command) for command in COMMANDS), key=self._width_of),
        }
        prepare_rows(self.rows, self.tr("Commands"), {column: f"{text}国国" for column, text in widest.items()})
        # the keyboard stays in the line, which moves the chosen row
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height())
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self._card.setAutoFillBackground(True)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        for widget in (self.line, self.rows, self._hint):
            column.addWidget(widget)

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    # Opening and closing

    @property
    def is_open(self) -> bool:
        """Whether it is shown and has the keyboard."""
        return self.isVisible()

    def toggle(self) -> None:
        """Open the palette with an empty line, or close it."""
        if self.is_open:
            self.leave()
            return
        self._before = self._window.focusWidget()
        if self._search.unlearnt:
            self._spell(self._search.unlearnt, self._learn)
        self._card.setPalette(theme.card_palette())
        self.line.clear()
        self._look()
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close the palette, and give the keyboard back where it was."""
        before, self._before = self._before, None
        # hidden last: Qt would give the keyboard to any other widget
        if before is None or not before.isVisible():
            before = self._view if self._view.isVisible() else self._window
        self.setProperty("leaving", True)
        before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.setProperty("leaving", False)

    def _keep_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Take the keyboard back from what got it meanwhile, such as a report that has just been read.

        What is typed for the palette must not become keys there. The keyboard goes there when the palette closes.
        """
        is_elsewhere = now is not None and now.window() is self._window and not self.isAncestorOf(now)
        if self.is_open and is_elsewhere and not self.property("leaving"):
            self._before = now
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window and self.is_open:
            self._fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the palette by a click beside it, which does nothing else."""
        self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.veil())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a key that the line has no use for from the window."""
        event.accept()

    def _fit(self) -> None:
        whole = self._window.rect()
        self.setGeometry(whole)
        width = min(WIDEST, whole.width() - 2 * MARGIN)
        line = self.rows.verticalHeader().defaultSectionSize()
        lines = min(SHOWN_LINES, len(COMMANDS))
        around = self.line.sizeHint().height() + self._hint.sizeHint().height() + 4 * SPACE + 2
        height = min(line * lines + around, whole.height() - TOP - MARGIN)
        self._card.setGeometry(QRect((whole.width() - width) // 2, TOP, width, height))

    # Finding

    def _learn(self, letters: dict[str, str]) -> None:
        self._search.learn(letters)
        if self.is_open:
            self._look()

    def _look(self) -> None:
        """List what is found by what is typed, and choose the first."""
        found = self._search.found(self.line.text(), self._recent())
        possible = [command for command in found if self._menus.is_possible(command)]
        self.model.show(possible, [command for command in found if command not in possible])
        self._choose(0)
        self.rows.scrollToTop()

    def _choose(self, row: int) -> None:
        """Make a row the chosen one; rows that cannot be done are no rows to choose."""
        last = self.model.possible - 1
        if last < 0:
            self.rows.clearSelection()
            self.rows.setCurrentIndex(QModelIndex())
            said = self.tr("Nothing that can be done now is found") if self.model.commands else self.tr("Nothing found")
            self.line.setAccessibleDescription(said)
            self._hint.setText(said)
            return
        row = max(0, min(row, last))
        self.rows.setCurrentIndex(self.model.index(row, WORDS))
        command = self.model.commands[row]
        # a screen reader is in the line: it says the row that Enter would do
        self.line.setAccessibleDescription(f"{text_of(command)} {shown_keys(command)}".strip())
        self._hint.setText(self.tr("↑ ↓: choose · Enter: do it · Esc: close"))

    # Keys and clicks

    def _answer(self, event: QKeyEvent) -> bool:
        """Do what a key of the line means; return whether it means anything but text."""
        opening = next(keys_of(command) for command in COMMANDS if command.name == "find_command")
        key = command_palette_key(event, opening)
        if key is None:
            return False
        row, last = self.rows.currentIndex().row(), self.model.possible - 1
        if key == "drop":
            self.leave()
        elif key == "take":
            if not event.isAutoRepeat():
                self._take(row, held=True)
        elif key in ("next", "previous"):
            # round the ends of the list
            self._choose((row + (1 if key == "next" else -1)) % (last + 1) if last >= 0 else 0)
        else:
            self._choose(row + (SHOWN_LINES - 1) * (1 if key == "page_down" else -1))
        return True

    def _take(self, row: int, *, held: bool = False) -> None:
        """Close the palette and do a row's command, as its key would; a row that cannot be done does nothing."""
        if not 0 <= row < self.model.possible:
            return
        command = self.model.commands[row]
        if not self._menus.is_possible(command):
            return
        recent = [command.name, *(name for name in self._recent() if name != command.name)]
        self._settings.keep(RECENT, "\n".join(recent[:MOST_RECENT]))
        self.leave()
        if held:
            self._held_enter.watch()
        self._actions[command.name].trigger()

    def _recent(self) -> list[str]:
        """Return the names of the commands chosen here last, the latest first."""
        return self._settings.text(RECENT).split("\n")
