"""The line icons: what their package makes, sharp at usual scales, tinted by the palette, behind the first paint."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.commands import COMMANDS
from gui.style import high_contrast, icons, theme
from gui.window import MainWindow
from tools import line_icons
from tools.made_files import unknown

ROOT = Path(__file__).resolve().parents[3]


def test_the_picture_is_what_its_package_makes() -> None:
    """The recorded hashes are those of what `dev.py icons` draws; `dev.py icons --check` draws them again."""
    assert unknown(ROOT, line_icons.MADE) == []
    assert line_icons.SIZES == icons.ROWS
    assert "ISC License" in (ROOT / line_icons.LICENCE).read_text(encoding="utf-8")


def test_every_icon_of_a_command_is_of_a_command() -> None:
    known = {name for command in COMMANDS for name in (command.name, command.verb)}
    assert set(icons._table()[1]) <= known


def test_every_icon_has_a_shape_of_its_own_at_each_size(qapp: object) -> None:
    for side in icons.ROWS:
        drawn = {name: icons.shape(name, side) for name in icons._table()[0]}
        assert all((one.width(), one.height()) == (side, side) for one in drawn.values())
        assert all(any(bytes(one.constBits())[3::4]) for one in drawn.values())
        assert len({bytes(one.constBits()) for one in drawn.values()}) == len(drawn)


def test_a_size_between_is_drawn_from_the_next_larger_one(qapp: object) -> None:
    assert icons.shape("check", 28).width() == 28


def inked(icon: QIcon, mode: QIcon.Mode) -> str:
    """Return the colour that most of an icon's lines have."""
    image: QImage = icon.pixmap(16, 16, mode).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha()).name()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_icon_has_the_colour_of_the_words_beside_it(window: MainWindow, scheme: theme.Scheme, qtbot: QtBot) -> None:
    theme.choose_scheme(scheme)
    try:
        qtbot.wait(20)
        palette, roles, disabled = QApplication.palette(), QPalette.ColorRole, QPalette.ColorGroup.Disabled
        icon = window.actions_by_name["copy"].icon()
        assert inked(icon, QIcon.Mode.Normal) == palette.color(roles.ButtonText).name()
        assert inked(icon, QIcon.Mode.Disabled) == palette.color(disabled, roles.ButtonText).name()
        assert inked(icon, QIcon.Mode.Active) == palette.color(roles.HighlightedText).name(), "a menu's chosen row"
        filled = window.form.confirm.icon()
        assert inked(filled, QIcon.Mode.Normal) == palette.color(roles.HighlightedText).name()
        assert high_contrast.contrast(palette, roles.HighlightedText, roles.Highlight) >= 4.5
    finally:
        theme.choose_scheme("system")


def test_menus_and_buttons_have_them(window: MainWindow) -> None:
    actions = window.actions_by_name
    assert all(not actions[name].icon().isNull() for name in ("export", "confirm", "undo", "show_preferences"))
    assert not window.form.confirm.icon().isNull()
    # a kind's button keeps the square of its colour
    assert window.form.choice_buttons.kinds["level"].icon().cacheKey() == theme.kind_icon("level").cacheKey()


def test_none_is_drawn_before_the_first_paint(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for before waits for `show`, which draws it; a flat button keeps its words beside it."""
    monkeypatch.setattr(icons, "_shown", [])
    place = QWidget()
    qtbot.addWidget(place)
    button, flat, action = QPushButton("a", place), QToolButton(place), QAction("b", place)
    flat.setText("c")
    icons.put(button, "check")
    icons.put(flat, "x")
    icons.put(action, "command:go:1")
    assert button.icon().isNull()
    icons.show(place)
    assert not any(owner.icon().isNull() for owner in (button, flat, action))
    assert flat.sizeHint().width() > flat.iconSize().width() + flat.fontMetrics().horizontalAdvance("c")
