"""The filter bar over the table: a menu for each aspect of figures, with its values, their counts and a tick each."""

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
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
LINE_WIDTH = 170  # pixels
MOST_VALUES = 60  # in a menu of words of the reports
Count = Callable[[Aspect], dict[str, int]]


class FilterBar(QWidget):
    """The menus of a filter; `count` counts the values of an aspect when its menu opens.

    `changed` is emitted whenever other figures are wanted than before.
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
        # in a narrow window the bar is cut, and does not widen the window
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(4)
        line.addWidget(self.line)
        for aspect, button in self.buttons.items():
            line.addWidget(button)
            button.setVisible(aspect in FIRST_ASPECTS)
            button.values.aboutToShow.connect(lambda aspect=aspect: self._fill(aspect))
            button.values.aboutToHide.connect(self._show_buttons)
        line.addWidget(self.more)
        line.addSpacing(8)
        line.addWidget(self.label)
        line.addWidget(self.clear)
        line.addStretch()
        line.addWidget(self.columns)
        around = [*self.buttons.values(), self.columns]
        for place, button in enumerate(around):
            button.values.neighbour_asked.connect(lambda by, at=place: _open(around[(at + by) % len(around)]))

    def open(self, aspect: Aspect = "state") -> None:
        """Open the menu of an aspect."""
        _open(self.buttons[aspect])

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
        """Show the menus of the first aspects, and those of others in which something is chosen."""
        for aspect, button in self.buttons.items():
            button.setVisible(aspect in FIRST_ASPECTS or bool(self._wanted.chosen.get(aspect)))

    def _look_for(self, words: str) -> None:
        self._wanted.indicator = words.strip().lower()
        self._show()

    def _answer(self, key: str) -> None:
        if key == "drop":
            self.line.clear()
        self.left.emit()

    def _fill_more(self) -> None:
        """List the aspects whose menus are not in sight."""
        menu = self.more.values
        menu.clear()
        for aspect, button in self.buttons.items():
            if aspect not in FIRST_ASPECTS:
                menu.addAction(f"{on_button(_title(aspect))}…").triggered.connect(
                    lambda _=False, one=button: _open(one)
                )

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


def _open(button: MenuButton) -> None:
    """Open a menu; one whose button is not in sight comes into sight with it."""
    button.show()
    bar = button.parentWidget()
    layout = bar.layout() if bar is not None else None
    if layout is not None:
        # a button that has just come has no place yet
        layout.activate()
    button.open()


def _title(aspect: Aspect) -> str:
    if aspect not in ASPECT_WORDS:
        return words.attribute(BY_NAME[cast("AttributeName", aspect)])
    return QCoreApplication.translate("filter", ASPECT_WORDS[aspect])


def _above(band: str) -> str:
    """Return the upper end of a band of confidence, in per cent."""
    bands = list(BANDS)
    return bands[bands.index(band) - 1] if band != bands[0] else "100"
