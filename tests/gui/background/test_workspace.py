"""Stores and files come to the desk whole, or one sentence says why not and nothing is lost."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.report import Report
from core.store import Store
from gui.background.export import Export
from gui.preferences.settings import default_store
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.exporting import export_as
from tests.gui.text_formats import seen_words

Press = Callable[..., None]
ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from core.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def said(window: MainWindow) -> str:
    return window.notice.text()


def test_files_dropped_on_the_window_come_in_together(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"报告{number}.txt")
        paths[-1].write_text(f"第{number}份报告\n新增企业{number + 2}家。\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    spot, action = QPoint(5, 5), Qt.DropAction.CopyAction
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(spot, action, data, *keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(spot.toPointF(), action, data, *keys))
    qtbot.waitUntil(lambda: window.reports.reports.count() == 4)
    qtbot.waitUntil(lambda: window.session.report is not None and window.session.report.name == "报告0")
    qtbot.waitUntil(lambda: window.session.ready)


def test_a_bad_file_among_good_ones_is_named_and_the_others_come_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    good, empty, odd = tmp_path / "好.txt", tmp_path / "空.txt", tmp_path / "表.xyz"
    good.write_text("新增企业3家。\n", encoding="utf-8")
    empty.write_bytes(b"")
    odd.write_bytes(b"PK")
    window.workspace.open_paths([empty, good, odd])
    qtbot.waitUntil(lambda: bool(said(window)))
    assert "空.txt" in said(window)
    assert "2" in said(window)
    qtbot.waitUntil(lambda: window.session.report is not None and window.session.report.name == "好")
    qtbot.waitUntil(lambda: window.session.ready)


def test_the_same_text_twice_is_one_report(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    again = tmp_path / "又一份.txt"
    again.write_bytes(("\ufeff" + REPORT.replace("\n", "\r\n")).encode())
    window.workspace.open_paths([again])
    qtbot.waitUntil(lambda: window.session.ready)
    assert window.reports.reports.count() == 1


def test_a_second_window_on_the_store_is_told_and_loses_nothing(
    window: MainWindow, press: Press, open_window: OpenWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    other = subprocess.run(
        [sys.executable, "-c", HOLD, str(store.path), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert "StoreError" in other.stderr.splitlines()[-1]
    press(Qt.Key.Key_Return)
    assert window.session.progress.decided == 2


def test_the_window_that_finds_its_store_taken_says_so_and_stays(
    qtbot: QtBot, qapp: object, home: Path, tmp_path: Path
) -> None:
    from gui import app as application
    from gui.preferences.settings import Settings

    application.make_application()
    path = default_store()
    path.parent.mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        window = MainWindow(Settings())
        window.show()
        application.start(window, [tmp_path / "云汀区.txt"])
        assert window.notice.isVisible()
        assert path.name in said(window)
        assert window.session.store is None
        assert window.parts.start_page.isVisible()
        assert "No store is open" in window.parts.start_page.title.text()
        qtbot.keyClick(window.view, Qt.Key.Key_Return)
        qtbot.keyClick(window.view, "n")
        assert window.notice.isVisible()
        process.communicate("")
    window.workspace.open_store(path)
    assert window.session.store is not None
    window.close()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\x01" * 2000, None])
def test_a_file_that_is_no_store_is_refused_and_left_as_it_was(
    window: MainWindow, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "foreign.biaoshu"
    if content is None:
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE t (x)")
        database.close()
    else:
        path.write_bytes(content)
    before, store = path.read_bytes(), window.session.store
    window.open_path(path)
    assert "foreign.biaoshu" in said(window)
    assert path.read_bytes() == before
    assert window.session.store is store
    assert window.session.ready


def test_a_full_disk_changes_nothing_on_the_screen(window: MainWindow, press: Press) -> None:
    resource = pytest.importorskip("resource")
    import signal

    before = window.session.current
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
        press(Qt.Key.Key_Return)
        assert window.notice.isVisible()
        assert window.session.current is before
        assert window.session.progress.decided == 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    press(Qt.Key.Key_Return)
    assert not window.notice.isVisible()
    assert window.session.progress.decided == 1


def test_the_last_store_report_and_place_come_back(
    window: MainWindow, press: Press, open_window: OpenWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return, "x", "j", "j")
    shown = window.session.current
    assert shown is not None
    store = window.session.store
    assert store is not None
    window.close()
    again = open_window(store.path)
    assert again.session.current is not None
    assert again.session.current.target == shown.target
    assert [s.state for s in again.session.review.figures[:3]] == ["confirmed", "rejected", "undecided"]
    assert again.settings.recent() == [store.path]


def test_each_annotator_sees_their_own_decisions(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return)
    window.workspace.name_annotator("乙", another=True)
    qtbot.waitUntil(lambda: window.session.ready)
    assert window.session.progress.decided == 0
    press("x")
    window.workspace.name_annotator("Annotator", another=True)
    qtbot.waitUntil(lambda: window.session.ready)
    assert [s.state for s in window.session.review.figures[:2]] == ["confirmed", "undecided"]


def test_marks_and_exported_offsets_hold_for_wide_characters_in_a_gb18030_file(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    text = "𠮷林😀区2026年政府工作报告\n\n一、2025年工作回顾\n\n𠮷😀全区地区生产总值达638.5亿元，增长5.4%。\n"
    path = tmp_path / "宽.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    window = open_window(path)
    marked = seen_words(window, lambda look: look.underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline)
    assert marked == ["638.5亿元", "5.4%"]
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    out = tmp_path / "out.jsonl"
    window.workspace.export(Export("confirmed", "jsonl", out))
    qtbot.waitUntil(lambda: str(out) in said(window))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == ["638.5亿元", "5.4%"]
    assert [text[row["start"] : row["end"]] for row in rows] == ["638.5亿元", "5.4%"]


def test_exporting_all_waits_for_the_engine_and_keeps_the_old_file_on_failure(
    window: MainWindow, press: Press, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_Return, "x")
    out = tmp_path / "all.csv"
    window.workspace.export(Export("all", "csv", out))
    qtbot.waitUntil(out.exists, timeout=20_000)
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(window.session.review.figures)
    nowhere = tmp_path / "none" / "x.csv"
    export_as(window, qtbot, monkeypatch, nowhere)
    qtbot.waitUntil(lambda: "x.csv" in said(window))


def test_an_export_of_many_reports_answers_meanwhile_and_can_be_stopped(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.background import job

    store = window.session.store
    assert store is not None
    for number in range(60):
        store.add_report(Report(f"第{number}份", f"第{number}份\n\n新建公园{number + 2}个。\n"))
    # every report a slice of its own
    monkeypatch.setattr(job, "SLICE", 0.0)
    told: list[tuple[int, int]] = []

    def follow(what: str, done: int, size: int) -> None:
        if size:
            told.append((done, size))
            if len(told) == 4:
                # as by a key, which is handled before the next step
                QTimer.singleShot(0, window.workspace.cancel)

    window.workspace.working.connect(follow)
    out = tmp_path / "many.csv"
    window.workspace.export(Export("confirmed", "csv", out))
    qtbot.waitUntil(lambda: len(told) > 3)
    assert not out.exists()
    qtbot.wait(100)
    count = len(told)
    qtbot.wait(100)
    assert len(told) == count
    assert told[-1][0] < 61
    assert not out.exists()
    window.workspace.export(Export("confirmed", "csv", out))
    qtbot.waitUntil(out.exists)
    assert told[-1] == (61, 61)


def test_a_first_start_offers_the_sample_report(qtbot: QtBot, qapp: object) -> None:
    from gui import app as application
    from gui.preferences.settings import Settings

    application.make_application()
    window = MainWindow(Settings())
    window.show()
    application.start(window, [])
    qtbot.mouseClick(window.parts.start_page.offers["open_sample"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert window.session.progress.found > 50
    assert not window.parts.start_page.isVisible()
    window.close()


def test_a_store_from_a_copy_opens_with_what_was_decided(window: MainWindow, press: Press, tmp_path: Path) -> None:
    press(Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    path = store.path
    window.close()
    copy = tmp_path / "copy.biaoshu"
    shutil.copy(path, copy)
    with Store.open(copy, create=False) as opened:
        (entry,) = opened.reports()
        assert [row.verdict for row in opened.log(entry.digest)] == ["confirm"]
