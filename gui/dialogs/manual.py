"""The manual in a window beside the main one: contents, text, a line that finds words, and the way back."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ..commands import find_key, native
from ..commands.widget_keys import MANUAL_BACK, MANUAL_FIND, MANUAL_FORWARD
from ..style import fonts, theme
from ..style.language import spoken_language
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel, plain
from . import manual_pages
from .manual_topics import topic_of

POINTS = 11.0
# in pixels
SIZE, CONTENTS, MARGIN = QSize(980, 720), 260, 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody reads: a page, and how far it is scrolled."""

    page: str
    top: int


class ManualText(QTextBrowser):
    """The text of a page; it loads nothing, neither from this machine nor from another."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class Manual:
    """Opens the manual's window, one at a time, over what asked for it: a dialog must be answered before the window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._shown: ManualWindow | None = None

    def show_manual(self) -> None:
        """Open the manual at what is said of the widget that has the keyboard."""
        self.show_for(self._window)

    def show_for(self, asking: QWidget) -> None:
        """Open the manual at what is said of the widget that has the keyboard in a window or a dialog."""
        modal = QApplication.activeModalWidget()
        parent = asking if modal is None or asking is modal else modal
        topic = topic_of(asking.focusWidget() or asking)
        if self._shown is None or not isValid(self._shown) or self._shown.parentWidget() is not parent:
            if self._shown is not None and isValid(self._shown):
                self._shown.close()
            self._shown = ManualWindow(parent)
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()
        self._shown.go(manual_pages.MANUALS[spoken_language()], topic)


