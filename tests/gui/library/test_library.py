"""The library pane files reports, lists them as one likes, and leads to the next one that is not done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.report import STRANGE
from gui.dialogs.import_dialogs import RefusedList
from gui.library.report_list import ROW_ROLE
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows
from tests.gui.text.test_context_menus import right_click

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALL = 20_000

OTHERS = {
    "澄江县2024年政府工作报告": "澄江县2024年政府工作报告\n\n全县生产总值210亿元。\n",
    "云汀区2023年政府工作报告": "云汀区2023年政府工作报告\n\n新建学校3所，增长2.1%。\n",
    "说明": "各位代表：\n\n一、2021年工作回顾\n\n粮食产量12万吨。\n",
}


def titles(window: MainWindow) -> list[str]:
    items = window.reports.reports
    return [items.item(row).data(ROW_ROLE).title for row in range(items.count())]


def lines(window: MainWindow) -> list[str]:
    items = window.reports.reports
    return [items.item(row).text() for row in range(items.count())]


@pytest.fixture
def collection(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Bring a folder of three reports beside the one that is open."""
    folder = tmp_path / "folder" / "inner"
    folder.mkdir(parents=True)
    for name, text in OTHERS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"no report")
    first = window.session.report
    assert first is not None
    window.workspace.open_paths([folder.parent])
    qtbot.waitUntil(lambda: window.reports.reports.count() == 4, timeout=ALL)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=ALL)
    window.workspace.open_report(first.digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    return window


def decide_all(window: MainWindow, press: Press) -> None:
    for _ in range(len(window.session.review.figures)):
        press(Qt.Key.Key_Return)


def test_a_folder_is_read_whole_and_region_and_year_are_guessed(collection: MainWindow) -> None:
    assert sorted(titles(collection)) == sorted(["云汀区2026", *OTHERS])
    found = {row.title: (row.year, row.region) for row in collection.library.rows()}
    assert found["云汀区2026"] == ("2026", "云汀区")
    assert found["澄江县2024年政府工作报告"] == ("2024", "澄江县")
    assert found["说明"] == ("2022", "")


def test_reports_are_sorted_and_filtered(collection: MainWindow, qtbot: QtBot) -> None:
    collection.library.sort_by("year")
    assert [row.year for row in collection.library.rows()] == ["2026", "2024", "2023", "2022"]
    assert titles(collection)[0] == "云汀区2026"
    collection.library.sort_by("region")
    assert [row.region for row in collection.library.rows()] == ["云汀区", "云汀区", "澄江县", ""]
    qtbot.keyClick(collection.view, Qt.Key.Key_L, CTRL)
    line = collection.reports.line
    assert collection.focusWidget() is line
    qtbot.keyClicks(line, "2024")
    assert titles(collection) == ["澄江县2024年政府工作报告"]
    line.setText("云汀 2023")
    assert titles(collection) == ["云汀区2023年政府工作报告"]
    line.setText("云汀 2024")
    assert titles(collection) == []
    assert collection.reports.reports.hint
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert len(titles(collection)) == 4
    assert collection.focusWidget() is collection.reports.reports


def test_done_is_refused_said_shown_and_taken_back(collection: MainWindow, press: Press) -> None:
    press("d", hold=CTRL)
    left = len(collection.session.review.figures)
    assert f"{left} figures are undecided" in collection.notice.text()
    # what does not stand in the way is not named
    assert "unrecognised" not in collection.notice.text()
    assert not collection.session.is_done
    decide_all(collection, press)
    assert "Ctrl+D" in collection.status.progress_text()
    press("d", hold=CTRL)
    assert collection.session.is_done
    assert "done" in collection.status.progress_text()
    assert f"✓ {left}/{left}" in lines(collection)[0]
    assert rows(collection)[-1].field == "done"
    press("u")
    assert not collection.session.is_done
    assert "✓" not in lines(collection)[0]
    press("y", hold=CTRL)
    assert collection.session.is_done
    press("d", hold=CTRL)
    assert not collection.session.is_done


def test_next_not_done_goes_on_and_says_when_nothing_is_left(
    collection: MainWindow, press: Press, qtbot: QtBot
) -> None:
    seen = []
    for _ in range(4):
        qtbot.waitUntil(lambda: collection.session.ready, timeout=ALL)
        assert collection.session.report is not None
        seen.append(collection.session.report.name)
        collection.go_text()
        decide_all(collection, press)
        press("d", hold=CTRL)
        assert collection.session.is_done
        press(Qt.Key.Key_PageDown, hold=CTRL | SHIFT)
    assert len(set(seen)) == 4
    assert "No other report" in collection.notice.text()
    collection.library.show_only("undone")
    assert titles(collection) == []
    collection.library.show_only("done")
    assert len(titles(collection)) == 4


def test_a_report_is_archived_removed_and_brought_back(collection: MainWindow, press: Press, qtbot: QtBot) -> None:
    store, first = collection.session.store, collection.session.report
    assert store is not None
    assert first is not None
    press(Qt.Key.Key_Delete, hold=CTRL)
    qtbot.waitUntil(lambda: collection.session.ready and collection.session.report is not first, timeout=ALL)
    assert "云汀区2026" not in titles(collection)
    assert "Removed" in collection.notice.text() or "removed" in collection.notice.text()
    assert any(entry.digest == first.digest for entry in store.reports())
    collection.library.show_only("removed")
    assert titles(collection) == ["云汀区2026"]
    collection.library.show_only("current")
    press(Qt.Key.Key_Delete, hold=CTRL | SHIFT)
    qtbot.waitUntil(lambda: "云汀区2026" in titles(collection), timeout=ALL)
    assert collection.session.report is not None
    assert collection.session.report.digest == first.digest
    press("b", hold=CTRL)
    assert "云汀区2026" not in titles(collection)
    collection.library.show_only("archived")
    assert titles(collection) == ["云汀区2026"]
    collection.reports.reports.setCurrentRow(0)
    press("b", hold=CTRL)
    assert titles(collection) == []
    collection.library.show_only("current")
    assert len(titles(collection)) == 4


def test_several_are_archived_in_one_go(collection: MainWindow, qtbot: QtBot) -> None:
    reports = collection.reports.reports
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: collection.session.ready, timeout=ALL)
    qtbot.keyClick(reports, Qt.Key.Key_Up, SHIFT)
    assert len(collection.reports.selected()) == 2
    qtbot.keyClick(reports, Qt.Key.Key_B, CTRL)
    assert len(titles(collection)) == 2
    assert "2 reports" in collection.notice.text()


