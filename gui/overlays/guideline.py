"""The guideline pane: plain text beside the report that says what a figure is and how it is labelled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from ..style import fonts, theme
from ..style.plain_text import PlainLabel

WIDTH = 340  # pixels
POINTS = 10.5


class GuidelinePane(QFrame):
    """A pane at the side of the text. Its key opens it and gives it the keyboard, or closes it if it has the keyboard.

    `closed` is emitted when the keyboard belongs to the text again. Escape goes back to the text and leaves it open.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self.setFixedWidth(WIDTH)
        self.page = QPlainTextEdit()
        self.page.setReadOnly(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.document().setDefaultFont(fonts.reading_font(POINTS))
        self.page.document().setDocumentMargin(10)
        self.page.setAccessibleName(self.tr("Guideline"))
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close the guideline"))
        close.setToolTip(self.tr("Close the guideline"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.leave)
        title = QHBoxLayout()
        title.setContentsMargins(12, 4, 6, 4)
        title.addWidget(PlainLabel(self.tr("Guideline")), 1)
        title.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(title)
        layout.addWidget(self.page)
        self.hide()

    def toggle_guideline(self) -> None:
        """Open the guideline and give it the keyboard; close it if it has the keyboard already."""
        if self.isVisible() and self.page.hasFocus():
            self.leave()
            return
        if self.page.document().isEmpty():
            # the catalogue names the file in the interface's own language
            name = self.tr("en.txt")
            self.page.setPlainText((theme.RESOURCES / "guideline" / name).read_text(encoding="utf-8"))
            self._set_off_headings()
        self.show()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_off_headings(self) -> None:
        """Format as headings the first line and each line after two or more empty lines."""
        document = self.page.document()
        look, block, empty = theme.heading_format(document.defaultFont(), 1), document.begin(), 2
        while block.isValid():
            if block.text() and empty >= 2:
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(look)
            empty = 0 if block.text() else empty + 1
            block = block.next()

    def leave(self) -> None:
        """Close the guideline; if it had the keyboard, the text gets it."""
        was_here = self.page.hasFocus()
        self.hide()
        if was_here:
            self.closed.emit()
