"""The note bar: a line above the text for the annotator's note on the figure under decision."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.model.errors import UserError
from core.review.review import ReviewedFigure

from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel
from ..widgets.find_line import FindLine
from .overlay import Overlay


class NoteBar(Overlay):
    """Enter stores the note, an empty line removes it, Escape leaves it as it was.

    Where the annotator goes elsewhere while a note is being written, the note is stored as a step; `failed` carries the
    error where that cannot be done.
    """

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        # the figure that the note is about, and its report
        self._shown: ReviewedFigure | None = None
        self._digest = ""
        self.line, self._about = FindLine(), PlainLabel()
        self.line.setAccessibleName(self.tr("Note"))
        self.line.setPlaceholderText(self.tr("Note on the figure"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._about)
        layout.addWidget(self.line, 1)
        for meaning, text in (("next", f"{self.tr('Save')}  ⏎"), ("drop", f"{self.tr('Cancel')}  Esc")):
            button = QPushButton(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, meaning=meaning: self._answer(meaning))
            layout.addWidget(button)
        self.line.asked.connect(self._answer)
        session.moved.connect(self._follow)
        session.leaving.connect(self.keep)

    def write_note(self) -> None:
        """Open the line with the note of the figure; a note that is being written stays."""
        shown, report = self._session.current, self._session.report
        if shown is None or report is None:
            return
        if not self.is_open:
            self._shown, self._digest = shown, report.digest
            self._about.setText(words.surface(report.text, shown.figure.span))
            self.line.setText(shown.remark.note)
        self.come()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Store the note and close."""
        if not self.is_open:
            return
        self.go()
        try:
            self._write()
        except UserError as error:
            # the session still has it, so it can be saved elsewhere
            self.failed.emit(error)

    def _write(self) -> None:
        """Store the note, if it was changed since the line was opened."""
        shown, note, report = self._shown, self.line.text().strip(), self._session.report
        if shown is None or note == shown.remark.note or report is None or report.digest != self._digest:
            return
        now = self._session.review.get(shown.target) or shown
        self._session.write([self._session.act().remark(now.target, replace(now.remark, note=note))])

    def _follow(self) -> None:
        """Store the note when another figure comes under decision."""
        current = self._session.current
        if self.is_open and (current is None or self._shown is None or current.target != self._shown.target):
            self.keep()

    def _answer(self, key: str) -> None:
        if key != "drop":
            # where the store cannot be written, the line stays open
            self._write()
        self.go()
        self.closed.emit()
