"""A window keeps its store whatever others do; a second start hands what it was given to the window that has it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLockFile, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.files.load import load
from core.store import Store
from gui import app as application
from gui.background.single_window import LONGEST_REQUEST, REQUEST_SUFFIX, SingleWindow, ask_open_window, request_folder
from gui.preferences.settings import Settings
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.test_first_light import ProgramOnScreen, wait_for

ROOT = Path(__file__).resolve().parents[3]
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs signals and file modes of POSIX")


def store_with(path: Path, report: Path) -> Path:
    with closing(Store.open(path)) as store:
        store.add_report(load(report))
    return path


@pytest.fixture(autouse=True)
def named(qapp: object) -> None:
    """Name the application as the program does: its folders go by that."""
    application.make_application()


@pytest.fixture
def second_report(tmp_path: Path) -> Path:
    path = tmp_path / "南汀区2026.txt"
    path.write_text(REPORT.replace("云汀", "南汀").replace("638.5", "412.7"), encoding="utf-8")
    return path


# One window beside another


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("system")


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[OpenWindow]:
    """Return a function that opens one more window, on a store."""
    opened: list[MainWindow] = []

    def open_on(path: Path) -> MainWindow:
        window = MainWindow(Settings())
        opened.append(window)
        window.show()
        window.workspace.open_paths([path])
        qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
        return window

    yield open_on
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.mark.usefixtures("english")
def test_another_language_keeps_the_store_the_report_the_place_and_the_annotator(
    beside: OpenWindow, report_file: Path, second_report: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first = beside(store_with(tmp_path / "first.biaoshu", report_file))
    with closing(Store.open(tmp_path / "second.biaoshu")) as store:
        # the same report in both, and one more
        store.add_report(load(report_file))
        store.add_report(load(second_report))
    first.session.go_to(first.session.review.figures[5].target)
    kept, annotator = first.session.store, first.session.annotator
    other = beside(tmp_path / "second.biaoshu")
    other.session.go_to(other.session.review.figures[2].target)
    other.workspace.name_annotator("李四")
    other.settings.flush()
    first.settings.prefer("language", "zh")
    qtbot.waitUntil(lambda: first.windowTitle().endswith("标数") and first.session.ready, timeout=20_000)
    assert first.session.store is kept
    assert kept is not None
    assert kept.path.name == "first.biaoshu"
    assert first.session.report is not None
    assert first.session.report.name == report_file.stem
    assert first.session.current is first.session.review.figures[5]
    assert first.session.annotator == annotator
    first.verdicts.confirm()
    assert other.session.store is not None
    assert other.session.store.path.name == "second.biaoshu"


@pytest.mark.usefixtures("english")
def test_a_window_without_a_store_has_none_in_another_language(
    window: MainWindow, second_report: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.workspace.close_store()
    window.settings.keep("store", str(store_with(tmp_path / "others.biaoshu", second_report)))
    window.settings.prefer("language", "zh")
    qtbot.waitUntil(lambda: window.windowTitle() == "标数", timeout=20_000)
    assert window.session.store is None


def test_decisions_that_were_not_written_outlive_another_language(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    step = session.act()
    assert session.current is not None
    session.unwritten = [step.remark(session.current.target, "一条")]
    rows = session.unwritten
    window.make_anew()
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert window.session is not session
    assert window.session.unwritten == rows


# The request folder


def test_a_request_brings_the_window_forward_and_is_opened(
    window: MainWindow, second_report: Path, qtbot: QtBot
) -> None:
    assert window.session.store is not None
    requested: list[object] = []
    window.workspace.single_window.requested.connect(lambda paths, _: requested.append(paths))
    answer = write_request(window.session.store.path, json.dumps({"paths": [str(second_report)], "token": ""}).encode())
    qtbot.waitUntil(lambda: not answer.exists(), timeout=5_000)
    qtbot.waitUntil(lambda: len(window.session.reports) == 2, timeout=20_000)
    assert requested == [[second_report]]


def test_a_dead_window_whose_number_this_process_got_is_not_waited_for(tmp_path: Path, qtbot: QtBot) -> None:
    """Windows gives the number of a process that was killed to another one soon, to the program started anew too."""
    store = tmp_path / "first.biaoshu"
    folder = request_folder(store)
    folder.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    lock = QLockFile(str(folder / "lock"))
    assert lock.tryLock(0)
    left_behind = (folder / "lock").read_bytes()
    lock.unlock()
    (folder / "lock").write_bytes(left_behind)
    assert ask_open_window(store, [], patience=0.2) == "nobody"
    (folder / "lock").write_bytes(left_behind)
    single_window = SingleWindow(QApplication.instance())  # type: ignore[arg-type]
    single_window.listen(store)
    requested: list[object] = []
    single_window.requested.connect(lambda paths, _: requested.append(paths))
    path = write_request(store, json.dumps({"paths": [str(store)], "token": ""}).encode())
    qtbot.waitUntil(lambda: not path.exists(), timeout=5_000)
    assert requested == [[store]]
    # its own lock is no dead one's
    assert ask_open_window(store, [], patience=0.2) == "silent"
    single_window.stop_listening()
    single_window.deleteLater()


def write_request(store: Path, words: bytes) -> Path:
    """Write a request into the folder as any program of this user could."""
    path = request_folder(store) / f"{os.urandom(8).hex()}{REQUEST_SUFFIX}"
    draft = path.with_suffix(".draft")
    draft.write_bytes(words)
    draft.replace(path)
    return path


SAID = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["paths", "token", "x"]), inner),
    max_leaves=6,
)


def test_what_no_second_start_wrote_is_thrown_away(qtbot: QtBot, tmp_path: Path) -> None:
    """Random bytes, random JSON, and requests that are too long: nothing is opened but what has a full path."""
    store = tmp_path / "a.biaoshu"
    store.touch()
    parent = QObject()
    single_window = SingleWindow(parent)
    requested: list[tuple[list[Path], str]] = []
    single_window.requested.connect(lambda paths, token: requested.append((paths, token)))
    single_window.listen(store)

    @settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=80) | SAID.map(lambda said: json.dumps(said).encode()))
    def throw(words: bytes) -> None:
        requested.clear()
        path = write_request(store, words)
        qtbot.waitUntil(lambda: not path.exists(), timeout=5_000)
        for paths, token in requested:
            assert all(isinstance(one, Path) and one.is_absolute() for one in paths)
            assert token.isascii()

    throw()
    for words in (
        b'{"paths": ["' + b"/x" * LONGEST_REQUEST + b'"], "token": ""}',
        b"[" * 200_000,
        b'{"paths": ["relative.txt"], "token": ""}',
        b'{"paths": ["/a\\u0000b"], "token": ""}',
        b'{"paths": "/abc", "token": ""}',
    ):
        requested.clear()
        path = write_request(store, words)
        qtbot.waitUntil(lambda path=path: not path.exists(), timeout=5_000)  # type: ignore[misc]
        assert requested == []
    long = write_request(store, json.dumps({"paths": [], "token": "x" * 1000}).encode())
    qtbot.waitUntil(lambda: not long.exists(), timeout=5_000)
    assert requested == [([], "")]
    single_window.stop_listening()
    assert not request_folder(store).exists()


@POSIX
def test_the_folder_is_its_users_alone_and_a_pipe_in_it_holds_nobody_up(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.store is not None
    folder = request_folder(window.session.store.path)
    assert {one.stat().st_mode & 0o777 for one in (folder, folder.parent)} == {0o700}
    os.mkfifo(folder / f"0{REQUEST_SUFFIX}")
    (folder / f"1{REQUEST_SUFFIX}").symlink_to("/dev/zero")
    qtbot.waitUntil(lambda: not list(folder.glob(f"*{REQUEST_SUFFIX}")), timeout=5_000)
    assert window.isVisible()


def test_a_folder_of_a_window_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    store = tmp_path / "a.biaoshu"
    folder = request_folder(store)
    folder.mkdir(parents=True)
    # what a kill leaves: the lock names a process that is no more
    (folder / "lock").write_bytes(lock_of(tmp_path))
    begun = time.monotonic()
    assert ask_open_window(store, []) == "nobody"
    assert time.monotonic() - begun < 1
    parent = QObject()
    single_window = SingleWindow(parent)
    single_window.listen(store)
    assert ask_open_window(store, [], patience=0.2) == "silent"
    single_window.stop_listening()


def lock_of(folder: Path) -> bytes:
    """Return the lock of a process that was killed."""
    code = (
        "import sys, os, signal\nfrom PySide6.QtCore import QLockFile\n"
        f"lock = QLockFile({str(folder / 'made')!r}); lock.setStaleLockTime(0); lock.lock()\n"
        "os.kill(os.getpid(), signal.SIGTERM) if os.name == 'nt' else os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    return (folder / "made").read_bytes()


# Real processes


@pytest.fixture
def programs() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the program offscreen, as often as wanted."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str | Path) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for program in started:
        if program.poll() is None:
            program.kill()
        program.wait()
        assert program.stderr is not None
        program.stderr.close()


def has_window(store: Path) -> bool:
    return (request_folder(store) / "lock").exists()


def holder(store: Path) -> int:
    """Return which process listens at a store's request folder; 0 while none does."""
    try:
        return int((request_folder(store) / "lock").read_bytes().split(b"\n")[0])
    except (OSError, ValueError):
        return 0