def test_name_region_and_year_are_edited_undone_and_kept(collection: MainWindow, press: Press, qtbot: QtBot) -> None:
    from gui.library.report_dialog import ReportDialog

    row = collection.library.current()
    assert row is not None
    dialog = ReportDialog(row, collection)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answers() == ("云汀区2026", "云汀区", "2026")
    dialog.name.setText("初稿")
    dialog.region.setText("云汀新区")
    collection.library.describe(row.digest, *dialog.answers())
    assert titles(collection)[0] == "初稿"
    assert collection.windowTitle().startswith("初稿")
    now = collection.library.current()
    assert now is not None
    assert (now.region, now.year) == ("云汀新区", "2026")
    assert {item.field for item in rows(collection)} == {"name", "region"}
    press("u")
    assert titles(collection)[0] == "云汀区2026"


def test_progress_of_reports_that_are_not_open_is_remembered(
    collection: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return, "x")
    found = len(collection.session.review.figures)
    collection.library.go_report(1)
    qtbot.waitUntil(lambda: collection.session.ready, timeout=ALL)
    assert lines(collection)[0].endswith(f"2/{found}")
    collection.library.sort_by("progress")
    assert titles(collection)[-1] == "云汀区2026"


def test_enter_in_the_list_goes_to_the_text_and_decides_nothing(collection: MainWindow, qtbot: QtBot) -> None:
    reports = collection.reports.reports
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: collection.session.ready, timeout=ALL)
    opened = collection.session.report
    qtbot.keyClick(reports, Qt.Key.Key_Return)
    assert collection.focusWidget() is collection.view
    assert collection.session.report is opened
    assert collection.session.progress.decided == 0
    headings = collection.reports.headings
    headings.setFocus()
    headings.setCurrentItem(headings.topLevelItem(0))
    qtbot.keyClick(headings, Qt.Key.Key_Return)
    assert collection.session.progress.decided == 0


def test_the_right_mouse_button_offers_what_can_be_done_to_a_report(collection: MainWindow) -> None:
    reports = collection.reports.reports
    row = next(row for row in range(reports.count()) if titles(collection)[row] == "云汀区2026")
    menu = right_click(reports.viewport(), reports.visualItemRect(reports.item(row)).center())
    offered = [action.data() for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    menu.close()
    assert offered[0] == "describe_report"
    assert {"describe_report", "toggle_done", "toggle_archived", "toggle_removed"} <= set(offered)


def test_what_is_strange_is_told_marked_and_listed(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    hall = "政府工作报告\n——2020年1月9日在鼓楼区第十八届人民代表大会第四次会议上\n各位代表：\n新建公园8座，群众说好。\n"
    folder = tmp_path / "strange"
    folder.mkdir()
    for name, text in (("甲", hall), ("乙", hall.replace("\n", "\n\n")), ("云汀区", hall.removesuffix("好。\n"))):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    window.workspace.open_paths(sorted(folder.glob("*.txt")))
    qtbot.waitUntil(
        lambda: window.session.ready and len(window.library.rows()) == 4 and bool(window.notice.text()), timeout=ALL
    )
    assert "things were noticed about the reports" in window.notice.text()
    said = window.workspace.file_import.said
    assert sum("It is not clear of which region" in one for one in said) == 3
    assert sum("breaks off" in one for one in said) == 1
    assert sum("in the store already as" in one for one in said) == 1
    window.actions_by_name["show_refused"].trigger()
    (listed,) = window.findChildren(RefusedList)
    assert listed.list.count() == len(said)
    strange = {row.title for row in window.library.rows() if any(one.sentence in STRANGE for one in row.entry.notes)}
    assert strange == {"甲", "云汀区"}
    assert "南京市鼓楼区？" in " ".join(lines(window))
