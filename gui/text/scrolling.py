"""The scrolling that keeps a reader's place: what is read stays in the middle third, moved there where eyes follow."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from ..preferences.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation

LONGEST_MS = 120


class Scrolling(QObject):
    """Scrolls a view up and down; the next key ends a way at once, so that fast ones cost no frames in between."""

    def __init__(self, view: QAbstractScrollArea, settings: Settings) -> None:
        super().__init__(view)
        self._view, self._settings = view, settings
        self._bar: QScrollBar = view.verticalScrollBar()

    @cached_property
    def _motion(self) -> "QPropertyAnimation":
        # not at the top: it would only delay the first paint
        from PySide6.QtCore import QEasingCurve, QPropertyAnimation

        motion = QPropertyAnimation(self._bar, b"value", self)
        motion.setDuration(LONGEST_MS)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        # a wheel or a drag of the bar is the reader's own
        self._bar.actionTriggered.connect(motion.stop)
        return motion

    def is_moving(self) -> bool:
        """Tell whether the view is on its way."""
        return "_motion" in self.__dict__ and self._motion.state() is self._motion.State.Running

    def arrive(self) -> None:
        """End the way at once where it leads."""
        if self.is_moving():
            goal = self.goal()
            self._motion.stop()
            self._bar.setValue(goal)

    def keep_in_middle(self, line: QRect, sentence: QRect, start: int) -> None:
        """Have a sentence in the middle third, or its `line` where it is longer; boxes are the viewport's.

        `start` is the bar's value from where the reader looks on: taking up a cursor brought it in sight already.
        """
        third = self._view.viewport().height() // 3
        box = sentence if sentence.height() <= third else line
        # where they will be once the view has come to rest
        top = box.top() + self._bar.value() - self.goal()
        if not third <= top <= 2 * third - box.height():
            self.bring_to(box.top(), third, start)

    def bring_to(self, top: int, height: int, start: int | None = None) -> None:
        """Bring what is at `top` of the viewport to a `height` in it; a long way is a jump."""
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
        """Return the bar's value where the view is on its way to, or rests at."""
        return int(self._motion.endValue()) if self.is_moving() else self._bar.value()

    def _is_smooth(self) -> bool:
        from PySide6.QtWidgets import QStyle

        duration = self._view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._view)
        return self._view.isVisible() and duration > 0 and self._settings.preference("motion") != "never"
