"""The chrome: the palette around the text, mended where chosen rows or hints could not be read on it."""

from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

LEAST = 4.5
"""WCAG 2.2, 1.4.3."""

Roles = QPalette.ColorRole
Parts = tuple[float, float, float]
_READ_ON = {Roles.HighlightedText: Roles.Highlight, Roles.PlaceholderText: Roles.Base}


def contrast(palette: QPalette, words: Roles, ground: Roles) -> float:
    """Return the contrast of words on a ground by WCAG 2.2, 1 to 21; what shines through words is the ground."""
    above, below = palette.color(words), palette.color(ground)
    share = above.alphaF()
    under = below.redF(), below.greenF(), below.blueF()
    over = zip((above.redF(), above.greenF(), above.blueF()), under, strict=True)
    red, green, blue = (share * one + (1 - share) * other for one, other in over)
    light, dark = sorted((_luminance((red, green, blue)), _luminance(under)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: Parts) -> float:
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def put_on(asked: QPalette, own: Callable[[], QPalette]) -> None:
    """Give the application a palette, with chosen rows and hints as in one of our `own` where they cannot be read.

    Of the desktop's nothing else is said, so that the rest goes on following it.
    """
    QApplication.setPalette(asked)
    there = QApplication.palette()
    for words, ground in _READ_ON.items():
        if contrast(there, words, ground) < LEAST:
            ours = own()
            asked.setColor(words, ours.color(words))
            if ground is Roles.Highlight:
                asked.setColor(ground, ours.color(ground))
    QApplication.setPalette(asked)
