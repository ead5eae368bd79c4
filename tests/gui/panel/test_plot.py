"""The plot in the panel's page: shown by its key and its button, walked by arrows and the mouse, and to a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.panel.panel_page import PanelPage
from gui.panel.plot_drawing import Spot
from gui.style import theme
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

ALL = 30_000
TEXT = """{place}{year}年政府工作报告

一、{last}年工作回顾

{last}年，全区地区生产总值达{size}亿元，增长{growth}%。{again}

二、{year}年工作安排

地区生产总值增长{aim}%以上。
"""


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Make a store of three districts over two years; the first one tells 2024 again otherwise."""
    path = tmp_path / "三区.biaoshu"
    with Store.open(path) as store:
        for at, place in enumerate(("云汀区", "临湖区", "柳河区")):
            for year in (2025, 2026):
                size = f"{600 + 100 * at + 30 * (year - 2025)}.2"
                is_again = (at, year) == (0, 2026)
                again = "2024年地区生产总值为640.5亿元。" if is_again else ""
                text = TEXT.format(
                    place=place, year=year, last=year - 1, size=size, growth=5 + at, aim=6 - at, again=again
                )
                store.add_report(Report(f"{place}{year}", text))
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Callable[..., None], qtbot: QtBot) -> PanelPage:
    """Open the panel and its plot by their keys, when every report is counted."""
    press("d")
    page = window.parts.panel_page
    qtbot.waitUntil(lambda: all(row.overview is not None for row in window.library.rows()), timeout=ALL)
    qtbot.waitUntil(lambda: sum(bool(cell.text) for row in page.model.table.cells for cell in row) == 6, timeout=ALL)
    settle(page, qtbot)
    press("o")
    assert page.shows_plot
    settle(page, qtbot)
    return page


def settle(page: PanelPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not (page.client.is_busy or page._soon.isActive() or page._cell_soon.isActive()), timeout=ALL
    )


def spots(page: PanelPage) -> list[Spot]:
    return page.plot.canvas.drawing.spots


def current(page: PanelPage) -> Spot:
    spot = page.plot.canvas.current
    assert spot is not None
    return spot


def place_of(spot: Spot) -> QPoint:
    return QPoint(round(spot.x), round(spot.y))


def test_o_shows_the_plot_in_place_of_the_table_and_the_button_the_table_again(page: PanelPage, qtbot: QtBot) -> None:
    assert page.plot.isVisible()
    assert not page.table.isVisible()
    assert page.plot.canvas.hasFocus()
    assert page.plot_button.isChecked()
    assert [spot.point.name.rpartition(" ")[2] for spot in spots(page)] == ["柳河区", "临湖区", "云汀区"]
    qtbot.mouseClick(page.plot_button, Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    assert page.table.hasFocus()
    assert not page.plot_button.isChecked()


def test_what_is_painted_lies_where_the_drawing_says(page: PanelPage) -> None:
    image: QImage = page.plot.canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    colours = theme.plot_colours()
    for spot in spots(page):
        inside = image.pixelColor(round(spot.x * ratio), round(spot.y * ratio))
        rim = image.pixelColor(round((spot.x + 4.5) * ratio), round(spot.y * ratio))
        # proposals: hollow, in the colour of the line around
        assert inside == colours["paper"]
        assert abs(rim.hue() - colours["line0"].hue()) < 12


def test_arrows_walk_the_points_and_the_years_and_enter_opens_the_sentence(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    canvas = page.plot.canvas
    press(Qt.Key.Key_Home, widget=canvas)
    assert current(page).point.text == "830.2"
    press(Qt.Key.Key_Down, widget=canvas)
    assert current(page).point.text == "730.2"
    assert canvas.accessibleDescription() == current(page).point.spoken
    # the table and the list of values go with it
    settle(page, qtbot)
    assert [fact.words for fact in page.facts.facts] == ["730.2亿元"]
    press(Qt.Key.Key_Left, widget=canvas)
    assert (current(page).point.time, current(page).point.text) == ("2024", "700.2")
    settle(page, qtbot)
    press(Qt.Key.Key_Return, widget=canvas)
    qtbot.waitUntil(lambda: window.session.ready and not window.shows_page, timeout=ALL)
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=ALL)
    report, figure = window.session.report, window.session.current
    assert report is not None
    assert figure is not None
    assert report.text[figure.figure.start : figure.figure.end] == "700.2亿元"
    # and back: the plot is still there
    press("d")
    settle(page, qtbot)
    assert page.shows_plot
    assert current(page).point.text == "700.2"


def test_the_mouse_shows_chooses_and_opens_a_point(page: PanelPage, window: MainWindow, qtbot: QtBot) -> None:
    canvas, spot = page.plot.canvas, spots(page)[1]
    qtbot.mouseMove(canvas, place_of(spot))
    assert canvas._hovered is spot
    name, value = canvas.label_of(spot.point)
    assert name.endswith("临湖区 · 2025")
    assert value.startswith("730.2 亿元")
    qtbot.mouseMove(canvas, QPoint(canvas.width() - 3, canvas.height() - 3))
    assert canvas._hovered is None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(spot))
    settle(page, qtbot)
    assert current(page).point == spot.point
    assert [fact.words for fact in page.facts.facts] == ["730.2亿元"]
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(spot))
    qtbot.waitUntil(lambda: window.session.ready and not window.shows_page, timeout=ALL)
    report = window.session.report
    assert report is not None
    assert report.name == "临湖区2026"