def names_in(store: Path) -> list[str]:
    """List the reports of a store somebody has open."""
    with Store.reading(store) as opened:
        return sorted(entry.name for entry in opened.reports())


@POSIX
def test_a_second_start_hands_its_files_to_the_window_that_has_the_store(
    programs: Callable[..., subprocess.Popen[str]], report_file: Path, second_report: Path, tmp_path: Path
) -> None:
    store = store_with(tmp_path / "one.biaoshu", report_file)
    first = programs(store)
    wait_for(lambda: has_window(store))
    # by its last store, by its name, and by another spelling of it
    named = tmp_path / "link.biaoshu"
    named.symlink_to(store)
    assert programs(named, second_report).wait(30) == 0
    wait_for(lambda: names_in(store) == sorted([report_file.stem, second_report.stem]))
    wait_for(lambda: "one.biaoshu" in remembered())
    assert programs().wait(30) == 0
    assert first.poll() is None


def remembered() -> str:
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "Biaoshu" / "Biaoshu.ini"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_start_for_another_store_opens_another_window(
    programs: Callable[..., subprocess.Popen[str]], report_file: Path, second_report: Path, tmp_path: Path
) -> None:
    one = store_with(tmp_path / "one.biaoshu", report_file)
    two = store_with(tmp_path / "two.biaoshu", second_report)
    first = programs(one)
    wait_for(lambda: has_window(one))
    second = programs(two)
    wait_for(lambda: has_window(two))
    assert (first.poll(), second.poll()) == (None, None)
    # each is found by its store
    assert programs(one).wait(30) == 0
    assert programs(two).wait(30) == 0


