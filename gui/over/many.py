"""The list of an act on many figures: what it would decide, and what is left out; Enter does it as one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.annotation.decision import Decision, Step
from core.annotation.review import Review, ReviewedFigure, confirm
from core.figure import Figure
from gui.commands import with_keys_in_force
from gui.looks.plain import PlainLabel
from gui.looks.words import QT_TRANSLATE_NOOP
from gui.over.many_rows import BEFORE, FIGURE, READING, SURE, TAKEN, ManyModel, ManyRows, WordsBefore
from gui.over.over_text import OverText
from gui.over.panel_rows import EM, lines_height, prepare_rows
from gui.over.scope import SCOPES, Scope, stretch, undecided
from gui.session.session import Session
from gui.table.figure_table import FigureTable
from gui.text.report_view import ReportView

Act = Callable[[Step, ReviewedFigure], Decision]

LEASTS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

SCOPE_WORDS: dict[Scope, str] = {
    "sentence": QT_TRANSLATE_NOOP("many", "sentence"),
    "paragraph": QT_TRANSLATE_NOOP("many", "paragraph"),
    "section": QT_TRANSLATE_NOOP("many", "section"),
    "table": QT_TRANSLATE_NOOP("many", "table"),
    "report": QT_TRANSLATE_NOOP("many", "report"),
}


def is_undecided(shown: ReviewedFigure) -> bool:
    """Tell whether nobody has decided on a figure."""
    return shown.state == "undecided"


@dataclass(frozen=True)
class Plan:
    """What is to be done to each figure listed, under a title; the figures themselves where no scope picks them.

    A plan that `adds` lists figures that are not there yet; of those that are there only what is `is_open` is listed.
    """

    title: str
    act: Act
    figures: Sequence[ReviewedFigure] | None = None
    adds: bool = False
    is_open: Callable[[ReviewedFigure], bool] = is_undecided


class Many(OverText):
    """A list over the text, there from its key to Enter or Escape, its figures lit in the text below.

    `closed` gives the keyboard back, `told` says what was done.
    """

    told = Signal(str)

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("many")
        self._session, self._view, self._table = session, view, table
        self._scope: Scope = "sentence"
        self._least, self._offset = 0, 0
        self._plan = self._confirming()
        self.model, self.rows = ManyModel(self), ManyRows(self)
        self._title, self._reading, self._hint = PlainLabel(), PlainLabel(), PlainLabel()
        self._prepare_rows()
        for label in (self._reading, self._hint):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        for widget in (self._title, self.rows, self._reading, self._hint):
            layout.addWidget(widget)
        self.rows.asked.connect(self._answer)
        session.opened.connect(self.go)

    def list_undecided(self) -> None:
        """List the undecided figures of the rows selected in the table, else of the sentence, to be confirmed."""
        self._scope = "table" if self._table.table.hasFocus() and self._table.several() else "sentence"
        self._least = 0
        self.lay_out(self._confirming())

    def lay_out(self, plan: Plan) -> None:
        """Show what a plan would do, with the keyboard in the list."""
        if self._session.report is None or not self._session.ready:
            return
        # what is typed would else be missing in the list
        self._session.leave()
        shown = self._session.current
        self._plan, self._offset = plan, shown.figure.start if shown is not None else 0
        self.model.left_out = set()
        self.come()
        self._list()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def title(self) -> str:
        """Return what is said over the list."""
        return self._title.text()

    def reading(self) -> str:
        """Return what the figure of the row chosen would say, in words."""
        return self._reading.text()

    def _confirming(self) -> Plan:
        return Plan(self.tr("Confirm"), confirm)

    def _prepare_rows(self) -> None:
        rows = self.rows
        rows.setModel(self.model)
        prepare_rows(
            rows, self.tr("What will be done"), {TAKEN: 2 * EM, FIGURE: 8 * EM, READING: 14 * EM, SURE: 4 * EM}
        )
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setItemDelegateForColumn(BEFORE, WordsBefore(rows))
        rows.selectionModel().currentRowChanged.connect(lambda index: self._look_at(index.row()))
        rows.doubleClicked.connect(lambda index: self._turn(index.row()))

    def _list(self) -> None:
        report = self._session.report
        assert report is not None
        self.model.show(self._found(len(report.text)), report.text)
        self.want_rows(*lines_height(self.rows, self.model.rowCount()))
        self.rows.selectRow(0)
        self._look_at(0)
        self._say()

    def come_back(self) -> None:
        """Light the figures listed again."""
        self._look_at(self.rows.currentIndex().row())

    def set_rows_height(self, height: int) -> None:
        """Make the list so high."""
        self.rows.setFixedHeight(height)

    def _look_at(self, row: int) -> None:
        """Light the figures listed in the text, and bring the one of a row in sight."""
        if not self.isVisible():
            return
        spans = [shown.figure.span for shown in self.model.figures]
        self._view.light_hits(spans, row if 0 <= row < len(spans) else None)
        self._reading.setText(self.model.reading(row) if 0 <= row < len(spans) else "")

    def _found(self, length: int) -> list[ReviewedFigure]:
        review = self._session.review
        if self._plan.figures is not None and self._plan.adds:
            return [shown for shown in self._plan.figures if not is_there(review, shown.figure)]
        if self._plan.figures is not None:
            fresh = (review.get(shown.target) for shown in self._plan.figures)
            return [shown for shown in fresh if shown is not None and self._plan.is_open(shown)]
        assert self._session.outline is not None
        least = LEASTS[self._least]
        found = undecided(review, stretch(self._session.outline, self._scope, self._offset, length), least)
        if self._scope != "table":
            return found
        in_table = self._table.chosen()
        return [shown for shown in found if shown.target in in_table]

    def _say(self) -> None:
        taken, listed = len(self.model.taken()), self.model.rowCount()
        count = self.tr("{taken} of {listed}").format(taken=taken, listed=listed)
        if self._plan.figures is not None:
            self._title.setText(f"{self._plan.title}    {count}")
            self._hint.setText(self.tr("Enter does it · Shift+Enter only this one · Space leaves out · Esc leaves"))
            return
        scopes = "  ".join(f"[{_scope(name)}]" if name == self._scope else _scope(name) for name in SCOPES)
        least = self.tr("confidence ≥ {least}").format(least=f"{LEASTS[self._least]:.0%}")
        self._title.setText(f"{self._plan.title}:  {scopes}    {least}    {count}")
        self._hint.setText(
            self.tr(
                "Enter does it · Shift+Enter only this one · ← → scope · − + confidence · Space leaves out · Esc leaves"
            )
        )

    def _answer(self, key: str) -> None:
        if key == "drop":
            self._leave()
        elif key == "do":
            self._do(self.model.taken())
        elif key == "one":
            row = self.rows.currentIndex().row()
            if 0 <= row < self.model.rowCount():
                self._do([self.model.figures[row]], stay=True)
        elif key == "leave_out":
            self._turn(self.rows.currentIndex().row())
        elif self._plan.figures is None:
            self._change(key)

    def _turn(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.model.turn(row)
            self.rows.selectRow(min(row + 1, self.model.rowCount() - 1))
            self._say()

    def _change(self, key: str) -> None:
        """Take another scope, or ask for more confidence or less."""
        by = 1 if key in ("wider", "surer") else -1
        if key in ("wider", "narrower"):
            self._scope = SCOPES[min(max(SCOPES.index(self._scope) + by, 0), len(SCOPES) - 1)]
        else:
            self._least = min(max(self._least + by, 0), len(LEASTS) - 1)
        self._list()

    def _do(self, figures: Sequence[ReviewedFigure], *, stay: bool = False) -> None:
        """Write one step for some figures; where the disk refuses, the list stays.

        What was typed in the form meanwhile is a step of its own, and that figure is no longer meant.
        """
        self._session.leave()
        review = self._session.review
        figures = [shown for shown in figures if self._plan.adds or review.get(shown.target) == shown]
        if figures:
            step = self._session.act()
            self._session.write([self._plan.act(step, shown) for shown in figures])
            self.told.emit(
                with_keys_in_force(self.tr("{count} decided in one step; U takes it back")).format(count=len(figures))
            )
        if stay:
            self._list()
        if not stay or not self.model.rowCount():
            self._leave()
            self._session.go_undecided(1)

    def _leave(self) -> None:
        self._view.light_hits([], None)
        self.go()
        self._view.come_back()
        self.closed.emit()


def is_there(review: Review, figure: Figure) -> bool:
    """Tell whether a figure of the same kind stands on the same words."""
    return any(
        one.figure.span == figure.span and one.figure.kind == figure.kind for one in review.touching(figure.span)
    )


def _scope(name: Scope) -> str:
    return QCoreApplication.translate("many", SCOPE_WORDS[name])
