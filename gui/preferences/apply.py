"""Applies what the user prefers at once: colours, keys, the order of the figures, the language of the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ..commands import choose_keys, give_keys
from ..session.session import Session
from ..session.walk import ORDERS, Order, Walk
from ..style import theme
from ..style.language import use_language
from .settings import Settings

REST_MS = 250

if TYPE_CHECKING:
    from .preferences_dialog import PreferencesDialog


class PreferenceActions(QObject):
    """Listens to the settings; the view follows its font and line height itself.

    Another language has the window built anew, by `make_anew`, since all its texts change; `recolour` has it shown in
    other colours.
    """

    def __init__(
        self,
        settings: Settings,
        session: Session,
        actions: Mapping[str, QAction],
        make_anew: Callable[[], None],
        recolour: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings, self._session, self._actions, self._window = settings, session, actions, window
        self._make_anew, self._recolour = make_anew, recolour
        self._dialog: PreferencesDialog | None = None
        # arrow keys pass several languages: only the one where they stop is meant
        self._rested = QTimer(self, singleShot=True, interval=REST_MS)
        self._rested.timeout.connect(self._speak)
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
        """Open the preferences in a window beside the main one; what is set there applies at once."""
        from .preferences_dialog import PreferencesDialog

        if self._dialog is None:
            self._dialog = PreferencesDialog(self._settings, self._window)
            self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def has_dialog(self) -> bool:
        """Tell whether the preferences are open."""
        return self._dialog is not None

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _apply(self, name: str) -> None:
        if name == "language":
            self._rested.start()
        elif name == "scheme":
            theme.choose_scheme(self._settings.scheme())
            self._recolour()
        elif name == "marks":
            theme.choose_marks(self._settings.preference("marks"))
            self._recolour()
        elif name == "walk":
            self._session.walk_by(self._order())
        elif name == "keys":
            choose_keys(self._settings.keys())
            give_keys(self._actions)

    def _speak(self) -> None:
        if use_language(self._settings.preference("language")):
            # later, when this object, which is made anew as well, has nothing left to do
            QTimer.singleShot(0, self._window, self._make_anew)

    def _order(self) -> Order:
        order = self._settings.preference("walk")
        return next(one for one in ORDERS if one == order)
