"""Other times that the figure under decision may be of, each a button with its key, side by side in one line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from core.model.attributes import BY_NAME
from core.review.other_times import MOST_TIMES, FigureTime

from ..commands import first_key
from ..style import words
from ..style.plain_text import on_button, plain

# what a button has around its words, in pixels
PADDING, GAP = 20, 4
NO_TIME = FigureTime("", "actual")


class TimeButtons(QWidget):
    """A button for each time, pressed where the figure is of it.

    A click does what its key does: the period, and the status that goes with it, become the figure's. The status is
    named where it is another than that of the figure as it was read. The line is there whatever the figure has, so
    that nothing below it moves.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = [actions[f"take_time:{number}"] for number in range(1, MOST_TIMES + 1)]
        self._times: Sequence[FigureTime] = ()
        self._read = self.now = NO_TIME
        self._painted: tuple[object, ...] = ()
        self.buttons = [self._button(action) for action in self._actions]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for button in self.buttons:
            line.addWidget(button)
        line.addStretch()
        self.setMinimumHeight(self.buttons[0].sizeHint().height())
        for action in self._actions:
            action.changed.connect(self._write)

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
        """Write the times on the buttons, cut where there is no room; all of it is in the tool tip."""
        # what is written already is left alone: this runs at each key
        painted = *self._times, self._read.status, self.width(), *map(first_key, self._actions)
        if painted == self._painted:
            return
        self._painted = painted
        texts = [f"{first_key(action)} {self.words(number)}".strip() for number, action in enumerate(self._actions, 1)]
        texts = texts[: len(self._times)]
        metrics = self.fontMetrics()
        fits = sum(metrics.horizontalAdvance(text) + PADDING for text in texts) <= self.width()
        room = self.width() if fits else self.width() // len(texts) - PADDING
        for number, (button, action) in enumerate(zip(self.buttons, self._actions, strict=True)):
            text = texts[number] if number < len(texts) else ""
            button.setText(on_button(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)))
            button.setToolTip(plain(text))
            button.setAccessibleName(f"{action.text()}: {text}")
            button.setVisible(bool(text))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # a long text is cut and makes the form no wider
        button.setMinimumWidth(1)
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        button.clicked.connect(self._press)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
