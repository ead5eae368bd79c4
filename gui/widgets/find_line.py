"""A line for words to search for: letters are text, Enter goes on, Escape closes."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ..commands import find_key, is_typing
from .own_keys import claims


class FindLine(QLineEdit):
    """A line from which no letter reaches the window; `asked` carries what a key other than a letter means."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or find_key(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = find_key(event)
        if key is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(key)
