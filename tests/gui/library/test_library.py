"""The library pane files reports, lists them as one likes, and leads to the next one that is not done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.library.report_list import ROW_ROLE
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows

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
def shelf(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Bring a folder of three reports beside the one that is open."""
    folder = tmp_path / "folder" / "inner"
    folder.mkdir(parents=True)
    for name, text in OTHERS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"no report")
    first = window.session.report
    assert first is not None
    window.desk.open_paths([folder.parent])
    qtbot.waitUntil(lambda: window.reports.reports.count() == 4, timeout=ALL)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=ALL)
    window.desk.open_report(first.digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    return window


def decide_all(window: MainWindow, press: Press) -> None:
    for _ in range(len(window.session.review.figures)):
        press(Qt.Key.Key_Return)


def test_a_folder_is_read_whole_and_region_and_year_are_guessed(shelf: MainWindow) -> None:
    assert sorted(titles(shelf)) == sorted(["云汀区2026", *OTHERS])
    found = {row.title: (row.year, row.region) for row in shelf.library.rows()}
    assert found["云汀区2026"] == ("2026", "云汀区")
    assert found["澄江县2024年政府工作报告"] == ("2024", "澄江县")
    assert found["说明"] == ("2022", "")


def test_reports_are_sorted_and_filtered(shelf: MainWindow, qtbot: QtBot) -> None:
    shelf.library.sort_by("year")
    assert [row.year for row in shelf.library.rows()] == ["2026", "2024", "2023", "2022"]
    assert titles(shelf)[0] == "云汀区2026"
    shelf.library.sort_by("region")
    assert [row.region for row in shelf.library.rows()] == ["云汀区", "云汀区", "澄江县", ""]
    qtbot.keyClick(shelf.view, Qt.Key.Key_L, CTRL)
    line = shelf.reports.line
    assert shelf.focusWidget() is line
    qtbot.keyClicks(line, "2024")
    assert titles(shelf) == ["澄江县2024年政府工作报告"]
    line.setText("云汀 2023")
    assert titles(shelf) == ["云汀区2023年政府工作报告"]
    line.setText("云汀 2024")
    assert titles(shelf) == []
    assert shelf.reports.reports.hint
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert len(titles(shelf)) == 4
    assert shelf.focusWidget() is shelf.reports.reports


def test_done_is_refused_said_shown_and_taken_back(shelf: MainWindow, press: Press) -> None:
    press("d", hold=CTRL)
    left = len(shelf.session.review.figures)
    assert f"{left} figures are undecided" in shelf.notice.text()
    assert not shelf.session.is_done
    decide_all(shelf, press)
    assert "Ctrl+D" in shelf.status.progress_text()
    press("d", hold=CTRL)
    assert shelf.session.is_done
    assert "done" in shelf.status.progress_text()
    assert f"✓ {left}/{left}" in lines(shelf)[0]
    assert rows(shelf)[-1].field == "done"
    press("u")
    assert not shelf.session.is_done
    assert "✓" not in lines(shelf)[0]
    press("y", hold=CTRL)
    assert shelf.session.is_done
    press("d", hold=CTRL)
    assert not shelf.session.is_done


def test_next_not_done_goes_on_and_says_when_nothing_is_left(shelf: MainWindow, press: Press, qtbot: QtBot) -> None:
    seen = []
    for _ in range(4):
        qtbot.waitUntil(lambda: shelf.session.ready, timeout=ALL)
        assert shelf.session.report is not None
        seen.append(shelf.session.report.name)
        shelf.go_text()
        decide_all(shelf, press)
        press("d", hold=CTRL)
        assert shelf.session.is_done
        press(Qt.Key.Key_PageDown, hold=CTRL | SHIFT)
    assert len(set(seen)) == 4
    assert "No other report" in shelf.notice.text()
    shelf.library.show_only("undone")
    assert titles(shelf) == []
    shelf.library.show_only("done")
    assert len(titles(shelf)) == 4


def test_a_report_is_archived_removed_and_brought_back(shelf: MainWindow, press: Press, qtbot: QtBot) -> None:
    store, first = shelf.session.store, shelf.session.report
    assert store is not None
    assert first is not None
    press(Qt.Key.Key_Delete, hold=CTRL)
    qtbot.waitUntil(lambda: shelf.session.ready and shelf.session.report is not first, timeout=ALL)
    assert "云汀区2026" not in titles(shelf)
    assert "Removed" in shelf.notice.text() or "removed" in shelf.notice.text()
    assert any(entry.digest == first.digest for entry in store.reports())
    shelf.library.show_only("removed")
    assert titles(shelf) == ["云汀区2026"]
    shelf.library.show_only("current")
    press(Qt.Key.Key_Delete, hold=CTRL | SHIFT)
    qtbot.waitUntil(lambda: "云汀区2026" in titles(shelf), timeout=ALL)
    assert shelf.session.report is not None
    assert shelf.session.report.digest == first.digest
    press("b", hold=CTRL)
    assert "云汀区2026" not in titles(shelf)
    shelf.library.show_only("archived")
    assert titles(shelf) == ["云汀区2026"]
    shelf.reports.reports.setCurrentRow(0)
    press("b", hold=CTRL)
    assert titles(shelf) == []
    shelf.library.show_only("current")
    assert len(titles(shelf)) == 4


def test_several_are_archived_in_one_go(shelf: MainWindow, qtbot: QtBot) -> None:
    reports = shelf.reports.reports
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: shelf.session.ready, timeout=ALL)
    qtbot.keyClick(reports, Qt.Key.Key_Up, SHIFT)
    assert len(shelf.reports.selected()) == 2
    qtbot.keyClick(reports, Qt.Key.Key_B, CTRL)
    assert len(titles(shelf)) == 2
    assert "2 reports" in shelf.notice.text()


