"""How many reports are counted, on the pages that show all reports; it is there while counting goes on."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ..style.plain_text import PlainLabel
from .library import Library

SIZE = QSize(160, 6)
GAP = 8  # pixels


class CountingBar(QWidget):
    """Shows how far the counting of a library's reports is, by a bar and in words, each time it is asked to."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self.bar, self.words = QProgressBar(), PlainLabel()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(SIZE)
        self.bar.setAccessibleName(self.tr("Reports counted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.bar)
        row.addWidget(self.words)

    def follow(self) -> None:
        """Show how far the counting is now."""
        rows = self._library.rows()
        counted = sum(row.overview is not None for row in rows)
        self.setVisible(self._library.counting.is_busy and counted < len(rows))
        self.bar.setRange(0, max(len(rows), 1))
        self.bar.setValue(counted)
        self.words.setText(self.tr("{counted} of {count} read").format(counted=counted, count=len(rows)))
