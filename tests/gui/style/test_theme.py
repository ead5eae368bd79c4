"""Every colour of the text view can be read: text 4.5:1, lines 3:1, light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import cbrt, dist
from operator import mul
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.model.figure import KINDS
from gui import app as application
from gui.preferences.preferences import MARKS
from gui.style import stylesheet
from gui.style import theme as looks
from gui.style.theme import STANDARD, KindColours, Theme, _theme

ROOT = Path(__file__).parents[3]
SCHEMES = ("light", "dark")
SETS = [(scheme, marks) for marks in MARKS for scheme in SCHEMES]


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=SETS, ids="-".join)
def theme(request: pytest.FixtureRequest) -> Theme:
    scheme, marks = request.param
    return _theme(scheme, marks)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor(0, 0, 0), QColor(255, 255, 255)) == pytest.approx(21)


def test_both_schemes_colour_every_kind(theme: Theme) -> None:
    assert tuple(theme.kinds) == KINDS


def marked(theme: Theme) -> list[KindColours]:
    """Return the colours of every kind and of every label."""
    return [*theme.kinds.values(), *theme.labels.values()]


def test_both_schemes_have_the_same_colours_for_labels() -> None:
    assert list(_theme("light").labels) == list(_theme("dark").labels)


def test_text_can_be_read_on_every_background(theme: Theme) -> None:
    papers = [theme[role] for role in ("paper", "indicator", "hit", "current_hit", "hover")]
    papers += [colour for kind in marked(theme) for colour in (kind.tint, kind.fill)]
    assert all(contrast(theme["text"], paper) >= 4.5 for paper in papers)
    assert contrast(theme["current_text"], theme["current"]) >= 4.5
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
        ("ToolTipText", "ToolTipBase"),
        ("PlaceholderText", "Base"),
        ("PlaceholderText", "Window"),
    ):
        assert contrast(chrome[text], chrome[ground]) >= 4.5, (text, ground)
    for ground in ("button", "button_hover", "button_down", "accent_tint"):
        assert contrast(chrome["ButtonText"], theme[ground]) >= 4.5, ground
    for darker in (100, 110, 125):
        assert contrast(theme["on_accent"], theme["accent"].darker(darker)) >= 4.5, (
            "filled, under the mouse and pressed"
        )
    assert contrast(theme["accent_line"], chrome["Base"]) >= 4.5, "a link"


@pytest.mark.parametrize("ground", ["Window", "Base"])
def test_the_edge_of_what_takes_text_and_the_bar_that_scrolls_are_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme["edge"], theme.chrome[ground]) >= 3
    assert contrast(theme["accent"], theme.chrome[ground]) >= 3, "the filled button, a chosen row"


@pytest.mark.parametrize("scheme", ["light", "dark", "system"])
def test_what_is_chosen_and_what_hints_can_be_read_in_the_palette_in_force(qapp: object, scheme: looks.Scheme) -> None:
    """Fusion's own is white on a blue of 3.7:1, and its hints are half transparent."""
    application.make_application()
    looks.choose_scheme(scheme)
    try:
        palette, roles = QApplication.palette(), QPalette.ColorRole
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            chosen = palette.color(group, roles.Highlight)
            assert contrast(palette.color(group, roles.HighlightedText), chosen) >= 4.5
            hint, base = palette.color(group, roles.PlaceholderText), palette.color(group, roles.Base)
            share = hint.alphaF()
            pairs = zip(hint.getRgbF()[:3], base.getRgbF()[:3], strict=True)
            assert contrast(QColor.fromRgbF(*(share * one + (1 - share) * two for one, two in pairs)), base) >= 4.5
    finally:
        looks.choose_scheme("system")


