"""The rows of a panel: how a table looks and is walked through that is read line by line and decided upon by key."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.looks.bar import give_bars


def prepare_rows(rows: QTableView, name: str, widths: Mapping[int, int]) -> None:
    """Make a table that has its columns one of lines, accessible by a name.

    `widths` of columns are in characters; columns that have none share the rest.
    """
    give_bars(rows)
    rows.setAccessibleName(name)
    rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    # an editable table switches input methods on, and single letters would no longer be keys
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setTabKeyNavigation(False)
    rows.setShowGrid(False)
    rows.setWordWrap(False)
    lines, columns = rows.verticalHeader(), rows.horizontalHeader()
    columns.hide()
    lines.hide()
    lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    lines.setDefaultSectionSize(round(rows.fontMetrics().height() * 1.5))
    em = rows.fontMetrics().horizontalAdvance("国")
    for column in range(columns.count()):
        if column in widths:
            rows.setColumnWidth(column, widths[column] * em)
        else:
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
