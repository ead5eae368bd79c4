"""What the user prefers, put into force at once: colours, keys, the walk, the language of the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme
from gui.commands import choose_keys, give_keys
from gui.language import use_language
from gui.session import Session
from gui.settings import Settings
from gui.walk import ORDERS, Order, Walk

if TYPE_CHECKING:
    from gui.preferences_dialog import PreferencesDialog


class Preferring(QObject):
    """Listens to the settings; the view takes its font and line height from them itself.

    Another language makes the window anew, by `make_anew`: no text in it could be left as it was.
    """

    def __init__(
        self,
        settings: Settings,
        session: Session,
        actions: Mapping[str, QAction],
        make_anew: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings, self._session, self._actions, self._window = settings, session, actions, window
        self._make_anew = make_anew
        self._dialog: PreferencesDialog | None = None
        session.walk = Walk([], self._order())
        theme.choose_marks(settings.preference("marks"))
        settings.changed.connect(self._apply)

    def walk_by(self, order: Order) -> None:
        """Go through the figures in another order from now on."""
        self._settings.prefer("walk", order)

    def choose_scheme(self, scheme: str) -> None:
        """Make the window light or dark, or follow the system."""
        self._settings.prefer("scheme", scheme)

    def show_preferences(self) -> None:
        """Show what may be set, beside the work rather than over it; what is set there holds at once."""
        from gui.preferences_dialog import PreferencesDialog

        if self._dialog is None:
            self._dialog = PreferencesDialog(self._settings, self._window)
            self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def has_dialog(self) -> bool:
        """Tell whether the preferences are shown."""
        return self._dialog is not None

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _apply(self, name: str) -> None:
        if name == "language":
            use_language(self._settings.preference("language"))
            # not while the dialog, which is made anew as well, is still telling of it
            QTimer.singleShot(0, self._window, self._make_anew)
        elif name == "scheme":
            theme.choose_scheme(self._settings.scheme())
        elif name == "marks":
            theme.choose_marks(self._settings.preference("marks"))
            for widget in QApplication.allWidgets():
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))
        elif name == "walk":
            self._session.walk_by(self._order())
        elif name == "keys":
            choose_keys(self._settings.keys())
            give_keys(self._actions)

    def _order(self) -> Order:
        order = self._settings.preference("walk")
        return next(one for one in ORDERS if one == order)
