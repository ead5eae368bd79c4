"""A layout that sets widgets beside one another, and goes on below where the row is full, as words on a page."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Qt has layouts for rows, columns and grids, and none that goes on in a next row: a pane would grow too wide."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 6, *, spreads: bool = False, to_right: bool = False
    ) -> None:
        """Leave a gap between items; where it `spreads`, the last one of several in a row stands at its end.

        With `to_right` each row ends at the right.
        """
        super().__init__(parent)
        self._spreads, self._to_right = spreads, to_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rectangle: QRect) -> None:
        super().setGeometry(rectangle)
        self._set(rectangle, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of all in one row."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set(self, room: QRect, *, moves: bool) -> int:
        """Place the items in rows, each in the middle of its row's height, if it `moves`; return the height of all."""
        rows: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and x + width > room.width():
                rows.append([])
                x = 0
            rows[-1].append(item)
            x += width + self.spacing()
        y = room.y()
        for row in rows:
            height, x = max((item.sizeHint().height() for item in row), default=0), room.x()
            if self._to_right:
                width = sum(item.sizeHint().width() for item in row) + self.spacing() * (len(row) - 1)
                x += max(room.width() - width, 0)
            for item in row:
                size = item.sizeHint().boundedTo(QSize(max(room.width(), 1), height))
                if self._spreads and item is row[-1] and len(row) > 1:
                    x = max(x, room.x() + room.width() - size.width())
                if moves:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return y - self.spacing() - room.y()
