"""A pane over the text: it comes, waits while a later one has its place, comes back, and goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget


class OverText(QFrame):
    """What shares the one place over the text with others of its sort; who has the place is not its own to say.

    It says that it `came` or `went`, and that its rows `changed` in height; the place (`gui/over/above.py`) shows and
    hides it. `closed` gives the keyboard back.
    """

    closed = Signal()
    came = Signal()
    went = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_open = False
        """Whether it was asked for and has not gone; another pane may have its place meanwhile."""
        self.wanted, self.least, self.given = 0, 0, 0
        """How high its rows would be, have to be and are, in pixels."""
        self.hide()

    def come(self) -> None:
        """Take the place over the text; what had it waits."""
        self.is_open = True
        self.came.emit()

    def go(self) -> None:
        """Leave the place; what waited comes back."""
        if self.is_open:
            self.is_open = False
            self.went.emit()

    def come_back(self) -> None:
        """Show again in the text what a pane that had the place meanwhile may have lit otherwise."""

    def want_rows(self, wanted: int, least: int) -> None:
        """Ask for so much height for the rows; they are given at least the least."""
        self.wanted, self.least = wanted, min(least, wanted)
        self.give_rows(self.given)
        self.changed.emit()

    def give_rows(self, height: int) -> None:
        """Give the rows a height, within what they want and what they need."""
        self.given = max(self.least, min(height, self.wanted))
        self.set_rows_height(self.given)

    def set_rows_height(self, height: int) -> None:
        """Make the rows so high; a pane without rows has nothing to do."""
