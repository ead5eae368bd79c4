"""The table of the report's figures, a row each, that can be sorted, filtered, copied and gone to."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QVBoxLayout, QWidget

from core.model.attributes import AttributeName
from core.model.figure import Span
from core.model.standing import NO_REMARK, latest
from core.review.review import ReviewedFigure

from ..commands import with_keys_in_force
from ..preferences.settings import Settings
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import fonts, words
from ..text.context_menus import Clicked, ContextMenus
from ..widgets.vocabulary import Vocabulary
from .cell_editor import CellEditor
from .columns import Columns
from .filter_bar import FilterBar
from .filters import Aspect, FigureFilter
from .rows_view import RowTableView
from .table_model import INDICATOR, STATE, SURFACE, FigureTableModel

# beside a cell's words, in pixels
PADDING = 16
AROUND = 2  # rows before and after that of the figure under decision


class FigureTable(QWidget):
    """The table with its filter bar above it.

    `selected` has the targets of the selected rows, or nothing where no more than one is selected.
    """

    selected = Signal(list)

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        vocabularies: Mapping[AttributeName, Vocabulary],
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.wanted = FigureFilter()
        self.model = FigureTableModel(session, self.wanted, self)
        self.filters = FilterBar(self.wanted, self._counts, self)
        self.table = self._make_table()
        self.columns = Columns(self.model, self.table, settings)
        self.columns.offer(self.filters.columns)
        self.editor = CellEditor(session, verdicts, vocabularies, self.table, self.model, self.selected_targets)
        self.table.edit_asked.connect(self._edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.table)
        self.filters.changed.connect(self._choose)
        self.filters.left.connect(self.table.setFocus)
        self.columns.filter_by = self.filter_by
        self.columns.can_filter = self.filters.buttons.__contains__
        # rows that came a moment ago are not in the scroll bar's range yet, and one chosen would stay half in sight
        self.model.rowsInserted.connect(self.table.updateGeometries)
        self.model.modelReset.connect(self.table.updateGeometries)
        self.model.modelReset.connect(self._select_current)
        self.model.layoutChanged.connect(self._show_current)
        self.model.modelReset.connect(self._show_count)
        self.table.selectionModel().selectionChanged.connect(lambda: self.selected.emit(self.selected_targets()))
        session.moved.connect(self._select_current)
        session.opened.connect(self._follow)
        session.decided.connect(self._fit)
        self._follow()

    def _make_table(self) -> RowTableView:
        table = RowTableView(self)
        table.setObjectName("figures")
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setAccessibleName(self.tr("Figures"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # an editable table switches input methods on, and single letters would no longer reach the commands
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSortingEnabled(True)
        table.sortByColumn(SURFACE, Qt.SortOrder.AscendingOrder)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(fonts.row_height(table.font()))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.row_chosen.connect(self._go_to_row)
        table.first_cell = INDICATOR
        return table

    def _edit(self, index: QModelIndex) -> None:
        """Edit a cell; where its column says no attribute, the indicator's beside it."""
        column = index.column() if self.editor.can_edit(index.column()) else INDICATOR
        self.editor.begin(index.row(), column)

    def offer(self, menus: ContextMenus) -> None:
        """Offer what is decided on a figure at the right mouse button, for the rows selected."""
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda point: self._ask(point, menus))

    def _ask(self, point: QPoint, menus: ContextMenus) -> None:
        if self.table.indexAt(point).isValid():
            clicked: Clicked = "rows" if self.selected_targets() else "row"
            menus.ask(clicked, self.table.viewport().mapToGlobal(point), self.table)

    # Verbs

    def filter_by(self, aspect: Aspect) -> None:
        """Open the filter's menu of an aspect; Left and Right lead to the others."""
        self.filters.open(aspect)

    def want_all(self) -> None:
        """Show every figure again."""
        self.filters.want_all()

    def choose_columns(self) -> None:
        """Open the menu of columns."""
        self.filters.open_columns()

    def copy(self) -> None:
        """Copy the selected rows under the heads of the columns shown, in their order.

        They are copied as lines of text and as a table, as spreadsheets take them.
        """
        from core.formats import clipboard_table

        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows(SURFACE))
        if not rows:
            return
        columns = self.columns.shown()
        head = [self.model.columns[column].title for column in columns]
        cells = self.model.copied(rows, columns)
        text, table = clipboard_table.copied(head, cells)
        data = QMimeData()
        data.setText(text)
        data.setHtml(table)
        QGuiApplication.clipboard().setMimeData(data)

    def look_for(self, words: str, meant: frozenset[Span]) -> None:
        """Show only the figures that say some words, and those at targets where the text means them; "" is any."""
        if (words.lower(), meant) != (self.wanted.words, self.wanted.meant):
            self.wanted.words, self.wanted.meant = words.lower(), meant
            self._choose()

    def select(self, targets: Iterable[Span]) -> None:
        """Choose the rows of some targets, as if they had been pointed at."""
        chosen, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen.clearSelection()
        for target in targets:
            row = self.model.row_of(target)
            if row is not None:
                chosen.select(self.model.index(row, SURFACE), flags.Select | flags.Rows)

    def chosen(self) -> set[Span]:
        """Return the targets of the selected rows; of all rows shown where no more than one is selected."""
        return set(self.selected_targets() or [self.model.shown(row).target for row in range(self.model.rowCount())])

    def keep_state(self) -> None:
        """Remember the columns' widths, order and sorting, and which are shown."""
        self.columns.keep_state()

    # Filter and columns

    def _choose(self) -> None:
        self.model.fill()
        self._show_count()

    def _counts(self, aspect: Aspect) -> dict[str, int]:
        if aspect == "annotator":
            self._look_who_decided()
        return self.wanted.counts(aspect, self.model.surfaces())

    def _look_who_decided(self) -> None:
        """Ask the store what others decided on this report."""
        store, report = self._session.store, self._session.report
        found: dict[Span, frozenset[str]] = {}
        if store is not None and report is not None:
            self.filters.names = store.annotators()
            for annotator in self.filters.names:
                if annotator != self._session.annotator and not self._session.is_blind:
                    for target in latest(store.log(report.digest, annotator)):
                        found[target] = found.get(target, frozenset()) | {annotator}
        self.wanted.deciders = found

    # Following the session

    def _follow(self) -> None:
        self.wanted.deciders = {}
        if self.wanted.chosen.get("annotator"):
            self._look_who_decided()
        self._fit([])

    def _fit(self, targets: list[Span]) -> None:
        """Make the State column wide enough for what it says now, and count."""
        review = self._session.review
        # of a report that opens all are told
        every = review.figures if len(targets) >= len(review.figures) else map(review.get, targets)
        found = (shown for shown in every if shown is not None and (shown.decision or shown.remark is not NO_REMARK))
        by_text = {_text_of(shown): shown for shown in found if not _is_plain(shown)}
        needed = [
            self._width(f"{words.STATE_SIGNS['rejected']} {words.state_text(shown)}") for shown in by_text.values()
        ]
        self.columns.widen(STATE, max(needed, default=0))
        # the row of a figure whose span grew was taken out and put in again
        if not self.table.selectionModel().hasSelection():
            self._select_current()
        self._show_count()

    def _width(self, text: str) -> int:
        return self.table.fontMetrics().horizontalAdvance(text) + PADDING

    def _show_count(self) -> None:
        shown, every = self.model.rowCount(), len(self._session.review.figures)
        self.filters.say_count(self.tr("{shown} of {all}").format(shown=shown, all=every))
        hint = self._reason_for_nothing() if not shown else ""
        if hint != self.table.hint:
            self.table.hint = hint
            self.table.setAccessibleDescription(hint)
            self.table.viewport().update()

    def _reason_for_nothing(self) -> str:
        if self._session.store is None:
            # said behind the first paint: asking a table for its viewport has PySide make 60 enumerations, 12 ms
            return ""
        if self._session.report is None:
            return self.tr("The figures of the report you open are listed here.")
        if not self._session.ready:
            return self.tr("The figures are being found…")
        if not self._session.review.figures:
            return with_keys_in_force(
                self.tr("No figure was found in this report. Select one in the text and press N to add it.")
            )
        if self.wanted.is_open:
            return self.tr("No figure contains these words. Look for others, or leave the find bar with Esc.")
        return self.tr("No figure matches the filter. Choose “Show all” above, or look for other words.")

    def selected_targets(self) -> list[Span]:
        """Return the targets of the selected rows where more than one is."""
        rows = self.table.selectionModel().selectedRows(SURFACE)
        return [self.model.shown(index.row()).target for index in rows] if len(rows) > 1 else []

    def _go_to_row(self, index: QModelIndex) -> None:
        if index.isValid() and not self._session.lead_to(self.model.shown(index.row()).target):
            self._select_current()

    def _show_current(self) -> None:
        """Bring the row under decision in sight again, wherever sorting put it."""
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _show_around(self, index: QModelIndex) -> None:
        """Have some rows before and after a row in sight: who walks through the text sees what comes next."""
        last = self.model.rowCount() - 1
        for row in (index.row() - AROUND, index.row() + AROUND, index.row()):
            self.table.scrollTo(self.model.index(min(max(row, 0), last), index.column()))

    def _select_current(self) -> None:
        shown = self._session.current
        row = self.model.row_of(shown.target) if shown is not None else None
        chosen, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        column = self.table.currentIndex().column() if self.table.is_in_cells else SURFACE
        index = self.model.index(row, column) if row is not None else QModelIndex()
        if index.isValid() and chosen.isSelected(index) and self.table.hasFocus():
            # several rows are being selected, and going to the last of them must not let go of the others
            chosen.setCurrentIndex(index, flags.NoUpdate)
        elif index.isValid():
            # the table's own way would take the Ctrl or Shift of the key that led here for a wish to select more
            chosen.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            if not self.table.hasFocus():
                self._show_around(index)
        else:
            self.table.clearSelection()


def _is_plain(shown: ReviewedFigure) -> bool:
    """Tell whether a state is said in a word, which every width has room for."""
    return shown.remark.note == "" and not shown.remark.flagged and _text_of(shown)[1] is None


def _text_of(shown: ReviewedFigure) -> tuple[object, ...]:
    """Return what the words of a state depend on."""
    reason = shown.decision.reason if shown.decision is not None else None
    return words.state_of(shown), reason, shown.remark.flagged, bool(shown.remark.note)
