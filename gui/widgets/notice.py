"""The notice: one plain sentence above the text that stays until it is read; never a dialog, never markup."""

import logging
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from ..style import theme
from ..style.plain_text import PlainLabel

log = logging.getLogger("biaoshu")
# a sentence about an act ("news") goes with the next act; a "lesson" stays until it was learnt
Tone = Literal["trouble", "news", "lesson"]


class Notice(QFrame):
    """A line that says what went wrong or what was done, with a button that closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = PlainLabel()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setWordWrap(True)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        self._offer = QPushButton()
        self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer.hide()
        self._other = QPushButton()
        self._other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._other.hide()
        self._offered: QAction | None = None
        self._offered_too: QAction | None = None
        self._offer.clicked.connect(lambda: self._take_up(self._offered))
        self._other.clicked.connect(lambda: self._take_up(self._offered_too))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.addWidget(self._words, 1)
        line.addWidget(self._offer)
        line.addWidget(self._other)
        line.addWidget(close)
        self._tone: Tone = "news"
        self.hide()

    @property
    def is_trouble(self) -> bool:
        """Whether it shows an error that the next command may remove; a sentence with an offer stays."""
        return self.isVisible() and self._tone == "trouble" and self._offered is None

    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._words.text() if self.isVisible() else ""

    def say(
        self, words: str, tone: Tone = "trouble", offer: QAction | None = None, other: QAction | None = None
    ) -> None:
        """Show a sentence in place of the one before, with buttons for what it offers; log it if it is an error."""
        if tone == "trouble":
            log.info("said: %s", words)
        self._tone, self._offered, self._offered_too = tone, offer, other
        for button, action in ((self._offer, offer), (self._other, other)):
            button.setVisible(action is not None)
            if action is not None:
                button.setText(action.text())
        self._words.setText(words)
        self.setPalette(theme.notice_palette(self.palette(), tone == "trouble"))
        self.setAutoFillBackground(True)
        self.show()

    def pass_by(self) -> None:
        """Hide a sentence about an act, since another act was done: U would undo that one."""
        if self._tone == "news" and self._offered is None:
            self.hide()

    def _take_up(self, action: QAction | None) -> None:
        self.hide()
        if action is not None:
            action.trigger()