class ManualWindow(QDialog):
    """Contents at the left, the text beside it; Alt+Left and Alt+Right go back and forward, Ctrl+F finds words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle(self.tr("Manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._page = ""
        self._topics: tuple[manual_pages.Topic, ...] = ()
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self.text = ManualText()
        self.text.setObjectName("manual text")
        self.text.setAccessibleName(self.windowTitle())
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setPalette(theme.page_palette())
        self.text.anchorClicked.connect(lambda link: self.follow(link.toString()))
        self.text.verticalScrollBar().valueChanged.connect(self._show_topic)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setIndentation(14)
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.itemClicked.connect(self._go_item)
        self.contents.itemActivated.connect(self._go_item)
        self._place()
        self.text.setFocus()

    def _place(self) -> None:
        self.back = self._button("←", self.tr("Back"), MANUAL_BACK, self.go_back)
        self.forward = self._button("→", self.tr("Forward"), MANUAL_FORWARD, self.go_forward)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in the manual"))
        self.line.setAccessibleName(self.tr("Find in the manual"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(320)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.count = PlainLabel()
        QShortcut(MANUAL_FIND, self, self._enter_line)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.count)
        row.addWidget(self.line, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.contents)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([CONTENTS, SIZE.width() - CONTENTS])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(splitter, 1)
        self.resize(room_on_screen(self, SIZE))

    def _button(self, sign: str, words: str, key: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(words)
        button.setToolTip(plain(f"{words} ({native([key])[0]})"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setEnabled(False)
        button.clicked.connect(lambda _=False: do())
        QShortcut(key, self, do)
        return button

    # Where one reads

    @property
    def page(self) -> str:
        """The file of the page that is shown."""
        return self._page

    @property
    def topic(self) -> str:
        """The name of the topic at the top of what is seen; "" before the first."""
        at = self._at_top()
        names = [one.name for one in self._topics if one.block == at]
        return min(names, key=len, default="")

    def go(self, page: str, topic: str = "") -> None:
        """Show a page at a topic, by its name or a heading's anchor; what was shown is one step back."""
        if self._page:
            self._back.append(self._here())
            self._forward.clear()
        self._show(page)
        block = next((one.block for one in self._topics if one.name == topic), 0)
        self._scroll_to(block)
        self._show_ways()

    def follow(self, link: str) -> None:
        """Go where a link of the page leads: inside the manual here, elsewhere in the browser."""
        page, _, anchor = link.partition("#")
        if page in ("", *manual_pages.PAGES):
            self.go(page or self._page, anchor)
        elif link.startswith("https://"):
            QDesktopServices.openUrl(QUrl(link))

    def go_back(self) -> None:
        """Go back to where one read before."""
        self._step(self._back, self._forward)

    def go_forward(self) -> None:
        """Go forward again."""
        self._step(self._forward, self._back)

    def _step(self, taken: list[Place], kept: list[Place]) -> None:
        if taken:
            kept.append(self._here())
            place = taken.pop()
            self._show(place.page)
            self.text.verticalScrollBar().setValue(place.top)
            self._show_ways()

    def _here(self) -> Place:
        return Place(self._page, self.text.verticalScrollBar().value())

    def _show_ways(self) -> None:
        self.back.setEnabled(bool(self._back))
        self.forward.setEnabled(bool(self._forward))
        self._show_topic()

    def _show(self, page: str) -> None:
        if page == self._page:
            return
        self._page = page
        # made before the text shows it: what is changed in a text that is laid out is laid out anew each time
        document = QTextDocument(self.text)
        document.setDefaultFont(fonts.reading_font(POINTS))
        document.setDocumentMargin(MARGIN)
        self._topics = manual_pages.fill(document, page)
        self.text.setDocument(document)
        self.contents.clear()
        above: list[QTreeWidgetItem] = []
        for topic in self._topics:
            item = QTreeWidgetItem([topic.title])
            item.setData(0, Qt.ItemDataRole.UserRole, topic.block)
            if not topic.title or (above and above[-1].data(0, Qt.ItemDataRole.UserRole) == topic.block):
                continue
            if topic.level > 2 and above:
                parent = next(one for one in reversed(above) if one.parent() is None)
                parent.addChild(item)
            else:
                self.contents.addTopLevelItem(item)
            above.append(item)
        self.contents.expandAll()
        self._find(self.line.text())

    def _go_item(self, item: QTreeWidgetItem) -> None:
        self._back.append(self._here())
        self._forward.clear()
        self._scroll_to(item.data(0, Qt.ItemDataRole.UserRole))
        self._show_ways()

    def _scroll_to(self, number: int) -> None:
        """Have a block at the top of what is seen, and the caret there: a screen reader goes on from it."""
        block = self.text.document().findBlockByNumber(number)
        self.text.setTextCursor(QTextCursor(block))
        top = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(round(top) - (MARGIN if not number else MARGIN // 3))

    def _at_top(self) -> int:
        """Return the block at which the topic begins that is at the top of what is seen."""
        cursor = self.text.cursorForPosition(self.text.viewport().rect().topLeft() + QPoint(MARGIN, MARGIN))
        begins = sorted({one.block for one in self._topics})
        place = bisect_right(begins, cursor.blockNumber())
        return begins[place - 1] if place else 0

    def _show_topic(self) -> None:
        """Choose the topic in the contents that is at the top of what is seen."""
        if not self._topics:
            return
        at = self._at_top()
        for item in self.contents.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            if item.data(0, Qt.ItemDataRole.UserRole) == at:
                self.contents.setCurrentItem(item)
                return

    # Finding words

    def _enter_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _find(self, words: str) -> None:
        """Light every place that has the words, and go to the first from what is seen on."""
        self._hits, self._hit = [], -1
        document = self.text.document()
        found = document.find(words) if words.strip() else QTextCursor()
        while not found.isNull():
            self._hits.append(found)
            found = document.find(words, found)
        if self._hits:
            self._find_on(1)
        else:
            self._light()

    def _find_on(self, by: int) -> None:
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self.text.setTextCursor(QTextCursor(self._hits[self._hit].block()))
            self.text.ensureCursorVisible()
        self._light()

    def _light(self) -> None:
        shown = []
        for place, hit in enumerate(self._hits):
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = hit, theme.hit_format(is_current=place == self._hit)
            shown.append(selection)
        self.text.setExtraSelections(shown)
        said = self.tr("{number} of {count}").format(number=self._hit + 1, count=len(self._hits))
        nothing = self.tr("Nothing found") if self.line.text().strip() else ""
        self.count.setText(said if self._hits else nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line Enter goes to the next place, with Shift to the one before; Escape leaves the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match find_key(event):
                case "next" | "previous" as where:
                    self._find_on(-1 if where == "previous" else 1)
                    return True
                case "drop":
                    self.line.clear()
                    self.text.setFocus()
                    return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Show the page in other colours where the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._page and self.isVisible():
            here = self._here()
            self.text.setPalette(theme.page_palette())
            self._page = ""
            self._show(here.page)
            self.text.verticalScrollBar().setValue(here.top)
