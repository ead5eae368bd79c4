"""The history pane: lists every step on the open report and on the labels in the order they were made.

A step leads to its figure, and everything after a step can be undone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QPushButton, QTableView, QVBoxLayout, QWidget

from core.model.changes import Changes
from core.model.decision import Decision
from core.model.errors import UserError
from core.model.figure import Span
from core.model.standing import Act, acts, undone_steps

from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style.act_words import act_words
from ..style.hint import paint_hint
from ..style.plain_text import plain
from ..widgets.own_keys import claims, is_enter
from .row_table import prepare_rows

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """The rows of the history: the acts in the order of the log; an act that was undone is struck out."""

    def __init__(self) -> None:
        super().__init__()
        self._titles = (self.tr("Time"), self.tr("Step"), self.tr("Annotator"))
        self._log: list[Decision] = []
        self._acts: list[Act] = []
        self._places: dict[str, int] = {}
        self._changes = Changes()
        self._text = ""
        self._names: Mapping[str, str] = {}

    def fill(self, log: Iterable[Decision], text: str, names: Mapping[str, str]) -> None:
        """Show the log of a report; `text` is the report's text, `names` the annotators' names by id."""
        self.beginResetModel()
        self._log, self._text, self._names = list(log), text, names
        self._acts = acts(self._log)
        self._places = {act.step: place for place, act in enumerate(self._acts)}
        self._changes = Changes()
        self._changes.append(self._log)
        self.endResetModel()

    def append(self, rows: Sequence[Decision]) -> None:
        """Add the decisions that were just written, and strike out what they undo."""
        self._log += rows
        self._changes.append(rows)
        fresh = acts(rows)
        self.beginInsertRows(QModelIndex(), len(self._acts), len(self._acts) + len(fresh) - 1)
        for act in fresh:
            self._places[act.step] = len(self._acts)
            self._acts.append(act)
        self.endInsertRows()
        if any(row.undoes is not None for row in rows):
            undone = undone_steps(self._log)
            self._acts = [replace(act, is_undone=act.step in undone) for act in self._acts]
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._acts) - 1, len(self._titles) - 1))

    def act(self, row: int) -> Act:
        """Return the act of a row."""
        return self._acts[row]

    def target(self, row: int) -> Span | None:
        """Return the target of the act in a row; if the act is an undo, that of the act it takes back.

        None if it has none.
        """
        decided = self._acts[row].rows
        while decided and decided[0].undoes is not None:
            decided = tuple(self._rows_of(decided[0].undoes))
        return next((one.target for one in decided if one.target is not None), None)

    def _rows_of(self, step: str) -> Sequence[Decision]:
        place = self._places.get(step)
        return self._acts[place].rows if place is not None else ()

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._acts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        act = self._acts[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            whole = role == Qt.ItemDataRole.ToolTipRole
            text = self._cell_text(act, index.column(), whole=whole)
            return plain(text) if whole else text
        if role == Qt.ItemDataRole.FontRole and act.is_undone:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _cell_text(self, act: Act, column: int, *, whole: bool) -> str:
        if column == 1:
            return act_words(act.rows, self._text, self._rows_of, self._changes.before)
        if column == 2:
            return self._names.get(act.first.annotator, "")
        return self._time(datetime.fromisoformat(act.first.at).astimezone(), whole=whole)

    def _time(self, at: datetime, *, whole: bool) -> str:
        """Return the day and the time of a step: today by name, a day of another year with its year."""
        if whole:
            return f"{at:%Y-%m-%d %H:%M:%S}"
        now = datetime.now().astimezone()
        if at.date() == now.date():
            return self.tr("today {time}").format(time=f"{at:%H:%M}")
        return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


LEAST_WIDTH = 300  # pixels


class StepsView(QTableView):
    """The view of the steps. Enter acts on the list, not on the window; `taken` carries the row that Enter chose."""

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


class HistoryPane(QDockWidget):
    """The dock with the steps; it reads the log anew each time it is shown, and does nothing while it is hidden.

    `left` is emitted when it is closed and the keyboard belongs to the text again.
    """

    left = Signal()

    def __init__(self, session: Session, verdicts: Verdicts, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._verdicts = session, verdicts
        self.setObjectName("history")
        self.setWindowTitle(self.tr("History"))
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.LeftDockWidgetArea)
        self.model = HistoryModel()
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

    def _make_steps(self) -> StepsView:
        steps = StepsView()
        steps.setObjectName("steps")
        steps.hint = self.tr("What you decide on this report is listed here, step by step.")
        steps.setModel(self.model)
        # room beside the time and beside the name
        widths = {0: "00-00 00:00MM", 2: f"{self.tr('Annotator')}MMM"}
        prepare_rows(steps, self.tr("Steps of this report"), widths, is_titled=True)
        steps.taken.connect(self._go)
        steps.doubleClicked.connect(self._go)
        return steps

    def toggle_history(self) -> None:
        """Show the history and give it the keyboard, or hide it if it is shown."""
        if self.isVisible():
            self.leave()
        else:
            self.open()

    def open(self, *, takes_keyboard: bool = True) -> None:
        """Show the history, and give it the keyboard where it takes that."""
        self.show()
        self._read()
        self._go_down()
        if takes_keyboard:
            self.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide the history; the text gets the keyboard."""
        self.hide()
        self.left.emit()

    def undo_back(self) -> None:
        """Undo every step of the annotator after the selected one.

        Raises UserError where no step is selected, or where the steps cannot be undone.
        """
        index = self.steps.currentIndex()
        if not self.isVisible() or not index.isValid():
            raise UserError("No step is selected. Open the history and select one.")
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
        # the annotator's own rows are in memory; reading many from the store takes seconds
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
        """Select the latest step, unless the list has the keyboard: then somebody is reading earlier steps."""
        if self.model.rowCount() and not self.steps.hasFocus():
            self.steps.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 1))
