"""A pane at the side of the text: a title with a button that closes it, and one widget that gets the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ..style.plain_text import PlainLabel, plain

WIDTH = 340  # pixels


class SidePane(QFrame):
    """Its key opens it and gives it the keyboard, or closes it if it has the keyboard already.

    `closed` is emitted when the keyboard belongs to the text again. Escape goes back to the text and leaves it open. A
    subclass makes its content, hands it to `lay_out`, and fills it in `fill`.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._content: QWidget = self

    def lay_out(self, title: str, closing: str, content: QWidget) -> None:
        """Put the content under a title; `closing` says in a tool tip what the button at the title does."""
        self._content = content
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(closing)
        close.setToolTip(plain(closing))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(PlainLabel(title), 1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(content)
        self.hide()

    def toggle(self) -> None:
        """Open the pane and give it the keyboard; close it if it has the keyboard already."""
        if self.isVisible() and self._content.hasFocus():
            self.leave()
            return
        self.open()

    def open(self, *, takes_keyboard: bool = True) -> None:
        """Open the pane, and give it the keyboard where it takes that."""
        self.show()
        self.fill()
        if takes_keyboard:
            self._content.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill(self) -> None:
        """Fill the content; called each time the pane is opened."""

    def leave(self) -> None:
        """Close the pane; if it had the keyboard, the text gets it."""
        had_keyboard = self._content.hasFocus()
        self.hide()
        if had_keyboard:
            self.closed.emit()
