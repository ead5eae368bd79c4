"""The system's palette in high contrast: colours in it that could not be read are replaced."""

from PySide6.QtGui import QPalette

LEAST = 4.5
"""Of words on their ground: WCAG 2.2, 1.4.3."""
LEAST_OF_GROUNDS = 3.0
"""Of a chosen row beside others: WCAG 2.2, 1.4.11."""

Roles = QPalette.ColorRole
Groups = QPalette.ColorGroup
Parts = tuple[float, float, float]
GROUPS = (Groups.Active, Groups.Inactive, Groups.Disabled)
_READ_ON = {Roles.HighlightedText: Roles.Highlight, Roles.PlaceholderText: Roles.Base}


def contrast(palette: QPalette, words: Roles, ground: Roles, group: Groups = Groups.Active) -> float:
    """Return the contrast of text on its background by WCAG 2.2, from 1 to 21.

    Transparent text lets the background through.
    """
    above, below = palette.color(group, words), palette.color(group, ground)
    share = above.alphaF()
    under = below.redF(), below.greenF(), below.blueF()
    pairs = zip((above.redF(), above.greenF(), above.blueF()), under, strict=True)
    red, green, blue = (share * one + (1 - share) * other for one, other in pairs)
    light, dark = sorted((_luminance((red, green, blue)), _luminance(under)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: Parts) -> float:
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def mended(palette: QPalette, own: QPalette) -> QPalette:
    """Return a palette in which selected rows and hints can be read, whether their list has the keyboard or not.

    Windows gives a selected row the window's background where its list does not have the keyboard: there the row gets
    the colours it has with the keyboard. Where those cannot be read either, those of our `own` palette are used.
    """
    good = QPalette(palette)
    for group in GROUPS:
        for words, ground in _READ_ON.items():
            if _is_distinct(palette, words, ground, group):
                continue
            source, lent = (palette, Groups.Active) if _is_distinct(palette, words, ground) else (own, group)
            good.setColor(group, words, source.color(lent, words))
            if ground is Roles.Highlight:
                good.setColor(group, ground, source.color(lent, ground))
    return good


def _is_distinct(palette: QPalette, words: Roles, ground: Roles, group: Groups = Groups.Active) -> bool:
    is_read = contrast(palette, words, ground, group) >= LEAST
    if ground is Roles.Highlight:
        return is_read and contrast(palette, ground, Roles.Base, group) >= LEAST_OF_GROUNDS
    return is_read
