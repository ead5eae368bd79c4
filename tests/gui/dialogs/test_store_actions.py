"""Stores are merged, shared, checked and restored from the window; what a full disk refuses goes elsewhere."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.figure import Figure
from core.store import Store
from core.store.backup_folder import list_backups
from core.store.check import check
from gui.dialogs.store_dialogs import RepairSummary, RestoreDialog, Summary
from gui.window import MainWindow
from tests.core.making import REPORT, figure
from tests.core.store.content import rows, tamper

Press = Callable[..., None]


def idle(window: MainWindow) -> bool:
    """Tell whether no errand is under way."""
    waiting = window.findChildren(QDialog, "waiting")
    return not any(dialog.isVisible() for dialog in waiting)


def dialog_of(window: MainWindow, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    """Wait for a dialog of the window."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)), timeout=10_000)
    return next(one for one in window.findChildren(kind) if one.isVisible())


def decided(window: MainWindow, *, by: str | None = None) -> int:
    assert window.session.store is not None
    assert window.session.report is not None
    return len(window.session.store.log(window.session.report.digest, by))


def is_said(window: MainWindow, words: str) -> bool:
    return words in window.notice.text()


@pytest.fixture
def other(window: MainWindow, tmp_path: Path) -> Path:
    """Return another analyst's store with two decisions on the same report, and a report of its own."""
    assert window.session.report is not None
    report, path = window.session.report, tmp_path / "他的.biaoshu"
    figures: list[Figure] = [shown.figure for shown in window.session.review.figures]
    with Store.open(path) as store:
        store.add_report(report)
        act = new_step(store.annotator("王强"), report.digest)
        store.append([act.confirm(figures[0].span, figures[0], None), act.reject(figures[1].span, None)])
    return path


