"""The columns of the table: widths, order, sorting, and which are shown.

The indicator takes the rest of the width, and is the last to give way where there is little.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from ..preferences.settings import Settings
from ..style.plain_text import on_button
from ..widgets.menu_button import MenuButton
from .rows_view import RowTableView
from .table_model import INDICATOR, KIND, STATE, SURFACE, Column, FigureTableModel

LEAST_INDICATOR, WANTED_INDICATOR = 10, 20  # in characters
SHRINKS = 0.7
"""The share of its width that another column keeps at least where the indicator would have less than it wants."""
TITLE_ROOM = 14  # beside a column's title, in pixels
FIRST_COLUMNS = 13
"""How many columns there were while nobody wrote down how many."""


class Columns(QObject):
    """Manages the columns: dragging the border of the indicator's column takes width from the next column, or gives it.

    Where the pane is narrow the other columns give way first, down to a share of the widths they were given, then the
    indicator; where they do not fit beside its least width, the table scrolls sideways.
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
        self._wished = {place: header.sectionSize(place) or column.width * self._em for place, column in self._others()}
        wanted = WANTED_INDICATOR * self._em
        self._wanted = min(wanted, int(settings.number("figure_indicator", wanted)))
        self._leasts = self._measured()
        self.filter_by: Callable[[str], None] = lambda aspect: None
        """Opens the filter of an attribute; set by the table."""
        self.can_filter: Callable[[str], bool] = lambda aspect: False
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda point: self._ask(QPoint(point)))
        header.sectionResized.connect(self._share)
        table.resized.connect(self._fit)

    def offer(self, button: MenuButton) -> None:
        """List the columns in the menu of a button."""
        button.values.aboutToShow.connect(lambda: self._fill(button.values))

    def shown(self) -> list[int]:
        """Return the shown columns from left to right."""
        return self._table.shown_columns()

    def widen(self, column: int, width: int) -> None:
        """Give a column a width in pixels that its words need, if it has less."""
        if width > self._wished.get(column, width):
            self._wished[column] = self._leasts[column] = width
            self._fit()

    def keep_state(self) -> None:
        """Remember the columns' widths, order and sorting, and which are shown."""
        # the widths they were given, not those they have while there is little room
        self._resize(self._wished)
        self._settings.keep_state("figures", self._header.saveState())
        self._settings.keep("figure_columns", len(self._rows.columns))
        self._settings.keep("figure_indicator", self._wanted)
        self._fit()

    # The menu of the head

    def _ask(self, point: QPoint) -> None:
        """Show what can be done with the column under the pointer: its order, its filter, whether it is shown."""
        column = self._header.logicalIndexAt(point)
        menu = QMenu(self._header)
        if column >= 0:
            self._offer_column(menu, column)
            menu.addSeparator()
        columns = menu.addMenu(self.tr("Columns"))
        self._fill(columns)
        menu.addAction(self.tr("Columns as at first")).triggered.connect(self._as_at_first)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._header.mapToGlobal(point))

    def _offer_column(self, menu: QMenu, column: int) -> None:
        one, title = self._rows.columns[column], on_button(self._rows.columns[column].title)
        for text, order in (
            (self.tr("Sort ascending"), Qt.SortOrder.AscendingOrder),
            (self.tr("Sort descending"), Qt.SortOrder.DescendingOrder),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            is_by = self._header.sortIndicatorSection() == column
            action.setChecked(is_by and self._header.sortIndicatorOrder() == order)
            action.triggered.connect(lambda _=False, order=order: self._table.sortByColumn(column, order))
        aspect = one.attribute.name if one.attribute is not None else ("state" if column == STATE else "")
        if aspect and self.can_filter(aspect):
            menu.addSeparator()
            name = self.tr("Filter: {column}…").format(column=title)
            menu.addAction(name).triggered.connect(lambda: self.filter_by(aspect))
        if column != SURFACE:
            menu.addSeparator()
            hide = menu.addAction(self.tr("Hide “{column}”").format(column=title))
            hide.triggered.connect(lambda: self._show(column, shown=False))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for place, column in enumerate(self._rows.columns):
            row = menu.addAction(column.title)
            row.setCheckable(True)
            row.setChecked(not self._header.isSectionHidden(place))
            # the column of the figures themselves is always shown
            row.setEnabled(place != SURFACE)
            row.toggled.connect(lambda shown, place=place: self._show(place, shown=shown))

    def _show(self, place: int, *, shown: bool) -> None:
        self._table.setColumnHidden(place, not shown)
        self._fit()
        self.keep_state()

    def _as_at_first(self) -> None:
        """Show the columns that are shown at first, in their order and with their widths."""
        for place, column in enumerate(self._rows.columns):
            self._header.moveSection(self._header.visualIndex(place), place)
            self._table.setColumnHidden(place, column.hidden)
        self._wished = {place: column.width * self._em for place, column in self._others()}
        self._wanted, self._leasts = WANTED_INDICATOR * self._em, self._measured()
        self._fit()
        self.keep_state()

    # Widths

    def _others(self) -> list[tuple[int, Column]]:
        return [(place, one) for place, one in enumerate(self._rows.columns) if place != INDICATOR]

    def _measured(self) -> dict[int, int]:
        """Return the least width of each column but the indicator's: a share of its own, and its title whole."""
        metrics = self._header.fontMetrics()
        leasts = {
            place: min(
                self._wished[place],
                max(round(SHRINKS * self._wished[place]), metrics.horizontalAdvance(column.title) + TITLE_ROOM),
            )
            for place, column in self._others()
        }
        # what a state says is never cut, and no kind beside its colour
        return leasts | {place: self._wished[place] for place in (STATE, KIND)}

    def _share(self, column: int, before: int, now: int) -> None:
        """Take the widths that the user gives; what the indicator's border is dragged by, the column after it gives."""
        if self._fits or not before or not now:
            return
        shown = self.shown()
        if column == INDICATOR and column != shown[-1]:
            after = shown[shown.index(column) + 1]
            width = self._header.sectionSize(after) - (now - before)
            self._resize({after: max(width, self._header.minimumSectionSize())})
        self._wished |= {place: self._header.sectionSize(place) for place in shown if place != INDICATOR}
        self._leasts = self._measured()
        others = sum(self._wished[place] for place in shown if place != INDICATOR)
        left = self._header.width() - others
        self._wanted = max(LEAST_INDICATOR * self._em, min(WANTED_INDICATOR * self._em, left))
        self._fit()

    def _fit(self) -> None:
        """Give the indicator what the other columns leave of the width, and these less where that is too little."""
        header, shown = self._header, [place for place in self.shown() if place != INDICATOR]
        lacking = sum(self._wished[place] for place in shown) - (header.width() - self._wanted)
        spare = {place: self._wished[place] - self._leasts[place] for place in shown}
        share = min(1.0, lacking / sum(spare.values())) if lacking > 0 and any(spare.values()) else 0.0
        if header.isSectionHidden(INDICATOR):
            share = 0.0
        widths = {place: self._wished[place] - int(spare[place] * share) for place in shown}
        if not header.isSectionHidden(INDICATOR):
            widths[INDICATOR] = max(header.width() - sum(widths.values()), LEAST_INDICATOR * self._em)
        self._resize(widths)

    def _resize(self, widths: Mapping[int, int]) -> None:
        self._fits = True
        for place, width in widths.items():
            if not self._header.isSectionHidden(place) and self._header.sectionSize(place) != width:
                self._header.resizeSection(place, width)
        self._fits = False
