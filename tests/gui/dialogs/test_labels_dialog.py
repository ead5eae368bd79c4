"""Labels of one's own: made in the dialog, put on by their keys, renamed, merged, and kept while a figure has one."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.model.label import Label
from gui.dialogs.labels_dialog import LabelsDialog
from gui.style import words
from gui.window import MainWindow
from tests.gui.session.test_deciding import CTRL, SHIFT, current_text, rows, select, text_of

Press = Callable[..., None]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def dialog(window: MainWindow, press: Press, qtbot: QtBot) -> LabelsDialog:
    press("i", hold=CTRL)
    found = window.findChild(LabelsDialog)
    assert found is not None
    qtbot.waitExposed(found)
    return found


def enter(field: QWidget, text: str) -> None:
    """Enter Chinese as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type over what a line says."""
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    enter(field, text)


def leave(window: MainWindow, dialog: LabelsDialog, qtbot: QtBot) -> None:
    """Close the dialog; a screen without a window manager gives the keyboard to nobody."""
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def make(qtbot: QtBot, dialog: LabelsDialog, chinese: str, english: str, key: str) -> Label:
    write(qtbot, dialog.chinese, chinese)
    write(qtbot, dialog.english, english)
    write(qtbot, dialog.key, key)
    qtbot.keyClick(dialog.key, ENTER)
    return dialog._session.scheme.labels[-1]


def choose(dialog: LabelsDialog, name: str) -> None:
    found = dialog.rows.findItems(name, Qt.MatchFlag.MatchExactly, 1)
    dialog.rows.setCurrentItem(found[0])


def listed(dialog: LabelsDialog) -> list[tuple[str, ...]]:
    items = [dialog.rows.topLevelItem(row) for row in range(dialog.rows.topLevelItemCount())]
    return [tuple(item.text(column) for column in (0, 1, 3, 4)) for item in items if item is not None][7:-1]


def labelled(window: MainWindow) -> list[tuple[str, str]]:
    report = window.session.report
    assert report is not None
    return [
        (report.text[shown.figure.start : shown.figure.end], words.word(shown.figure.kind))
        for shown in window.session.review.figures
        if shown.state in ("added", "confirmed")
    ]


def test_the_dialog_lists_the_kinds_and_makes_labels(window: MainWindow, dialog: LabelsDialog, qtbot: QtBot) -> None:
    assert dialog.rows.topLevelItemCount() == 8
    first = make(qtbot, dialog, "政策举措", "Policy", "p")
    make(qtbot, dialog, "目标口号", "", "K")
    assert listed(dialog) == [("P", "政策举措", "0", ""), ("K", "目标口号", "0", "")]
    assert (first.colour, first.key) == ("red", "p")
    assert window.session.store is not None
    assert [label.chinese for label in window.session.store.labels()] == ["政策举措", "目标口号"]


@pytest.mark.parametrize(
    ("chinese", "key", "said"),
    [
        ("政策举措", "x", "named 政策举措"),
        ("新的", "p", "already belongs to 政策举措"),
        ("新的", "3", "3 cannot be used"),
        ("", "x", "needs a Chinese"),
    ],
)
def test_a_name_or_key_that_is_taken_is_refused_in_one_sentence(
    dialog: LabelsDialog, qtbot: QtBot, chinese: str, key: str, said: str
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    make(qtbot, dialog, chinese, "", key)
    assert said in dialog.trouble()
    assert len(listed(dialog)) == 1


def test_the_arrows_choose_a_row_while_the_keyboard_is_in_a_line(dialog: LabelsDialog, qtbot: QtBot) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    qtbot.keyClick(dialog.chinese, Qt.Key.Key_Up)
    assert (dialog.chinese.text(), dialog.key.text()) == ("政策举措", "P")
    qtbot.keyClick(dialog.chinese, Qt.Key.Key_Up)
    assert (dialog.english.text(), dialog.keep.isEnabled()) == ("Composition", False)
    for _ in range(3):
        qtbot.keyClick(dialog.chinese, Qt.Key.Key_Down)
    assert (dialog.chinese.text(), dialog.keep.isEnabled()) == ("", True)


def test_a_label_is_put_on_words_without_a_number_by_its_key(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    label = make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    select(window, "改造老旧小区")
    press("i")
    assert "改造老旧小区" in window.parts.label_palette.title()
    press("p")
    [row] = rows(window)
    assert (row.verdict, text_of(window, row)) == ("add", "改造老旧小区")
    assert row.figure is not None
    assert (row.figure.kind, row.figure.value, row.figure.unit, row.figure.indicator) == (label.id, (), "", "")
    assert window.focusWidget() is window.view
    assert current_text(window) == "改造老旧小区"
    press("u")
    assert labelled(window) == []


def test_a_label_corrects_the_figure_under_decision_and_a_kind_takes_it_back(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    label = make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press("i", "p")
    [row] = rows(window)
    assert row.figure is not None
    assert (row.verdict, row.figure.kind, row.figure.value) == ("confirm", label.id, Decimal("63850000000"))
    assert labelled(window) == [("638.5亿元", "Policy")]
    press("1")
    assert labelled(window) == [("638.5亿元", "Level")]


def test_a_label_without_a_number_becomes_no_kind_where_there_is_none(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    select(window, "改造老旧小区")
    press("i", "p", "1")
    assert "no number" in window.notice.text()
    assert labelled(window) == [("改造老旧小区", "Policy")]
    press("]", "]", "]", "1")
    assert labelled(window) == [("改造老旧小区25个", "Level")]


def test_a_label_goes_over_a_confirmed_figure_with_shift_only(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press(ENTER)
    select(window, "地区生产总值达638.5亿元")
    press("i", "p")
    assert "Press Shift with the label's key" in window.parts.label_palette.hint()
    assert labelled(window) == [("638.5亿元", "Level")]
    press("p", hold=SHIFT)
    assert labelled(window) == [("地区生产总值达638.5亿元", "Policy"), ("638.5亿元", "Level")]
    select(window, "638.5亿元")
    press("i")
    press("p", hold=SHIFT)
    assert [name for _, name in labelled(window)] == ["Policy", "Level", "Policy"]


def test_a_label_over_undecided_figures_leaves_them_to_be_decided(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    before = len(window.session.review.figures)
    select(window, "地区生产总值达638.5亿元，增长5.4%")
    press("i", "p")
    assert len(window.session.review.figures) == before + 1
    press(ENTER)
    assert current_text(window) == "638.5亿元"
    press(ENTER, ENTER)
    assert len(labelled(window)) == 3


def test_a_renamed_label_is_renamed_everywhere(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press("i", "p")
    press("i", hold=CTRL)
    again = window.findChildren(LabelsDialog)[-1]
    choose(again, "政策举措")
    write(qtbot, again.english, "Measure")
    qtbot.keyClick(again.english, ENTER)
    leave(window, again, qtbot)
    assert labelled(window) == [("638.5亿元", "Measure")]
    cells = [window.table.table.model().index(row, 3).data() for row in range(3)]
    assert cells[0] == "Measure"


def test_a_label_in_use_is_not_retired_but_merged_and_that_is_taken_back(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    first = make(qtbot, dialog, "政策举措", "Policy", "p")
    second = make(qtbot, dialog, "工作举措", "Measure", "m")
    leave(window, dialog, qtbot)
    press("i", "p")
    press("i", hold=CTRL)
    again = window.findChildren(LabelsDialog)[-1]
    choose(again, "政策举措")
    again.retire.click()
    assert again.trouble().endswith(
        "政策举措 is on 1 figures and cannot be retired. Merge it into another label instead."
    )
    again.into.setCurrentIndex(again.into.findData(second.id))
    again.merge.click()
    assert labelled(window) == [("638.5亿元", "Measure")]
    assert [row[2] for row in listed(again)] == ["0", "1"]
    assert listed(again)[0][3] == "merged into Measure"
    [row] = rows(window)
    assert row.figure is not None
    assert row.figure.kind == first.id, "the log is not touched"
    choose(again, "工作举措")
    again.retire.click()
    assert "cannot be retired" in again.trouble()
    choose(again, "政策举措")
    again.restore.click()
    assert labelled(window) == [("638.5亿元", "Policy")]
    choose(again, "工作举措")
    again.retire.click()
    assert listed(again)[1][3] == "retired"
    leave(window, again, qtbot)
    press("i")
    assert window.parts.label_palette.rows.count() == 1
    press(Qt.Key.Key_Escape)


def test_labels_are_there_again_when_the_store_is_opened_again(
    window: MainWindow, press: Press, dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    leave(window, dialog, qtbot)
    press("i", "p")
    store = window.session.store
    assert store is not None
    window.workspace.close_store()
    window.workspace.open_store(store.path)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert labelled(window) == [("638.5亿元", "Policy")]


def test_without_labels_the_palette_says_how_to_make_one(window: MainWindow, press: Press) -> None:
    press("i")
    assert "no labels of your own yet" in window.parts.label_palette.hint()
    press(ENTER, "p", Qt.Key.Key_Escape)
    assert rows(window) == []
    assert window.focusWidget() is window.view


def test_all_rows_of_the_dialog_are_of_one_height_whatever_is_written_in_them(
    dialog: LabelsDialog, qtbot: QtBot
) -> None:
    make(qtbot, dialog, "政策举措", "Policy", "p")
    make(qtbot, dialog, "slogan", "", "k")
    rows = dialog.rows
    heights = {rows.visualItemRect(row).height() for at in range(10) if (row := rows.topLevelItem(at)) is not None}
    assert len(heights) == 1
    assert heights.pop() > rows.fontMetrics().height()
