"""The look of the controls: resources/style.qss with the sizes and colours of the theme, or the system's colours."""

from collections.abc import Mapping
from functools import cache
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView

from . import high_contrast
from .design import RESOURCES, sizes

Roles = QPalette.ColorRole
# an edge that says something is so many pixels wide: it is told from a hairline without its colour
MARK = 2


def sheet(palette: QPalette, colours: Mapping[str, str]) -> str:
    """Return the style sheet for a palette in force and colours by the names that the style has for them."""
    grounds = {"window": Roles.Window, "base": Roles.Base, "tip": Roles.ToolTipBase, "tip_text": Roles.ToolTipText}
    named = {name: palette.color(role).name() for name, role in grounds.items()}
    named["disabled"] = palette.color(QPalette.ColorGroup.Disabled, Roles.ButtonText).name()
    return _template().substitute(colours, **named, **_lengths())


def tick(lightness: int) -> str:
    """Return the icon that marks a ticked box: as light or dark as the words on the accent are, 0 to 255."""
    return "check-white" if lightness > 127 else "check-black"


def draw_ticks(view: QAbstractItemView) -> None:
    """Have the style sheet draw the boxes of a list; those of Qt's own style are not seen in the dark."""
    view.setProperty("ticks", True)


def system_colours(palette: QPalette) -> dict[str, str]:
    """Return the colours for a system in high contrast: its own, with edges as strong as its words."""
    accent, text, button = (palette.color(role).name() for role in (Roles.Highlight, Roles.WindowText, Roles.Button))
    grounds = (Roles.Base, Roles.Window, Roles.Button)
    seen = min(high_contrast.contrast(palette, Roles.Highlight, ground) for ground in grounds)
    return {
        **dict.fromkeys(("accent", "accent_hover", "accent_down"), accent),
        "on_accent": palette.color(Roles.HighlightedText).name(),
        "tick": tick(palette.color(Roles.HighlightedText).lightness()),
        "accent_line": accent if seen >= high_contrast.LEAST_OF_GROUNDS else text,
        **dict.fromkeys(("hairline", "edge"), text),
        "text": palette.color(Roles.ButtonText).name(),
        **dict.fromkeys(("accent_tint", "button", "button_hover", "button_down"), button),
    }


@cache
def _template() -> Template:
    QDir.addSearchPath("icons", str(RESOURCES / "icons"))
    return Template((RESOURCES / "style.qss").read_text(encoding="utf-8"))


def _lengths() -> dict[str, int]:
    """Return the lengths that the style names, in pixels at scale 1."""
    given = sizes()
    within, between, edge, groups = given.space
    # where the edge grows, the words keep their place
    grown = MARK - given.hairline
    return {
        "space_half": within // 2,
        "space_1": within,
        "space_2": between,
        "space_3": edge,
        "space_4": groups,
        "radius": given.radius,
        "hairline_width": given.hairline,
        "mark_width": MARK,
        # the font for Chinese has room above and below its letters
        "thin": 1,
        "mark_padding": 1 - grown,
        "mark_padding_wide": within // 2 - grown,
        "mark_padding_flat": within - grown,
        "box": given.icon - 3,
        # the ring around a chosen circle's dot, both together as wide as a box
        "ring": within,
        "dot": given.icon - 3 + 2 * (given.hairline - within),
        "box_radius": (given.icon - 2) // 2,
        "arrow": given.icon * 3 // 4,
        "arrow_room": given.icon + within,
        "scroll": edge,
        "scroll_margin": within - 1,
        "scroll_radius": (edge - 2 * (within - 1)) // 2,
    }
