"""What every test stands on: no screen, no home but a fresh one, and nothing left running behind it."""

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import shiboken6
from hypothesis import HealthCheck
from hypothesis import strategies as st

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt loads; a real window is asked for with `display`

from PySide6.QtCore import QObject, QProcess, QSettings, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

# how long an example takes depends on what else the machine does, and is no failure; `make bench` has the times
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "云汀区2026年政府工作报告.txt"


APART = ("long", "windows")
"""The folders of tests that are run by a verb of their own: make test-long, make windows-test."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the tests apart alone unless they are named."""
    if collection_path.parent != ROOT / "tests" or collection_path.name not in APART:
        return None
    asked = any(collection_path.name in Path(word.split("::")[0]).parts for word in config.args)
    return None if asked else True


def pytest_collection_finish() -> None:
    """Leave what is imported by now out of every search for garbage, and of that for what a test leaves running."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test, and what it starts, a home of its own: no setting is read from or left on this machine."""
    place = tmp_path_factory.mktemp("home")
    for name, folder in {
        "HOME": ".",
        "USERPROFILE": ".",
        "APPDATA": "config",
        "LOCALAPPDATA": "local",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }.items():
        (place / folder).mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(place / folder))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(place / "config"))
    return place


@pytest.fixture(autouse=True, scope="session")
def table_of_characters() -> None:
    """Have hypothesis make its table of all characters before any test: where it is new, the first draw would wait.

    That is a second on a busy machine, and its watch over slow draws would blame whichever test comes first.
    """
    hypothesis.find(st.characters(codec="utf-8"), lambda _: True)


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest, home: Path) -> Iterator[None]:
    """Fail a test that leaves a thread, an active timer, a running QThread or a child process of Qt behind."""
    before = set(threading.enumerate())
    known = set(map(id, _running_qt_objects())) if _uses_qt(request) else set()  # an earlier test's, told there
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=2)
    left = [thread.name for thread in set(threading.enumerate()) - before]
    if _uses_qt(request):
        # what is ending may end; turns are counted, since one takes seconds where a busy machine has others' work
        for _ in range(60):
            if not _running_beside(known):
                break
            QTest.qWait(50)
        for thing in _running_beside(known):
            left.append(f"{thing!r} of {thing.interval()} ms" if isinstance(thing, QTimer) else repr(thing))
    assert not left, f"left running: {left}"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Have pytest-qt make the program's own application object."""
    from gui.app import Application

    return Application


def _uses_qt(request: pytest.FixtureRequest) -> bool:
    return bool({"qtbot", "qapp"} & set(request.fixturenames))


class _Runs(dict[type, bool]):
    """Whether the objects of a class can run: asked once a class, since a search goes through 50,000 objects."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = issubclass(kind, QTimer | QThread | QProcess)
        return self[kind]


def _running_beside(known: set[int]) -> list[QObject]:
    return [thing for thing in _running_qt_objects() if id(thing) not in known]


def _running_qt_objects() -> list[QObject]:
    runs = _Runs()
    objects = [thing for thing in gc.get_objects() if runs[type(thing)] and shiboken6.isValid(thing)]
    return [
        thing
        for thing in objects
        if (isinstance(thing, QTimer) and thing.isActive())
        or (isinstance(thing, QThread) and thing.isRunning() and thing is not QThread.currentThread())
        or (isinstance(thing, QProcess) and thing.state() != QProcess.ProcessState.NotRunning)
    ]


@pytest.fixture(scope="session")
def display() -> Iterator[dict[str, str]]:
    """Start a virtual screen and a window manager; yield the variables that let a program open a window on it."""
    if not sys.platform.startswith("linux") or not shutil.which("Xvfb") or not shutil.which("openbox"):
        pytest.skip("needs Xvfb and openbox (make test installs them on Debian and Ubuntu)")
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        place = {"DISPLAY": f":{server.stdout.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen(["openbox"], env=os.environ | place, stderr=subprocess.DEVNULL) as manager:
            yield place
            manager.terminate()
        server.terminate()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of labelled reports beside the project; tests that need it are skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the labelled reports (../shared) are not beside the project")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the bundled report."""
    return SAMPLE
