"""The guideline: what is a figure and how it is labelled, in plain text beside the report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from gui import fonts, theme

WIDTH = 340  # pixels
POINTS = 10.5


class Guideline(QFrame):
    """A pane that its key opens, with the keyboard in it, and closes; Escape only goes back to the text."""

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
        title.addWidget(QLabel(self.tr("Guideline")), 1)
        title.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(title)
        layout.addWidget(self.page)
        self.hide()

    def toggle_guideline(self) -> None:
        """Open the guideline or put the keyboard into it; close it where the keyboard is there."""
        if self.isVisible() and self.page.hasFocus():
            self.leave()
            return
        if self.page.document().isEmpty():
            # the catalogue names the file in the interface's own language
            name = self.tr("en.txt")
            self.page.setPlainText((theme.RESOURCES / "guideline" / name).read_text(encoding="utf-8"))
        self.show()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close the guideline; the keyboard goes back to the text where it was here."""
        was_here = self.page.hasFocus()
        self.hide()
        if was_here:
            self.closed.emit()
