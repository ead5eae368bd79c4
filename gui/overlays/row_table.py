"""How a list in an overlay looks: a table that is read row by row and acted on by key."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..commands import is_typing
from ..style.stylesheet import draw_ticks
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.own_keys import claims

TICKED, NOT_TICKED = QT_TRANSLATE_NOOP("rows", "ticked"), QT_TRANSLATE_NOOP("rows", "not ticked")
# the widest character: column widths are given in multiples of it
EM = "国"
# how many rows are shown at most, and how many at least if there are so many
SHOWN_LINES, LEAST_LINES = 12, 3


TICK_ROLES = (Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole)


def tick(role: int, *, is_set: bool) -> Qt.CheckState | str:
    """Return for one of TICK_ROLES how the box of a row is drawn, or what a screen reader says of it."""
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if is_set else Qt.CheckState.Unchecked
    return QCoreApplication.translate("rows", TICKED if is_set else NOT_TICKED)


class KeyedRows(QTableView):
    """A list whose plain keys act on it, and not on the window, while it has the keyboard.

    `meaning_of` says what a key means here, None for one that Qt handles; `asked` carries the meaning. Tab goes from
    row to row.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget, meaning_of: Callable[[QKeyEvent], str | None]) -> None:
        super().__init__(parent)
        self._meaning_of = meaning_of

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or self._meaning_of(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning_of(event)
        if meaning is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(meaning)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return walk_rows(self, forward=forward)


def walk_rows(rows: QTableView, *, forward: bool) -> bool:
    """Select the next row for Tab, or the previous one for Shift+Tab; the last and the first row stay selected.

    Return True, which tells Qt that the keyboard has its place: Tab would else take it to another pane, where Enter
    decides on something else than the list.
    """
    row = rows.currentIndex().row() + (1 if forward else -1)
    if 0 <= row < rows.model().rowCount():
        rows.selectRow(row)
    return True


def prepare_rows(
    rows: QTableView, name: str, widths: Mapping[int, str], *, is_titled: bool = False, has_ticks: bool = False
) -> None:
    """Set up a table, whose model is set already, to be read row by row; `name` is its accessible name.

    A column is as wide as the text that `widths` has for it; the columns without one share the rest. `is_titled` shows
    the column titles above the rows; `has_ticks` says that rows have boxes to tick.
    """
    if has_ticks:
        draw_ticks(rows)
    rows.setAccessibleName(name)
    rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    # an editable table switches input methods on, and single letters would no longer be keys
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setTabKeyNavigation(False)
    rows.setShowGrid(False)
    rows.setWordWrap(False)
    lines, columns = rows.verticalHeader(), rows.horizontalHeader()
    columns.setVisible(is_titled)
    lines.hide()
    lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    lines.setDefaultSectionSize(round(rows.fontMetrics().height() * 1.5))
    for column in range(columns.count()):
        if column in widths:
            rows.setColumnWidth(column, rows.fontMetrics().horizontalAdvance(widths[column]))
        else:
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def lines_height(rows: QTableView, count: int) -> tuple[int, int]:
    """Return how high a table should be to show `count` rows, and how high it must be at least, in pixels."""
    line, frame = rows.verticalHeader().defaultSectionSize(), 4
    shown = min(max(count, 1), SHOWN_LINES)
    return line * shown + frame, line * min(shown, LEAST_LINES) + frame
