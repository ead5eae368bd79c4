"""The phrases that the detector offered as the indicator and did not choose, each a button with its key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..commands import MOST_CANDIDATES, first_key
from ..style.plain_text import on_button, plain


class CandidateButtons(QWidget):
    """A button for each candidate of the figure under decision, one below the other, pressed where it is taken.

    A click does what its key does: the phrase becomes the indicator. Where there are none this takes no room.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = [actions[f"take_candidate:{number}"] for number in range(1, MOST_CANDIDATES + 1)]
        self.buttons = [self._button(action) for action in self._actions]
        self._phrases: Sequence[str] = ()
        self._taken = ""
        self._painted: tuple[object, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self.buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_phrases(self, phrases: Sequence[str], taken: str) -> None:
        """Show some phrases; that of them which is `taken` as the indicator is pressed."""
        self._phrases = phrases[:MOST_CANDIDATES]
        self._taken = taken
        self._press()
        self._write()

    def phrase(self, number: int) -> str | None:
        """Return the phrase of a button, counted from 1; None where there are not so many."""
        return self._phrases[number - 1] if number <= len(self._phrases) else None

    def _press(self) -> None:
        """Press the buttons that hold, because a click has checked or unchecked one."""
        for button, phrase in zip(self.buttons, self._phrases, strict=False):
            button.setChecked(phrase == self._taken)

    def _write(self) -> None:
        """Write the phrases on the buttons, cut where one is too long; all of it is in the tool tip."""
        # what is written already is left alone: this runs at each key
        painted = *self._phrases, self.width(), *map(first_key, self._actions)
        if painted == self._painted:
            return
        self._painted = painted
        metrics = self.fontMetrics()
        for number, (button, action) in enumerate(zip(self.buttons, self._actions, strict=True)):
            phrase = self._phrases[number] if number < len(self._phrases) else ""
            key = first_key(action)
            room = max(self.width() - metrics.horizontalAdvance(f"{key}    "), metrics.horizontalAdvance("国" * 4))
            short = metrics.elidedText(phrase, Qt.TextElideMode.ElideMiddle, room)
            button.setText(on_button(f"{key}  {short}".strip()))
            button.setToolTip(plain(f"{phrase}  {key}".strip()))
            button.setAccessibleName(f"{action.text()}: {phrase}")
            button.setVisible(bool(phrase))
        self.setVisible(bool(self._phrases))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        button.clicked.connect(self._press)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
