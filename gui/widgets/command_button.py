"""A button for a command, with its words and its key; the key is shown only while that key does it."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ..commands import first_key, is_by_enter, takes_key
from ..style import icons
from ..style.plain_text import on_button, plain


class CommandButton(QPushButton):
    """Does what a command does, and is enabled whenever the command is; it never gets the keyboard.

    A list that has the keyboard takes Enter for what its own button says. Meanwhile no key stands on this button: two
    buttons would name one key. `enter_in` is what takes Enter for the same as this button does: the fields of a form.
    """

    def __init__(self, action: QAction, text: str, enter_in: QWidget | None = None) -> None:
        super().__init__()
        self._action, self._words, self._enter_in = action, text, enter_in
        self._widest = 0
        icons.put(self, icons.COMMAND + action.objectName())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(action.trigger)
        self._follow_action()
        action.changed.connect(self._follow_action)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._follow_keyboard)

    def sizeHint(self) -> QSize:
        # as wide without its key as with it, so that nothing moves while the keyboard is in a list
        hint = super().sizeHint()
        self._widest = max(self._widest, hint.width())
        return QSize(self._widest, hint.height())

    def _follow_action(self) -> None:
        self._widest = 0
        self._say(first_key(self._action))
        self.setToolTip(plain(self._action.toolTip()))
        self.setEnabled(self._action.isEnabled())

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        # another window, such as a dialog, takes the keyboard for a while and gives it back
        if now is not None and now.window() is self.window():
            holds = self._is_entered(now) or not takes_key(now, self._action)
            self._say(first_key(self._action) if holds else "")

    def _is_entered(self, now: QWidget) -> bool:
        """Tell whether the key is Enter, and what has the keyboard takes it for the same."""
        return self._enter_in is not None and self._enter_in.isAncestorOf(now) and is_by_enter(self._action)

    def _say(self, key: str) -> None:
        self.setText(on_button(f"{self._words} {key}".strip()))
