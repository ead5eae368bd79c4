"""The values of a cell: each with its report and its sentence; one of them stands, and each opens its report."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from core.panel.shown import ShownFact

from ..commands.widget_keys import menu_key
from ..style.plain_text import plain
from ..widgets.own_keys import claims, is_drop, is_enter

STANDS, VALUE, WORDING, REPORT, SENTENCE = range(5)
# columns are as wide as so many of the widest characters
WIDTHS = {STANDS: 3, VALUE: 9, WORDING: 11, REPORT: 12}
EM = "国"


class FactList(QTreeWidget):
    """The values of the current cell.

    `opened` carries the value whose report is to be opened, `preferred` the one that is to stand, and `left` that the
    table is to have the keyboard again.
    """

    opened = Signal(object)
    preferred = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.facts: Sequence[ShownFact] = ()
        self._rows: list[QTreeWidgetItem] = []
        self.setObjectName("panel values")
        self.setAccessibleName(self.tr("Values of the cell"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHeaderLabels(
            [self.tr("Stands"), self.tr("Value"), self.tr("Wording"), self.tr("Report"), self.tr("Sentence")]
        )
        character = self.fontMetrics().horizontalAdvance(EM)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, max(width * character, self.header().sectionSizeHint(column)))
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item: self._open(self.indexOfTopLevelItem(item)))
        self.itemClicked.connect(self._click)

    def show_facts(self, facts: Sequence[ShownFact]) -> None:
        """List the values of another cell."""
        self.facts = facts
        self.clear()
        self._rows = [self._row(fact) for fact in facts]
        self.addTopLevelItems(self._rows)
        self._fit_sentences()
        if self._rows:
            self.setCurrentItem(self._rows[0])

    def _row(self, fact: ShownFact) -> QTreeWidgetItem:
        state = self.tr("confirmed") if fact.is_confirmed else self.tr("proposal")
        value = f"{fact.value}  ({fact.rules})" if fact.rules else fact.value
        row = QTreeWidgetItem(["●" if fact.stands else "○", value, fact.wording, fact.title, ""])
        font = QFont(self.font())
        font.setItalic(not fact.is_confirmed)
        row.setFont(VALUE, font)
        row.setTextAlignment(STANDS, Qt.AlignmentFlag.AlignCenter)
        sentence = f"{fact.before}{fact.words}{fact.behind}"
        for column in range(self.columnCount()):
            row.setToolTip(column, plain(f"{fact.title} · {state}\n{sentence}"))
        stands = self.tr("stands") if fact.stands else self.tr("does not stand")
        row.setData(STANDS, Qt.ItemDataRole.AccessibleTextRole, stands)
        row.setData(VALUE, Qt.ItemDataRole.AccessibleTextRole, f"{value}, {state}")
        return row

    def _fit_sentences(self) -> None:
        """Cut the sentences around their numbers, so that each number is in sight."""
        metrics = self.fontMetrics()
        room = self.columnWidth(SENTENCE) - 12
        for row, fact in zip(self._rows, self.facts, strict=True):
            number = f"【{fact.words}】"
            half = max(0, room - metrics.horizontalAdvance(number)) // 2
            before = metrics.elidedText(fact.before, Qt.TextElideMode.ElideLeft, half)
            behind = metrics.elidedText(
                fact.behind,
                Qt.TextElideMode.ElideRight,
                room - metrics.horizontalAdvance(before) - metrics.horizontalAdvance(number),
            )
            row.setText(SENTENCE, f"{before}{number}{behind}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sentences()

    def event(self, event: QEvent) -> bool:
        return claims(event, _is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        if is_enter(event):
            self._open(at)
        elif menu_key(event) == "turn":
            self._prefer(at)
        elif is_drop(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.facts):
            self.opened.emit(self.facts[at])

    def _click(self, item: QTreeWidgetItem, column: int) -> None:
        if column == STANDS:
            self._prefer(self.indexOfTopLevelItem(item))

    def _prefer(self, at: int) -> None:
        if 0 <= at < len(self.facts):
            self.preferred.emit(self.facts[at])


def _is_own(key: QKeyEvent) -> bool:
    return is_enter(key) or is_drop(key) or menu_key(key) == "turn"
