"""The form: every attribute of the figure under decision, to be read at a glance and changed by key or mouse."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.attributes import BY_NAME, IN_WINDOW_ORDER, Attribute, AttributeName
from core.model.errors import UserError
from core.model.figure import Figure, Span
from core.review.review import ReviewedFigure

from ..session.detection import time_of, value_of
from ..session.draft import TypedDraft
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import words
from ..style.plain_text import PlainLabel
from ..widgets.field import Field
from ..widgets.menus import show_key
from ..widgets.steady_label import SteadyLabel
from ..widgets.vocabulary import Vocabulary
from . import form_values
from .candidates import CandidateButtons
from .choice_buttons import ChoiceButtons, grid_of

TYPED = tuple(one for one in IN_WINDOW_ORDER if one.is_typed)
FIELDS: tuple[AttributeName, ...] = tuple(one.name for one in TYPED)
# the rows of fields: indicator; value and unit; (how the value is read); period; area and base year
_PLACES = ((0, 0, 2), (2, 0, 1), (2, 1, 1), (5, 0, 2), (7, 0, 1), (7, 1, 1))


class Typed(TypedDraft):
    """What is typed in a form, for the session."""

    def __init__(self, form: "FigureForm") -> None:
        self._form = form

    def is_there(self) -> bool:
        return self._form.has_draft()

    def so_far(self) -> Figure:
        return self._form.typed_figure()[0]

    def read(self) -> Figure:
        return self._form.read()

    def forget(self) -> None:
        self._form.forget()


class FigureForm(QScrollArea):
    """Shows and changes the figure under decision.

    What is typed is a draft until it is stored: by Enter or Confirm, or as a step of its own when anything leads away.
    Kind, bound, status and edges that are changed meanwhile join it. `gave_up` carries what was typed when Escape
    discards it.
    """

    left = Signal()
    gave_up = Signal(str)

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        vocabularies: Mapping[AttributeName, Vocabulary],
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._verdicts, self._actions = session, verdicts, actions
        self.setObjectName("form")
        self.setAccessibleName(self.tr("Current figure"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # set by the window
        self.selected: Callable[[], Span | None] = lambda: None
        self._surface, self._state, self._reading = (SteadyLabel(wraps=True) for _ in range(3))
        self._trouble = PlainLabel()
        self._trouble.setWordWrap(True)
        self.choice_buttons = ChoiceButtons(actions, self)
        self.choice_buttons.clicked.connect(self._show_choice)
        self.candidates = CandidateButtons(actions)
        self.fields = {name: self._field(name, vocabularies.get(name)) for name in FIELDS}
        self.keep = QPushButton(self.tr("Apply the changes (Enter)"))
        self.keep.clicked.connect(actions["apply_and_go_on"].trigger)
        self.state_column = QVBoxLayout()
        self.state_column.addWidget(self._state)
        self._place()
        self._shown: ReviewedFigure | None = None
        self._is_typed = False
        session.typing = Typed(self)
        session.moved.connect(self._follow)
        session.opened.connect(self._open)
        session.decided.connect(self._follow)
        session.relabelled.connect(self.refresh)
        self.restore()

    def edit(self) -> None:
        """Give the form the keyboard; words that are selected outside the figure are written there as its indicator."""
        if self._session.current is not None:
            field, phrase = self.fields["indicator"], self._phrase()
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if phrase:
                field.setText(phrase)
                self._type()
            field.selectAll()

    def take_candidate(self, number: int) -> None:
        """Make a candidate of the detector the indicator, counted from 1 as the buttons are.

        Raises UserError where there are not so many.
        """
        phrase = self.candidates.phrase(number)
        if self._session.current is not None and phrase is None:
            raise UserError("There is no such candidate for this figure.")
        if phrase is not None:
            self.name_indicator(phrase)

    def take_selection(self) -> None:
        """Make the words selected in the text the indicator; raise UserError where none are selected."""
        phrase = self._phrase()
        if self._session.current is not None and not phrase:
            raise UserError("No words beside the figure are selected. Select those that name its indicator first.")
        shown, span = self._session.current, self.selected()
        if phrase and shown is not None and span is not None:
            self._session.name_by(shown.target, phrase, span)
            self.name_indicator(phrase)

    def name_indicator(self, phrase: str) -> None:
        """Confirm the figure under decision with another indicator; what is typed is stored with it, not before it."""
        field = self.fields["indicator"]
        if self._is_typed:
            field.setText(phrase)
            self._type()
        elif self._session.current is not None:
            self._verdicts.decide(replace(self._session.current.figure, indicator=phrase))

    def _phrase(self) -> str:
        """Return the words selected in the text, on one line; "" where they are part of the figure."""
        shown, report, span = self._session.current, self._session.report, self.selected()
        if shown is None or report is None or span is None:
            return ""
        figure = shown.figure.span
        is_apart = span.end <= figure.start or figure.end <= span.start
        return "".join(report.text[span.start : span.end].split()) if is_apart else ""

    def apply(self) -> None:
        """Confirm the figure as the fields say and go back to the text.

        Nothing is stored while a field is unreadable.
        """
        figure = self._entered()
        if figure is not None:
            self._verdicts.decide(figure)
            self.left.emit()

    def apply_and_go_on(self) -> None:
        """Confirm the figure as the fields say and go to the next undecided one."""
        figure = self._entered()
        if figure is not None:
            self._verdicts.decide(figure, goes_on=True)
            self.left.emit()

    def has_draft(self) -> bool:
        """Tell whether the form says anything that the figure under decision does not, readable or not."""
        held = self._session.held
        if held is None or not (self._is_typed or self._session.current is not held):
            return False
        figure, troubles = self.typed_figure()
        return bool(troubles) or figure != held.figure

    def typed_figure(self) -> tuple[Figure, form_values.Troubles]:
        """Return the figure as the form says it, and the fields that cannot be read: there it is as before."""
        shown = self._session.current
        assert shown is not None
        return form_values.read(shown.figure, {name: field.text() for name, field in self.fields.items()})

    def read(self) -> Figure:
        """Return the figure as the form says it.

        Raises UserError where a field cannot be read, and gives that field the keyboard.
        """
        figure = self._entered()
        if figure is None:
            marked = next(field for field in self.fields.values() if field.is_marked())
            marked.setFocus(Qt.FocusReason.OtherFocusReason)
            raise UserError(
                "The text typed in the form cannot be read, so nothing else was done: {typed}. Correct it there, or "
                "discard it with Esc.",
                typed=marked.text(),
            )
        return figure

    def forget(self) -> None:
        """Forget what was typed, because it is stored."""
        self._is_typed = False

    def give_up(self) -> None:
        """Show the figure under decision as it is stored; emit what was typed and not stored."""
        held = self._session.held
        typed = self._typed_words(held.figure) if held is not None and self.has_draft() else None
        self._is_typed = False
        self._session.unjoin()
        self.restore()
        if typed is not None:
            self.gave_up.emit(typed)

    def reading(self) -> str:
        """Return in words how the value is read."""
        return self._reading.text()

    def trouble(self) -> str:
        """Return the sentence about a field that cannot be read."""
        return self._trouble.text()

    # Building

    def _field(self, name: AttributeName, vocabulary: Vocabulary | None) -> Field:
        field = Field(vocabulary)
        field.setObjectName(name)
        if name == "value":
            field.textEdited.connect(self._take_unit)
        field.textEdited.connect(self._type)
        field.taken.connect(self._type)
        field.returnPressed.connect(self._actions["apply_and_go_on"].trigger)
        if BY_NAME[name].sort in ("time", "year"):
            field.editingFinished.connect(lambda: self._write_time(name))
        field.looked_at.connect(lambda: self._session.look_at(name))
        return field

    def _button(self, command: str, text: str) -> QPushButton:
        action = self._actions[command]
        button = QPushButton()
        show_key(button, action, text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(action.trigger)
        return button

    def _why(self) -> QToolButton:
        """Return the button that shows how the figure was read."""
        button = QToolButton()
        show_key(button, self._actions["toggle_reasons"], self.tr("Why?"))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._actions["toggle_reasons"].trigger)
        return button

    def _place(self) -> None:
        font = self._surface.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._surface.setFont(font)
        inside, lines = QWidget(), QGridLayout()
        lines.setVerticalSpacing(3)
        # the row and the column of each field, and how many columns it takes
        for one, (row, column, columns) in zip(TYPED, _PLACES, strict=True):
            title, field = PlainLabel(self._title(one)), self.fields[one.name]
            title.setBuddy(field)
            field.setAccessibleName(self._title(one))
            lines.addWidget(title, row, column, 1, columns)
            if one.name == "indicator":
                lines.addLayout(self._above(field, self.candidates), row + 1, column, 1, columns)
            else:
                lines.addWidget(field, row + 1, column, 1, columns)
        lines.addWidget(self._reading, 4, 0, 1, 2)
        lines.setColumnStretch(0, 3)
        lines.setColumnStretch(1, 1)
        # beside the figure itself, where the eye is when a reading surprises
        head = QHBoxLayout()
        head.addWidget(self._surface, 1)
        head.addWidget(self._why(), 0, Qt.AlignmentFlag.AlignTop)
        decide = QHBoxLayout()
        decide.addWidget(self._button("confirm", self.tr("Confirm")), 2)
        decide.addWidget(self._button("reject", self.tr("Reject")), 1)
        stack = QVBoxLayout(inside)
        # small margins: everything fits on a screen of 1280×800 pixels in Chinese
        stack.setContentsMargins(12, 6, 12, 6)
        stack.setSpacing(4)
        stack.addLayout(head)
        stack.addLayout(self.state_column)
        stack.addLayout(decide)
        for grid in self.choice_buttons.grids():
            stack.addLayout(grid)
        stack.addLayout(lines)
        stack.addWidget(self._trouble)
        stack.addWidget(self.keep)
        stack.addStretch()
        stack.addLayout(grid_of([self._button("undo", self.tr("Undo")), self._button("redo", self.tr("Redo"))], 2))
        self.setWidget(inside)

    def _above(self, field: Field, below: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(below)
        return column

    def _title(self, one: Attribute) -> str:
        """Return the title of a field: the attribute's name, and what can be written there."""
        name = words.attribute(one)
        if one.name == "indicator":
            return self.tr("{name}: ↓ for nearby phrases").format(name=name)
        if one.sort == "time":
            return self.tr("{name}: a year, or 2021/2025").format(name=name)
        return name

    # Showing

    def _follow(self) -> None:
        # what is typed stays when only another attribute is looked at
        current, shown = self._session.current, self._shown
        if current is shown:
            return
        if self._is_typed and current is not None and shown is not None and current.target == shown.target:
            self._rebase(current, shown.figure)
        else:
            self._open()

    def _open(self) -> None:
        """Show the figure under decision; what was typed is stored by then, or its loss was reported."""
        if self._is_typed and self._shown is not None:
            typed = self._typed_words(self._shown.figure)
            if typed:
                self.gave_up.emit(typed)
        self.restore()

    def refresh(self) -> None:
        """Show labels by their present names and everything in the present colours; what is typed stays."""
        if self._is_typed:
            self._follow()
            self._check()
        else:
            self.restore()

    def _rebase(self, current: ReviewedFigure, before: Figure) -> None:
        """Show how the figure changed under what is typed: a key's change joined it, or it was read again."""
        self._shown = current
        report = self._session.report
        if report is not None:
            self._surface.setText(words.surface(report.text, current.figure.span))
        self._state.setText(self._state_text(current))
        was, now = _texts_of(before), _texts_of(current.figure)
        for name, field in self.fields.items():
            if field.text() == was[name] and field.text() != now[name]:
                field.setText(now[name])
        self._check()

    def restore(self) -> None:
        """Show the figure under decision as it is, whatever was typed."""
        self._is_typed = False
        shown = self._shown = self._session.current
        self.setEnabled(shown is not None)
        self.keep.setEnabled(False)
        self._mark({})
        report = self._session.report
        if shown is None or report is None:
            self._clear()
            return
        figure = shown.figure
        self._surface.setText(words.surface(report.text, figure.span))
        self._state.setText(self._state_text(shown))
        self._choose(figure)
        texts = _texts_of(figure)
        for name, field in self.fields.items():
            # a text that has not changed is not laid out and painted again at each key
            if field.text() != texts[name]:
                field.setText(texts[name])
            field.setModified(False)
            field.setCursorPosition(0)
        self._reading.setText(words.full_text(figure))
        self._show_candidates()

    def _clear(self) -> None:
        found = self._session.report is not None and self._session.ready
        self._surface.setText(self.tr("No figure here") if found else "")
        for place in cast("tuple[SteadyLabel | Field, ...]", (self._state, self._reading, *self.fields.values())):
            place.clear()
        self.choice_buttons.choose("")
        self.candidates.show_phrases((), "")

    def _show_candidates(self) -> None:
        """Show what else was offered as the indicator, and which of it the field says."""
        shown = self._session.current
        offered = shown.proposal.candidates if shown is not None and shown.proposal is not None else ()
        self.candidates.show_phrases([one.text for one in offered], self.fields["indicator"].text())

    def _state_text(self, shown: ReviewedFigure) -> str:
        text = f"{words.STATE_SIGNS[words.state_of(shown)]} {words.state_text(shown)}"
        if shown.proposed is not None:
            text += "   " + self.tr("confidence {share}").format(share=f"{shown.proposed.confidence:.0%}")
        elif shown.state == "undecided":
            text += "   " + self.tr("not proposed by any source")
        return f"{text}\n{shown.remark.note}" if shown.remark.note else text

    # Reading

    def _entered(self) -> Figure | None:
        """Return the figure that the fields say; None, with a mark and a sentence, where one cannot be read."""
        if self._session.current is None:
            return None
        figure, troubles = self.typed_figure()
        self._mark(troubles)
        self._choose(figure)
        self._show_candidates()
        is_read = troubles.get("value") != "no number"
        self._reading.setText(words.full_text(figure) if is_read else "")
        return None if troubles else figure

    def _choose(self, figure: Figure) -> None:
        self.choice_buttons.choose(figure.kind, figure.bound if figure.value != () else "", figure.status)

    def _mark(self, troubles: form_values.Troubles) -> None:
        """Mark the fields that cannot be read and say what to write; remove the mark of all others."""
        sentences_by_trouble: dict[form_values.Trouble, str] = {
            "no number": self.tr(
                "This value cannot be read. Write 559.2亿, 5%—6%, 三分之二 or plain digits; 5 6 is a range."
            ),
            "falling range": self.tr("Write a range with the lower number first: 5 10. Write a composition as 3:5:2."),
            "unit of a composition": self.tr("The unit of a composition must be % or empty."),
            "no time": self.tr(
                "This period cannot be read. Write 2025, 2021-2025, 十四五 or 2025年上半年, or leave it empty."
            ),
            "no year": self.tr("This base year cannot be read. Write a year like 1997, or leave it empty."),
        }
        sentences = {name: sentences_by_trouble[troubles[name]] for name in FIELDS if name in troubles}
        for name in FIELDS:
            self.fields[name].mark(sentences.get(name, ""))
        self._trouble.setText("\n".join(f"⚠ {sentence}" for sentence in sentences.values()))
        self._trouble.setVisible(bool(sentences))

    def _take_unit(self, text: str) -> None:
        """Write the unit that a value contains into the field for units.

        A composition has none unless it contains one.
        """
        read, field, shown = value_of(text), self.fields["unit"], self._session.current
        if read is None or shown is None:
            return
        if read.unit or read.kind == "composition":
            field.setText(read.unit)
        elif not field.isModified():
            field.setText(shown.figure.unit)

    def _write_time(self, name: AttributeName) -> None:
        """Show a period or a year as the figure carries it, once it is typed."""
        field = self.fields[name]
        time = time_of(field.text(), is_year=BY_NAME[name].sort == "year") if field.isModified() else None
        if time is not None:
            field.setText(time)

    def _type(self) -> None:
        """Treat what is typed, or taken from a list or the text, as a draft."""
        self._is_typed = True
        self._check()

    def _check(self) -> None:
        """Show how the typed text is read, while it is typed."""
        figure = self._entered()
        self.keep.setEnabled(figure is not None and figure != getattr(self._session.held, "figure", None))

    def _show_choice(self) -> None:
        """Check the buttons that hold, because a click has checked or unchecked one."""
        if self._session.current is not None:
            self._choose(self.typed_figure()[0] if self._is_typed else self._session.current.figure)

    def _typed_words(self, figure: Figure) -> str:
        """Return the texts of the lines that differ from what a figure says."""
        was = _texts_of(figure)
        return " · ".join(field.text() for name, field in self.fields.items() if field.text() != was[name])


def _texts_of(figure: Figure) -> dict[AttributeName, str]:
    """Return the text of each line for a figure."""
    return {
        one.name: words.plain_text(figure.value) if one.sort == "number" else one.text(getattr(figure, one.name))
        for one in TYPED
    }
