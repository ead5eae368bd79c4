"""The start page: lies over the panes while no report is open, and offers what to do next, the likeliest first."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from core.model.figure import Span

from ..commands import first_key, with_keys_in_force
from ..commands.widget_keys import start_key
from ..preferences.settings import Settings
from ..session.session import Session
from ..style import fonts, icons, theme
from ..style.design import sizes
from ..style.plain_text import PlainLabel, on_button, plain
from ..widgets.own_keys import claims
from .start_picture import StartPicture

# after so many decisions the first keys are known
LESSONS = 3
WIDTH = 360  # the size of the buttons in pixels
STEPS_WIDTH = 640
MOST_RECENT = 3


class PageButton(QPushButton):
    """A button of the page: Enter presses it; `left` is emitted with 1 or -1 by Tab and arrows, for another button."""

    left = Signal(int)

    def event(self, event: QEvent) -> bool:
        return claims(event, start_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = start_key(event)
        if key == "take":
            self.click()
        elif key is not None:
            self.left.emit(1 if key == "next" else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.left.emit(1 if forward else -1)
        return True


class Offer(PageButton):
    """A button for a command, with its key."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self.setMinimumWidth(WIDTH)
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.2))
        icons.put(self, icons.COMMAND + action.objectName())
        self.clicked.connect(action.trigger)
        action.changed.connect(self.name)
        self.name()

    def name(self) -> None:
        """Show the command's words and its key."""
        key = first_key(self._action)
        self.setText(self._action.text() + (f"   {key}" if key else ""))
        self.setAccessibleName(self._action.text())


