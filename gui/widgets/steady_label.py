"""A label whose text may change at every key without a new layout of everything around it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ..style.fonts import line_height
from ..style.plain_text import PlainLabel


class SteadyLabel(QWidget):
    """Holds a label at the size that is available; its height changes only with the number of its lines.

    A plain label asks for a new layout of the whole window whenever its text changes.
    """

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self._label = PlainLabel(parent=self)
        self._label.setWordWrap(wraps)
        self._line, self._indent, self._words = 0, 0, ""
        self._keeps_line = False
        self._fit()

    def text(self) -> str:
        """Return the text."""
        return self._words

    def setText(self, text: str) -> None:
        """Show a text."""
        if text != self._words:
            self._words = text
            self._fit()

    def clear(self) -> None:
        """Show no text."""
        self.setText("")

    def keep_line(self) -> None:
        """Be as high as a line of text from now on, also while there is none."""
        self._keeps_line = True
        self._fit()

    def setIndent(self, indent: int) -> None:
        """Set the distance of the text from either edge, in pixels."""
        self._indent = indent
        self._label.setIndent(indent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.resize(self.size())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line = 0
            self._fit()

    def _fit(self) -> None:
        # only where a line is needed: otherwise the font for Chinese would be loaded before the first paint
        if self.text() or self._keeps_line:
            self._line = self._line or line_height(self.fontMetrics())
        shown = self.text() if self._label.wordWrap() else self._cut()
        self._label.setText(shown)
        # a screen reader hears what is cut; of what is whole it reads the label itself
        self._label.setAccessibleName(self.text() if shown != self.text() else "")
        line = self._line or self.fontMetrics().height()
        needed = self._label.heightForWidth(self.width()) if self._label.wordWrap() else 0
        if max(line, needed) != self.minimumHeight():
            self.setFixedHeight(max(line, needed))

    def _cut(self) -> str:
        """Return the text as far as it fits into one line."""
        if not self.text():
            return ""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2 * self._indent)
