"""The list of figures that one key decides together, with what would be decided and what is left out.

Enter decides all figures listed as one step, which one undo takes back.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from core.detection.outline import Outline
from core.model.decision import Decision, Step
from core.model.figure import Figure, Span
from core.review.review import Review, ReviewedFigure, confirm

from ..commands import figure_list_key, with_keys_in_force
from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel, plain
from ..style.words import QT_TRANSLATE_NOOP
from ..table.figure_table import FigureTable
from ..text.report_view import ReportView
from ..widgets.flow import FlowLayout
from ..widgets.key_buttons import KeyButtons
from .overlay import Overlay
from .row_table import EM, TICK_ROLES, KeyedRows, lines_height, prepare_rows, tick

Scope = Literal["sentence", "paragraph", "section", "table", "report"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


def scope_span(outline: Outline, scope: Scope, offset: int, length: int) -> Span:
    """Return the sentence, paragraph or section that contains an offset; the whole text for the other scopes.

    `offset` and `length`, the length of the text, are in code points. A section reaches from its heading to the next
    heading of any level; before the first heading it begins at 0.
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


def undecided_in(review: Review, span: Span, least_confidence: float) -> list[ReviewedFigure]:
    """Return the undecided figures that overlap a span and whose proposal has at least a confidence (0 to 1)."""
    return [
        shown
        for shown in review.touching(span)
        if shown.state == "undecided" and shown.proposal is not None and shown.proposal.confidence >= least_confidence
    ]


Index = QModelIndex | QPersistentModelIndex

CONTEXT = 40  # characters of the text shown at each side of a figure
INCLUDED, BEFORE, FIGURE, AFTER, READING, CONFIDENCE = range(6)


class FigureListModel(QAbstractTableModel):
    """The figures listed, one in each row.

    The columns: whether the figure is included or left out, the words before it, its own words, the words after it,
    what it says, and the confidence of its proposal. Confidence has a column of its own so that it is never cut off:
    the reader chooses a threshold by it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.figures: list[ReviewedFigure] = []
        self.left_out: set[Span] = set()
        self._text = ""

    def show(self, figures: Sequence[ReviewedFigure], text: str) -> None:
        """Replace the figures listed; a figure that was left out before stays left out."""
        self.beginResetModel()
        self.figures, self._text = list(figures), text
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Leave the figure of a row out, or include it again."""
        self.left_out ^= {self.figures[row].target}
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def included(self) -> list[ReviewedFigure]:
        """Return the figures that are not left out, in the order of the rows."""
        return [shown for shown in self.figures if shown.target not in self.left_out]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.figures[index.row()]
        is_out = shown.target in self.left_out
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(shown, index.column())
        if index.column() == INCLUDED and role in TICK_ROLES:
            return tick(role, is_set=not is_out)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == BEFORE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(index.column() == FIGURE and not is_out)
            font.setStrikeOut(is_out)
            return font
        return None

    def _cell(self, shown: ReviewedFigure, column: int) -> str:
        figure, text = shown.figure, self._text
        if column == INCLUDED:
            return ""
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
        """Return everything that the figure of a row says, as one line of words."""
        return words.reading(self.figures[row].figure)


