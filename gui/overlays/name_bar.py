"""The name bar: asks once, at the first start, which name decisions are signed with; it does not take the keyboard."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from ..background.signature import Signature
from ..session.session import Session
from ..style.plain_text import PlainLabel
from ..widgets.find_line import FindLine


class NameBar(QFrame):
    """A line above the text until it is answered or put off; where the text is narrow the question has its own line.

    `named` carries the name; `closed` is emitted when it no longer needs the keyboard.
    """

    named = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, signature: Signature, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("name")
        self._session, self._signature = session, signature
        self.question = PlainLabel(self.tr("Which name should your decisions be signed with?"))
        self.line = FindLine()
        self.line.setAccessibleName(self.question.text())
        self.line.setPlaceholderText(self.tr("Your name"))
        self.line.asked.connect(self._answer)
        self.question.setBuddy(self.line)
        self.sign, self.skip = QPushButton(self.tr("Sign")), QPushButton(self.tr("Not now"))
        self.sign.clicked.connect(lambda: self._answer("next"))
        self.skip.clicked.connect(lambda: self._answer("drop"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 4)
        self._layout.addWidget(self.question)
        self._answers = QHBoxLayout()
        self._answers.addWidget(self.line, 1)
        self._answers.addWidget(self.sign)
        self._answers.addWidget(self.skip)
        self._layout.addLayout(self._answers, 1)
        session.opened.connect(self.follow)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of its two lines: the pane of the text may be that narrow."""
        least = self._layout.minimumSize()
        return QSize(max(self.question.sizeHint().width(), self._answers.minimumSize().width()) + 24, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.question.sizeHint().width() + self._layout.spacing() + self._answers.sizeHint().width() + 24
        fits = whole <= self.width()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

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
