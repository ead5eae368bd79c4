"""Everything in a list of figures has a button that can be clicked; a list goes when what it is about goes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.dialogs.labels_dialog import LabelsDialog
from gui.overlays import figure_list, pairs
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.overlays.test_pairs import TEXT
from tests.gui.session.test_deciding import rows
from tests.gui.text.test_mouse import spot
from tests.gui.two_annotators import two_annotators

Press = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    inside(button)
    qtbot.mouseClick(button, LEFT)


def inside(widget: QWidget) -> None:
    """All of a widget is seen."""
    assert widget.visibleRegion().boundingRect() == widget.rect(), widget


def click_cell(qtbot: QtBot, table: QTableView, row: int, column: int) -> None:
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(row, column)).center())


def said(window: MainWindow) -> list[str]:
    return [REPORT[slice(*row.figure.span)] for row in rows(window) if row.figure is not None]


def test_a_figure_is_left_out_and_the_others_confirmed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(ENTER, hold=SHIFT)
    listed = window.parts.figure_list
    do = listed.buttons.buttons["do"]
    assert do.text() == "Confirm 3  ⏎"
    click_cell(qtbot, listed.rows, 1, figure_list.INCLUDED)
    assert do.text() == "Confirm 2  ⏎"
    assert listed.buttons.buttons["leave_out"].text() == "Include  Space"
    click(qtbot, listed.buttons.buttons["leave_out"])
    assert do.text() == "Confirm 3  ⏎"
    click_cell(qtbot, listed.rows, 1, figure_list.INCLUDED)
    assert window.focusWidget() is listed.rows
    click(qtbot, do)
    assert said(window) == ["638.5亿元", "6.8%"]
    assert len({row.step for row in rows(window)}) == 1
    assert not listed.isVisible()


def test_scopes_and_confidence_are_clicked(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(ENTER, hold=SHIFT)
    listed = window.parts.figure_list
    count = listed.model.rowCount
    assert [button.isChecked() for button in listed.scopes.values()] == [True, False, False, False, False]
    click(qtbot, listed.scopes["report"])
    assert count() == len(window.session.review.figures)
    assert listed.scopes["report"].isChecked()
    assert not listed.scopes["sentence"].isChecked()
    assert not listed.less.isEnabled()
    before = count()
    for _ in range(5):
        click(qtbot, listed.more)
    assert count() < before
    assert not listed.more.isEnabled()
    click(qtbot, listed.less)
    click(qtbot, listed.scopes["paragraph"])
    click(qtbot, listed.buttons.buttons["drop"])
    assert not listed.is_open
    assert rows(window) == []
    assert window.focusWidget() is window.view


def test_one_alone_is_confirmed_and_the_list_stays(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(ENTER, hold=SHIFT)
    listed = window.parts.figure_list
    click_cell(qtbot, listed.rows, 2, figure_list.FIGURE)
    click(qtbot, listed.buttons.buttons["one"])
    assert said(window) == ["6.8%"]
    assert listed.model.rowCount() == 2
    assert listed.isVisible()


def test_what_is_decided_elsewhere_leaves_the_list_and_the_last_takes_it_along(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press(ENTER, hold=SHIFT)
    listed = window.parts.figure_list
    for left, words in ((2, "638.5亿元"), (1, "5.4%"), (0, "6.8%")):
        qtbot.mouseClick(window.view.viewport(), LEFT, pos=spot(window, REPORT.index(words)))
        window.view.setFocus()
        press("x")
        qtbot.waitUntil(lambda left=left: listed.model.rowCount() == left or not listed.is_open)
    assert not listed.is_open
    assert not listed.isVisible()
    assert window.focusWidget() is window.view


def test_what_is_alike_is_a_click_and_goes_with_its_cause(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    start = REPORT.index("5.4%")
    window.session.go_to(next(one.target for one in window.session.review.figures if one.figure.start == start))
    press("x")
    alike = window.parts.similar_figures.label
    qtbot.waitUntil(alike.isVisible)
    click(qtbot, alike)
    listed = window.parts.figure_list
    assert listed.isVisible()
    assert listed.buttons.buttons["do"].text().startswith("Reject ")
    assert not listed.scopes["sentence"].isVisible()
    window.view.setFocus()
    press("u")
    qtbot.waitUntil(lambda: not listed.is_open)
    assert not alike.isVisible()


@pytest.fixture
def paired(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "沙汀区2026.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    window = open_window(path)
    start = TEXT.index("3%")
    window.session.go_to(next(one.target for one in window.session.review.figures if one.figure.start == start))
    qtbot.keyClick(window.view, "p")
    return window


def test_pairs_are_shifted_swapped_edited_and_confirmed(paired: MainWindow, qtbot: QtBot) -> None:
    overlay = paired.parts.pairs
    buttons = overlay.buttons.buttons
    for button in buttons.values():
        inside(button)

    def names() -> list[str]:
        return [name for name, _ in overlay.pairs()]

    click(qtbot, buttons["shift_down"])
    assert names() == ["蔬菜产量", "粮食产量", "油料产量"]
    click(qtbot, buttons["shift_up"])
    click_cell(qtbot, overlay.rows, 0, pairs.FIGURE)
    assert not buttons["swap_up"].isEnabled()
    click(qtbot, buttons["swap_down"])
    assert names() == ["油料产量", "粮食产量", "蔬菜产量"]
    click(qtbot, buttons["divide"])
    assert names() == ["粮食产量", "油料产量", "蔬菜产量"]
    click_cell(qtbot, overlay.rows, 2, pairs.TAKEN)
    assert buttons["do"].text() == "Confirm 2  ⏎"
    click_cell(qtbot, overlay.rows, 1, pairs.FIGURE)
    click(qtbot, buttons["edit"])
    assert paired.focusWidget() is overlay.line
    overlay.line.setText("油菜籽产量")
    qtbot.keyClick(overlay.line, ENTER)
    click(qtbot, buttons["do"])
    confirmed = [row.figure.indicator for row in rows(paired) if row.figure is not None]
    assert confirmed == ["粮食产量", "油菜籽产量"]
    assert not overlay.is_open


def test_pairs_go_with_their_sentence_but_not_what_was_changed(paired: MainWindow, qtbot: QtBot) -> None:
    overlay = paired.parts.pairs
    elsewhere = spot(paired, TEXT.index("5%", TEXT.index("4.5%") + 4))
    click(qtbot, overlay.buttons.buttons["shift_down"])
    shifted = overlay.pairs()
    qtbot.mouseClick(paired.view.viewport(), LEFT, pos=elsewhere)
    qtbot.wait(50)
    assert overlay.is_open
    assert overlay.pairs() == shifted
    click(qtbot, overlay.buttons.buttons["shift_up"])
    first = next(one for one in paired.session.review.figures if one.figure.start == TEXT.index("1.2%"))
    paired.session.go_to(first.target)
    qtbot.wait(50)
    assert overlay.is_open
    qtbot.mouseClick(paired.view.viewport(), LEFT, pos=spot(paired, TEXT.index("5%", TEXT.index("4.5%") + 4)))
    qtbot.waitUntil(lambda: not overlay.is_open)
    assert rows(paired) == []


def test_a_figure_rejected_elsewhere_leaves_the_pairs(paired: MainWindow, qtbot: QtBot) -> None:
    overlay = paired.parts.pairs
    figure = next(one for one in paired.session.review.figures if one.figure.start == TEXT.index("1.2%"))
    paired.session.go_to(figure.target)
    paired.view.setFocus()
    qtbot.keyClick(paired.view, "x")
    qtbot.waitUntil(lambda: [words for _, words in overlay.pairs()] == ["3%", "4.5%"])


def test_a_note_is_written_and_a_label_looked_for_by_mouse(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    bar = window.parts.note_bar
    press("m")
    bar.line.setText("核对")
    click(qtbot, next(one for one in bar.findChildren(QAbstractButton) if one.text().startswith("Save")))
    assert [row.remark.note for row in rows(window) if row.remark is not None] == ["核对"]
    assert not bar.is_open
    press("m")
    click(qtbot, next(one for one in bar.findChildren(QAbstractButton) if one.text().startswith("Cancel")))
    assert not bar.is_open
    press("i")
    palette = window.parts.label_palette
    assert not palette.buttons.buttons["take"].isEnabled()
    assert palette.hint() == "You have no labels of your own yet. Make one with “Labels…” or Ctrl+I."
    click(qtbot, palette.buttons.buttons["manage"])
    dialog = window.findChild(LabelsDialog)
    assert dialog is not None
    dialog.reject()
    assert palette.is_open
    click(qtbot, palette.buttons.buttons["drop"])
    assert not palette.is_open


def test_the_time_of_a_section_is_stored_by_mouse(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.session.sections), timeout=20_000)
    press("y")
    bar = window.parts.section_bar
    bar.years.clear()
    qtbot.keyClicks(bar.years, "20x")
    assert not bar.buttons.buttons["take"].isEnabled()
    bar.years.clear()
    qtbot.keyClicks(bar.years, "2024")
    click(qtbot, bar.buttons.buttons["take"])
    assert [row.verdict for row in rows(window)] == ["section"]
    assert not bar.is_open


@pytest.mark.parametrize("key", ["i", "y", "s"])
def test_buttons_name_their_keys_only_while_these_keys_are_theirs(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, key: str
) -> None:
    window = open_window(two_annotators(tmp_path / "two.biaoshu"))
    qtbot.waitUntil(lambda: bool(window.session.sections), timeout=20_000)
    qtbot.keyClick(window.view, key)
    parts = window.parts
    settling = parts.annotator_actions.settling
    bar = {"i": parts.label_palette, "y": parts.section_bar, "s": settling}[key]
    asking = [bar.buttons, *(settling.takes() if bar is settling else ())]
    named = [button.text() for one in asking for button in one.buttons.values()]
    assert bar.is_open
    assert bar.buttons.buttons["drop"].text().endswith("  Esc")
    owner = window.focusWidget()
    assert owner is not None
    # the lines of the bar of a section know the same keys
    if key == "y":
        qtbot.keyClick(owner, Qt.Key.Key_Tab)
        assert [button.text() for one in asking for button in one.buttons.values()] == named
        owner = window.focusWidget()
        assert owner is not None
    window.view.setFocus()
    assert [button.text() for one in asking for button in one.buttons.values()] == [
        button.accessibleName() for one in asking for button in one.buttons.values()
    ]
    owner.setFocus()
    assert [button.text() for one in asking for button in one.buttons.values()] == named


def test_disputes_are_settled_by_mouse(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(two_annotators(tmp_path / "two.biaoshu"))
    window.resize(1280, 800)
    qtbot.keyClick(window.view, "s")
    settling = window.parts.annotator_actions.settling
    assert settling.isVisible()
    first = settling.passage()
    assert first is not None
    for button in settling.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            inside(button)
    click(qtbot, settling.buttons.buttons["next"])
    second = settling.passage()
    assert second is not None
    assert second.span != first.span
    click(qtbot, settling.buttons.buttons["previous"])
    (take,) = settling.takes()[1].buttons.values()
    assert take.text() == "Choose this reading  2"
    click(qtbot, take)
    settled = next(one for one in window.parts.annotator_actions.annotators.disputed() if one.span == first.span)
    assert settled.settled
    click(qtbot, settling.buttons.buttons["undo"])
    assert not any(one.settled for one in window.parts.annotator_actions.annotators.disputed())
    click(qtbot, settling.buttons.buttons["none"])
    assert rows(window)[-1].verdict == "reject"
    click(qtbot, settling.buttons.buttons["drop"])
    assert not settling.is_open


def test_the_buttons_go_on_in_a_next_row_where_it_is_narrow(paired: MainWindow, qtbot: QtBot) -> None:
    buttons = paired.parts.pairs.buttons
    wide = buttons.height()
    paired.resize(800, 700)
    qtbot.waitUntil(lambda: buttons.height() > wide)
    for button in buttons.buttons.values():
        inside(button)
    assert paired.width() == 800


def test_nothing_is_selected_but_what_is_clicked(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(ENTER, hold=SHIFT)
    listed = window.parts.figure_list
    click_cell(qtbot, listed.rows, 1, figure_list.FIGURE)
    assert listed.rows.currentIndex().row() == 1
    assert listed.model.left_out == set()
    assert Span(*window.session.review.figures[1].figure.span) == listed.model.figures[1].figure.span
