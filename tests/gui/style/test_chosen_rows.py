"""A chosen row is seen and read, in whatever group of the palette it is drawn: with the keyboard, without, disabled."""

from operator import mul

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import app as application
from gui.style import high_contrast, theme
from gui.window import MainWindow

Groups, Roles = QPalette.ColorGroup, QPalette.ColorRole
# each of its own, so that a pixel says where its colour is from
ROWS = {
    Groups.Active: ("#003060", "#ffe080"),
    Groups.Inactive: ("#e0e0e0", "#600030"),
    Groups.Disabled: ("#c8d8c8", "#204020"),
}
# what Qt's style has of Windows where the colour of accents is black, light and dark: ground and words of each group
WINDOWS = {
    "light": ("#ffffff", ("#000000", "#ffffff"), ("#f5f5f5", "#000000"), ("#000000", "#ffffff")),
    "dark": ("#2d2d2d", ("#000000", "#ffffff"), ("#1e1e1e", "#ffffff"), ("#000000", "#ffffff")),
}


def apart(base: QPalette) -> QPalette:
    palette = QPalette(base)
    for group, (ground, words) in ROWS.items():
        palette.setColor(group, Roles.Highlight, QColor(ground))
        palette.setColor(group, Roles.HighlightedText, QColor(words))
    return palette


def count(widget: QWidget, place: QRect) -> dict[str, int]:
    """Count the pixels of a place that have one of those colours, or nearly: the style shades what is current."""
    picture, wanted = widget.grab().toImage(), {name for pair in ROWS.values() for name in pair}
    found = dict.fromkeys(wanted, 0)
    for x in range(place.left(), place.right() + 1):
        for y in range(place.top(), place.bottom() + 1):
            shown = picture.pixelColor(x, y).getRgb()[:3]
            for name in wanted:
                if all(abs(one - two) <= 3 for one, two in zip(shown, QColor(name).getRgb()[:3], strict=True)):
                    found[name] += 1
    return found


def inked(widget: QWidget, place: QRect, ground: str, words: str) -> int:
    """Count the pixels that are a mixture of two colours, most of it the second, as the strokes of a thin font are."""
    picture, low = widget.grab().toImage(), QColor(ground).getRgb()[:3]
    way = [high - one for one, high in zip(low, QColor(words).getRgb()[:3], strict=True)]
    found = 0
    for x in range(place.left(), place.right() + 1):
        for y in range(place.top(), place.bottom() + 1):
            parts = [now - one for one, now in zip(low, picture.pixelColor(x, y).getRgb()[:3], strict=True)]
            share = sum(map(mul, parts, way)) / sum(map(mul, way, way))
            found += share > 0.5 and all(abs(part - share * one) <= 12 for part, one in zip(parts, way, strict=True))
    return found


def check(widget: QWidget, place: QRect, group: Groups) -> None:
    """See the ground and the words of one group, and of no other."""
    found, (ground, words) = count(widget, place), ROWS[group]
    assert found[ground] > place.width() * place.height() / 2
    assert inked(widget, place, ground, words) > 5
    assert not any(found[name] for other, pair in ROWS.items() if other is not group for name in pair)


def report_row(window: MainWindow) -> tuple[QWidget, QRect]:
    """Return where the open report is listed; without the edge, where the ring of the keyboard is."""
    reports = window.reports.reports
    return reports.viewport(), reports.visualItemRect(reports.item(0)).adjusted(4, 4, -4, -4)


def figure_row(window: MainWindow) -> tuple[QWidget, QRect]:
    table = window.table.table
    return table.viewport(), table.visualRect(table.currentIndex()).adjusted(4, 4, -4, -4)


@pytest.mark.parametrize("keyboard", ["there", "elsewhere", "disabled"])
def test_a_report_is_written_on_its_ground_in_the_ink_that_goes_with_it(
    window: MainWindow, qtbot: QtBot, keyboard: str
) -> None:
    window.setPalette(apart(QApplication.palette()))
    reports = window.reports.reports
    (reports if keyboard == "there" else window.view).setFocus()
    qtbot.waitUntil(lambda: reports.hasFocus() is (keyboard == "there"))
    reports.setEnabled(keyboard != "disabled")
    groups = {"there": Groups.Active, "elsewhere": Groups.Inactive, "disabled": Groups.Disabled}
    check(*report_row(window), groups[keyboard])
    reports.setEnabled(True)


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_row_of_the_table_is_as_plain_to_see_while_the_text_has_the_keyboard(
    window: MainWindow, qtbot: QtBot, is_enabled: bool
) -> None:
    window.setPalette(apart(QApplication.palette()))
    window.view.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.table.table.setEnabled(is_enabled)
    check(*figure_row(window), Groups.Active if is_enabled else Groups.Disabled)
    window.table.table.setEnabled(True)


@pytest.mark.parametrize("scheme", ["light", "dark", "system"])
def test_our_colours_are_put_on_whatever_the_system_has(qapp: object, scheme: theme.Scheme) -> None:
    """All three groups: a row chosen, hints, and what a bar of progress is drawn in."""
    application.make_application()
    theme.choose_scheme(scheme)
    try:
        palette = QApplication.palette()
        for group in high_contrast.GROUPS:
            assert high_contrast.contrast(palette, Roles.HighlightedText, Roles.Highlight, group) >= high_contrast.LEAST
            assert high_contrast.contrast(palette, Roles.PlaceholderText, Roles.Base, group) >= high_contrast.LEAST
            assert high_contrast.contrast(palette, Roles.Highlight, Roles.Base, group) >= high_contrast.LEAST_OF_GROUNDS
            assert palette.color(group, Roles.Accent) == palette.color(group, Roles.Highlight)
    finally:
        theme.choose_scheme("system")


@pytest.mark.parametrize("scheme", WINDOWS)
def test_a_palette_of_the_system_in_high_contrast_is_mended_where_a_chosen_row_is_not_seen(
    qapp: object, scheme: str
) -> None:
    base, *rows = WINDOWS[scheme]
    palette = QPalette()
    palette.setColor(Roles.Base, QColor(base))
    for group, (ground, words) in zip(high_contrast.GROUPS, rows, strict=True):
        palette.setColor(group, Roles.Highlight, QColor(ground))
        palette.setColor(group, Roles.HighlightedText, QColor(words))
        palette.setColor(group, Roles.PlaceholderText, QColor("#767676" if scheme == "light" else "#808080"))
    own = theme._chrome(theme._theme(scheme))
    good = high_contrast.mended(palette, own)
    for group in high_contrast.GROUPS:
        assert high_contrast.contrast(good, Roles.HighlightedText, Roles.Highlight, group) >= high_contrast.LEAST
        assert good.color(group, Roles.Base) == QColor(base)
    # black on white is seen: the system's own is kept where it is, and lent where the keyboard is elsewhere
    if scheme == "light":
        assert good.color(Groups.Active, Roles.Highlight) == QColor("#000000")
        assert good.color(Groups.Inactive, Roles.Highlight) == QColor("#000000")
    else:
        assert good.color(Groups.Inactive, Roles.Highlight) == own.color(Roles.Highlight)


def test_the_window_follows_a_system_that_goes_dark(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the system says is put in its place: it says so by this signal."""
    application.make_application()
    theme.choose_scheme("system")
    hints = QApplication.styleHints()
    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        light = QApplication.palette().color(Roles.Window).lightness()
        assert (light < 128) is (hints.colorScheme() is Qt.ColorScheme.Dark)
    finally:
        theme.choose_scheme("system")
