"""Cells are edited where they stand: read, checked and refused as in the form, and written at once as a correction."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.model.attributes import AttributeName
from core.model.figure import Figure
from gui.table.cell_editor import CellLine
from gui.table.table_model import INDICATOR, SURFACE, VALUE, column_of
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows

Press = Callable[..., None]
LEFT, SHIFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def place_of(window: MainWindow, row: int, column: int) -> QPoint:
    return window.table.table.visualRect(window.table.model.index(row, column)).center()


def double_click(window: MainWindow, row: int, column: int, qtbot: QtBot) -> None:
    viewport, place = window.table.table.viewport(), place_of(window, row, column)
    qtbot.mouseClick(viewport, LEFT, pos=place)
    qtbot.mouseDClick(viewport, LEFT, pos=place)


def line_of(window: MainWindow) -> CellLine:
    line = window.focusWidget()
    assert isinstance(line, CellLine)
    assert window.table.editor.is_open()
    return line


def write(window: MainWindow, text: str, qtbot: QtBot) -> CellLine:
    """Type a text in place of what the cell says; Chinese comes from an input method."""
    line = line_of(window)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(line, typed)
    return line


def figure(window: MainWindow, row: int) -> Figure:
    return window.table.model.shown(row).figure


def menu_of(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_double_click_edits_and_enter_writes_a_correction(window: MainWindow, qtbot: QtBot) -> None:
    double_click(window, 3, INDICATOR, qtbot)
    line = line_of(window)
    assert line.text() == line.selectedText() == figure(window, 3).indicator
    assert line.accessibleName() == "Indicator"
    write(window, "高新技术企业", qtbot)
    assert not rows(window)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert (row.verdict, row.figure and row.figure.indicator) == ("confirm", "高新技术企业")
    assert window.table.model.shown(3).corrected
    assert window.session.current is window.table.model.shown(3)
    assert window.focusWidget() is window.table.table
    assert window.form.fields["indicator"].text() == "高新技术企业"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("value", "5.67万亿元", Decimal("5670000000000")), ("period", "十四五", "2021/2025"), ("unit", "户", "户")],
)
def test_a_cell_is_read_as_the_form_reads(
    window: MainWindow, qtbot: QtBot, name: AttributeName, text: str, said: object
) -> None:
    window.table.table.setFocus()
    double_click(window, 3, column_of(name), qtbot)
    qtbot.keyClick(write(window, text, qtbot), Qt.Key.Key_Return)
    assert getattr(figure(window, 3), name) == said
    if name == "value":
        assert figure(window, 3).unit == "元"


def test_f2_edits_the_cell_pointed_at_and_the_arrows_go_from_cell_to_cell(window: MainWindow, qtbot: QtBot) -> None:
    table = window.table.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=place_of(window, 2, VALUE))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert line_of(window).text() == "6.8"
    assert not window.parts.guideline.isVisible()
    qtbot.keyClick(line_of(window), Qt.Key.Key_Escape)
    assert window.focusWidget() is table
    assert table.is_in_cells
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert line_of(window).text() == "家"
    assert not rows(window), "Enter decides on nothing while the keyboard is in the cells"
    qtbot.keyClick(line_of(window), Qt.Key.Key_Escape)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not table.is_in_cells
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [row.verdict for row in rows(window)] == ["confirm"]


def test_esc_gives_the_cell_back_and_writes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    before = figure(window, 0)
    double_click(window, 0, INDICATOR, qtbot)
    qtbot.keyClick(write(window, "总产值", qtbot), Qt.Key.Key_Escape)
    assert figure(window, 0) == before
    assert not rows(window)
    assert not window.table.editor.is_open()
    double_click(window, 0, INDICATOR, qtbot)
    qtbot.keyClick(line_of(window), Qt.Key.Key_Return)
    assert not rows(window), "what was not changed is no decision"


def test_what_cannot_be_read_stays_in_the_cell_with_the_forms_sentence(window: MainWindow, qtbot: QtBot) -> None:
    editor, table = window.table.editor, window.table.table
    double_click(window, 1, VALUE, qtbot)
    line = write(window, "很多", qtbot)
    for leave in (
        lambda: qtbot.keyClick(line, Qt.Key.Key_Return),
        lambda: qtbot.keyClick(line, Qt.Key.Key_Tab),
        lambda: qtbot.mouseClick(table.viewport(), LEFT, pos=place_of(window, 4, SURFACE)),
        window.view.setFocus,
        lambda: window.session.lead_to(window.session.review.figures[5].target),
    ):
        leave()
        assert window.table.editor.text() == "很多"
        assert line_of(window) is line
        assert "This value cannot be read" in editor.sentence()
        assert line.is_marked()
        assert window.session.current is window.session.review.figures[1]
        assert not rows(window)
    assert "很多" in window.notice.text()
    write(window, "7.5%", qtbot)
    assert editor.sentence() == ""
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert figure(window, 1).value == Decimal("7.5")


def test_tab_goes_to_the_next_cell_and_back(window: MainWindow, qtbot: QtBot) -> None:
    shown = [column for column in window.table.table.shown_columns() if window.table.editor.can_edit(column)]
    period = column_of("period")
    assert shown[-1] == period
    double_click(window, 0, VALUE, qtbot)
    qtbot.keyClick(write(window, "700", qtbot), Qt.Key.Key_Tab)
    assert line_of(window).accessibleName() == "Unit"
    assert [row.figure and row.figure.value for row in rows(window)] == [Decimal(700)]
    qtbot.keyClick(line_of(window), Qt.Key.Key_Backtab)
    assert line_of(window).accessibleName() == "Value"
    qtbot.keyClick(line_of(window), Qt.Key.Key_Escape)
    double_click(window, 0, period, qtbot)
    qtbot.keyClick(line_of(window), Qt.Key.Key_Tab)
    assert line_of(window).accessibleName() == "Indicator"
    assert window.session.current is window.table.model.shown(1)


def test_a_click_elsewhere_writes_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    double_click(window, 0, INDICATOR, qtbot)
    write(window, "总产值", qtbot)
    qtbot.mouseClick(window.table.table.viewport(), LEFT, pos=place_of(window, 4, SURFACE))
    assert figure(window, 0).indicator == "总产值"
    assert window.session.current is window.table.model.shown(4)
    assert len(rows(window)) == 1
    double_click(window, 0, INDICATOR, qtbot)
    write(window, "生产总值", qtbot)
    window.actions_by_name["go:1"].trigger()
    assert figure(window, 0).indicator == "生产总值"
    assert window.session.current is window.table.model.shown(1)


def test_a_key_of_the_window_joins_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    double_click(window, 0, INDICATOR, qtbot)
    write(window, "总产值", qtbot)
    window.actions_by_name["set_kind:ratio"].trigger()
    assert not rows(window)
    qtbot.keyClick(line_of(window), Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.indicator, row.figure.kind) == ("总产值", "ratio")


def test_values_of_a_vocabulary_are_chosen_from_a_menu(window: MainWindow, qtbot: QtBot) -> None:
    double_click(window, 3, column_of("status"), qtbot)
    menu = menu_of(qtbot)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [("Actual", True), ("Target", False)]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert figure(window, 3).status == "target"
    double_click(window, 3, column_of("kind"), qtbot)
    menu = menu_of(qtbot)
    growth = next(action for action in menu.actions() if action.text() == "Growth")
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(growth).center())
    assert figure(window, 3).kind == "growth"
    assert len(rows(window)) == 2
    assert window.focusWidget() is window.table.table


def test_one_attribute_is_set_for_the_rows_selected(window: MainWindow, qtbot: QtBot) -> None:
    table, period = window.table.table, column_of("period")
    qtbot.mouseClick(table.viewport(), LEFT, pos=place_of(window, 3, period))
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert len(window.table.selected_targets()) == 3
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(write(window, "2019", qtbot), Qt.Key.Key_Return)
    listed = window.parts.figure_list
    assert listed.isVisible()
    assert listed.title().startswith("Period: 2019")
    assert listed.model.rowCount() == 3
    assert not rows(window)
    qtbot.keyClick(listed.rows, Qt.Key.Key_Return)
    assert [figure(window, row).period for row in range(2, 7)] == ["2025", "2019", "2019", "2019", "2025"]
    assert len({row.step for row in rows(window)}) == 1


def test_a_key_of_a_kind_or_a_bound_is_for_the_rows_selected(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    table, listed = window.table.table, window.parts.figure_list

    def select_three() -> None:
        table.setFocus()
        qtbot.mouseClick(table.viewport(), LEFT, pos=place_of(window, 0, SURFACE))
        for _ in range(2):
            qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)

    select_three()
    press("2")
    assert listed.title().startswith("Kind: Ratio")
    qtbot.keyClick(listed.rows, Qt.Key.Key_Return)
    assert [figure(window, row).kind for row in range(3)] == ["ratio"] * 3
    select_three()
    press(".")
    qtbot.keyClick(listed.rows, Qt.Key.Key_Return)
    assert [figure(window, row).bound for row in range(3)] == ["ge"] * 3
    select_three()
    press(".")
    assert "already" in window.notice.text()


@pytest.fixture
def typed_for_many(window: MainWindow, press: Press, qtbot: QtBot) -> CellLine:
    """Select three rows by keys and type a period in the cell of one."""
    window.table.table.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, hold=SHIFT)
    assert len(window.table.selected_targets()) == 3
    row = window.table.table.currentIndex().row()
    assert window.table.editor.begin(row, column_of("period"))
    return write(window, "2030", qtbot)


@pytest.mark.parametrize("command", ["go:1", "go_undecided:1", "go_report:1", "set_kind:rank", "toggle_home"])
def test_what_is_typed_for_several_rows_stays_where_a_command_would_lead_away(
    window: MainWindow, typed_for_many: CellLine, qtbot: QtBot, command: str
) -> None:
    window.actions_by_name[command].trigger()
    assert line_of(window) is typed_for_many
    assert typed_for_many.text() == "2030"
    assert "2030" in window.notice.text()
    assert not window.shows_page
    assert rows(window) == []
    # Enter goes on from there
    qtbot.keyClick(typed_for_many, Qt.Key.Key_Return)
    assert "3 of 3" in window.parts.figure_list.title()


def test_what_is_typed_for_several_rows_stays_at_a_key_and_at_the_close_of_the_window(
    window: MainWindow, typed_for_many: CellLine, qtbot: QtBot
) -> None:
    qtbot.keyClick(typed_for_many, Qt.Key.Key_J, CTRL)
    assert typed_for_many.text() == "2030"
    assert not window.close()
    assert line_of(window) is typed_for_many
    qtbot.keyClick(typed_for_many, Qt.Key.Key_Escape)
    assert not window.table.editor.is_open()
    window.actions_by_name["go:1"].trigger()
    assert window.notice.text() == ""


def test_a_cell_of_several_rows_in_which_nothing_is_typed_holds_nothing_up(
    window: MainWindow, typed_for_many: CellLine, qtbot: QtBot
) -> None:
    qtbot.keyClick(typed_for_many, Qt.Key.Key_Escape)
    row = window.table.table.currentIndex().row()
    assert window.table.editor.begin(row, column_of("period"))
    before = window.session.current
    window.actions_by_name["go:1"].trigger()
    assert not window.table.editor.is_open()
    assert window.session.current is not before
