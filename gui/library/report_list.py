"""The reports pane: the library's rows, the widgets that search, filter and sort them, and the outline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
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

from ..background.messages import note
from ..background.report_progress import SORTS, ReportProgress, SortBy
from ..commands.widget_keys import fold_key, search_letter
from ..session.session import Session
from ..style import theme
from ..style.hint import paint_hint
from ..style.plain_text import PlainLabel, plain
from ..style.words import QT_TRANSLATE_NOOP
from ..text.context_menus import ContextMenus
from ..widgets.menu_button import MenuButton
from ..widgets.own_keys import OwnEnter, claims
from ..widgets.vocabulary import FIRST_HAN
from .grouping import GROUPS, Group, GroupBy
from .headings import Headings
from .library import Library
from .report_choices import ReportSearch, ShownReports

DIGEST_ROLE, ROW_ROLE, GROUP_ROLE = range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 3)
MARGIN, GAP = 6, 6  # in pixels
LINE = 4  # pixels of a row beside the height of its letters
DONE_SIGN = "✓"
FOLDED, UNFOLDED = "▶", "▼"
Index = QModelIndex | QPersistentModelIndex


def line_below(row: ReportProgress) -> tuple[str, str]:
    """Return where and when a report is of, and how far it is decided."""
    year = row.year or _asked(row.years)
    where = " ".join(part for part in (year, row.region or _asked(row.regions)) if part)
    return where, f"{DONE_SIGN} {row.progress}".strip() if row.is_done else row.progress


def _asked(open_: Sequence[str]) -> str:
    """Return what a report may be of as a question; "" where nothing is open."""
    return "".join(f"{one}？" for one in open_)


class ReportRow(QStyledItemDelegate):
    """Paints a row of the report list: one line with a sign of its progress, its title, and the progress in numbers.

    The sign is told by its shape: an empty ring where nothing is decided, a ring filled as far as is decided, a full
    disc where nothing is left, a tick where the report is done; dots where its figures were not counted yet. A long
    title is cut in its middle, since names of reports differ at their ends. The item has its words as text too, for
    screen readers.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = QStyleOptionViewItem(option)
        self.initStyleOption(chosen, index)
        row, group, chosen.text = index.data(ROW_ROLE), index.data(GROUP_ROLE), ""
        style = chosen.widget.style() if chosen.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, chosen, painter, chosen.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ReportProgress):
            self._write(painter, chosen, row)
        elif isinstance(group, Heading):
            self._write_heading(painter, chosen, group)
        painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, row: ReportProgress) -> None:
        box, palette = option.rect.adjusted(MARGIN, 0, -MARGIN, 0), option.palette
        metrics, state = option.fontMetrics, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        # the colour group from which the style takes the row's background: another one where the list has not the
        # keyboard
        palette.setCurrentColorGroup(_group(state))
        colour = palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text)
        side = metrics.ascent()
        sign = QRect(box.left(), box.center().y() - side // 2 + 1, side, side)
        draw_ring(
            painter,
            sign,
            palette,
            share=row.share,
            is_done=row.is_done,
            is_known=row.found is not None,
            is_chosen=is_chosen,
        )
        # drawn at the base line: in a box, Chinese characters from another font would be lower than the digits beside
        # them
        base = box.top() + (box.height() - metrics.height()) // 2 + metrics.ascent()
        width = metrics.horizontalAdvance(row.progress)
        painter.setPen(colour if is_chosen else palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(box.right() + 1 - width, base, row.progress)
        right = box.right() + 1 - width - (GAP if width else 0)
        if row.strange:
            theme.warning_icon().paint(painter, QRect(right - side, sign.top(), side, side))
            right -= side + GAP
        left = sign.right() + 1 + GAP
        painter.setPen(colour)
        painter.drawText(left, base, elided(metrics, row.title, right - left))

    def _write_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: "Heading") -> None:
        box, palette = option.rect.adjusted(MARGIN, 0, -MARGIN, 0), option.palette
        font = QFont(option.font)
        font.setBold(True)
        metrics = QFontMetrics(font)
        base = box.top() + (box.height() - metrics.height()) // 2 + metrics.ascent()
        palette.setCurrentColorGroup(_group(option.state))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        width = option.fontMetrics.horizontalAdvance(heading.progress)
        painter.drawText(box.right() + 1 - width, base, heading.progress)
        painter.drawText(box.left(), base, FOLDED if heading.is_folded else UNFOLDED)
        left = box.left() + option.fontMetrics.ascent() + GAP
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(font)
        room = box.right() - width - GAP - left
        painter.drawText(left, base, metrics.elidedText(heading.words, Qt.TextElideMode.ElideMiddle, room))


def elided(metrics: QFontMetrics, title: str, room: int) -> str:
    """Return a title cut so that it fits into `room` pixels: its end stays, and twice as much of its beginning.

    Region and year stand at the beginning of most titles, and what tells two of one year apart at their ends.
    """
    if metrics.horizontalAdvance(title) <= room:
        return title
    tail = title
    while tail and metrics.horizontalAdvance(tail) > room // 3:
        tail = tail[1:]
    head = title[: len(title) - len(tail)]
    return metrics.elidedText(head, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(tail)) + tail


def draw_ring(
    painter: QPainter,
    place: QRect,
    palette: QPalette,
    *,
    share: float,
    is_done: bool = False,
    is_known: bool = True,
    is_chosen: bool = False,
) -> None:
    """Draw into a square how far a report is decided: its share, whether it is done, whether it was counted."""
    ring = QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5)
    colour = palette.color(QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text)
    done = colour if is_chosen else theme.theme()["good" if share == 1 else "accent_line"]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_done:
        painter.setPen(QPen(done, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        low = QPointF(ring.left() + ring.width() * 0.4, ring.bottom() - ring.height() * 0.1)
        painter.drawPolyline([QPointF(ring.left(), ring.center().y()), low, QPointF(ring.right(), ring.top())])
        return
    painter.setPen(QPen(done if share else colour, 1.2, Qt.PenStyle.SolidLine if is_known else Qt.PenStyle.DotLine))
    painter.drawEllipse(ring)
    if share:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(done)
        # clockwise from the top, in sixteenths of a degree; the least share that is seen is a twelfth
        painter.drawPie(ring, 90 * 16, -max(30 * 16, round(360 * 16 * share)))


@dataclass(frozen=True, slots=True)
class Heading:
    """The row over a group of reports: its title, how many reports and decided figures it has, and if it is folded."""

    title: str
    count: int
    decided: int
    found: int
    is_folded: bool

    @property
    def words(self) -> str:
        """The title with the number of reports."""
        return f"{self.title}  ({self.count})"

    @property
    def progress(self) -> str:
        """How many of the group's figures are decided; "" where none is counted."""
        return f"{self.decided:,}/{self.found:,}" if self.found else ""


def _group(state: "QStyle.StateFlag") -> QPalette.ColorGroup:
    if not state & QStyle.StateFlag.State_Enabled:
        return QPalette.ColorGroup.Disabled
    return QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive


# more rows than so many take noticeable time, and are shown in another turn of the event loop
AT_ONCE, BEHIND_MS = 200, 20

OFFERED = ("describe_report", "toggle_done", "toggle_archived", "toggle_removed")
SORT_WORDS: dict[SortBy, str] = {
    "added": QT_TRANSLATE_NOOP("library", "Date added"),
    "name": QT_TRANSLATE_NOOP("library", "By name"),
    "year": QT_TRANSLATE_NOOP("library", "By year"),
    "region": QT_TRANSLATE_NOOP("library", "By region"),
    "progress": QT_TRANSLATE_NOOP("library", "By progress"),
}


# what is typed within this time belongs together; when it is over, the report found is opened
TYPING_MS = 700


class ReportListView(QListWidget):
    """The list itself; while it is empty it shows what to do next.

    Letters and digits typed here look for a report, as in any list: `typed` carries them. `pointed` says that a report
    was clicked by itself, `turned` which row's group is to be folded or unfolded, and which of the two where that is
    said.
    """

    hint = ""
    typed = Signal(str)
    pointed = Signal()
    turned = Signal(int, object)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: bool(search_letter(key)) or self._fold(key) is not None) or super().event(
            event
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter, fold = search_letter(event), self._fold(event)
        if letter:
            self.typed.emit(letter)
        elif fold is not None:
            self.turned.emit(self.currentRow(), fold == "fold")
        else:
            super().keyPressEvent(event)

    def _fold(self, key: QKeyEvent) -> Literal["fold", "unfold"] | None:
        return fold_key(key) if self.currentItem() is not None and self._heads(self.currentItem()) else None

    def _heads(self, item: QListWidgetItem) -> bool:
        return item.data(GROUP_ROLE) is not None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            return
        if self._heads(item):
            self.turned.emit(self.row(item), None)
        elif item.isSelected() and len(self.selectedItems()) == 1:
            self.pointed.emit()

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
        self._items_by_digest: dict[str, QListWidgetItem] = {}
        self._folded: set[str] = set()
        self._typed, self._letters = "", dict[str, str]()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._end_typing)
        self.reports = self._make_reports()
        self.headings = Headings(session)
        self.list_box = _titled(self.tr("Reports"), self.reports, self._make_choices())
        self.outline_box = _titled(self.tr("Outline"), self.headings)
        self.addWidget(self.list_box)
        self.addWidget(self.outline_box)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setSizes([560, 190])
        library.selected = self.selected
        OwnEnter(self.reports)
        self.reports.itemSelectionChanged.connect(self._choose)
        self.reports.itemActivated.connect(self._enter)
        self.reports.pointed.connect(self.left)
        self.reports.turned.connect(self._turn)
        self.reports.typed.connect(self._type)
        self._behind = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._behind.timeout.connect(self._fill)
        library.changed.connect(self._follow)
        library.progressed.connect(self._show_progress)
        self._fill()

    def _make_reports(self) -> ReportListView:
        reports = ReportListView()
        reports.setObjectName("reports")
        reports.setAccessibleName(self.tr("Reports"))
        reports.setFrameShape(QFrame.Shape.NoFrame)
        reports.viewport().setBackgroundRole(QPalette.ColorRole.Window)
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
        self.line = ReportSearch(self._library)
        self.line.asked.connect(self._answer)
        self.shown = ShownReports(self._library, box)
        self.sorting = MenuButton(self.tr("Date added"), box)
        self.sorting.values.aboutToShow.connect(self._fill_sorting)
        for button, other in ((self.shown, self.sorting), (self.sorting, self.shown)):
            button.values.neighbour_asked.connect(lambda _by, other=other: other.open())
            row.addWidget(button)
        row.addStretch()
        column.addWidget(self.line)
        column.addLayout(row)
        return box

    def offer(self, menus: ContextMenus) -> None:
        """Show the commands on a report, or on the list where none is clicked, in the context menu.

        They are about the open report: another one that is clicked is opened first, unless several are selected.
        """
        waiting: list[tuple[str, QPoint]] = []

        def ask(point: QPoint) -> None:
            item, place = self.reports.itemAt(point), self.reports.viewport().mapToGlobal(point)
            waiting.clear()
            if item is None:
                menus.ask("reports", place, self.reports)
                return
            digest, selected, report = item.data(DIGEST_ROLE), self.selected(), self._session.report
            if (len(selected) > 1 and digest in selected) or (report is not None and report.digest == digest):
                menus.ask("report", place, self.reports)
            else:
                waiting.append((digest, place))
                self.chosen.emit(digest)

        def go_on() -> None:
            report = self._session.report
            if waiting and report is not None and report.digest == waiting[0][0]:
                menus.ask("report", waiting.pop()[1], self.reports)

        self._session.opened.connect(go_on)
        self.reports.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.reports.customContextMenuRequested.connect(ask)

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

    def find_by_letters(self, letters: str) -> bool:
        """Select the next report whose title, region or year begins with letters; tell whether there is one.

        A letter stands for itself or for a Chinese character whose pinyin begins with it: yt finds 云汀区.
        """
        items, at = self._items(), self.reports.currentRow()
        # the first letter goes on from the current row, the others may stay there
        begins = at + (len(letters) == 1)
        for place in (*range(begins, len(items)), *range(min(begins, len(items)))):
            row = items[place].data(ROW_ROLE)
            if isinstance(row, ReportProgress) and self._begins(row, letters):
                self.reports.blockSignals(True)
                self.reports.setCurrentRow(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.reports.blockSignals(False)
                return True
        return False

    def _begins(self, row: ReportProgress, letters: str) -> bool:
        return any(
            len(text) >= len(letters)
            and all(
                one == letter or letter in self._letters.get(one, "")
                for one, letter in zip(text.lower(), letters, strict=False)
            )
            for text in (row.title, row.region, row.year)
        )

    def _type(self, letter: str) -> None:
        """Take a letter typed in the list; the report found is opened when no other letter follows."""
        self._typed += letter.lower()
        self._typing.start()
        if self.find_by_letters(self._typed):
            return
        characters = {one for row in self._library.rows() for one in f"{row.title}{row.region}" if one >= FIRST_HAN}
        if unknown := characters - self._letters.keys():
            self._library.spell("".join(sorted(unknown)), self._learn)

    def _learn(self, letters: Mapping[str, str]) -> None:
        self._letters.update(letters)
        if self._typed:
            self._typing.start()
            self.find_by_letters(self._typed)

    def _end_typing(self) -> None:
        self._typed = ""
        self._choose()

    def describe_report(self) -> None:
        """Ask for the name, the region and the year of the selected report, or of the open one."""
        digests = self._library.chosen()
        if digests:
            self.describe_one(digests[0])

    def describe_one(self, digest: str) -> None:
        """Ask for the name, the region and the year of a report."""
        from .report_dialog import ask_description

        row = self._library.row(digest)
        if row is not None and (answer := ask_description(self.window(), row, self._library.spell)) is not None:
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
        groups, open_one = self._library.groups(), self._library.current()
        rows = [row for group in groups for row in group.rows]
        was_heading = self.reports.currentItem() is not None and self.reports.currentItem().data(GROUP_ROLE)
        self.reports.blockSignals(True)
        self._lay(groups)
        opened = open_one.digest if open_one is not None else None
        # several selected reports stay selected until another report is opened
        if opened != self._followed or not (self.reports.selectedItems() or was_heading):
            item = self._items_by_digest.get(opened or "")
            at = self.reports.row(item) if item is not None else -1
            self.reports.setCurrentRow(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._followed = opened
        self.reports.blockSignals(False)
        self.sorting.name(_word(SORT_WORDS[self._library.sort]))
        # while the list is not visible yet its store is opened after the first paint
        hint = "" if rows or not self.isVisible() else self._reason_for_nothing()
        if hint != self.reports.hint:
            self.reports.hint = hint
            self.reports.setAccessibleDescription(hint)
            self.reports.viewport().update()

    def _lay(self, groups: Sequence[Group]) -> None:
        """Write rows into the list; rows that do not change stay, so that the cost is that of new reports."""
        entries: list[Heading | ReportProgress] = []
        for group in groups:
            is_folded = bool(group.title) and group.title in self._folded
            if group.title:
                entries.append(Heading(group.title, len(group.rows), *group.sums, is_folded))
            entries += () if is_folded else group.rows
        listed = [_key_of(item.data(ROW_ROLE) or item.data(GROUP_ROLE)) for item in self._items()]
        if listed != [_key_of(entry) for entry in entries[: len(listed)]]:
            self.reports.clear()
            self._items_by_digest = {}
        for place, entry in enumerate(entries):
            if place == self.reports.count():
                self.reports.addItem(QListWidgetItem())
            item = self.reports.item(place)
            if isinstance(entry, Heading):
                if item.data(GROUP_ROLE) != entry:
                    _write_heading(item, entry)
            elif item.data(ROW_ROLE) is not entry:
                _write(item, entry)
                self._items_by_digest[entry.digest] = item

    def _turn(self, place: int, folds: bool | None) -> None:
        """Fold the group of a row, or unfold it; the other of the two where nothing is said."""
        heading = self.reports.item(place).data(GROUP_ROLE)
        if folds is None:
            folds = not heading.is_folded
        if folds != heading.is_folded:
            self._folded ^= {heading.title}
            self._fill()
            item = next(item for item in self._items() if _key_of(item.data(GROUP_ROLE)) == _key_of(heading))
            self.reports.setCurrentItem(item, QItemSelectionModel.SelectionFlag.NoUpdate)

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
        item = self._items_by_digest.get(row.digest) if row is not None else None
        if item is not None and row is not None:
            _write(item, row)

    def _choose(self) -> None:
        chosen = self.reports.selectedItems()
        # with several selected the user is selecting reports, not opening each
        if len(chosen) == 1:
            self.chosen.emit(chosen[0].data(DIGEST_ROLE))

    def _enter(self, item: QListWidgetItem) -> None:
        if item.data(GROUP_ROLE) is not None:
            self._turn(self.reports.row(item), None)
            return
        self.chosen.emit(item.data(DIGEST_ROLE))
        self.left.emit()

    def _answer(self, key: Literal["next", "previous", "drop"]) -> None:
        if key == "drop":
            self.line.clear()
        self.reports.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.reports.selectedItems():
            self.reports.setCurrentRow(0)

    def _fill_sorting(self) -> None:
        menu = self.sorting.values
        menu.clear()
        for sort in SORTS:
            action = menu.addAction(_word(SORT_WORDS[sort]))
            action.setCheckable(True)
            action.setChecked(sort == self._library.sort)
            action.triggered.connect(lambda _checked=False, sort=sort: self._library.sort_by(sort))
        menu.addSeparator()
        for by in GROUPS:
            action = menu.addAction(_grouping_word(by))
            action.setCheckable(True)
            action.setChecked(by == self._library.grouping)
            action.triggered.connect(lambda _checked=False, by=by: self._library.group_by(by))


def _key_of(entry: object) -> str:
    """Return what tells one row of the list from the others."""
    return entry.digest if isinstance(entry, ReportProgress) else getattr(entry, "title", "")


def _write(item: QListWidgetItem, row: ReportProgress) -> None:
    where, progress = line_below(row)
    item.setData(DIGEST_ROLE, row.digest)
    item.setData(ROW_ROLE, row)
    strange = [note(one) for one in row.strange]
    item.setText("   ".join(part for part in (row.title, where, progress, *strange) if part))
    said = _progress_words(row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(", ".join(filter(None, (row.title, where, said, *strange)))))
    added = datetime.fromisoformat(row.entry.added_at).astimezone().strftime("%Y-%m-%d %H:%M")
    lines = (row.title, where, said, row.entry.name, added, *map(note, row.entry.notes))
    item.setToolTip(plain("\n".join(filter(None, lines))))


def _write_heading(item: QListWidgetItem, heading: Heading) -> None:
    item.setData(GROUP_ROLE, heading)
    item.setText("   ".join(filter(None, (heading.words, heading.progress))))
    # no report: it cannot be selected, only folded
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    state = _word(QT_TRANSLATE_NOOP("library", "folded") if heading.is_folded else QT_TRANSLATE_NOOP("library", "open"))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading.words}, {heading.progress}, {state}")


def _progress_words(row: ReportProgress) -> str:
    """Return in words how far a report is decided."""
    if row.is_done:
        said = _word(QT_TRANSLATE_NOOP("library", "done"))
    elif row.found is None:
        return _word(QT_TRANSLATE_NOOP("library", "not counted yet"))
    else:
        said = _word(QT_TRANSLATE_NOOP("library", "{count} undecided")).format(count=row.undecided)
    decided = _word(QT_TRANSLATE_NOOP("library", "{decided} of {found} decided"))
    found = row.decided if row.found is None else row.found
    return f"{said}, {decided.format(decided=min(row.decided, found), found=found)}"


def _grouping_word(by: GroupBy) -> str:
    """Return the word for a way to group, beside the words for orders."""
    return {
        "none": _word(QT_TRANSLATE_NOOP("library", "Not grouped")),
        "region": _word(QT_TRANSLATE_NOOP("library", "Grouped by region")),
        "year": _word(QT_TRANSLATE_NOOP("library", "Grouped by year")),
    }[by]


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