# what eyes without one sort of cones see (Machado, Oliveira and Fernandes 2009, severity 1), of linear red, green, blue
EYES = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red ones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green ones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue ones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: QColor, eyes: str) -> tuple[float, float, float]:
    """Return a colour as some eyes see it, in OKLab times 100: 2 is about the least that can be told apart."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (sum(map(mul, row, linear)) for row in EYES[eyes])
    long = cbrt(max(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue, 0))
    middle = cbrt(max(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue, 0))
    short = cbrt(max(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue, 0))
    return (
        100 * (0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short),
        100 * (1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short),
        100 * (0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short),
    )


def nearest(theme: Theme, eyes: str) -> float:
    """Return how far apart the two kinds are whose lines look most alike to some eyes."""
    lines = [seen(kind.line, eyes) for kind in theme.kinds.values()]
    return min(dist(one, other) for one, other in combinations(lines, 2))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("marks", ["okabe_ito", "tol"])
def test_the_safe_sets_stay_apart_for_every_eye(marks: str, scheme: str, eyes: str) -> None:
    assert nearest(_theme(scheme, marks), eyes) > 8


def test_the_standard_set_does_not_and_that_is_measured() -> None:
    assert nearest(_theme("dark", STANDARD), "no green ones") < 2


@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_to_dark_is_told_apart_without_any_colour(scheme: str) -> None:
    light = [seen(kind.line, "all cones")[0] for kind in _theme(scheme, "light_dark").kinds.values()]
    assert all(after - before >= 4.5 for before, after in pairwise(light))


@pytest.mark.parametrize("ground", ["Window", "Base", "AlternateBase"])
def test_the_ring_around_what_has_the_keyboard_stands_out(theme: Theme, ground: str) -> None:
    assert contrast(theme["accent_line"], theme.chrome[ground]) >= 3
    assert all(contrast(theme["accent_line"], theme[own]) >= 3 for own in ("paper", "button", "accent_tint"))


def test_the_tint_under_the_mouse_is_no_other_tint(theme: Theme) -> None:
    others = [theme[role] for role in ("paper", "indicator", "hit", "current", "current_hit")]
    assert all(dist(_lab(theme["hover"]), _lab(other)) > 4 for other in others)


def _lab(colour: QColor) -> tuple[float, float, float]:
    return seen(colour, "all cones")


def drawn(qtbot: QtBot, button: QAbstractButton) -> QImage:
    """Return a button as it is drawn, without the edge of its corners."""
    qtbot.addWidget(button)
    button.resize(120, 24)
    return button.grab().toImage()


@pytest.fixture
def scheme(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    """Put on a scheme, and take it off again."""
    application.make_application()
    looks.choose_scheme(request.param)
    looks.style_controls()
    yield request.param
    looks.leave_controls()
    looks.choose_scheme("system")


@pytest.mark.parametrize("scheme", SCHEMES, indirect=True)
def test_a_chosen_button_is_read_and_told_from_the_others_by_the_width_of_its_edge(qtbot: QtBot, scheme: str) -> None:
    """As it is drawn: an edge of two pixels that stands out from both sides, where others have a hairline."""
    colours, edges = _theme(scheme), {}
    for is_chosen in (True, False):
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(is_chosen)
        picture = drawn(qtbot, button)
        ground = picture.pixelColor(60, 12)
        assert contrast(colours.chrome["ButtonText"], ground) >= 4.5
        rows = [picture.pixelColor(60, row) for row in range(5)]
        edges[is_chosen] = [contrast(row, ground) >= 3 for row in rows]
        assert not is_chosen or contrast(rows[0], colours.chrome["Window"]) >= 3
    assert edges == {True: [True, True, False, False, False], False: [False] * 5}


@pytest.mark.parametrize("scheme", SCHEMES, indirect=True)
def test_the_filled_button_is_one_colour_and_told_from_the_others(qtbot: QtBot, scheme: str) -> None:
    filled, plain = QPushButton(), QPushButton()
    looks.fill(filled)
    shown = drawn(qtbot, filled)
    grounds = {shown.pixelColor(60, row).name() for row in range(4, 20)}
    assert grounds == {_theme(scheme)["accent"].name()}, "no gradient"
    assert contrast(QColor(grounds.pop()), drawn(qtbot, plain).pixelColor(60, 12)) >= 3


def box_in(shown: QWidget) -> list[QColor]:
    """Return the colours of the first characters of a widget, where its box or circle is drawn."""
    picture = shown.grab().toImage()
    return [picture.pixelColor(x, y) for x in range(2, 22) for y in range(2, min(22, picture.height()))]


@pytest.mark.parametrize("widget", [QCheckBox, QRadioButton, QListWidget])
@pytest.mark.parametrize("scheme", SCHEMES, indirect=True)
def test_a_box_is_seen_ticked_or_not_and_its_mark_in_it(qtbot: QtBot, scheme: str, widget: type[QWidget]) -> None:
    """The edge stands out from the ground by 3:1, and so does the mark from what fills the box, in lists too."""
    colours, shown = _theme(scheme), widget()
    qtbot.addWidget(shown)
    ground = colours.chrome["Window"]
    if isinstance(shown, QListWidget):
        stylesheet.draw_ticks(shown)
        shown.setFrameShape(QListWidget.Shape.NoFrame)
        item = QListWidgetItem("", shown)
        ground = colours.chrome["Base"]
    shown.resize(60, 24)
    for is_ticked in (False, True):
        if isinstance(shown, QListWidget):
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        elif isinstance(shown, QAbstractButton):
            shown.setChecked(is_ticked)
        drawn_there = box_in(shown)
        assert max(contrast(one, ground) for one in drawn_there) >= 3
        filled = colours["accent"] in drawn_there
        assert filled == is_ticked
        assert not filled or max(contrast(one, colours["accent"]) for one in drawn_there if one != ground) >= 3


@pytest.mark.parametrize("widget", [QPushButton, QToolButton, QComboBox, QLineEdit, QSpinBox, QProgressBar, QScrollBar])
@pytest.mark.parametrize("scheme", SCHEMES, indirect=True)
def test_no_control_has_a_gradient(qtbot: QtBot, scheme: str, widget: type[QWidget]) -> None:
    """Down the middle of it there is an edge, at most, on either side of one colour."""
    shown = widget()
    qtbot.addWidget(shown)
    shown.resize(120, 24)
    if isinstance(shown, QScrollBar):
        shown.setOrientation(Qt.Orientation.Horizontal)
        shown.setRange(0, 0)
    picture = shown.grab().toImage()
    assert len({picture.pixelColor(60, row).name() for row in range(6, 18)}) == 1


def test_a_system_in_high_contrast_has_its_own_colours_with_strong_edges(qapp: object) -> None:
    """White on black with yellow for what is chosen, as Windows has it."""
    roles, palette = QPalette.ColorRole, QPalette()
    for role in (roles.Window, roles.Base, roles.Button, roles.ToolTipBase, roles.HighlightedText):
        palette.setColor(role, QColor("black"))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText):
        palette.setColor(role, QColor("white"))
    palette.setColor(roles.Highlight, QColor("#ffff00"))
    colours = stylesheet.system_colours(palette)
    assert (colours["edge"], colours["accent_line"]) == ("#ffffff", "#ffff00")
    named = set(re.findall("#[0-9a-f]{6}", stylesheet.sheet(palette, colours)))
    disabled = palette.color(QPalette.ColorGroup.Disabled, roles.ButtonText).name()
    assert named <= {"#000000", "#ffffff", "#ffff00", disabled}
    assert "icons:check-black.png" in stylesheet.sheet(palette, colours), "the mark is as dark as the words on yellow"
    # an accent that is not seen on the ground gives way to the words' colour
    palette.setColor(roles.Highlight, QColor("#111111"))
    assert stylesheet.system_colours(palette)["accent_line"] == "#ffffff"


def test_every_name_in_the_style_has_a_value(qapp: object) -> None:
    light = _theme("light")
    assert "$" not in stylesheet.sheet(QPalette(), light.for_controls())


def test_a_kind_keeps_its_colour_in_a_row_that_is_chosen(qapp: object) -> None:
    icon = looks.kind_icon("rank")
    plain, chosen = (icon.pixmap(12, 12, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert plain == chosen


SQUARE = """
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from gui.style import theme
app = QGuiApplication([])
ratio = app.primaryScreen().devicePixelRatio()
image = theme.kind_icon("level").pixmap(QSize(theme.ICON, theme.ICON), ratio).toImage()
inked = [x for x in range(image.width()) if image.pixelColor(x, image.height() // 2).alpha() > 40]
print((inked[-1] + 1 - inked[0]) / image.devicePixelRatio())
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_square_of_a_kind_is_as_large_at_every_scale(scale: str) -> None:
    surroundings = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", SQUARE], env=surroundings, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert 10 <= float(said.stdout) <= 12
