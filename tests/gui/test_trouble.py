"""What goes wrong is said in a sentence; the report to copy says what it was, and nothing about who was there."""

import faulthandler
import getpass
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.diagnostics import PROGRAM, report, scrubbed
from gui.main_window import MainWindow
from gui.trouble import catch_errors, keep_log, last_lines, log

Press = Callable[..., None]


@pytest.fixture
def net(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spread the net under errors, and take it away again."""
    before, in_threads = sys.excepthook, threading.excepthook
    # the interpreter's own net is pytest's here
    monkeypatch.setattr(faulthandler, "enable", lambda file: file.close())
    keep_log()
    catch_errors(window)
    yield
    sys.excepthook, threading.excepthook = before, in_threads
    qInstallMessageHandler(None)
    for handler in log.handlers:
        handler.close()
    log.handlers[:] = []
    last_lines.lines.clear()


def fail(window: MainWindow) -> None:
    """Raise as a slot would, with a path, a name and a report's words in the sentence."""
    try:
        raise RuntimeError(f"{Path.home()}/Documents/云汀区 2026.txt of 王小明 and {getpass.getuser()} broke")
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.usefixtures("net")
def test_an_error_is_a_sentence_with_the_report_to_copy_and_the_work_goes_on(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("x")
    window.settings.keep("annotator", "王小明")
    fail(window)
    assert window.notice.text().startswith("Something went wrong in the program. Your decisions are on disk")
    press("j", "k")
    (button,) = [one for one in window.notice.findChildren(QPushButton) if one.isVisible()]
    assert button.text() == "Copy diagnostics"
    button.click()
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert "test_trouble.py" in copied
    for secret in (str(Path.home()), getpass.getuser(), "王小明", "云汀区", "Documents"):
        assert secret not in copied, secret
    assert "copied" in window.notice.text()
    press("x")
    assert [shown.state for shown in window.session.review.figures[:3]] == ["rejected", "rejected", "undecided"]


@pytest.mark.usefixtures("net")
def test_the_report_says_versions_and_what_is_set_and_no_paths(window: MainWindow) -> None:
    window.settings.prefer("walk", "unit")
    window.settings.keep_keys({"reject": ("F9",)})
    log.info("opened %s", window.session.store.path if window.session.store else "")
    said = report(window.settings)
    for fact in ("Biaoshu: ", "Qt: ", "Python: ", "SQLite: ", "walk=unit", "reject=F9", "opened <path>"):
        assert fact in said
    assert str(Path.home()) not in said
    assert ".biaoshu" not in said
    window.settings.keep_keys({})


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (f'File "{PROGRAM}/gui/app.py", line 3, in run', 'File "<program>/gui/app.py", line 3, in run'),
        ("No such file: '/srv/data/my reports/a b.txt'", "No such file: <path>"),
        (r"cannot open C:\Users\zhang\x.txt now", "cannot open <path> now"),
        (r"cannot open \\server\share\x.txt", "cannot open <path>"),
        ("by Zhang Wei and zhang wei", "by <name> and <name>"),
        ("value '638.5亿元' of 地区生产总值", "value '638.5<words>' of <words>"),
        ("5/6 of 12:30 and key=Ctrl+/", "5/6 of 12:30 and key=Ctrl+/"),
    ],
)
def test_names_paths_and_words_are_taken_out(line: str, wanted: str) -> None:
    assert scrubbed(line, ["Zhang Wei", "", "ab"]) == wanted


def test_a_home_without_a_log_still_has_its_last_lines(
    window: MainWindow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "block").write_text("no folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "block"))
    keep_log()
    try:
        assert not [one for one in log.handlers if isinstance(one, logging.FileHandler)]
        log.warning("nowhere to write")
        assert "nowhere to write" in report(window.settings)
    finally:
        log.handlers[:] = []
        last_lines.lines.clear()


def test_the_log_is_shown_or_its_place_said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(asked.append(url)))
    window.actions_by_name["show_log"].trigger()
    assert asked
    assert asked[0].toLocalFile() in window.notice.text()
