"""The panes show what the session holds, and lead to where one points."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.style import words
from gui.window import MainWindow
from tests.gui.text_formats import seen_words

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


def table_rows(window: MainWindow) -> list[list[str]]:
    model = window.table.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_has_every_figure_with_its_attributes(window: MainWindow) -> None:
    rows = table_rows(window)
    assert len(rows) == len(window.session.review.figures)
    assert rows[0][1:9] == ["638.5亿元", "地区生产总值", "Level", "=", "63,850,000,000", "元", "Actual", "2025"]


def test_a_decision_shows_in_the_table_at_once(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "5")
    assert [row[0] for row in table_rows(window)][:4] == ["✓ Confirmed", "× Rejected", "≠ Corrected", "○ Undecided"]


def test_the_table_filters_by_state_and_kind(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    window.table.filters.want("state", {"confirmed"})
    assert [row[1] for row in table_rows(window)] == ["638.5亿元"]
    press(Qt.Key.Key_Return, widget=window.view)
    assert [row[1] for row in table_rows(window)] == ["638.5亿元", "5.4%"]
    window.table.filters.want("kind", {"growth"})
    assert [row[1] for row in table_rows(window)] == ["5.4%"]


def test_a_filter_that_drops_the_decided_row_does_not_disturb_the_walk(window: MainWindow, press: Press) -> None:
    window.table.filters.want("state", {"undecided"})
    figures = window.session.review.figures
    for at in range(4):
        assert window.session.current is figures[at]
        press(Qt.Key.Key_Return, widget=window.view)
    assert [shown.state for shown in figures[:5]] == ["confirmed"] * 4 + ["undecided"]
    assert table_rows(window)[0][1] == "25个"


def test_the_table_sorts_by_value_and_not_by_its_digits(window: MainWindow) -> None:
    window.table.table.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    values = [float(row[5].replace(",", "").split()[0]) for row in table_rows(window)]
    assert values == sorted(values)
    assert len(set(values)) > 5


def test_arrows_in_the_table_take_the_text_along(window: MainWindow, press: Press) -> None:
    window.table.table.setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, widget=window.table.table)
    assert window.session.current is window.session.review.figures[2]
    press("k")
    assert window.table.table.currentIndex().row() == 1


def test_the_outline_leads_to_its_headings(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 420)
    top = window.reports.headings.topLevelItem(0)
    assert top is not None
    titles = [top.child(row) for row in range(top.childCount())]
    assert [item.text(0) for item in titles] == ["一、2025年工作回顾", "二、2026年工作安排"]
    qtbot.waitUntil(lambda: window.view.height() < 300 and window.view.verticalScrollBar().maximum() > 100)
    spot = window.reports.headings.visualItemRect(titles[1]).center()
    qtbot.mouseClick(window.reports.headings.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    # a short way is gone smoothly
    offset = window.session.report.text.index("二、2026年") if window.session.report else 0
    heading = window.view.cursor_on(Span(offset, offset))
    qtbot.waitUntil(lambda: 0 <= window.view.cursorRect(heading).top() < window.view.viewport().height() // 2 + 20)


def test_the_report_list_and_the_status_bar_count(window: MainWindow, press: Press) -> None:
    total = len(window.session.review.figures)
    press(Qt.Key.Key_Return, "x")
    item = window.reports.reports.currentItem()
    assert item is not None
    assert item.text().endswith(f"2/{total}")
    assert f"2 of {total} decided" in window.status.progress_text()


def test_the_form_shows_the_figure_under_decision(window: MainWindow, press: Press) -> None:
    press("j")
    form = window.form
    assert {name: field.text() for name, field in form.fields.items()} == {
        "indicator": "地区生产总值",
        "value": "5.4",
        "unit": "%",
        "period": "2025",
        "area": "",
        "base": "",
    }
    assert [kind for kind, button in form.choice_buttons.kinds.items() if button.isChecked()] == ["growth"]
    assert [bound for bound, button in form.choice_buttons.bounds.items() if button.isChecked()] == ["eq"]


def test_the_words_that_decided_are_lit(window: MainWindow) -> None:
    from gui.style import theme

    def lit() -> list[str]:
        grounds = [theme.evidence_format().background(), theme.current_format().background()]
        return seen_words(window, lambda look: look.background() in grounds)

    assert lit() == ["地区生产总值", "638.5亿元"]
    window.form.fields["period"].setFocus()
    assert lit()[-1] == "638.5亿元"
    assert "2025年" in lit()[0]


def test_every_state_has_a_mark_of_its_own_without_colour(window: MainWindow, press: Press) -> None:
    from gui.style import theme

    press(Qt.Key.Key_Return, "x", "5", Qt.Key.Key_Return)
    seen = {}
    for shown in window.session.review.figures:
        look = theme.figure_format(shown, theme.theme())
        seen[words.state_of(shown)] = (look.underlineStyle(), look.fontStrikeOut(), look.fontOverline())
    assert set(seen) == {"undecided", "confirmed", "corrected", "rejected"}
    assert len(set(seen.values())) == 4


def test_zoom_keys_change_the_text_and_are_remembered(window: MainWindow, press: Press) -> None:
    size = window.view.document().defaultFont().pointSizeF()
    press(Qt.Key.Key_Plus, Qt.Key.Key_Plus, hold=CTRL)
    assert window.view.document().defaultFont().pointSizeF() == size + 2
    assert window.settings.number("zoom", 0) == 2
    press(Qt.Key.Key_0, hold=CTRL)
    assert window.view.document().defaultFont().pointSizeF() == size


def test_the_column_is_never_wider_than_it_reads_well(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(2400, 900)
    qtbot.wait(50)
    from PySide6.QtGui import QFontMetricsF

    em = QFontMetricsF(window.view.document().defaultFont()).horizontalAdvance("国")
    assert 40 <= window.view.viewport().width() / em <= 47


def test_the_figure_under_decision_is_always_in_sight(window: MainWindow, press: Press) -> None:
    window.resize(1000, 420)
    for _ in range(len(window.session.review.figures) - 1):
        press("j")
        shown = window.session.current
        assert shown is not None
        cursor = window.view.textCursor()
        cursor.setPosition(shown.figure.start)
        box = window.view.cursorRect(cursor)
        assert 0 <= box.top() <= window.view.viewport().height() - box.height()


def test_f6_goes_round_the_panes_and_escape_back_to_the_text(window: MainWindow, press: Press) -> None:
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert len(set(map(id, seen))) == 5
    press(Qt.Key.Key_F6, Qt.Key.Key_F6)
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view


def test_f1_shows_every_command_with_its_keys(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QDialog, QTreeWidget

    from gui.commands import COMMANDS, shown_keys, text_of

    press(Qt.Key.Key_F1)
    (sheet,) = [child for child in window.findChildren(QDialog, "keys") if isinstance(child, QDialog)]
    tree = sheet.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    groups = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    shown = {
        (group.child(row).text(0), group.child(row).text(1))
        for group in groups
        if group is not None
        for row in range(group.childCount())
    }
    assert shown == {(text_of(command), shown_keys(command)) for command in COMMANDS if command.keys}
    sheet.close()
    press("j")
    assert window.session.current is window.session.review.figures[1]
