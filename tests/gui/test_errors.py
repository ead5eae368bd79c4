"""What goes wrong is said in a sentence; the report to copy says what it was, and nothing about who was there."""

import faulthandler
import getpass
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.model.errors import StoreError
from core.store.row_checks import LAST_TICK
from gui.background.messages import sentence
from gui.diagnostics import report
from gui.errors import catch_errors, last_lines, log
from gui.log_files import keep_log
from gui.style.activity_log import of_crash, of_qt
from gui.window import MainWindow

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
    assert "test_errors:" in copied
    for secret in (str(Path.home()), getpass.getuser(), "王小明", "云汀区", "Documents"):
        assert secret not in copied, secret
    assert "copied" in window.notice.text()
    press("x")
    assert [shown.state for shown in window.session.review.figures[:3]] == ["rejected", "rejected", "undecided"]


@pytest.mark.usefixtures("net")
def test_that_decisions_are_on_disk_is_said_only_where_they_were_read_back(window: MainWindow, press: Press) -> None:
    """After a refused write, where the store lacks what is shown, where it cannot be read, where none is open."""
    session, store = window.session, window.session.store
    assert store is not None
    press("x")
    assert session.is_kept()
    clock, store.tick = store.tick, LAST_TICK
    with pytest.raises(StoreError, match="cannot store another decision"):
        session.write([session.act().file("year", "2026")])
    store.tick = clock
    fail(window)
    assert window.notice.text().startswith(
        "Something went wrong in the program: your last decision is not in the store."
    )
    assert len(session.unwritten) == 1
    (button,) = [one for one in window.notice.findChildren(QPushButton) if one.isVisible()]
    assert button.text() == "Save unwritten decisions elsewhere…"
    session.unwritten.clear()
    fail(window)
    assert "Your decisions are on disk" in window.notice.text()
    session.known.append(session.act().file("year", "2027"))
    fail(window)
    assert "not everything that this window shows is in the store" in window.notice.text()
    session.known.pop()
    store.close()
    fail(window)
    assert "cannot be read to find out" in window.notice.text()
    session.use(None, "")
    fail(window)
    assert "you can go on" in window.notice.text()


@pytest.mark.usefixtures("net")
def test_the_report_says_versions_and_what_is_set_and_no_paths(window: MainWindow) -> None:
    window.settings.prefer("walk", "unit")
    window.settings.keep_keys({"reject": ("F9",)})
    log.info("opened %s", window.session.store.path if window.session.store else "")
    said = report(window.settings)
    for fact in ("Biaoshu: ", "Qt: ", "Python: ", "SQLite: ", "walk=unit", "reject=F9", "opened …"):
        assert fact in said
    assert str(Path.home()) not in said
    assert ".biaoshu" not in said
    window.settings.keep_keys({})


PATHS = st.one_of(
    st.sampled_from(
        [
            "/Users/li min/my reports/a secret plan.txt",
            "C:\\Users\\Li Min\\my reports\\plan.txt",
            "\\\\server\\shared files\\plan.txt",
            '/srv/报告 "一"/it\'s.txt',
            'x"\n  File "/Users/li/y.py", line 3, in z',
            "plan of li.txt",
        ]
    ),
    st.text(min_size=1, max_size=30),
)
SAID = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}|:\d+ in ")


def account_of(path: str) -> str:
    """Have everything go wrong about a path that can, and return the account without times and line numbers."""
    last_lines.lines.clear()
    log.info("opened %s", path)
    log.warning("no letter could be written: %s", OSError(2, "No such file", path))
    log.info("said: %s", sentence(StoreError("{path} is open in another window. Close it there first.", path=path)))
    log.info("said: %s", path)
    log.warning("%s", of_qt("qt.svg", f"QFile::open: cannot open {path}"))
    log.warning("%s", of_qt(f"/{path}", path))
    for raised in (FileNotFoundError(2, "No such file", path), KeyError(path), RuntimeError(f"{path} broke")):
        try:
            try:
                raise ValueError(path) from OSError(path)
            except ValueError:
                raise raised from None if isinstance(raised, KeyError) else raised.__cause__
        except type(raised) as error:
            error.add_note(path)
            log.error("unexpected", exc_info=error)
    # code that lies at the path, and calls itself and its errors after it
    code = compile("def f():\n    raise ExceptionGroup('g', [E(P)])\nf()", path.replace("\0", ""), "exec")
    try:
        exec(code, {"P": path, "E": type("/" + path.replace("\0", ""), (Exception,), {}), "__name__": path})
    except ExceptionGroup as error:
        log.exception("unexpected", exc_info=error)
    return SAID.sub("", "\n".join(last_lines.lines))


@pytest.mark.usefixtures("net")
def test_the_account_is_the_same_whatever_the_path(window: MainWindow) -> None:
    """Not a letter of it hangs on a path: nothing of one can be in it, whatever its characters."""

    @settings(deadline=None, max_examples=80)
    @given(PATHS.filter(lambda path: path.encode("utf-8", "ignore").decode() == path))
    def hold(path: str) -> None:
        assert account_of(path) == wanted

    wanted = account_of("/p")
    hold()
    for kept in ("opened …", "is open in another window", "qt.svg QFile::open", "FileNotFoundError 2", "test_errors"):
        assert kept in wanted, wanted


CRASHES = st.text(alphabet=st.characters(blacklist_characters="\r\n", blacklist_categories=("Cs",)), max_size=30)


@given(CRASHES)
def test_a_crash_names_modules_and_no_path(path: str) -> None:
    lines = [
        "Fatal Python error: Segmentation fault",
        "",
        f"Current thread 0x00007f [{path}] (most recent call first):",
        f'  File "{path}", line 3 in run',
        f'  File "{__file__}", line 4 in fail',
        path,
    ]
    assert list(of_crash(lines))[:4] == [
        "Fatal Python error: Segmentation fault",
        "Current thread 0x00007f",
        "  …:3 in run",
        f"  {__name__}:4 in fail",
    ]


def test_keys_that_are_none_are_not_copied(window: MainWindow) -> None:
    window.settings.keep_keys({"reject": ("F9", "/Users/li min"), "/srv/li": ("X",)})
    said = report(window.settings)
    assert "reject=F9" in said
    assert "li" not in said.partition("keys: ")[2].partition("\n")[0]
    window.settings.keep_keys({})


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
