"""The reports pane: the library's rows, the widgets that search, filter and sort them, and the outline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..background.report_progress import SHOWS, SORTS, ReportProgress, Show, SortBy
from ..session.session import Session
from ..style.hint import paint_hint
from ..style.plain_text import PlainLabel, plain
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.find_line import FindLine
from ..widgets.menu_button import MenuButton
from ..widgets.own_keys import OwnEnter
from .headings import Headings
from .library import Library

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
MARGIN, BAR = 8, 3  # in pixels
DONE_SIGN = "✓"
Index = QModelIndex | QPersistentModelIndex


def line_below(row: ReportProgress) -> tuple[str, str]:
    """Return the texts under a report's title, at the left and at the right."""
    where = " ".join(part for part in (row.year, row.region) if part)
    return where, f"{DONE_SIGN} {row.progress}".strip() if row.is_done else row.progress


class ReportRow(QStyledItemDelegate):
    """Paints a row of the report list; the item has its words as text too, for screen readers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 2 * option.fontMetrics.height() + 3 * BAR + MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = QStyleOptionViewItem(option)
        self.initStyleOption(chosen, index)
        row, chosen.text = index.data(ROW_ROLE), ""
        style = chosen.widget.style() if chosen.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, chosen, painter, chosen.widget)
        if isinstance(row, ReportProgress):
            painter.save()
            self._write(painter, chosen, row)
            painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, row: ReportProgress) -> None:
        box, palette = option.rect.adjusted(MARGIN, BAR, -MARGIN, -BAR), option.palette
        metrics, state = option.fontMetrics, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        # the colour group from which the style takes the row's background: another one where the list has not the
        # keyboard
        palette.setCurrentColorGroup(_group(state))
        colour = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.setPen(palette.color(colour))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideMiddle, box.width())
        # drawn at the base line: in a box, Chinese characters from another font would be lower than the digits beside
        # them
        painter.drawText(box.left(), box.top() + metrics.ascent(), title)
        where, progress = line_below(row)
        base, width = box.top() + metrics.height() + metrics.ascent(), metrics.horizontalAdvance(progress)
        painter.setPen(palette.color(colour if is_chosen else QPalette.ColorRole.PlaceholderText))
        painter.drawText(box.right() + 1 - width, base, progress)
        room = box.width() - width - MARGIN
        painter.drawText(box.left(), base, metrics.elidedText(where, Qt.TextElideMode.ElideRight, room))
        bar = QRect(box.left(), box.bottom() - BAR + 1, box.width(), BAR)
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Dark if is_chosen else QPalette.ColorRole.Midlight))
        bar.setWidth(round(bar.width() * row.share))
        painter.fillRect(
            bar, palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Highlight)
        )


def _group(state: "QStyle.StateFlag") -> QPalette.ColorGroup:

    if not state & QStyle.StateFlag.State_Enabled:
        return QPalette.ColorGroup.Disabled
    return QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive


DIGEST_ROLE = Qt.ItemDataRole.UserRole

# more rows than so many take noticeable time, and are shown in another turn of the event loop
AT_ONCE, BEHIND_MS = 200, 20

OFFERED = ("describe_report", "toggle_done", "toggle_archived", "toggle_removed")
SHOW_WORDS: dict[Show, str] = {
    "current": QT_TRANSLATE_NOOP("library", "All"),
    "undone": QT_TRANSLATE_NOOP("library", "Not done"),
    "done": QT_TRANSLATE_NOOP("library", "Done"),
    "archived": QT_TRANSLATE_NOOP("library", "Archived"),
    "removed": QT_TRANSLATE_NOOP("library", "Removed"),
}
SORT_WORDS: dict[SortBy, str] = {
    "added": QT_TRANSLATE_NOOP("library", "Date added"),
    "name": QT_TRANSLATE_NOOP("library", "By name"),
    "year": QT_TRANSLATE_NOOP("library", "By year"),
    "region": QT_TRANSLATE_NOOP("library", "By region"),
    "progress": QT_TRANSLATE_NOOP("library", "By progress"),
}


class ReportListView(QListWidget):
    """The list itself; while it is empty it shows what to do next."""

    hint = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            paint_hint(self, self.hint)


class ReportList(QSplitter):
    """The store's reports above, the outline of the open one below; `left` says that the text gets the keyboard."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session, library: Library, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._session, self._library = session, library
        self._followed: str | None = None
        self.reports = self._make_reports()
        self.headings = Headings(session)
        self.addWidget(_titled(self.tr("Reports"), self.reports, self._make_choices()))
        self.addWidget(_titled(self.tr("Outline"), self.headings))
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        library.selected = self.selected
        OwnEnter(self.reports)
        self.reports.itemSelectionChanged.connect(self._choose)
        self.reports.itemActivated.connect(self._enter)
        self._behind = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._behind.timeout.connect(self._fill)
        library.changed.connect(self._follow)
        library.progressed.connect(self._show_progress)
        self._fill()

    def _make_reports(self) -> ReportListView:
        reports = ReportListView()
        reports.setObjectName("reports")
        reports.setAccessibleName(self.tr("Reports"))
        reports.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reports.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        reports.setUniformItemSizes(True)
        reports.setItemDelegate(ReportRow(reports))
        return reports

    def _make_choices(self) -> QWidget:
        """Make the search line, and the menus that choose which reports are listed and in which order."""
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column, row = QVBoxLayout(box), QHBoxLayout()
        column.setContentsMargins(4, 0, 4, 2)
        column.setSpacing(0)
        self.line = FindLine()
        self.line.setPlaceholderText(self.tr("Name, region or year"))
        self.line.setAccessibleName(self.tr("Find a report"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._library.look_for)
        self.line.asked.connect(self._answer)
        self.shown = MenuButton(self.tr("All"), box)
        self.sorting = MenuButton(self.tr("Date added"), box)
        self.shown.values.aboutToShow.connect(self._fill_shown)
        self.sorting.values.aboutToShow.connect(self._fill_sorting)
        for button, other in ((self.shown, self.sorting), (self.sorting, self.shown)):
            button.values.neighbour_asked.connect(lambda _by, other=other: other.open())
            row.addWidget(button)
        row.addStretch()
        column.addWidget(self.line)
        column.addLayout(row)
        return box

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Show the commands on a report in the context menu."""
        self.reports.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.reports.addActions([actions[name] for name in OFFERED])

    # Verbs

    def find_report(self) -> None:
        """Give the search line the keyboard."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def choose_shown(self) -> None:
        """Open the menu of which reports are listed; Right goes to the menu of their order."""
        self.shown.open()

    def selected(self) -> Sequence[str]:
        """Return the digests of the selected reports, in the list's order."""
        return [item.data(DIGEST_ROLE) for item in self._items() if item.isSelected()]

    def describe_report(self) -> None:
        """Ask for the name, the region and the year of the selected report, or of the open one."""
        from .report_dialog import ask_description

        digests = self._library.chosen()
        row = self._library.row(digests[0]) if digests else None
        if row is not None and (answer := ask_description(self.window(), row)) is not None:
            self._library.describe(row.digest, *answer)

    def select_open(self) -> None:
        """Select the open report again, because the chosen one was not opened."""
        self._followed = None
        self._fill()

    # The list

    def _items(self) -> list[QListWidgetItem]:
        return [self.reports.item(row) for row in range(self.reports.count())]

    def _follow(self) -> None:
        if len(self._session.reports) > AT_ONCE:
            self._behind.start()
        else:
            self._behind.stop()
            self._fill()

    def _fill(self) -> None:
        rows, open_one = self._library.rows(), self._library.current()
        self.reports.blockSignals(True)
        self._lay(rows)
        digests = [row.digest for row in rows]
        opened = open_one.digest if open_one is not None else None
        # several selected reports stay selected until another report is opened
        if opened != self._followed or not self.reports.selectedItems():
            at = digests.index(opened) if opened is not None and opened in digests else -1
            self.reports.setCurrentRow(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._followed = opened
        self.reports.blockSignals(False)
        self.shown.name(f"{_word(SHOW_WORDS[self._library.show])} ({len(rows)})")
        self.sorting.name(_word(SORT_WORDS[self._library.sort]))
        # while the list is not visible yet its store is opened after the first paint
        hint = "" if rows or not self.isVisible() else self._reason_for_nothing()
        if hint != self.reports.hint:
            self.reports.hint = hint
            self.reports.setAccessibleDescription(hint)
            self.reports.viewport().update()

    def _lay(self, rows: Sequence[ReportProgress]) -> None:
        """Write rows into the list; rows that do not change stay, so that the cost is that of new reports."""
        listed = [item.data(DIGEST_ROLE) for item in self._items()]
        if listed != [row.digest for row in rows[: len(listed)]]:
            self.reports.clear()
        for place, row in enumerate(rows):
            if place == self.reports.count():
                self.reports.addItem(QListWidgetItem())
            item = self.reports.item(place)
            if item.data(ROW_ROLE) is not row:
                _write(item, row)

    def _reason_for_nothing(self) -> str:
        if self._session.store is None:
            return self.tr("No store is open. Make one with File › New store.")
        if self._library.words:
            return self.tr("No report in the list matches.")
        if self._library.show == "current" and not self._session.reports:
            return self.tr("Drop reports or a folder of them here, or open them from the File menu.")
        return self.tr("There is no such report. The menu above lists others.")

    def _show_progress(self) -> None:
        row = self._library.current()
        item = next((item for item in self._items() if row is not None and item.data(DIGEST_ROLE) == row.digest), None)
        if item is not None and row is not None:
            _write(item, row)

    def _choose(self) -> None:
        chosen = self.reports.selectedItems()
        # with several selected the user is selecting reports, not opening each
        if len(chosen) == 1:
            self.chosen.emit(chosen[0].data(DIGEST_ROLE))

    def _enter(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(DIGEST_ROLE))
        self.left.emit()

    def _answer(self, key: Literal["next", "previous", "drop"]) -> None:
        if key == "drop":
            self.line.clear()
        self.reports.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.reports.selectedItems():
            self.reports.setCurrentRow(0)

    def _fill_shown(self) -> None:
        menu = self.shown.values
        menu.clear()
        for show in SHOWS:
            action = menu.addAction(f"{_word(SHOW_WORDS[show])}\t{self._library.count(show)}")
            action.setCheckable(True)
            action.setChecked(show == self._library.show)
            action.triggered.connect(lambda _checked=False, show=show: self._library.show_only(show))

    def _fill_sorting(self) -> None:
        menu = self.sorting.values
        menu.clear()
        for sort in SORTS:
            action = menu.addAction(_word(SORT_WORDS[sort]))
            action.setCheckable(True)
            action.setChecked(sort == self._library.sort)
            action.triggered.connect(lambda _checked=False, sort=sort: self._library.sort_by(sort))


def _write(item: QListWidgetItem, row: ReportProgress) -> None:
    where, progress = line_below(row)
    item.setData(DIGEST_ROLE, row.digest)
    item.setData(ROW_ROLE, row)
    item.setText("   ".join(part for part in (row.title, where, progress) if part))
    added = datetime.fromisoformat(row.entry.added_at).astimezone().strftime("%Y-%m-%d %H:%M")
    item.setToolTip(plain("\n".join((row.title, where, progress, row.entry.name, added)).replace("\n\n", "\n")))


def _word(text: str) -> str:
    return QCoreApplication.translate("library", text)


def _titled(title: str, widget: QWidget, above: QWidget | None = None) -> QWidget:
    """Return a widget with a title over it, and between them, if given, what chooses its rows."""
    box = QWidget()
    label = PlainLabel(title)
    label.setContentsMargins(8, 6, 8, 2)
    label.setBuddy(widget)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(label)
    if above is not None:
        layout.addWidget(above)
    layout.addWidget(widget)
    return box
