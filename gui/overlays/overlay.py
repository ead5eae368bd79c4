"""Overlays: panes that open above the text, one at a time, while the text below keeps its least height."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from ..text.document import height_of
from ..text.report_view import ReportView

LEAST_LINES = 6
"""How many lines of the text stay in sight."""


class Overlay(QFrame):
    """A pane that shares the one place above the text with the other overlays.

    It does not show or hide itself: it emits `came` when it wants the place, `went` when it leaves it and `changed`
    when its rows want another height, and `OverlayArea` shows and hides it. `closed` is emitted when it no longer needs
    the keyboard.
    """

    closed = Signal()
    came = Signal()
    went = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_open = False
        """Whether it was opened and not closed since; another overlay may have the place meanwhile."""
        self.wanted, self.least, self.given = 0, 0, 0
        """The height its rows want, need at least and have, in pixels."""
        self.hide()

    def come(self) -> None:
        """Ask for the place above the text; the overlay that had it waits."""
        self.is_open = True
        self.came.emit()

    def go(self) -> None:
        """Leave the place; the overlay that waits comes back."""
        if self.is_open:
            self.is_open = False
            self.went.emit()

    def come_back(self) -> None:
        """Highlight in the text again what this overlay is about; called when it gets the place back."""

    def want_rows(self, wanted: int, least: int) -> None:
        """Ask for a height of the rows in pixels, and say how much they need at least."""
        self.wanted, self.least = wanted, min(least, wanted)
        self.give_rows(self.given)
        self.changed.emit()

    def give_rows(self, height: int) -> None:
        """Set the height of the rows, within what they need and what they want."""
        self.given = max(self.least, min(height, self.wanted))
        self.set_rows_height(self.given)

    def set_rows_height(self, height: int) -> None:
        """Set the height of the rows in pixels; an overlay without rows does nothing."""


class OverlayArea(QVBoxLayout):
    """Shows the overlay that was opened last. The others wait, and come back with the keyboard where it was.

    The text keeps at least LEAST_LINES lines: the rows of the overlay get less height before the text does. Where that
    is not enough, the table below the text gives up height until the last overlay has closed, in a low window all of
    it.
    """

    def __init__(self, middle: QWidget, view: ReportView, whole: QSplitter) -> None:
        super().__init__()
        self._middle, self._view, self._whole = middle, view, whole
        # those that are open, the latest last, and where each had the keyboard when another came
        self._open: list[Overlay] = []
        self._keyboard: dict[Overlay, QWidget] = {}
        # how much of its height the table has given up, in pixels
        self._lent = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        middle.installEventFilter(self)
        # who moves the handle says how high the table is
        whole.splitterMoved.connect(lambda *_: self._forget_lent())

    def add(self, pane: Overlay) -> None:
        """Add an overlay. Connect everything else to its `closed` before: this area must hear of it last."""
        self.addWidget(pane)
        # the layout takes it from the window, and what is taken so would be shown with the others
        pane.hide()
        pane.came.connect(lambda: self._come(pane))
        pane.went.connect(lambda: self._go(pane))
        pane.changed.connect(self._fit)
        pane.closed.connect(self._give_keyboard)

    def give_back(self) -> None:
        """Give the table the height back that it gave up."""
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
        """Give the keyboard back to the widget of the shown overlay that had it before."""
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
        """Give the rows the height that the text has above its least.

        Take height from the table where that is needed.
        """
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
            least, height = table.minimumSizeHint().height(), self._whole.sizes()[1]
            # a window that is too low for text, overlay and table shows no table meanwhile
            is_low = self._whole.height() - least < self._middle.minimumSizeHint().height()
            self._lend(height if is_low else min(-spare, height - least))
        elif self._lent:
            self._lend(-min(spare, self._lent))
        self._lay_out(pane)

    def _lay_out(self, pane: Overlay) -> None:
        """Lay out the overlay and then its parent now; Qt would do so only after this call."""
        for widget in (pane, self._middle):
            layout = widget.layout()
            if layout is not None:
                layout.activate()

    def _lend(self, height: int) -> None:
        """Take a height in pixels from the table, or give it back (below 0).

        A table that is folded has none to give.
        """
        upper, table = self._whole.sizes()
        if height > 0 or self._lent:
            lent = max(0, self._lent + height) if table or self._lent else 0
            self._whole.setSizes([upper + lent - self._lent, table - lent + self._lent])
            self._lent = lent

    def _forget_lent(self) -> None:
        self._lent = 0
