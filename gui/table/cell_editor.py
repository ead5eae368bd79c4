"""Edits a cell of the table where it stands: by the same reading, checks and sentences as the form's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu

from core.model.attributes import Attribute, AttributeName
from core.model.errors import UserError
from core.model.figure import KINDS, Figure, Span
from core.review.review import ReviewedFigure

from ..commands.widget_keys import cell_key
from ..session.draft import TypedDraft
from ..session.session import Session
from ..session.typed_figure import sentence_of, texts_of, with_text
from ..session.verdicts import Verdicts
from ..style import theme, words
from ..style.plain_text import PlainLabel, on_button
from ..widgets.field import Field
from ..widgets.own_keys import claims
from ..widgets.vocabulary import Vocabulary
from .rows_view import RowTableView
from .table_model import FigureTableModel

Way = Literal["here", "next", "previous"]
"""Where the keyboard goes when a cell was edited: to its row, to the next cell or to the one before."""

LEAST_WIDTH = 14  # of the line, in characters
SENTENCE_WIDTH = 360  # of what is said of a text that cannot be read, in pixels


class CellLine(Field):
    """The line in a cell: Enter and Tab are done with it, Esc gives it up, and so are clicks elsewhere."""

    done = Signal(str)
    dropped = Signal()
    left_alone = Signal()

    def __init__(self, vocabulary: Vocabulary | None, parent: RowTableView) -> None:
        super().__init__(vocabulary, parent.viewport())
        self.setFrame(False)
        self.setAutoFillBackground(True)
        self._has_menu = False
        self.returnPressed.connect(lambda: self.done.emit("here"))

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: cell_key(key) is not None) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = cell_key(event)
        if key == "drop" and not self.offered():
            self.dropped.emit()
        elif key == "edit":
            # pressed again it selects all, so that the next letter writes the cell anew
            self.selectAll()
        elif key == "done":
            self.done.emit("here")
        else:
            super().keyPressEvent(event)
        # a line passes Enter on to what it stands on, and the table would edit the cell once more
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._take()
        self.done.emit("next" if forward else "previous")
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._has_menu = True
        menu = self.createStandardContextMenu()
        menu.exec(event.globalPos())
        menu.deleteLater()
        self._has_menu = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # another window has the keyboard for a while, or the line's own menu
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason and not self._has_menu:
            self.left_alone.emit()


class CellDraft(TypedDraft):
    """What is typed in a cell, for the session: whatever leads away stores it first, or is refused."""

    def __init__(self, editor: "CellEditor") -> None:
        self._editor = editor

    def is_there(self) -> bool:
        return self._editor.is_changed()

    def so_far(self) -> Figure:
        return self._editor.typed()[0]

    def read(self) -> Figure:
        figure, sentence = self._editor.typed()
        if sentence:
            self._editor.say(sentence)
            raise UserError(
                "The text typed in the table cannot be read, so nothing else was done: {typed}. Correct it there, or "
                "discard it with Esc.",
                typed=self._editor.text(),
            )
        return figure

    def forget(self) -> None:
        self._editor.close()


class ManyDraft(TypedDraft):
    """What is typed in a cell for several rows: no step by itself, so whatever leads away or joins it is refused."""

    def __init__(self, editor: "CellEditor") -> None:
        self._editor = editor

    def is_there(self) -> bool:
        return self._editor.is_typed_for_many()

    def so_far(self) -> Figure:
        return self.read()

    def read(self) -> Figure:
        raise UserError(
            "The text typed for the selected rows is not used yet, so nothing else was done: {typed}. Press Enter to "
            "see what it would change, or discard it with Esc.",
            typed=self._editor.text(),
        )

    def forget(self) -> None:
        self._editor.close()


class CellEditor(QObject):
    """Edits the attributes of figures in the cells of the table.

    A cell whose values are typed becomes a line, one whose values are chosen gets a menu of them. What is typed is
    written as a correction by Enter, Tab or a click elsewhere; what cannot be read stays in the line, with a sentence.
    While a line is open the session asks it for what is typed, in place of the form. With several rows selected
    nothing is written: `for_many` carries the attribute, what it shall say, and the targets. Until then what would
    lead away from the line is refused, so that nothing typed is lost.
    """

    for_many = Signal(str, object, object)

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        vocabularies: Mapping[AttributeName, Vocabulary],
        table: RowTableView,
        model: FigureTableModel,
        selected: Callable[[], list[Span]],
    ) -> None:
        super().__init__(table)
        self._session, self._verdicts, self._vocabularies = session, verdicts, vocabularies
        self._table, self._model, self._selected = table, model, selected
        self._line: CellLine | None = None
        self._sentence: PlainLabel | None = None
        self._before = session.typing
        self._target = Span(0, 0)
        self._attribute: Attribute | None = None
        self._many: list[Span] = []
        # what the line said at first
        self._said = ""
        header = table.horizontalHeader()
        for signal in (
            table.resized,
            table.verticalScrollBar().valueChanged,
            table.horizontalScrollBar().valueChanged,
            header.sectionResized,
            header.sectionMoved,
            model.rowsInserted,
            model.rowsRemoved,
            model.modelReset,
            model.layoutChanged,
        ):
            signal.connect(self._place)
        session.moved.connect(self._follow)
        session.opened.connect(self.close)

    # What is open

    def is_open(self) -> bool:
        """Tell whether a cell is a line now."""
        return self._line is not None

    def text(self) -> str:
        """Return what is typed; "" while no line is open."""
        return self._line.text() if self._line is not None else ""

    def sentence(self) -> str:
        """Return what is said of a text that cannot be read; "" where nothing is."""
        return self._sentence.text() if self._sentence is not None else ""

    def is_changed(self) -> bool:
        """Tell whether the line says anything that the figure does not, readable or not."""
        held, (figure, sentence) = self._session.held, self.typed()
        return self._line is not None and held is not None and (bool(sentence) or figure != held.figure)

    def is_typed_for_many(self) -> bool:
        """Tell whether the line is for several rows and was written in, be it what it says already of the first."""
        return self._line is not None and bool(self._many) and (self._line.isModified() or self.text() != self._said)

    def typed(self) -> tuple[Figure, str]:
        """Return the figure as the line says it, and what is wrong with the text; then the figure is as before."""
        shown = self._session.current
        assert shown is not None
        if self._line is None or self._attribute is None:
            return shown.figure, ""
        figure, trouble = with_text(shown.figure, self._attribute.name, self._line.text())
        return figure, sentence_of(trouble) if trouble is not None else ""

    # Beginning

    def can_edit(self, column: int) -> bool:
        """Tell whether the cells of a column can be edited."""
        return self._model.columns[column].attribute is not None

    def begin(self, row: int, column: int) -> bool:
        """Edit a cell; return whether it is open, or its menu. What is typed elsewhere is stored first."""
        attribute = self._model.columns[column].attribute
        if attribute is None or not 0 <= row < self._model.rowCount() or not self._session.ready:
            return False
        target, many = self._model.shown(row).target, self._selected()
        try:
            self._session.leave()
        except UserError as error:
            self._session.refused.emit(error)
            return False
        if not self._session.lead_to(target) or self._session.held is None:
            return False
        now = self._model.row_of(target)
        if now is None:
            return False
        self._target, self._attribute, self._many = target, attribute, many if target in many else []
        index = self._model.index(now, column)
        self._table.scrollTo(index)
        if attribute.is_typed:
            self._open(QPersistentModelIndex(index), attribute)
        else:
            self._choose(self._table.visualRect(index), attribute)
        return True

    def _open(self, index: QPersistentModelIndex, attribute: Attribute) -> None:
        self._line = line = CellLine(self._vocabularies.get(attribute.name), self._table)
        line.setObjectName("cell")
        line.setAccessibleName(words.attribute(attribute))
        if attribute.sort == "number":
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        shown = self._session.current
        assert shown is not None
        self._said = texts_of(shown.figure)[attribute.name]
        line.setText(self._said)
        self._column = index.column()
        self._before = self._session.typing
        self._session.typing = ManyDraft(self) if self._many else CellDraft(self)
        line.done.connect(self._finish)
        line.dropped.connect(self._give_up)
        line.left_alone.connect(self._leave)
        line.textChanged.connect(self._check)
        self._place()
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
        self._session.look_at(attribute.name)

    def _place(self) -> None:
        """Put the line where its cell is; where the filter took its row away, it stays."""
        if self._line is None:
            return
        row = self._model.row_of(self._target)
        if row is not None:
            cell = self._table.visualRect(self._model.index(row, self._column))
            width = max(cell.width(), LEAST_WIDTH * self._table.fontMetrics().horizontalAdvance("国"))
            room = self._table.viewport().width()
            left = max(0, min(cell.left(), room - width))
            self._line.setGeometry(QRect(left, cell.top(), min(width, room), cell.height()))
        if self._sentence is not None:
            box, inside = self._line.geometry(), self._table.viewport().rect()
            self._sentence.setFixedWidth(min(SENTENCE_WIDTH, inside.width()))
            self._sentence.adjustSize()
            size = self._sentence.size()
            top = box.bottom() + 1 if box.bottom() + size.height() < inside.height() else box.top() - size.height()
            self._sentence.move(max(0, min(box.left(), inside.width() - size.width())), max(0, top))

    # Ending

    def _finish(self, way: Way) -> None:
        """Write what is typed and go on; where it cannot be read it stays, with a sentence that says what to write."""
        column, target = self._column, self._target
        if not self.commit():
            return
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self._model.row_of(target)
        if row is None:
            return
        if way == "here":
            self._table.go_to_cell(row, column)
            return
        place = self._beside(row, column, 1 if way == "next" else -1)
        if place is not None:
            self.begin(*place)

    def _beside(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        """Return the next cell that can be edited in the order of reading, or the one before; None past the ends."""
        columns = [one for one in self._table.shown_columns() if self.can_edit(one)]
        at = columns.index(column) + by
        row += at // len(columns)
        return (row, columns[at % len(columns)]) if 0 <= row < self._model.rowCount() else None

    def commit(self) -> bool:
        """Write what is typed as a correction and close the line; return False where it cannot be read, or written."""
        line, attribute = self._line, self._attribute
        if line is None or attribute is None:
            return True
        figure, sentence = self.typed()
        if sentence:
            self.say(sentence)
            return False
        if self._many:
            name, text, many = attribute.name, line.text(), self._many
            self.close()
            self.for_many.emit(name, text, many)
            return True
        held = self._session.held
        if held is not None and figure != held.figure:
            try:
                self._verdicts.decide(figure)
            except UserError as error:
                self._session.refused.emit(error)
                return False
        self.close()
        return True

    def say(self, sentence: str) -> None:
        """Say what is wrong with the text below the line, and give the line the keyboard."""
        if self._line is None:
            return
        if self._sentence is None:
            self._sentence = PlainLabel(parent=self._table.viewport())
            self._sentence.setWordWrap(True)
            self._sentence.setMargin(4)
            self._sentence.setFrameShape(QFrame.Shape.Box)
            self._sentence.setAutoFillBackground(True)
        self._sentence.setPalette(theme.notice_palette(self._table.palette(), trouble=True))
        self._sentence.setText(f"⚠ {sentence}")
        self._line.mark(sentence)
        self._place()
        self._sentence.show()
        self._sentence.raise_()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        """Take the sentence away as soon as the text can be read."""
        if self._sentence is not None and self._line is not None:
            sentence = self.typed()[1]
            if sentence:
                self.say(sentence)
            else:
                self._line.mark("")
                self._end_sentence()

    def _leave(self) -> None:
        """Write what is typed because the keyboard went elsewhere; what cannot be read takes it back."""
        if self._line is not None and not self.commit():
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        """Leave the cell as it was."""
        column, target = self._column, self._target
        self._session.unjoin()
        self.close()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self._model.row_of(target)
        if row is not None:
            self._table.go_to_cell(row, column)

    def close(self) -> None:
        """Take the line away, whatever is typed in it."""
        line, self._line = self._line, None
        if line is None:
            return
        if isinstance(self._session.typing, (CellDraft, ManyDraft)):
            self._session.typing = self._before
        self._end_sentence()
        line.blockSignals(True)
        if line.hasFocus():
            # before the line is hidden: Qt would give the keyboard to whatever comes next
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        line.hide()
        line.deleteLater()

    def _end_sentence(self) -> None:
        sentence, self._sentence = self._sentence, None
        if sentence is not None:
            sentence.hide()
            sentence.deleteLater()

    def _follow(self) -> None:
        current = self._session.current
        if self._line is not None and (current is None or current.target != self._target):
            self.close()

    # Values that are chosen

    def _choose(self, cell: QRect, attribute: Attribute) -> None:
        """Show the values of an attribute below its cell."""
        shown = self._session.current
        assert shown is not None
        menu, value = QMenu(self._table), getattr(shown.figure, attribute.name)
        menu.setAccessibleName(words.attribute(attribute))
        of_class = attribute.sort == "class"
        values = (*KINDS, *(one.id for one in self._session.scheme.live)) if of_class else attribute.words
        for one in values:
            action = menu.addAction(on_button(words.word(one)))
            action.setCheckable(True)
            action.setChecked(one == value)
            action.setData(one)
            if of_class:
                action.setIcon(theme.kind_icon(one))
            if one == value:
                menu.setActiveAction(action)
        menu.triggered.connect(lambda action: self._take(shown, attribute, action))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._table.viewport().mapToGlobal(QPoint(cell.left(), cell.bottom() + 1)))

    def _take(self, shown: ReviewedFigure, attribute: Attribute, action: QAction) -> None:
        value = action.data()
        try:
            if self._many:
                self.for_many.emit(attribute.name, value, self._many)
            elif attribute.sort == "class":
                self._verdicts.set_kind(value)
            elif value != getattr(shown.figure, attribute.name):
                self._verdicts.decide(replace(shown.figure, **{attribute.name: value}))
        except UserError as error:
            self._session.refused.emit(error)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self._model.row_of(shown.target)
        if row is not None and not self._many:
            column = next(at for at, one in enumerate(self._model.columns) if one.attribute is attribute)
            self._table.go_to_cell(row, column)
