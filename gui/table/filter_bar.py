"""The filter bar over the table: a menu for each aspect of figures, with its values, their counts and a tick each."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from core.model.attributes import BY_NAME, KINDS

from ..style import words
from ..style.plain_text import PlainLabel, on_button, plain
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.menu_button import MenuButton
from .filters import ASPECTS, BANDS, LATER_ASPECTS, UNPROPOSED, Aspect, FigureFilter

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
Count = Callable[[Aspect], dict[str, int]]


class FilterBar(QWidget):
    """The menus of a filter; `count` counts the values of an aspect when its menu opens.

    `changed` is emitted whenever other figures are wanted than before.
    """

    changed = Signal()

    def __init__(self, wanted: FigureFilter, count: Count, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted, self._count = wanted, count
        self.names: dict[str, str] = {}
        """The annotators' names by id."""
        self.buttons = {aspect: MenuButton(_title(aspect), self) for aspect in ASPECTS}
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
        for aspect, button in self.buttons.items():
            line.addWidget(button)
            button.values.aboutToShow.connect(lambda aspect=aspect: self._fill(aspect))
        line.addSpacing(8)
        line.addWidget(self.label)
        line.addWidget(self.clear)
        line.addStretch()
        line.addWidget(self.columns)
        around = [*self.buttons.values(), self.columns]
        for place, button in enumerate(around):
            button.values.neighbour_asked.connect(lambda by, at=place: around[(at + by) % len(around)].open())

    def open(self, aspect: Aspect = "state") -> None:
        """Open the menu of an aspect."""
        self.buttons[aspect].open()

    def want(self, aspect: Aspect, values: Iterable[str]) -> None:
        """Show only figures that have one of these values in an aspect; no value shows all."""
        self._wanted.choose(aspect, values)
        self._show()

    def want_all(self) -> None:
        """Show every figure again."""
        self._wanted.clear()
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
        self.changed.emit()

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
        return sorted(values, key=lambda value: (places.get(value, len(known)), -counts.get(value, 0), value))

    def _word(self, aspect: Aspect, value: str) -> str:
        if aspect in ("state", "kind"):
            return words.word(value)
        if aspect == "unit":
            return value or self.tr("no unit")
        if aspect in LATER_ASPECTS:
            return value or self.tr("not stated")
        if aspect == "confidence":
            return self.tr("not proposed") if value == UNPROPOSED else f"{value}–{_above(value)}%"
        if aspect == "mark":
            return QCoreApplication.translate("filter", MARK_WORDS[value])
        return self.names.get(value, value)


def _title(aspect: Aspect) -> str:
    if aspect not in ASPECT_WORDS:
        return words.attribute(BY_NAME[aspect])
    return QCoreApplication.translate("filter", ASPECT_WORDS[aspect])


def _above(band: str) -> str:
    """Return the upper end of a band of confidence, in per cent."""
    bands = list(BANDS)
    return bands[bands.index(band) - 1] if band != bands[0] else "100"
