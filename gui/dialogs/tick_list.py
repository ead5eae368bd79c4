"""A list of values to tick, however many: a line to search in above, the number of each at its right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..commands.widget_keys import is_ticking, leaves_line
from ..style.design import sizes
from ..style.stylesheet import draw_ticks

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Tickable:
    """A value that can be ticked, with what is shown of it and how many there are; None where nobody says."""

    value: str
    text: str
    number: int | None = None


class _Rows(QAbstractTableModel):
    """The values that are shown, ticked or not; `turned` is emitted when a tick was set or taken off."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Sequence[Tickable] = ()
        self.ticked: dict[str, Tickable] = {}

    def show(self, rows: Sequence[Tickable]) -> None:
        """Show other values."""
        self.beginResetModel()
        self.shown = rows
        self.endResetModel()

    def turn(self, row: int) -> None:
        """Tick the value of a row, or take its tick off."""
        one = self.shown[row]
        if self.ticked.pop(one.value, None) is None:
            self.ticked[one.value] = one
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        self.turned.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return kept if index.column() else kept | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 (as Qt has it)
        one = self.shown[index.row()]
        if index.column():
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return str(one.number) if role == Qt.ItemDataRole.DisplayRole and one.number is not None else None
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if one.value in self.ticked else Qt.CheckState.Unchecked
        return None


class _Delegate(QStyledItemDelegate):
    """Leaves ticking to the view, in which a click anywhere in a row ticks it."""

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        return False


class _View(QTreeView):
    """Rows that Space and a click tick."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if is_ticking(event) and self.currentIndex().isValid() and isinstance(model, _Rows):
            model.turn(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Line(QLineEdit):
    """The line to search in; an arrow down leaves it for the rows."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if leaves_line(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TickList(QWidget):
    """Values to tick. Where none is ticked, that asks for all of them.

    `changed` is emitted when others are ticked. What was ticked stands first whenever the list is searched. With
    `pattern`, which makes a value of the words searched for, these words can be ticked themselves.
    """

    changed = Signal()

    def __init__(self, name: str, pattern: Callable[[str], Tickable] | None = None) -> None:
        super().__init__()
        self._all: Sequence[Tickable] = ()
        self._pattern = pattern
        self.setAccessibleName(name)
        self.line = _Line()
        self.line.setAccessibleName(self.tr("Search: {name}").format(name=name))
        self.line.setPlaceholderText(self.tr("Search. Nothing ticked takes all"))
        self.line.setClearButtonEnabled(True)
        self._rows, self.view = _Rows(), _View()
        self.view.setModel(self._rows)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setAccessibleName(name)
        draw_ticks(self.view)
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAllColumnsShowFocus(True)
        head = self.view.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(1, self.fontMetrics().horizontalAdvance("0000000"))
        layout = QVBoxLayout(self)
        within, between, _, _ = sizes().space
        layout.setContentsMargins(0, between, 0, 0)
        layout.setSpacing(within)
        layout.addWidget(self.line)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._search)
        self.line.left.connect(self._enter)
        self.view.clicked.connect(lambda index: self._rows.turn(index.row()))
        self._rows.turned.connect(self.changed)

    def offer(self, values: Iterable[Tickable]) -> None:
        """List other values; what is ticked stays ticked."""
        self._all = [*values]
        self._search()

    def tick(self, values: Iterable[str]) -> None:
        """Tick these values and no others."""
        known = {one.value: one for one in self._all}
        self._rows.ticked = {value: known.get(value, Tickable(value, value)) for value in values}
        self._search()
        self.changed.emit()

    def chosen(self) -> frozenset[str] | None:
        """Return what is ticked; None where nothing is, which asks for all."""
        return frozenset(self._rows.ticked) or None

    def shown(self) -> list[str]:
        """Return the texts of the rows that are listed."""
        return [one.text for one in self._rows.shown]

    def _search(self) -> None:
        words = self.line.text().lower().split()
        ticked = self._rows.ticked
        first = [*ticked.values()]
        if self._pattern is not None and words:
            made = self._pattern(self.line.text().strip())
            first += [] if made.value in ticked else [made]
        rest = (one for one in self._all if one.value not in ticked)
        self._rows.show(first + [one for one in rest if all(word in one.text.lower() for word in words)])

    def _enter(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._rows.index(0, 0))