def test_a_merge_is_shown_done_and_taken_back(window: MainWindow, other: Path, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    window.parts.store_actions.look_at([other])
    summary = dialog_of(window, Summary, qtbot)
    rows = [summary.table.topLevelItem(at) for at in range(summary.table.topLevelItemCount())]
    assert [rows[0].text(column) for column in range(4)] == ["王强", "0", "2", "2"]
    assert decided(window) == 1
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_said(window, "2 decisions"), timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert decided(window) == 3
    assert decided(window, by=window.session.annotator) == 1
    assert [one.occasion for one in list_backups(window.session.store.path)] == ["merge"]
    window.actions_by_name["take_back_merge"].trigger()
    qtbot.waitUntil(lambda: is_said(window, "was taken back"), timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert decided(window) == 1
    window.actions_by_name["take_back_merge"].trigger()
    qtbot.waitUntil(lambda: is_said(window, "There is no merge into"), timeout=10_000)


def test_a_merge_is_left_by_escape_and_a_foreign_file_refused(
    window: MainWindow, other: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.parts.store_actions.look_at([other])
    qtbot.keyClick(dialog_of(window, Summary, qtbot), Qt.Key.Key_Escape)
    assert decided(window) == 0
    text = tmp_path / "text.biaoshu"
    text.write_text("增长3.5%", encoding="utf-8")
    window.parts.store_actions.look_at([other, text])
    qtbot.waitUntil(lambda: is_said(window, "is not a store"), timeout=10_000)
    assert idle(window)


def test_a_copy_is_whole(window: MainWindow, tmp_path: Path, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    window.parts.store_actions.share_to(tmp_path / "copy.biaoshu")
    qtbot.waitUntil(lambda: is_said(window, "A copy with 2 decisions"), timeout=10_000)
    found = check(tmp_path / "copy.biaoshu")
    assert (found.faults, found.decisions.total()) == ([], 2)
    press(Qt.Key.Key_Return)
    assert decided(window) == 3


def test_the_store_is_checked_while_it_is_open(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    window.actions_by_name["check_store"].trigger()
    summary = dialog_of(window, Summary, qtbot)
    assert "Every row is as it was written, and 1 reports are complete." in summary.below.text()
    qtbot.keyClick(summary, Qt.Key.Key_Escape)


def test_a_backup_comes_back_and_what_it_lacks_is_shown(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    window.workspace.safety.back_up()
    qtbot.waitUntil(lambda: len(list_backups(window.session.store.path)) == 1, timeout=10_000)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    path = window.session.store.path
    window.actions_by_name["restore_store"].trigger()
    dialog = dialog_of(window, RestoreDialog, qtbot)
    row = dialog.table.topLevelItem(0)
    assert [row.text(column) for column in (1, 2, 3)] == ["1", "3", "2"]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_said(window, "The backup is now open"), timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert decided(window) == 1
    assert [one.occasion for one in list_backups(path)] == ["restore", "interval"]


def test_a_damaged_store_is_restored_though_it_cannot_be_opened(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    window.workspace.safety.back_up()
    window.workspace.safety.rest()
    path = window.session.store.path
    window.workspace.close_store()
    path.write_bytes(path.read_bytes()[:5_000])
    window.open_path(path)
    assert is_said(window, "is damaged")
    assert window.session.store is None
    window.actions_by_name["restore_store"].trigger()
    dialog = dialog_of(window, RestoreDialog, qtbot)
    assert [dialog.table.topLevelItem(0).text(column) for column in (1, 2)] == ["1", "–"]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_said(window, "The backup is now open"), timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert decided(window) == 1


def test_a_damaged_store_is_repaired_into_a_new_one_which_opens(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    for _ in range(5):
        press(Qt.Key.Key_Return)
    path, new = window.session.store.path, tmp_path / "新的.biaoshu"
    window.workspace.close_store()
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    window.open_path(path)
    assert window.session.store is None
    window.parts.store_actions.repair(path, new)
    summary = dialog_of(window, RepairSummary, qtbot)
    assert [summary.table.topLevelItem(0).text(column) for column in (1, 2, 3)] == ["5", "5", "0"]
    assert str(new) in summary.below.text()
    assert "no longer says how much was in it" in summary.below.text()
    assert summary.again.isEnabled()
    assert path.read_bytes() == data
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert window.session.store.path == new
    assert decided(window) == 5


def test_the_open_store_is_repaired_and_stays_open(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    press(Qt.Key.Key_Return)
    path, new = window.session.store.path, tmp_path / "新的.biaoshu"
    window.parts.store_actions.repair(path, new)
    summary = dialog_of(window, RepairSummary, qtbot)
    assert "Nothing is missing." in summary.below.text()
    assert not summary.again.isEnabled()
    assert window.session.store.path == path
    qtbot.keyClick(summary, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert (decided(window), check(new).decisions.total()) == (1, 1)
    window.parts.store_actions.repair(path, new)
    qtbot.waitUntil(lambda: is_said(window, "already exists"), timeout=10_000)


def test_a_repair_is_stopped_by_its_button(window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path) -> None:
    press(Qt.Key.Key_Return)
    large, new = tmp_path / "大.biaoshu", tmp_path / "新的.biaoshu"
    with Store.open(large) as store:
        rows(store, 1)
        mine = store.annotator("李敏")
        store.append([new_step(mine, REPORT.digest).add(figure()) for _ in range(20_000)])
    window.parts.store_actions.repair(large, new)
    waiting = dialog_of(window, QProgressDialog, qtbot)
    qtbot.waitUntil(lambda: waiting.value() > 0, timeout=10_000)
    qtbot.mouseClick(waiting.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_said(window, "you stopped it. Nothing was written."), timeout=60_000)
    assert {one.name for one in tmp_path.glob("新的*")} == set()


def test_without_a_change_no_backup_is_made(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    path = window.session.store.path
    window.workspace.safety.back_up()
    window.workspace.safety.rest()
    assert list_backups(path) == []
    press(Qt.Key.Key_Return)
    for _ in range(2):
        window.workspace.safety.back_up()
        window.workspace.safety.rest()
        QApplication.processEvents()
    assert len(list_backups(path)) == 1


def test_many_decisions_at_once_are_backed_up_before(window: MainWindow, press: Press) -> None:
    path = window.session.store.path
    press(Qt.Key.Key_Return)
    step, shown = window.session.act(), window.session.review.figures[1]
    window.session.write([step.confirm(shown.target, shown.figure, None) for _ in range(50)])
    (made,) = list_backups(path)
    assert made.occasion == "bulk"
    assert check(made.path).decisions.total() == 1


def test_a_backup_that_fails_warns_once_and_decisions_go_on(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    path = window.session.store.path
    path.with_name(path.name + "-backups").write_text("no folder")
    for _ in range(2):
        press(Qt.Key.Key_Return)
        window.workspace.safety.back_up()
        window.workspace.safety.rest()
        QApplication.processEvents()
        warned = is_said(window, "No backup could be made")
        window.notice.dismiss()
        assert warned == (decided(window) == 1)
    assert decided(window) == 2


def test_backups_take_no_more_than_the_user_set(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    path = window.session.store.path
    folder = path.with_name(path.name + "-backups")
    folder.mkdir()
    for day in range(1, 5):
        with (folder / f"2026010{day}T000000000000Z-interval.biaoshu").open("wb") as old:
            # it takes no room on disk
            old.truncate(600 * 2**20)
    window.preference_actions.show_preferences()
    row = window.findChild(QSpinBox, "backups")
    assert row.text() == "2 GB"
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert row.text() == "1 GB"
    press(Qt.Key.Key_Return, widget=window.view)
    window.workspace.safety.back_up()
    window.workspace.safety.rest()
    left = sorted(one.name for one in folder.iterdir())
    assert len(left) == 2
    assert left[0] == "20260104T000000000000Z-interval.biaoshu"


def test_what_the_store_refuses_is_saved_elsewhere_and_work_goes_on_there(
    window: MainWindow, tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    # as on a full disk: the file may not grow by a page
    store.file.db.execute("PRAGMA max_page_count = 1")
    while not window.session.unwritten:
        press(Qt.Key.Key_Return)
        if decided(window) == len(window.session.review.figures):
            pytest.fail("the disk is not full")
    assert is_said(window, "The disk is full")
    before, elsewhere = decided(window), tmp_path / "usb.biaoshu"
    assert window.notice._buttons[0].isVisible()
    window.parts.store_actions.save_to(elsewhere)
    qtbot.waitUntil(lambda: is_said(window, "which is now open"), timeout=10_000)
    qtbot.waitUntil(lambda: window.session.ready, timeout=10_000)
    assert window.session.store.path == elsewhere
    assert decided(window) == before + 1
    # the figure under decision is the next one behind those that were saved
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert decided(window) == before + 3


def test_a_store_with_fewer_decisions_than_before_says_so(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    path = window.session.store.path
    window.workspace.close_store()
    tamper(
        path,
        "DELETE FROM decision",
        "DELETE FROM hand",
    )
    window.workspace.open_store(path)
    assert is_said(window, "had 2 decisions when it was closed here and has 0 now")


def test_a_store_copied_while_open_says_so(window: MainWindow, tmp_path: Path, press: Press) -> None:
    press(Qt.Key.Key_Return)
    path = window.session.store.path
    window.workspace.close_store()
    with sqlite3.connect(path) as marked:
        marked.execute("UPDATE store SET is_open = 1")
    marked.close()
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    window.workspace.open_store(path)
    assert is_said(window, "was copied while a window had it open")


def test_a_store_in_a_synced_folder_is_warned_of(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    window.workspace.open_store(tmp_path / "Dropbox" / "a.biaoshu", create=True)
    assert is_said(window, "synced or shared folder (Dropbox)")


def test_a_large_store_is_looked_through_by_its_backup(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    path = window.session.store.path
    window.workspace.close_store()
    tamper(path, "UPDATE decision SET at = '2020-01-01'")
    window.open_path(path)
    assert is_said(window, "is damaged (decision 1")
    # as of a store of many decisions
    window.workspace.safety._is_looked_through = False
    window.workspace.safety.back_up()
    qtbot.waitUntil(lambda: is_said(window, "The store is damaged: Decision 1 of"), timeout=20_000)


def test_a_backup_of_a_store_closed_meanwhile_says_nothing_of_the_next(
    window: MainWindow, tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return)
    path, other = window.session.store.path, tmp_path / "other.biaoshu"
    window.workspace.safety.back_up()
    window.workspace.open_store(other, create=True)
    for _ in range(5):
        QApplication.processEvents()
    assert len(list_backups(path)) == 1
    window.workspace.safety.back_up()
    window.workspace.safety.rest()
    assert list_backups(other) == []
    assert window.workspace.safety._backed_up == 0
