"""A button with a menu of values to tick: Space ticks one and keeps the menu open, Left and Right change menus."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ..commands.widget_keys import menu_key
from ..style.plain_text import on_button


class ValueMenu(QMenu):
    """A menu in which Space ticks a value without closing it.

    Left and Right close it and emit `neighbour_asked` with -1 or 1: whoever owns the buttons opens the next menu.
    """

    neighbour_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, action = menu_key(event), self.activeAction()
        if key == "turn" and action is not None:
            action.trigger()
        elif key in ("next", "previous"):
            self.close()
            self.neighbour_asked.emit(1 if key == "next" else -1)
        else:
            super().keyPressEvent(event)


class MenuButton(QToolButton):
    """A button that opens a menu below itself, or above where there is no room."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.values = ValueMenu(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRaise(True)
        # the style draws the sign of it
        self.setProperty("opens", True)
        self.name(title)
        self.clicked.connect(self.open)

    def name(self, title: str) -> None:
        """Set the button's title."""
        self.setText(on_button(title))
        self.setAccessibleName(title)

    def open(self) -> None:
        """Show the menu and give it the keyboard; Escape closes it."""
        self.open_below(self)

    def open_below(self, place: QWidget) -> None:
        """Show the menu below another widget, where the button itself is not in sight."""
        self.values.popup(place.mapToGlobal(QPoint(0, place.height())))
        rows = [action for action in self.values.actions() if action.isEnabled() and not action.isSeparator()]
        if rows:
            self.values.setActiveAction(next((row for row in rows if row.isChecked()), rows[0]))
