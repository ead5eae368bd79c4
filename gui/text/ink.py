"""The ink: a report's letters drawn once beforehand, so that none waits for its shape when a key scrolls to it."""

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QTextEdit

# letters a turn, some two milliseconds, and between turns, so that no key waits for them
LETTERS, TURN_MS = 20, 10
# what follows the first characters of a report has few others
LOOKED_AT = 40_000
# Qt keeps a letter's shape for each quarter of a pixel it may stand at
QUARTERS = tuple(step / 4 for step in range(4))


class Ink(QObject):
    """Has Qt keep the shapes of letters in a view's font, a few at a time, each once."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._look: tuple[str, float] | None = None
        self._drawn: set[str] = set()
        self._left: list[str] = []
        self._turns = QTimer(self, interval=TURN_MS)
        self._turns.timeout.connect(self._draw_some)

    def dip(self, text: str) -> None:
        """Begin to draw the letters of a text that were not drawn in this font and at this scale."""
        font, ratio = self._view.document().defaultFont(), self._view.devicePixelRatioF()
        if (font.key(), ratio) != self._look:
            self._look = font.key(), ratio
            self._drawn.clear()
        self._left = [letter for letter in dict.fromkeys(text[:LOOKED_AT]) if letter not in self._drawn]
        self._left.reverse()
        self._turns.start()

    def left(self) -> int:
        """Return how many letters are still to be drawn."""
        return len(self._left)

    def _draw_some(self) -> None:
        taken, self._left = self._left[-LETTERS:], self._left[:-LETTERS]
        if not self._left:
            self._turns.stop()
        font, ratio = QFont(self._view.document().defaultFont()), self._view.devicePixelRatioF()
        side = 2 * QFontMetrics(font).height()
        # of the depth of a screen: another has shapes of its own
        paper = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_RGB32)
        paper.setDevicePixelRatio(ratio)
        painter = QPainter(paper)
        painter.setFont(font)
        for letter in taken:
            for quarter in QUARTERS:
                painter.drawText(QPointF(quarter, side / 2), letter)
        painter.end()
        self._drawn.update(taken)
