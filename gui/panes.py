"""The panes that the user shows and hides: ticked in the View menu, and so again at the next start."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from .commands.command_table import TOGGLE_PANE_VERB
from .preferences.settings import Settings

if TYPE_CHECKING:
    from .overlays.history import HistoryPane
    from .overlays.side_pane import SidePane
    from .pane_widths import PaneWidths

Fixed = Literal["reports", "outline", "form", "table"]
"""A pane with a place of its own, which is there unless it is hidden."""
Beside = Literal["history", "guideline", "reasons", "learnt"]
"""A pane that is opened beside the text."""
Pane = Fixed | Beside

# the commands that act in a pane, which they show where it is hidden
NEEDED_BY: dict[str, Fixed] = {
    "edit": "form",
    "filter_by": "table",
    "choose_columns": "table",
    "find_report": "reports",
    "choose_shown": "reports",
}
_IN_COLUMN: tuple[Fixed, ...] = ("reports", "outline")
_FIXED: tuple[Fixed, ...] = get_args(Fixed)
_BESIDE: tuple[Beside, ...] = get_args(Beside)


class Place:
    """Where a pane that can be hidden lies: in a splitter, whose other pane gets its room."""

    def __init__(self, pane: QWidget, splitter: QSplitter, usual: int) -> None:
        """Take a pane of a splitter of two; `usual` is its size in pixels where it never had one."""
        self.pane, self.splitter, self._usual = pane, splitter, usual
        self._place = splitter.indexOf(pane)
        self.kept_size = 0
        """What it had when it was hidden; 0 before."""

    @property
    def size(self) -> int:
        """The size of the pane along its splitter in pixels: 0 while it is hidden, or was dragged shut."""
        return self.splitter.sizes()[self._place]

    @property
    def is_shut(self) -> bool:
        """Whether it was dragged shut, as far as it is in sight."""
        return self.pane.isVisible() and not self.size

    def show(self, is_shown: bool) -> None:
        """Show the pane with the size it had, or hide it."""
        if self.pane.isHidden() != is_shown:
            return
        if not is_shown and self.pane.isVisible():
            # before it was ever in sight it has no size of its own
            self.kept_size = self.size or self.kept_size
        self.pane.setVisible(is_shown)
        if is_shown and self.kept_size:
            self._give(self.kept_size)

    def open(self) -> None:
        """Open a pane that was dragged shut."""
        if not self.pane.isHidden() and not self.size:
            self._give(self.kept_size or self._usual)

    def _give(self, size: int) -> None:
        rest = max(0, sum(self.splitter.sizes()) - size)
        self.splitter.setSizes([rest, size] if self._place else [size, rest])


class Panes(QObject):
    """Knows which panes the user wants; the form and the table are shown only while there is something in them.

    The tick of a pane is what the user wants, and is right at any time: a list that has no room meanwhile stays ticked,
    one that was dragged shut does not. `column` has the list and the outline, and goes with both; `make` makes a pane
    beside the text.
    """

    def __init__(
        self,
        settings: Settings,
        actions: Mapping[str, QAction],
        places: Mapping[Fixed, Place],
        column: Place,
        widths: "PaneWidths",
        to_text: Callable[[], None],
        make: Callable[[Beside], "SidePane | HistoryPane"],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._places, self._column = settings, places, column
        self._widths, self._make = widths, make
        self._to_text = to_text
        self._has_figures = False
        # those that were dragged shut when it was last looked
        self._shut: set[Fixed] = set()
        self._made: dict[QObject, Beside] = {}
        self._ticks = {name: actions[f"{TOGGLE_PANE_VERB}:{name}"] for name in (*_FIXED, *_BESIDE)}
        for tick in self._ticks.values():
            tick.setCheckable(True)
            # behind the command, which may be refused: Qt has changed the tick by itself
            tick.triggered.connect(lambda _=False: self._show_ticks())
        for _, place in self._all():
            place.splitter.splitterMoved.connect(lambda *_: self.look())
        for name, place in self._all():
            place.kept_size = int(settings.number(f"pane_size/{name}", 0))
        self._wanted = {name: settings.text(_key(name), "yes") != "no" for name in _FIXED}
        self._restored = False
        self._place()

    def is_shown(self, name: Pane) -> bool:
        """Tell whether a pane is ticked."""
        if name in _FIXED:
            return self._wanted[name] and name not in self._shut
        return any(of == name and not pane.isHidden() for pane, of in self._made.items() if isinstance(pane, QWidget))

    def look(self) -> None:
        """See which panes were dragged shut, and tick the others that are wanted."""
        self._shut = {name for name, place in self._places.items() if place.is_shut}
        if self._column.is_shut and not self._widths.folds_reports:
            self._shut |= set(_IN_COLUMN)
        self._show_ticks()

    def toggle(self, name: str) -> None:
        """Show a pane, or hide it."""
        self.look()
        fixed = next((one for one in _FIXED if one == name), None)
        if fixed is not None:
            self._want(fixed, is_wanted=not self.is_shown(fixed))
            return
        pane = self._make(next(one for one in _BESIDE if one == name))
        if pane.isHidden():
            pane.open()
        else:
            pane.leave()

    def bring(self, verb: str) -> None:
        """Show the pane that a command acts in, by the command's verb."""
        name = NEEDED_BY.get(verb)
        if name is not None:
            self.look()
            if not self.is_shown(name):
                self._want(name, is_wanted=True)

    def follow(self, *, has_figures: bool) -> None:
        """Show form and table where they are wanted and there is something in them; the others where wanted."""
        if has_figures != self._has_figures:
            self._has_figures = has_figures
            self._place()

    def restore(self) -> None:
        """Open the panes beside the text that were open when the program ended, once: when a report is open."""
        if not self._restored:
            self._restored = True
            for name in _BESIDE:
                if self._settings.text(_key(name)) == "yes":
                    self._make(name).open(takes_keyboard=False)

    def watch(self, pane: QWidget) -> None:
        """Have a pane beside the text, whose name is its object's, ticked while it is open; it is remembered."""
        self._made[pane] = next(name for name in _BESIDE if name == pane.objectName())
        pane.installEventFilter(self)

    def show_all(self) -> None:
        """Show every pane with a place of its own: before it is remembered how large each is."""
        for _, place in self._all():
            place.show(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            name = self._made.get(watched)
            if name is not None:
                is_open = event.type() == QEvent.Type.ShowToParent
                self._settings.keep(_key(name), "yes" if is_open else "no")
                self._ticks[name].setChecked(is_open)
        return False

    def _want(self, name: Fixed, *, is_wanted: bool) -> None:
        self._wanted[name] = is_wanted
        self._settings.keep(_key(name), "yes" if is_wanted else "no")
        self._place()
        for one, place in self._all():
            if place.kept_size:
                self._settings.keep(f"pane_size/{one}", place.kept_size)
        if is_wanted:
            self._places[name].open()
            if name in _IN_COLUMN:
                self._column.open()
            self._shut = self._shut - ({name} if name not in _IN_COLUMN else set(_IN_COLUMN))
        self._show_ticks()

    def _place(self) -> None:
        """Show the panes that are wanted and may have something in them, and hide the others."""
        for name, place in self._places.items():
            is_there = self._wanted[name] and (self._has_figures or name not in ("form", "table"))
            if not is_there:
                self._leave(place.pane)
            place.show(is_there)
        self._column.show(any(self._wanted[name] for name in _IN_COLUMN))
        self._show_ticks()

    def _all(self) -> Iterator[tuple[str, Place]]:
        """Yield every pane with a place of its own, by its name, the column of two of them first."""
        yield "column", self._column
        yield from self._places.items()

    def _leave(self, pane: QWidget) -> None:
        """Give the text the keyboard where a pane that is about to be hidden has it."""
        focused = pane.window().focusWidget()
        if focused is not None and not pane.isHidden() and pane.isAncestorOf(focused):
            self._to_text()

    def _show_ticks(self) -> None:
        for name, tick in self._ticks.items():
            tick.setChecked(self.is_shown(name))


def _key(name: Pane) -> str:
    return f"pane/{name}"
