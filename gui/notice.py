"""The notice: one plain sentence over the text, there until it is read; never a dialog, never rich text."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui import theme

Tone = Literal["trouble", "news"]


class Notice(QFrame):
    """A line that says what went wrong, or what was done, with a button that puts it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setWordWrap(True)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Put away"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.addWidget(self._words, 1)
        line.addWidget(close)
        self._tone: Tone = "news"
        self.hide()

    @property
    def is_trouble(self) -> bool:
        """Whether a sentence of trouble is shown."""
        return self.isVisible() and self._tone == "trouble"

    def text(self) -> str:
        """Return the sentence shown."""
        return self._words.text() if self.isVisible() else ""

    def say(self, words: str, tone: Tone = "trouble") -> None:
        """Show a sentence, in place of the one before."""
        self._tone = tone
        self._words.setText(words)
        self.setPalette(theme.notice_palette(self.palette(), tone == "trouble"))
        self.setAutoFillBackground(True)
        self.show()
