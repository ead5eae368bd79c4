"""The guideline pane: plain text beside the report that says what a figure is and how it is labelled."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ..style import design, fonts, theme
from .side_pane import SidePane

POINTS = 10.5


class GuidelinePane(SidePane):
    """The text of the guideline, with its headings set off."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self.page = QPlainTextEdit()
        self.page.setReadOnly(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.document().setDefaultFont(fonts.reading_font(POINTS))
        self.page.document().setDocumentMargin(10)
        self.page.setAccessibleName(self.tr("Guideline"))
        self.lay_out(self.tr("Guideline"), self.tr("Close the guideline"), self.page)

    def fill(self) -> None:
        """Read the text of the guideline, when the pane is opened for the first time."""
        if self.page.document().isEmpty():
            # the catalogue names the file in the interface's own language
            name = self.tr("en.txt")
            self.page.setPlainText((design.RESOURCES / "guideline" / name).read_text(encoding="utf-8"))
            self._set_off_headings()

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
