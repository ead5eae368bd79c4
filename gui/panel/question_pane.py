"""The questions, where what reports say does not add up: both sentences side by side, and an answer by one key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.figure import Span
from core.model.panel_act import AnswerWord, FactPlace, QuestionAnswer
from core.model.panel_standing import Question
from core.panel.shown import ShownQuestion, ShownSide

from ..commands.widget_keys import question_key
from ..style.act_words import answer_word
from ..style.plain_text import PlainLabel, on_button, plain
from ..widgets.find_line import FindLine
from ..widgets.keyed_tree import KeyedTree

GAP = 12  # pixels
QUESTION = Qt.ItemDataRole.UserRole
"""The question of a row, None for the head of a rule."""
ANSWERS: tuple[AnswerWord, ...] = ("reading_wrong", "report_says_so", "revised", "other_area_or_base", "explained")
"""In the order of their keys, 1 to 5."""
# of two places side by side a sentence is shown so far on either side of its number
AROUND = 90


class SideCard(QFrame):
    """One place of a question: its report, what it says and the sentence; a button opens it."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.title, self.value, self.sentence = PlainLabel(), PlainLabel(), PlainLabel()
        font = self.value.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.value.setFont(font)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = QPushButton(on_button(self.tr("Open in the report")))
        self.open.clicked.connect(self.opened)
        column = QVBoxLayout(self)
        for part in (self.title, self.value, self.sentence):
            column.addWidget(part)
        column.addStretch()
        # Enter is the list's, and no press of a button
        self.open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_side(self, side: ShownSide) -> None:
        """Show a place."""
        self.title.setText(side.title)
        self.value.setText(side.value)
        around = f"{side.before[-AROUND:]}【{side.words}】{side.behind[:AROUND]}" if side.words else ""
        self.sentence.setText(around)
        self.setAccessibleName(f"{side.title}, {side.value}")


