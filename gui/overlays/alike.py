"""More like this: after a rejection or a correction the undecided figures of the same shape are offered, quietly."""

import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from core.model.attributes import ATTRIBUTES
from core.model.decision import Decision, Step
from core.model.errors import UserError
from core.model.figure import Figure, Span, is_label
from core.review.review import Review, ReviewedFigure, add_beside, confirm, reject

from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel
from .many import Many, Plan, is_there

# what a correction may give to others; all else, and the span, are a figure's own
SHARED = tuple(one for one in ATTRIBUTES if one.is_for("shared"))
# the keys have rested so long when it is looked for, in milliseconds
REST_MS = 150
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二三四五六七八九十百千两]+")


def pattern(text: str, span: Span) -> str:
    """Return a span's words with the letter at each side where there is one, every numeral as #."""
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    said = (before if before.isalpha() else "") + text[span.start : span.end] + (after if after.isalpha() else "")
    return _NUMBER.sub("#", said)


def corrections(shown: ReviewedFigure) -> dict[str, Any]:
    """Return what was corrected of the kind, unit, bound and status, by name; {} where nothing was."""
    if shown.proposed is None or shown.state != "confirmed":
        return {}
    before, after = shown.proposed.figure, shown.figure
    names = [one.name for one in SHARED]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


def alike(review: Review, decided: ReviewedFigure, text: str) -> list[ReviewedFigure]:
    """Return the undecided figures a decision may hold for too.

    After a rejection: those whose words have the same pattern. After a correction: those of the same indicator, unit
    and kind as it had been proposed.
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
    """Return the same words elsewhere, not labelled so yet, as figures nobody has decided on."""
    span = labelled.figure.span
    spans = (Span(*found.span()) for found in re.finditer(re.escape(text[span.start : span.end]), text))
    made = (replace(labelled.figure, start=one.start, end=one.end) for one in spans)
    return [ReviewedFigure(one.span, one, None, None) for one in made if not is_there(review, one)]


class Alike(QObject):
    """Looks for what is alike once the key is done, says how many there are, and lists them when asked."""

    def __init__(self, session: Session, many: Many, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._many = session, many
        self._decided: ReviewedFigure | None = None
        self.found: list[ReviewedFigure] = []
        self.label = PlainLabel()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        session.decided.connect(self._follow)
        session.opened.connect(self._forget)
        self.label.hide()

    def list_alike(self) -> None:
        """List what is alike, to be rejected or corrected in the same way, together or one by one.

        Raises UserError where there is nothing.
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
            self._many.lay_out(Plan(title, lambda step, shown: reject(step, shown, reason), self.found))
            return
        changed = corrections(decided)
        said = " · ".join(words.said(one, decided.figure) for one in SHARED if one.name in changed)
        title = self.tr("Correct like {words}: {changes}").format(words=surface, changes=said)

        def correct(step: Step, shown: ReviewedFigure) -> Decision:
            return confirm(step, shown, replace(shown.figure, **changed))

        self._many.lay_out(Plan(title, correct, self.found))

    def _list_words(self, decided: ReviewedFigure, surface: str) -> None:
        taken, label = self._session.review.taken, words.word(decided.figure.kind)

        def add(step: Step, shown: ReviewedFigure) -> Decision:
            figure = shown.figure
            return add_beside(step, figure, taken()) if figure.span in taken() else step.add(figure)

        title = self.tr("Label {words} as {label}").format(words=surface, label=label)
        self._many.lay_out(Plan(title, add, self.found, adds=True))

    def _follow(self, targets: list[Span]) -> None:
        """Take up a decision that may hold for others; one that confirms as proposed leaves the offer standing."""
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
            if now is not None and now.decision == decided.decision:
                look = same_words if _is_label_alone(decided) else alike
                self.found = look(self._session.review, decided, report.text)
        count = len(self.found)
        self.label.setText(self.tr("A: {count} similar figures").format(count=count) if count else "")
        # an empty label would still take its gap from the bar
        self.label.setVisible(bool(count))

    def _forget(self) -> None:
        self._decided, self.found = None, []
        self.label.clear()
        self.label.hide()


def _shape(figure: Figure) -> tuple[str, str, str]:
    return figure.indicator, figure.unit, figure.kind


def _is_label_alone(shown: ReviewedFigure) -> bool:
    """Tell whether words without a number were given a label."""
    return shown.state == "added" and is_label(shown.figure.kind) and shown.figure.value == ()
