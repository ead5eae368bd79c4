"""The columns of the table: widths, order, sorting, and which are shown.

The indicator's takes the rest of the width.
"""

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView

from ..preferences.settings import Settings
from ..widgets.menu_button import MenuButton
from .rows_view import RowTableView
from .table_model import INDICATOR, SURFACE, FigureTableModel

LEAST_INDICATOR = 10  # in characters
FIRST_COLUMNS = 13
"""How many columns there were while nobody wrote down how many."""


class Columns(QObject):
    """Manages the columns: dragging the border of the indicator's column takes width from the next column, or gives it.

    Where the columns do not fit beside the indicator's least width, the table scrolls sideways.
    """

    def __init__(self, rows: FigureTableModel, table: RowTableView, settings: Settings) -> None:
        super().__init__(table)
        self._rows, self._table, self._settings = rows, table, settings
        self._header, self._fits = table.horizontalHeader(), False
        header = self._header
        header.setHighlightSections(False)
        # otherwise the header would be painted again whenever another row is selected, though it does not show that
        header.setSelectionModel(QItemSelectionModel(rows, header))
        header.setSectionsMovable(True)
        self._em = table.fontMetrics().horizontalAdvance("国")
        for place, column in enumerate(rows.columns):
            table.setColumnWidth(place, column.width * self._em)
            table.setColumnHidden(place, column.hidden)
        state = settings.state("figures")
        if not state.isEmpty():
            header.restoreState(state)
            # columns introduced after the state was kept would otherwise all be shown
            for place in range(int(settings.number("figure_columns", FIRST_COLUMNS)), len(rows.columns)):
                table.setColumnHidden(place, rows.columns[place].hidden)
                table.setColumnWidth(place, rows.columns[place].width * self._em)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionResized.connect(self._share)
        table.resized.connect(self._fit)

    def offer(self, button: MenuButton) -> None:
        """List the columns in the menu of a button, which also opens on the header."""
        button.values.aboutToShow.connect(lambda: self._fill(button))
        self._header.customContextMenuRequested.connect(
            lambda point: button.values.popup(self._header.mapToGlobal(QPoint(point)))
        )

    def shown(self) -> list[int]:
        """Return the shown columns from left to right."""
        columns = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [column for column in columns if not self._header.isSectionHidden(column)]

    def keep_state(self) -> None:
        """Remember the columns' widths, order and sorting, and which are shown."""
        self._settings.keep_state("figures", self._header.saveState())
        self._settings.keep("figure_columns", len(self._rows.columns))

    def _fill(self, button: MenuButton) -> None:
        button.values.clear()
        for place, column in enumerate(self._rows.columns):
            row = button.values.addAction(column.title)
            row.setCheckable(True)
            row.setChecked(not self._header.isSectionHidden(place))
            # the column of the figures themselves is always shown
            row.setEnabled(place != SURFACE)
            row.toggled.connect(lambda shown, place=place: self._show(place, shown))

    def _show(self, place: int, shown: bool) -> None:
        self._table.setColumnHidden(place, not shown)
        self._fit()
        self.keep_state()

    def _share(self, column: int, before: int, now: int) -> None:
        """Give the column after the indicator the width by which the indicator's border was dragged."""
        if self._fits or not before or not now:
            return
        shown = self.shown()
        if column == INDICATOR and column != shown[-1]:
            after = shown[shown.index(column) + 1]
            width = self._header.sectionSize(after) - (now - before)
            self._fits = True
            self._header.resizeSection(after, max(width, self._header.minimumSectionSize()))
            self._fits = False
        self._fit()

    def _fit(self) -> None:
        """Give the indicator what the other columns leave of the width."""
        header = self._header
        others = header.length() - header.sectionSize(INDICATOR)
        self._fits = True
        if not header.isSectionHidden(INDICATOR):
            header.resizeSection(INDICATOR, max(header.width() - others, LEAST_INDICATOR * self._em))
        self._fits = False
