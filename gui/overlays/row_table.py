"""The rows of a panel: how a table looks and is walked through that is read line by line and decided upon by key."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

# as wide as a character is high
EM = "国"
# so many lines are shown at most, and so many are shown at least where there are as many
SHOWN_LINES, LEAST_LINES = 12, 3


def prepare_rows(rows: QTableView, name: str, widths: Mapping[int, str], *, is_titled: bool = False) -> None:
    """Make a table that has its columns one of lines, accessible by a name.

    A column is as wide as the words `widths` has for it; those it has none for share the rest. Where it `is_titled` a
    line above says what the columns are.
    """
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
    """Return how high a panel's rows are to be for some lines, and how high at least."""
    line, frame = rows.verticalHeader().defaultSectionSize(), 4
    shown = min(max(count, 1), SHOWN_LINES)
    return line * shown + frame, line * min(shown, LEAST_LINES) + frame
