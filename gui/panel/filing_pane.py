"""What is unclear of where and when reports are: which area a name means is chosen once for all reports that bear it.

A report without a region or a year is filed in its own dialog, and two reports of one region and year are told.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from ..commands.widget_keys import version_key
from ..library.unclear import UnclearReports
from ..style.plain_text import PlainLabel, on_button, plain
from ..widgets.keyed_tree import KeyedTree

GAP = 12  # pixels
MOST_ANSWERS = 9
"""As many as there are digits for them."""
MOST_TITLES = 12
"""Titles that stand below a question; how many more there are is told."""
SUBJECT, REPORTS = range(2)


class FilingPane(QWidget):
    """Asks what is unclear.

    `chosen` carries the digests of reports and the region that they are to be filed for, "" to take that back;
    `described` the digest of a report whose dialog is to be opened; `left` that the pane is left.
    """

    chosen = Signal(object, str)
    described = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unclear: Sequence[UnclearReports] = ()
        # what was answered here stays in the list, so that another answer can be given
        self._answered: dict[str, tuple[UnclearReports, str]] = {}
        heads = (self.tr("What is unclear"), self.tr("Reports"))
        self.rows = KeyedTree(self.tr("Regions and years that are unclear"), version_key, heads)
        self.rows.setColumnWidth(SUBJECT, 40 * self.fontMetrics().averageCharWidth())
        self.rows.asked.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_current)
        self.rows.currentItemChanged.connect(lambda *_: self._soon.start())
        self.heading, self.titles = PlainLabel(), PlainLabel()
        self.answers = [QPushButton(str(number)) for number in range(1, MOST_ANSWERS + 1)]
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(GAP, 0, 0, 0)
        for label in (self.heading, self.titles):
            label.setWordWrap(True)
        column.addWidget(self.heading)
        for at, button in enumerate(self.answers):
            # their keys are the list's, and Enter is no press of a button
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, at=at: self.answer(at))
            column.addWidget(button)
        column.addWidget(self.titles)
        column.addStretch()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.rows)
        parts.addWidget(beside)
        parts.setSizes([560, 440])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def show_unclear(self, unclear: Sequence[UnclearReports]) -> None:
        """List what is unclear, with what was answered here before it."""
        at = max(0, self.rows.currentIndex().row())
        for one in unclear:
            # while the answer is being stored the same reports are still open; other reports ask anew
            answered = self._answered.get(one.name)
            if answered is not None and not _digests(one) <= _digests(answered[0]):
                del self._answered[one.name]
        answers = [one for one, _ in self._answered.values()]
        self._unclear = [*answers, *(one for one in unclear if one.name not in self._answered)]
        self.rows.clear()
        items = [QTreeWidgetItem([self._about(one), f"{len(one.rows):,}"]) for one in self._unclear]
        for item in items:
            item.setToolTip(SUBJECT, plain(item.text(SUBJECT)))
        self.rows.addTopLevelItems(items)
        if items:
            self.rows.setCurrentItem(items[min(at, len(items) - 1)])
        self._show_current()

    def forget(self) -> None:
        """Forget what was answered: another store was opened."""
        self._answered.clear()

    @property
    def current(self) -> UnclearReports | None:
        """What is current in the list; None for nothing."""
        at = self.rows.currentIndex().row()
        return self._unclear[at] if 0 <= at < len(self._unclear) else None

    def answer(self, at: int) -> None:
        """Give one of the answers to what is current: a region, or the report whose dialog is opened."""
        one = self.current
        if one is None:
            return
        if one.what != "several":
            if at < len(one.rows):
                self.described.emit(one.rows[at].digest)
            return
        if at < len(one.answers):
            region = one.answers[at][0]
            # the same answer once more takes it back
            is_same = one.name in self._answered and self._answered[one.name][1] == region
            if is_same:
                del self._answered[one.name]
            else:
                self._answered[one.name] = (one, region)
            self.chosen.emit([row.digest for row in one.rows], "" if is_same else region)

    def _take(self, key: str) -> None:
        if key == "drop":
            self.left.emit()
        else:
            self.answer(int(key) - 1)

    def _show_current(self) -> None:
        one = self.current
        self.heading.setText(self._question(one))
        titles = [row.title for row in one.rows] if one is not None else []
        more = len(titles) - MOST_TITLES
        below = titles[:MOST_TITLES] + ([self.tr("and {count} more").format(count=more)] if more > 0 else [])
        self.titles.setText("\n".join(below) if one is not None and one.what == "several" else "")
        texts = self._texts(one) if one is not None else []
        for at, button in enumerate(self.answers):
            button.setVisible(at < len(texts))
            if at < len(texts):
                button.setText(on_button(f"{at + 1}  {texts[at]}"))

    def _texts(self, one: UnclearReports) -> list[str]:
        """Return what stands on the buttons: the answers, or the reports that can be filed."""
        if one.what != "several":
            return [self.tr("Name, region and year of {title}…").format(title=row.title) for row in one.rows]
        chosen = self._answered.get(one.name, (one, ""))[1]
        return [f"{path}  ✓" if name == chosen else path for name, path in one.answers]

    def _question(self, one: UnclearReports | None) -> str:
        match one.what if one is not None else None:
            case "several" if one is not None:
                return self.tr(
                    "Which {name} are these reports of? The answer holds for all of them; the same key again takes it "
                    "back."
                ).format(name=one.name)
            case "unknown":
                return self.tr("Of which region or which year it is nothing tells. Its values have no row or column.")
            case "twice" if one is not None:
                return self.tr(
                    "These reports are of one region and year ({name}), and their values share cells. If that is wrong"
                    ", file one of them otherwise."
                ).format(name=one.name)
            case _:
                return self.tr("The region and the year of every report are clear.")

    def _about(self, one: UnclearReports) -> str:
        answered: Mapping[str, tuple[UnclearReports, str]] = self._answered
        if one.name in answered and answered[one.name][0] is one:
            return self.tr("{name}: {region} ✓").format(name=one.name, region=answered[one.name][1])
        match one.what:
            case "several":
                return self.tr("{name}: which one?").format(name=one.name)
            case "unknown":
                return self.tr("{name}: no region or no year").format(name=one.name)
            case "twice":
                return self.tr("{name}: several reports").format(name=one.name)


def _digests(unclear: UnclearReports) -> set[str]:
    return {row.digest for row in unclear.rows}
