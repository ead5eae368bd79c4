"""The phrases that may be the indicator in place of the one that was read, each a button with its key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from ..commands import MOST_CANDIDATES, first_key
from ..style.plain_text import on_button, plain
from ..widgets.menu_button import MenuButton

# what a button has around its words, in pixels
PADDING = 20


class CandidateButtons(QWidget):
    """A button for each candidate of the figure under decision, one below the other, pressed where it is taken.

    A click does what its key does: the phrase becomes the indicator. It is at least one line high and at most as many
    as there can be candidates, whatever the figure has: so nothing moves from figure to figure. Where there are more
    than lines, the last line has a button, `more`, with a menu of all of them.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = [actions[f"take_candidate:{number}"] for number in range(1, MOST_CANDIDATES + 1)]
        self.buttons = [self._button(action) for action in self._actions]
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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(MOST_CANDIDATES, 1)

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
        """Write the phrases on the buttons, cut where one is too long; all of it is in the tool tip."""
        # what is written already is left alone: this runs at each key
        painted = *self.phrases, self.width(), self._lines(), *map(first_key, self._actions)
        if painted == self._painted:
            return
        self._painted = painted
        self._offer_more()
        last, metrics = self._lines() - 1, self.fontMetrics()
        for number, (button, action) in enumerate(zip(self.buttons, self._actions, strict=True)):
            phrase = self.phrases[number] if number < len(self.phrases) else ""
            key = first_key(action)
            beside = self.more.sizeHint().width() if number == last and not self.more.isHidden() else 0
            room = self.width() - PADDING - beside - metrics.horizontalAdvance(f"{key}    ")
            room = max(room, metrics.horizontalAdvance("国" * 4))
            short = metrics.elidedText(phrase, Qt.TextElideMode.ElideMiddle, room)
            button.setText(on_button(f"{key}  {short}".strip()))
            button.setToolTip(plain(f"{phrase}  {key}".strip()))
            button.setAccessibleName(f"{action.text()}: {phrase}")
            button.setVisible(bool(phrase) and number <= last)

    def _offer_more(self) -> None:
        """Show the button of the others in the last line where not all have a line."""
        hidden, last = len(self.phrases) - self._lines(), self._lines() - 1
        for row, button in enumerate(self.buttons):
            shares_line = hidden > 0 and row == last
            self._grid.addWidget(button, row, 0, 1, 1 if shares_line else 2, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(hidden > 0)
        if hidden > 0:
            self.more.name(self.tr("{number} more").format(number=hidden))
            self._grid.addWidget(self.more, last, 1)

    def _fill_menu(self) -> None:
        """Fill the menu with all candidates and their keys; what is the indicator has a tick."""
        menu = self.more.values
        menu.clear()
        for phrase, command in zip(self.phrases, self._actions, strict=False):
            row = menu.addAction(f"{on_button(phrase)}\t{first_key(command)}")
            row.setCheckable(True)
            row.setChecked(phrase == self._taken)
            row.triggered.connect(command.trigger)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # a long phrase is cut and makes the form no wider
        button.setMinimumWidth(1)
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        button.clicked.connect(self._press)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