class ElideLeftDelegate(QStyledItemDelegate):
    """Draws the words before a figure.

    Where they do not fit, the first ones are cut: the last tell what the figure is.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


MakeDecision = Callable[[Step, ReviewedFigure], Decision]
"""Makes the decision on one figure, as a row of a step."""

# the thresholds of confidence that + and - go through
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85)

SCOPE_WORDS: dict[Scope, str] = {
    "sentence": QT_TRANSLATE_NOOP("figure_list", "sentence"),
    "paragraph": QT_TRANSLATE_NOOP("figure_list", "paragraph"),
    "section": QT_TRANSLATE_NOOP("figure_list", "section"),
    "table": QT_TRANSLATE_NOOP("figure_list", "table"),
    "report": QT_TRANSLATE_NOOP("figure_list", "report"),
}


def is_undecided(shown: ReviewedFigure) -> bool:
    """Tell whether the annotator has not decided on a figure yet."""
    return shown.state == "undecided"


@dataclass(frozen=True)
class ListedAction:
    """What is to be decided on each figure of a list.

    `title` stands over the list, `decide` makes the decision on one figure, `verb` stands on the button. `figures` are
    those to list; where it is None, the scope that the annotator chooses (sentence, paragraph …) selects undecided
    ones. An action that `adds` lists figures that are not in the review yet. Of figures that are there only those for
    which `is_open` is true are listed.
    """

    title: str
    decide: MakeDecision
    verb: str
    figures: Sequence[ReviewedFigure] | None = None
    adds: bool = False
    is_open: Callable[[ReviewedFigure], bool] = is_undecided


class FigureListOverlay(Overlay):
    """An overlay that lists figures to be decided together, and highlights them in the text below it.

    It is open from the key that asks for it to Enter, which decides, or Escape. `closed` is emitted when it no longer
    needs the keyboard; `message` carries a sentence on what was decided.
    """

    message = Signal(str)

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("figure_list")
        self._session, self._view, self._table = session, view, table
        self._scope: Scope = "sentence"
        self._threshold, self._offset = 0, 0
        self._action = self._confirming()
        self.model, self.rows = FigureListModel(self), KeyedRows(self, figure_list_key)
        self._title, self._count, self._reading = PlainLabel(), PlainLabel(), PlainLabel()
        self._prepare_rows()
        self._reading.setWordWrap(True)
        self.scopes = {name: self._scope_button(name) for name in SCOPES}
        self.less, self.more = self._threshold_button("−", "less_sure"), self._threshold_button("+", "surer")
        self._least = PlainLabel()
        self.buttons = KeyButtons(
            (
                ("do", self.tr("Confirm"), "⏎"),
                ("one", self.tr("Only this one"), "⇧⏎"),
                ("leave_out", self.tr("Leave out"), self.tr("Space")),
                ("drop", self.tr("Close"), "Esc"),
            ),
            self.rows,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._choices())
        for widget in (self.rows, self._reading, self.buttons):
            layout.addWidget(widget)
        self.rows.asked.connect(self._answer)
        self.buttons.asked.connect(self._answer)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._list_again)
        session.opened.connect(self.go)
        session.decided.connect(self._follow)

    def list_undecided(self) -> None:
        """List the undecided figures of the rows selected in the table, else of the sentence, to be confirmed.

        A list that is open for that already gets the keyboard again, with the scope and the confidence chosen and
        without what was left out; it is of the figure under decision now.
        """
        has_selected = self._table.table.hasFocus() and bool(self._table.selected_targets())
        left_out = set[Span]()
        if self.is_open and self._action.figures is None and not has_selected:
            left_out = self.model.left_out
        else:
            self._scope = "table" if has_selected else "sentence"
            self._threshold = 0
        self._show_list(self._confirming(), left_out)

    def show_action(self, action: ListedAction) -> None:
        """Open the list with what an action would decide, and give it the keyboard."""
        self._show_list(action, set())

    def _show_list(self, action: ListedAction, left_out: set[Span]) -> None:
        if self._session.report is None or not self._session.ready:
            return
        # what is typed would else be missing in the list
        self._session.leave()
        shown = self._session.current
        self._action, self._offset = action, shown.figure.start if shown is not None else 0
        self.model.left_out = left_out
        self.come()
        self._list()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def title(self) -> str:
        """Return what stands over the list: the action, the scope and the threshold chosen, and the count."""
        chosen = [button.text() for button in self.scopes.values() if button.isChecked()]
        choice = [f"[{chosen[0]}]", self._least.text()] if self._action.figures is None and chosen else []
        return "    ".join([self._title.text(), *choice, self._count.text()])

    def reading(self) -> str:
        """Return what the figure of the selected row says, in words."""
        return self._reading.text()

    def _confirming(self) -> ListedAction:
        return ListedAction(self.tr("Confirm"), confirm, self.tr("Confirm"))

    def _scope_button(self, name: Scope) -> QToolButton:
        button = QToolButton()
        button.setText(_scope(name))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.tr("← → choose where undecided figures are listed from"))
        button.clicked.connect(lambda: self._choose_scope(name))
        return button

    def _threshold_button(self, sign: str, meaning: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words_ = self.tr("Only figures with more confidence")
        words_ = words_ if meaning == "surer" else self.tr("Figures with less confidence too")
        button.setAccessibleName(words_)
        button.setToolTip(plain(f"{words_} ({sign})"))
        button.clicked.connect(lambda: self._answer(meaning))
        return button

    def _choices(self) -> QWidget:
        """Return the row with the title, the scopes, the threshold of confidence and the count."""
        whole = QWidget()
        row = FlowLayout(whole)
        self._of_scope = [*self.scopes.values(), self.less, self._least, self.more]
        for widget in (self._title, *self._of_scope, self._count):
            row.addWidget(widget)
        return whole

    def _prepare_rows(self) -> None:
        rows = self.rows
        rows.setModel(self.model)
        prepare_rows(
            rows,
            self.tr("Figures that will be changed"),
            {INCLUDED: 2 * EM, FIGURE: 8 * EM, READING: 14 * EM, CONFIDENCE: 4 * EM},
            has_ticks=True,
        )
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setItemDelegateForColumn(BEFORE, ElideLeftDelegate(rows))
        rows.selectionModel().currentRowChanged.connect(lambda index: self._highlight(index.row()))
        rows.clicked.connect(self._click)
        rows.doubleClicked.connect(self._click)

    def _list(self) -> None:
        report = self._session.report
        assert report is not None
        self.model.show(self._found(len(report.text)), report.text)
        self.want_rows(*lines_height(self.rows, self.model.rowCount()))
        self.rows.selectRow(0)
        self._highlight(0)
        self._say()

    def come_back(self) -> None:
        """Highlight the figures listed again, after another overlay has highlighted something else."""
        self._highlight(self.rows.currentIndex().row())

    def set_rows_height(self, height: int) -> None:
        """Set the height of the list in pixels."""
        self.rows.setFixedHeight(height)

    def _highlight(self, row: int) -> None:
        """Highlight the listed figures in the text, and scroll to the figure of a row."""
        if not self.isVisible():
            return
        spans = [shown.figure.span for shown in self.model.figures]
        self._view.show_hits(spans, row if 0 <= row < len(spans) else None)
        self._reading.setText(self.model.reading(row) if 0 <= row < len(spans) else "")
        self._say_row()

    def _found(self, length: int) -> list[ReviewedFigure]:
        review = self._session.review
        if self._action.figures is not None and self._action.adds:
            return [shown for shown in self._action.figures if not has_same(review, shown.figure)]
        if self._action.figures is not None:
            fresh = (review.get(shown.target) for shown in self._action.figures)
            return [shown for shown in fresh if shown is not None and self._action.is_open(shown)]
        assert self._session.outline is not None
        threshold = THRESHOLDS[self._threshold]
        found = undecided_in(review, scope_span(self._session.outline, self._scope, self._offset, length), threshold)
        if self._scope != "table":
            return found
        in_table = self._table.chosen()
        return [shown for shown in found if shown.target in in_table]

    def _say(self) -> None:
        """Show on labels and buttons what is listed, and what the buttons would do."""
        included, listed = len(self.model.included()), self.model.rowCount()
        self._count.setText(self.tr("{taken} of {listed}").format(taken=included, listed=listed))
        self._title.setText(self._action.title)
        self._title.setToolTip(plain(self._action.title))
        for widget in self._of_scope:
            widget.setVisible(self._action.figures is None)
        for name, button in self.scopes.items():
            button.setChecked(name == self._scope)
        self._least.setText(self.tr("confidence ≥ {least}").format(least=f"{THRESHOLDS[self._threshold]:.0%}"))
        self.less.setEnabled(self._threshold > 0)
        self.more.setEnabled(self._threshold < len(THRESHOLDS) - 1)
        self.buttons.name("do", f"{self._action.verb} {included}", can=bool(included))
        self.buttons.allow("one", can=bool(listed))
        self._say_row()

    def _say_row(self) -> None:
        """Show on the button whether the selected row is to be left out or to be included again."""
        row = self.rows.currentIndex().row()
        is_row = 0 <= row < self.model.rowCount()
        is_out = is_row and self.model.figures[row].target in self.model.left_out
        self.buttons.name("leave_out", self.tr("Include") if is_out else self.tr("Leave out"), can=is_row)

    def _click(self, index: QModelIndex) -> None:
        """Leave a figure out, or include it again, by a click on its tick."""
        if index.column() == INCLUDED:
            self.model.toggle(index.row())
            self._say()

    def _choose_scope(self, name: Scope) -> None:
        self._scope = name
        self._list()

    # What becomes of the figures listed

    def _follow(self, _targets: Sequence[Span]) -> None:
        """List anew what was decided elsewhere meanwhile, when the key or the click that did so is done."""
        if self.is_open:
            self._again.start()

    def _list_again(self) -> None:
        """Take what is no longer to be decided off the list; close it where nothing is left."""
        report = self._session.report
        if not self.is_open or report is None:
            return
        found, row = self._found(len(report.text)), max(self.rows.currentIndex().row(), 0)
        if [one.target for one in found] == [one.target for one in self.model.figures] and found:
            self.model.figures[:] = found
            return
        if not found:
            self._leave_quietly()
            return
        self.model.show(found, report.text)
        self.want_rows(*lines_height(self.rows, len(found)))
        self.rows.selectRow(min(row, len(found) - 1))
        self._say()

    def _answer(self, key: str) -> None:
        if key == "drop":
            self._leave()
        elif key == "do":
            self._do(self.model.included())
        elif key == "one":
            row = self.rows.currentIndex().row()
            if 0 <= row < self.model.rowCount():
                self._do([self.model.figures[row]], stay=True)
        elif key == "leave_out":
            self._toggle(self.rows.currentIndex().row())
        elif self._action.figures is None:
            self._change_scope(key)

    def _toggle(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.model.toggle(row)
            self.rows.selectRow(min(row + 1, self.model.rowCount() - 1))
            self._say()

    def _change_scope(self, key: str) -> None:
        """Choose another scope, or a higher or lower threshold of confidence."""
        by = 1 if key in ("wider", "surer") else -1
        if key in ("wider", "narrower"):
            self._scope = SCOPES[min(max(SCOPES.index(self._scope) + by, 0), len(SCOPES) - 1)]
        else:
            self._threshold = min(max(self._threshold + by, 0), len(THRESHOLDS) - 1)
        self._list()

    def _do(self, figures: Sequence[ReviewedFigure], *, stay: bool = False) -> None:
        """Decide some figures as one step; the list stays open where the store cannot be written.

        What was typed in the form meanwhile is stored first, as a step of its own; its figure has changed since it was
        listed, and is left out here.
        """
        self._session.leave()
        review = self._session.review
        figures = [shown for shown in figures if self._action.adds or review.get(shown.target) == shown]
        if figures:
            step = self._session.act()
            self._session.write([self._action.decide(step, shown) for shown in figures])
            self._again.stop()
            self.message.emit(
                with_keys_in_force(self.tr("{count} decided in one step. Press U to undo.")).format(count=len(figures))
            )
        if stay:
            self._list()
        if not stay or not self.model.rowCount():
            self._leave()
            self._session.go_undecided(1)

    def drop(self, action: ListedAction) -> None:
        """Close the list where it lists what an action is about that is to be done no more."""
        if self.is_open and self._action is action:
            self._leave_quietly()

    def _leave_quietly(self) -> None:
        """Close the list; the text gets the keyboard only where the list had it."""
        if self.rows.hasFocus():
            self._leave()
        else:
            self._again.stop()
            self._view.show_hits([], None)
            self.go()

    def _leave(self) -> None:
        self._again.stop()
        self._view.show_hits([], None)
        self.go()
        self._view.come_back()
        self.closed.emit()


def has_same(review: Review, figure: Figure) -> bool:
    """Tell whether the review has a figure of the same kind on the same span."""
    return any(
        one.figure.span == figure.span and one.figure.kind == figure.kind for one in review.touching(figure.span)
    )


def _scope(name: Scope) -> str:
    return QCoreApplication.translate("figure_list", SCOPE_WORDS[name])
