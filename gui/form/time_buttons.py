"""Other times that the figure under decision may be of, each a button with its key, side by side in one line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.model.attributes import BY_NAME
from core.review.other_times import MOST_TIMES, FigureTime

from ..style import words
from .key_button import KeyButton

GAP = 4  # pixels
NO_TIME = FigureTime("", "actual")


class TimeButtons(QWidget):
    """A button for each time, pressed where the figure is of it.

    A click does what its key does: the period, and the status that goes with it, become the figure's. The status is
    named where it is another than that of the figure as it was read. The line is there whatever the figure has, so
    that nothing below it moves. As the candidates it has no layout of Qt's.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = [KeyButton(actions[f"take_time:{number}"], self, gap=" ") for number in range(1, MOST_TIMES + 1)]
        self._times: Sequence[FigureTime] = ()
        self._read = self.now = NO_TIME
        self._painted: tuple[object, ...] = ()
        self.setFixedHeight(self.buttons[0].sizeHint().height())
        for button in self.buttons:
            button.clicked.connect(self._press)
            button.command.changed.connect(self._write)

    def show_times(self, times: Sequence[FigureTime], read: FigureTime, taken: FigureTime) -> None:
        """Show some times beside the one that was read; that of them which is `taken` is pressed."""
        self._times, self._read, self.now = times[:MOST_TIMES], read, taken
        self._write()
        self._press()

    def time(self, number: int) -> FigureTime | None:
        """Return the time of a button, counted from 1; None where there are not so many."""
        return self._times[number - 1] if number <= len(self._times) else None

    def words(self, number: int) -> str:
        """Return what the button of a time says beside its key, counted from 1; "" where there are not so many."""
        time = self.time(number)
        if time is None:
            return ""
        return time.period if time.status == self._read.status else f"{time.period} · {words.word(time.status)}"

    def entry(self, number: int) -> str:
        """Return the same as a menu has it, behind the name of the attribute; "" where there are not so many."""
        said = self.words(number)
        return f"{words.attribute(BY_NAME['period'])}: {said}" if said else ""

    def _press(self) -> None:
        for button, time in zip(self.buttons, self._times, strict=False):
            button.setChecked(time == self.now)

    def _write(self) -> None:
        """Write the times on the buttons, cut where there is no room, and place these side by side."""
        # what is written already is left alone: this runs at each key
        painted = *self._times, self._read.status, self.width(), *(button.key for button in self.buttons)
        if painted == self._painted:
            return
        self._painted = painted
        texts = [self.words(number) for number, _ in enumerate(self._times, 1)]
        needed = [button.needed(text) for button, text in zip(self.buttons, texts, strict=False)]
        is_cut = sum(needed) + GAP * (len(needed) - 1) > self.width()
        left = 0
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(texts))
            if number < len(texts):
                room = self.width() // len(texts) - GAP if is_cut else self.width()
                button.say(texts[number], room, Qt.TextElideMode.ElideRight)
                width = min(button.sizeHint().width(), room)
                button.setGeometry(left, 0, width, self.height())
                left += width + GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
