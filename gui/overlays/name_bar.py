"""The name bar: asks once, at the first start, which name decisions are signed with; it does not take the keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ..background.signature import Signature
from ..session.session import Session
from ..style.plain_text import PlainLabel
from ..widgets.find_line import FindLine


class NameBar(QFrame):
    """A line above the text until it is answered or put off.

    `named` carries the name; `closed` is emitted when it no longer needs the keyboard.
    """

    named = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, signature: Signature, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("name")
        self._session, self._signature = session, signature
        question = PlainLabel(self.tr("Which name should your decisions be signed with?"))
        self.line = FindLine()
        self.line.setAccessibleName(question.text())
        self.line.setPlaceholderText(self.tr("Your name"))
        self.line.asked.connect(self._answer)
        question.setBuddy(self.line)
        self.sign, self.skip = QPushButton(self.tr("Sign")), QPushButton(self.tr("Not now"))
        self.sign.clicked.connect(lambda: self._answer("next"))
        self.skip.clicked.connect(lambda: self._answer("drop"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(question)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.sign)
        layout.addWidget(self.skip)
        session.opened.connect(self.follow)
        self.hide()

    def put_off(self) -> None:
        """Do not ask again, neither now nor at a later start."""
        if self.isVisible():
            self._signature.stop_asking()
            self.hide()

    def follow(self) -> None:
        """Be visible while a store is open and the name is to be asked."""
        self.setVisible(self._session.store is not None and self._signature.is_to_be_asked)

    def _answer(self, key: str) -> None:
        name = " ".join(self.line.text().split())
        self.put_off()
        self.closed.emit()
        if key != "drop" and name:
            self.named.emit(name)
