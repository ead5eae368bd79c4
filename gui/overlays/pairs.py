"""The overlay that pairs the indicators of a clause with its figures, to be shifted, swapped and edited by key."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from core.model.errors import UserError
from core.model.figure import Span, is_label
from core.review.review import ReviewedFigure, confirm

from ..background.messages import sentence
from ..commands import is_typing, list_key, with_keys_in_force
from ..commands.widget_keys import PairKey, pair_key
from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel
from ..widgets.field import Field
from ..widgets.key_buttons import KeyButtons
from ..widgets.own_keys import claims
from ..widgets.vocabulary import Vocabulary
from .overlay import Overlay
from .row_table import EM, TICK_ROLES, lines_height, prepare_rows, tick, walk_rows

TAKEN, INDICATOR, ARROW, FIGURE, READING = range(5)


class PairRows(QTableWidget):
    """The view of the pairs.

    Plain keys act on the pairs and not on the window; `asked` carries what a key means here. Tab goes from row to row.
    """

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or pair_key(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pair_key(event)
        if key is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(key)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return walk_rows(self, forward=forward)


class PairLine(Field):
    """The line an indicator is edited in; Escape leaves it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        # it would otherwise be the window's
        return claims(event, lambda key: list_key(key) == "drop") or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if list_key(event) == "drop" and not self.offered():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PairsOverlay(Overlay):
    """An overlay that lists the figures of a clause beside their indicators.

    Enter confirms all pairs as one step, Escape closes the overlay and decides nothing. `closed` is emitted when it no
    longer needs the keyboard; `message` carries a sentence on what was decided.
    """

    message = Signal(str)

    def __init__(self, session: Session, indicators: Vocabulary, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pairs")
        self._session = session
        self._figures: list[ReviewedFigure] = []
        self._indicators: list[str] = []
        self._left_out: set[int] = set()
        self._title, self._hint, self.rows, self.line = PlainLabel(), PlainLabel(), PairRows(), PairLine(indicators)
        for label in (self._title, self._hint):
            label.setWordWrap(True)
        self._hint.hide()
        self.buttons = KeyButtons(
            (
                ("do", self.tr("Confirm"), "⏎"),
                ("shift_up", self.tr("Shift all up"), "⇧↑"),
                ("shift_down", self.tr("Shift all down"), "⇧↓"),
                ("swap_up", self.tr("Swap with above"), "Alt+↑"),
                ("swap_down", self.tr("Swap with below"), "Alt+↓"),
                ("edit", self.tr("Edit"), "E"),
                ("divide", self.tr("Order in the text"), "D"),
                ("leave_out", self.tr("Leave out"), self.tr("Space")),
                ("drop", self.tr("Close"), "Esc"),
            ),
            self.rows,
        )
        self._prepare_rows()
        self.line.setAccessibleName(self.tr("Indicator"))
        self.line.returnPressed.connect(self._take_line)
        self.line.left.connect(self._leave_line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        for widget in (self._title, self.rows, self.line, self._hint, self.buttons):
            layout.addWidget(widget)
        self.rows.asked.connect(self._answer)
        self.buttons.asked.connect(self._answer)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._follow)
        session.opened.connect(self.go)
        session.decided.connect(self._again.start)
        session.moved.connect(self._again.start)

    def list_pairs(self) -> None:
        """List the figures of the current one's clause, or of its sentence where it stands alone in the clause.

        Raises UserError where no two figures stand together.
        """
        shown, outline = self._session.current, self._session.outline
        if self._session.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        if outline is None or not self._session.ready:
            return
        if shown is None:
            raise UserError("This report has no figure. Select a number and press N first.")
        for stretch in (outline.clause_at(shown.figure.start), outline.sentence_at(shown.figure.start)):
            found = self._within(stretch)
            if len(found) > 1:
                break
        else:
            raise UserError("There is no other figure in this sentence. Pairing needs two figures or more.")
        if self.is_open and found == self._figures:
            # the same key once more does not lose what was shifted or edited
            self.come()
            self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._figures = found
        self._indicators = [one.figure.indicator for one in self._figures]
        self._left_out = set()
        self.line.hide()
        self._title.setText(self._words(stretch))
        self._show(next((row for row, one in enumerate(self._figures) if one.target == shown.target), 0))
        self._say()
        self.come()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_rows_height(self, height: int) -> None:
        """Set the height of the list in pixels."""
        self.rows.setFixedHeight(height)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the text of each row: an indicator and the words of the figure paired with it."""
        return [(self._cell(row, INDICATOR), self._cell(row, FIGURE)) for row in range(self.rows.rowCount())]

    def hint(self) -> str:
        """Return the line under the rows: what is wrong, if anything."""
        return self._hint.text()

    # Showing

    def _prepare_rows(self) -> None:
        rows = self.rows
        rows.setColumnCount(5)
        prepare_rows(
            rows, self.tr("Indicators and figures"), {TAKEN: 2 * EM, ARROW: 2 * EM, FIGURE: 10 * EM}, has_ticks=True
        )
        rows.cellDoubleClicked.connect(lambda _, column: self._edit() if column != TAKEN else None)
        rows.cellClicked.connect(lambda row, column: self._turn(row) if column == TAKEN else None)
        rows.itemSelectionChanged.connect(self._name_buttons)

    def _show(self, current: int) -> None:
        self.rows.setRowCount(len(self._figures))
        for row, (shown, indicator) in enumerate(zip(self._figures, self._indicators, strict=True)):
            is_out, figure = row in self._left_out, shown.figure
            changed = "≠ " if indicator != figure.indicator else ""
            reading = f"{words.word(figure.kind)} · {words.full_text(figure)}"
            cells = ("", changed + indicator, "→", self._words(figure.span), reading)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(column == INDICATOR and bool(changed))
                font.setStrikeOut(is_out)
                item.setFont(font)
                if column == TAKEN:
                    for role in TICK_ROLES:
                        item.setData(role, tick(role, is_set=not is_out))
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                self.rows.setItem(row, column, item)
        self.want_rows(*lines_height(self.rows, len(self._figures)))
        self.rows.selectRow(current)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Show on the buttons what they would do to the rows and to the selected one."""
        taken, row = self._taken(), self.rows.currentRow()
        self.buttons.name("do", f"{self.tr('Confirm')} {len(taken)}", can=bool(taken))
        is_out = row in self._left_out
        self.buttons.name("leave_out", self.tr("Include") if is_out else self.tr("Leave out"))
        for name, neighbour in (("swap_up", -1), ("swap_down", 1)):
            self.buttons.allow(name, can=row in taken and 0 <= taken.index(row) + neighbour < len(taken))
        for name in ("shift_up", "shift_down"):
            self.buttons.allow(name, can=len(taken) > 1)

    def _say(self, trouble: str = "") -> None:
        self._hint.setText(f"⚠ {trouble}" if trouble else "")
        self._hint.setVisible(bool(trouble))

    def _follow(self) -> None:
        """Follow what is decided elsewhere: figures that are rejected or gone go from the pairs.

        Where fewer than two are left, or another sentence is under decision and nothing was changed here, all close.
        """
        if not self.is_open:
            return
        shown = self._session.current
        now = [self._session.review.get(one.target) for one in self._figures]
        kept = [at for at, one in enumerate(now) if one is not None and one.state != "rejected"]
        is_changed = bool(self._left_out) or self.line.isVisible()
        is_changed |= self._indicators != [one.figure.indicator for one in self._figures]
        is_elsewhere = shown is None or shown.target not in {one.target for one in self._figures}
        if len(kept) < 2 or (is_elsewhere and not is_changed):
            self.line.hide()
            if self.rows.hasFocus() or self.line.hasFocus():
                self._leave()
            else:
                self.go()
        elif len(kept) < len(self._figures):
            row = self.rows.currentRow()
            self._left_out = {new for new, old in enumerate(kept) if old in self._left_out}
            self._figures = [self._figures[at] for at in kept]
            self._indicators = [self._indicators[at] for at in kept]
            self._show(min(row, len(kept) - 1))

    def _words(self, span: Span) -> str:
        report = self._session.report
        return report.text[span.start : span.end].strip().replace("\n", " ") if report is not None else ""

    def _cell(self, row: int, column: int) -> str:
        item = self.rows.item(row, column)
        return item.text().removeprefix("≠ ") if item is not None else ""

    def _within(self, stretch: Span) -> list[ReviewedFigure]:
        found = self._session.review.touching(stretch)
        return [one for one in found if one.state != "rejected" and not is_label(one.figure.kind)]

    # Keys

    def _answer(self, asked: str) -> None:
        self._say()
        key, row = cast("PairKey", asked), self.rows.currentRow()
        if key == "drop":
            self._leave()
        elif key == "do":
            self._do()
        elif key == "edit":
            self._edit()
        elif key == "divide":
            self._divide()
        elif key == "leave_out":
            self._turn(row)
            self.rows.selectRow(min(row + 1, len(self._figures) - 1))
        else:
            self._rotate(1 if key.endswith("down") else -1, row if key.startswith("swap") else None)

    def _turn(self, row: int) -> None:
        """Leave a row out, or include it again."""
        self._left_out ^= {row}
        self._show(row)

    def _taken(self) -> list[int]:
        return [row for row in range(len(self._figures)) if row not in self._left_out]

    def _rotate(self, by: int, row: int | None) -> None:
        """Shift the indicators of all included rows by one, round the ends.

        With `row`, swap that row's with its neighbour's.
        """
        taken = self._taken()
        if row is not None:
            at = taken.index(row) + by if row in taken else -1
            if not 0 <= at < len(taken):
                return
            taken = [row, taken[at]]
        before = [self._indicators[place] for place in taken]
        for place, indicator in zip(taken, before[-by:] + before[:-by], strict=True):
            self._indicators[place] = indicator
        self._show(self.rows.currentRow() if row is None else taken[1])

    def _divide(self) -> None:
        """Pair the figures, in order, with the indicators that the text lists before them."""
        reading, taken = self._session.reading, self._taken()
        spans = [self._figures[row].figure.span for row in taken]
        try:
            listed = reading.listed(spans) if reading is not None else None
        except UserError as error:
            self._say(sentence(error))
            return
        if listed is None:
            self._say(
                self.tr("The text does not list {count} indicators before these figures.").format(count=len(taken))
            )
            return
        for row, indicator in zip(taken, listed, strict=True):
            self._indicators[row] = indicator
        self._show(self.rows.currentRow())

    def _edit(self) -> None:
        self.line.setText(self._indicators[self.rows.currentRow()])
        self.line.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _take_line(self) -> None:
        row = self.rows.currentRow()
        self._indicators[row] = self.line.text().strip()
        self._show(row)
        self._leave_line()

    def _leave_line(self) -> None:
        self.line.hide()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _do(self) -> None:
        """Confirm every included pair as one step; the overlay stays open where the store cannot be written."""
        try:
            self._session.leave()
        except UserError as error:
            self._say(sentence(error))
            return
        # what was typed in the form meanwhile stays, but for the indicator
        now = ((self._session.review.get(self._figures[row].target), self._indicators[row]) for row in self._taken())
        pairs = [(shown, indicator) for shown, indicator in now if shown is not None]
        news = [one for one in pairs if one[0].state == "undecided" or one[0].figure.indicator != one[1]]
        if news:
            step = self._session.act()
            rows = [confirm(step, shown, replace(shown.figure, indicator=indicator)) for shown, indicator in news]
            try:
                self._session.write(rows)
            except UserError as error:
                self._say(sentence(error))
                return
            self.message.emit(
                with_keys_in_force(self.tr("{count} decided in one step. Press U to undo.")).format(count=len(news))
            )
        self._leave()
        self._session.go_undecided(1)

    def _leave(self) -> None:
        self.line.hide()
        self.go()
        self.closed.emit()
