"""Scrolling that keeps the figure under decision in the middle third of the view, moving there so that eyes follow."""

from functools import cached_property

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle

from ..preferences.settings import Settings

LONGEST_MS = 120


class Scrolling(QObject):
    """Scrolls a view vertically within 120 ms; `arrive` ends a motion at once, so that fast keys wait for none."""

    def __init__(self, view: QAbstractScrollArea, settings: Settings) -> None:
        super().__init__(view)
        self._view, self._settings = view, settings
        self._bar: QScrollBar = view.verticalScrollBar()

    @cached_property
    def _motion(self) -> QPropertyAnimation:
        motion = QPropertyAnimation(self._bar, b"value", self)
        motion.setDuration(LONGEST_MS)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        # a wheel or a drag of the bar is the reader's own
        self._bar.actionTriggered.connect(motion.stop)
        return motion

    def is_moving(self) -> bool:
        """Tell whether the view is being scrolled now."""
        return "_motion" in self.__dict__ and self._motion.state() is self._motion.State.Running

    def arrive(self) -> None:
        """End a motion at once at its goal."""
        if self.is_moving():
            goal = self.goal()
            self._motion.stop()
            self._bar.setValue(goal)

    def stay(self) -> None:
        """End a motion at once where it is."""
        if self.is_moving():
            self._motion.stop()

    def keep_in_middle(self, line: QRect, sentence: QRect, start: int) -> None:
        """Scroll so that a sentence is in the middle third, or only its `line` where the sentence is higher than that.

        Both boxes are in the viewport's coordinates. `start` is the value the scroll bar had before a text cursor was
        set, which may have scrolled the view already: a motion begins there.
        """
        third = self._view.viewport().height() // 3
        box = sentence if sentence.height() <= third else line
        # where they will be once the view has come to rest
        top = box.top() + self._bar.value() - self.goal()
        if not third <= top <= 2 * third - box.height():
            self.bring_to(box.top(), third, start)

    def bring_to(self, top: int, height: int, start: int | None = None) -> None:
        """Scroll what is at `top` of the viewport to `height` in it, in pixels; at once where it is over a page."""
        start = self._bar.value() if start is None else start
        goal = max(self._bar.minimum(), min(self._bar.value() + top - height, self._bar.maximum()))
        self._motion.stop()
        distance = abs(goal - start)
        if distance > self._view.viewport().height() or not self._is_smooth():
            self._bar.setValue(goal)
        elif distance:
            self._motion.setStartValue(self._bar.value())
            self._motion.setEndValue(goal)
            self._motion.start()

    def goal(self) -> int:
        """Return the scroll bar's value at the end of the motion, or now where nothing moves."""
        return int(self._motion.endValue()) if self.is_moving() else self._bar.value()

    def _is_smooth(self) -> bool:
        duration = self._view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._view)
        return self._view.isVisible() and duration > 0 and self._settings.preference("motion") != "never"
