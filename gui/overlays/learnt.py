"""The pane of what was learnt: each thing with the decisions it came from, to be switched off and on."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from core.model.decision import LearntKind
from core.model.errors import UserError
from core.review.learnt import Learnt, Source

from ..background.learning import Learning
from ..session.session import Session
from ..style.plain_text import plain
from ..style.stylesheet import draw_ticks
from ..widgets.own_keys import OwnTreeKeys
from ..widgets.wrapped_tree import WrappedTree
from .side_pane import SidePane

# where an item keeps what it is about: a thing learnt, or a decision
_ABOUT = Qt.ItemDataRole.UserRole


class LearntPane(SidePane):
    """Lists what was learnt from the annotator's own decisions.

    A tick says that it is used; Space or a click on it switches it, as a step that undo takes back. Enter or a click on
    a decision leads there: `chosen` carries the digest of its report and its target.
    """

    chosen = Signal(str, object)

    def __init__(self, session: Session, learning: Learning, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._learning = session, learning
        self.setObjectName("learnt")
        self.tree = WrappedTree(self.tr("What was learnt from your decisions"))
        draw_ticks(self.tree)
        self.tree.setExpandsOnDoubleClick(False)
        OwnTreeKeys(self.tree)
        self.tree.itemChanged.connect(self._switch)
        self.tree.itemActivated.connect(self._go)
        self.tree.itemClicked.connect(self._go)
        self.lay_out(self.tr("What was learnt"), self.tr("Close what was learnt"), self.tree)
        learning.changed.connect(self.fill_if_shown)
        session.opened.connect(self.fill_if_shown)
        session.decided.connect(self._count_again)

    def fill(self) -> None:
        """List what is learnt by now, from the decisions of this moment too."""
        self._learning.refresh()
        self.fill_if_shown()

    def fill_if_shown(self) -> None:
        """List what is learnt; what is unfolded, and the row that is chosen, stay so."""
        if self.isHidden():
            return
        unfolded = {one.key for one, item in self._items() if item.isExpanded()}
        current = self._row_of(self.tree.currentItem())
        with QSignalBlocker(self.tree):
            self.tree.clear()
            if self._session.is_blind:
                self.tree.addTopLevelItem(_note(self.tr("This report is read blind: nothing that was learnt is used.")))
            for one in self._learning.learnt:
                item = self._item(one)
                self.tree.addTopLevelItem(item)
                item.setExpanded(one.key in unfolded)
            if not self._learning.learnt:
                self.tree.addTopLevelItem(
                    _note(self.tr("Nothing yet. What you correct in the same way several times is listed here."))
                )
            chosen = next((item for one, item in self._items() if one.key == current), self.tree.topLevelItem(0))
            if chosen is not None:
                self.tree.setCurrentItem(chosen)

    def _count_again(self) -> None:
        """Tell how much is read by each thing in the open report."""
        if self.isHidden():
            return
        with QSignalBlocker(self.tree):
            for one, item in self._items():
                item.setText(0, self._words(one))

    def _items(self) -> Iterator[tuple[Learnt, QTreeWidgetItem]]:
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and isinstance(one := item.data(0, _ABOUT), Learnt):
                yield one, item

    def _row_of(self, item: QTreeWidgetItem | None) -> tuple[LearntKind, str] | None:
        while item is not None:
            if isinstance(about := item.data(0, _ABOUT), Learnt):
                return about.key
            item = item.parent()
        return None

    def _item(self, one: Learnt) -> QTreeWidgetItem:
        item = QTreeWidgetItem([self._words(one)])
        item.setData(0, _ABOUT, one)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if one.is_on else Qt.CheckState.Unchecked)
        item.setToolTip(0, plain(self.tr("Space or a click on the tick: use it, or use it no more")))
        for source in one.sources:
            item.addChild(self._decision(source, one.kind))
        return item

    def _words(self, one: Learnt) -> str:
        """Return what is read as what, and below how many decisions say so, and what came of it."""
        first = {
            "indicator": f"{one.words} → {one.becomes or self.tr('left out')}",
            "no_figure": self.tr("“{words}” is no figure").format(words=one.words),
            "unit": self.tr("unit of “{words}” → {unit}").format(words=one.words, unit=one.becomes),
        }[one.kind]
        counts = self.tr("{decisions} decisions · confirmed {confirmed} · against {contradicted} · here {here}")
        here = self._session.learnt.used[one.key]
        return f"{first}\n" + counts.format(
            decisions=len(one.sources), confirmed=one.confirmed, contradicted=one.contradicted, here=here
        )

    def _decision(self, source: Source, kind: LearntKind) -> QTreeWidgetItem:
        reports = {entry.digest: entry.title for entry in self._session.reports}
        at = datetime.fromisoformat(source.at).astimezone().strftime("%Y-%m-%d %H:%M")
        what = self.tr("rejected: {words}").format(words=source.was) if kind == "no_figure" else ""
        what = what or f"{source.was} → {source.said}"
        item = QTreeWidgetItem([f"{what}\n{reports.get(source.report, '')}  {at}"])
        item.setData(0, _ABOUT, source)
        item.setToolTip(0, plain(self.tr("Enter or a click: go to this decision")))
        return item

    def _switch(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _ABOUT)
        is_on = item.checkState(0) is Qt.CheckState.Checked
        if isinstance(one, Learnt) and is_on != one.is_on:
            # when Qt is done with the item, which is made anew by it
            QTimer.singleShot(0, self, lambda: self._write_switch(one, is_on=is_on))

    def _write_switch(self, one: Learnt, *, is_on: bool) -> None:
        try:
            self._learning.switch(one, is_on=is_on)
        except UserError as error:
            self._session.refused.emit(error)
            self.fill_if_shown()

    def _go(self, item: QTreeWidgetItem) -> None:
        source = item.data(0, _ABOUT)
        if isinstance(source, Source):
            QTimer.singleShot(0, self, lambda: self.chosen.emit(source.report, source.target))


def _note(words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    # it is read aloud as the current item, and is nothing that could be chosen
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
