"""What is unclear of where and when reports are: which area a name means is chosen once for all reports that bear it.

A report without a region or a year is filed in its own dialog, and two reports of one region and year are told.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..library.unclear import UnclearReports
from .answer_list import AnswerList

MOST_TITLES = 12
"""Titles that stand below a question; how many more there are is told."""


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
        self._list = AnswerList(self.tr("Regions and years that are unclear"), heads)
        self.rows, self.answers = self._list.rows, self._list.answers
        self._list.chosen.connect(self.answer)
        self._list.left.connect(self.left)
        self._list.moved.connect(self._show_current)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._list)

    def show_unclear(self, unclear: Sequence[UnclearReports]) -> None:
        """List what is unclear, with what was answered here before it."""
        for one in unclear:
            # while the answer is being stored the same reports are still open; other reports ask anew
            answered = self._answered.get(one.name)
            if answered is not None and not _digests(one) <= _digests(answered[0]):
                del self._answered[one.name]
        answers = [one for one, _ in self._answered.values()]
        self._unclear = [*answers, *(one for one in unclear if one.name not in self._answered)]
        self._list.show_rows([(self._about(one), f"{len(one.rows):,}") for one in self._unclear])

    def forget(self) -> None:
        """Forget what was answered: another store was opened."""
        self._answered.clear()

    @property
    def current(self) -> UnclearReports | None:
        """What is current in the list; None for nothing."""
        at = self._list.place
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

    def _show_current(self) -> None:
        one = self.current
        if one is None:
            self._list.ask(self._question(None), ())
            return
        titles = [row.title for row in one.rows] if one.what == "several" else []
        more = len(titles) - MOST_TITLES
        below = titles[:MOST_TITLES] + ([self.tr("and {count} more").format(count=more)] if more > 0 else [])
        self._list.ask(self._question(one), self._texts(one), "\n".join(below))

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
