"""The start page: lies over the text while no report is open, and offers what to do next, the likeliest first."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QPushButton, QTextEdit, QVBoxLayout, QWidget

from core.model.figure import Span

from ..commands import first_key, with_keys_in_force
from ..preferences.settings import Settings
from ..session.session import Session
from ..style import theme
from ..style.plain_text import PlainLabel
from ..widgets.own_keys import claims, is_enter

# after so many decisions the first keys are known
LESSONS = 3
WIDTH = 360  # the size of the buttons in pixels
GAP = 10


class Offer(QPushButton):
    """A button for a command: Enter presses it, the arrows go to the other buttons."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self.setMinimumWidth(WIDTH)
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.2))
        self.clicked.connect(action.trigger)
        action.changed.connect(self.name)
        self.name()

    def name(self) -> None:
        """Show the command's words and its key."""
        key = first_key(self._action)
        self.setText(self._action.text() + (f"   {key}" if key else ""))
        self.setAccessibleName(self._action.text())

    def event(self, event: QEvent) -> bool:
        return claims(event, is_enter) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """A page over the text view; it teaches a new user the first keys.

    `message` carries the sentence with the keys, `learnt` is emitted when they have been used.
    """

    message = Signal(str)
    learnt = Signal()

    def __init__(self, session: Session, settings: Settings, actions: Mapping[str, QAction], view: QTextEdit) -> None:
        super().__init__(view)
        self._session, self._settings, self._view = session, settings, view
        self._teaching = False
        self._lessons = 0
        self.setObjectName("start")
        self.setAutoFillBackground(True)
        self.title, self.hint = PlainLabel(), PlainLabel()
        names = ("open_sample", "open_files", "open_folder", "new_store")
        self.offers = {name: Offer(actions[name], self) for name in names}
        self._lay_out()
        view.installEventFilter(self)
        session.opened.connect(self._follow)
        session.filed.connect(self._follow)
        session.decided.connect(self._teach)
        self._follow()

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self.title.setFont(font)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addStretch(2)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        for offer in self.offers.values():
            offer.clicked.connect(self._begin)
            column.addWidget(offer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _follow(self) -> None:
        """Show what can be done while no report is open; hide when one is."""
        store, report = self._session.store, self._session.report
        if report is not None:
            focused = self.window().focusWidget()
            had_keyboard = focused is not None and self.isAncestorOf(focused)
            self.hide()
            if had_keyboard:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        has_reports = bool(self._session.reports)
        self.title.setText(
            self.tr("No store is open")
            if store is None
            else self.tr("No report is open")
            if has_reports
            else self.tr("Start with a report")
        )
        self.hint.setText(
            self.tr("Choose one in the list at the left, or open another:")
            if has_reports
            else self.tr("Drop report files or a folder here, or:")
        )
        self.offers["open_sample"].setVisible(store is not None and not has_reports)
        self.offers["open_folder"].setVisible(store is not None)
        self.offers["new_store"].setVisible(store is None)
        self._spread()
        self.show()
        self.raise_()
        focused = self.window().focusWidget()
        if focused in (self._view, None, *self.offers.values()):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the likeliest of the buttons."""
        first = next(offer for offer in self.offers.values() if not offer.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._teaching = not self._settings.text("taught")

    def _teach(self, targets: list[Span]) -> None:
        """Say the first keys when the first report is ready, and stop when they have been used."""
        if not self._teaching or not self._session.ready:
            return
        if not self._lessons and self._session.progress.left.total():
            self.message.emit(
                with_keys_in_force(
                    self.tr(
                        "Does the form at the right describe the figure marked in the text correctly? Press Enter to "
                        "confirm it, X to reject it, U to undo. F1 lists all keys."
                    )
                )
            )
        self._lessons += 1
        if self._lessons > LESSONS:
            self._teaching = False
            self._settings.keep("taught", "1")
            self.learnt.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._spread()
        return False

    def _spread(self) -> None:
        self.setPalette(theme.page_palette())
        self.setGeometry(self._view.rect())