def test_of_two_starts_at_once_one_has_the_store_and_the_other_ends(
    programs: Callable[..., subprocess.Popen[str]], report_file: Path, tmp_path: Path
) -> None:
    store = store_with(tmp_path / "one.biaoshu", report_file)
    both = [programs(store), programs(store)]
    wait_for(lambda: any(program.poll() is not None for program in both))
    assert sorted(program.poll() is None for program in both) == [False, True]
    assert {program.poll() for program in both} == {0, None}
    assert has_window(store)


@POSIX
def test_a_window_that_hangs_holds_no_second_start_up(
    programs: Callable[..., subprocess.Popen[str]], report_file: Path, second_report: Path, tmp_path: Path
) -> None:
    store = store_with(tmp_path / "one.biaoshu", report_file)
    first = programs(store)
    wait_for(lambda: has_window(store))
    first.send_signal(signal.SIGSTOP)
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from PySide6.QtCore import QTimer
from gui import app
begun = time.monotonic()
def begin_without(window, store):
    really(window, store)
    print(round(time.monotonic() - begun), window.session.store, window.notice.text(), flush=True)
    window.close()
really, app.begin_without = app.begin_without, begin_without
sys.exit(app.run(sys.argv[1:]))
"""
    words = [sys.executable, "-c", code, str(store), str(second_report)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=40, check=True, env=os.environ | {"LANG": "C"})
    seconds, held, said = done.stdout.split(" ", 2)
    assert held == "None"
    assert 4 <= int(seconds) <= 15
    assert str(store) in said
    assert "does not answer" in said
    # nothing is left for it to open when it wakes up
    assert not list(request_folder(store).glob(f"*{REQUEST_SUFFIX}"))
    first.send_signal(signal.SIGCONT)
    assert programs(store).wait(30) == 0


@POSIX
def test_after_a_kill_the_next_start_has_the_store(
    programs: Callable[..., subprocess.Popen[str]], report_file: Path, tmp_path: Path
) -> None:
    store = store_with(tmp_path / "one.biaoshu", report_file)
    first = programs(store)
    wait_for(lambda: has_window(store))
    first.kill()
    first.wait()
    second = programs(store)
    wait_for(lambda: holder(store) == second.pid)
    assert second.poll() is None


@pytest.fixture
def screens(display: dict[str, str], home: Path) -> Iterator[Callable[..., ProgramOnScreen]]:
    opened: list[ProgramOnScreen] = []

    def start(*words: str) -> ProgramOnScreen:
        opened.append(ProgramOnScreen(display, home, *words))
        return opened[-1]

    yield start
    for screen in opened:
        screen.kill()


def test_on_a_screen_the_window_comes_forward_from_behind_and_from_the_bar(
    screens: Callable[..., ProgramOnScreen], report_file: Path, second_report: Path, tmp_path: Path
) -> None:
    one = store_with(tmp_path / "one.biaoshu", report_file)
    two = store_with(tmp_path / "two.biaoshu", second_report)
    first = screens(str(one))
    first.wait_for_title("one.biaoshu")
    second = screens(str(two))
    second.wait_for_title("two.biaoshu")
    in_front = lambda: first.xdotool("getactivewindow", "getwindowname")  # noqa: E731
    wait_for(lambda: "two.biaoshu" in in_front())
    assert screens(str(one)).program.wait(30) == 0
    wait_for(lambda: "one.biaoshu" in in_front())
    first.xdotool("search", "--name", "one.biaoshu", "windowminimize")
    wait_for(lambda: "one.biaoshu" not in in_front())
    assert screens(str(one), str(second_report)).program.wait(30) == 0
    wait_for(lambda: "one.biaoshu" in in_front())
    wait_for(lambda: second_report.stem in in_front())
