"""The history pane: every step at the report and at the labels in order; one leads to its figure or is gone back to."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QPushButton, QTableView, QVBoxLayout, QWidget

from core.annotation.decision import Decision
from core.errors import UserError
from gui.fields.own_keys import claims, is_enter
from gui.looks.hint import paint_hint
from gui.over.history_rows import HistoryRows
from gui.over.panel_rows import prepare_rows
from gui.session.session import Session
from gui.session.verdicts import Verdicts

LEAST_WIDTH = 300  # pixels


class Steps(QTableView):
    """The list of steps: Enter is its own while it has the keyboard."""

    taken = Signal(QModelIndex)
    hint = ""

    def event(self, event: QEvent) -> bool:
        return claims(event, is_enter) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.taken.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            paint_hint(self, self.hint)


class History(QDockWidget):
    """A dock at the right; while it is hidden it costs nothing, when shown it reads the log anew."""

    left = Signal()

    def __init__(self, session: Session, verdicts: Verdicts, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._verdicts = session, verdicts
        self.setObjectName("history")
        self.setWindowTitle(self.tr("History"))
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.LeftDockWidgetArea)
        self.model = HistoryRows()
        self.steps = self._make_steps()
        back = QPushButton(self.tr("Undo back to here"))
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(actions["undo_back"].trigger)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self.steps)
        column.addWidget(back)
        self.setWidget(inside)
        self.setMinimumWidth(LEAST_WIDTH)
        session.opened.connect(self._read)
        session.written.connect(self._append)
        self.visibilityChanged.connect(self._read)
        self.hide()

    def _make_steps(self) -> Steps:
        steps = Steps()
        steps.setObjectName("steps")
        steps.hint = self.tr("What you decide on this report is listed here, step by step.")
        steps.setModel(self.model)
        # room beside the time and beside the name
        widths = {0: "00:00:00MM", 2: f"{self.tr('Annotator')}MMM"}
        prepare_rows(steps, self.tr("Steps of this report"), widths, is_titled=True)
        steps.taken.connect(self._go)
        steps.doubleClicked.connect(self._go)
        return steps

    def toggle_history(self) -> None:
        """Show the history, with the keyboard in it, or put it away."""
        if self.isVisible():
            self.hide()
            self.left.emit()
        else:
            self.show()
            self._read()
            self._go_down()
            self.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_back(self) -> None:
        """Undo every step of one's own after the one chosen; raise UserError where none is chosen or it cannot be."""
        index = self.steps.currentIndex()
        if not self.isVisible() or not index.isValid():
            raise UserError("No step is chosen. Open the history and choose one.")
        self._verdicts.undo_back(self.model.act(index.row()).step)

    def _go(self, index: QModelIndex) -> None:
        target = self.model.target(index.row()) if index.isValid() else None
        if target is not None:
            self._session.lead_to(target)

    def _read(self) -> None:
        store, report = self._session.store, self._session.report
        if self.isHidden() or store is None:
            self.model.fill((), "", {})
            return
        # one's own rows are at hand, and to read many takes seconds
        names, log = store.annotators(), list(self._session.review.log)
        others = [] if self._session.is_blind else [one for one in names if one != self._session.annotator]
        digest, text = (report.digest, report.text) if report is not None else ("", "")
        rows = [row for other in others for row in store.acts(digest, other)]
        self.model.fill(sorted([*log, *rows], key=lambda row: row.at) if rows else log, text, names)
        self._go_down()

    def _append(self, rows: list[Decision]) -> None:
        if not self.isHidden():
            self.model.append(rows)
            self._go_down()

    def _go_down(self) -> None:
        """Choose the latest step, unless somebody is looking through the earlier ones."""
        if self.model.rowCount() and not self.steps.hasFocus():
            self.steps.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 1))
