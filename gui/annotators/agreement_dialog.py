"""The agreement dialog: how far annotators agree, and what became of each source's proposals."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.agreement.coefficients import Coefficient
from core.agreement.measure import Agreement, MeasuredReport, agreements
from core.agreement.sources import SourceShare, shares
from core.jobs.store_readings import distinct_names, measured_reports
from core.model.figure import Proposal
from core.store import ReportEntry

from ..background.workspace import Workspace
from ..session.session import Session
from ..style import words
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel
from ..style.words import QT_TRANSLATE_NOOP

LACKS = {
    "no units": QT_TRANSLATE_NOOP("agreement", "nothing decided by both"),
    "one annotator": QT_TRANSLATE_NOOP("agreement", "one annotator"),
    "one value": QT_TRANSLATE_NOOP("agreement", "only one answer given"),
    "several annotators": QT_TRANSLATE_NOOP("agreement", "only for two annotators"),
}


NARROWEST = 6  # the width of a column in characters
Waiting = list[tuple[ReportEntry, MeasuredReport]]


class AgreementDialog(QDialog):
    """Two tables that are filled row by row, so that no key waits; above them the reports are chosen."""

    def __init__(self, session: Session, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        assert session.store is not None
        self.setObjectName("agreement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Agreement"))
        self._session, self._workspace, self._store = session, workspace, session.store
        self._names = distinct_names(self._store.annotators())
        self._entries = [entry for entry in session.reports if not entry.filing.removed]
        self.reports = QComboBox()
        self.carried = QCheckBox(self.tr("Count decisions that were carried from another one"))
        self.annotators = _table(
            self.tr("Agreement of annotators"),
            (
                self.tr("Annotators"),
                self.tr("Kind"),
                self.tr("Compared"),
                self.tr("Figures"),
                self.tr("Span F1"),
                self.tr("Record F1"),
                self.tr("κ kinds"),
                self.tr("α decisions"),
                self.tr("α spans"),
            ),
        )
        self.sources = _table(
            self.tr("Proposals by source"),
            (
                self.tr("Source"),
                self.tr("Proposals"),
                self.tr("Decided"),
                self.tr("Correct"),
                self.tr("Unchanged"),
                self.tr("Precision"),
                self.tr("Share unchanged"),
            ),
        )
        self._rows: Iterator[Agreement] = iter(())
        # the engine's answer to an earlier question is ignored
        self._turn = 0
        self._step = QTimer(self, interval=0)
        self._step.timeout.connect(self._add_row)
        self._place()
        session.opened.connect(self.close)
        self.finished.connect(self._stop)
        self._measure()

    # Building

    def _place(self) -> None:
        self.reports.setAccessibleName(self.tr("Reports"))
        self.reports.addItem(self.tr("All reports"))
        self.reports.addItems([entry.title for entry in self._entries])
        open_report = self._session.report
        digests = [entry.digest for entry in self._entries]
        if open_report is not None and open_report.digest in digests:
            self.reports.setCurrentIndex(digests.index(open_report.digest) + 1)
        self.reports.currentIndexChanged.connect(self._measure)
        self.carried.setChecked(True)
        self.carried.toggled.connect(self._measure)
        tabs = QTabWidget()
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(self.annotators, self.tr("&Annotators"))
        tabs.addTab(self.sources, self.tr("&Sources"))
        note = PlainLabel(
            self.tr(
                "Each annotator's own decisions are compared; decisions that settled a dispute are left out. "
                "Compared: the targets that both annotators decided on; where there are few, one of them has read "
                "only a part. F1: spans, and records with all attributes, that both have. κ: the kinds of the spans "
                "that both have. α: decisions on the same targets, and spans in the text; 1 is perfect agreement, 0 "
                "is what chance would give."
            )
        )
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        for part in (self.reports, self.carried, tabs, note):
            layout.addWidget(part)
        self.resize(room_on_screen(self, QSize(900, 520)))
        self.annotators.setFocus(Qt.FocusReason.OtherFocusReason)

    # Measuring

    def _chosen(self) -> Sequence[ReportEntry]:
        at = self.reports.currentIndex()
        return self._entries if at <= 0 else [self._entries[at - 1]]

    def _measure(self) -> None:
        """Begin to fill both tables for the chosen reports."""
        chosen = list(self._chosen())
        self.annotators.setRowCount(0)
        self.sources.setRowCount(0)
        found: list[MeasuredReport] = list(measured_reports(self._store, chosen, with_carried=self.carried.isChecked()))
        only = {read.name for read in found} if len(found) == 1 else {None}
        self._rows = (row for row in agreements(found) if row.report in only | {None})
        self._step.start()
        self._turn += 1
        self._find(self._turn, list(zip(chosen, found, strict=True)), [])

    def _stop(self) -> None:
        self._turn += 1
        self._step.stop()

    def _add_row(self) -> None:
        row = next(self._rows, None)
        if row is None:
            self._step.stop()
            return
        names = "、".join(self._names.get(annotator, annotator[:6]) for annotator in row.annotators)
        kind = self.tr("all") if row.kind is None else words.word(row.kind)
        measures = (row.spans, row.records, row.kinds, row.decisions, row.units)
        _add(self.annotators, [names, kind, str(row.compared), str(row.figures), *map(_coefficient, measures)], texts=2)

    def _find(self, turn: int, waiting: Waiting, found: list[tuple[list[Proposal], MeasuredReport]]) -> None:
        """Have the figures of the reports found, one report after the other; then show the sources."""
        if waiting:
            report = self._store.report(waiting[0][0].digest)
            self._workspace.find(
                report,
                partial(self._take, turn, waiting, found),
                lambda: self._find(turn, waiting[1:], found) if turn == self._turn else None,
            )
            return
        for share in shares((proposals, list(read.readers.values())) for proposals, read in found):
            _add(self.sources, _share_cells(share), texts=1)

    def _take(
        self, turn: int, waiting: Waiting, found: list[tuple[list[Proposal], MeasuredReport]], proposals: list[Proposal]
    ) -> None:
        if turn == self._turn:
            (entry, read), *rest = waiting
            self._find(turn, rest, [*found, ([*proposals, *self._store.proposals(entry.digest)], read)])


def _share_cells(share: SourceShare) -> list[str]:
    counted = [str(number) for number in (share.proposals, share.decided, share.right, share.unchanged)]
    parts = ["–" if part is None else f"{part:.1%}" for part in (share.precision, share.share_unchanged)]
    return [words.source(share.source), *counted, *parts]


def _coefficient(measured: Coefficient) -> str:
    if measured.value is None:
        return "(" + QCoreApplication.translate("agreement", LACKS[measured.lack or "no units"]) + ")"
    return f"{measured.value:.3f}"


def _table(name: str, heads: Sequence[str]) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(heads)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.horizontalHeader().setMinimumSectionSize(table.fontMetrics().horizontalAdvance("国") * NARROWEST)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.6))
    return table


def _add(table: QTableWidget, cells: Sequence[str], texts: int) -> None:
    """Add a row; its first cells are texts, the others numbers."""
    row = table.rowCount()
    table.insertRow(row)
    for column, cell in enumerate(cells):
        item = QTableWidgetItem(cell)
        if column >= texts:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, column, item)
