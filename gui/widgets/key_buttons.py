"""The buttons of a list: each does what a key does there, and shows that key."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ..style.plain_text import on_button
from .flow import FlowLayout

KEY_GAP = "  "


class KeyButtons(QWidget):
    """A row of buttons, or several where it is narrow; `asked` carries what the pressed one means.

    They never get the keyboard, which stays in what they belong to: a list, or the lines of a bar. Their keys are shown
    only while that has the keyboard: elsewhere these keys do something else.
    """

    asked = Signal(str)

    def __init__(self, entries: Iterable[tuple[str, str, str]], *owners: QWidget) -> None:
        """Make a button for each entry: what it means, its words, and its key as it is shown.

        `owners` are the widgets in which these keys mean this.
        """
        super().__init__()
        self._owners = owners
        self.buttons: dict[str, QPushButton] = {}
        self._keys: dict[str, str] = {}
        # high enough for all rows, and no higher
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self)
        for meaning, text, key in entries:
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, meaning=meaning: self.asked.emit(meaning))
            row.addWidget(button)
            self.buttons[meaning], self._keys[meaning] = button, key
            self.name(meaning, text)
        for owner in owners:
            owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            for meaning, button in self.buttons.items():
                self.name(meaning, button.accessibleName(), can=button.isEnabled())
        return False

    def name(self, meaning: str, text: str, *, can: bool = True) -> None:
        """Give a button other words, and say whether it can be pressed."""
        button, key = self.buttons[meaning], self._keys[meaning]
        # of a window that is behind another one for a while the list keeps the keyboard
        holds = any(owner.window().focusWidget() is owner for owner in self._owners)
        button.setText(on_button(f"{text}{KEY_GAP}{key}" if key and holds else text))
        button.setAccessibleName(text)
        button.setEnabled(can)

    def allow(self, meaning: str, *, can: bool) -> None:
        """Say whether a button can be pressed."""
        self.buttons[meaning].setEnabled(can)
