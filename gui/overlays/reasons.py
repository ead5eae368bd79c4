"""The reasons pane: by which rules and words each attribute of the figure under decision was read."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from core.detection.rule import rule_texts
from core.model.attributes import IN_WINDOW_ORDER, AttributeName
from core.model.errors import UserError
from core.model.explanation import Explanation
from core.model.figure import Proposal, Reason, Span
from core.model.judgement import LEARNT
from core.model.report import Report
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style import design, labels, words
from ..style.plain_text import plain
from ..text.report_view import ReportView
from ..widgets.wrapped_tree import WrappedTree
from .side_pane import SidePane

# where an item keeps the attribute it is about
_ATTRIBUTE = Qt.ItemDataRole.UserRole


@cache
def _said() -> dict[str, Any]:
    """Return what an explanation says around the rules, in English and in Chinese."""
    return tomllib.loads((design.RESOURCES / "rules" / "words.toml").read_text(encoding="utf-8"))


class Explaining(Protocol):
    """What explains the numerals of a span (gui/background/engine.py)."""

    def explain(
        self,
        report: Report,
        span: Span,
        done: Callable[[list[Explanation]], None],
        failed: Callable[[UserError], None],
    ) -> int:
        """Explain the numerals that touch a span."""


class ReasonsPane(SidePane):
    """The reasons of the figure under decision, attribute by attribute.

    Where an attribute is selected in it, the words by which the attribute was read are highlighted in the text. Opened
    when words are selected that touch no figure under decision, the pane says why their numerals are no figures.
    """

    def __init__(self, session: Session, view: ReportView, engine: Explaining, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._view, self._engine = session, view, engine
        self._shown: ReviewedFigure | None = None
        # what was asked for last: an answer about something else comes too late
        self._asked_for: tuple[str, Span] | None = None
        self.setObjectName("reasons")
        self.tree = WrappedTree(self.tr("How the figure was read"))
        self.tree.currentItemChanged.connect(self._look_at)
        self.lay_out(self.tr("How it was read"), self.tr("Close the reasons"), self.tree)
        session.moved.connect(self._follow)
        session.opened.connect(self._follow)
        session.written.connect(self._follow)
        session.asked_known.connect(self._show_anew)

    def fill(self) -> None:
        """Show the reasons of the figure under decision, or of the numerals that are selected."""
        self._follow()
        selected, shown = self._view.selected(), self._session.current
        if selected is not None and (shown is None or not _touch(shown.target, selected)):
            self._explain(selected)

    def _follow(self) -> None:
        """Show the reasons of the figure under decision; nothing while the pane is closed."""
        if self.isHidden():
            return
        shown = self._session.current
        self.tree.blockSignals(True)
        # where only another attribute is looked at, the rows stay as they are
        if shown != self._shown or shown is None:
            self._shown = shown
            self.tree.clear()
            self._asked_for = None
            if shown is not None and (proposal := self._read_as(shown)) is not None:
                self.tree.addTopLevelItems(list(self._items(proposal, shown)))
            elif shown is not None:
                self._explain(shown.target)
            self.tree.expandAll()
        self._choose(self._session.attribute)
        self.tree.blockSignals(False)

    def _show_anew(self) -> None:
        """Show what the figure under decision leaves to ask, which is known by now."""
        self._shown = None
        self._follow()

    def _explain(self, span: Span) -> None:
        """Ask how the numerals of a span are read, or why they are no figures; show it when the answer comes."""
        report = self._session.report
        if report is None:
            return
        self._asked_for = asked_for = report.digest, span

        def show(explained: list[Explanation]) -> None:
            if self._asked_for == asked_for and not self.isHidden():
                self.tree.clear()
                self.tree.addTopLevelItems([item for one in explained for item in self._explained(one)])
                if not explained:
                    self.tree.addTopLevelItem(_item(self.tr("No numeral stands there.")))
                self.tree.expandAll()

        self._engine.explain(report, span, show, self._session.refused.emit)

    def _explained(self, one: Explanation) -> Iterator[QTreeWidgetItem]:
        """Make the items of a numeral of which nobody knows yet how it was read."""
        quoted = f"“{words.surface(self._text(), one.span)}”"
        left_out = next((left for left in self._session.learnt.left_out if left.figure.span == one.span), None)
        if left_out is not None:
            learnt = [reason for reason in left_out.reasons["span"] if reason.rule.startswith(LEARNT)]
            yield self._topic(f"{quoted}  {self._word('topics', 'none')}", learnt)
        elif one.exclusion is not None:
            of_class = self._word("exclusions", one.exclusion_class)
            yield self._topic(f"{quoted}  {self._word('topics', 'none')}: {of_class}", [one.exclusion])
        elif one.proposal is None:
            yield _item(f"{quoted}  {self._word('topics', 'unreadable')}")
        else:
            yield from self._items(one.proposal, None)

    def _items(self, proposal: Proposal, shown: ReviewedFigure | None) -> Iterator[QTreeWidgetItem]:
        """Make an item for the numeral, for what makes it doubtful, for each attribute, and for the other candidates.

        `shown` is the figure as it stands now, None where what was read is no figure of the report.
        """
        yield from self._questions(shown)
        yield self._topic(self._word("topics", "span"), proposal.reasons.get("span", ()))
        if doubts := proposal.reasons.get("confidence", ()):
            yield self._topic(f"{self._word('topics', 'confidence')}  {proposal.confidence:.0%}", doubts)
        for one in IN_WINDOW_ORDER:
            item = self._topic(
                f"{words.attribute(one)}  {words.attribute_value(one, proposal.figure) or '–'}",
                proposal.reasons.get(one.name, ()),
            )
            item.setData(0, _ATTRIBUTE, one.name)
            if shown is not None and getattr(shown.figure, one.name) != getattr(proposal.figure, one.name):
                item.addChild(_item(self._corrected(words.attribute_value(one, shown.figure))))
            yield item
        if proposal.candidates:
            others = QTreeWidgetItem([self._word("topics", "candidates")])
            for candidate in proposal.candidates:
                others.addChild(self._topic(candidate.text, [Reason(candidate.rule, candidate.words)]))
            yield others

    def _questions(self, shown: ReviewedFigure | None) -> Iterator[QTreeWidgetItem]:
        """Make an item for each question about a figure, with the sentences of the other figures it is about."""
        for finding in self._session.asked.get(shown.target, ()) if shown is not None else ():
            item = self._topic(finding.sentence("en" if labels.is_english() else "zh"), ())
            sentences = {side.sentence: self._text()[slice(*side.sentence)].strip() for side in finding.sides}
            for _, sentence in sorted(sentences.items()):
                item.addChild(_item(f"“{sentence}”"))
            yield item

    def _read_as(self, shown: ReviewedFigure) -> Proposal | None:
        """Return what tells how a figure was read: what stands proposed, else what was decided on."""
        known = (one for one in (shown.proposal, shown.proposed) if one is not None and one.reasons)
        return next(known, None)

    def _corrected(self, said: str) -> str:
        return self.tr("Corrected to {value}").format(value=said or "–")

    def _topic(self, title: str, reasons: Sequence[Reason]) -> QTreeWidgetItem:
        """Make an item with a line for each rule: what it does, and the words it decided by."""
        item = _item(title)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        # several decisions that taught the same are told of by one line: the pane of what was learnt lists them
        for line, reason in {self._line(reason): reason for reason in reversed(reasons)}.items():
            item.insertChild(0, _item(line, reason.rule))
        return item

    def _line(self, reason: Reason) -> str:
        text = rule_texts().get(reason.rule)
        sentence = (text.en if labels.is_english() else text.zh) if text is not None else reason.rule
        if reason.rule.startswith(LEARNT):
            sentence = self._word("learnt", reason.rule.removeprefix(LEARNT).partition(":")[0])
        quoted = " … ".join(f"“{words.surface(self._text(), span)}”" for span in reason.words)
        return "  ".join(part for part in (sentence, quoted) if part)

    def _text(self) -> str:
        return self._session.report.text if self._session.report is not None else ""

    def _word(self, table: str, name: str) -> str:
        english, chinese = _said()[table][name]
        return str(english if labels.is_english() else chinese)

    def _choose(self, attribute: AttributeName) -> None:
        """Select the item of an attribute, unless one of its rules is selected."""
        if _attribute_of(self.tree.currentItem()) == attribute:
            return
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and item.data(0, _ATTRIBUTE) == attribute:
                self.tree.setCurrentItem(item)

    def _look_at(self, item: QTreeWidgetItem | None) -> None:
        """Light the words of the attribute that was selected, or of the one that the selected rule read."""
        attribute = _attribute_of(item)
        if attribute is not None:
            self._session.look_at(attribute)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _attribute_of(item: QTreeWidgetItem | None) -> AttributeName | None:
    """Return the attribute that an item or the one it hangs from is about; None for the numeral and the candidates."""
    while item is not None:
        if (attribute := item.data(0, _ATTRIBUTE)) is not None:
            return cast(AttributeName, attribute)
        item = item.parent()
    return None


def _item(words_: str, tip: str = "") -> QTreeWidgetItem:
    """Make an item that shows some words and tells the id of its rule where the mouse rests on it."""
    item = QTreeWidgetItem([words_])
    item.setToolTip(0, plain(tip or words_))
    return item
