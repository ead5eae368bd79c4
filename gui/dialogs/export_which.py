"""The first step of an export: which figures of which reports."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.formats.record import Choice
from core.jobs.export_preview import ExportValues
from core.jobs.selection import PATH_MARK, Selection

from ..background.export import Exportable
from ..style import words
from ..style.design import sizes
from ..style.plain_text import PlainLabel, on_button, plain
from .tick_list import Tickable, TickList

LEFT_WIDTH = 330  # pixels
LONGEST_NAME = 20  # characters
_FILTERS = ("indicators", "kinds", "regions")


class WhichPage(QWidget):
    """Which reports at the left, and what else is asked of a figure; lists to tick at the right.

    `changed` is emitted when other figures are asked for.
    """

    changed = Signal()

    def __init__(self, there: Exportable) -> None:
        super().__init__()
        self._there = there
        self.scopes = self._make_scopes()
        self.which, self.status, self.first, self.last, self.whose = (QComboBox() for _ in range(5))
        self.indicators = TickList(self.tr("Indicators"), self._containing)
        self.kinds = TickList(self.tr("Kinds"))
        self.kinds.offer(Tickable(kind, text) for kind, text in there.kinds.items())
        self.regions = TickList(self.tr("Regions"))
        self.reports = TickList(self.tr("Reports"))
        self.reports.offer(Tickable(digest, title) for digest, title in there.reports.items())
        self.annotators = TickList(self.tr("Annotators"))
        self.annotators.offer(Tickable(name, name) for name in there.annotators)
        self.lists = QTabWidget()
        self._fill()
        self._place()
        for box in (self.which, self.status, self.first, self.last, self.whose):
            box.currentIndexChanged.connect(self._follow)
        for button in self.scopes.values():
            button.toggled.connect(lambda on: self._follow() if on else None)
        for one in self._ticks():
            one.changed.connect(self._follow)
        self.reports.changed.connect(self._take_ticked)
        self.annotators.changed.connect(self._take_ticked_annotators)
        self._name_tabs()

    def selection(self) -> Selection:
        """Return which figures are asked for; the states are those of `which`."""
        statuses = self.status.currentData()
        return Selection(
            annotators=self._annotators(),
            kinds=self.kinds.chosen(),
            reports=self._reports(),
            indicators=self.indicators.chosen(),
            periods=self._periods(),
            statuses=frozenset({statuses}) if statuses else None,
            regions=self._regions(),
            team=self._team(),
        )

    def choice(self) -> Choice:
        """Return which decisions are asked for."""
        return cast("Choice", self.which.currentData())

    def is_narrowed(self) -> bool:
        """Tell whether any figure of the reports is filtered out."""
        filters = (getattr(self, name).chosen() for name in _FILTERS)
        return any(filters) or bool(self.status.currentData()) or self._periods() is not None

    def widen(self) -> None:
        """Take all filters away."""
        for box in (self.status, self.first, self.last):
            box.setCurrentIndex(0)
        for name in _FILTERS:
            getattr(self, name).tick(())

    def lacking(self) -> str:
        """Return a sentence that says what is still to be ticked; "" where nothing is."""
        if self._reports() == frozenset():
            return self.tr("Tick at least one of: {names}").format(names=self.reports.accessibleName())
        return ""

    def take(self, found: ExportValues) -> None:
        """Offer what figures can be chosen by."""
        with QSignalBlocker(self):
            self.indicators.offer(Tickable(one, one, times) for one, times in found.indicators.items())
            self.regions.offer(
                Tickable(path, path.replace(PATH_MARK, " › "), times) for path, times in sorted(found.regions.items())
            )
            # what is ticked is shown with its number from now on
            for ticks in (self.indicators, self.regions):
                ticks.tick(ticks.chosen() or ())
            self._offer_years(found.years)

    # What is remembered

    def remembered(self) -> dict[str, Any]:
        """Return what is chosen, as a record; reports, regions and indicators are those of one store."""
        scope = next(name for name, button in self.scopes.items() if button.isChecked())
        lists = {name: sorted(getattr(self, name).chosen() or ()) for name in (*_FILTERS, "reports", "annotators")}
        boxes = {name: getattr(self, name).currentData() for name in ("which", "status", "first", "last", "whose")}
        return {"store": str(self._there.store), "scope": scope, **lists, **boxes}

    def restore(self, said: Mapping[str, Any]) -> None:
        """Choose what was remembered, as far as the store has it."""
        _choose(self.which, said.get("which"))
        if said.get("store") != str(self._there.store):
            return
        for name in (*_FILTERS, "reports", "annotators"):
            values = said.get(name)
            if isinstance(values, list):
                known = {"reports": self._there.reports, "annotators": self._there.annotators}.get(name)
                getattr(self, name).tick(
                    value for value in values if isinstance(value, str) and (known is None or value in known)
                )
        for name in ("status", "whose"):
            _choose(getattr(self, name), said.get(name))
        years = [said.get(name) for name in ("first", "last")]
        for box, year in zip((self.first, self.last), years, strict=True):
            if isinstance(year, int):
                if box.findData(year) < 0:
                    box.addItem(self.tr("{year}").format(year=year), year)
                _choose(box, year)
        button = self.scopes.get(str(said.get("scope")))
        if button is not None and not button.isHidden():
            button.setChecked(True)

    # Parts

    def _reports(self) -> frozenset[str] | None:
        if self.scopes["current"].isChecked():
            return frozenset({self._there.current})
        if self.scopes["listed"].isChecked():
            return self._there.listed
        return (self.reports.chosen() or frozenset()) if self.scopes["ticked"].isChecked() else None

    def _annotators(self) -> frozenset[str] | None:
        if self.whose.currentData() == "own" or len(self._there.annotators) < 2:
            return None
        return self.annotators.chosen() or frozenset(self._there.annotators)

    def _team(self) -> int | None:
        team = self.whose.currentData()
        return team if isinstance(team, int) else None

    def _periods(self) -> frozenset[str] | None:
        first, last = self.first.currentData(), self.last.currentData()
        if first is None and last is None:
            return None
        return frozenset({f"{first or 1000}/{last or 9999}"})

    def _regions(self) -> frozenset[str] | None:
        chosen = self.regions.chosen()
        return chosen and frozenset(path.split(PATH_MARK)[-1] for path in chosen)

    def _ticks(self) -> list[TickList]:
        return [self.indicators, self.kinds, self.regions, self.reports, self.annotators]

    def _containing(self, text: str) -> Tickable:
        shown = self.tr("every indicator with “{words}” in it").format(words=text)
        return Tickable(text if "*" in text else f"*{text}*", shown)

    def _follow(self) -> None:
        self._name_tabs()
        self.changed.emit()

    def _take_ticked(self) -> None:
        if self.reports.chosen() is not None:
            self.scopes["ticked"].setChecked(True)

    def _take_ticked_annotators(self) -> None:
        if self.annotators.chosen() is not None:
            _choose(self.whose, "ticked")

    def _name_tabs(self) -> None:
        for at in range(self.lists.count()):
            ticks = self.lists.widget(at)
            assert isinstance(ticks, TickList)
            number = len(ticks.chosen() or ())
            name = ticks.accessibleName()
            said = self.tr("{name} ({number})").format(name=name, number=number) if number else name
            if self.lists.tabText(at) != said:
                self.lists.setTabText(at, said)

    # Building

    def _make_scopes(self) -> dict[str, QRadioButton]:
        there = self._there
        title = there.reports.get(there.current, "")
        short = title if len(title) <= LONGEST_NAME else f"{title[:LONGEST_NAME]}…"
        scopes = {
            "all": QRadioButton(self.tr("&All reports ({number})").format(number=len(there.reports))),
            "current": QRadioButton(self.tr("&This report: {name}").format(name=on_button(short))),
            "listed": QRadioButton(
                self.tr("Those &listed beside the text ({number})").format(number=len(there.listed))
            ),
            "ticked": QRadioButton(self.tr("Those t&icked under Reports")),
        }
        scopes["current"].setToolTip(plain(title))
        scopes["current"].setHidden(not there.current)
        scopes["listed"].setHidden(not there.listed or there.listed == there.reports.keys())
        scopes["all"].setChecked(True)
        group = QButtonGroup(self)
        for button in scopes.values():
            group.addButton(button)
            # a long name is cut, and does not widen the dialog
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return scopes

    def _fill(self) -> None:
        for choice, text in {
            "confirmed": self.tr("Confirmed and added"),
            "all": self.tr("All, including undecided proposals"),
            "decided": self.tr("All decided, including rejected"),
        }.items():
            self.which.addItem(text, choice)
        self.status.addItem(self.tr("Actual and target"), "")
        for status in words.STATUSES:
            self.status.addItem(self.tr("{status} only").format(status=words.word(status)), status)
        self._offer_years(())
        if len(self._there.annotators) > 1:
            self.whose.addItem(self.tr("My own"), "own")
            self.whose.addItem(self.tr("Each one's own, of those ticked"), "ticked")
            self.whose.addItem(self.tr("Settled or undisputed"), 0)
        for least in range(2, len(self._there.annotators) + 1):
            self.whose.addItem(self.tr("Read the same by at least {count}").format(count=least), least)

    def _offer_years(self, known: Sequence[int]) -> None:
        for box in (self.first, self.last):
            chosen = box.currentData()
            box.clear()
            box.addItem(self.tr("any year"), None)
            for year in sorted({*known, *([chosen] if chosen else [])}, reverse=True):
                box.addItem(self.tr("{year}").format(year=year), year)
            _choose(box, chosen)

    def _place(self) -> None:
        within, between, _, groups = sizes().space
        years = QHBoxLayout()
        years.setSpacing(within)
        years.addWidget(self.first, 1)
        years.addWidget(PlainLabel(self.tr("to")))
        years.addWidget(self.last, 1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(between)
        form.addRow(self.tr("&Figures"), self.which)
        form.addRow(self.tr("A&ctual or target"), self.status)
        period = PlainLabel(self.tr("Of the &years"))
        period.setBuddy(self.first)
        form.addRow(period, years)
        form.addRow(self.tr("&Whose decisions"), self.whose)
        form.setRowVisible(self.whose, self.whose.count() > 0)
        names = {
            self.which: self.tr("Figures"),
            self.status: self.tr("Actual or target"),
            self.first: self.tr("From the year"),
            self.last: self.tr("To the year"),
            self.whose: self.tr("Whose decisions"),
        }
        for box, name in names.items():
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        left = QVBoxLayout()
        left.setSpacing(between)
        heading = PlainLabel(self.tr("Reports"))
        left.addWidget(heading)
        for button in self.scopes.values():
            left.addWidget(button)
        left.addSpacing(groups - between)
        left.addLayout(form)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LEFT_WIDTH)
        self.lists.setAccessibleName(self.tr("Only figures of"))
        self.lists.tabBar().setDrawBase(False)
        for ticks in self._ticks():
            if ticks is not self.annotators or len(self._there.annotators) > 1:
                self.lists.addTab(ticks, ticks.accessibleName())
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(groups)
        columns.addWidget(side)
        columns.addWidget(self.lists, 1)


def _choose(box: QComboBox, value: object) -> None:
    """Choose the entry of a box by its value, where it has it."""
    at = next((at for at in range(box.count()) if box.itemData(at) == value), -1)
    if at >= 0:
        box.setCurrentIndex(at)
