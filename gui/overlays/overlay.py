"""Overlays: panes over the text, one at a time; the text below keeps its least height."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from ..text.document import height_of
from ..text.report_view import ReportView


class Overlay(QFrame):
    """What shares the one place over the text with others of its sort; who has the place is not its own to say.

    It says that it `came` or `went`, and that its rows `changed` in height; `OverlayArea` shows and
    hides it. `closed` gives the keyboard back.
    """

    closed = Signal()
    came = Signal()
    went = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_open = False
        """Whether it was asked for and has not gone; another pane may have its place meanwhile."""
        self.wanted, self.least, self.given = 0, 0, 0
        """How high its rows would be, have to be and are, in pixels."""
        self.hide()

    def come(self) -> None:
        """Take the place over the text; what had it waits."""
        self.is_open = True
        self.came.emit()

    def go(self) -> None:
        """Leave the place; what waited comes back."""
        if self.is_open:
            self.is_open = False
            self.went.emit()

    def come_back(self) -> None:
        """Show again in the text what a pane that had the place meanwhile may have lit otherwise."""

    def want_rows(self, wanted: int, least: int) -> None:
        """Ask for so much height for the rows; they are given at least the least."""
        self.wanted, self.least = wanted, min(least, wanted)
        self.give_rows(self.given)
        self.changed.emit()

    def give_rows(self, height: int) -> None:
        """Give the rows a height, within what they want and what they need."""
        self.given = max(self.least, min(height, self.wanted))
        self.set_rows_height(self.given)

    def set_rows_height(self, height: int) -> None:
        """Make the rows so high; a pane without rows has nothing to do."""


LEAST_LINES = 6


class OverlayArea(QVBoxLayout):
    """Shows the pane that came last; those it covers wait as they are, and come back with the keyboard where it was.

    The rows of a list are cut before the text has less than its lines; where that does not do, the table below lends
    height until the last pane has gone.
    """

    def __init__(self, middle: QWidget, view: ReportView, whole: QSplitter) -> None:
        super().__init__()
        self._middle, self._view, self._whole = middle, view, whole
        # those that are open, the latest last, and where each had the keyboard when another came
        self._open: list[Overlay] = []
        self._keyboard: dict[Overlay, QWidget] = {}
        # how much of its height the table has lent
        self._lent = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        middle.installEventFilter(self)
        # who moves the handle says how high the table is
        whole.splitterMoved.connect(lambda *_: self._forget_lent())

    def add(self, pane: Overlay) -> None:
        """Let a pane come here; what else listens to its `closed` must do so already."""
        self.addWidget(pane)
        # the layout takes it from the window, and what is taken so would be shown with the others
        pane.hide()
        pane.came.connect(lambda: self._come(pane))
        pane.went.connect(lambda: self._go(pane))
        pane.changed.connect(self._fit)
        pane.closed.connect(self._give_keyboard)

    def give_back(self) -> None:
        """Give the table back what it has lent."""
        if self._lent:
            self._lend(-self._lent)

    def _come(self, pane: Overlay) -> None:
        top = self._top()
        if top is not pane:
            if top is not None:
                focused = self._middle.window().focusWidget()
                self._keyboard.pop(top, None)
                if focused is not None and (focused is top or top.isAncestorOf(focused)):
                    self._keyboard[top] = focused
                # of a pane that is hidden with the keyboard Qt would pass it on to whatever comes next
                self._view.setFocus()
                top.hide()
            self._open = [one for one in self._open if one is not pane] + [pane]
        self._show(pane)

    def _go(self, pane: Overlay) -> None:
        was_top, focused = pane is self._top(), self._middle.window().focusWidget()
        self._open = [one for one in self._open if one is not pane]
        self._keyboard.pop(pane, None)
        if not was_top:
            return
        had_keyboard = focused is not None and (focused is pane or pane.isAncestorOf(focused))
        if had_keyboard:
            self._view.setFocus()
        pane.hide()
        top = self._top()
        if top is None:
            self.give_back()
            return
        self._show(top)
        top.come_back()
        if had_keyboard:
            self._give_keyboard()

    def _show(self, pane: Overlay) -> None:
        if not pane.isVisible():
            # what it has more than its least is given where it is there
            pane.give_rows(0)
            pane.show()
        self._fit()

    def _give_keyboard(self) -> None:
        """Put the keyboard where the pane that came back had it."""
        top = self._top()
        place = self._keyboard.get(top) if top is not None else None
        if place is not None and place.isVisible():
            place.setFocus()

    def _top(self) -> Overlay | None:
        return self._open[-1] if self._open else None

    # Heights

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._open and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._soon.start()
        return False

    def _fit(self) -> None:
        """Give the rows what the text has over its least; a height that is right already is left as it is."""
        pane = self._top()
        if pane is None or not pane.isVisible():
            return
        self._lay_out(pane)
        before = pane.given
        spare = self._view.height() - height_of(self._view, LEAST_LINES)
        pane.give_rows(before + spare)
        spare -= pane.given - before
        table = self._whole.widget(1)
        if spare < 0 and table is not None:
            self._lend(min(-spare, self._whole.sizes()[1] - table.minimumSizeHint().height()))
        elif self._lent:
            self._lend(-min(spare, self._lent))
        self._lay_out(pane)

    def _lay_out(self, pane: Overlay) -> None:
        """Place everything now; a layout hears of what changed within another only when that one is done."""
        for widget in (pane, self._middle):
            layout = widget.layout()
            if layout is not None:
                layout.activate()

    def _lend(self, height: int) -> None:
        """Take a height from the table, or give some back; of one that is folded away there is nothing to take."""
        upper, table = self._whole.sizes()
        if height > 0 or self._lent:
            lent = max(0, self._lent + height) if table or self._lent else 0
            self._whole.setSizes([upper + lent - self._lent, table - lent + self._lent])
            self._lent = lent

    def _forget_lent(self) -> None:
        self._lent = 0
