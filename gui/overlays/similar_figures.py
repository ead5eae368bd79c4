"""After a rejection, a correction or a label: offers to decide the similar undecided figures in the same way."""

import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QToolButton

from core.model.attributes import ATTRIBUTES
from core.model.decision import Decision, Step
from core.model.errors import UserError
from core.model.figure import Figure, Span, is_label
from core.review.review import Review, ReviewedFigure, add_beside, confirm, reject

from ..session.session import Session
from ..style import words
from .figure_list import FigureListOverlay, ListedAction, has_same

# the attributes that a correction may give to other figures; all others, and the span, hold for one figure only
SHARED = tuple(one for one in ATTRIBUTES if one.is_for("shared"))
# similar figures are looked for when no key was pressed for so many milliseconds
REST_MS = 150
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二三四五六七八九十百千两]+")


def pattern(text: str, span: Span) -> str:
    """Return the words of a span with the letter at each side, where there is one, and # for every numeral.

    For example, 增5.4个 around the span 5.4 gives 增#个.
    """
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    surface = (before if before.isalpha() else "") + text[span.start : span.end] + (after if after.isalpha() else "")
    return _NUMBER.sub("#", surface)


def corrections(shown: ReviewedFigure) -> dict[str, Any]:
    """Return the corrected values among the SHARED attributes (kind, unit, bound, status), by name; {} if none was."""
    if shown.proposed is None or shown.state != "confirmed":
        return {}
    before, after = shown.proposed.figure, shown.figure
    names = [one.name for one in SHARED]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


def similar(review: Review, decided: ReviewedFigure, text: str) -> list[ReviewedFigure]:
    """Return the undecided figures that a decision may hold for too.

    After a rejection: those whose words have the same `pattern`. After a correction: those whose indicator, unit and
    kind are what had been proposed for the corrected figure.
    """
    undecided = (shown for shown in review.figures if shown.state == "undecided")
    if decided.state == "rejected":
        looked_for = pattern(text, decided.figure.span)
        return [shown for shown in undecided if pattern(text, shown.figure.span) == looked_for]
    if decided.proposed is None or not corrections(decided):
        return []
    shape = _shape(decided.proposed.figure)
    return [shown for shown in undecided if _shape(shown.figure) == shape]


def same_words(review: Review, labelled: ReviewedFigure, text: str) -> list[ReviewedFigure]:
    """Return a figure, not decided yet, for each other place with the same words that has not this label."""
    span = labelled.figure.span
    spans = (Span(*found.span()) for found in re.finditer(re.escape(text[span.start : span.end]), text))
    made = (replace(labelled.figure, start=one.start, end=one.end) for one in spans)
    return [ReviewedFigure(one.span, one, None, None) for one in made if not has_same(review, one)]


class SimilarFigures(QObject):
    """Finds the figures similar to the one decided last, says in the status bar how many, and lists them when asked."""

    def __init__(self, session: Session, figure_list: FigureListOverlay, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._figure_list = session, figure_list
        self._decided: ReviewedFigure | None = None
        self.found: list[ReviewedFigure] = []
        self._listed: ListedAction | None = None
        self.label = QToolButton()
        self.label.setAutoRaise(True)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        session.decided.connect(self._follow)
        session.opened.connect(self._forget)
        self.label.hide()

    def has_some(self) -> bool:
        """Tell whether there are similar figures, or they are about to be looked for."""
        return bool(self.found) or self._rest.isActive()

    def list_similar(self) -> None:
        """List the similar figures, to be rejected, corrected or labelled in the same way, together or one by one.

        Raises UserError where there are none.
        """
        if self._rest.isActive():
            self._rest.stop()
            self._look()
        decided, text = self._decided, self._session.report.text if self._session.report else ""
        if decided is None or not self.found:
            raise UserError("No undecided figure is similar to the one rejected or corrected last.")
        surface = words.surface(text, decided.figure.span)
        if _is_label_alone(decided):
            self._list_words(decided, surface)
            return
        if decided.state == "rejected":
            reason = decided.decision.reason if decided.decision else None
            title = self.tr("Reject like {words}").format(words=surface)
            self._list(
                ListedAction(title, lambda step, shown: reject(step, shown, reason), self.tr("Reject"), self.found)
            )
            return
        changed = corrections(decided)
        changes = " · ".join(words.attribute_value(one, decided.figure) for one in SHARED if one.name in changed)
        title = self.tr("Correct like {words}: {changes}").format(words=surface, changes=changes)

        def correct(step: Step, shown: ReviewedFigure) -> Decision:
            return confirm(step, shown, replace(shown.figure, **changed))

        self._list(ListedAction(title, correct, self.tr("Correct"), self.found))

    def _list(self, action: ListedAction) -> None:
        self._listed = action
        self._figure_list.show_action(action)

    def _list_words(self, decided: ReviewedFigure, surface: str) -> None:
        taken, label = self._session.review.taken, words.word(decided.figure.kind)

        def add(step: Step, shown: ReviewedFigure) -> Decision:
            figure = shown.figure
            return add_beside(step, figure, taken()) if figure.span in taken() else step.add(figure)

        title = self.tr("Label {words} as {label}").format(words=surface, label=label)
        self._list(ListedAction(title, add, self.tr("Label"), self.found, adds=True))

    def _follow(self, targets: list[Span]) -> None:
        """Remember a decision that may hold for other figures; one that confirms what was proposed changes no offer."""
        decided = self._session.review.get(targets[0]) if len(targets) == 1 else None
        if decided is not None and (decided.state == "rejected" or corrections(decided) or _is_label_alone(decided)):
            self._decided = decided
        if self._decided is not None:
            self._rest.start()

    def _look(self) -> None:
        report, decided = self._session.report, self._decided
        self.found = []
        if report is not None and decided is not None:
            now = self._session.review.get(decided.target)
            stands = now is not None and now.decision == decided.decision
            if not stands and self._listed is not None:
                # what was to be done likewise is undone
                self._figure_list.drop(self._listed)
            if stands:
                find = same_words if _is_label_alone(decided) else similar
                self.found = find(self._session.review, decided, report.text)
        count = len(self.found)
        self.label.setText(self.tr("A: {count} similar figures").format(count=count) if count else "")
        # an empty label would still take its gap from the bar
        self.label.setVisible(bool(count))

    def _forget(self) -> None:
        self._decided, self.found = None, []
        self.label.setText("")
        self.label.hide()


def _shape(figure: Figure) -> tuple[str, str, str]:
    return figure.indicator, figure.unit, figure.kind


def _is_label_alone(shown: ReviewedFigure) -> bool:
    """Tell whether the annotator gave a label to words that hold no number."""
    return shown.state == "added" and is_label(shown.figure.kind) and shown.figure.value == ()
