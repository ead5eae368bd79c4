"""The indicator by one key or click: what the detector offered, the words selected, and its edges in the text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.session.candidates import candidates
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import current_text, rows, select

TEXT = """溪岭县2026年政府工作报告

2025年，园区企业完成技术改造投资45亿元，增长5.4%。在改造供水管网的同时，新建污水处理厂12座。城乡居民收入分别增长5.1%和6.3%。
"""
CTRL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "溪岭县2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path) -> MainWindow:
    return open_window(report_file)


def go_to(window: MainWindow, words: str) -> None:
    found = next(one for one in window.session.review.figures if TEXT[slice(*one.figure.span)] == words)
    window.session.go_to(found.target)


def indicator(window: MainWindow) -> str:
    assert window.session.current is not None
    return window.session.current.figure.indicator


def buttons(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [one.text().replace("&&", "&") for one in window.form.candidates.buttons if one.isVisible()]


def test_the_candidates_stand_below_the_fields_with_their_keys(window: MainWindow) -> None:
    go_to(window, "5.1%")
    assert buttons(window)[:2] == ["Ctrl+1  城乡居民收入", "Ctrl+2  农村居民收入"]
    go_to(window, "12座")
    assert not any("居民" in one for one in buttons(window))


def test_phrases_near_the_figure_come_behind_them(window: MainWindow, qtbot: QtBot) -> None:
    """What the detector did not offer is found when a figure has been shown for a moment."""
    go_to(window, "5.4%")
    assert buttons(window) == []
    qtbot.waitUntil(lambda: bool(buttons(window)), timeout=20_000)
    offered = list(window.form.candidates.phrases)
    assert offered == candidates(window.session).phrases[:7]
    qtbot.keyClick(window.view, "1", CTRL)
    assert indicator(window) == offered[0]
    # they are of the figure as it was read: none has moved
    assert window.form.candidates.phrases == offered


def test_a_key_that_is_quicker_than_they_come_waits_for_them(window: MainWindow, press: Press) -> None:
    go_to(window, "5.4%")
    press("1", hold=CTRL)
    assert len(rows(window)) == 1
    assert indicator(window) == candidates(window.session).phrases[0]


def test_the_figure_beside_it_is_among_them(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "6.3%")
    qtbot.waitUntil(lambda: candidates(window.session).are_all, timeout=20_000)
    assert "城镇居民收入" in candidates(window.session).phrases


def test_one_key_takes_a_candidate_and_is_one_step(window: MainWindow, press: Press) -> None:
    go_to(window, "45亿元")
    press("1", hold=CTRL)
    assert indicator(window) == "园区企业完成技术改造投资"
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.indicator == "园区企业完成技术改造投资"
    # the figure stays under decision, as with the keys of kinds; the candidate is pressed
    assert current_text(window) == "45亿元"
    assert window.form.candidates.buttons[0].isChecked()
    press("u")
    assert indicator(window) == "技术改造投资"
    assert not window.form.candidates.buttons[0].isChecked()


def test_a_click_takes_a_candidate(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "5.1%")
    qtbot.mouseClick(window.form.candidates.buttons[1], Qt.MouseButton.LeftButton)
    assert indicator(window) == "农村居民收入"
    assert [one.isChecked() for one in window.form.candidates.buttons[:2]] == [False, True]
    qtbot.mouseClick(window.form.candidates.buttons[1], Qt.MouseButton.LeftButton)
    assert window.form.candidates.buttons[1].isChecked()
    assert len(rows(window)) == 1


def test_a_candidate_joins_what_is_typed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    go_to(window, "45亿元")
    field = window.form.fields["value"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "46")
    qtbot.keyClick(field, "1", CTRL)
    assert rows(window) == []
    assert window.form.fields["indicator"].text() == "园区企业完成技术改造投资"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.indicator, row.figure.value) == ("园区企业完成技术改造投资", 46)


def test_a_candidate_that_is_not_there_says_so(window: MainWindow, press: Press) -> None:
    go_to(window, "5.4%")
    press("7", hold=CTRL)
    assert "no such candidate" in window.notice.text()
    assert rows(window) == []


def test_selected_words_become_the_indicator_by_one_key(window: MainWindow, press: Press) -> None:
    go_to(window, "12座")
    select(window, "供水管网")
    press("q")
    assert indicator(window) == "供水管网"
    assert len(rows(window)) == 1


def test_without_selected_words_the_key_says_what_to_do(window: MainWindow, press: Press) -> None:
    go_to(window, "12座")
    press("q")
    assert "selected" in window.notice.text()
    select(window, "12座")
    press("q")
    assert rows(window) == []


def test_the_edges_move_by_characters(window: MainWindow, press: Press) -> None:
    go_to(window, "45亿元")
    press("[", "[", hold=CTRL)
    assert indicator(window) == "完成技术改造投资"
    press("{", "{", "{", hold=CTRL)
    assert indicator(window) == "术改造投资"
    press("}", "}", hold=CTRL)
    assert indicator(window) == "术改造"
    press("]", "]", hold=CTRL)
    assert indicator(window) == "术改造投资"
    # never into the figure itself
    press("]", hold=CTRL)
    assert indicator(window) == "术改造投资"
    press(*"u" * len(rows(window)))
    assert indicator(window) == "技术改造投资"


def test_the_words_that_name_the_figure_are_lit(window: MainWindow, press: Press) -> None:
    def lit() -> list[str]:
        return [TEXT[slice(*span)] for span in window.session.evidence()]

    go_to(window, "45亿元")
    assert lit() == ["技术改造投资"]
    press("[", "[", hold=CTRL)
    assert lit() == ["完成技术改造投资"]
    press("u")
    assert lit() == ["技术改造投资"]
    go_to(window, "12座")
    select(window, "供水管网")
    press("q")
    assert lit() == ["供水管网"]


def test_the_edges_move_by_words(window: MainWindow, press: Press) -> None:
    go_to(window, "45亿元")
    press(";")
    assert indicator(window) == "完成技术改造投资"
    press(":")
    assert indicator(window) == "技术改造投资"
    press('"')
    assert indicator(window) == "技术改造"
    press("'")
    assert indicator(window) == "技术改造投资"


def test_the_edges_of_an_indicator_that_was_put_together(window: MainWindow, press: Press) -> None:
    go_to(window, "6.3%")
    # the text has 城乡居民收入: what is put back in stays
    press("}", "}", hold=CTRL)
    assert indicator(window) == "农村居民"


def test_an_indicator_that_does_not_stand_there_says_so(window: MainWindow, press: Press) -> None:
    go_to(window, "12座")
    select(window, "供水管网")
    press("q", "[", hold=None)
    window.verdicts.undo()
    go_to(window, "12座")
    window.form.name_indicator("自来水厂")
    press("{", hold=CTRL)
    # the words that had decided do not begin it
    assert indicator(window) == "自来水厂"


def test_selected_words_can_be_moved_on(window: MainWindow, press: Press) -> None:
    go_to(window, "12座")
    select(window, "水管网")
    press("q")
    press("[", hold=CTRL)
    assert indicator(window) == "供水管网"


def test_a_long_candidate_is_cut_and_makes_the_form_no_wider(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, "45亿元")
    candidates = window.form.candidates
    width = window.form.width()
    candidates.show_phrases(["园区企业完成技术改造投资和其他各类固定资产投资以及设备更新" * 3], "")
    QApplication.processEvents()
    assert window.form.width() == width
    button = candidates.buttons[0]
    assert candidates.rect().contains(button.geometry())
    assert candidates.width() <= width
    assert "…" in button.text()
    frame = window.form.fields["indicator"]
    assert frame.mapTo(window.form, frame.rect().topRight()).x() < width


FIVE = [
    "新兴产业增加值",
    "高端装备、生物医药、新能源汽车等新兴产业增加值",
    "生物医药增加值",
    "新能源汽车增加值",
    "重点产业链规模",
]


def offer(window: MainWindow, phrases: list[str], qtbot: QtBot) -> None:
    """Show some candidates, and wait until the form is laid out."""
    window.form.candidates.show_phrases(phrases, "")
    qtbot.wait(50)


def places(window: MainWindow) -> dict[str, QRect]:
    """Return where in the window everything stands that is read at each figure."""
    form, choices = window.form, window.form.choice_buttons
    shown: dict[str, QWidget] = {
        **form.fields,
        **choices.kinds,
        **choices.bounds,
        **choices.statuses,
        "label": choices.label,
    }
    return {name: QRect(one.mapTo(window, QPoint()), one.size()) for name, one in shown.items()}


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have the windows of a test in one language, then in the other."""
    use_language(request.param)
    yield
    use_language("system")


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("pane", ["", "toggle_reasons", "toggle_history"])
def test_all_that_is_read_at_a_figure_is_in_sight_and_stands_still_on_a_small_screen(
    open_window: OpenWindow, report_file: Path, qtbot: QtBot, pane: str
) -> None:
    window = open_window(report_file)
    # what a screen of 1280×800 has for a window
    window.resize(1260, 740)
    if pane:
        window.actions_by_name[pane].trigger()
    go_to(window, "45亿元")
    offer(window, [], qtbot)
    before = places(window)
    offer(window, FIVE, qtbot)
    assert places(window) == before
    card = window.form.findChild(QScrollArea)
    assert card is not None
    viewport = card.viewport()
    seen = QRect(viewport.mapTo(window, QPoint()), viewport.size())
    assert [name for name, place in before.items() if not seen.contains(place)] == []
    more = window.form.candidates.more
    assert more.isVisible()
    assert seen.contains(QRect(more.mapTo(window, QPoint()), more.size()))


@pytest.mark.parametrize(("height", "lines"), [(500, 1), (1200, 5)])
def test_as_many_candidates_are_shown_as_there_is_room_for(
    window: MainWindow, qtbot: QtBot, height: int, lines: int
) -> None:
    window.resize(1280, height)
    go_to(window, "45亿元")
    offer(window, FIVE, qtbot)
    assert len(buttons(window)) == lines
    assert window.form.candidates.more.isVisible() is (lines < len(FIVE))


def test_the_menu_of_candidates_has_all_of_them_whole_and_takes_one(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 500)
    go_to(window, "5.1%")
    qtbot.wait(50)
    more = window.form.candidates.more
    qtbot.waitUntil(lambda: candidates(window.session).are_all, timeout=20_000)
    assert buttons(window) == ["Ctrl+1  城乡居民收入"]
    count = len(window.form.candidates.phrases)
    assert more.text() == f"{count - 1} more"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = more.values
    assert menu.isVisible()
    assert [row.text() for row in menu.actions()][:2] == ["城乡居民收入\tCtrl+1", "农村居民收入\tCtrl+2"]
    assert len(menu.actions()) == count
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert indicator(window) == "农村居民收入"
    assert len(rows(window)) == 1
