"""The find bar: searches for words in text, figures and notes, goes from hit to hit, and filters the table by them."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QWidget

from core.model.figure import Span
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style.plain_text import PlainLabel, plain
from ..table.figure_table import FigureTable
from ..table.filters import says_in_attributes
from ..text.report_view import ReportView
from ..widgets.find_line import FindLine
from .overlay import Overlay

# the table is filtered when no key was pressed for so many milliseconds
REST_MS = 150


class FindBar(Overlay):
    """A bar above the text. A hit makes the figure in which it lies, or one of its clause, the one under decision."""

    def __init__(self, session: Session, view: ReportView, table: FigureTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._view, self._table = session, view, table
        self._hits: list[Span] = []
        self._at: int | None = None
        self.setObjectName("find")
        self.line, self._count = FindLine(), PlainLabel()
        self.line.setPlaceholderText(self.tr("Find in text, figures and notes"))
        self.line.setAccessibleName(self.tr("Find in text, figures and notes"))
        self.line.setClearButtonEnabled(True)
        self.in_table = QCheckBox(self.tr("Filter the table"))
        self.in_table.setToolTip(
            self.tr("In the table, show only the figures that contain these words or stand in a clause that does")
        )
        self.in_table.setChecked(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._button("↑", self.tr("Previous match (Shift+Enter)"), lambda: self.find_on(-1)))
        layout.addWidget(self._button("↓", self.tr("Next match (Enter)"), lambda: self.find_on(1)))
        layout.addWidget(self.in_table)
        layout.addWidget(self._button("×", self.tr("Close (Esc)"), self.leave))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._filter)
        self.in_table.toggled.connect(self._filter)
        self.line.textChanged.connect(self._look)
        self.line.asked.connect(self._answer)
        session.opened.connect(self._look)

    def find_words(self) -> None:
        """Open the bar and give its line the keyboard."""
        self.come()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._look()

    def find_on(self, by: int) -> None:
        """Go to the next hit (or the previous one, by -1), round the ends of the text.

        Open the bar where it is closed.
        """
        if not self.is_open:
            self.find_words()
        elif self._hits:
            at = (-1 if by > 0 else 0) if self._at is None else self._at
            self._go_to((at + by) % len(self._hits))

    def leave(self) -> None:
        """Close the bar: the table shows every figure again, and the text gets the keyboard."""
        self._look_for("")
        self.go()
        self.closed.emit()

    def come_back(self) -> None:
        """Highlight the hits again."""
        self._view.show_hits(self._hits, self._at)

    def count_text(self) -> str:
        """Return the text about the number of hits."""
        return self._count.text()

    def _button(self, sign: str, name: str, verb: object) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAutoRaise(True)
        button.setToolTip(plain(name))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(verb)
        return button

    def _answer(self, key: str) -> None:
        if key == "drop":
            self.leave()
        else:
            self.find_on(1 if key == "next" else -1)

    def _words(self) -> str:
        return self.line.text().strip() if self.is_open else ""

    def _look(self) -> None:
        """Search for the words in the line, beginning with the clause of the figure under decision."""
        self._look_for(self._words())

    def _look_for(self, words: str) -> None:
        report, shown = self._session.report, self._session.current
        self._hits, self._at = [], None
        if words and report is not None:
            pattern = re.compile(re.escape(words), re.IGNORECASE)
            hits = [Span(*hit.span()) for hit in pattern.finditer(report.text)]
            self._hits = sorted({*hits, *self._figures_saying(words.lower(), hits)})
        if self._hits:
            outline, start = self._session.outline, shown.figure.start if shown is not None else 0
            start = outline.clause_at(start).start if outline is not None else start
            self._go_to(bisect_left(self._hits, start, key=lambda hit: hit.end - 1) % len(self._hits))
        else:
            self._view.show_hits([], None)
            self._count.setText(self.tr("Not found in this report") if words else "")
        if words and report is not None:
            self._rest.start()
        else:
            self._rest.stop()
            self._table.look_for("", frozenset())

    def _figures_saying(self, words: str, hits: Sequence[Span]) -> list[Span]:
        """Return the spans of figures with some words in their note, or only in their attributes.

        Attributes count where the words are not in the sentence of the figure, which would be a hit already.
        """
        outline, found = self._session.outline, []
        for shown in self._session.review.figures:
            figure = shown.figure
            if shown.remark.note and words in shown.remark.note.lower():
                found.append(figure.span)
            elif outline is not None and says_in_attributes(figure, words):
                sentence = outline.sentence_at(figure.start)
                at = bisect_left(hits, sentence.start, key=lambda hit: hit.start)
                if at == len(hits) or hits[at].start >= sentence.end:
                    found.append(figure.span)
        return found

    def _go_to(self, at: int) -> None:
        self._at, hit = at, self._hits[at]
        self._count.setText(self.tr("{at} of {all}").format(at=at + 1, all=len(self._hits)))
        meant = self._meant(hit)
        if meant:
            self._session.lead_to(meant[0].target)
        self._view.show_hits(self._hits, at)

    def _meant(self, hit: Span) -> list[ReviewedFigure]:
        """Return the figures that a hit is about, the one to go to first.

        Those in which it lies, else those of its clause.
        """
        review, outline = self._session.review, self._session.outline
        touched = review.touching(hit)
        if touched or outline is None:
            return touched
        # words tell what the number after them is about, so figures after the hit come first
        return sorted(review.touching(outline.clause_at(hit.start)), key=lambda one: one.figure.start < hit.start)

    def _filter(self) -> None:
        words = self._words() if self.in_table.isChecked() else ""
        meant = (one.target for hit in self._hits for one in self._meant(hit)) if words else ()
        self._table.look_for(words, frozenset(meant))