class QuestionPane(QWidget):
    """Asks what does not add up; `acted` carries answers, `opened` a place (`ShownSide`) that is to be opened.

    What was answered is what the store says (`show_answers`). An answered question leaves the list, or stays with its
    answer where answered ones are shown too. A note that is typed stays with its question until it is answered.
    """

    acted = Signal(list)
    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._questions: Sequence[ShownQuestion] = ()
        self._answers: Mapping[Question, QuestionAnswer] = {}
        self._notes: dict[Question, str] = {}
        self._rows: dict[Question, QTreeWidgetItem] = {}
        self.rows = KeyedTree(self.tr("Questions"), question_key)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.asked.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_current)
        self.rows.currentItemChanged.connect(lambda *_: self._soon.start())
        self.about, self.heading = PlainLabel(), PlainLabel()
        self.heading.setWordWrap(True)
        self.with_answered = QCheckBox(self.tr("Answered ones too"))
        self.with_answered.toggled.connect(lambda _: self._list())
        self.cards: list[SideCard] = []
        self._sides = QHBoxLayout()
        self.note = FindLine()
        self.note.setPlaceholderText(self.tr("Note (optional)"))
        self.note.asked.connect(lambda _: self.rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.note.textEdited.connect(self._remember)
        self.note.setAccessibleName(self.note.placeholderText())
        self.answers = [QPushButton(on_button(f"{at + 1}  {answer_word(one)}")) for at, one in enumerate(ANSWERS)]
        for one, button in zip(ANSWERS, self.answers, strict=True):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, one=one: self.answer(one))
        self.again = QPushButton(on_button(self.tr("Ask again")))
        self.again.clicked.connect(lambda: self.answer(""))
        self._lay_out()

    def _lay_out(self) -> None:
        beside, head, answers = QWidget(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.with_answered)
        for button in (*self.answers, self.again):
            # their keys are the list's, and Enter is no press of a button
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            answers.addWidget(button)
        answers.addStretch()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, GAP, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._sides, 1)
        column.addWidget(self.note)
        column.addLayout(answers)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.rows)
        parts.addWidget(beside)
        parts.setSizes([240, 320])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(parts, 1)

    # Showing

    def wait(self) -> None:
        """Say that the questions are looked for."""
        self.about.setText(self.tr("Looking for what does not add up…"))

    def show_questions(self, questions: Sequence[ShownQuestion]) -> None:
        """List the questions; the current one stays current where it is still there."""
        self._questions = questions
        self._list()

    def show_answers(self, answers: Mapping[Question, QuestionAnswer]) -> None:
        """Take what the store says was answered."""
        if answers != self._answers:
            self._answers = answers
            self._list()

    def _list(self) -> None:
        """List what is asked, each under its rule; what was current and is gone gives way to what stood behind it."""
        by_rule: dict[str, list[ShownQuestion]] = {}
        for one in self._questions:
            by_rule.setdefault(one.line, []).append(one)
        before = self.current
        was = question_of(before) if before is not None else None
        every = [question_of(one) for some in by_rule.values() for one in some]
        at = every.index(was) if was in every else 0
        chosen: QTreeWidgetItem | None = None
        self._rows = {}
        self.rows.clear()
        for line, some in by_rule.items():
            shown = [one for one in some if self.with_answered.isChecked() or not self.answer_of(one)]
            if not shown:
                continue
            group = QTreeWidgetItem([f"{line}  ({len(shown)})"])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.rows.addTopLevelItem(group)
            for one in shown:
                row = QTreeWidgetItem(group, [self._row_text(one)])
                row.setToolTip(0, plain(one.sentence))
                row.setData(0, QUESTION, one)
                self._rows[question_of(one)] = row
                if chosen is None and every.index(question_of(one)) >= at:
                    chosen = row
            group.setExpanded(True)
        chosen = chosen or next(iter(self._rows.values()), None)
        if chosen is not None:
            self.rows.setCurrentItem(chosen)
        self.about.setText(self._sums())
        self._show_current()

    def _sums(self) -> str:
        left = sum(not self.answer_of(one) for one in self._questions)
        return (
            self.tr("{left} of {count} questions are open").format(left=f"{left:,}", count=f"{len(self._questions):,}")
            if self._questions
            else self.tr("Nothing was found that does not add up.")
        )

    def _row_text(self, one: ShownQuestion) -> str:
        said = self.answer_of(one)
        return f"{one.sentence}  –  {answer_word(said.answer)}" if said else one.sentence

    def answer_of(self, one: ShownQuestion) -> QuestionAnswer | None:
        """Return what was answered to a question; None while it is open."""
        return self._answers.get(question_of(one))

    @property
    def current(self) -> ShownQuestion | None:
        """The question that is current; None for none."""
        row = self.rows.currentItem()
        return row.data(0, QUESTION) if row is not None else None

    def _show_current(self) -> None:
        one = self.current
        sides = one.sides if one is not None else ()
        self.heading.setText(one.sentence if one is not None else "")
        for at in range(len(self.cards), len(sides)):
            card = SideCard()
            card.opened.connect(lambda at=at: self._open(at))
            self.cards.append(card)
            self._sides.addWidget(card, 1)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(sides))
            if at < len(sides):
                card.show_side(sides[at])
        said = self.answer_of(one) if one is not None else None
        typed = self._notes.get(question_of(one)) if one is not None else None
        note = typed if typed is not None else said.note if said is not None else ""
        if note != self.note.text():
            self.note.setText(note)
        for word, button in zip(ANSWERS, self.answers, strict=True):
            button.setEnabled(one is not None)
            button.setChecked(said is not None and said.answer == word)
        self.again.setVisible(said is not None)

    def _remember(self, note: str) -> None:
        if self.current is not None:
            self._notes[question_of(self.current)] = note

    # Acts

    def _take(self, key: str) -> None:
        if key == "drop":
            self.left.emit()
        elif key == "open":
            self._open(0)
        else:
            self.answer(_WORDS[key])

    def _open(self, at: int) -> None:
        one = self.current
        if one is not None and at < len(one.sides):
            self.opened.emit(one.sides[at])

    def answer(self, said: AnswerWord) -> None:
        """Answer the current question; "" asks it again. A reading that is wrong is opened, to be corrected."""
        one = self.current
        if one is None:
            return
        asked = question_of(one)
        act = QuestionAnswer(*asked, said, self.note.text().strip() if said else "")
        listed = list(self._rows)
        behind = listed[listed.index(asked) + 1 :]
        self.acted.emit([act])
        stored = self._answers.get(asked)
        if (stored.answer if stored is not None else "") != said:
            # it was not stored, and the page has said why: what is typed stays
            return
        self._notes.pop(asked, None)
        if behind and self.with_answered.isChecked():
            self.rows.setCurrentItem(self._rows[behind[0]])
        self._show_current()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if said == "reading_wrong":
            self.opened.emit(one.sides[0])


def question_of(one: ShownQuestion) -> Question:
    """Return by what a question is known: its rule, its places, and what they say."""
    places = tuple(FactPlace(side.report, Span(*side.target), side.part) for side in one.sides)
    return one.rule, places, tuple(side.value for side in one.sides)


_WORDS: Mapping[str, AnswerWord] = {one: one for one in ANSWERS}
