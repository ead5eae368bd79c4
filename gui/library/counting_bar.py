"""The bar of how many reports are counted, on the pages that show all reports; it is there while counting goes on."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProgressBar

from ..style.plain_text import plain
from .library import Library

SIZE = QSize(160, 6)


class CountingBar(QProgressBar):
    """Shows how far the counting of a library's reports is, each time it is asked to."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self.setTextVisible(False)
        self.setMaximumSize(SIZE)
        self.setAccessibleName(self.tr("Reports counted"))

    def follow(self) -> None:
        """Show how far the counting is now."""
        rows = self._library.rows()
        counted = sum(row.overview is not None for row in rows)
        self.setVisible(self._library.counting.is_busy and counted < len(rows))
        self.setRange(0, max(len(rows), 1))
        self.setValue(counted)
        self.setToolTip(plain(self.tr("{counted} of {count} counted").format(counted=counted, count=len(rows))))
