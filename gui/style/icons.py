"""The line icons of menus and buttons: shapes in one picture, tinted by the palette in force.

The first paint waits for none of them: what asks for an icon before is given it by `show`, which is called behind it
and whenever the palette changes.
"""

import tomllib
from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from .design import RESOURCES, sizes
from .theme import Colour

FOLDER = RESOURCES / "icons"
# the rows of the picture from above: the side of an icon in each, in device pixels
ROWS = (16, 20, 24, 32, 48)
NAME, COMMAND = "line icon", "command:"
Roles = QPalette.ColorRole
_shown: list[bool] = []
# what the icons that are kept were drawn for: palette, side, device pixel ratios
_drawn_for: list[object] = []


def put(owner: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button an icon, by Lucide's name for it or as `command:` and the name of a command."""
    owner.setProperty(NAME, name)
    if _shown:
        _draw(owner)


def show(window: QWidget) -> None:
    """Draw the icons of all actions and buttons of a window in the colours of the palette in force."""
    _shown.append(True)
    wanted = [QGuiApplication.palette(), sizes().icon, *_ratios()]
    if _drawn_for != wanted:
        _icon.cache_clear()
        _drawn_for[:] = wanted
    owners: list[QAction | QAbstractButton] = [*window.findChildren(QAction), *window.findChildren(QAbstractButton)]
    for owner in owners:
        if owner.property(NAME):
            _draw(owner)


def is_shown() -> bool:
    """Tell whether icons are drawn: from the first paint on."""
    return bool(_shown)


def of_command(name: str) -> str:
    """Return the icon of a command, by its name or that of its sort; "" where it has none."""
    commands = _table()[1]
    return commands.get(name) or commands.get(name.partition(":")[0], "")


def _draw(owner: QAction | QAbstractButton) -> None:
    name = str(owner.property(NAME))
    if name.startswith(COMMAND):
        name = of_command(name.removeprefix(COMMAND))
    if not name:
        return
    is_filled = not isinstance(owner, QAction) and bool(owner.property("main"))
    owner.setIcon(_icon(name, Roles.HighlightedText if is_filled else Roles.ButtonText, isinstance(owner, QAction)))
    if isinstance(owner, QToolButton) and owner.text():
        owner.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


@cache
def _icon(name: str, role: Roles, is_action: bool) -> QIcon:
    palette, groups = QGuiApplication.palette(), QPalette.ColorGroup
    chosen = palette.color(Roles.HighlightedText)
    colours = {
        QIcon.Mode.Normal: palette.color(role),
        QIcon.Mode.Disabled: palette.color(groups.Disabled, Roles.ButtonText),
        QIcon.Mode.Selected: chosen,
    }
    if is_action:
        # a menu draws the icon of its chosen row so; a button has this mode as soon as it has the keyboard
        colours[QIcon.Mode.Active] = chosen
    icon = QIcon()
    for ratio in _ratios():
        for mode, colour in colours.items():
            icon.addPixmap(tinted(name, sizes().icon, colour, ratio), mode)
    return icon


def _ratios() -> list[float]:
    """Return the device pixel ratios of the screens that there are."""
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})


def tinted(name: str, side: int, colour: Colour, ratio: float) -> QPixmap:
    """Return an icon in a colour, `side` pixels wide, for a screen with this device pixel ratio."""
    made = shape(name, round(side * ratio))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), colour)
    painter.end()
    picture = QPixmap.fromImage(made)
    picture.setDevicePixelRatio(ratio)
    return picture


def shape(name: str, side: int) -> QImage:
    """Return an icon's shape as opaque black on nothing, `side` device pixels wide and high."""
    # from the row of that size, or the next larger one made smaller
    row = next((at for at, size in enumerate(ROWS) if size >= side), len(ROWS) - 1)
    size, top = ROWS[row], sum(ROWS[:row])
    part = _picture().copy(QRect(_table()[0][name] * size, top, size, size))
    part.reinterpretAsFormat(QImage.Format.Format_Alpha8)
    made = part.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    smooth = Qt.TransformationMode.SmoothTransformation
    return made if size == side else made.scaled(side, side, mode=smooth)


@cache
def _picture() -> QImage:
    return QImage(str(FOLDER / "lines.png")).convertToFormat(QImage.Format.Format_Grayscale8)


@cache
def _table() -> tuple[dict[str, int], dict[str, str]]:
    """Return the place of each icon in the picture, from the left, and the icons of commands."""
    table = tomllib.loads((FOLDER / "lines.toml").read_text(encoding="utf-8"))
    commands: dict[str, str] = table["commands"]
    return {name: at for at, name in enumerate(dict.fromkeys([*table["signs"], *commands.values()]))}, commands
