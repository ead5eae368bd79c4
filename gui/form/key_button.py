"""A button that does what a command does, and says what that would be of this figure, beside the command's key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ..commands import first_key
from ..style.plain_text import on_button, plain


class KeyButton(QToolButton):
    """A button that is pressed where what it says holds; a click triggers its command.

    It takes no keyboard: its command has a key. `gap` stands between the key and what it says.
    """

    PADDING = 20
    """What is around the words, in pixels."""

    def __init__(self, command: QAction, parent: QWidget, gap: str = "  ") -> None:
        super().__init__(parent)
        self.command, self._gap = command, gap
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # a long text is cut and makes the form no wider
        self.setMinimumWidth(1)
        self.setAccessibleName(command.text())
        self.clicked.connect(command.trigger)

    @property
    def key(self) -> str:
        """The first key of its command, as it is shown; "" where it has none."""
        return first_key(self.command)

    def needed(self, said: str) -> int:
        """Return the width in pixels that it needs to show a text and its key whole."""
        return self.fontMetrics().horizontalAdvance(self._with_key(said)) + self.PADDING

    def say(self, said: str, width: int, cut: Qt.TextElideMode) -> None:
        """Show the key and a text, cut where they take more than `width` pixels; the tool tip has all of it."""
        metrics = self.fontMetrics()
        beside = metrics.horizontalAdvance(self._with_key("")) + self.PADDING
        room = max(width - beside, metrics.horizontalAdvance("国" * 4))
        self.setText(on_button(self._with_key(metrics.elidedText(said, cut, room))))
        self.setToolTip(plain(f"{said}  {self.key}".strip()))
        self.setAccessibleName(f"{self.command.text()}: {said}")

    def _with_key(self, said: str) -> str:
        return f"{self.key}{self._gap}{said}".lstrip()
