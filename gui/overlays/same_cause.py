"""The list of what else a correction is about: the undecided figures that were read by what was misread there.

It stands below the text, takes no key and holds up none: the walk goes on. Its own key, or a click, enters it.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.model.attributes import IN_WINDOW_ORDER
from core.model.errors import UserError
from core.model.figure import Figure, Span
from core.model.report import Report
from core.model.same_cause import Decided, SameCause
from core.review.review import ReviewedFigure, confirm
from core.review.same_cause import Offered, offered, question_about

from ..commands import same_cause_key, with_keys_in_force
from ..session.session import Session
from ..style import words
from ..style.plain_text import plain
from ..text.document import height_of
from ..text.report_view import ReportView
from ..widgets.steady_label import SteadyLabel
from .figure_list import ElideLeftDelegate
from .row_table import EM, TICK_ROLES, KeyedRows, prepare_rows, tick

Index = QModelIndex | QPersistentModelIndex

REST_MS = 150
"""Figures are compared when no key was pressed for so many milliseconds."""

CONTEXT = 40  # characters of the text shown at each side of a figure
MOST_LINES, LEAST_LINES = 5, 2  # rows shown at once
LEAST_TEXT = 6  # lines of the text that stay
TICK, BEFORE, FIGURE, AFTER, CHANGE = range(5)
MOST_WIDE = {FIGURE: 8 * EM, CHANGE: 22 * EM}
WIDEST = {FIGURE: 0.18, CHANGE: 0.42}
"""How wide the figure and its change are at most, as words and as a share of the list: their context keeps the rest."""


class Comparing(Protocol):
    """What finds the figures that a correction is about too (gui/background/engine.py)."""

    def same_cause(
        self,
        report: Report,
        correction: Decided,
        decided: Sequence[Decided],
        undecided: Sequence[Span],
        done: Callable[[list[SameCause]], None],
        failed: Callable[[UserError], None],
    ) -> int:
        """Find the undecided figures that a correction is about too."""


class SameCauseModel(QAbstractTableModel):
    """The figures offered, one in each row: whether it is ticked, its words in their context, and what would change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Offered] = []
        self.ticked: set[Span] = set()
        self._text = ""

    def show(self, rows: Sequence[Offered], ticked: set[Span], text: str) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows, self.ticked, self._text = list(rows), ticked, text
        self.endResetModel()

    def turn(self, rows: Sequence[int]) -> None:
        """Tick the rows that are not ticked, and take the tick from the others."""
        self.ticked ^= {self.rows[row].shown.target for row in rows}
        self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), self.columnCount() - 1))

    def taken(self) -> list[Offered]:
        """Return the rows that are ticked, in their order."""
        return [one for one in self.rows if one.shown.target in self.ticked]

    def is_ticked(self, row: int) -> bool:
        """Tell whether a row is ticked."""
        return self.rows[row].shown.target in self.ticked

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, column)
        if role in TICK_ROLES and column == TICK:
            return tick(role, is_set=self.is_ticked(row))
        if role == Qt.ItemDataRole.ToolTipRole and column == CHANGE:
            return plain(self._cell(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == BEFORE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and column == FIGURE:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def reading(self, row: int) -> str:
        """Return everything that the figure of a row would say, as one line of words."""
        return words.reading(self.rows[row].after.figure)

    def _cell(self, row: int, column: int) -> str:
        one, text = self.rows[row], self._text
        figure = one.shown.figure
        if column == TICK:
            return ""
        if column == BEFORE:
            return text[max(figure.start - CONTEXT, 0) : figure.start].replace("\n", " ")
        if column == FIGURE:
            return text[figure.start : figure.end].replace("\n", " ")
        if column == AFTER:
            return text[figure.end : figure.end + CONTEXT].replace("\n", " ")
        return changes(figure, one.after.figure)


def changes(before: Figure, after: Figure) -> str:
    """Return in words what a figure says otherwise than before: 时期 2025 → 2024."""
    said = ((words.attribute_value(one, before), words.attribute_value(one, after)) for one in IN_WINDOW_ORDER)
    changed = zip(IN_WINDOW_ORDER, said, strict=True)
    return " · ".join(
        f"{words.attribute(one)} {was or '–'} → {now or '–'}" for one, (was, now) in changed if was != now
    )


class SameCauseView(KeyedRows):
    """The view of the rows: a click on a tick is told as `clicked_tick`, with the row."""

    clicked_tick = Signal(int)
    focus_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, same_cause_key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK and event.button() is Qt.MouseButton.LeftButton:
            self.clicked_tick.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, most in MOST_WIDE.items():
            width = min(self.fontMetrics().horizontalAdvance(most), round(WIDEST[column] * self.viewport().width()))
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class SameCauseList(QFrame):
    """Offers after a correction the undecided figures of its cause, before and after, each in its context.

    Rows that are likely right are ticked; what the annotator took the tick from stays without it. Enter confirms the
    ticked ones as one step, each carried from the correction. `closed` is emitted when the list has the keyboard no
    longer, `message` carries a sentence on what was decided.
    """

    closed = Signal()
    message = Signal(str)

    def __init__(self, session: Session, view: ReportView, engine: Comparing, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._view, self._engine = session, view, engine
        self._corrected: ReviewedFigure | None = None
        self._found: list[SameCause] = []
        self._spans: set[Span] = set()
        self._offers: ReviewedFigure | None = None
        # ticks that the annotator set or took, and whether the list is to be entered when it comes
        self._turned: dict[Span, bool] = {}
        self._is_asked, self._enters = False, False
        self.setObjectName("same_cause")
        self.model, self.rows = SameCauseModel(self), SameCauseView(self)
        # a long title is cut, and does not make the list wider than the text; none moves the rows by its height
        self._title, self._hint, self._reading = (SteadyLabel() for _ in range(3))
        self.take, self.all = QPushButton(self.tr("Confirm")), QPushButton(self.tr("All"))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        self._fit_soon, self._show_soon = (QTimer(self, singleShot=True, interval=0) for _ in range(2))
        self._fit_soon.timeout.connect(self._fit)
        # the correction whose list has its height
        self._fitted_for: ReviewedFigure | None = None
        self._show_soon.timeout.connect(self._show)
        self._lay_out()
        session.decided.connect(self._follow)
        session.opened.connect(self._forget)
        view.installEventFilter(self)
        self.hide()

    # Verbs

    def enter(self) -> None:
        """Give the list the keyboard; where figures are still compared, as soon as that is done.

        Raises UserError where no undecided figure has the cause of the last correction.
        """
        if self._rest.isActive():
            self._rest.stop()
            self._ask()
        if self._is_asked:
            self._enters = True
        elif self._offers is None or not self._show():
            raise UserError("No undecided figure has the cause of the last correction.")
        else:
            self._take_keyboard()

    @property
    def corrected(self) -> ReviewedFigure | None:
        """The correction whose cause the figures have that are offered."""
        return self._offers

    def is_waiting(self) -> bool:
        """Tell whether figures are about to be compared, or are compared now."""
        return self._rest.isActive() or self._is_asked

    def title(self) -> str:
        """Return the line over the list."""
        return self._title.text()

    def reading(self) -> str:
        """Return what the figure of the selected row would say, in words."""
        return self._reading.text()

    # Building

    def _lay_out(self) -> None:
        rows = self.rows
        rows.setModel(self.model)
        widths = {TICK: 2 * EM, FIGURE: MOST_WIDE[FIGURE], CHANGE: MOST_WIDE[CHANGE]}
        prepare_rows(rows, self.tr("Figures with the cause of the correction"), widths, has_ticks=True)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setItemDelegateForColumn(BEFORE, ElideLeftDelegate(rows))
        rows.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        rows.asked.connect(self._answer)
        rows.clicked_tick.connect(lambda row: self._turn([row]))
        rows.doubleClicked.connect(lambda index: self._turn([index.row()]) if index.column() != TICK else None)
        rows.focus_changed.connect(self._follow_focus)
        rows.selectionModel().currentRowChanged.connect(lambda index: self._look_at(index.row()))
        for button, key in ((self.take, "do"), (self.all, "all")):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, key=key: self._answer(key))
        close = self.close_button = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the list"))
        close.setToolTip(plain(self.tr("Close the list")))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self._leave)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.all)
        head.addWidget(self.take)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(rows)
        layout.addWidget(self._reading)
        layout.addWidget(self._hint)

    # What is compared

    def _follow(self, targets: Sequence[Span]) -> None:
        """Remember a correction that may be about others too; rows that were decided go, what was undone comes back."""
        decided = self._session.review.get(targets[0]) if len(targets) == 1 else None
        if decided is not None and question_about(self._session.review, decided) is not None:
            self._corrected = decided
            self._rest.start()
        if self._offers is not None and not self._spans.isdisjoint(targets):
            # the key that decided is done first
            self._show_soon.start()

    def _ask(self) -> None:
        report, corrected = self._session.report, self._corrected
        self._is_asked = False
        if report is None or corrected is None:
            return
        now = self._session.review.get(corrected.target)
        if now is None or now.decision != corrected.decision:
            return
        question = question_about(self._session.review, now)
        if question is None:
            return

        def done(found: list[SameCause]) -> None:
            if self._corrected is corrected and self._session.report is report:
                self._is_asked = False
                self._offer(corrected, found)

        def failed(error: UserError) -> None:
            self._is_asked = self._enters = False

        self._is_asked = True
        self._engine.same_cause(report, question.correction, question.decided, question.undecided, done, failed)

    def _offer(self, corrected: ReviewedFigure, found: list[SameCause]) -> None:
        """Show what was found; where nothing was, what an earlier correction offers stays."""
        enters, self._enters = self._enters, False
        if found and not self.rows.hasFocus():
            self._offers, self._found = corrected, found
            self._spans = {corrected.target, *(one.before.span for one in found)}
        is_shown = self._offers is not None and self._show()
        if enters and is_shown:
            self._take_keyboard()
        elif enters:
            self._session.refused.emit(UserError("No undecided figure has the cause of the last correction."))

    def _show(self) -> bool:
        """Show the figures that are still to be decided; hide the list, and return False, where there are none."""
        report, corrected = self._session.report, self._offers
        now = self._session.review.get(corrected.target) if corrected is not None else None
        stands = corrected is not None and now is not None and now.decision == corrected.decision
        rows = list(offered(self._session.review, self._found)) if stands else []
        if report is None or not rows:
            if self.isVisible():
                self._hide()
            return False
        at = self.rows.currentIndex().row() if self.rows.hasFocus() else -1
        ticked = {one.shown.target for one in rows if self._turned.get(one.shown.target, one.is_sure)}
        self.model.show(rows, ticked, report.text)
        self._reading.keep_line()
        self.setVisible(True)
        if self.rows.hasFocus():
            self.rows.selectRow(min(max(at, 0), len(rows) - 1))
        self._say()
        self._fit()
        return True

    def _forget(self) -> None:
        self._corrected = self._offers = None
        self._found, self._turned = [], {}
        self._is_asked = self._enters = False
        self._rest.stop()
        self.model.show([], set(), "")
        self.hide()

    # What is shown

    def _follow_focus(self) -> None:
        """Say which keys hold, and show the figures of the list in the text while it has the keyboard."""
        if not self.rows.hasFocus():
            # no row is chosen where no key reaches it
            self.rows.setCurrentIndex(QModelIndex())
            self._view.show_hits([], None)
        elif not self.rows.selectionModel().hasSelection():
            # Qt makes the first cell the current one by itself, and selects nothing
            self.rows.selectRow(max(self.rows.currentIndex().row(), 0))
        self._look_at(self.rows.currentIndex().row())
        self._say()

    def _take_keyboard(self) -> None:
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self) -> None:
        report, corrected = self._session.report, self._offers
        if report is None or corrected is None or corrected.proposed is None:
            return
        taken, count = len(self.model.taken()), self.model.rowCount()
        said = changes(corrected.proposed.figure, corrected.figure)
        surface = words.surface(report.text, corrected.figure.span)
        title = self.tr("Read like {words} ({changes}): {taken} of {count} ticked")
        self._title.setText(title.format(words=surface, changes=said, taken=taken, count=count))
        # its keys hold while the list has the keyboard
        enter = "  ⏎" if self.rows.hasFocus() else ""
        self.take.setText(f"{self.tr('Confirm')} {taken}{enter}")
        self.all.setText(self.tr("None") if taken == count else self.tr("All"))
        self.take.setEnabled(bool(taken))
        if self.rows.hasFocus():
            self._hint.setText(
                self.tr(
                    "Enter: confirm the ticked in one step · Space: tick or leave out · A: all or none · Esc: close"
                )
            )
        else:
            self._hint.setText(with_keys_in_force(self.tr("C: go through them here")))
        self._hint.setToolTip(plain(self._hint.text()))
        self._fit_soon.start()

    def _look_at(self, row: int) -> None:
        """Show what a row would say; while the list has the keyboard, where it stands in the text too."""
        there = 0 <= row < self.model.rowCount()
        self._reading.setText(self.model.reading(row) if there else "")
        self._reading.setToolTip(plain(self._reading.text()))
        if self.rows.hasFocus() and there:
            self._view.show_hits([one.shown.figure.span for one in self.model.rows], row)

    def _fit(self) -> None:
        """Give the rows their height, and the text at least LEAST_TEXT lines where there is room for both.

        While the pointer is over the list the height stays, so that no row moves away under a click; a list that comes
        up under the pointer has its own.
        """
        self._lay_out_now()
        line, frame = self.rows.verticalHeader().defaultSectionSize(), 4
        wanted = min(max(self.model.rowCount(), 1), MOST_LINES)
        if self.underMouse() and self._fitted_for == self._offers:
            wanted = (self.rows.height() - frame) // line
        room = self._view.height() + self.rows.height() - height_of(self._view, LEAST_TEXT)
        lines = max(min(wanted, (room - frame) // line), min(wanted, LEAST_LINES))
        if self.rows.height() != lines * line + frame:
            self.rows.setFixedHeight(lines * line + frame)
            self._lay_out_now()
        self._fitted_for = self._offers

    def _lay_out_now(self) -> None:
        """Lay out the list and what it stands in now: Qt would only after this call, and heights would be old ones."""
        for widget in (self, self.parentWidget()):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.activate()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._fit_soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit_soon.start()
        return False

    # Keys

    def _answer(self, key: str) -> None:
        if key == "drop":
            self._leave()
        elif key == "do":
            self._take()
        elif key == "leave_out":
            row = self.rows.currentIndex().row()
            self._turn([row])
            self.rows.selectRow(min(row + 1, self.model.rowCount() - 1))
        else:
            wanted = len(self.model.taken()) < self.model.rowCount()
            self._turn([row for row in range(self.model.rowCount()) if self.model.is_ticked(row) is not wanted])

    def _turn(self, rows: Sequence[int]) -> None:
        if rows and all(0 <= row < self.model.rowCount() for row in rows):
            self.model.turn(rows)
            self._turned |= {self.model.rows[row].shown.target: self.model.is_ticked(row) for row in rows}
            self._say()

    def _take(self) -> None:
        """Confirm the ticked figures as they are read with the cause replaced, in one step."""
        corrected, taken = self._offers, self.model.taken()
        if corrected is None or corrected.decision is None or not taken:
            return
        had_keyboard = self.rows.hasFocus()
        try:
            self._session.leave()
            # what was left out was seen, and is not ticked again
            left = (one.shown.target for one in self.model.rows if one not in taken)
            self._turned |= dict.fromkeys(left, False)
            step = self._session.act()
            fresh = [one for one in taken if self._session.review.get(one.shown.target) == one.shown]
            self._session.write(
                [confirm(step, one.shown, one.after.figure, carried=corrected.decision.id) for one in fresh]
            )
        except UserError as error:
            self._session.refused.emit(error)
            return
        self.message.emit(
            with_keys_in_force(self.tr("{count} decided in one step. Press U to undo.")).format(count=len(fresh))
        )
        if had_keyboard:
            self._give_back()
        current = self._session.current
        if current is None or current.state != "undecided":
            self._session.go_undecided(1)

    def _leave(self) -> None:
        """Close the list; it comes again with the next correction that is about others."""
        had_keyboard = self.rows.hasFocus()
        self._offers, self._found = None, []
        self._hide()
        if had_keyboard:
            self._give_back()

    def _hide(self) -> None:
        if self.rows.hasFocus():
            self._give_back()
        self.hide()

    def _give_back(self) -> None:
        """Give the text the keyboard, and show there what is under decision again."""
        self.closed.emit()
        self._view.come_back()
