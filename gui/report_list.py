"""The reports pane: the store's reports with how far each is, and the outline of the open one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.session import Session

DIGEST_ROLE = Qt.ItemDataRole.UserRole
OFFSET_ROLE = Qt.ItemDataRole.UserRole


class ReportList(QSplitter):
    """The store's reports above, the headings of the open one below."""

    chosen = Signal(str)
    heading_chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._session = session
        self.reports = QListWidget()
        self.reports.setObjectName("reports")
        self.reports.setAccessibleName(self.tr("Reports"))
        self.reports.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reports.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.headings = QTreeWidget()
        self.headings.setObjectName("outline")
        self.headings.setAccessibleName(self.tr("Outline"))
        self.headings.setHeaderHidden(True)
        self.headings.setIndentation(14)
        for title, widget in ((self.tr("Reports"), self.reports), (self.tr("Outline"), self.headings)):
            self.addWidget(_titled(title, widget))
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self.reports.currentItemChanged.connect(self._choose)
        self.headings.itemClicked.connect(self._choose_heading)
        self.headings.itemActivated.connect(self._choose_heading)
        session.opened.connect(self._fill)
        session.decided.connect(self._show_progress)

    def _fill(self) -> None:
        self.reports.blockSignals(True)
        self.reports.clear()
        open_digest = self._session.report.digest if self._session.report else ""
        for entry in self._session.reports:
            item = QListWidgetItem(entry.name)
            item.setData(DIGEST_ROLE, entry.digest)
            self.reports.addItem(item)
            if entry.digest == open_digest:
                self.reports.setCurrentItem(item)
        self.reports.blockSignals(False)
        self._fill_outline()
        self._show_progress()

    def _fill_outline(self) -> None:
        self.headings.clear()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for heading in self._session.outline.headings if self._session.outline else ():
            item = QTreeWidgetItem([heading.title])
            item.setData(0, OFFSET_ROLE, heading.span.start)
            while above and above[-1][0] >= heading.level:
                above.pop()
            if above:
                above[-1][1].addChild(item)
            else:
                self.headings.addTopLevelItem(item)
            above.append((heading.level, item))
        self.headings.expandAll()

    def _show_progress(self) -> None:
        """Write how many figures of the open report are decided behind its name."""
        report = self._session.report
        if report is None or not self._session.ready:
            return
        item = self.reports.currentItem()
        if item is not None and item.data(DIGEST_ROLE) == report.digest:
            progress = self._session.progress
            item.setText(f"{report.name}   {progress.decided}/{progress.found}")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(DIGEST_ROLE))

    def _choose_heading(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(item.data(0, OFFSET_ROLE))


def _titled(title: str, widget: QWidget) -> QWidget:
    """Put a title over a widget."""
    box = QWidget()
    label = QLabel(title)
    label.setContentsMargins(8, 6, 8, 2)
    label.setBuddy(widget)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(label)
    layout.addWidget(widget)
    return box
