"""Files of every kind, the clipboard and tables come in by keys and dialogs; the window never waits for any of them."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog
from pytestqt.qtbot import QtBot

from gui.dialogs.import_dialogs import ColumnsDialog, RefusedList
from gui.window import MainWindow
from tests.core.child import posix
from tests.core.files.making import Value, docx, packed, page, workbook

Press = Callable[..., None]
Answer = Callable[[Callable[[QDialog], object]], None]
TEXT = "第{}份报告\n新增企业{}家。\n"
HANGING = """
import json, sys, time
for line in sys.stdin:
    asked = json.loads(line)
    if asked["verb"] == "read" and "stuck" in asked["path"]:
        time.sleep(60)
    report = {"name": "r", "text": "增长5%。", "encoding": "utf-8", "notes": [], "about": {}}
    listed = [[asked["path"], "", 0]]
    print(json.dumps({"sources": listed, "report": report, "more": False, "spent": False}), flush=True)
"""


def names(window: MainWindow) -> list[str]:
    return [entry.name for entry in window.session.reports if not entry.filing.removed]


@pytest.fixture
def answer(qtbot: QtBot) -> Answer:
    """Return a function that has the next dialog answered as a user would."""

    def when_open(act: Callable[[QDialog], None]) -> None:
        until = monotonic() + 20

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                try:
                    act(dialog)
                finally:
                    dialog.done(dialog.result())
            elif monotonic() < until:
                QTimer.singleShot(20, look)

        QTimer.singleShot(0, look)

    return when_open


def test_every_kind_of_file_comes_in_with_what_it_says_of_itself(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "甲.docx").write_bytes(docx(TEXT.format(1, 3), "甲"))
    (tmp_path / "乙.html").write_bytes(page(TEXT.format(2, 4), "乙区报告"))
    (tmp_path / "丙.zip").write_bytes(packed({"丁/戊.txt": TEXT.format(3, 5).encode("gb18030")}))
    window.workspace.open_paths(sorted(tmp_path.glob("*.*"), key=lambda path: path.suffix))
    qtbot.waitUntil(lambda: {"甲", "乙", "戊"} <= set(names(window)), timeout=20_000)
    about = {entry.name: entry.about for entry in window.session.reports}
    assert (about["乙"].title, about["乙"].date, about["乙"].source) == ("乙区报告", "2026-01-19", "云汀日报")
    qtbot.waitUntil(lambda: window.session.ready)


def test_the_encoding_is_shown_and_can_be_changed_before_anything_is_decided(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes("全區新增企業3家，增長5.8%。\n".encode("big5"))
    window.workspace.open_paths([path])
    qtbot.waitUntil(lambda: window.status.encoding.text() == "BIG5", timeout=20_000)
    qtbot.waitUntil(lambda: window.session.ready)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("GB18030")
        dialog.accept()

    answer(choose)
    window.actions_by_name["read_again"].trigger()
    qtbot.waitUntil(lambda: window.status.encoding.text() == "GB18030")
    assert names(window).count("旧") == 1
    answer(lambda dialog: (dialog.setTextValue("BIG5"), dialog.accept()))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.session.ready)
    window.actions_by_name["read_again"].trigger()
    qtbot.waitUntil(lambda: window.status.encoding.text() == "BIG5" and window.session.ready)
    assert names(window).count("旧") == 1
    window.actions_by_name["confirm"].trigger()
    assert window.session.progress.decided == 1
    window.actions_by_name["read_again"].trigger()
    assert window.notice.is_trouble
    assert window.status.encoding.text() == "BIG5"


def test_a_report_is_made_of_the_clipboard_by_key(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    data = QMimeData()
    data.setText("丁区2026年政府工作报告\r\n新增企业7家。")
    data.setHtml("<img src='http://127.0.0.1:9/x.png'>")
    clipboard.setMimeData(data)
    press(Qt.Key.Key_V, hold=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(
        lambda: window.session.report is not None and window.session.report.name == "丁区2026年政府工作报告"
    )
    assert window.session.report is not None
    assert window.session.report.text == "丁区2026年政府工作报告\n新增企业7家。"
    qtbot.waitUntil(lambda: window.session.ready)
    clipboard.clear()
    window.actions_by_name["paste_report"].trigger()
    assert window.notice.is_trouble


def test_a_table_asks_for_its_columns_and_each_row_is_a_report(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    rows = "".join(f"云汀,{year},新增企业{year - 2000}家。,原注{year}\n" for year in (2024, 2025, 2026))
    (tmp_path / "表.csv").write_text("省份,年份,正文,注\n" + rows, encoding="gb18030")
    asked: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ColumnsDialog)
        asked.append(dialog.columns().text)
        dialog.source.setCurrentText("注")
        dialog.accept()

    answer(choose)
    window.workspace.open_paths([tmp_path / "表.csv"])
    qtbot.waitUntil(lambda: {"云汀2024", "云汀2025", "云汀2026"} <= set(names(window)), timeout=20_000)
    assert asked == ["正文"]
    assert {entry.about.source for entry in window.session.reports} >= {"原注2024", "原注2026"}
    qtbot.waitUntil(lambda: window.session.ready)


def test_a_workbook_is_looked_at_sheet_by_sheet_before_its_reports_come_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    head: list[Value] = ["年份", "省份", "区县", "标题", "正文"]

    def row(year: int, county: str, text: str | None) -> list[Value]:
        return [year, "安宁省", county, f"{county}{year}年政府工作报告", text]

    text = "新增企业{}家。" + "干部群众一起努力，事情办成。" * 20
    sheets = {
        "封面": [["汇总表"]],
        "甲": [
            ["汇总"],
            head,
            row(2024, "云汀县", text.format(3)),
            row(2023, "云汀县", None),
            row(2022, "云汀县", None),
        ],
        "乙": [head, row(2025, "云汀县", text.format(4))],
        "旧": [head, row(2001, "云汀县", text.format(5))],
    }
    (tmp_path / "表.xlsx").write_bytes(workbook(sheets, hidden=["旧"]))
    seen: list[object] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ColumnsDialog)
        seen.append([dialog.sheet.itemText(at) for at in range(dialog.sheet.count())])
        seen.append((dialog.sheet.currentIndex(), dialog.columns().text, dialog.columns().region))
        cells = [dialog.preview.item(0, column) for column in range(4)]
        seen.append([cell.text() for cell in cells if cell is not None])
        QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)
        QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)
        QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)
        seen.append((dialog.columns().sheet, dialog.preview.rowCount()))
        dialog.name.setCurrentText("区县")
        seen.append([dialog.preview.item(row, 0).text() for row in range(dialog.preview.rowCount())])  # type: ignore[union-attr]
        dialog.name.setCurrentIndex(0)
        dialog.sheet.setCurrentIndex(0)
        QTest.mouseClick(dialog.reading, Qt.MouseButton.LeftButton)

    answer(choose)
    window.workspace.open_paths([tmp_path / "表.xlsx"])
    wanted = {f"安宁省云汀县{year}年政府工作报告" for year in (2024, 2025)}
    qtbot.waitUntil(lambda: wanted <= set(names(window)), timeout=20_000)
    assert seen[0] == ["all with reports: 甲, 乙", "封面 (no long text)", "甲", "乙", "旧 (hidden)"]
    assert seen[1] == (0, "正文", ("省份", "区县"))
    assert seen[2] == ["安宁省云汀县2024年政府工作报告", "安宁省云汀县", "2024", text.format(3)]
    assert seen[3:] == [("乙", 1), ["云汀县"]]
    qtbot.waitUntil(lambda: "2 rows of 表.xlsx have no text and were passed over: 4, 5." in window.notice.text())
    qtbot.waitUntil(lambda: window.session.ready)
    assert not any("2001" in name or "2022" in name for name in names(window))
    window.actions_by_name["show_refused"].trigger()
    (shown,) = window.findChildren(RefusedList)
    said = [shown.list.item(row).text() for row in range(shown.list.count())]
    assert "No text in row 4 安宁省云汀县2023年政府工作报告" in said
    assert shown.windowTitle() == f"{shown.list.count()} things noticed"
    shown.close()


def test_what_could_not_be_read_is_a_list_to_copy_in_plain_text(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
    (tmp_path / "<b>空.txt").write_bytes(b"")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    window.workspace.open_paths([tmp_path])
    # the report of the open window lies there too, and is no new one
    qtbot.waitUntil(lambda: "; 20 reports were added" in window.notice.text(), timeout=20_000)
    qtbot.waitUntil(lambda: window.session.ready)
    assert len(names(window)) == 21
    window.actions_by_name["show_refused"].trigger()
    (shown,) = window.findChildren(RefusedList)
    said = [shown.list.item(row).text() for row in range(shown.list.count())]
    assert len(said) == 3
    assert said[0].startswith("<b>空.txt")
    shown.copying.click()
    assert QGuiApplication.clipboard().text().splitlines() == said
    shown.close()


def test_texts_that_are_there_already_are_told_and_not_counted_beside_what_could_not_be_read(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(3):
        (tmp_path / f"{number:02}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
    (tmp_path / "又00.txt").write_text(TEXT.format(0, 2), encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    window.workspace.open_paths([tmp_path])
    qtbot.waitUntil(lambda: "problems with files; 3 reports were added" in window.notice.text(), timeout=20_000)
    qtbot.waitUntil(lambda: window.session.ready)
    window.actions_by_name["show_refused"].trigger()
    (shown,) = window.findChildren(RefusedList)
    said = [shown.list.item(row).text() for row in range(shown.list.count())]
    assert len(said) == 3
    # 又00, and the report that is open
    assert said[2].startswith("The texts of 2 files are already in the store")
    shown.close()


def test_a_file_that_hangs_is_given_up_and_the_window_lives(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    script = tmp_path / "hanging.py"
    script.write_text(HANGING, encoding="utf-8")
    monkeypatch.setattr("gui.background.reading.command", lambda verb: [sys.executable, str(script)])
    reader = window.workspace.file_import._runner._reader
    reader.stop()
    reader._clock.setInterval(3000)
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(monotonic()))
    timer.start(10)
    window.workspace.open_paths([tmp_path / "stuck.txt", tmp_path / "r.txt"])
    qtbot.waitUntil(lambda: "stuck.txt" in window.notice.text(), timeout=20_000)
    qtbot.waitUntil(lambda: window.session.report is not None and window.session.report.name == "r", timeout=20_000)
    qtbot.waitUntil(lambda: window.session.ready)
    timer.stop()
    assert len(ticks) > 30
    assert json.loads('"r"') in names(window)


def test_reading_can_be_cancelled_and_what_came_in_stays(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
    window.workspace.open_paths([tmp_path])
    qtbot.waitUntil(lambda: len(window.workspace.file_import._batch.came) > 5, timeout=20_000)
    window.workspace.cancel()
    store = window.session.store
    assert store is not None
    count = len(store.reports())
    assert 5 < count < 301
    qtbot.wait(200)
    assert len(store.reports()) == count


def test_a_window_that_is_closed_when_a_report_has_just_come_in_opens_it_no_more(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """The store is closed by then: an error in the event loop would fail this."""
    report = tmp_path / "刚到.txt"
    report.write_text(TEXT.format("一", 12), encoding="utf-8")
    ended: list[str] = []

    def close(said: str, done: int, of: int) -> None:
        if not said and window.workspace.file_import._batch.size == 0 and not ended:
            ended.append("closed")
            QTimer.singleShot(0, window.close)

    window.workspace.open_paths([report])
    window.workspace.file_import.working.connect(close)
    qtbot.waitUntil(lambda: bool(ended) and not window.isVisible())
    QTest.qWait(50)
    assert window.session.store is None


def test_what_is_in_the_store_already_is_said_to_be_there(
    window: MainWindow, report_file: Path, press: Press, qtbot: QtBot
) -> None:
    assert not window.notice.isVisible()
    text = report_file.read_text(encoding="utf-8")
    again = report_file.with_name("副本.txt")
    again.write_text(text, encoding="utf-8")
    window.workspace.open_paths([again])
    qtbot.waitUntil(window.notice.isVisible, timeout=20_000)
    assert window.notice.text().startswith("The text of 副本 is already in the store")
    window.workspace.open_paths([again, report_file])
    qtbot.waitUntil(lambda: window.notice.text().startswith("The texts of 2 files"), timeout=20_000)
    QGuiApplication.clipboard().setText(text)
    press("v", hold=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.notice.text().startswith("The text of ")
    assert names(window) == ["云汀区2026"]


def office(folder: Path, script: str) -> None:
    """Put a program in LibreOffice's place: a shell script that runs where the document lies."""
    folder.mkdir()
    program = folder / "soffice"
    head = 'for word in "$@"; do last="$word"; done\ncd "$(dirname "$last")" || exit 9\n'
    program.write_text(f"#!/bin/sh\n{head}{script}\n")
    program.chmod(0o755)