class StepSign(PlainLabel):
    """The icon of a step, in the colour of the accent."""

    SIDE = 24  # pixels

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedHeight(self.SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = (self.width() - self.SIDE) // 2
        picture = icons.tinted(self._icon, self.SIDE, theme.theme()["accent_line"], self.devicePixelRatioF())
        painter.drawPixmap(left, 0, picture)


class StartPage(QWidget):
    """A page over the panes; it teaches a new user what is done here, and the first keys.

    While the store has no report it covers all panes, since nothing is in them; otherwise only the text. `message`
    carries the sentence with the keys, `learnt` is emitted when they have been used.
    """

    message = Signal(str)
    learnt = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        actions: Mapping[str, QAction],
        view: QTextEdit,
        pages: QStackedWidget,
        open_store: Callable[[Path], None],
    ) -> None:
        super().__init__(pages)
        self._session, self._settings, self._view, self._pages = session, settings, view, pages
        self._open_store = open_store
        self._teaching = False
        self._lessons = 0
        self.setObjectName("start")
        self.setAutoFillBackground(True)
        self.title, self.hint = PlainLabel(), PlainLabel()
        names = ("open_sample", "open_files", "open_folder", "new_store")
        self.offers = {name: Offer(actions[name], self) for name in names}
        self.recent = [PageButton(self) for _ in range(MOST_RECENT)]
        for place, button in enumerate(self.recent):
            button.clicked.connect(lambda _checked=False, place=place: self._open_recent(place))
        self.name = PageButton(self)
        self.name.clicked.connect(actions["name_annotator"].trigger)
        for button in self._buttons():
            button.left.connect(self._turn)
        self.picture, self.steps = StartPicture(self), self._make_steps()
        self._lay_out()
        for watched in (view, pages):
            watched.installEventFilter(self)
        pages.currentChanged.connect(self._follow)
        session.opened.connect(self._follow)
        session.filed.connect(self._follow)
        session.decided.connect(self._teach)
        self._follow()

    def _make_steps(self) -> QWidget:
        """Return the three steps from a report to a table, side by side."""
        steps = (
            ("folder-open", self.tr("1. Open reports"), self.tr("Word, PDF, web pages, workbooks, or pasted text")),
            ("check", self.tr("2. Look at each figure"), self.tr("it is marked with what it says: confirm or correct")),
            ("file-spreadsheet", self.tr("3. Take the table away"), self.tr("Excel, CSV and the formats of data sets")),
        )
        box = QWidget()
        box.setMaximumWidth(STEPS_WIDTH)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes().space[3])
        grid.setVerticalSpacing(sizes().space[0])
        for column, (icon, name, more) in enumerate(steps):
            sign, title, explained = StepSign(icon), PlainLabel(name), PlainLabel(more)
            title.setFont(fonts.sized("body", "strong"))
            explained.setFont(fonts.sized("small"))
            for row, label in enumerate((sign, title, explained)):
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
                label.setWordWrap(label is explained)
                grid.addWidget(label, row, column)
            grid.setColumnStretch(column, 1)
        return box

    def _lay_out(self) -> None:
        self.title.setFont(fonts.sized("title", "strong"))
        _, between, _, groups = sizes().space
        middle = Qt.AlignmentFlag.AlignHCenter
        theme.fill(self.offers["open_sample"])
        column = QVBoxLayout(self)
        column.setSpacing(between)
        column.addStretch(2)
        column.addWidget(self.picture, 0, middle)
        column.addSpacing(between)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        column.addWidget(self.title)
        column.addSpacing(between)
        steps = QHBoxLayout()
        steps.addStretch(1)
        steps.addWidget(self.steps, 8)
        steps.addStretch(1)
        column.addLayout(steps)
        column.addSpacing(groups)
        column.addWidget(self.hint)
        for offer in self.offers.values():
            offer.clicked.connect(self._begin)
            column.addWidget(offer, 0, middle)
        column.addSpacing(between)
        quiet = QHBoxLayout()
        quiet.addStretch(1)
        for button in (*self.recent, self.name):
            button.setFlat(True)
            quiet.addWidget(button)
        quiet.addStretch(1)
        column.addLayout(quiet)
        column.addStretch(3)

    @property
    def is_whole(self) -> bool:
        """Whether it covers all panes: there is nothing in them."""
        return not self._session.reports

    def _follow(self) -> None:
        """Show what can be done while no report is open; hide when one is."""
        store, report = self._session.store, self._session.report
        # the panes are the first page
        if report is not None or self._pages.currentIndex():
            focused = self.window().focusWidget()
            had_keyboard = focused is not None and self.isAncestorOf(focused)
            self.hide()
            if had_keyboard and report is not None:
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
        for part in (self.picture, self.steps):
            part.setVisible(self.is_whole)
        self._name_recent()
        self._spread()
        self.show()
        self.raise_()
        focused = self.window().focusWidget()
        if self.is_whole or focused in (self._view, None, *self.offers.values()):
            self.take_keyboard()

    def _name_recent(self) -> None:
        """Name the stores opened lately, but the open one, and the name that decisions are signed with."""
        store = self._session.store
        others = [path for path in self._settings.recent() if store is None or path != store.path]
        self._stores = others[:MOST_RECENT]
        for button, path in zip_longest(self.recent, self._stores):
            button.setVisible(path is not None)
            if path is not None:
                button.setText(on_button(self.tr("Open {store} again").format(store=path.stem)))
                button.setToolTip(plain(str(path)))
                icons.put(button, "database")
        name = self._settings.text("annotator")
        self.name.setVisible(bool(name) and store is not None)
        self.name.setText(on_button(self.tr("Decisions are signed {name}").format(name=name)))
        icons.put(self.name, "command:name_annotator")

    def _open_recent(self, place: int) -> None:
        self._open_store(self._stores[place])

    def _turn(self, by: int) -> None:
        """Give the keyboard to the next or the previous button: what lies below the page is not seen."""
        seen = [button for button in self._buttons() if not button.isHidden() and button.isEnabled()]
        at = next((at for at, button in enumerate(seen) if button.hasFocus()), -1)
        seen[(at + by) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)

    def _buttons(self) -> list[PageButton]:
        return [*self.offers.values(), *self.recent, self.name]

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
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._spread()
        return False

    def _spread(self) -> None:
        self.setPalette(theme.page_palette())
        if self.is_whole:
            self.setGeometry(self._pages.rect())
        else:
            corner = self._view.mapTo(self._pages, QPoint(0, 0))
            self.setGeometry(QRect(corner, self._view.size()))
