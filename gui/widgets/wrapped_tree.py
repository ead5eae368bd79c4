"""A tree of sentences: each line wraps, and is as high as its words are in the width that is there."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

MARGIN = 4  # pixels beside and between lines


class WrappedTree(QTreeWidget):
    """A tree without a head whose lines wrap; `accessible_name` is what a screen reader calls it."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(_WrappedLines(self))
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # the width is known before it is known whether all lines fit: each is given its height by it
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(accessible_name)


class _WrappedLines(QStyledItemDelegate):
    """Gives each line of a tree the height that its words take in the width that is there."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        self.initStyleOption(option, index)
        indent = self._tree.indentation() * (2 if index.parent().isValid() else 1)
        width = self._tree.viewport().width() - indent - 3 * MARGIN
        wrapped = option.fontMetrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, option.text)
        return QSize(width, max(hint.height(), wrapped.height() + MARGIN))
