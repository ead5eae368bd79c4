"""Foreign words as they are: no name, label, note, indicator or path is ever read as markup, as a key or as a sign.

Qt takes a text for markup by its looks wherever it is not told otherwise, in tool tips above all, and markup opens
files. Each sort of place has its function here, and there is no other way to such a place (tests/test_architecture.py).
"""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

# joins what it stands between, takes no room and is not seen; Qt knows no tag and no entity that has it
JOINER = "\u2060"
_OPENING = re.compile("[<&]")


def plain(text: str) -> str:
    """Return a text for a tool tip, or another place that guesses: one that looks like markup no longer does."""
    return _OPENING.sub(rf"\g<0>{JOINER}", text) if GuiQt.mightBeRichText(text) else text


def on_button(text: str) -> str:
    """Return a text for a button or a menu: an ampersand is no key's, what stands behind a tab no key."""
    return text.replace("&", "&&").replace("\t", " ")


def in_title(text: str) -> str:
    """Return a text for a window's title, where [*] is the sign of what is not saved."""
    return text.replace("[*]", "[*][*]")


class PlainLabel(QLabel):
    """A label that reads no markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if text:
            self.setText(text)


class PlainBox(QMessageBox):
    """A message box that reads no markup, in what it says further either, where Qt's own guesses."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setInformativeText(self, text: str) -> None:
        super().setInformativeText(plain(text))
