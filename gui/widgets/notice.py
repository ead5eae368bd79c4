"""The notice: one plain sentence that lies over the foot of what is read, for a while; never a dialog, never markup."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from ..style import theme
from ..style.design import sizes
from ..style.plain_text import PlainLabel, plain

log = logging.getLogger("biaoshu")
Tone = Literal["trouble", "refusal", "news", "lesson"]
"""What sort of sentence it is.

"trouble" is an error that may need an answer: it stays until it is dismissed or its cause is gone. A "refusal" says why
a key or a click did nothing, and "news" what one did: both pass after a while, or with the next act. A "lesson" stays
until it was learnt.
"""

# in milliseconds: how long a sentence is shown at least, for each of its characters, and longer where it offers an act
LEAST_MS, CHARACTER_MS, OFFER_MS = 6_000, 80, 12_000
# in pixels: how wide the notice is at most, and how far it stays from the edges of what it lies over
WIDEST, MARGIN = 680, 16


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence with what it offers, and the report that it is about: None until the next one opens."""

    words: str
    tone: Tone
    offers: tuple[QAction, ...]
    report: str | None
    of_act: bool = False
    """Whether it is about the last act, which Undo takes back, and no more true when another is done."""

    @property
    def stays(self) -> bool:
        """Whether no time takes it away."""
        return self.tone in ("trouble", "lesson")

    @property
    def shown_ms(self) -> int:
        """For how long it is shown: long enough to be read, and to reach for what it offers."""
        return LEAST_MS + CHARACTER_MS * len(self.words) + (OFFER_MS if self.offers else 0)


