"""An act on many figures: what it would decide, what is left out; Enter does it as one step."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QVBoxLayout, QWidget

from core.detection.outline import Outline
from core.model.decision import Decision, Step
from core.model.figure import Figure, Span
from core.review.review import Review, ReviewedFigure, confirm

from ..commands import is_typing, many_key, with_keys_in_force
from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel
from ..style.words import QT_TRANSLATE_NOOP
from ..table.figure_table import FigureTable
from ..text.report_view import ReportView
from ..widgets.own_keys import claims
from .overlay import Overlay
from .row_table import EM, lines_height, prepare_rows

Scope = Literal["sentence", "paragraph", "section", "table", "report"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


def stretch(outline: Outline, scope: Scope, offset: int, length: int) -> Span:
    """Return the sentence, paragraph or section that holds an offset; the whole text for the other scopes.

    A section reaches from its heading to the next one of whatever level. `length` is the text's, in code points.
    """
    if scope == "sentence":
        return outline.sentence_at(offset)
    if scope == "paragraph":
        return outline.paragraph_at(offset)
    if scope == "section":
        at = bisect_right(outline.headings, offset, key=lambda heading: heading.span.start)
        start = outline.headings[at - 1].span.start if at else 0
        return Span(start, outline.headings[at].span.start if at < len(outline.headings) else length)
    return Span(0, length)


def undecided(review: Review, span: Span, least: float) -> list[ReviewedFigure]:
    """Return the undecided figures that touch a span, at least so confident (0 to 1)."""
    return [
        shown
        for shown in review.touching(span)
        if shown.state == "undecided" and shown.proposal is not None and shown.proposal.confidence >= least
    ]


Index = QModelIndex | QPersistentModelIndex

CONTEXT = 40  # characters at each side
TAKEN, BEFORE, FIGURE, AFTER, READING, SURE = range(6)


class ManyModel(QAbstractTableModel):
    """The figures listed, a row each: taken or left out, the words before, the figure, the words after, its reading.

    How sure the reading is has a column of its own: where it is cut nobody can tell what a threshold lets through.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.figures: list[ReviewedFigure] = []
        self.left_out: set[Span] = set()
        self._text = ""

    def show(self, figures: Sequence[ReviewedFigure], text: str) -> None:
        """List other figures of a text; what was left out before stays out."""
        self.beginResetModel()
        self.figures, self._text = list(figures), text
        self.endResetModel()

    def turn(self, row: int) -> None:
        """Leave a row's figure out, or take it in again."""
        self.left_out ^= {self.figures[row].target}
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def taken(self) -> list[ReviewedFigure]:
        """Return the figures that are not left out."""
        return [shown for shown in self.figures if shown.target not in self.left_out]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.figures[index.row()]
        is_out = shown.target in self.left_out
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(shown, index.column(), is_out)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == BEFORE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(index.column() == FIGURE and not is_out)
            font.setStrikeOut(is_out)
            return font
        return None

    def _cell(self, shown: ReviewedFigure, column: int, is_out: bool) -> str:
        figure, text = shown.figure, self._text
        if column == TAKEN:
            return "–" if is_out else "✓"
        if column == BEFORE:
            return text[max(figure.start - CONTEXT, 0) : figure.start].replace("\n", " ")
        if column == FIGURE:
            return text[figure.start : figure.end].replace("\n", " ")
        if column == AFTER:
            return text[figure.end : figure.end + CONTEXT].replace("\n", " ")
        if column == READING:
            return " · ".join(filter(None, (figure.indicator, words.word(figure.kind))))
        return f"{shown.proposed.confidence:.0%}" if shown.proposed else ""

    def reading(self, row: int) -> str:
        """Say all that a row's figure would say."""
        figure = self.figures[row].figure
        value = f"{words.BOUND_SIGNS[figure.bound]} {words.full_text(figure)}" if figure.value != () else ""
        said = (figure.indicator, words.word(figure.kind), value, figure.period, words.word(figure.status))
        return " · ".join(filter(None, (*said, words.later_text(figure))))


class WordsBefore(QStyledItemDelegate):
    """Draws the words before a figure, where there are too many without the first ones: the last say what it is."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ManyRows(QTableView):
    """The rows of the list: every plain key is the list's own."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or many_key(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = many_key(event)
        if key is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(key)


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


class Many(Overlay):
    """A list over the text, there from its key to Enter or Escape, its figures lit in the text below.

    `closed` gives the keyboard back, `told` says what was done.
    """

    message = Signal(str)

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
        self._scope = "table" if self._table.table.hasFocus() and self._table.selected_targets() else "sentence"
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
            rows,
            self.tr("Figures that will be changed"),
            {TAKEN: 2 * EM, FIGURE: 8 * EM, READING: 14 * EM, SURE: 4 * EM},
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
        self._view.show_hits(spans, row if 0 <= row < len(spans) else None)
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
            self._hint.setText(
                self.tr(
                    "Enter: decide all in one step · Shift+Enter: only this one · Space: leave out or include · Esc: "
                    "close"
                )
            )
            return
        scopes = "  ".join(f"[{_scope(name)}]" if name == self._scope else _scope(name) for name in SCOPES)
        least = self.tr("confidence ≥ {least}").format(least=f"{LEASTS[self._least]:.0%}")
        self._title.setText(f"{self._plan.title}:  {scopes}    {least}    {count}")
        self._hint.setText(
            self.tr(
                "Enter: decide all in one step · Shift+Enter: only this one · ← →: scope · − +: confidence · Space: "
                "leave out or include · Esc: close"
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
            self.message.emit(
                with_keys_in_force(self.tr("{count} decided in one step. Press U to undo.")).format(count=len(figures))
            )
        if stay:
            self._list()
        if not stay or not self.model.rowCount():
            self._leave()
            self._session.go_undecided(1)

    def _leave(self) -> None:
        self._view.show_hits([], None)
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
