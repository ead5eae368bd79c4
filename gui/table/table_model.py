"""The model of the table: the figures a filter wants, kept sorted row by row, so that no key has to sort them all."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from core.model.attributes import IN_WINDOW_ORDER, LATER, Attribute, AttributeName, Sort
from core.model.figure import Span, exact_value
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style import theme, words
from ..style.collation import Ranks
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
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Text = Callable[[ReviewedFigure], str]
Key = Callable[[ReviewedFigure], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, and what it shows, sorts by and copies of a figure."""

    title: str
    width: int
    text: Text
    key: Key
    copied: Text | None = None
    hidden: bool = False
    attribute: Attribute | None = None
    """The attribute that the column shows, by which its cells are edited and filtered; None for what is no attribute.
    """
    is_number: bool = False
    """Whether its cells are numbers, which end at one line."""
    learn: Callable[[Sequence[ReviewedFigure]], Key] | None = None
    """Is told the figures before they are put in order, where what it sorts by depends on what all of them say.

    It returns a key that is made and compared more quickly than `key`, and puts these figures in the same order.
    """


_WIDTHS: Mapping[Sort, int] = {"class": 8, "number": 13, "measure": 7, "word": 5, "phrase": 20, "time": 10, "year": 6}


def _column_of(one: Attribute, *, hidden: bool = False) -> Column:
    """Return the column of an attribute: what it shows, sorts by and copies goes by the sort of its values."""

    def text(shown: ReviewedFigure) -> str:
        return words.attribute_value(one, shown.figure)

    def kept(shown: ReviewedFigure) -> str:
        return getattr(shown.figure, one.name) or ""

    width, title = _WIDTHS[one.sort] if not one.is_later else _WIDTHS["time"], words.attribute(one)
    if one.name == "bound":
        return Column(title, width, _bound_sign, _bound, _bound_word, attribute=one)
    if one.sort == "number":
        return Column(title, width, text, _first, _exact, attribute=one, is_number=True)
    if one.sort in ("phrase", "measure"):
        ranks = Ranks()

        def learn(figures: Sequence[ReviewedFigure]) -> Key:
            known = ranks.learn(set(map(kept, figures)))
            return lambda shown: known[getattr(shown.figure, one.name) or ""]

        return Column(
            title, width, text, lambda shown: ranks.key(kept(shown)), hidden=hidden, attribute=one, learn=learn
        )
    if one.sort == "class":
        # a few names, which stay the same until the rows are put in order again, also where a label is renamed
        names: dict[str, str] = {}

        def name(shown: ReviewedFigure) -> str:
            known = names.get(shown.figure.kind)
            return names.setdefault(shown.figure.kind, text(shown)) if known is None else known

        def anew(_figures: Sequence[ReviewedFigure]) -> Key:
            names.clear()
            return name

        return Column(title, width, text, name, hidden=hidden, attribute=one, learn=anew)
    return Column(title, width, text, kept, hidden=hidden, attribute=one)


class FigureTableModel(QAbstractTableModel):
    """The session's figures that a filter wants, in the order of a column, those alike in text order."""

    def __init__(self, session: Session, wanted: FigureFilter, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._wanted = session, wanted
        # ascending; descending the rows are told to Qt from the end
        self._rows: list[ReviewedFigure] = []
        # each row's figure by its target, in whatever order: a row is found by its key, which is made when it is asked
        self._there: dict[Span, ReviewedFigure] = {}
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
            Column(self.tr("Confidence"), 8, _confidence_text, _confidence, _exact_confidence, is_number=True),
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
        shown = self._there.get(target)
        return None if shown is None else self._turned(self._place(self._key(shown)))

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
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return RIGHT if self.columns[section].is_number else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[column].is_number else None
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
        self._order(self._in_order_of_text())
        rows = [self.row_of(target) for target in targets]
        after = [self.index(-1 if row is None else row, old.column()) for row, old in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Keeping the order

    def fill(self) -> None:
        """Take the figures anew, as another report or filter wants them."""
        self._soon.stop()
        self.beginResetModel()
        figures: Iterable[ReviewedFigure] = self._session.review.figures
        if not self._wanted.is_open or self._wanted.words:
            figures = (shown for shown, surface in self.surfaces() if self._wanted.wants(shown, surface))
        self._there = {shown.target: shown for shown in figures}
        # the review has them in the order of the text
        self._order([*self._there.values()])
        self.endResetModel()

    def _order(self, figures: list[ReviewedFigure]) -> None:
        """Put figures, which are in the order of the text, in the order of the column: those alike stay as they are."""
        column = self.columns[self._by]
        key = column.key if column.learn is None else column.learn(figures)
        if self._by != SURFACE or self._falling:
            figures.sort(key=key, reverse=self._falling)
        if self._falling:
            figures.reverse()
        self._rows = figures

    def _in_order_of_text(self) -> list[ReviewedFigure]:
        """Return the figures of the rows in text order, which the review has unless rows are still to come."""
        there = self._there
        if self._soon.isActive():
            return sorted(there.values(), key=_in_text)
        return [there[shown.target] for shown in self._session.review.figures if shown.target in there]

    def _place(self, key: tuple[Any, ...]) -> int:
        """Return where a key stands among the rows: the keys of a dozen of them are made, and none kept."""
        return bisect_left(self._rows, key, key=self._key)

    def _key(self, shown: ReviewedFigure) -> tuple[Any, ...]:
        place = _in_text(shown)
        return (self.columns[self._by].key(shown), *(map(int.__neg__, place) if self._falling else place))

    def _belongs(self, key: tuple[Any, ...], place: int) -> bool:
        """Tell whether a row of this key belongs at a place where one is: between the row before and the row behind.

        A figure whose edge was moved mostly stays where it is; a row that is taken out and put in has all rows painted.
        """
        rows = self._rows
        is_behind = place == 0 or self._key(rows[place - 1]) < key
        return is_behind and (place + 1 == len(rows) or key < self._key(rows[place + 1]))

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
            old = self._there.get(target)
            before = None if old is None else self._key(old)
            if key is not None and before is not None and shown is not None:
                place = self._place(before)
                if self._belongs(key, place):
                    self._rows[place] = self._there[target] = shown
                    row = self._turned(place)
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
                    continue
            if before is not None:
                self._take_out(target, before)
            if key is not None and shown is not None:
                self._put_in(shown, key)

    def _take_out(self, target: Span, key: tuple[Any, ...]) -> None:
        place = self._place(key)
        row = self._turned(place)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[place], self._there[target]
        self.endRemoveRows()

    def _put_in(self, shown: ReviewedFigure, key: tuple[Any, ...]) -> None:
        place = self._place(key)
        row = len(self._rows) - place if self._falling else place
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(place, shown)
        self._there[shown.target] = shown
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