@posix
def test_an_old_document_comes_in_through_libreoffice_unless_that_is_switched_off(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path / "program", f"cp '{tmp_path}/program/made.docx' made/document.docx")
    (tmp_path / "program" / "made.docx").write_bytes(docx(TEXT.format(1, 3), "甲"))
    monkeypatch.setenv("PATH", str(tmp_path / "program"), prepend=":")
    for name in ("甲.doc", "乙.wps"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    window.settings.prefer("office", "never")
    with qtbot.waitSignal(window.workspace.file_import.failed, timeout=20_000) as told:
        window.workspace.open_paths([tmp_path / "甲.doc"])
    assert "LibreOffice" in told.args[0]
    window.settings.prefer("office", "installed")
    window.workspace.open_paths([tmp_path / "乙.wps"])
    qtbot.waitUntil(lambda: "乙" in names(window), timeout=60_000)
    assert "甲" not in names(window)


@posix
def test_a_document_that_hangs_in_libreoffice_can_be_cancelled_and_keys_go_on(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path / "program", "touch begun; exec sleep 54321")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("PATH", str(tmp_path / "program"), prepend=":")
    (tmp_path / "甲.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "乙.txt").write_text(TEXT.format(1, 3), encoding="utf-8")
    window.workspace.open_paths([tmp_path / "甲.doc"])
    qtbot.waitUntil(lambda: any(temporary.glob("*/begun")), timeout=60_000)
    window.workspace.cancel()
    assert list(temporary.iterdir()) == []
    window.workspace.open_paths([tmp_path / "乙.txt"])
    qtbot.waitUntil(lambda: "乙" in names(window), timeout=60_000)
