"""What annotators said differently in the panel: who said what of a wording, a concept, a cell or a question.

One key settles it.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from core.model.panel_act import Assignment, OwnConcept, PanelAct, QuestionAnswer, ValueChoice
from core.model.panel_standing import PanelDispute

from ..commands.widget_keys import version_key
from ..style.act_words import answer_word
from ..style.plain_text import PlainLabel, on_button, plain
from ..style.words import word
from ..widgets.keyed_tree import KeyedTree

GAP = 12  # pixels
MOST_VERSIONS = 9
"""As many as there are digits for them."""
SUBJECT, SAID = range(2)


class DisputePane(QWidget):
    """Settles disputes; `settled` carries a dispute and the act that holds from now on, `left` that it is left."""

    settled = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._disputes: Sequence[PanelDispute] = ()
        self._names: Mapping[str, str] = {}
        self._concepts: Mapping[str, str] = {}
        heads = (self.tr("About"), self.tr("What is said"))
        self.rows = KeyedTree(self.tr("Disputes in the panel"), version_key, heads)
        self.rows.setColumnWidth(SUBJECT, 40 * self.fontMetrics().averageCharWidth())
        self.rows.asked.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_current)
        self.rows.currentItemChanged.connect(lambda *_: self._soon.start())
        self.heading = PlainLabel()
        self.heading.setWordWrap(True)
        self.versions = [QPushButton(str(number)) for number in range(1, MOST_VERSIONS + 1)]
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.addWidget(self.heading)
        for at, button in enumerate(self.versions):
            # their keys are the list's, and Enter is no press of a button
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, at=at: self.settle(at))
            column.addWidget(button)
        column.addStretch()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.rows)
        parts.addWidget(beside)
        parts.setSizes([560, 440])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def show_disputes(
        self, disputes: Sequence[PanelDispute], names: Mapping[str, str], concepts: Mapping[str, str]
    ) -> None:
        """List the disputes; `names` are those of annotators by id, `concepts` those of concepts by code."""
        at = max(0, self.rows.currentIndex().row())
        self._disputes, self._names, self._concepts = disputes, names, concepts
        self.rows.clear()
        items = [QTreeWidgetItem([self._about(one), self._said_in_short(one)]) for one in disputes]
        for item in items:
            item.setToolTip(SUBJECT, plain(item.text(SUBJECT)))
            item.setToolTip(SAID, plain(item.text(SAID)))
        self.rows.addTopLevelItems(items)
        if items:
            self.rows.setCurrentItem(items[min(at, len(items) - 1)])
        self._show_current()

    @property
    def current(self) -> PanelDispute | None:
        """The dispute that is current; None for none."""
        at = self.rows.currentIndex().row()
        return self._disputes[at] if 0 <= at < len(self._disputes) else None

    def settle(self, at: int) -> None:
        """Settle the current dispute by one of what was said."""
        one = self.current
        if one is not None and at < len(one.versions):
            self.settled.emit(one, one.versions[at].act)

    def _take(self, key: str) -> None:
        if key == "drop":
            self.left.emit()
        else:
            self.settle(int(key) - 1)

    def _show_current(self) -> None:
        one = self.current
        self.heading.setText(
            self.tr("{about}: what holds?").format(about=self._about(one))
            if one is not None
            else self.tr("Annotators agree on everything that was said in the panel.")
        )
        versions = one.versions if one is not None else ()
        for at, button in enumerate(self.versions):
            button.setVisible(at < len(versions))
            if at < len(versions):
                who = ", ".join(self._names.get(id_, id_) for id_ in versions[at].annotators)
                button.setText(on_button(f"{at + 1}  {self._said(versions[at].act)}  ({who})"))

    def _about(self, dispute: PanelDispute) -> str:
        act = dispute.versions[0].act
        match act:
            case Assignment():
                limit = f" ({word(act.kind)})" if act.kind else ""
                return self.tr("wording “{words}”").format(words=act.wording) + limit
            case OwnConcept():
                return self.tr("indicator {code}").format(code=act.code)
            case ValueChoice():
                return self.tr("cell {cell}").format(cell=act.cell.replace("|", " · "))
            case QuestionAnswer():
                return self.tr("question: {values}").format(values=" – ".join(act.values))

    def _said_in_short(self, dispute: PanelDispute) -> str:
        return "  |  ".join(self._said(version.act) for version in dispute.versions)

    def _said(self, act: PanelAct) -> str:
        match act:
            case Assignment():
                return self._concepts.get(act.concept or "", act.concept or self.tr("none of the indicators"))
            case OwnConcept():
                parts = (act.chinese, act.english, act.unit, self.tr("retired") if act.is_retired else "")
                return ", ".join(part for part in parts if part)
            case ValueChoice():
                return self.tr("another value") if act.fact is not None else self.tr("no choice")
            case QuestionAnswer():
                return answer_word(act.answer)
