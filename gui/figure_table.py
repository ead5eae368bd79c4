"""The table pane: every figure of the report as a row, to sort, to filter and to go to."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.annotation.review import ReviewedFigure
from core.figure import KINDS, Span
from gui import theme, walk, words
from gui.session import Session
from gui.settings import Settings

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
SHOWN_ROLE = Qt.ItemDataRole.UserRole + 1
SURFACE_COLUMN, INDICATOR_COLUMN = 1, 2
# beyond this many changed rows one reset is cheaper than telling each
RESET_ABOVE = 200


def _first(shown: ReviewedFigure) -> Decimal:
    value = shown.figure.value
    return value[0] if isinstance(value, tuple) else value


class FigureModel(QAbstractTableModel):
    """The session's figures in text order, a column an attribute."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ReviewedFigure] = []
        # heading, shown text, sort key
        self._columns: list[tuple[str, Callable[[ReviewedFigure], str], Callable[[ReviewedFigure], Any]]] = [
            (self.tr("State"), words.state_text, words.state_of),
            (self.tr("Figure"), self._surface, lambda s: s.figure.start),
            (self.tr("Indicator"), lambda s: s.figure.indicator, lambda s: s.figure.indicator),
            (self.tr("Kind"), lambda s: words.word(s.figure.kind), lambda s: KINDS.index(s.figure.kind)),
            (self.tr("Bound"), lambda s: words.BOUND_SIGNS[s.figure.bound], lambda s: s.figure.bound),
            (self.tr("Value"), lambda s: words.number_text(s.figure.value), lambda s: float(_first(s))),
            (self.tr("Unit"), lambda s: s.figure.unit, lambda s: s.figure.unit),
            (self.tr("Status"), lambda s: words.word(s.figure.status), lambda s: s.figure.status),
            (self.tr("Period"), lambda s: s.figure.period or "", lambda s: s.figure.period or ""),
            (self.tr("Confidence"), _confidence_text, _confidence),
            (self.tr("Note"), lambda s: s.remark.note, lambda s: s.remark.note),
        ]
        session.opened.connect(self._reset)
        session.decided.connect(self._update)

    def shown(self, row: int) -> ReviewedFigure:
        """Return the figure of a row."""
        return self._rows[row]

    def row_of(self, shown: ReviewedFigure) -> int:
        """Return the row of a figure."""
        return walk.index_of(self._session.review.figures, shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self._rows[index.row()]
        _, text, key = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            sign = words.STATE_SIGNS[words.state_of(shown)] + " " if index.column() == 0 else ""
            return sign + text(shown)
        if role == SORT_ROLE:
            return key(shown)
        if role == SHOWN_ROLE:
            return shown
        if role == Qt.ItemDataRole.DecorationRole and self._columns[index.column()][0] == self.tr("Kind"):
            return theme.kind_icon(shown.figure.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 5:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and shown.state == "rejected":
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _surface(self, shown: ReviewedFigure) -> str:
        report = self._session.report
        return report.text[shown.figure.start : shown.figure.end].replace("\n", " ") if report else ""

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = list(self._session.review.figures)
        self.endResetModel()

    def _update(self, targets: list[Span]) -> None:
        figures = self._session.review.figures
        if len(figures) != len(self._rows) or len(targets) > RESET_ABOVE:
            self._reset()
            return
        for target in targets:
            shown = self._session.review.get(target)
            if shown is None:
                self._reset()
                return
            row = self.row_of(shown)
            if self._rows[row].target != target:
                self._reset()
                return
            self._rows[row] = shown
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))


def _confidence(shown: ReviewedFigure) -> float:
    return shown.proposed.confidence if shown.proposed else 1.0


def _confidence_text(shown: ReviewedFigure) -> str:
    return f"{shown.proposed.confidence:.0%}" if shown.proposed else ""


