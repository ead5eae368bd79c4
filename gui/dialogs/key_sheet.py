"""The key sheet as a PDF page, to be printed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from core.output import written

from ..commands import COMMANDS, MENUS, Menu, menu_title, shown_keys, text_of
from . import dialogs

# millimetres, of an A4 page with two columns
MARGIN, ROW, COLUMN, KEYS = 10.0, 5.4, 94.0, 40.0
# rows become as low as this so that all of them fit on one page
LOWEST_ROW = 4.0
POINTS, TITLE_POINTS = 8.5, 11.0
DOTS_A_MM = 300 / 25.4


class PrintedKeys(QObject):
    """Asks for a file and writes the key sheet into it; `message` carries a sentence that says where it is."""

    message = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def save_key_sheet(self) -> None:
        """Ask where to save the key sheet, and write it."""
        path = dialogs.ask_key_sheet(self._window)
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
        listed.append((menu_title(menu).replace("&", "").partition("(")[0], ""))
        listed += [(shown_keys(one), text_of(one)) for one in COMMANDS if one.menu == menu and shown_keys(one)]
    return listed
