"""The list beside the panel: the concepts, years or regions that a table can be of, with a line to find one in."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from core.panel.shown import Head

from ..style import theme
from ..style.plain_text import plain
from ..widgets.find_line import FindLine
from ..widgets.own_keys import claims, is_drop, is_enter

Index = QModelIndex | QPersistentModelIndex
GAP = 8  # pixels between a name and what stands beside it


class SubjectModel(QAbstractListModel):
    """Names, with what stands beside them in grey."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heads: Sequence[Head] = ()

    def take(self, heads: Sequence[Head]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.heads = heads
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        head = self.heads[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return head.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return plain(f"{head.name} {head.note}".strip())
            case Qt.ItemDataRole.UserRole:
                return head
        return None


class SubjectDelegate(QStyledItemDelegate):
    """Draws what stands beside a name in grey at the right edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        head: Head = index.data(Qt.ItemDataRole.UserRole)
        metrics = option.fontMetrics
        beside = metrics.horizontalAdvance(head.note) + GAP if head.note else 0
        narrowed = QStyleOptionViewItem(option)
        self.initStyleOption(narrowed, index)
        # the background is drawn over the whole width, the name in what is left
        name = metrics.elidedText(narrowed.text, Qt.TextElideMode.ElideMiddle, option.rect.width() - beside - 2 * GAP)
        narrowed.text = name
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, narrowed, painter, option.widget)
        if head.note:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.save()
            painter.setPen(option.palette.highlightedText().color() if is_chosen else theme.theme()["muted"])
            room = QRect(option.rect).adjusted(0, 0, -GAP, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, head.note)
            painter.restore()


class SubjectView(QListView):
    """The list itself: Enter goes to the table, Escape too; `left` carries whether it was Enter."""

    left = Signal(bool)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_enter(key) or is_drop(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) or is_drop(event):
            self.left.emit(is_enter(event))
        else:
            super().keyPressEvent(event)


class SubjectList(QWidget):
    """Chooses what the table is of; `chosen` carries the key of a concept, a year or a place.

    `left` says that the list is left, and whether by Enter.
    """

    chosen = Signal(str)
    left = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._every: Sequence[Head] = ()
        self.model = SubjectModel(self)
        self.line, self.rows = FindLine(), SubjectView()
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._narrow)
        self.line.asked.connect(self._answer)
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(SubjectDelegate(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.rows.left.connect(self.left)
        self.rows.selectionModel().currentChanged.connect(self._choose)
        for part in (self.line, self.rows):
            # until it is said what they are of
            part.setAccessibleName(self.tr("Indicators"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.rows, 1)

    def show_heads(self, heads: Sequence[Head], name: str, current: str) -> None:
        """List these; `name` says what they are, `current` is the key of the one that is chosen already."""
        self._every = heads
        self.rows.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self._list(current)

    @property
    def current(self) -> str:
        """The key of the row that is chosen; "" for none."""
        index = self.rows.currentIndex()
        return self.model.heads[index.row()].key if index.isValid() else ""

    def _list(self, current: str) -> None:
        words = self.line.text().split()
        found = [head for head in self._every if all(word.casefold() in _searched(head) for word in words)]
        # that rows are listed anew is no choice of the user's
        self.rows.selectionModel().blockSignals(True)
        self.model.take(found)
        at = next((at for at, head in enumerate(found) if head.key == current), None)
        if at is not None:
            self.rows.setCurrentIndex(self.model.index(at))
        self.rows.selectionModel().blockSignals(False)
        self.rows.viewport().update()

    def _narrow(self) -> None:
        self._list(self.current)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.heads[index.row()].key)

    def _answer(self, key: str) -> None:
        if key == "drop":
            self.line.clear()
            self.left.emit(False)
            return
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.rows.currentIndex().isValid() and self.model.heads:
            self.rows.setCurrentIndex(self.model.index(0))


def _searched(head: Head) -> str:
    return f"{head.name} {head.key} {head.note} {head.words}".casefold()
