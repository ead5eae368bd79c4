"""The filter bar over the table: a menu for each aspect of figures, with its values, their counts and a tick each."""

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from core.model.attributes import BY_NAME, KINDS, AttributeName

from ..style import words
from ..style.collation import sort_key
from ..style.plain_text import PlainLabel, on_button, plain
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.find_line import FindLine
from ..widgets.menu_button import MenuButton
from .filters import ASPECTS, BANDS, FIRST_ASPECTS, UNPROPOSED, Aspect, FigureFilter

ASPECT_WORDS: dict[Aspect, str] = {
    "state": QT_TRANSLATE_NOOP("filter", "State"),
    "kind": QT_TRANSLATE_NOOP("filter", "Kind or label"),
    "confidence": QT_TRANSLATE_NOOP("filter", "Confidence"),
    "mark": QT_TRANSLATE_NOOP("filter", "Flag and note"),
    "annotator": QT_TRANSLATE_NOOP("filter", "Annotator"),
}
MARK_WORDS = {
    "flagged": QT_TRANSLATE_NOOP("filter", "flagged"),
    "noted": QT_TRANSLATE_NOOP("filter", "with a note"),
    "unmarked": QT_TRANSLATE_NOOP("filter", "neither"),
}
# what has an order of its own; other values come the most frequent first
ORDERED: dict[Aspect, tuple[str, ...]] = {
    "state": tuple(words.STATES),
    "kind": KINDS,
    "confidence": (*BANDS, UNPROPOSED),
    "mark": tuple(MARK_WORDS),
}
LONGEST_TITLE = 18
LINE_WIDTH, AROUND_LINE, AROUND_BAR, GAP, BEFORE_COUNT = 170, 24, 8, 4, 8  # pixels
MOST_VALUES = 60  # in a menu of words of the reports
Count = Callable[[Aspect], dict[str, int]]


