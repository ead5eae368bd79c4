"""The window of Windows by real keys and mouse, under wine: from its sources, and as the package."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.files.load import load
from core.model.errors import StoreError
from core.model.figure import is_label
from core.store import Store
from tests.gui import test_first_light
from tests.gui.test_first_light import ProgramOnScreen, decided, log_of, wait_for, walk_and_be_killed
from tests.windows.conftest import PATIENCE_S, Program

SETTINGS, DATA = Path("AppData/Roaming/Biaoshu/Biaoshu.ini"), Path("AppData/Local/Biaoshu/Biaoshu")
# holds a text on the clipboard of a virtual screen until it is ended; X has no other place for it
CLIPBOARD = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.clipboard().setText(Path(sys.argv[1]).read_text(encoding="utf-8"))
app.exec()
"""


class WindowsOnScreen(ProgramOnScreen):
    """The program of Windows on a virtual screen, and the keyboard and the mouse before it."""

    def __init__(self, display: dict[str, str], program: Program, home: Path, *words: str) -> None:
        self.there, self.user, self.home = program, program.bench.home, home
        self.place = program.bench.variables(DISPLAY=display["DISPLAY"])
        self.store = self.user / DATA / "figures.biaoshu"
        self.program = program.start(*words, DISPLAY=display["DISPLAY"])  # type: ignore[assignment]

    def say(self, *words: str) -> list[str]:
        return self.there.bench.command([*self.there.terminal, *words])

    def known(self, path: Path) -> str:
        return self.there.bench.inside(path)

    def remembered(self) -> str:
        path = self.user / SETTINGS
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def kill(self) -> None:
        self.program.kill()
        self.program.wait()
        # its locks are wine's, which hears a moment later that it died
        wait_for(lambda: not self.store.exists() or self._is_let_go())

    def _is_let_go(self) -> bool:
        try:
            Store.open(self.store, create=False).close()
        except StoreError:
            return False
        return True

    def click(self, x: int, y: int) -> None:
        """Press the left button at a place of the active window, so many pixels from its corner."""
        self.xdotool("mousemove", "--window", self.xdotool("getactivewindow"), str(x), str(y))
        self.xdotool("click", "1")

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "40", text)

    def wait_for_dialog(self, *names: str) -> None:
        """Wait until one of some dialogs has the keyboard."""
        wait_for(lambda: self.xdotool("getactivewindow", "getwindowname") in names)
        time.sleep(0.5)

    def press_for_another_window(self, key: str) -> None:
        """Press a key and wait until another window has the keyboard, of whatever title, and is laid out."""
        before = self.xdotool("getactivewindow")
        self.press(key)
        wait_for(lambda: self.xdotool("getactivewindow") not in ("", before))
        time.sleep(3)


Start = Callable[..., WindowsOnScreen]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer than for a program of this system: of wine's there is one more layer, and it starts from nothing."""
    monkeypatch.setattr(test_first_light, "PATIENCE_S", PATIENCE_S)


@pytest.fixture
def start(display: dict[str, str], program: Program, home: Path) -> Iterator[Start]:
    """Return a function that opens the window on files of this machine."""
    screens: list[WindowsOnScreen] = []

    def start_program(*paths: str | Path) -> WindowsOnScreen:
        words = [program.bench.inside(Path(path)) for path in paths]
        screens.append(WindowsOnScreen(display, program, home, *words))
        return screens[-1]

    yield start_program
    for screen in screens:
        if screen.program.poll() is None:
            screen.kill()


@pytest.fixture
def report(folder: Path, sample: Path) -> Path:
    """Put a report under a name and in a folder with blanks and Chinese."""
    path = folder / "云汀区 2026年 报告（定稿）.txt"
    path.write_bytes(sample.read_bytes())
    return path


def stored(program: Program, store: Path, report: Path) -> Path:
    """Make a store with a report by the command line."""
    done = program.run("import", program.bench.inside(store), program.bench.inside(report))
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return store


def opened(start: Start, report: Path, *more: Path) -> WindowsOnScreen:
    screen = start(*(more or (report,)))
    screen.wait_for_title(report.stem)
    screen.wait_for_place()
    return screen


def test_decisions_and_place_outlive_a_kill(start: Start, report: Path) -> None:
    """Decide, be killed, start again, undo, redo, and take the figures away: the walk of every system."""
    walk_and_be_killed(start, report)


def test_a_report_is_opened_by_the_dialog(start: Start, folder: Path, sample: Path) -> None:
    # what is typed of the path are letters that every keyboard has
    plain = folder.parent / "walk" / "plain 2026.txt"
    plain.parent.mkdir(exist_ok=True)
    plain.write_bytes(sample.read_bytes())
    screen = start()
    screen.wait_for_title("标数|Biaoshu")
    time.sleep(2)
    screen.press("ctrl+o")
    screen.wait_for_dialog("打开", "Open")
    screen.type("C:\\walk\\plain 2026.txt")
    screen.press("Return")
    screen.wait_for_title(plain.stem)
    screen.wait_for_place()
    screen.press("Return")
    wait_for(lambda: len(decided(screen)) == 1)


