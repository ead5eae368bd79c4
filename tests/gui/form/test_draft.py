"""What is typed in the form: Confirm stores it, keys join it, whatever leads away writes it, nothing loses it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.model.decision import Decision
from core.store import Store
from gui.commands import COMMANDS, Command
from gui.library.report_list import DIGEST_ROLE
from gui.table.table_model import SURFACE
from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.dialogs.test_labels_dialog import write
from tests.gui.session.test_deciding import rows
from tests.gui.text.test_mouse import spot

Press = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton
TYPED, READ, UNREADABLE = "559.2亿", Decimal("55920000000"), "见附表"
OTHER = "澄江县2024年政府工作报告\n\n全县生产总值210亿元。\n"
ALL = 20_000


def type_value(window: MainWindow, press: Press, qtbot: QtBot, text: str = TYPED) -> None:
    """Type a value over that of the figure under decision, as the keyboard and an input method do."""
    press("e")
    value = window.form.fields["value"]
    qtbot.mouseClick(value, LEFT)
    write(qtbot, value, text)


def button(window: MainWindow, words: str) -> QPushButton:
    return next(one for one in window.form.findChildren(QPushButton) if words in one.text())


def click(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Click on words of the text."""
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=spot(window, REPORT.index(words)))


def click_row(qtbot: QtBot, window: MainWindow, row: int) -> None:
    table = window.table.table
    place = table.visualRect(window.table.model.index(row, SURFACE)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)


def click_other_report(qtbot: QtBot, window: MainWindow) -> None:
    listed, report = window.reports.reports, window.session.report
    assert report is not None
    items = [listed.item(row) for row in range(listed.count())]
    item = next(item for item in items if item.data(DIGEST_ROLE) != report.digest)
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualItemRect(item).center())


# a way that leads from the figure under decision, as somebody at the window goes it
Way = Callable[[QtBot, MainWindow], object]


def by_key(key: Qt.Key | str, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Way:
    def go(qtbot: QtBot, window: MainWindow) -> None:
        # beside the figures, so that the keyboard alone goes to the text
        click(qtbot, window, "工作回顾")
        qtbot.keyClick(window.view, key, hold)

    return go


WAYS: dict[str, Way] = {
    "a click on another figure": lambda qtbot, window: click(qtbot, window, "12家"),
    "tab": by_key(Qt.Key.Key_Tab),
    "j": by_key("j"),
    "next undecided": by_key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier),
    "a row of the table": lambda qtbot, window: click_row(qtbot, window, 3),
    "another report": click_other_report,
    "the window closed": lambda qtbot, window: window.close(),
    "another store": lambda qtbot, window: window.open_path(window.settings.recent()[0].with_name("b.biaoshu")),
}


