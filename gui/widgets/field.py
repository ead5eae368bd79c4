"""A field of the form: a line that completes what is typed from a list below it; the line keeps the keyboard."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListWidget, QWidget

from ..commands import is_typing, list_key
from ..style import theme
from ..style.plain_text import plain
from .own_keys import claims
from .vocabulary import Vocabulary

LEAST_WIDTH = 220  # the width of the list in pixels


class Field(QLineEdit):
    """A line in which letters are text: none of them reaches the window's single-key commands.

    The arrows choose a row of the list, Enter or Tab takes it. Letters typed as pinyin initials choose the first row by
    themselves, since the letters are not meant as text. Enter with no row chosen is left to the form.
    """

    looked_at = Signal()
    taken = Signal()

    def __init__(self, vocabulary: Vocabulary | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._list: QListWidget | None = None
        self._sign: QAction | None = None
        if vocabulary is not None:
            self.textEdited.connect(self._offer)
            self.textChanged.connect(self._forget)

    def offered(self) -> list[str]:
        """Return the rows of the list; none while it is hidden."""
        rows = self._list
        return [rows.item(row).text() for row in range(rows.count())] if rows is not None and rows.isVisible() else []

    def mark(self, sentence: str) -> None:
        """Mark the line as unreadable, with a sentence that says why; "" removes the mark."""
        if plain(sentence) == self.toolTip() and bool(sentence) == self.is_marked():
            return
        self.setToolTip(plain(sentence))
        self.setAccessibleDescription(sentence)
        if sentence and self._sign is None:
            self._sign = self.addAction(theme.warning_icon(), QLineEdit.ActionPosition.TrailingPosition)
        elif not sentence and self._sign is not None:
            self.removeAction(self._sign)
            self._sign.deleteLater()
            self._sign = None

    def is_marked(self) -> bool:
        """Tell whether the line is marked as unreadable."""
        return self._sign is not None

    # Qt's own

    def event(self, event: QEvent) -> bool:
        # otherwise the window's shortcuts would take keys typed here
        is_own = claims(event, lambda key: is_typing(key) or (list_key(key) == "drop" and self.offered()))
        return is_own or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = list_key(event) if self._vocabulary is not None else None
        if key == "next" and not self.offered():
            self._offer(self.text(), asked=True)
        elif key in ("next", "previous") and self._list is not None:
            self._move(1 if key == "next" else -1)
        elif key == "drop" and self.offered():
            self.drop_list()
        elif key != "take" or not self._take():
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._take()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.drop_list()

    # The list

    def _offer(self, typed: str, *, asked: bool = False) -> None:
        if self._vocabulary is None:
            return
        typed = typed.strip()
        if asked and not (typed and self.isModified()):
            words = self._vocabulary.suggested()
        else:
            words = self._vocabulary.match(typed) if typed else []
        if not words or words == [typed]:
            self.drop_list()
            return
        rows = self._shown_list()
        rows.clear()
        rows.addItems(words)
        initials = typed.isascii() and typed.isalpha() and typed.islower() and typed not in words
        rows.setCurrentRow(0 if initials or asked else -1)
        self._place(rows)

    def _move(self, by: int) -> None:
        if self._list is not None and self._list.count():
            # beyond either end no row is chosen, and Enter is left to the form again
            count = self._list.count() + 1
            self._list.setCurrentRow((self._list.currentRow() + 1 + by) % count - 1)

    def _take(self) -> bool:
        """Write the chosen row into the line; return whether there was one."""
        row = self._list.currentItem() if self._list is not None and self.offered() else None
        if row is None:
            self.drop_list()
            return False
        self.setText(row.text())
        self.drop_list()
        self.taken.emit()
        return True

    def _forget(self) -> None:
        """Hide the list where the line was given another figure's words: what it completes is gone."""
        if not self.isModified():
            self.drop_list()

    def drop_list(self) -> None:
        """Hide the list: what it completes is gone, or was taken."""
        if self._list is not None:
            self._list.hide()

    def _shown_list(self) -> QListWidget:
        if self._list is None:
            # not a window: that would take the keyboard, and the input method with it
            rows = QListWidget(self.window())
            rows.setAccessibleName(self.tr("Completions"))
            rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            rows.setFrameShape(QFrame.Shape.Box)
            rows.itemClicked.connect(lambda _: self._take())
            rows.hide()
            self._list = rows
        return self._list

    def _place(self, rows: QListWidget) -> None:
        """Put the list below the line, or above it where there is more space."""
        window = self.window()
        height = rows.sizeHintForRow(0) * rows.count() + 2 * rows.frameWidth()
        width = min(max(self.width(), LEAST_WIDTH), window.width())
        top_left = self.mapTo(window, QPoint(0, 0))
        left = min(top_left.x(), window.width() - width)
        below = top_left.y() + self.height()
        top = below if below + height <= window.height() else top_left.y() - height
        rows.setGeometry(QRect(left, top, width, height))
        rows.show()
        rows.raise_()