class FilterBar(QWidget):
    """The menus of a filter; `count` counts the values of an aspect when its menu opens.

    Menus that there is no room for are in the menu of `more`, which has those of the rarer aspects at any time; those
    in which something is chosen go there last. The number of figures is never cut. `changed` is emitted whenever other
    figures are wanted than before.
    """

    changed = Signal()
    left = Signal()
    """The line is done with, and the rows get the keyboard."""

    def __init__(self, wanted: FigureFilter, count: Count, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted, self._count = wanted, count
        self.names: dict[str, str] = {}
        """The annotators' names by id."""
        self.buttons = {aspect: MenuButton(_title(aspect), self) for aspect in ASPECTS}
        self.line = FindLine()
        self.line.setPlaceholderText(self.tr("Words of the indicator"))
        self.line.setAccessibleName(self.tr("Filter by words of the indicator"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(LINE_WIDTH)
        self.line.textChanged.connect(self._look_for)
        self.line.asked.connect(self._answer)
        self.more = MenuButton(self.tr("More"), self)
        self.more.values.aboutToShow.connect(self._fill_more)
        self.columns = MenuButton(self.tr("Columns"), self)
        self.clear = QToolButton(self)
        self.clear.setText(self.tr("Show all"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.clicked.connect(self.want_all)
        self.clear.hide()
        self.label = PlainLabel(parent=self)
        # as wide as the table, whatever there is to show
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(AROUND_BAR, 2, AROUND_BAR, 2)
        line.setSpacing(GAP)
        line.addWidget(self.line)
        for aspect, button in self.buttons.items():
            line.addWidget(button)
            button.setVisible(aspect in FIRST_ASPECTS)
            button.values.aboutToShow.connect(lambda aspect=aspect: self._fill(aspect))
            button.values.aboutToHide.connect(self._show_buttons)
        line.addWidget(self.more)
        line.addSpacing(BEFORE_COUNT)
        line.addWidget(self.label)
        line.addWidget(self.clear)
        line.addStretch()
        line.addWidget(self.columns)
        around = [*self.buttons.values(), self.columns]
        for place, button in enumerate(around):
            button.values.neighbour_asked.connect(lambda by, at=place: self._open(around[(at + by) % len(around)]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()

    def open(self, aspect: Aspect = "state") -> None:
        """Open the menu of an aspect."""
        self._open(self.buttons[aspect])

    def open_columns(self) -> None:
        """Open the menu of columns."""
        self._open(self.columns)

    def say_count(self, text: str) -> None:
        """Say how many figures are shown; the menus leave it the room."""
        if text != self.label.text():
            self.label.setText(text)
            self._show_buttons()

    def want(self, aspect: Aspect, values: Iterable[str]) -> None:
        """Show only figures that have one of these values in an aspect; no value shows all."""
        self._wanted.choose(aspect, values)
        self._show()

    def want_all(self) -> None:
        """Show every figure again."""
        self._wanted.clear()
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._show()

    def _show(self) -> None:
        for aspect, button in self.buttons.items():
            chosen = self._wanted.chosen.get(aspect, frozenset())
            chosen_text = " · ".join(self._word(aspect, value) for value in self._sorted(aspect, chosen))
            if len(chosen_text) > LONGEST_TITLE:
                chosen_text = self.tr("{count} selected").format(count=len(chosen))
            button.name(f"{_title(aspect)}: {chosen_text}" if chosen else _title(aspect))
            button.setDown(bool(chosen))
        self.clear.setVisible(not self._wanted.is_open)
        self._show_buttons()
        self.changed.emit()

    def _show_buttons(self) -> None:
        """Show the menus of the first aspects, and those in which something is chosen, as many as there is room for."""
        chosen = [aspect for aspect in ASPECTS if self._wanted.chosen.get(aspect)]
        wanted = [*chosen, *(aspect for aspect in FIRST_ASPECTS if aspect not in chosen)]
        room = self._room() - self.columns.sizeHint().width() - GAP
        shown: set[Aspect] = set()
        for aspect in wanted:
            room -= self.buttons[aspect].sizeHint().width() + GAP
            if room < 0:
                break
            shown.add(aspect)
        for aspect, button in self.buttons.items():
            button.setVisible(aspect in shown)
        self.columns.setVisible(self.columns.sizeHint().width() + GAP <= self._room())
        # the filter that is in force is told of where its own button is not in sight
        self.more.setDown(not shown.issuperset(chosen))

    def _room(self) -> int:
        """Return how many pixels the line, the number of figures and what is always there leave to the menus."""
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance(self.line.placeholderText()) + AROUND_LINE)
        there = [self.more, self.label, *([] if self.clear.isHidden() else [self.clear])]
        needed = self.line.minimumWidth() + BEFORE_COUNT + sum(one.sizeHint().width() + GAP for one in there)
        return self.width() - 2 * AROUND_BAR - needed - GAP

    def _open(self, button: MenuButton) -> None:
        """Open a menu; where its button is not in sight and has no room, below the button that has it in its menu."""
        if button.isHidden() and button.sizeHint().width() + GAP <= self._left():
            button.show()
            layout = self.layout()
            assert layout is not None
            # a button that has just come has no place yet
            layout.activate()
        button.open_below(self.more if button.isHidden() else button)

    def _left(self) -> int:
        """Return how many pixels are left beside the menus in sight."""
        there = [one for one in (*self.buttons.values(), self.columns) if not one.isHidden()]
        return self._room() - sum(one.sizeHint().width() + GAP for one in there)

    def _look_for(self, words: str) -> None:
        self._wanted.indicator = words.strip().lower()
        self._show()

    def _answer(self, key: str) -> None:
        if key == "drop":
            self.line.clear()
        self.left.emit()

    def _fill_more(self) -> None:
        """List the rarer aspects, and whatever else has no button in sight."""
        menu = self.more.values
        menu.clear()
        for aspect, button in self.buttons.items():
            if button.isHidden() or aspect not in FIRST_ASPECTS:
                self._offer(button.text(), button)
        if self.columns.isHidden():
            menu.addSeparator()
            self._offer(self.columns.text(), self.columns)

    def _offer(self, text: str, button: MenuButton) -> None:
        """Add a button's menu to the menu of those without a button in sight."""
        # it opens when this menu has closed
        self.more.values.addAction(f"{text}…").triggered.connect(lambda: self._open(button))

    def _fill(self, aspect: Aspect) -> None:
        """Write the values of an aspect into its menu, each with its number of figures."""
        menu, chosen = self.buttons[aspect].values, self._wanted.chosen.get(aspect, frozenset())
        menu.clear()
        counted = self._count(aspect)
        everything = menu.addAction(self.tr("All"))
        everything.setCheckable(True)
        everything.setChecked(not chosen)
        everything.triggered.connect(lambda: self._turn(aspect, None))
        menu.addSeparator()
        for value in self._sorted(aspect, {*counted, *chosen}, counted):
            text = self._word(aspect, value)
            row = menu.addAction(f"{on_button(text)}\t{counted.get(value, 0)}")
            row.setToolTip(plain(text))
            row.setCheckable(True)
            row.setChecked(value in chosen)
            row.setData(value)
            row.triggered.connect(lambda _checked=False, value=value: self._turn(aspect, value))

    def _turn(self, aspect: Aspect, value: str | None) -> None:
        """Tick a value or take its tick off; None takes off all."""
        chosen = self._wanted.chosen.get(aspect, frozenset())
        self.want(aspect, () if value is None else chosen ^ {value})
        for row in self.buttons[aspect].values.actions():
            now = self._wanted.chosen[aspect]
            row.setChecked(row.data() in now if row.data() is not None else not now)

    def _sorted(self, aspect: Aspect, values: Iterable[str], counted: dict[str, int] | None = None) -> list[str]:
        known = ORDERED.get(aspect, ())
        places = {value: place for place, value in enumerate(known)}
        counts = counted or {}
        one = BY_NAME.get(cast("AttributeName", aspect))
        if one is not None and one.sort == "phrase":
            # of very many the most frequent, and all in the order in which one looks for a word
            most = sorted(values, key=lambda value: (-counts.get(value, 0), value))[:MOST_VALUES]
            return sorted(most, key=sort_key)
        if one is not None and one.sort == "time":
            return sorted(values, reverse=True)
        return sorted(values, key=lambda value: (places.get(value, len(known)), -counts.get(value, 0), value))

    def _word(self, aspect: Aspect, value: str) -> str:
        one = BY_NAME.get(cast("AttributeName", aspect))
        if aspect == "state" or (one is not None and one.sort in ("class", "word")):
            return words.word(value)
        if aspect == "unit":
            return value or self.tr("no unit")
        if one is not None:
            return value or self.tr("not stated")
        if aspect == "confidence":
            return self.tr("not proposed") if value == UNPROPOSED else f"{value}–{_above(value)}%"
        if aspect == "mark":
            return QCoreApplication.translate("filter", MARK_WORDS[value])
        return self.names.get(value, value)


def _title(aspect: Aspect) -> str:
    if aspect not in ASPECT_WORDS:
        return words.attribute(BY_NAME[cast("AttributeName", aspect)])
    return QCoreApplication.translate("filter", ASPECT_WORDS[aspect])


def _above(band: str) -> str:
    """Return the upper end of a band of confidence, in per cent."""
    bands = list(BANDS)
    return bands[bands.index(band) - 1] if band != bands[0] else "100"
