"""What several hands need beside the session: others' readings of a figure, the walk over disputes, their agreement."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.beside import Beside
from gui.desk import Desk
from gui.figure_form import FigureForm
from gui.hands import Hands
from gui.report_view import ReportView
from gui.session import Session
from gui.settling import Settling
from gui.verdicts import Verdicts


class SeveralHands(QObject):
    """The verbs of several hands; `told` carries a sentence about something done."""

    told = Signal(str)

    def __init__(
        self, session: Session, verdicts: Verdicts, desk: Desk, view: ReportView, form: FigureForm, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._desk, self._window = session, desk, window
        self.hands = Hands(session, self)
        self.beside = Beside(session, verdicts, self.hands, self)
        self.settling = Settling(session, verdicts, self.hands, view, form, window)
        self.settling.told.connect(self.told)
        # others' marks follow when the key's own are painted
        self._mark = QTimer(self, singleShot=True, interval=0)
        self._mark.timeout.connect(lambda: view.lights.underline(self.hands.apart() if session.ready else []))
        session.decided.connect(self._mark.start)
        self.hands.changed.connect(self._mark.start)
        self.take_other, self.settle_disputes = self.beside.take_other, self.settling.settle_disputes

    def toggle_blind(self) -> None:
        """Hide what others decided in the open report, or show it again."""
        self.hands.toggle_blind()
        self.told.emit(
            self.tr("Others' decisions in this report are hidden from you now")
            if self.hands.blind
            else self.tr("Others' decisions in this report are shown again")
        )

    def show_agreement(self) -> None:
        """Show how far the annotators of the store agree, and what became of each source's proposals."""
        # not at the top: it would only delay the first paint
        from gui.agreement_dialog import AgreementDialog

        AgreementDialog(self._session, self._desk, self._window).show()
