"""The rows of the history: every act of the report's log with its time, its words and who did it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from core.annotation.decision import Decision
from core.annotation.history import Act, acts, undone_steps
from core.figure import Span
from gui.looks.act_words import act_words
from gui.looks.plain import plain

Index = QModelIndex | QPersistentModelIndex


class HistoryRows(QAbstractTableModel):
    """The acts in the order of the log; one that was undone is struck out."""

    def __init__(self) -> None:
        super().__init__()
        self._titles = (self.tr("Time"), self.tr("Step"), self.tr("Annotator"))
        self._log: list[Decision] = []
        self._acts: list[Act] = []
        self._places: dict[str, int] = {}
        self._text = ""
        self._names: Mapping[str, str] = {}

    def fill(self, log: Iterable[Decision], text: str, names: Mapping[str, str]) -> None:
        """Show the log of another report, whose text and whose annotators' names by id are given."""
        self.beginResetModel()
        self._log, self._text, self._names = list(log), text, names
        self._acts = acts(self._log)
        self._places = {act.step: place for place, act in enumerate(self._acts)}
        self.endResetModel()

    def append(self, rows: Sequence[Decision]) -> None:
        """Take in what was written."""
        self._log += rows
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
        """Return the target an act is about; that of the act taken back where it is an undo."""
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
            said = self._said(act, index.column(), whole=whole)
            return plain(said) if whole else said
        if role == Qt.ItemDataRole.FontRole and act.is_undone:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _said(self, act: Act, column: int, *, whole: bool) -> str:
        if column == 1:
            return act_words(act.rows, self._text, self._rows_of)
        if column == 2:
            return self._names.get(act.first.annotator, "")
        at = datetime.fromisoformat(act.first.at).astimezone()
        is_today = at.date() == datetime.now().astimezone().date()
        return at.strftime("%H:%M:%S" if is_today and not whole else "%Y-%m-%d %H:%M:%S")
