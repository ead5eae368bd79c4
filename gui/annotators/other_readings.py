"""Other readings of the figure under decision: those of other sources, one key each, and others' decisions."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject

from core.model.attributes import ATTRIBUTES
from core.model.decision import Decision
from core.model.errors import UserError
from core.model.figure import Figure, Proposal
from core.review.review import ReviewedFigure, confirm

from ..commands import COMMANDS, keys_of, native
from ..session.session import Session
from ..session.verdicts import is_in_the_way
from ..style import words
from ..style.plain_text import PlainLabel
from .annotators import Annotators
from .dispute_versions import attribute_text

_SIGNS = {"confirm": "confirmed", "reject": "rejected", "add": "added"}


class OtherReadings(QObject):
    """Keeps a label up to date that has a line for each other reading: what differs in it, or that it is the same.

    A decision is the same as the annotator's own only where its verdict is, too.
    """

    def __init__(self, session: Session, annotators: Annotators, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._annotators = session, annotators
        self.label = PlainLabel()
        self.label.setObjectName("beside")
        self.label.setWordWrap(True)
        self.label.hide()
        session.moved.connect(self._show)
        session.decided.connect(self._show)
        annotators.changed.connect(self._show)

    def others(self) -> Sequence[Proposal]:
        """Return the readings of other sources that differ from the first proposal of the figure under decision."""
        shown = self._session.current
        return self._session.alternatives.get(shown.target, ()) if shown is not None else ()

    def take_other(self, number: int) -> None:
        """Confirm the reading of the other source with this number, and go to the next undecided figure.

        Raises UserError where there is none, or where its span overlaps a figure that is confirmed.
        """
        shown, others = self._session.current, self.others()
        if shown is None or len(others) < number:
            raise UserError("No other source reads this figure differently.")
        other = others[number - 1]
        met = [one for one in self._session.review.touching(other.figure.span) if one.target != shown.target]
        if any(map(is_in_the_way, met)):
            raise UserError("That would overlap a confirmed figure. Move or reject that figure first.")
        step = self._session.act()
        if shown.state == "added":
            self._session.write([confirm(step, shown, other.figure)])
        else:
            self._session.write([step.confirm(shown.target, other.figure, other, shown.settles)])
        self._session.go_undecided(1)

    def _show(self) -> None:
        shown = self._session.current
        lines = [*self._sources(shown), *self._others(shown)] if shown is not None else []
        self.label.setText("\n".join(lines))
        self.label.setVisible(bool(lines))

    def _sources(self, shown: ReviewedFigure) -> Iterator[str]:
        if shown.proposed is not None and shown.proposed.source != words.DETECTOR:
            yield self.tr("proposed by {source}").format(source=shown.proposed.source)
        for number, other in enumerate(self.others(), 1):
            key = next((native(keys_of(command)) for command in COMMANDS if command.name == f"take_other:{number}"), [])
            head = f"{key[0]}  " if key else ""
            yield f"{head}{other.source} {other.confidence:.0%}: {self._otherwise(shown.figure, other.figure)}"

    def _others(self, shown: ReviewedFigure) -> Iterator[str]:
        alike: dict[str, list[str]] = {}
        for row in self._annotators.on(shown.target):
            alike.setdefault(self._decided(shown, row), []).append(self._annotators.name(row.annotator))
        for reading, names in alike.items():
            yield f"{'、'.join(names)} {reading}"

    def _decided(self, shown: ReviewedFigure, row: Decision) -> str:
        """Return what another annotator decided: the same only where both the verdict and all that is said are."""
        sign, mine = words.STATE_SIGNS[_SIGNS[row.verdict]], shown.state
        if row.figure is None:
            reason = f" ({words.word(row.reason)})" if row.reason else ""
            own = shown.decision.reason if shown.decision is not None else None
            if mine == "rejected" and own == row.reason:
                return f"{sign} {self.tr('the same decision')}"
            return f"{sign} {words.word('rejected')}{reason}"
        differing = self._differing(shown.figure, row.figure)
        if differing:
            return f"{sign} {differing}"
        is_same = mine in ("confirmed", "added")
        return f"{sign} {self.tr('the same decision') if is_same else self.tr('confirmed as shown here')}"

    def _otherwise(self, figure: Figure, other: Figure) -> str:
        """Return what differs in a source's reading, or that nothing does."""
        return self._differing(figure, other) or self.tr("the same reading")

    def _differing(self, figure: Figure, other: Figure) -> str:
        """Return what differs in a reading: its span, and the attributes that differ; "" where nothing does."""
        report = self._session.report
        assert report is not None
        parts = [
            attribute_text(other, one) for one in ATTRIBUTES if getattr(other, one.name) != getattr(figure, one.name)
        ]
        if other.span != figure.span:
            parts.insert(0, f"“{words.surface(report.text, other.span)}”")
        return " · ".join(parts)
