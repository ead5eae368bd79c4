"""The bar at words that were selected with the mouse: what can be made of them, one click each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from ..session.session import Session
from ..style import theme
from ..style.design import sizes
from ..widgets.menus import show_key

if TYPE_CHECKING:
    from .report_view import ReportView

GAP = 6  # pixels between the bar and the selected words


class SelectionBar(QFrame):
    """Stands below the words, or above where there is no room, until a button is clicked or nothing is selected.

    It is for the mouse alone: who selects with keys has the keys.
    """

    def __init__(self, session: Session, actions: Mapping[str, QAction], view: "ReportView") -> None:
        super().__init__(view.viewport())
        self._session, self._view = session, view
        self.setObjectName("selection_bar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(2)
        named = {
            "add_selection": self.tr("New figure"),
            "list_labels": self.tr("Label"),
            "take_selection": self.tr("Indicator"),
            "copy": self.tr("Copy"),
        }
        for name, text in named.items():
            button = QToolButton()
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            show_key(button, actions[name], text)
            button.clicked.connect(lambda _checked=False, action=actions[name]: self._do(action))
            row.addWidget(button)
            self.buttons[name] = button
        view.selectionChanged.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        session.opened.connect(self.hide)
        self.hide()

    def offer(self) -> None:
        """Show the bar at the selected words, if any are."""
        cursor = self._view.textCursor()
        if not cursor.hasSelection() or self._session.report is None:
            return
        # a figure to be named by the words, and not by its own
        span, shown = self._view.selected(), self._session.current
        is_apart = (
            span is not None
            and shown is not None
            and not (span.start < shown.figure.end and shown.figure.start < span.end)
        )
        self.buttons["take_selection"].setEnabled(is_apart)
        self.setPalette(theme.card_palette())
        self.adjustSize()
        ends = QRect(self._view.cursorRect(cursor))
        cursor.setPosition(cursor.anchor())
        ends = ends.united(self._view.cursorRect(cursor))
        room = self._view.viewport().rect().adjusted(GAP, GAP, -GAP, -GAP)
        left = max(room.left(), min(ends.center().x() - self.width() // 2, room.right() - self.width()))
        top = ends.bottom() + GAP
        if top + self.height() > room.bottom():
            top = ends.top() - GAP - self.height()
        self.move(QPoint(left, max(top, room.top())))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.theme()["edge"])
        painter.setBrush(colours.color(colours.ColorRole.Window))
        edge, radius = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), sizes().radius
        painter.drawRoundedRect(edge, radius, radius)
        painter.end()

    def _follow(self) -> None:
        if not self._view.textCursor().hasSelection():
            self.hide()

    def _do(self, action: QAction) -> None:
        self.hide()
        action.trigger()
