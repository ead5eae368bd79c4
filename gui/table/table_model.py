"""The model of the table: the figures a filter wants, kept sorted row by row, so that no key has to sort them all."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from core.model.attributes import IN_WINDOW_ORDER, LATER, Attribute, AttributeName, Sort
from core.model.figure import Span, exact_value
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style import theme, words
from ..style.plain_text import plain
from .filters import FigureFilter

Index = QModelIndex | QPersistentModelIndex
SHOWN_ROLE = Qt.ItemDataRole.UserRole
STATE, SURFACE = range(2)


def column_of(name: AttributeName) -> int:
    """Return where the column of an attribute stands among all columns before any is moved."""
    first = [one.name for one in IN_WINDOW_ORDER if not one.is_later]
    return SURFACE + 1 + first.index(name)


INDICATOR, KIND, VALUE = column_of("indicator"), column_of("kind"), column_of("value")
# beyond this many changed rows one reset is cheaper than telling each
RESET_ABOVE = 200
BEHIND_MS = 20
# Qt asks for seven roles of each cell it paints, and has a default of its own for the others
ANSWERED = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.TextAlignmentRole,
        SHOWN_ROLE,
    )
)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Text = Callable[[ReviewedFigure], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, and what it shows, sorts by and copies of a figure."""

    title: str
    width: int
    text: Text
    key: Callable[[ReviewedFigure], Any]
    copied: Text | None = None
    hidden: bool = False


_WIDTHS: Mapping[Sort, int] = {"class": 8, "number": 13, "measure": 7, "word": 5, "phrase": 20, "time": 10, "year": 6}


def _column_of(one: Attribute, *, hidden: bool = False) -> Column:
    """Return the column of an attribute: what it shows, sorts by and copies goes by the sort of its values."""

    def text(shown: ReviewedFigure) -> str:
        return words.attribute_value(one, shown.figure)

    def kept(shown: ReviewedFigure) -> str:
        return getattr(shown.figure, one.name) or ""

    width = _WIDTHS[one.sort] if not one.is_later else _WIDTHS["time"]
    if one.name == "bound":
        return Column(words.attribute(one), width, _bound_sign, _bound, _bound_word)
    if one.sort == "number":
        return Column(words.attribute(one), width, text, _first, _exact)
    return Column(words.attribute(one), width, text, text if one.sort == "class" else kept, hidden=hidden)


