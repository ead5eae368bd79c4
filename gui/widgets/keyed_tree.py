"""A tree whose plain keys act on its rows, and not on the window, while it has the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget

from .own_keys import claims


class KeyedTree(QTreeWidget):
    """Rows under some heads, or under none; `accessible_name` is what a screen reader calls the tree.

    `meaning_of` says what a key means here, None for one that Qt handles; `asked` carries the meaning.
    """

    asked = Signal(str)

    def __init__(
        self, accessible_name: str, meaning_of: Callable[[QKeyEvent], str | None], heads: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._meaning_of = meaning_of
        self.setAccessibleName(accessible_name)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHeaderHidden(not heads)
        if heads:
            self.setRootIsDecorated(False)
            self.setHeaderLabels(list(heads))

    def event(self, event: QEvent) -> bool:
        return claims(event, self._meaning_of) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning_of(event)
        if meaning is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(meaning)
