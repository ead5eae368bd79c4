"""The chips: the buttons of kind, label, bound and status, those of the figure under decision pressed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from core.model.figure import BOUNDS, KINDS, STATUSES, is_label

from ..commands import first_key
from ..style import theme, words
from ..style.plain_text import on_button, plain
from ..widgets.menus import show_key

LABEL_WIDTH = 90  # pixels


class Chips(QObject):
    """Triggers a command at each click and shows what is chosen; `clicked` says that a button was turned over."""

    clicked = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self.kinds = {kind: self._chip(f"set_kind:{kind}", words.word(kind)) for kind in KINDS}
        self.label = self._chip("list_labels", "")
        self.bounds = {bound: self._chip(f"set_bound:{bound}", words.BOUND_SIGNS[bound]) for bound in BOUNDS}
        self.statuses = {status: self._chip("toggle_status", words.word(status)) for status in STATUSES}
        # how each looks; "" is the label's
        self._looks: dict[str, tuple[object, ...]] = {}

    def grids(self) -> Iterator[QGridLayout]:
        """Lay the chips out: kinds and label, bounds, statuses."""
        yield grid_of([*self.kinds.values(), self.label], 2)
        yield grid_of(list(self.bounds.values()), 6)
        yield grid_of(list(self.statuses.values()), 2)

    def choose(self, kind: str, *others: str) -> None:
        """Press a figure's kind or label, its bound and its status, and no other; "" is no kind."""
        every = cast("Mapping[str, QToolButton]", {**self.kinds, **self.bounds, **self.statuses})
        for name, button in every.items():
            look = name in (kind, *others), theme.theme()
            # what looks so already is not painted again at each key
            if self._looks.get(name) != look:
                self._looks[name] = look
                button.setPalette(theme.chosen_palette() if look[0] else QPalette())
                button.setIcon(theme.kind_icon(name) if name in self.kinds else QIcon())
            # a click has turned it over already
            button.setChecked(look[0])
        self._show_label(kind)

    def _chip(self, command: str, text: str) -> QToolButton:
        action = self._actions[command]
        button = QToolButton()
        if text:
            show_key(button, action, text, "{key}  {text}" if command.startswith("set_kind") else "{text}")
        button.setCheckable(True)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(action.trigger)
        button.clicked.connect(self.clicked)
        return button

    def _show_label(self, kind: str) -> None:
        chosen, button = bool(kind) and is_label(kind), self.label
        name, action = words.word(kind) if chosen else self.tr("Label…"), self._actions["list_labels"]
        look = name, first_key(action), theme.colours_of(kind) if chosen else None, theme.theme()
        if self._looks.get("") != look:
            self._looks[""] = look
            short = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LABEL_WIDTH)
            button.setText(on_button(f"{first_key(action)}  {short}"))
            button.setToolTip(plain(f"{name}  {action.toolTip()}"))
            button.setIcon(theme.kind_icon(kind) if chosen else QIcon())
            button.setPalette(theme.chosen_palette() if chosen else QPalette())
        button.setChecked(chosen)


def grid_of(buttons: Sequence[QWidget], columns: int) -> QGridLayout:
    """Lay buttons out in rows of so many."""
    grid = QGridLayout()
    grid.setSpacing(4)
    for number, button in enumerate(buttons):
        grid.addWidget(button, number // columns, number % columns)
    return grid
