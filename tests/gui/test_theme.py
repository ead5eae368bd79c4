"""Every colour of the text view can be read: text 4.5:1, lines 3:1, light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest
from PySide6.QtGui import QColor

from core.figure import KINDS
from gui.theme import KindColours, Theme, _themes

SCHEMES = ("light", "dark")


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=SCHEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return _themes()[request.param]


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor(0, 0, 0), QColor(255, 255, 255)) == pytest.approx(21)


def test_both_schemes_colour_every_kind(theme: Theme) -> None:
    assert tuple(theme.kinds) == KINDS


def marked(theme: Theme) -> list[KindColours]:
    """Return the colours of every kind and of every label."""
    return [*theme.kinds.values(), *theme.labels.values()]


def test_both_schemes_have_the_same_colours_for_labels() -> None:
    assert list(_themes()["light"].labels) == list(_themes()["dark"].labels)


def test_text_can_be_read_on_every_background(theme: Theme) -> None:
    papers = [theme[role] for role in ("paper", "indicator", "hit", "current_hit")]
    papers += [colour for kind in marked(theme) for colour in (kind.tint, kind.fill)]
    assert all(contrast(theme["ink"], paper) >= 4.5 for paper in papers)
    assert contrast(theme["current_ink"], theme["current"]) >= 4.5
    assert contrast(theme["muted"], theme["paper"]) >= 4.5
    assert contrast(theme["warning"], theme["warning_paper"]) >= 4.5
    assert contrast(theme["good"], theme["good_paper"]) >= 4.5


def test_lines_and_the_current_figure_stand_out(theme: Theme) -> None:
    assert all(contrast(kind.line, ground) >= 3 for kind in marked(theme) for ground in (kind.tint, kind.fill))
    assert all(contrast(kind.line, theme["paper"]) >= 3 for kind in marked(theme))
    assert contrast(theme["left_edge"], theme["paper"]) >= 3
    assert contrast(theme["indicator_edge"], theme["indicator"]) >= 3


def test_chrome_can_be_read(theme: Theme) -> None:
    chrome = theme.chrome
    for text, ground in (
        ("WindowText", "Window"),
        ("Text", "Base"),
        ("Text", "AlternateBase"),
        ("ButtonText", "Button"),
        ("HighlightedText", "Highlight"),
        ("ToolTipText", "ToolTipBase"),
    ):
        assert contrast(chrome[text], chrome[ground]) >= 4.5, (text, ground)