class FigureFilter(QSortFilterProxyModel):
    """The rows of one state and one kind, sorted by value rather than by text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = self.kind = self.words = ""
        self.setSortRole(SORT_ROLE)

    def choose(self, state: str, kind: str) -> None:
        """Show the rows of a state and a kind only; "" is any."""
        self.beginFilterChange()
        self.state, self.kind = state, kind
        self.endFilterChange()

    def look_for(self, words: str) -> None:
        """Show only the rows whose figure, indicator or unit holds some words; "" is any."""
        self.beginFilterChange()
        self.words = words.lower()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        shown = self.sourceModel().index(source_row, 0, source_parent).data(SHOWN_ROLE)
        if self.words:
            surface = self.sourceModel().index(source_row, SURFACE_COLUMN, source_parent).data()
            if not any(
                self.words in said.lower()
                for said in (surface, shown.figure.indicator, shown.figure.unit, shown.remark.note)
            ):
                return False
        return self.state in ("", words.state_of(shown)) and self.kind in ("", shown.figure.kind)


class Rows(QTableView):
    """A table that tells the row somebody points at from one Qt makes current when rows come and go."""

    pointed = Signal(QModelIndex)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pointed.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.pointed.emit(self.currentIndex())


class FigureTable(QWidget):
    """The table with its filters above it."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.model = FigureModel(session, self)
        self.filter = FigureFilter(self)
        self.filter.setSourceModel(self.model)
        self.table = self._make_table()
        self.states = self._make_choice(self.tr("All states"), words.STATES)
        self.kinds = self._make_choice(self.tr("All kinds"), words.KINDS)
        self._count = QLabel(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(8)
        for widget in (self.states, self.kinds, self._count):
            bar.addWidget(widget)
        bar.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table)
        self.filter.modelReset.connect(self._select_current)
        session.moved.connect(self._select_current)
        session.opened.connect(self._show_count)
        session.decided.connect(self._show_count)

    def _make_table(self) -> Rows:
        table = Rows(self)
        table.setObjectName("figures")
        table.setAccessibleName(self.tr("Figures"))
        table.setModel(self.filter)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # an editable table switches input methods on, and single letters would no longer reach the commands
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSortingEnabled(True)
        table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.6))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        em = table.fontMetrics().horizontalAdvance("国")
        for column, width in enumerate((8, 9, 20, 8, 5, 13, 7, 5, 10, 8, 8)):
            table.setColumnWidth(column, width * em)
        table.horizontalHeader().setSectionResizeMode(INDICATOR_COLUMN, QHeaderView.ResizeMode.Stretch)
        state = self._settings.state("table")
        if not state.isEmpty():
            table.horizontalHeader().restoreState(state)
        table.pointed.connect(self._go_to_row)
        return table

    def _make_choice(self, everything: str, names: dict[str, str]) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(everything)
        choice.addItem(everything, "")
        for name in names:
            choice.addItem(words.word(name), name)
        choice.currentIndexChanged.connect(self._choose)
        return choice

    def _choose(self) -> None:
        self.filter.choose(self.states.currentData(), self.kinds.currentData())
        self._show_count()
        self._select_current()

    def look_for(self, words: str) -> None:
        """Show only the figures that say some words; "" is any."""
        if words.lower() != self.filter.words:
            self.filter.look_for(words)
            self._show_count()
            self._select_current()

    def chosen(self) -> set[Span]:
        """Return the targets of the selected rows; of all rows shown where no more than one is selected."""
        rows = self.table.selectionModel().selectedRows()
        if len(rows) < 2:
            rows = [self.filter.index(row, 0) for row in range(self.filter.rowCount())]
        return {row.data(SHOWN_ROLE).target for row in rows}

    def _show_count(self) -> None:
        self._count.setText(self.tr("{shown} of {all}").format(shown=self.filter.rowCount(), all=self.model.rowCount()))

    def _go_to_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self._session.go_to(index.data(SHOWN_ROLE).target)

    def _select_current(self) -> None:
        shown = self._session.current
        row = self.model.row_of(shown) if shown is not None else self.model.rowCount()
        index = self.filter.mapFromSource(self.model.index(row, 1))
        chosen = self.table.selectionModel()
        if index.isValid() and chosen.isSelected(index) and self.table.hasFocus():
            # several rows are being selected, and going to the last of them must not let go of the others
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif index.isValid():
            self.table.setCurrentIndex(index)
        else:
            self.table.clearSelection()

    def keep_state(self) -> None:
        """Remember the columns' widths, order and sorting."""
        self._settings.keep_state("table", self.table.horizontalHeader().saveState())
