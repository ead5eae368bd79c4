"""A list, and beside it what its current row asks with a button for each answer, given by its digit or a click."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from ..commands.widget_keys import version_key
from ..style.plain_text import PlainLabel, on_button, plain
from ..widgets.keyed_tree import KeyedTree

GAP = 12  # pixels
MOST_ANSWERS = 9
"""As many as there are digits for them."""


class AnswerList(QSplitter):
    """Asks one thing a row.

    `chosen` carries the place of an answer from 0 on, `left` that the list is left; `moved` asks for `ask`, since
    another row is current.
    """

    chosen = Signal(int)
    left = Signal()
    moved = Signal()

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        """`name` is what a screen reader says of the list, `heads` stand above its columns."""
        super().__init__(Qt.Orientation.Horizontal)
        self.rows = KeyedTree(name, version_key, heads)
        self.rows.setColumnWidth(0, 40 * self.fontMetrics().averageCharWidth())
        self.rows.asked.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.moved)
        self.rows.currentItemChanged.connect(lambda *_: self._soon.start())
        self.heading, self.below = PlainLabel(), PlainLabel()
        self.answers = [QPushButton(str(number)) for number in range(1, MOST_ANSWERS + 1)]
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(GAP, 0, 0, 0)
        for label in (self.heading, self.below):
            label.setWordWrap(True)
        column.addWidget(self.heading)
        for at, button in enumerate(self.answers):
            # their keys are the list's, and Enter is no press of a button
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            column.addWidget(button)
        column.addWidget(self.below)
        column.addStretch()
        self.setChildrenCollapsible(False)
        self.addWidget(self.rows)
        self.addWidget(beside)
        self.setSizes([560, 440])

    @property
    def place(self) -> int:
        """Which row is current; -1 for none."""
        return self.rows.currentIndex().row()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows in place of those before; the same place stays current."""
        at = max(0, self.place)
        self.rows.clear()
        items = [QTreeWidgetItem(list(row)) for row in rows]
        for item in items:
            for column in range(item.columnCount()):
                item.setToolTip(column, plain(item.text(column)))
        self.rows.addTopLevelItems(items)
        if items:
            self.rows.setCurrentItem(items[min(at, len(items) - 1)])
        self.moved.emit()

    def ask(self, question: str, answers: Sequence[str], below: str = "") -> None:
        """Show what the current row asks, and its answers; of more than there are digits for the first."""
        self.heading.setText(question)
        self.below.setText(below)
        for at, button in enumerate(self.answers):
            button.setVisible(at < len(answers))
            if at < len(answers):
                button.setText(on_button(f"{at + 1}  {answers[at]}"))

    def _take(self, key: str) -> None:
        if key == "drop":
            self.left.emit()
        else:
            self.chosen.emit(int(key) - 1)
