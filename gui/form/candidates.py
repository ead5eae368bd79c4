"""The phrases that may be the indicator in place of the one that was read, each a button with its key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..commands import MOST_CANDIDATES
from ..style.plain_text import on_button
from ..widgets.menu_button import MenuButton
from .key_button import KeyButton


class CandidateButtons(QWidget):
    """A button for each candidate of the figure under decision, one below the other, pressed where it is taken.

    A click does what its key does: the phrase becomes the indicator. It is at least one line high and at most as many
    as there can be candidates, whatever the figure has: so nothing moves from figure to figure. Where there are more
    than lines, the last line has a button, `more`, with a menu of all of them.

    It has no layout of Qt's: one tells all that it stands in of each text that changes, and the whole form would be
    laid out anew at each key.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        commands = [actions[f"take_candidate:{number}"] for number in range(1, MOST_CANDIDATES + 1)]
        self.buttons = [KeyButton(command, self) for command in commands]
        for button in self.buttons:
            button.setAutoRaise(True)
            button.clicked.connect(self._press)
        self.more = MenuButton("", self)
        self.more.values.aboutToShow.connect(self._fill_menu)
        self.phrases: Sequence[str] = ()
        """What is offered, the likeliest first."""
        self._taken = ""
        self._painted: tuple[object, ...] = ()
        self._line = self.buttons[0].sizeHint().height()
        self.setMinimumHeight(self._line)
        self.setMaximumHeight(self._line * MOST_CANDIDATES)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._write()

    def show_phrases(self, phrases: Sequence[str], taken: str) -> None:
        """Show some phrases; that of them which is `taken` as the indicator is pressed."""
        self.phrases = phrases[:MOST_CANDIDATES]
        self._taken = taken
        self._press()
        self._write()

    def phrase(self, number: int) -> str | None:
        """Return the phrase of a button, counted from 1; None where there are not so many."""
        return self.phrases[number - 1] if number <= len(self.phrases) else None

    def _lines(self) -> int:
        """Return how many lines there is room for."""
        return min(max(self.height() // self._line, 1), MOST_CANDIDATES)

    def _press(self) -> None:
        """Press the buttons that hold, because a click has checked or unchecked one."""
        for button, phrase in zip(self.buttons, self.phrases, strict=False):
            button.setChecked(phrase == self._taken)

    def _write(self) -> None:
        """Write the phrases on the buttons, cut where one is too long, and place these one below the other."""
        # what is written already is left alone: this runs at each key
        painted = *self.phrases, self.width(), self._lines(), *(button.key for button in self.buttons)
        if painted == self._painted:
            return
        self._painted = painted
        last, hidden = self._lines() - 1, len(self.phrases) - self._lines()
        if hidden > 0:
            self.more.name(self.tr("{number} more").format(number=hidden))
        self.more.setVisible(hidden > 0)
        beside = self.more.sizeHint().width() if hidden > 0 else 0
        for row, button in enumerate(self.buttons):
            button.setVisible(row <= last and row < len(self.phrases))
            if not button.isHidden():
                room = self.width() - (beside if row == last else 0)
                button.say(self.phrases[row], room, Qt.TextElideMode.ElideMiddle)
                button.setGeometry(0, row * self._line, min(button.sizeHint().width(), room), self._line)
        self.more.setGeometry(self.width() - beside, last * self._line, beside, self._line)

    def _fill_menu(self) -> None:
        """Fill the menu with all candidates and their keys; what is the indicator has a tick."""
        menu = self.more.values
        menu.clear()
        for phrase, button in zip(self.phrases, self.buttons, strict=False):
            row = menu.addAction(f"{on_button(phrase)}\t{button.key}")
            row.setCheckable(True)
            row.setChecked(phrase == self._taken)
            row.triggered.connect(button.command.trigger)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
