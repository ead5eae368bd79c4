"""The form: every attribute of the figure under decision, to be read at a glance and changed by key or mouse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.attributes import BY_NAME, Attribute, AttributeName
from core.model.errors import UserError
from core.model.figure import Figure, Span
from core.review.other_times import FigureTime, other_times
from core.review.review import ReviewedFigure

from ..commands import first_key
from ..session.candidates import ask_candidates, candidates
from ..session.detection import time_of, value_of
from ..session.draft import TypedDraft
from ..session.session import Session
from ..session.typed_figure import TYPED, Troubles, read_texts, sentence_of, texts_of
from ..session.verdicts import Verdicts
from ..style import theme, words
from ..style.plain_text import PlainLabel, plain
from ..widgets.command_button import CommandButton
from ..widgets.field import Field
from ..widgets.menus import show_key
from ..widgets.steady_label import SteadyLabel
from ..widgets.vocabulary import Vocabulary
from .candidates import CandidateButtons
from .choice_buttons import ChoiceButtons
from .time_buttons import NO_TIME, TimeButtons

FIELDS: tuple[AttributeName, ...] = tuple(one.name for one in TYPED)
# the row and the column of each field's name, and how many columns the field takes: what is read at each figure comes
# first, what few figures have (area and base year) last
_PLACES = ((0, 0, 3), (1, 0, 3), (1, 2, 1), (3, 0, 3), (8, 0, 1), (8, 2, 1))
_READING, _TIMES, _STATUS, _KINDS, _BOUNDS = 2, 4, 5, 6, 7  # the rows of the others
_MARGIN, _GAP, _RADIUS = 8, 8, 6  # pixels
REST_MS = 100  # so long a figure is shown before phrases near it are asked for


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


class FigureForm(QWidget):
    """Shows and changes the figure under decision, as one card.

    Its head says which figure it is and has Confirm and Reject. Neither these nor the fields ever move: what is long,
    or comes and goes, stands below the fields, where the card scrolls: the candidates for the indicator, a note,
    others' readings. What cannot be read is said below the card, in sight wherever that is scrolled to.

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
        # set by the window
        self.selected: Callable[[], Span | None] = lambda: None
        self._surface, self._state, self._reading = SteadyLabel(), SteadyLabel(), SteadyLabel(wraps=True)
        self._trouble, self._note = PlainLabel(), PlainLabel()
        for label in (self._trouble, self._note):
            label.setWordWrap(True)
            label.hide()
        self.choice_buttons = ChoiceButtons(actions, self)
        self.choice_buttons.clicked.connect(self._show_choice)
        self.times = TimeButtons(actions)
        self.candidates = CandidateButtons(actions)
        self.fields = {name: self._field(name, vocabularies.get(name)) for name in FIELDS}
        self.confirm = CommandButton(actions["confirm"], self.tr("Confirm"), enter_in=self)
        self.reject = CommandButton(actions["reject"], self.tr("Reject"))
        theme.fill(self.confirm)
        # the button shows whether the action can be done and what is typed can be read
        actions["confirm"].changed.connect(self._offer_confirm)
        # a note, and what others say of the figure
        self.beside = QVBoxLayout()
        self.beside.addWidget(self._note)
        self._card = QScrollArea()
        self._place()
        self._shown: ReviewedFigure | None = None
        self._is_typed = False
        session.typing = Typed(self)
        session.moved.connect(self._follow)
        session.opened.connect(self._open)
        session.decided.connect(self._follow)
        session.relabelled.connect(self.refresh)
        session.sections_known.connect(self._show_known_times)
        session.candidates_known.connect(self._show_candidates)
        # nothing is asked while one only passes by
        self._asking = QTimer(self, singleShot=True, interval=REST_MS)
        self._asking.timeout.connect(lambda: ask_candidates(session))
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
        """Make a candidate the indicator, counted from 1 as the buttons are.

        Raises UserError where there are not so many.
        """
        phrase = self.candidates.phrase(number)
        if phrase is None:
            # those near the figure may not have come yet
            phrase = next(iter(candidates(self._session, waits=True).phrases[number - 1 : number]), None)
        if self._session.current is not None and phrase is None:
            raise UserError("There is no such candidate for this figure.")
        if phrase is not None:
            self.name_indicator(phrase)

    def candidate_entry(self, number: int) -> str:
        """Return a candidate as a menu has it, counted from 1; "" where there are not so many, … where it may come."""
        phrase = self.candidates.phrase(number)
        return phrase or ("" if candidates(self._session).are_all else "…")

    def take_time(self, number: int) -> None:
        """Make another time the figure's, with the status that goes with it, counted from 1 as the buttons are.

        Raises UserError where there are not so many.
        """
        time = self.times.time(number)
        if self._session.current is not None and time is None:
            raise UserError("No other period is offered for this figure.")
        if time is not None:
            self._verdicts.set_time(time)

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

    def typed_figure(self) -> tuple[Figure, Troubles]:
        """Return the figure as the form says it, and the fields that cannot be read: there it is as before."""
        shown = self._session.current
        assert shown is not None
        return read_texts(shown.figure, {name: field.text() for name, field in self.fields.items()})

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

    def note(self) -> str:
        """Return what is shown of the note on the figure."""
        return self._note.text()

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

    def _flat_button(self, command: str, text: str, place: str = "{text} {key}") -> QToolButton:
        """Return a button without a frame, for what is done beside deciding."""
        action = self._actions[command]
        button = QToolButton()
        show_key(button, action, text, place)
        button.setAccessibleName(action.text())
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(action.trigger)
        return button

    def minimumSizeHint(self) -> QSize:
        """Return a size at which nothing is cut at the sides: what scrolls would hide parts of fields below its bar."""
        return QSize(self.least_width(), super().minimumSizeHint().height())

    def least_width(self) -> int:
        """Return how many pixels the form is wide at least, so that nothing in it is cut."""
        inside = self._card.widget()
        assert inside is not None
        edges, bar = self._whole.contentsMargins(), self._card.verticalScrollBar()
        within = max(inside.minimumSizeHint().width() + bar.sizeHint().width(), self._head.minimumSize().width())
        return within + edges.left() + edges.right()

    def _place(self) -> None:
        font = self._surface.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._surface.setFont(font)
        # beside the figure itself, where the eye is when a reading surprises
        name = QHBoxLayout()
        name.addWidget(self._surface, 1)
        why = self._flat_button("toggle_reasons", self.tr("Why?"))
        name.addWidget(why, 0, Qt.AlignmentFlag.AlignTop)
        decide = QHBoxLayout()
        decide.setSpacing(2)
        decide.addWidget(self.confirm, 2)
        decide.addWidget(self.reject, 1)
        # their icons say what they do, and their tool tips in words
        decide.addWidget(self._flat_button("undo", "", "{key}"))
        decide.addWidget(self._flat_button("redo", "", ""))
        head = self._head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        head.setSpacing(4)
        head.addLayout(name)
        head.addWidget(self._state)
        head.addLayout(decide)
        inside = QWidget()
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        stack.setSpacing(_GAP)
        stack.addLayout(self._lines())
        # as many lines of it are shown as there is room for
        stack.addWidget(self.candidates, 1)
        stack.addLayout(self.beside)
        stack.addStretch()
        self._card.setAccessibleName(self.accessibleName())
        self._card.setWidget(inside)
        self._card.setWidgetResizable(True)
        # a click on what has no keyboard of its own leaves the keyboard where it is
        self._card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._card.setFrameShape(QFrame.Shape.NoFrame)
        self._card.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._trouble.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._card, 1)
        whole.addWidget(self._trouble)

    def _lines(self) -> QGridLayout:
        """Return the fields and the status, each behind its name, and the buttons of kind and bound."""
        lines, amount = QGridLayout(), QHBoxLayout()
        amount.setSpacing(_GAP)
        lines.setVerticalSpacing(4)
        lines.setHorizontalSpacing(_GAP)
        lines.addWidget(self.times, _TIMES, 0, 1, 4)
        lines.addWidget(self._name(BY_NAME["status"], "toggle_status"), _STATUS, 0)
        lines.addLayout(self.choice_buttons.both_statuses(), _STATUS, 1, 1, 3)
        lines.addLayout(self.choice_buttons.kinds_and_label(), _KINDS, 0, 1, 4)
        lines.addLayout(self.choice_buttons.all_bounds(), _BOUNDS, 0, 1, 4)
        for one, (row, column, columns) in zip(TYPED, _PLACES, strict=True):
            title, field = self._name(one, "edit" if one.name == "indicator" else ""), self.fields[one.name]
            title.setBuddy(field)
            title.setToolTip(plain(self._hint(one)))
            field.setAccessibleName(self._hint(one))
            if one.name == "unit":
                # no wider name of the rows below takes its room; a long unit is whole beside the value
                amount.addWidget(title)
                amount.addWidget(field, 1)
                continue
            lines.addWidget(title, row, column)
            if one.name == "value":
                amount.addWidget(field, 1)
                lines.addLayout(amount, row, column + 1, 1, columns)
            else:
                lines.addWidget(field, row, column + 1, 1, columns)
        self.fields["period"].setPlaceholderText(self.tr("a year, or 2021/2025"))
        lines.addWidget(self._reading, _READING, 1, 1, 3)
        lines.setColumnStretch(1, 2)
        lines.setColumnStretch(3, 1)
        return lines

    def _name(self, one: Attribute, command: str) -> PlainLabel:
        """Return a label with the name of an attribute and, where a command changes it, the key of that."""
        label = PlainLabel(words.attribute(one))
        if command:
            action = self._actions[command]

            def say() -> None:
                label.setText(f"{words.attribute(one)}  {first_key(action)}".strip())

            say()
            action.changed.connect(say)
        return label

    def _hint(self, one: Attribute) -> str:
        """Return the name of an attribute, and what can be written in its field."""
        name = words.attribute(one)
        if one.name == "indicator":
            return self.tr("{name}: ↓ for nearby phrases").format(name=name)
        if one.sort == "time":
            return self.tr("{name}: a year, or 2021/2025").format(name=name)
        return name

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.theme()["hairline"])
        painter.drawRoundedRect(QRectF(self._whole.contentsRect()).adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS, _RADIUS)

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
        self.update()
        if self._is_typed:
            self._follow()
            self._check()
        else:
            self.restore()

    def _rebase(self, current: ReviewedFigure, before: Figure) -> None:
        """Show how the figure changed under what is typed: a key's change joined it, or it was read again."""
        self._shown = current
        self._show_head(current)
        was, now = texts_of(before), texts_of(current.figure)
        for name, field in self.fields.items():
            if field.text() == was[name] and field.text() != now[name]:
                field.setText(now[name])
        self._check()

    def restore(self) -> None:
        """Show the figure under decision as it is, whatever was typed."""
        self._is_typed = False
        shown = self._shown = self._session.current
        self.setEnabled(shown is not None)
        self._mark({})
        report = self._session.report
        if shown is None or report is None:
            self._clear()
            return
        figure = shown.figure
        self._show_head(shown)
        self._choose(figure)
        texts = texts_of(figure)
        for name, field in self.fields.items():
            # a text that has not changed is not laid out and painted again at each key
            if field.text() != texts[name]:
                field.setText(texts[name])
            field.setModified(False)
            field.setCursorPosition(0)
            # the next figure may say the same there, and its text then does not change
            field.drop_list()
        self._reading.setText(_reading_of(figure))
        self._show_times(figure)
        self._show_candidates()

    def _show_head(self, shown: ReviewedFigure) -> None:
        """Show the words of the figure and its state; and below the fields, whatever its length, the note on it."""
        report, note = self._session.report, shown.remark.note
        assert report is not None
        surface, note = words.surface(report.text, shown.figure.span), f"{words.NOTE_SIGN} {note}" if note else ""
        if surface != self._surface.text():
            self._surface.setText(surface)
            self._surface.setToolTip(plain(surface))
        self._state.setText(self._state_text(shown))
        if note != self._note.text():
            self._note.setText(note)
            self._note.setVisible(bool(note))

    def _clear(self) -> None:
        found = self._session.report is not None and self._session.ready
        self._surface.setText(self.tr("No figure here") if found else "")
        for place in cast("tuple[SteadyLabel | Field, ...]", (self._state, self._reading, *self.fields.values())):
            place.clear()
        self._note.clear()
        self._note.hide()
        self.choice_buttons.choose("")
        self.candidates.show_phrases((), "")
        self.times.show_times((), NO_TIME, NO_TIME)

    def _show_times(self, figure: Figure) -> None:
        """Show which other times the figure may be of as it was read, and which of them it is said to be of."""
        session, shown = self._session, self._session.current
        if shown is None:
            return
        read = shown.proposed.figure if shown.proposed is not None else shown.figure
        others: Sequence[FigureTime] = ()
        if figure.value != ():
            section = session.section_at(figure.start)
            others = other_times(read, section, session.sections, session.beside(shown.target))
        self.times.show_times(others, FigureTime.of(read), FigureTime.of(figure))

    def _show_known_times(self) -> None:
        """Show the times that what sets a time in the report tells of, which is known now."""
        if self._session.current is not None:
            self._show_times(self.typed_figure()[0] if self._is_typed else self._session.current.figure)

    def _show_candidates(self) -> None:
        """Show what else may be the indicator, as far as it is known, and which of it the field says."""
        known = candidates(self._session)
        self.candidates.show_phrases(known.phrases, self.fields["indicator"].text())
        if not known.are_all:
            self._asking.start()

    def _state_text(self, shown: ReviewedFigure) -> str:
        text = f"{words.STATE_SIGNS[words.state_of(shown)]} {words.state_text(shown)}"
        if shown.proposed is not None:
            text += "   " + self.tr("confidence {share}").format(share=f"{shown.proposed.confidence:.0%}")
        elif shown.state == "undecided":
            text += "   " + self.tr("not proposed by any source")
        return text

    # Reading

    def _entered(self) -> Figure | None:
        """Return the figure that the fields say; None, with a mark and a sentence, where one cannot be read."""
        if self._session.current is None:
            return None
        figure, troubles = self.typed_figure()
        self._mark(troubles)
        self._choose(figure)
        self._show_times(figure)
        self._show_candidates()
        is_read = troubles.get("value") != "no number"
        self._reading.setText(_reading_of(figure) if is_read else "")
        return None if troubles else figure

    def _choose(self, figure: Figure) -> None:
        self.choice_buttons.choose(figure.kind, figure.bound if figure.value != () else "", figure.status)

    def _mark(self, troubles: Troubles) -> None:
        """Mark the fields that cannot be read and say what to write; remove the mark of all others."""
        sentences = {name: sentence_of(troubles[name]) for name in FIELDS if name in troubles}
        for name in FIELDS:
            self.fields[name].mark(sentences.get(name, ""))
        self._trouble.setText("\n".join(f"⚠ {sentence}" for sentence in sentences.values()))
        self._trouble.setVisible(bool(sentences))
        self._offer_confirm()

    def _offer_confirm(self) -> None:
        """Have the button show whether anything can be confirmed: not while what is typed cannot be read."""
        self.confirm.setEnabled(self._actions["confirm"].isEnabled() and not self._trouble.text())

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
        self._entered()

    def _show_choice(self) -> None:
        """Check the buttons that hold, because a click has checked or unchecked one."""
        if self._session.current is not None:
            self._choose(self.typed_figure()[0] if self._is_typed else self._session.current.figure)

    def _typed_words(self, figure: Figure) -> str:
        """Return the texts of the lines that differ from what a figure says."""
        was = texts_of(figure)
        return " · ".join(field.text() for name, field in self.fields.items() if field.text() != was[name])


def _reading_of(figure: Figure) -> str:
    """Return what the value says, as people say it and with all digits, behind the sign of a bound that limits it."""
    sign = words.bound_sign(figure) if figure.bound != "eq" else ""
    return f"{sign} {words.full_text(figure)}".strip()
