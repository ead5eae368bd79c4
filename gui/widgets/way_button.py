"""The buttons of a page over the panes: their keys are their own, and some do what a command does."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QPushButton

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