def test_a_report_is_pasted(start: Start, display: dict[str, str], sample: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", CLIPBOARD, str(sample)], env=os.environ | display)
    try:
        screen = start()
        screen.wait_for_title("标数|Biaoshu")
        time.sleep(2)
        screen.press("ctrl+shift+v")
        wait_for(lambda: screen.store.exists() and _reports(screen))
        (entry,) = _reports(screen)
        assert entry == load(sample).digest
    finally:
        holder.terminate()
        holder.wait()


def _reports(screen: WindowsOnScreen) -> list[str]:
    """Return the digests of the reports in a store that its window has open, as the command line there reads it."""
    done = screen.there.run("export", screen.known(screen.store), "--state", "all", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return sorted({row["digest"] for row in rows})


def test_a_label_is_made_and_put_on_and_a_correction_typed(start: Start, report: Path) -> None:
    screen = opened(start, report)
    screen.press("ctrl+i")
    screen.wait_for_dialog("标签", "Labels")
    screen.type("zhongdian")
    screen.press("Tab", "Tab", "Tab")
    screen.type("w")
    screen.press("Return", "Escape")
    screen.wait_for_title(report.stem)
    screen.press("i")
    time.sleep(1)
    screen.press("w")
    wait_for(lambda: len(decided(screen)) == 1)
    # the next one is corrected in the form: its indicator is typed anew
    screen.press("j", "e", "ctrl+a")
    screen.type("GDP")
    screen.press("Return")
    wait_for(lambda: len(decided(screen)) == 2)
    labelled, corrected = decided(screen)
    assert labelled.figure is not None
    assert is_label(labelled.figure.kind)
    assert corrected.figure is not None
    assert corrected.figure.indicator == "GDP"
    screen.kill()
    assert log_of(screen.store) == [labelled, corrected]


def test_figures_leave_by_the_window(start: Start, report: Path, folder: Path) -> None:
    screen = opened(start, report)
    screen.press("Return", "Return", "x")
    wait_for(lambda: len(decided(screen)) == 3)
    screen.press("ctrl+e")
    screen.wait_for_dialog("导出数据：导出哪些（第 1 步，共 2 步）", "Export figures: which (1 of 2)")
    screen.press("Return")
    screen.wait_for_dialog("导出数据：怎样导出（第 2 步，共 2 步）", "Export figures: how (2 of 2)")
    # the second format is CSV; the name is asked for by the dialog of the system
    screen.press("Down")
    screen.press_for_another_window("alt+h")
    screen.wait_for_dialog("导出数据", "Export figures")
    target = folder.parent / "walk" / "out.csv"
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    # what is there is typed over: an edit field of wine knows no Ctrl+A
    screen.press("Home", "shift+End")
    screen.type("C:\\walk\\out.csv")
    screen.press("Return")
    # under wine the dialog of the system gives the keyboard back to nobody, and none gets it while it is there
    wait_for(lambda: not screen.xdotool("search", "--onlyvisible", "--name", "^(导出数据|Export figures)$"))
    time.sleep(1)
    screen.wait_for_title("第 2 步|2 of 2")
    screen.press("Return")
    wait_for(lambda: target.exists() and target.stat().st_size > 0)
    screen.wait_for_title(report.stem)
    rows = target.read_bytes().decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 2
    screen.press("Return")
    wait_for(lambda: len(decided(screen)) == 4)


def test_the_mouse_leads_and_decides(start: Start, report: Path) -> None:
    """A row of the table is gone to by a click, and the form's button confirms."""
    screen = opened(start, report)
    # the middle of the third row, and of the button
    screen.click(400, 684)
    time.sleep(0.5)
    screen.click(1052, 101)
    wait_for(lambda: len(decided(screen)) == 1)
    (row,) = decided(screen)
    assert row.verdict == "confirm"
    # not the one the report was opened at
    assert row.target is not None
    text = report.read_text(encoding="utf-8")
    assert text[row.target.start : row.target.end] != "638.5亿元"


def test_a_second_start_raises_the_window_that_has_the_store(
    start: Start, program: Program, report: Path, folder: Path
) -> None:
    store = stored(program, folder / "共用 一.biaoshu", report)
    first = opened(start, report, store)
    first.store = store
    second = start(store)
    wait_for(lambda: second.program.poll() is not None)
    assert second.program.returncode == 0
    first.wait_for_title(report.stem)
    done = program.run("stats", program.bench.inside(store))
    assert done.returncode == 0
    assert report.stem in done.stdout.decode("utf-8")
    for turn in range(1, 4):
        first.press("Return")
        wait_for(lambda turn=turn: len(decided(first)) == turn)  # type: ignore[misc]
    first.kill()
    with Store.open(store, create=False) as known:
        (entry,) = known.reports()
        assert len(known.log(entry.digest)) == 3


def test_two_stores_at_once(start: Start, program: Program, folder: Path, sample: Path) -> None:
    screens: list[WindowsOnScreen] = []
    for name in ("甲", "乙"):
        report = folder / f"{name} 报告.txt"
        report.write_bytes(sample.read_bytes() + f"{name}\n".encode())
        store, digest = stored(program, folder / f"{name}.biaoshu", report), load(report).digest
        screen = start(store)
        screens.append(screen)
        screen.store = store
        screen.wait_for_title(report.stem)
        # both keep their places in one file
        wait_for(lambda screen=screen, kept=f"\n{digest}=": kept in screen.remembered())  # type: ignore[misc]
        screen.press("Return")
        wait_for(lambda screen=screen: len(decided(screen)) == 1)  # type: ignore[misc]
    assert [len(decided(screen)) for screen in screens] == [1, 1]
    assert all(screen.program.poll() is None for screen in screens)