class Notice(QFrame):
    """A card that says what went wrong or what was done, with buttons for what it offers and one that closes it.

    It lies over the foot of a widget, and moves nothing. Where it would cover what `keeps_free` returns, it lies over
    the head instead. A sentence that stays comes back when one that passes has passed. While the pointer rests on it,
    or the window is not the active one, no time passes. Screen readers are told what it says.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.keeps_free: Callable[[], QRect | None] = lambda: None
        """Returns what the notice must not cover, as a rectangle of the window."""
        self.undo: QAction | None = None
        """What takes back the last act; set by the window."""
        self._under: QWidget | None = None
        self._staying: list[Said] = []
        self._passing: Said | None = None
        self._shown: Said | None = None
        self._report = ""
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self._end)
        self._words = PlainLabel()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setWordWrap(True)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.dismiss)
        self._buttons = [QPushButton() for _ in range(2)]
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        for number, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.hide()
            button.clicked.connect(lambda _checked=False, number=number: self._take_up(number))
            line.addWidget(button)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        parent.installEventFilter(self)
        self.hide()

    # What is said

    @property
    def is_trouble(self) -> bool:
        """Whether it shows an error, or why nothing was done."""
        return self._shown is not None and self._shown.tone in ("trouble", "refusal")

    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._shown.words if self._shown is not None else ""

    def say(
        self,
        words: str,
        tone: Tone = "trouble",
        offer: QAction | None = None,
        other: QAction | None = None,
        *,
        of_report: bool = False,
    ) -> None:
        """Show a sentence, with buttons for what it offers; log it if it is an error.

        One `of_report` is about the open report, and goes with it; any other is taken to be about the report that opens
        next, or is open already, and goes with that one.
        """
        if tone in ("trouble", "refusal"):
            log.info("said: %s", words)
        offers = tuple(one for one in (offer, other) if one is not None)
        said = Said(words, tone, offers, self._report if of_report else None)
        if said.stays:
            # the same trouble once more is one trouble; a lesson waits until no trouble is left
            troubles = [one for one in self._staying if one.words != words and one.tone == "trouble"]
            self._staying = [said, *troubles] if tone == "lesson" else [*troubles, said]
            self._passing = None
        else:
            self._passing = said
        self._show()

    def say_done(self, words: str) -> None:
        """Say what an act did, with a button that takes it back."""
        offers = (self.undo,) if self.undo is not None else ()
        self._passing = Said(words, "news", offers, self._report, of_act=True)
        self._show()

    def pass_by(self) -> None:
        """Take away what was said of an act, since another act was done: Undo would take back that one."""
        if self._passing is not None and (self._passing.of_act or not self._passing.offers):
            self._passing = None
            self._show()

    def take_back(self, words: str) -> None:
        """Take away a sentence whose cause is gone."""
        self._staying = [one for one in self._staying if one.words != words]
        if self._passing is not None and self._passing.words == words:
            self._passing = None
        self._show()

    def take_back_refusal(self) -> None:
        """Take away why something was not done, since something else is done now."""
        if self._passing is not None and self._passing.tone == "refusal":
            self._passing = None
            self._show()

    def take_back_lesson(self) -> None:
        """Take away what was taught, since it was learnt."""
        self._staying = [one for one in self._staying if one.tone != "lesson"]
        self._show()

    def follow_report(self, digest: str) -> None:
        """Take away what was said of the report that was open before; `digest` is of the one that is open, or ""."""
        self._report = digest

        def kept(said: Said) -> bool:
            return said.report in (None, digest) or (said.tone == "trouble" and bool(said.offers))

        def adopted(said: Said) -> Said:
            return said if said.report is not None or not digest else replace(said, report=digest)

        shown = self._shown
        self._staying = [adopted(one) for one in self._staying if kept(one)]
        passing = self._passing
        self._passing = adopted(passing) if passing is not None and kept(passing) else None
        now = self._top()
        if shown is not None and now is not None and shown.words == now.words:
            # the same sentence goes on: its time is not begun anew
            self._shown = now
        else:
            self._show()

    def dismiss(self) -> None:
        """Take away what is shown; what it lay over comes back."""
        self._forget(self._shown)
        self._show()

    def _forget(self, said: Said | None) -> None:
        self._staying = [one for one in self._staying if one is not said]
        if self._passing is said:
            self._passing = None

    def _top(self) -> Said | None:
        return self._passing or (self._staying[-1] if self._staying else None)

    def _take_up(self, number: int) -> None:
        """Do what a button offers; the sentence is answered."""
        said = self._shown
        if said is not None and number < len(said.offers):
            self.dismiss()
            said.offers[number].trigger()

    # Showing

    def _show(self) -> None:
        said = self._top()
        if said is self._shown:
            return
        self._shown = said
        self._time.stop()
        if said is None:
            self.hide()
            return
        for number, button in enumerate(self._buttons):
            action = said.offers[number] if number < len(said.offers) else None
            button.setVisible(action is not None)
            if action is not None:
                # the words of an action are a menu's already
                button.setText(action.text())
                button.setToolTip(plain(action.toolTip()))
        self._words.setText(said.words)
        self.setAccessibleName(said.words)
        self.setPalette(theme.notice_palette(self.palette(), said.tone in ("trouble", "refusal")))
        self.place()
        self.show()
        self.raise_()
        event = QAccessibleAnnouncementEvent(self, said.words)
        if said.tone == "trouble":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self._run()

    def _run(self) -> None:
        """Let time pass, unless the pointer rests here or the window is not the active one."""
        said = self._shown
        if said is None or said.stays or self.underMouse() or not self.window().isActiveWindow():
            self._time.stop()
        elif not self._time.isActive():
            self._time.start(said.shown_ms)

    def _end(self) -> None:
        self._forget(self._shown)
        self._show()

    def lie_on(self, widget: QWidget) -> None:
        """Lie over the foot of another widget of the window."""
        if self._under is not None:
            self._under.removeEventFilter(self)
        self._under = widget
        widget.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Lie where the notice covers nothing that must be seen."""
        under, window = self._under, self.window()
        if under is None or self._shown is None:
            return
        corner = under.mapTo(window, QPoint(0, 0))
        width = max(min(under.width() - 2 * MARGIN, WIDEST), self.minimumSizeHint().width())
        left = corner.x() + max((under.width() - width) // 2, 0)
        self.resize(width, self._words.minimumSizeHint().height())
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        at_foot = QRect(left, corner.y() + under.height() - height - MARGIN, width, height)
        free = self.keeps_free()
        if free is not None and at_foot.intersects(free):
            at_foot.moveTop(corner.y() + MARGIN)
        self.setGeometry(at_foot)

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._under and kind in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        elif watched is self.window() and kind in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._run()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._time.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._run()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.color(colours.ColorRole.WindowText))
        painter.setBrush(colours.color(colours.ColorRole.Window))
        edge = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, sizes().radius, sizes().radius)
        painter.end()
