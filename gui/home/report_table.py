"""The reports of the store as a table for the home page: what is left of each, in groups by region or by year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..background.messages import note
from ..background.report_progress import ReportProgress
from ..library.grouping import Group, GroupBy, grouped
from ..style import theme
from ..style.collation import sort_key
from ..style.plain_text import plain
from ..style.words import QT_TRANSLATE_NOOP

ROW_ROLE, SHARE_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
"""The parent of what stands at the top."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BAR, GAP = 4, 8  # in pixels: the height of the bar of what is decided, and the space beside its words
LATER_THAN_ALL = float("inf")
"""The key of what is not known: it comes after all that is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it shows of a report and sorts by, and the sum that a group shows in it."""

    name: str
    title: str
    text: Callable[[ReportProgress], str]
    key: Callable[[ReportProgress], Any]
    number: Callable[[ReportProgress], int | None] | None = None


def _number(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _of_overview(name: str) -> Callable[[ReportProgress], int | None]:
    return lambda row: None if row.overview is None else getattr(row.overview, name)


def _counting(name: str, title: str, number: Callable[[ReportProgress], int | None]) -> Column:
    def key(row: ReportProgress) -> float:
        count = number(row)
        return LATER_THAN_ALL if count is None else -count

    return Column(name, title, lambda row: _number(number(row)), key, number)


def _last(row: ReportProgress, names: Mapping[str, str]) -> str:
    if row.overview is None or not row.overview.last_at:
        return ""
    at = datetime.fromisoformat(row.overview.last_at).astimezone().strftime("%Y-%m-%d %H:%M")
    # the column before it ends at its right edge
    return f"  {at}  {names.get(row.overview.last_by, '')}".rstrip()


COLUMNS: tuple[Column, ...] = (
    Column("report", QT_TRANSLATE_NOOP("home", "Report"), lambda row: row.title, lambda row: sort_key(row.title)),
    Column(
        "region",
        QT_TRANSLATE_NOOP("home", "Region"),
        lambda row: row.region,
        lambda row: (not row.region, sort_key(row.region)),
    ),
    Column("year", QT_TRANSLATE_NOOP("home", "Year"), lambda row: row.year, lambda row: (not row.year, row.year)),
    Column("decided", QT_TRANSLATE_NOOP("home", "Decided"), lambda row: row.progress, lambda row: row.share),
    _counting("undecided", QT_TRANSLATE_NOOP("home", "Undecided"), lambda row: row.undecided),
    _counting("unread", QT_TRANSLATE_NOOP("home", "Unrecognised"), _of_overview("unread")),
    _counting("disputed", QT_TRANSLATE_NOOP("home", "Disputed"), _of_overview("disputed")),
    Column(
        "last",
        QT_TRANSLATE_NOOP("home", "Last decision"),
        lambda row: "",
        lambda row: row.overview.last_at if row.overview is not None else "",
    ),
)
REPORT, DECIDED, LAST = 0, 3, len(COLUMNS) - 1


class ReportTableModel(QAbstractItemModel):
    """The rows of the library in the order of a column; where they are grouped, a row for each group over its own.

    `names` has the annotators' names by id.
    """

    def __init__(self, parent: Any = None) -> None:  # noqa: ANN401 (as Qt takes it)
        super().__init__(parent)
        self._rows: Sequence[ReportProgress] = ()
        self._groups: list[Group] = []
        self.names: Mapping[str, str] = {}
        self.group_by: GroupBy = "none"
        self._by, self._falling = -1, False
        self._bold = QFont()
        self._bold.setBold(True)

    # What is shown

    def take(self, rows: Sequence[ReportProgress], names: Mapping[str, str]) -> None:
        """Show these rows."""
        if [row.digest for row in rows] == [row.digest for row in self._rows] and self._by < 0 and not self._is_grouped:
            # only counts have changed: the selection and the place in the list stay
            self._rows, self.names = rows, names
            self._groups = [Group("", rows)]
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, LAST))
            return
        self._rows, self.names = rows, names
        self._arrange()

    def group(self, by: GroupBy) -> None:
        """Group the rows otherwise."""
        self.group_by = by
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1 the rows stand as the library lists them."""
        self._by, self._falling = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    @property
    def _is_grouped(self) -> bool:
        return self.group_by != "none"

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = list(self._rows)
        if self._by >= 0:
            rows.sort(key=COLUMNS[self._by].key, reverse=self._falling)
        self._groups = grouped(rows, self.group_by)
        self.endResetModel()

    def place_of(self, digest: str) -> QModelIndex:
        """Return where a report stands; an invalid index where it is not listed."""
        for at, group in enumerate(self._groups):
            for place, row in enumerate(group.rows):
                if row.digest == digest:
                    return self.index(place, 0, self.index(at, 0) if self._is_grouped else QModelIndex())
        return QModelIndex()

    def first(self) -> QModelIndex:
        """Return where the first report stands; an invalid index where there is none."""
        return self.place_of(self._groups[0].rows[0].digest) if self._groups and self._groups[0].rows else QModelIndex()

    def row_at(self, index: Index) -> ReportProgress | None:
        """Return the report at an index; None for a group's row."""
        if not index.isValid():
            return None
        if not self._is_grouped:
            return self._groups[0].rows[index.row()]
        at = index.internalId()
        return self._groups[at - 1].rows[index.row()] if at else None

    # Qt's own

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        # the id is the number of the group, from 1; 0 for what stands at the top
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        at = index.internalId() if index.isValid() else 0
        return self.createIndex(at - 1, 0, 0) if at else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if not self._is_grouped:
            return 0 if parent.isValid() else sum(len(group.rows) for group in self._groups)
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() or parent.column() else len(self._groups[parent.row()].rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("home", COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].number is not None:
            return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.row_at(index), COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number is not None else None
        if row is None:
            return self._of_group(self._groups[index.row()], column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return _last(row, self.names) if column.name == "last" else column.text(row)
        if column.name == "report" and role == Qt.ItemDataRole.ToolTipRole:
            return plain("\n".join((row.title, *map(note, row.entry.notes))))
        if column.name == "report" and row.strange:
            # what came in with something to look at is seen, and heard
            if role == Qt.ItemDataRole.DecorationRole:
                return theme.warning_icon()
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return "   ".join((row.title, *map(note, row.strange)))
        if role == ROW_ROLE:
            return row
        if role == SHARE_ROLE:
            return row.share
        if role == Qt.ItemDataRole.ForegroundRole and column.number is not None and not column.number(row):
            # nothing left to do there
            return QGuiApplication.palette().placeholderText()
        return None

    def _of_group(self, group: Group, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        decided, found = group.sums
        if role == SHARE_ROLE:
            return decided / found if found else 0.0
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column.name == "report":
            return f"{group.title}  ({len(group.rows)})"
        if column.name == "decided":
            return f"{decided:,}/{found:,}"
        if column.number is None:
            return ""
        counts = [count for row in group.rows if (count := column.number(row)) is not None]
        return f"{sum(counts):,}" if counts else ""


class ShareBar(QStyledItemDelegate):
    """Paints how much is decided as a bar under the words that say it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, round(option.fontMetrics.height() * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if not text:
            return
        is_chosen = bool(cell.state & QStyle.StateFlag.State_Selected)
        palette = cell.palette
        palette.setCurrentColorGroup(
            QPalette.ColorGroup.Active if cell.state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        )
        colour = palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text)
        box = cell.rect.adjusted(GAP, 0, -GAP, 0)
        words = cell.fontMetrics.horizontalAdvance("00,000/00,000")
        painter.save()
        painter.setPen(colour)
        painter.setFont(cell.font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        room = QRect(box.left() + words + GAP, box.center().y() - BAR // 2, box.width() - words - GAP, BAR)
        if room.width() > 2 * GAP:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.faint(colour))
            painter.drawRoundedRect(room, BAR / 2, BAR / 2)
            share = index.data(SHARE_ROLE)
            if share:
                done = theme.theme()["good" if share == 1 else "accent_line"]
                painter.setBrush(colour if is_chosen else done)
                room.setWidth(max(BAR, round(room.width() * share)))
                painter.drawRoundedRect(room, BAR / 2, BAR / 2)
        painter.restore()
