"""The buttons of the form for kind, label, bound and status; what the figure says is shown as a pressed button."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from core.model.figure import BOUNDS, KINDS, STATUSES, is_label

from ..commands import first_key
from ..style import labels, theme, words
from ..style.plain_text import on_button, plain
from ..widgets.menus import show_key

LABEL_WIDTH = 90  # pixels


class ChoiceButtons(QObject):
    """Makes the buttons.

    Each triggers its command when clicked, and `clicked` says that a button was checked or unchecked. `kinds`, `bounds`
    and `statuses` are the buttons by what they stand for, `label` is that of the annotator's own labels.
    """

    clicked = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self.kinds = {kind: self._make_button(f"set_kind:{kind}", words.word(kind)) for kind in KINDS}
        self.label = self._make_button("list_labels", "")
        self.bounds = {bound: self._make_bound_button(bound) for bound in BOUNDS}
        # one key for both: it stands beside their name
        self.statuses = {
            status: self._make_button("toggle_status", words.word(status), "{text}") for status in STATUSES
        }
        # how each button is painted now; "" is the label's
        self._painted: dict[str, tuple[object, ...]] = {}

    def kinds_and_label(self) -> QGridLayout:
        """Return the buttons of the kinds and that of the label as a grid."""
        return grid_of([*self.kinds.values(), self.label], _columns())

    def both_statuses(self) -> QGridLayout:
        """Return the two buttons of the status side by side."""
        return grid_of(list(self.statuses.values()), 2)

    def all_bounds(self) -> QGridLayout:
        """Return the buttons of the bounds side by side."""
        return grid_of(list(self.bounds.values()), len(self.bounds))

    def choose(self, kind: str, *others: str) -> None:
        """Press the buttons of a kind or label, a bound and a status, and release all others; "" is no kind."""
        every = cast("Mapping[str, QToolButton]", {**self.kinds, **self.bounds, **self.statuses})
        for name, button in every.items():
            # a button that is painted so already is left alone: this runs at each key
            if name in self.kinds and self._painted.get(name) != (theme.theme(),):
                self._painted[name] = (theme.theme(),)
                button.setIcon(theme.kind_icon(name))
            # a click has checked or unchecked it already
            button.setChecked(name in (kind, *others))
        self._show_label(kind)

    def _make_button(self, command: str, text: str, place: str = "{key}  {text}") -> QToolButton:
        action = self._actions[command]
        button = QToolButton()
        if text:
            show_key(button, action, text, place)
        button.setCheckable(True)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(action.trigger)
        button.clicked.connect(self.clicked)
        return button

    def _make_bound_button(self, bound: str) -> QToolButton:
        """Return a button with the sign of a bound, and its key where that is another character.

        Its words are in the tool tip: with words the six took three lines of the form.
        """
        button, action, sign = (
            self._make_button(f"set_bound:{bound}", ""),
            self._actions[f"set_bound:{bound}"],
            words.BOUND_SIGNS[bound],
        )

        def say() -> None:
            key = first_key(action)
            is_short = len(key) == 1 and key != sign
            button.setText(on_button(f"{sign} {key}" if is_short else sign))
            button.setToolTip(plain(action.toolTip()))
            button.setEnabled(action.isEnabled())

        say()
        action.changed.connect(say)
        return button

    def _show_label(self, kind: str) -> None:
        chosen, button = bool(kind) and is_label(kind), self.label
        name, action = words.word(kind) if chosen else self.tr("Label…"), self._actions["list_labels"]
        look = name, first_key(action), theme.colours_of(kind) if chosen else None, theme.theme()
        if self._painted.get("") != look:
            self._painted[""] = look
            short = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LABEL_WIDTH)
            button.setText(on_button(f"{first_key(action)}  {short}"))
            button.setToolTip(plain(f"{name}  {action.toolTip()}"))
            button.setIcon(theme.kind_icon(kind) if chosen else QIcon())
        button.setChecked(chosen)


def _columns() -> int:
    """Return how many buttons stand side by side: three English words would make the form too wide."""
    return 2 if labels.is_english() else 3


def grid_of(buttons: Sequence[QWidget], columns: int) -> QGridLayout:
    """Return a grid that holds the buttons in rows of `columns`."""
    grid = QGridLayout()
    grid.setSpacing(4)
    for number, button in enumerate(buttons):
        grid.addWidget(button, number // columns, number % columns)
    return grid
