"""What annotators said differently in the panel: who said what of a wording, a concept, a cell or a question.

One key settles it.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.panel_act import Assignment, OwnConcept, PanelAct, QuestionAnswer, ValueChoice
from core.model.panel_standing import PanelDispute, PanelVersion

from ..style.act_words import answer_word
from ..style.words import word
from .answer_list import AnswerList


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
        self._list = AnswerList(self.tr("Disputes in the panel"), heads)
        self.rows, self.versions = self._list.rows, self._list.answers
        self._list.chosen.connect(self.settle)
        self._list.left.connect(self.left)
        self._list.moved.connect(self._show_current)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._list)

    def show_disputes(
        self, disputes: Sequence[PanelDispute], names: Mapping[str, str], concepts: Mapping[str, str]
    ) -> None:
        """List the disputes; `names` are those of annotators by id, `concepts` those of concepts by code."""
        self._disputes, self._names, self._concepts = disputes, names, concepts
        self._list.show_rows([(self._about(one), self._said_in_short(one)) for one in disputes])

    @property
    def current(self) -> PanelDispute | None:
        """The dispute that is current; None for none."""
        at = self._list.place
        return self._disputes[at] if 0 <= at < len(self._disputes) else None

    def settle(self, at: int) -> None:
        """Settle the current dispute by one of what was said."""
        one = self.current
        if one is not None and at < len(one.versions):
            self.settled.emit(one, one.versions[at].act)

    def _show_current(self) -> None:
        one = self.current
        question = (
            self.tr("{about}: what holds?").format(about=self._about(one))
            if one is not None
            else self.tr("Annotators agree on everything that was said in the panel.")
        )
        self._list.ask(question, [self._version(version) for version in one.versions] if one is not None else ())

    def _version(self, version: PanelVersion) -> str:
        who = ", ".join(self._names.get(id_, id_) for id_ in version.annotators)
        return f"{self._said(version.act)}  ({who})"

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
