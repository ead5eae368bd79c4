"""The overlay for settling disputes: goes through the passages on which annotators differ.

One key chooses a version.
"""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.agreement.passages import Passage
from core.agreement.settling import seal, sealed, settle
from core.model.errors import UserError
from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..background.workspace import Workspace
from ..commands import is_typing, with_keys_in_force
from ..commands.widget_keys import settle_key
from ..form.figure_form import FigureForm
from ..overlays.overlay import Overlay
from ..session.draft import Draft
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style.plain_text import PlainLabel
from ..text.report_view import ReportView
from ..widgets.key_buttons import KeyButtons
from ..widgets.own_keys import claims
from .annotators import Annotators
from .dispute_versions import VersionPane, heads
from .disputes import Disputes

# how many lines of a version are shown at most, and at least
SHOWN_LINES, LEAST_LINES = 8, 4


class SettlingOverlay(Overlay):
    """Shows the versions of a disputed passage side by side, until Escape or the last dispute; plain keys act on it.

    `closed` is emitted when it no longer needs the keyboard; `message` carries a sentence on how it ended.
    """

    message = Signal(str)

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        workspace: Workspace,
        annotators: Annotators,
        view: ReportView,
        form: FigureForm,
    ) -> None:
        super().__init__(view.window())
        self.setObjectName("settling")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Disputes"))
        self._session, self._verdicts, self._annotators = session, verdicts, annotators
        self._workspace, self._view, self._form = workspace, view, form
        self._at: Span | None = None
        self._awaited = ""
        self._elsewhere = Disputes(session, self)
        self._elsewhere.found.connect(self._open)
        self._elsewhere.nowhere.connect(self._look_back)
        self.panes: list[VersionPane] = []
        self._takes: list[KeyButtons] = []
        self._title = PlainLabel()
        self._title.setWordWrap(True)
        self.buttons = KeyButtons(
            (
                ("other", self.tr("Another reading, in the form"), "E"),
                ("none", self.tr("No figure"), "X"),
                ("previous", self.tr("Previous"), "↑"),
                ("next", self.tr("Next"), "↓"),
                ("undo", self.tr("Undo"), "U"),
                ("drop", self.tr("Close"), "Esc"),
            ),
            self,
        )
        self.buttons.asked.connect(self._answer)
        self._side_by_side = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._title)
        layout.addLayout(self._side_by_side)
        layout.addWidget(self.buttons)
        session.opened.connect(self._leave_quietly)
        session.decided.connect(self._arrive)
        annotators.changed.connect(self._follow)

    def settle_disputes(self) -> None:
        """Begin with the first open dispute, in this report or else in another one.

        Raises UserError where no report is open, or this one is read blind.
        """
        if self._session.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        here = self.passage() if self.is_open else None
        here = here or next((passage for passage in self._annotators.disputed() if passage.open), None)
        if here is None:
            self._elsewhere.search()
        else:
            self._begin(here)

    def _begin(self, passage: Passage) -> None:
        self._show(passage)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, digest: str) -> None:
        """Open a report with open disputes; the first of them is shown when its figures are found."""
        self._awaited = digest
        self._workspace.open_report(digest)

    def _arrive(self) -> None:
        report = self._session.report
        if self._session.ready and report is not None and report.digest == self._awaited:
            self._awaited = ""
            QTimer.singleShot(0, self, self.settle_disputes)

    def _look_back(self) -> None:
        """Show what was settled in this report, if anything was, since nothing is open in any report."""
        disputed = self._annotators.disputed()
        if disputed:
            self._begin(disputed[0])
        else:
            self.message.emit(self.tr("There are no unsettled disputes"))

    def title(self) -> str:
        """Return the line over the versions."""
        return self._title.text()

    def takes(self) -> list[KeyButtons]:
        """Return the button below each version that chooses it."""
        return self._takes

    def passage(self) -> Passage | None:
        """Return the passage that is shown."""
        return next((passage for passage in self._annotators.disputed() if passage.span == self._at), None)

    # Showing

    def _show(self, passage: Passage) -> None:
        report, outline = self._session.report, self._session.outline
        assert report is not None
        assert outline is not None
        self._at = passage.span
        self._pane_count(len(passage.versions))
        sentence = outline.sentence_at(passage.span.start)
        titles = heads(passage, self._annotators.name)
        for pane, version, head in zip(self.panes, passage.versions, titles, strict=True):
            pane.show_version(head, version, passage, report.text, sentence)
        self._say(passage)
        self.come()
        # the form and the table show the same figure
        here = next((target for target in passage.targets if self._session.review.get(target)), None)
        if here is not None:
            self._session.go_to(here)
        self._view.show_hits([passage.span], 0)

    def _pane_count(self, number: int) -> None:
        while len(self.panes) > number:
            self.panes.pop().deleteLater()
            self._takes.pop().deleteLater()
            column = self._side_by_side.takeAt(len(self.panes))
            if column is not None and (layout := column.layout()) is not None:
                layout.deleteLater()
        while len(self.panes) < number:
            key = str(len(self.panes) + 1)
            pane, take = VersionPane(self), KeyButtons(((key, self.tr("Choose this reading"), key),), self)
            take.asked.connect(lambda asked: self._take(int(asked)))
            self.panes.append(pane)
            column = QVBoxLayout()
            column.addWidget(pane)
            column.addWidget(take)
            self._takes.append(take)
            self._side_by_side.addLayout(column)
        line = self.fontMetrics().lineSpacing()
        self.want_rows(line * SHOWN_LINES, line * LEAST_LINES)

    def set_rows_height(self, height: int) -> None:
        """Set the height of the versions in pixels."""
        for pane in self.panes:
            pane.setFixedHeight(height)

    def come_back(self) -> None:
        """Highlight the passage again, or go on where it was settled meanwhile."""
        passage = self.passage()
        if passage is not None:
            self._view.show_hits([passage.span], 0)
        self._follow()

    def _say(self, passage: Passage) -> None:
        disputed = self._annotators.disputed()
        number, left = disputed.index(passage) + 1, sum(one.open for one in disputed)
        text = self.tr("Dispute {number} of {count}, {left} unsettled")
        title = text.format(number=number, count=len(disputed), left=left)
        if passage.settled:
            by = self._annotators.name(passage.settled[0].annotator)
            title += "    " + self.tr("settled by {name}: {reading}").format(name=by, reading=self._holding(passage))
        self._title.setText(title)
        for name in ("previous", "next"):
            self.buttons.allow(name, can=len(disputed) > 1)
        self.buttons.allow("other", can=any(row.figure for version in passage.versions for row in version.decisions))

    def _holding(self, passage: Passage) -> str:
        """Return the number of the version that holds in a settled passage, or that it is a reading of its own."""
        figures = tuple(sorted((row.figure for row in passage.settled if row.figure), key=lambda one: one.span))
        numbers = [number for number, version in enumerate(passage.versions, 1) if version.figures == figures]
        return str(numbers[0]) if numbers else self.tr("another reading")

    # Settling

    def _take(self, number: int) -> None:
        self._session.leave()
        passage = self.passage()
        if passage is not None and number <= len(passage.versions):
            self._session.write(settle(self._session.act(), passage, passage.versions[number - 1]))
            self._go_on()

    def _take_none(self) -> None:
        self._session.leave()
        passage = self.passage()
        if passage is not None:
            self._session.write(seal(self._session.act(), passage, []))
            self._go_on()

    def _open_form(self) -> None:
        """Show the first version that has a figure in the form, to be changed there; storing it settles the passage."""
        passage = self.passage()
        rows = [row for version in passage.versions for row in version.decisions if row.figure] if passage else []
        if passage is None or not rows:
            return
        first = rows[0]
        assert first.target is not None
        assert first.figure is not None
        proposed = next(
            (row.proposed for row in passage.decisions if row.target == first.target and row.proposed), None
        )
        draft = ReviewedFigure(first.target, first.figure, proposed, None)
        self._session.go_to(first.target, Draft(draft, partial(sealed, passage)))
        self._form.edit()

    def _go_on(self) -> None:
        """Go to the next open dispute, going round the end; close where there is none."""
        disputed = self._annotators.disputed()
        behind = [passage for passage in disputed if self._at is None or passage.span > self._at]
        following = next((passage for passage in [*behind, *disputed] if passage.open), None)
        if following is not None:
            self._show(following)
            return
        self._leave()
        self.message.emit(
            with_keys_in_force(
                self.tr(
                    "All {count} disputes of this report are settled. Press S to go on in another report, U to undo "
                    "the last one"
                )
            ).format(count=len(disputed))
        )

    def _go(self, by: int) -> None:
        disputed = self._annotators.disputed()
        at = next((at for at, passage in enumerate(disputed) if passage.span == self._at), 0)
        if disputed:
            self._show(disputed[(at + by) % len(disputed)])

    def _undo(self) -> None:
        """Undo the last step, and show the passage that it had settled."""
        was = {passage.span for passage in self._annotators.disputed() if passage.settled}
        self._verdicts.undo()
        reopened = next(
            (passage for passage in self._annotators.disputed() if passage.open and passage.span in was), None
        )
        if reopened is not None:
            self._show(reopened)

    def _follow(self) -> None:
        """Follow the log: where a passage was settled in the form, go on and take the keyboard back."""
        if not self.isVisible():
            return
        if self._annotators.blind:
            self._leave()
        elif self.hasFocus() or self.passage() is None:
            return
        elif not cast("Passage", self.passage()).open:
            # after the form has finished what it does on writing
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_on()

    def _leave(self) -> None:
        self._leave_quietly()
        self.closed.emit()

    def _leave_quietly(self) -> None:
        if self.is_open:
            self._view.show_hits([], None)
        self._at = None
        self.go()

    # Keys

    def event(self, event: QEvent) -> bool:
        if claims(event, lambda key: is_typing(key) or settle_key(key)):
            return True
        if event.type() == QEvent.Type.KeyPress and settle_key(cast("QKeyEvent", event)) in ("next", "previous"):
            # Tab goes to the next dispute, and not to the next widget
            self.keyPressEvent(cast("QKeyEvent", event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = settle_key(event)
        if isinstance(key, int):
            self._take(key)
        elif key is not None:
            self._answer(key)
        else:
            super().keyPressEvent(event)

    def _answer(self, key: str) -> None:
        if key in ("next", "previous"):
            self._go(1 if key == "next" else -1)
        else:
            {"other": self._open_form, "none": self._take_none, "undo": self._undo, "drop": self._leave}[key]()