def test_name_region_and_year_are_edited_undone_and_kept(shelf: MainWindow, press: Press, qtbot: QtBot) -> None:
    from gui.library.report_dialog import ReportDialog

    row = shelf.library.current()
    assert row is not None
    dialog = ReportDialog(row, shelf)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.said() == ("云汀区2026", "云汀区", "2026")
    dialog.name.setText("初稿")
    dialog.region.setText("云汀新区")
    shelf.library.describe(row.digest, *dialog.said())
    assert titles(shelf)[0] == "初稿"
    assert shelf.windowTitle().startswith("初稿")
    now = shelf.library.current()
    assert now is not None
    assert (now.region, now.year) == ("云汀新区", "2026")
    assert {item.field for item in rows(shelf)} == {"name", "region"}
    press("u")
    assert titles(shelf)[0] == "云汀区2026"


def test_progress_of_reports_that_are_not_open_is_remembered(shelf: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, "x")
    found = len(shelf.session.review.figures)
    shelf.library.go_report(1)
    qtbot.waitUntil(lambda: shelf.session.ready, timeout=ALL)
    assert lines(shelf)[0].endswith(f"2/{found}")
    shelf.library.sort_by("progress")
    assert titles(shelf)[-1] == "云汀区2026"


def test_enter_in_the_list_goes_to_the_text_and_decides_nothing(shelf: MainWindow, qtbot: QtBot) -> None:
    reports = shelf.reports.reports
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shelf.session.ready, timeout=ALL)
    opened = shelf.session.report
    qtbot.keyClick(reports, Qt.Key.Key_Return)
    assert shelf.focusWidget() is shelf.view
    assert shelf.session.report is opened
    assert shelf.session.progress.decided == 0
    headings = shelf.reports.headings
    headings.setFocus()
    headings.setCurrentItem(headings.topLevelItem(0))
    qtbot.keyClick(headings, Qt.Key.Key_Return)
    assert shelf.session.progress.decided == 0


def test_the_right_mouse_button_offers_what_can_be_done_to_a_report(shelf: MainWindow) -> None:
    offered = [action.objectName() for action in shelf.reports.reports.actions()]
    assert offered == ["describe_report", "toggle_done", "toggle_archived", "toggle_removed"]
