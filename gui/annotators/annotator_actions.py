"""The commands about other annotators and sources: their readings of a figure, settling disputes, agreement."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.model.errors import StoreError
from core.model.figure import Span

from ..background.workspace import Workspace
from ..form.figure_form import FigureForm
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..text.report_view import ReportView
from .annotators import Annotators
from .other_readings import OtherReadings
from .settling import SettlingOverlay

FEW = 50  # how many targets


class AnnotatorActions(QObject):
    """The commands about other annotators' decisions; `message` carries a sentence about something done."""

    message = Signal(str)
    annotators: Annotators
    other_readings: OtherReadings
    settling: SettlingOverlay

    def __init__(
        self,
        session: Session,
        verdicts: Verdicts,
        workspace: Workspace,
        view: ReportView,
        form: FigureForm,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._workspace, self._view, self._window = session, workspace, view, window
        self.annotators = Annotators(session, self)
        self.other_readings = OtherReadings(session, self.annotators, self)
        self.settling = SettlingOverlay(session, verdicts, workspace, self.annotators, view, form)
        self.settling.message.connect(self.message)
        # the highlights of others' figures are updated after those of the annotator's own are painted
        self._changed: list[Span] | None = None
        self._mark = QTimer(self, singleShot=True, interval=0)
        self._mark.timeout.connect(self._underline)
        session.decided.connect(self._mark_near)
        session.opened.connect(self._mark_all)
        session.filed.connect(self._mark_all)
        session.relabelled.connect(self._mark_all)

    def toggle_blind(self) -> None:
        """Hide what others decided in the open report, or show it again."""
        self.annotators.toggle_blind()
        self.message.emit(
            self.tr("Others' decisions in this report are hidden from you now")
            if self.annotators.blind
            else self.tr("Others' decisions in this report are shown again")
        )

    def show_agreement(self) -> None:
        """Show how far the annotators of the store agree, and what became of each source's proposals."""
        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        # imported here: it would delay the first paint
        from .agreement_dialog import AgreementDialog

        AgreementDialog(self._session, self._workspace, self._window).show()

    def _mark_all(self) -> None:
        self._changed = None
        self._mark.start()

    def _mark_near(self, targets: list[Span]) -> None:
        """Update the highlights of others' figures around some targets.

        Everywhere where a report's figures were found.
        """
        if len(targets) > FEW:
            self._changed = None
        elif self._changed is not None:
            self._changed += targets
        self._mark.start()

    def _underline(self) -> None:
        self._view.highlights.show_of_others(self.annotators.apart(self._changed) if self._session.ready else [])
        self._changed = [] if self._session.ready else None