class FigureTableModel(QAbstractTableModel):
    """The session's figures that a filter wants, in the order of a column, those alike in text order."""

    def __init__(self, session: Session, wanted: FigureFilter, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._wanted = session, wanted
        self._rows: list[ReviewedFigure] = []
        # parallel to the rows, ascending; descending the rows are told to Qt from the end
        self._keys: list[tuple[Any, ...]] = []
        self._key_of: dict[Span, tuple[Any, ...]] = {}
        self._by, self._falling = SURFACE, False
        # the font of rejected figures' rows: whatever it does not say is as in the table's own font
        self._struck_out = QFont()
        self._struck_out.setStrikeOut(True)
        self.columns = self._make_columns()
        # many rows come behind the paint of the text, which is read first
        self._soon = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._soon.timeout.connect(self.fill)
        session.opened.connect(self.fill)
        session.decided.connect(self._update)

    def _make_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("State"), 8, words.state_text, words.state_of),
            Column(self.tr("Figure"), 9, self.surface, _start),
            *(_column_of(one) for one in IN_WINDOW_ORDER if not one.is_later),
            Column(self.tr("Confidence"), 8, _confidence_text, _confidence, _exact_confidence),
            Column(self.tr("Section"), 12, self._section, _start, hidden=True),
            Column(self.tr("Decided"), 10, _decided_at, _decided_at, hidden=True),
            Column(self.tr("Note"), 8, lambda s: s.remark.note, lambda s: s.remark.note),
            # hardly any figure says one of these
            *(_column_of(one, hidden=True) for one in LATER),
        )

    # What is shown

    def shown(self, row: int) -> ReviewedFigure:
        """Return the figure of a row."""
        return self._rows[self._turned(row)]

    def row_of(self, target: Span) -> int | None:
        """Return the row of a target's figure; None where the filter does not want it."""
        key = self._key_of.get(target)
        return None if key is None else self._turned(bisect_left(self._keys, key))

    def surface(self, shown: ReviewedFigure) -> str:
        """Return a figure as the report writes it, on one line."""
        report = self._session.report
        return report.text[shown.figure.start : shown.figure.end].replace("\n", " ") if report else ""

    def surfaces(self) -> Iterator[tuple[ReviewedFigure, str]]:
        """Yield every figure of the report, wanted or not, with its surface."""
        return ((shown, self.surface(shown)) for shown in self._session.review.figures)

    def copied(self, rows: Iterable[int], columns: Iterable[int]) -> list[list[str]]:
        """Return cells as they are copied: values exact, no signs in place of words."""
        chosen = [self.columns[column] for column in columns]
        return [[(column.copied or column.text)(self.shown(row)) for column in chosen] for row in rows]

    def _section(self, shown: ReviewedFigure) -> str:
        headings = self._session.outline.headings if self._session.outline else ()
        at = bisect_left(headings, shown.figure.end, key=lambda heading: heading.span.start)
        return headings[at - 1].title if at else ""

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == VALUE else None
        shown = self.shown(index.row())
        if role == Qt.ItemDataRole.DecorationRole:
            return theme.kind_icon(shown.figure.kind) if column == KIND else None
        if role == Qt.ItemDataRole.FontRole:
            return self._struck_out if shown.state == "rejected" else None
        if role == SHOWN_ROLE:
            return shown
        text = self.cell(shown, column)
        return plain(text) if role == Qt.ItemDataRole.ToolTipRole else text.replace("\n", " ")

    def cell(self, shown: ReviewedFigure, column: int) -> str:
        """Return what a column says of a figure, its state with a sign before it."""
        sign = words.STATE_SIGNS[words.state_of(shown)] + " " if column == STATE else ""
        return sign + self.columns[column].text(shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        targets = [self.shown(index.row()).target for index in before]
        self._by, self._falling = column, order is Qt.SortOrder.DescendingOrder
        self._order(self._rows)
        rows = [self.row_of(target) for target in targets]
        after = [self.index(-1 if row is None else row, old.column()) for row, old in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Keeping the order

    def fill(self) -> None:
        """Take the figures anew, as another report or filter wants them."""
        self._soon.stop()
        self.beginResetModel()
        if self._wanted.is_open and not self._wanted.words:
            self._order(self._session.review.figures)
        else:
            self._order(shown for shown, surface in self.surfaces() if self._wanted.wants(shown, surface))
        self.endResetModel()

    def _order(self, figures: Iterable[ReviewedFigure]) -> None:
        if self._by == SURFACE and not self._falling:
            # in the order they are in already: the keys of 25,000 one by one would take a tenth of a second
            self._rows = sorted(figures, key=_in_text)
            self._keys = [(shown.figure.start, *_in_text(shown)) for shown in self._rows]
            self._key_of = {shown.target: key for shown, key in zip(self._rows, self._keys, strict=True)}
            return
        keyed = sorted(((self._key(shown), shown) for shown in figures), key=itemgetter(0))
        self._keys = [key for key, _ in keyed]
        self._rows = [shown for _, shown in keyed]
        self._key_of = {shown.target: key for key, shown in keyed}

    def _key(self, shown: ReviewedFigure) -> tuple[Any, ...]:
        place = _in_text(shown)
        return (self.columns[self._by].key(shown), *(map(int.__neg__, place) if self._falling else place))

    def _turned(self, place: int) -> int:
        return len(self._rows) - 1 - place if self._falling else place

    def _update(self, targets: list[Span]) -> None:
        if len(targets) > RESET_ABOVE or self._soon.isActive():
            self._soon.start()
            return
        for target in targets:
            shown = self._session.review.get(target)
            if shown is not None and not self._wanted.wants(shown, self.surface(shown)):
                shown = None
            key = None if shown is None else self._key(shown)
            before = self._key_of.get(target)
            if key is not None and key == before and shown is not None:
                place = bisect_left(self._keys, key)
                self._rows[place] = shown
                row = self._turned(place)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
                continue
            if before is not None:
                self._take_out(target, before)
            if key is not None and shown is not None:
                self._put_in(shown, key)

    def _take_out(self, target: Span, key: tuple[Any, ...]) -> None:
        place = bisect_left(self._keys, key)
        row = self._turned(place)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[place], self._rows[place], self._key_of[target]
        self.endRemoveRows()

    def _put_in(self, shown: ReviewedFigure, key: tuple[Any, ...]) -> None:
        place = bisect_left(self._keys, key)
        row = len(self._rows) - place if self._falling else place
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(place, key)
        self._rows.insert(place, shown)
        self._key_of[shown.target] = key
        self.endInsertRows()


def _in_text(shown: ReviewedFigure) -> tuple[int, ...]:
    return (shown.figure.start, shown.figure.end, *shown.target)


def _start(shown: ReviewedFigure) -> int:
    return shown.figure.start


def _first(shown: ReviewedFigure) -> Decimal:
    value = shown.figure.value
    return (*value, Decimal(0))[0] if isinstance(value, tuple) else value


def _bound_sign(shown: ReviewedFigure) -> str:
    return words.bound_sign(shown.figure)


def _bound(shown: ReviewedFigure) -> str:
    return words.bound_sign(shown.figure) and shown.figure.bound


def _bound_word(shown: ReviewedFigure) -> str:
    return words.bound_sign(shown.figure) and words.word(shown.figure.bound)


def _exact(shown: ReviewedFigure) -> str:
    value = exact_value(shown.figure.value)
    return ";".join(value) if isinstance(value, list) else value


def _confidence(shown: ReviewedFigure) -> float:
    return shown.proposed.confidence if shown.proposed else 1.0


def _confidence_text(shown: ReviewedFigure) -> str:
    return f"{shown.proposed.confidence:.0%}" if shown.proposed else ""


def _exact_confidence(shown: ReviewedFigure) -> str:
    return str(shown.proposed.confidence) if shown.proposed else ""


def _decided_at(shown: ReviewedFigure) -> str:
    if shown.decision is None:
        return ""
    return datetime.fromisoformat(shown.decision.at).astimezone().isoformat(" ", "seconds")[:19]
