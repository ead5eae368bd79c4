"""The table filters by every aspect with counts, keeps its order row by row, chooses columns and copies exact cells."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.model.figure import Figure
from gui.style import words
from gui.table.table_model import INDICATOR, STATE, SURFACE, VALUE
from gui.window import MainWindow
from tests.counting import counted
from tests.gui.conftest import OpenWindow
from tools.bench_window import repeated

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def surfaces(window: MainWindow) -> list[str]:
    model = window.table.model
    return [str(model.index(row, SURFACE).data()) for row in range(model.rowCount())]


def menu_rows(menu: QMenu) -> dict[str, int]:
    """Return the values of an open menu with their counts."""
    texts = [action.text().split("\t") for action in menu.actions() if "\t" in action.text()]
    return {name: int(count) for name, count in texts}


@pytest.fixture
def menus(window: MainWindow, qtbot: QtBot) -> Iterator[Callable[..., QMenu]]:
    """Return a function that presses keys in the menu that is open and gives the one that is open then."""

    def press_keys(*keys: Qt.Key) -> QMenu:
        for key in keys:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            qtbot.keyClick(menu, key)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    yield press_keys
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def test_menus_count_and_combine_by_keys(
    window: MainWindow, press: Press, menus: Callable[..., QMenu], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return, "x")
    press("f", hold=CTRL | SHIFT)
    every = len(window.session.review.figures)
    assert menu_rows(menus()) == {"Undecided": every - 2, "Confirmed": 1, "Rejected": 1}
    menus(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert window.table.model.rowCount() == every - 2
    kinds = menu_rows(menus(Qt.Key.Key_Right))
    assert sum(kinds.values()) == every - 2
    menu = menus(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    ticked = [action.text().split("\t")[0] for action in menu.actions() if action.isChecked()]
    assert len(ticked) == 1
    assert window.table.model.rowCount() == kinds[ticked[0]]
    units = menu_rows(menus(Qt.Key.Key_Right))
    assert sum(units.values()) == kinds[ticked[0]]
    back = menus(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert menu_rows(back)["Undecided"] == kinds[ticked[0]]
    qtbot.keyClick(back, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    press("a", hold=CTRL | SHIFT)
    assert window.table.model.rowCount() == every
    press("x")
    assert window.session.review.figures[2].state == "rejected"


def test_a_band_of_confidence_says_from_where_to_where_it_reaches(
    window: MainWindow, menus: Callable[..., QMenu]
) -> None:
    """Whoever ticks one band sees the figures of that band and no surer ones."""
    window.table.filter_by("confidence")
    counts = menu_rows(menus())
    figures = [one.proposed.confidence for one in window.session.review.figures if one.proposed is not None]
    assert len(counts) > 1
    for band, count in counts.items():
        low, high = (int(edge.rstrip("%")) / 100 for edge in band.split("–"))
        assert count == sum(low <= sure < high or sure == high == 1 for sure in figures)


def test_every_aspect_filters(window: MainWindow, press: Press) -> None:
    press("f", "j", "m")
    press(*"ask", Qt.Key.Key_Return)
    filters, every = window.table.filters, len(window.session.review.figures)
    filters.want("mark", {"flagged"})
    assert surfaces(window) == ["638.5亿元"]
    filters.want("mark", {"flagged", "noted"})
    assert surfaces(window) == ["638.5亿元", "5.4%"]
    filters.want("mark", ())
    filters.want("unit", {"万吨", "家"})
    assert {window.table.model.shown(row).figure.unit for row in range(window.table.model.rowCount())} <= {"万吨", "家"}
    assert window.table.model.rowCount() > 0
    filters.want("unit", ())
    counts = window.table.wanted.counts("confidence", window.table.model.surfaces())
    assert counts.total() == every
    band = min(counts)
    filters.want("confidence", {band})
    assert window.table.model.rowCount() == counts[band]
    assert "Confidence: " in filters.buttons["confidence"].text()


def test_the_figures_of_another_annotator_are_filtered(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    first = window.session.annotator
    window.workspace.name_annotator("王强", another=True)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    filters, every = window.table.filters, window.table.model.rowCount()
    filters.buttons["annotator"].values.aboutToShow.emit()
    assert menu_rows(filters.buttons["annotator"].values) == {"Annotator": 2}
    filters.want("annotator", {first})
    assert surfaces(window) == ["638.5亿元", "5.4%"]
    filters.want_all()
    assert window.table.model.rowCount() == every
    press("k", "k", Qt.Key.Key_Return)
    filters.want("annotator", {window.session.annotator})
    assert surfaces(window) == ["638.5亿元"]
    report = window.session.report
    assert report is not None
    window.session.file([report.digest], {"blind": "1"})
    filters.want_all()
    filters.buttons["annotator"].values.aboutToShow.emit()
    assert menu_rows(filters.buttons["annotator"].values) == {"王强": 1}


def test_rows_stay_in_order_whatever_is_decided(window: MainWindow) -> None:
    model, dice = window.table.model, random.Random(7)
    for column, order in (
        (STATE, "Ascending"),
        (VALUE, "Descending"),
        (SURFACE, "Descending"),
        (INDICATOR, "Ascending"),
    ):
        window.table.table.sortByColumn(column, Qt.SortOrder[f"{order}Order"])
        window.table.filters.want("state", () if column != VALUE else {"undecided", "corrected"})
        for _ in range(25):
            figures = window.session.review.figures
            window.session.go_to(dice.choice(figures).target)
            verb = dice.choice([window.verdicts.confirm, window.verdicts.reject, window.verdicts.undo])
            verb() if dice.random() < 0.7 else window.verdicts.set_kind("rank")
            rows = [model.shown(row) for row in range(model.rowCount())]
            wanted = [shown for shown in figures if window.table.wanted.wants(shown, model.surface(shown))]
            assert sorted(row.target for row in rows) == sorted(shown.target for shown in wanted)
            assert all(model.row_of(shown.target) == row for row, shown in enumerate(rows))
            keys = [model.columns[column].key(shown) for shown in rows]
            assert keys == sorted(keys, reverse=order == "Descending")


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
def test_a_row_whose_edge_moves_stays_in_its_place(window: MainWindow, press: Press, qtbot: QtBot, order: str) -> None:
    table, model, gone = window.table.table, window.table.model, list[int]()
    table.sortByColumn(SURFACE, Qt.SortOrder[f"{order}Order"])
    window.view.setFocus()
    press("j")
    model.rowsAboutToBeRemoved.connect(lambda _parent, first, _last: gone.append(first))
    row, before = table.currentIndex().row(), surfaces(window)
    press("]")
    assert gone == []
    assert table.currentIndex().row() == row
    assert table.selectionModel().isRowSelected(row)
    after = surfaces(window)
    assert after[row].startswith(before[row])
    assert after[row] != before[row]
    assert after[:row] + after[row + 1 :] == before[:row] + before[row + 1 :]
    press("u")
    assert surfaces(window) == before
    assert gone == []
    # one that passes another by what the table is sorted by does move
    table.sortByColumn(INDICATOR, Qt.SortOrder[f"{order}Order"])
    last = max(model.columns[INDICATOR].key(one) for one in window.session.review.figures)
    current = window.session.current
    assert current is not None
    assert model.columns[INDICATOR].key(current) < last
    window.verdicts.decide(replace(current.figure, indicator="做" * 9))
    assert len(gone) == 1
    keys = [model.columns[INDICATOR].key(model.shown(row)) for row in range(model.rowCount())]
    assert keys == sorted(keys, reverse=order == "Descending")


def test_sorting_makes_one_key_a_figure_and_takes_few_other_steps(window: MainWindow, qtbot: QtBot) -> None:
    session, model, many = window.session, window.table.model, 600
    report, proposals = repeated(many)
    session.add_report(report)
    session.open_report(report.digest)
    session.propose(proposals, None)
    qtbot.waitUntil(lambda: model.rowCount() == many)
    for column, one in enumerate(model.columns):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            with counted("gui") as count:
                model.sort(column, order)
            # comparisons are Python's own; a key is a line or a few
            assert count.lines <= 9 * many, one.title


def test_a_click_on_a_heading_keeps_the_rows_selected(window: MainWindow, qtbot: QtBot) -> None:
    table = window.table
    chosen = [shown.target for shown in window.session.review.figures[1:4]]
    table.select(chosen)
    table.table.sortByColumn(VALUE, Qt.SortOrder.DescendingOrder)
    assert sorted(table.chosen()) == sorted(chosen)


def test_columns_are_chosen_by_key_and_remembered(
    window: MainWindow, press: Press, menus: Callable[..., QMenu], open_window: OpenWindow, qtbot: QtBot
) -> None:
    header = window.table.table.horizontalHeader()
    titles = [column.title for column in window.table.model.columns]
    assert header.isSectionHidden(titles.index("Section"))
    press("c", hold=CTRL | SHIFT)
    menu = menus()
    assert [action.text() for action in menu.actions()] == titles
    shown = next(action for action in menu.actions() if action.text() == "Section")
    menu.setActiveAction(shown)
    menus(Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Space)
    menu.close()
    assert not header.isSectionHidden(titles.index("Section"))
    assert header.isSectionHidden(titles.index("Period"))
    assert window.table.model.index(0, titles.index("Section")).data() == "一、2025年工作回顾"
    assert window.session.store is not None
    path = window.session.store.path
    window.close()
    again = open_window(path)
    header = again.table.table.horizontalHeader()
    assert not header.isSectionHidden(titles.index("Section"))
    assert header.isSectionHidden(titles.index("Period"))


def test_selected_rows_are_copied_exact_and_inert(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("m")
    press(*"=1+1", Qt.Key.Key_Return)
    table = window.table.table
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    press("c", hold=CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[-1] == ""
    head, first, second = (line.split("\t") for line in lines[:3])
    assert head[:4] == ["State", "Figure", "Indicator", "Kind"]
    assert len(head) == len(first) == len(second)
    assert first[:8] == ["Undecided ※", "638.5亿元", "地区生产总值", "Level", "exactly", "63850000000", "元", "Actual"]
    assert first[-1] == "'=1+1"
    assert second[1:6] == ["5.4%", "地区生产总值", "Growth", "exactly", "5.4"]
    window.view.setFocus()
    cursor = window.view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(3, cursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)
    press("c", hold=CTRL)
    assert QGuiApplication.clipboard().text() == "云汀区"


def test_what_is_copied_is_pasted_as_a_table_with_numbers(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    table = window.table.table
    table.setFocus()
    table.selectRow(0)
    press("c", hold=CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml()
    cells = re.findall("<t[hd]([^>]*)>([^<]*)", data.html())
    columns = len(window.table.columns.shown())
    head, row = cells[:columns], cells[columns:]
    assert [text for _, text in head[:3]] == ["State", "Figure", "Indicator"]
    value = next(marks for (marks, text), (_, title) in zip(row, head, strict=True) if title == "Value")
    assert 'x:num="63850000000"' in value
    assert all("x:num" not in marks for marks, text in row if text in ("638.5亿元", "Level"))


def test_words_of_the_indicator_and_ticked_values_filter_together_and_are_cleared_by_a_click(
    window: MainWindow, qtbot: QtBot, menus: Callable[..., QMenu]
) -> None:
    filters, every = window.table.filters, window.table.model.rowCount()
    qtbot.mouseClick(filters.line, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is filters.line
    filters.line.insert("生产")
    filters.line.insert(" 总值")
    assert surfaces(window) == ["638.5亿元", "5.4%", "5.5%"]
    qtbot.mouseClick(filters.buttons["status"], Qt.MouseButton.LeftButton)
    assert menu_rows(menus()) == {"Actual": 2, "Target": 1}
    qtbot.keyClick(menus(), Qt.Key.Key_Escape)
    filters.want("status", {"target"})
    assert surfaces(window) == ["5.5%"]
    assert filters.buttons["status"].text() == "Status: Target"
    qtbot.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    assert window.table.model.rowCount() == every
    assert filters.line.text() == ""
    assert not filters.clear.isVisible()
    window.table.filter_by("period")
    assert list(menu_rows(menus())) == ["2026", "2025"], "the latest first"
    qtbot.keyClick(menus(), Qt.Key.Key_Escape)
    window.table.filter_by("indicator")
    listed = list(menu_rows(menus()))
    assert listed.index("城镇化率") < listed.index("地区生产总值") < listed.index("粮食产量"), "by their pinyin"


def test_what_is_seldom_filtered_by_comes_from_the_last_menu(
    window: MainWindow, qtbot: QtBot, menus: Callable[..., QMenu]
) -> None:
    filters = window.table.filters
    assert not filters.buttons["mark"].isVisible()
    qtbot.mouseClick(filters.more, Qt.MouseButton.LeftButton)
    menu = menus()
    mark = next(action for action in menu.actions() if action.text() == "Flag and note…")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(mark).center())
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is filters.buttons["mark"].values)
    assert menu_rows(menus()) == {"neither": window.table.model.rowCount()}
    qtbot.keyClick(menus(), Qt.Key.Key_Escape)
    assert not filters.buttons["mark"].isVisible()
    filters.want("mark", {"flagged"})
    assert filters.buttons["mark"].isVisible()


def test_the_menu_of_a_head_sorts_filters_and_hides(
    window: MainWindow, qtbot: QtBot, menus: Callable[..., QMenu]
) -> None:
    header = window.table.table.horizontalHeader()

    def choose(text: str) -> None:
        place = QPoint(header.sectionViewportPosition(INDICATOR) + 20, header.height() // 2)
        header.customContextMenuRequested.emit(place)
        menu = menus()
        action = next(action for action in menu.actions() if action.text() == text)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    choose("Sort ascending")
    names = [window.table.model.shown(row).figure.indicator for row in range(window.table.model.rowCount())]
    assert names.index("城镇化率") < names.index("地区生产总值") < names.index("粮食产量")
    choose("Filter: Indicator…")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is window.table.filters.buttons["indicator"].values)
    qtbot.keyClick(menus(), Qt.Key.Key_Escape)
    choose("Hide “Indicator”")
    assert header.isSectionHidden(INDICATOR)
    window.table.choose_columns()
    qtbot.keyClick(menus(), Qt.Key.Key_Escape)
    header.customContextMenuRequested.emit(QPoint(20, 5))
    menu = menus()
    first = next(action for action in menu.actions() if action.text() == "Columns as at first")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(first).center())
    assert not header.isSectionHidden(INDICATOR)


def test_no_reason_is_cut(window: MainWindow, press: Press) -> None:
    press("f", "m")
    press(*"ask", Qt.Key.Key_Return)
    table = window.table.table
    for key, reason in (("d", "date"), ("o", "ordinal"), ("s", "name"), ("q", "qualifier"), ("c", "count")):
        window.session.go_to(window.session.review.figures[0].target)
        press(key, hold=SHIFT)
        said = str(window.table.model.index(0, STATE).data())
        assert words.word(reason) in said
        assert table.fontMetrics().horizontalAdvance(said) + 8 <= table.columnWidth(STATE)


def test_a_cell_is_lit_where_its_row_is_chosen_struck_where_it_is_rejected_and_its_words_are_cut_not_spilt(
    window: MainWindow, press: Press
) -> None:
    press(Qt.Key.Key_X)
    table, model = window.table.table, window.table.model
    table.setColumnWidth(SURFACE, 40)
    image = table.viewport().grab().toImage()
    palette, ratio = table.palette(), image.devicePixelRatio()

    def colours(row: int, column: int) -> list[list[str]]:
        cell = table.visualRect(model.index(row, column))
        place = QRectF(cell.topLeft() * ratio, cell.size() * ratio).toRect()
        across = range(place.left(), place.right())
        return [[image.pixelColor(x, y).name() for x in across] for y in range(place.top(), place.bottom())]

    ink = palette.color(QPalette.ColorRole.Text).name()
    struck, plain = colours(0, INDICATOR), colours(2, INDICATOR)

    def longest(cell: list[list[str]]) -> int:
        """Return the longest line of the text's colour in a cell: a letter's is short, one through all letters long."""
        lines = ("".join("x" if one == ink else " " for one in line) for line in cell)
        return max(len(run) for line in lines for run in (line.split() or [""]))

    assert longest(struck) > 20 * ratio
    assert longest(plain) <= 20 * ratio
    lit = [one for line in colours(1, INDICATOR) for one in line]
    assert Counter(lit).most_common(1)[0][0] == palette.color(QPalette.ColorRole.Highlight).name()
    assert all(line[-1] == line[0] for line in colours(2, SURFACE))


def test_an_empty_table_says_what_to_do(window: MainWindow) -> None:
    assert window.table.table.hint == ""
    window.table.filters.want("state", {"added"})
    assert "Show all" in window.table.table.hint
    assert window.table.table.accessibleDescription() == window.table.table.hint
    window.table.filters.want_all()
    assert window.table.table.hint == ""
    window.session.close_report()
    assert "open" in window.table.table.hint


def test_the_row_under_decision_is_wholly_in_sight_where_rows_came_a_moment_ago(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """What is decided is listed at once, what is proposed when the engine has read the report."""
    path = tmp_path / "many.txt"
    path.write_text("一份报告\n\n" + "".join(f"新建公园{number}个。\n" for number in range(11, 71)), encoding="utf-8")
    window = open_window(path)
    session, table = window.session, window.table.table
    assert session.store is not None
    assert session.report is not None
    proposals = [shown.proposal for shown in session.review.figures if shown.proposal is not None]
    step = session.act()
    session.write([step.confirm(one.figure.span, one.figure, one) for one in proposals[:30]])
    digest = session.report.digest
    session.close_report()
    session.open_report(digest)
    qtbot.waitUntil(lambda: 0 < table.verticalScrollBar().maximum() < 30)
    session.propose(proposals, proposals[30].figure.span)
    assert session.current is session.review.figures[30]
    qtbot.waitUntil(lambda: table.currentIndex().row() == 30)
    box = table.visualRect(table.currentIndex())
    assert 0 <= box.top() < box.bottom() <= table.viewport().height()


def test_two_parts_of_a_composition_are_no_range() -> None:
    figure = Figure(0, 6, "composition", (Decimal("1.71"), Decimal(1)), "", "eq", "收入比", "actual", None)
    assert words.number_text(figure) == "1.71 : 1"
    assert words.number_text(replace(figure, kind="ratio")) == "1.71 – 1"
    assert words.number_text(replace(figure, value=(Decimal(7), Decimal(45), Decimal(48)))) == "7 : 45 : 48"


def test_rows_before_and_after_are_in_sight_while_one_walks_through_the_text(
    window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    table = window.table.table
    window._whole.setSizes([600, 220])
    qtbot.wait(50)
    seen, last = table.viewport().rect(), window.table.model.rowCount() - 1
    assert table.rowHeight(0) * last > seen.height()
    window.view.setFocus()
    for key, count in (("j", last), ("k", last)):
        for _ in range(count):
            press(key)
            row = table.currentIndex().row()
            around = {min(max(near, 0), last) for near in (row - 1, row, row + 1)}
            assert all(seen.contains(table.visualRect(window.table.model.index(one, 1))) for one in around)
