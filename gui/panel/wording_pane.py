"""The wordings that no concept has: each is assigned to one of the suggested concepts, to none, or to a new one."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.panel_act import Assignment, OwnConcept, PanelAct
from core.panel.shown import Head, ShownSide, ShownSuggestion, ShownWording

from ..background.panel_client import PanelClient
from ..commands.widget_keys import wording_key
from ..style.plain_text import PlainLabel, on_button, plain
from ..style.words import word
from ..widgets.find_line import FindLine
from ..widgets.keyed_tree import KeyedTree
from .subject_list import SubjectList

WORDS, FIGURES, REPORTS, KINDS = range(4)
GAP = 12  # pixels
WORDS_WIDTH = 34  # characters of the interface's font
# digits 1 to 5 take a suggestion
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for a new indicator, as the fields have it."""

    name: str
    english: str
    code: str
    unit: str


class WordingPane(QWidget):
    """Assigns wordings; `acted` carries acts in the panel, `left` that the table is wanted again.

    A wording that is assigned leaves the list at once; the page has the acts written and everything read anew. What is
    typed for a new indicator stays with its wording until it is made, or given up by Escape.
    """

    acted = Signal(list)
    left = Signal()

    def __init__(self, client: PanelClient, parent: QWidget) -> None:
        super().__init__(parent)
        self._client = client
        self._wordings: list[ShownWording] = []
        self._concepts: Sequence[Head] = ()
        self.suggestions: Sequence[ShownSuggestion] = ()
        self._fitting: frozenset[str] = frozenset()
        self._typed: dict[str, Typed] = {}
        self._asked_about = ""
        heads = (self.tr("Wording"), self.tr("Figures"), self.tr("Reports"), self.tr("Kinds"))
        self.rows = KeyedTree(self.tr("Wordings without an indicator"), wording_key, heads)
        self.rows.setColumnWidth(WORDS, WORDS_WIDTH * self.fontMetrics().averageCharWidth())
        for column in (FIGURES, REPORTS):
            self.rows.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.asked.connect(self._answer)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_current)
        self.rows.currentItemChanged.connect(lambda *_: self._soon.start())
        self.heading, self.examples, self.refused = PlainLabel(), PlainLabel(), PlainLabel()
        self.refused.setWordWrap(True)
        self.examples.setWordWrap(True)
        self.examples.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.suggested = [QPushButton(str(number)) for number in range(1, MOST_SUGGESTIONS + 1)]
        for at, button in enumerate(self.suggested):
            button.clicked.connect(lambda _checked=False, at=at: self.take(at))
        self.none = QPushButton(on_button(self.tr("None of these indicators (0)")))
        self.none.clicked.connect(lambda: self.assign(""))
        self.other = QPushButton(on_button(self.tr("Another indicator… (A)")))
        self.other.clicked.connect(self.choose_other)
        self.new = QPushButton(on_button(self.tr("New indicator… (N)")))
        self.new.clicked.connect(self.ask_new)
        self.every = SubjectList(self)
        self.every.rows.doubleClicked.connect(lambda _: self._take_other())
        self.every.left.connect(self._leave_other)
        self._make_new()
        self._lay_out()

    def _make_new(self) -> None:
        self.form = QWidget()
        lines = QFormLayout(self.form)
        lines.setContentsMargins(0, 0, 0, 0)
        self.name, self.english, self.code, self.unit = (FindLine() for _ in range(4))
        labels = (self.tr("Name"), self.tr("English name"), self.tr("Code in exports"), self.tr("Unit"))
        for label, field in zip(labels, self._fields(), strict=True):
            lines.addRow(label, field)
            field.setAccessibleName(label)
            field.asked.connect(self._answer_field)
            field.textEdited.connect(self._remember)
        self.make = QPushButton(on_button(self.tr("Make the indicator")))
        self.make.clicked.connect(self._make)
        self.fault = PlainLabel()
        self.fault.setWordWrap(True)
        lines.addRow(self.fault)
        lines.addRow(self.make)

    def _fields(self) -> tuple[FindLine, ...]:
        return self.name, self.english, self.code, self.unit

    def _lay_out(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.examples)
        column.addSpacing(GAP)
        for button in (*self.suggested, self.none, self.other, self.new, self.make):
            # their keys are the list's, and Enter is no press of a button
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (*self.suggested, self.none, self.other, self.new):
            column.addWidget(button)
        column.addWidget(self.refused)
        column.addWidget(self.every, 1)
        column.addWidget(self.form)
        column.addStretch()
        self.every.hide()
        self.form.hide()
        self._suggest(())
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.rows)
        parts.addWidget(beside)
        parts.setSizes([560, 440])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)

    # Showing

    def wait(self) -> None:
        """Say that the wordings are looked for, where none are listed yet."""
        if not self._wordings:
            self.heading.setText(self.tr("Looking for wordings…"))

    def show_wordings(self, concepts: Sequence[Head], wordings: Sequence[ShownWording]) -> None:
        """List the wordings; the one that was current stays so, with what is asked of it, where it is still there."""
        self._concepts, self._wordings = concepts, list(wordings)
        current = self._asked_about
        # that rows are listed anew is no going to another one
        self.rows.blockSignals(True)
        self.rows.clear()
        items = [self._row(one) for one in wordings]
        self.rows.addTopLevelItems(items)
        at = next((at for at, one in enumerate(wordings) if one.words == current), 0)
        if items:
            self.rows.setCurrentItem(items[at])
        self.rows.blockSignals(False)
        if self.current is None or self.current.words != current:
            self._show_current()

    def _row(self, one: ShownWording) -> QTreeWidgetItem:
        kinds = ", ".join(word(kind) for kind in one.kinds)
        row = QTreeWidgetItem([one.words, f"{one.figures:,}", f"{one.reports:,}", kinds])
        for column in (FIGURES, REPORTS):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setToolTip(WORDS, plain(one.words))
        return row

    @property
    def current(self) -> ShownWording | None:
        """The wording that is current; None where the list is empty."""
        at = self.rows.currentIndex().row()
        return self._wordings[at] if 0 <= at < len(self._wordings) else None

    def _show_current(self) -> None:
        self._close_parts()
        one = self.current
        self._asked_about = one.words if one is not None else ""
        for button in (self.none, self.other, self.new):
            button.setEnabled(one is not None)
        self.examples.setText("")
        self._suggest(())
        if one is None:
            self.heading.setText(self.tr("Every wording of an indicator is assigned."))
            return
        self.heading.setText(self.tr("What does “{words}” measure?").format(words=one.words))
        self._client.examples(one.words, self._show_examples)
        if one.words in self._typed:
            self._show_form(self._typed[one.words])

    def _suggest(self, found: Sequence[ShownSuggestion]) -> None:
        self.suggestions = found
        for at, button in enumerate(self.suggested):
            button.setVisible(at < len(found))
            if at < len(found):
                alike = f"  ({found[at].alike})" if found[at].alike != found[at].name else ""
                button.setText(on_button(f"{at + 1}  {found[at].name}{alike}"))

    def _show_examples(
        self, examples: Sequence[ShownSide], found: Sequence[ShownSuggestion], fitting: frozenset[str]
    ) -> None:
        self._fitting = fitting
        self._suggest(found)
        self.examples.setText(
            "\n\n".join(f"{one.title}: {one.before[-60:]}【{one.words}】{one.behind[:40]}" for one in examples)
        )

    def _close_parts(self) -> None:
        self.every.hide()
        self.form.hide()
        self.fault.setText("")
        self.refused.setText("")

    # Acts

    def _answer(self, key: str) -> None:
        match key:
            case "drop":
                self.left.emit()
            case "none":
                self.assign("")
            case "other":
                self.choose_other()
            case "new":
                self.ask_new()
            case _:
                self.take(int(key) - 1)

    def take(self, at: int) -> None:
        """Assign the current wording to one of the suggested concepts."""
        if at < len(self.suggestions):
            self.assign(self.suggestions[at].code)

    def assign(self, code: str, *acts: PanelAct) -> None:
        """Assign the current wording to a concept, "" for none; `acts` are done before."""
        one = self.current
        if one is None:
            return
        at = self.rows.currentIndex().row()
        del self._wordings[at]
        self.rows.takeTopLevelItem(at)
        self.acted.emit([*acts, Assignment(one.words, code)])
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_other(self) -> None:
        """List all concepts, to choose one of them for the current wording."""
        if self.current is None:
            return
        self._close_parts()
        self.every.line.clear()
        self.every.show_heads(self._concepts, self.tr("Indicators"), "")
        self.every.show()
        self.every.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_other(self) -> None:
        one = self.current
        head = next((head for head in self._concepts if head.key == self.every.current), None)
        if one is None or head is None:
            return
        self._close_parts()
        if head.key not in self._fitting:
            self.refused.setText(
                self.tr(
                    "Figures of “{words}” are of a unit or kind that {name} does not have. Choose another indicator."
                ).format(words=one.words, name=head.name)
            )
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.assign(head.key)

    def _leave_other(self, by_enter: bool) -> None:
        """Take the chosen concept by Enter; Escape leaves the list."""
        if by_enter and self.every.current:
            self._take_other()
            return
        self._close_parts()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_new(self) -> None:
        """Ask for the name and the code of a new concept for the current wording."""
        one = self.current
        if one is None:
            return
        self._close_parts()
        self._show_form(self._typed.get(one.words) or Typed(one.words, "", self._free_code(), ""))
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _show_form(self, typed: Typed) -> None:
        for field, text in zip(self._fields(), astuple(typed), strict=True):
            field.setText(text)
        self.form.show()

    def _remember(self) -> None:
        """Keep what is typed, for when the annotator comes back to the wording."""
        if self.current is not None:
            self._typed[self.current.words] = Typed(*(field.text() for field in self._fields()))

    def keep(self) -> None:
        """Make the new indicator that is typed, where it can be: the window or the store is about to be closed."""
        one = self.current
        if one is not None and one.words in self._typed and self.form.isVisibleTo(self):
            self._make()

    def _free_code(self) -> str:
        known = {head.key for head in self._concepts}
        return next(code for number in range(1, len(known) + 2) if (code := f"OWN{number}") not in known)

    def _make(self) -> None:
        one = self.current
        name, english, code, unit = (field.text().strip() for field in self._fields())
        fault = self._fault_of(name, english, code)
        self.fault.setText(fault)
        if one is not None and not fault:
            self._close_parts()
            self._typed.pop(one.words, None)
            # known at once: the store is read anew only in a while, and no second one may get its code meanwhile
            self._concepts = (*self._concepts, Head(code, name, words=f"{name} {english}"))
            self.assign(code, OwnConcept(code, name, english, unit))

    def _answer_field(self, key: str) -> None:
        if key != "drop":
            self._make()
            return
        if self.current is not None:
            self._typed.pop(self.current.words, None)
        self._close_parts()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fault_of(self, name: str, english: str, code: str) -> str:
        """Return what is wrong with a new concept as one sentence; "" where nothing is."""
        if not name:
            return self.tr("The indicator has no name. Type one.")
        if any(text.startswith(("=", "+", "-", "@")) for text in (name, english)):
            return self.tr("A name that begins with =, +, - or @ would be a formula in a spreadsheet. Begin otherwise.")
        if not (code.isascii() and code.replace("_", "").isalnum() and code[0].isalpha()):
            return self.tr("A code is of letters, digits and _, and begins with a letter. Type another.")
        if any(head.key == code for head in self._concepts):
            return self.tr("There is an indicator with this code. Type another.")
        if any(head.words.startswith(f"{name} ") or head.words.endswith(f" {name}") for head in self._concepts):
            return self.tr("There is an indicator of this name. Assign the wording to it, or type another name.")
        return ""
