"""The note bar: a line over the text for what an annotator wants to remember about the figure under decision."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.fields.find_line import FindLine
from gui.looks import words
from gui.looks.plain import PlainLabel
from gui.session.session import Session
from gui.session.verdicts import Verdicts


class NoteBar(QFrame):
    """Enter keeps what the line says, an empty line takes the note off, Escape leaves it as it was."""

    closed = Signal()

    def __init__(self, session: Session, verdicts: Verdicts, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._verdicts = session, verdicts
        self.line, self._about = FindLine(), PlainLabel()
        self.line.setAccessibleName(self.tr("Note"))
        self.line.setPlaceholderText(self.tr("Note on the figure · Enter keeps it · Esc leaves"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._about)
        layout.addWidget(self.line, 1)
        self.line.asked.connect(self._answer)
        session.moved.connect(self.hide)
        self.hide()

    def write_note(self) -> None:
        """Open the line with the note there is."""
        shown, report = self._session.current, self._session.report
        if shown is not None and report is not None:
            self._about.setText(words.surface(report.text, shown.figure.span))
            self.line.setText(shown.remark.note)
            self.show()
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self, key: str) -> None:
        if key != "drop":
            self._verdicts.note(self.line.text())
        self.hide()
        self.closed.emit()
