"""Texts from elsewhere are shown as they are: no name, label, note or path is read as markup, shortcut or sign.

Qt guesses from the looks of a text whether it is markup, above all in tool tips, and markup can open files. Every kind
of place that guesses has its function here, and there is no other way to such a place (tests/test_architecture.py).
"""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

# the word joiner: without width and invisible; no tag or entity of Qt has it
JOINER = "\u2060"
_OPENING = re.compile("[<&]")


def plain(text: str) -> str:
    """Return a text for a tool tip, or another place that guesses, so that it does not look like markup."""
    return _OPENING.sub(rf"\g<0>{JOINER}", text) if GuiQt.mightBeRichText(text) else text


def on_button(text: str) -> str:
    """Return a text for a button or a menu in which & marks no shortcut and a tab separates no key."""
    return text.replace("&", "&&").replace("\t", " ")


def in_title(text: str) -> str:
    """Return a text for a window's title in which [*] does not stand for unsaved changes."""
    return text.replace("[*]", "[*][*]")


class PlainLabel(QLabel):
    """A label that never reads its text as markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if text:
            self.setText(text)


class PlainBox(QMessageBox):
    """A message box that never reads its texts as markup; Qt's own guesses for the informative text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setInformativeText(self, text: str) -> None:
        super().setInformativeText(plain(text))