def test_lines_are_walked_along_and_across_and_show_what_another_report_says(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    canvas = page.plot.canvas
    press("2", widget=canvas)
    assert page.plot.form == "lines"
    assert len(spots(page)) == 7
    other = next(spot for spot in spots(page) if spot.point.vintage is not None)
    assert (other.point.vintage, other.point.text) == (2026, "640.5")
    first = next(spot for spot in spots(page) if (spot.point.text, spot.point.vintage) == ("600.2", None))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(first))
    settle(page, qtbot)
    press(Qt.Key.Key_Right, widget=canvas)
    assert current(page).point.text == "630.2"
    press(Qt.Key.Key_Left, Qt.Key.Key_Up, widget=canvas)
    assert current(page).point.vintage == 2026
    assert "2026" in canvas.accessibleDescription()
    settle(page, qtbot)
    press(Qt.Key.Key_Return, widget=canvas)
    qtbot.waitUntil(lambda: window.session.ready and not window.shows_page, timeout=ALL)
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=ALL)
    figure, report = window.session.current, window.session.report
    assert report is not None
    assert figure is not None
    assert report.text[figure.figure.start : figure.figure.end] == "640.5亿元"


def test_targets_are_drawn_beside_what_was_reached_and_open_their_own_sentence(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    page.set_kind("growth")
    settle(page, qtbot)
    button = page.plot.forms.button(2)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.plot.form == "against"
    found = {(spot.point.name.rpartition(" ")[2], spot.point.status): spot.point.text for spot in spots(page)}
    assert found == {
        ("柳河区", "actual"): "7",
        ("柳河区", "target"): "≥4",
        ("临湖区", "actual"): "6",
        ("临湖区", "target"): "≥5",
        ("云汀区", "actual"): "5",
        ("云汀区", "target"): "≥6",
    }
    aim = next(spot for spot in spots(page) if spot.point.text == "≥5")
    qtbot.mouseClick(page.plot.canvas, Qt.MouseButton.LeftButton, pos=place_of(aim))
    settle(page, qtbot)
    assert [fact.value for fact in page.facts.facts] == ["≥5 %"]
    press(Qt.Key.Key_Return, widget=page.plot.canvas)
    qtbot.waitUntil(lambda: window.session.ready and not window.shows_page, timeout=ALL)
    report = window.session.report
    assert report is not None
    assert report.name == "临湖区2025"


def test_forms_that_a_table_has_not_are_off_and_the_plot_goes_with_the_view(
    page: PanelPage, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("v", widget=page.plot.canvas)
    settle(page, qtbot)
    assert page.query.view == "year"
    assert [page.plot.forms.button(at).isEnabled() for at in range(3)] == [True, False, True]
    assert {spot.point.text for spot in spots(page)} == {"630.2", "730.2", "830.2"}
    press("2", widget=page.plot.canvas)
    assert page.plot.form == "ranked"
    press("v", widget=page.plot.canvas)
    settle(page, qtbot)
    assert page.query.view == "region"
    assert page.plot.form == "lines"
    assert {spot.point.row for spot in spots(page)} == {page.table.currentIndex().row()}


def test_nothing_to_draw_is_said_and_escape_goes_back_to_the_table(
    page: PanelPage, press: Callable[..., None], qtbot: QtBot
) -> None:
    assert page.plot.canvas.accessibleName().count("830.2") == 1
    page.set_kind("rank")
    settle(page, qtbot)
    assert spots(page) == []
    assert page.plot.canvas.hint in page.plot.canvas.accessibleName()
    press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Left, widget=page.plot.canvas)
    press(Qt.Key.Key_Escape, widget=page.plot.canvas)
    assert page.table.isVisible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_light_on_paper_in_either_scheme_and_opens_again(page: PanelPage, scheme: str) -> None:
    theme.choose_scheme("dark" if scheme == "dark" else "light")
    try:
        picture = page.plot.picture("地区生产总值")
        assert picture is not None
        image = QImage.fromData(picture.png())
    finally:
        theme.choose_scheme("light")
    assert (image.width(), image.height()) == (2 * 960, 2 * 540)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    svg = picture.svg().decode()
    assert "地区生产总值" in svg
    assert "柳河区" in svg
    assert svg.count("<circle") == 3