@pytest.fixture
def two(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Have a second report in the list, the first open, and another store beside this one."""
    first = window.session.report
    assert first is not None
    path = tmp_path / "澄江县2024.txt"
    path.write_text(OTHER, encoding="utf-8")
    window.workspace.open_paths([path])
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=ALL)
    window.workspace.open_report(first.digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    Store.open(window.settings.recent()[0].with_name("b.biaoshu")).close()
    return window


def log_of(window: MainWindow, path: Path, digest: str) -> list[Decision]:
    """Return what the store holds of a report, whether the window has it open or not."""
    store = window.session.store
    if store is not None and store.path == path:
        return store.log(digest)
    with Store.open(path, create=False) as other:
        return other.log(digest)


def test_confirm_stores_what_the_form_shows(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    type_value(window, press, qtbot)
    qtbot.mouseClick(button(window, "Confirm"), LEFT)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.verdict, row.figure.value) == ("confirm", READ)
    assert window.session.current is not None
    assert window.session.current.target != row.target


def test_a_click_on_a_kind_and_keys_join_what_is_typed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    type_value(window, press, qtbot)
    chips, value = window.form.choice_buttons, window.form.fields["value"]
    qtbot.mouseClick(chips.kinds["growth"], LEFT)
    qtbot.mouseClick(chips.bounds["ge"], LEFT)
    click(qtbot, window, "工作回顾")
    press("t", "}", widget=window.view)
    assert rows(window) == []
    assert value.text() == TYPED
    assert [name for name, chip in chips.kinds.items() if chip.isChecked()] == ["growth"]
    press(Qt.Key.Key_Return, widget=window.view)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.target is not None
    said = row.figure
    assert (said.value, said.kind, said.bound, said.status) == (READ, "growth", "ge", "target")
    assert said.end == row.target.end - 1
    press("u")
    assert window.session.review.get(row.target) == window.session.current
    assert window.session.current is not None
    assert window.session.current.state == "undecided"


def test_without_a_draft_a_click_on_a_kind_is_written_at_once(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    qtbot.mouseClick(window.form.choice_buttons.kinds["growth"], LEFT)
    qtbot.mouseClick(window.form.choice_buttons.bounds["ge"], LEFT)
    assert [row.figure.bound for row in rows(window) if row.figure] == ["eq", "ge"]


def test_a_kind_chosen_while_a_value_is_typed_stays_as_chosen(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    type_value(window, press, qtbot, "5.4%")
    assert window.form.choice_buttons.kinds["ratio"].isChecked()
    qtbot.mouseClick(window.form.choice_buttons.kinds["level"], LEFT)
    assert window.form.choice_buttons.kinds["level"].isChecked()
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.kind, row.figure.unit) == ("level", "%")


def test_a_key_joins_what_cannot_be_read_yet(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    type_value(window, press, qtbot, UNREADABLE)
    qtbot.mouseClick(window.form.choice_buttons.bounds["ge"], LEFT)
    assert (rows(window), window.form.fields["value"].text()) == ([], UNREADABLE)
    write(qtbot, window.form.fields["value"], TYPED)
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.value, row.figure.bound) == (READ, "ge")


@pytest.mark.parametrize("way", WAYS)
def test_whatever_leads_away_writes_what_is_typed_as_one_step(
    two: MainWindow, press: Press, qtbot: QtBot, way: str
) -> None:
    window, store, report = two, two.session.store, two.session.report
    assert store is not None
    assert report is not None
    path, figure = store.path, window.session.current
    assert figure is not None
    type_value(window, press, qtbot)
    WAYS[way](qtbot, window)
    (row,) = log_of(window, path, report.digest)
    assert row.figure is not None
    assert (row.target, row.verdict, row.figure.value) == (figure.target, "confirm", READ)
    assert TYPED in window.status.news()
    if window.session.report is report:
        assert window.session.current is not None
        assert window.session.current.target != figure.target
        press("u")
        assert window.session.review.get(figure.target) == figure


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_read_stays_in_its_field_and_the_way_waits(
    two: MainWindow, press: Press, qtbot: QtBot, way: str
) -> None:
    window, report, figure = two, two.session.report, two.session.current
    assert report is not None
    assert figure is not None
    type_value(window, press, qtbot, UNREADABLE)
    WAYS[way](qtbot, window)
    value = window.form.fields["value"]
    assert window.isVisible()
    assert (window.session.report, window.session.current) == (report, figure)
    assert (rows(window), value.text(), value.hasFocus()) == ([], UNREADABLE, True)
    assert UNREADABLE in window.notice.text()
    (chosen,) = window.table.table.selectionModel().selectedRows()
    assert window.table.model.shown(chosen.row()).target == figure.target
    assert window.reports.selected() == [report.digest]
    press(Qt.Key.Key_Escape)
    assert (rows(window), value.text()) == ([], "638.5亿")
    assert UNREADABLE in window.status.news()
    WAYS[way](qtbot, window)
    assert (window.isVisible(), window.session.current) != (True, figure)


def test_esc_in_another_pane_or_bar_gives_up_nothing_but_what_it_closes(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    type_value(window, press, qtbot)
    press(Qt.Key.Key_F6, Qt.Key.Key_F6)
    press(Qt.Key.Key_F1)
    assert window.form.fields["value"].text() == TYPED
    window.recolour()
    assert (rows(window), window.form.fields["value"].text()) == ([], TYPED)


# these ask in a window of their own, which would wait for an answer; what they do comes through the desk or the log
ASKING = {"open_files", "open_folder", "read_again", "new_store", "export", "import_labels", "name_annotator"}
ASKING |= {
    "merge_stores",
    "share_copy",
    "restore_store",
    "repair_store",
    "save_unwritten",
    "save_key_sheet",
    "show_about",
}
# the window is closed in a test of its own
ASKING |= {"close"}
ASKING |= {"describe_report", "choose_older", "check_store", "filter_by", "choose_columns", "choose_shown", "show_log"}


@pytest.mark.parametrize("text", [TYPED, UNREADABLE])
def test_no_command_loses_what_is_typed_in_silence(window: MainWindow, press: Press, qtbot: QtBot, text: str) -> None:
    """After each it is in the form still, or in the log, or it was said to be given up."""
    lost, report = [], window.session.report
    assert report is not None
    for command in COMMANDS:
        if command.verb in ASKING:
            continue
        begin_anew(window, report.digest, qtbot)
        before = len(rows(window))
        type_value(window, press, qtbot, text)
        perform(window, command)
        store, shown = window.session.store, window.session.report
        assert store is not None
        is_there = shown == report and window.form.has_draft() and window.form.fields["value"].text() == text
        written = store.log(report.digest)[before:]
        is_written = any(row.figure is not None and row.figure.value == READ for row in written)
        is_said = text in window.status.news()
        if [is_there, is_written, is_said and not is_written].count(True) != 1:
            lost.append((command.name, is_there, is_written, is_said))
    assert lost == []


def begin_anew(window: MainWindow, digest: str, qtbot: QtBot) -> None:
    """Have the first figure of a report under decision, nobody having decided on any, and nothing typed or said."""
    window.form.give_up()
    window.workspace.cancel()
    window.workspace.open_report(digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    while window.session.review.undo_step is not None:
        window.verdicts.undo()
    window.session.go_to(window.session.review.figures[0].target)
    window.status.say("")


def perform(window: MainWindow, command: Command) -> None:
    """Do what a command does, and put away what it opened."""
    # a command that is new may ask as well
    asked = QTimer(window, interval=50)
    asked.timeout.connect(lambda: (dialog := QApplication.activeModalWidget()) and dialog.close())
    asked.start()
    window.actions_by_name[command.name].trigger()
    asked.stop()
    asked.deleteLater()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
