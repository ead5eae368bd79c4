"""The key sheet: every command with its keys, in a window in which it is searched, and as a PDF page to be printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.output import written

from ..commands import COMMANDS, MENUS, Menu, menu_words, shown_keys, text_of
from ..commands.command_search import CommandSearch
from ..preferences.settings import Settings
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel
from ..widgets.file_dialogs import FileDialogs
from . import dialogs

# millimetres, of an A4 page with two columns
MARGIN, ROW, COLUMN, KEYS = 10.0, 5.4, 94.0, 40.0
# rows become as low as this so that all of them fit on one page
LOWEST_ROW = 3.7
POINTS, TITLE_POINTS = 8.5, 11.0
DOTS_A_MM = 300 / 25.4


class KeySheet(QDialog):
    """Every command with its keys, in a window beside the main window.

    The line on top leaves only the rows that are found by words in either language, initials or a key. `spell` finds
    the initials of Chinese characters.
    """

    def __init__(self, parent: QWidget, spell: Callable[[str, Callable[[dict[str, str]], None]], None]) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search = CommandSearch()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find a command by its words, initials or key"))
        self.line.setAccessibleName(self.tr("Find a command"))
        self.line.setClearButtonEnabled(True)
        self.sheet = QTreeWidget()
        self.sheet.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.sheet.setRootIsDecorated(False)
        self.sheet.setAccessibleName(self.windowTitle())
        self._none = PlainLabel(self.tr("No key is found"))
        self._none.hide()
        # the commands that decide come first: the sheet is opened mostly for them
        for menu in sorted(MENUS, key=lambda name: name == "file"):
            self._add_group(menu)
        self.sheet.expandAll()
        header = self.sheet.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (self.line, self.sheet, self._none):
            layout.addWidget(widget)
        self.resize(room_on_screen(self, QSize(560, 680)))
        self.line.textChanged.connect(self._look_for)
        self.line.setFocus()
        # the answer may come when the sheet is closed and deleted
        spell(self._search.unlearnt, lambda letters: self._learn(letters) if isValid(self) else None)

    def _add_group(self, menu: Menu) -> None:
        group = QTreeWidgetItem([menu_words(menu)])
        bold = group.font(0)
        bold.setBold(True)
        group.setFont(0, bold)
        for command in COMMANDS:
            if command.menu == menu and shown_keys(command):
                row = QTreeWidgetItem([text_of(command), shown_keys(command)])
                row.setData(0, Qt.ItemDataRole.UserRole, command)
                row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                group.addChild(row)
        self.sheet.addTopLevelItem(group)

    def _learn(self, letters: dict[str, str]) -> None:
        self._search.learn(letters)
        self._look_for(self.line.text())

    def _look_for(self, typed: str) -> None:
        """Show the rows that are found, and the titles of the menus that have some."""
        found = 0
        for number in range(self.sheet.topLevelItemCount()):
            group = self.sheet.topLevelItem(number)
            assert group is not None
            rows = [one for row in range(group.childCount()) if (one := group.child(row)) is not None]
            for row in rows:
                row.setHidden(self._search.rank(typed, row.data(0, Qt.ItemDataRole.UserRole)) is None)
            shown = sum(not row.isHidden() for row in rows)
            group.setHidden(not shown)
            found += shown
        self._none.setVisible(not found)


class PrintedKeys(QObject):
    """Asks for a file and writes the key sheet into it; `message` carries a sentence that says where it is."""

    message = Signal(str)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._files = FileDialogs(settings, window)

    def save_key_sheet(self) -> None:
        """Ask where to save the key sheet, and write it."""
        path = dialogs.ask_key_sheet(self._files)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the key sheet as a PDF, completely or not at all; raise UserError where it cannot be written."""
        file = QBuffer()
        file.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(file)
        writer.setTitle(self.tr("Keys of Biaoshu"))
        writer.setResolution(300)
        margins = QMarginsF(MARGIN, MARGIN, 0, MARGIN)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                margins,
                QPageLayout.Unit.Millimeter,
            )
        )
        painter = QPainter(writer)
        try:
            self._draw(painter, writer)
        finally:
            painter.end()
        with written(path) as place:
            place.write(file.data().data())
        self.message.emit(self.tr("The key sheet is in {path}").format(path=path))

    def _draw(self, painter: QPainter, writer: QPdfWriter) -> None:
        room, place, page, listed = 297 - 2 * MARGIN, 0, 0, rows()
        # a blank row before each title, and the rows that may stay empty at the end of a column
        wanted = (len(listed) + sum(not words for _, words in listed)) / 2 + 2
        high = max(LOWEST_ROW, min(ROW, room / wanted))
        a_column = int(room / high)
        for keys, words in listed:
            if not words and place % a_column:
                # no title stands alone at the end of a column
                place += 1 if place % a_column < a_column - 3 else a_column - place % a_column
            if place // (2 * a_column) > page:
                page += 1
                writer.newPage()
            column, row = divmod(place, a_column)
            left, top = column % 2 * COLUMN, row * high
            size = (POINTS if words else TITLE_POINTS) * high / ROW
            self._write(painter, QRectF(left, top, KEYS - 3 if words else COLUMN, high), keys, size, bold=True)
            self._write(painter, QRectF(left + KEYS, top, COLUMN - KEYS - 3, high), words, size)
            place += 1

    def _write(self, painter: QPainter, place: QRectF, text: str, size: float, *, bold: bool = False) -> None:
        font = QFont(self._window.font())
        font.setPointSizeF(size)
        font.setBold(bold)
        painter.setFont(font)
        dots = QRectF(*(side * DOTS_A_MM for side in place.getRect()))  # type: ignore[attr-defined]
        painter.drawText(dots, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), text)


def rows() -> list[tuple[str, str]]:
    """Return the rows of the sheet, keys and words; the title of a menu has no words."""
    listed: list[tuple[str, str]] = []
    menus: list[Menu] = sorted(MENUS, key=lambda name: name == "file")
    for menu in menus:
        listed.append((menu_words(menu), ""))
        listed += [(shown_keys(one), text_of(one)) for one in COMMANDS if one.menu == menu and shown_keys(one)]
    return listed
