"""The buttons of a page over the panes: their keys are their own, and some do what a command does."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from ..commands import first_key
from ..commands.widget_keys import is_ticking
from ..style import icons
from ..style.plain_text import on_button, plain
from .own_keys import claims, is_enter


class EnterButton(QPushButton):
    """Is pressed by Enter and Space while it has the keyboard.

    On the window these keys would decide on the figure of the report behind the page.
    """

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_enter(key) or is_ticking(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class WayButton(EnterButton):
    """Does what a command does; it has the command's icon, and its key in the tool tip."""

    def __init__(self, action: QAction, text: str, icon: str = "") -> None:
        """Make a button for a command's action; `icon` is Lucide's name for another icon than the command's."""
        super().__init__(on_button(text))
        self._action, self._words = action, text
        self.setAccessibleName(text)
        icons.put(self, icon or icons.COMMAND + action.objectName())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._say_key)
        self._say_key()

    def _say_key(self) -> None:
        key = first_key(self._action)
        self.setToolTip(plain(f"{self._words} ({key})" if key else self._words))


class WaysButton(EnterButton):
    """Opens a menu of some commands, in which each is called by its own name and key."""

    def __init__(self, actions: Sequence[QAction], text: str, icon: str) -> None:
        """Make a button for the actions of some commands; `icon` is a name of `gui/style/icons.py`."""
        super().__init__(on_button(text))
        self.setAccessibleName(text)
        icons.put(self, icon)
        self.ways = QMenu(self)
        self.ways.addActions(actions)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.ways.popup(self.mapToGlobal(QPoint(0, self.height())))
        # chosen by Enter at once, and by arrows
        self.ways.setActiveAction(self.ways.actions()[0])
