"""The packaged window by real keys: the main job, two windows at once, and nothing written where nothing belongs."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.files.load import load
from core.store import Store
from tests.gui.test_first_light import decided, wait_for, walk_and_be_killed
from tests.package.conftest import PackagedOnScreen, Place

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "build" / "package.png"
GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
assert app.primaryScreen().grabWindow(int(sys.argv[1])).save(sys.argv[2])
"""
Start = Callable[..., PackagedOnScreen]


def brought(place: Place, report: Path, name: str = "") -> Path:
    """Put a report into the home."""
    return place.write(name or report.name, report.read_bytes())


def test_decisions_and_place_outlive_a_kill(start_packaged: Start, place: Place, sample: Path) -> None:
    report = brought(place, sample)

    def start(*words: str) -> PackagedOnScreen:
        return start_packaged(*(place.inside(Path(word)) for word in words))

    walk_and_be_killed(start, report)


def test_chinese_is_drawn_and_the_window_speaks_it(
    start_packaged: Start, place: Place, sample: Path, display: dict[str, str]
) -> None:
    """Keep a picture of the window: glyphs of the bundled font, where the system has none at all."""
    report = brought(place, sample)
    screen = start_packaged(place.inside(report))
    screen.wait_for_title(report.stem)
    screen.wait_for_place()
    screen.press("Return", "Return", "x", "5")
    wait_for(lambda: len(decided(screen)) >= 3)
    time.sleep(0.5)
    number = screen.xdotool("search", "--onlyvisible", "--name", report.stem).split()[0]
    PICTURE.parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-c", GRAB, number, str(PICTURE)], env=os.environ | display, check=True, timeout=60)
    maps = Path(f"/proc/{screen.program.pid}/maps").read_text(encoding="utf-8")
    files = {line.split(maxsplit=5)[5] for line in maps.splitlines() if line.count("/")}
    assert any("NotoSansSC" in name for name in files)
    fonts = {name for name in files if name.endswith((".ttf", ".ttc", ".otf"))}
    assert all("NotoSansSC" in name for name in fonts)


def foreign() -> bytes:
    """Return a database of another program."""
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE TABLE note (words TEXT)")
        return other.serialize()


UNREADABLE: dict[str, bytes] = {
    "坏.docx": b"PK\x03\x04" + b"\x14\0" * 200,
    "坏.pdf": b"%PDF-1.7\n" + b"\xff" * 3_000,
    "别的编码.txt": bytes(range(128, 256)) * 40,
    "程序.exe": b"MZ" + b"\0" * 400,
    "别人的.biaoshu": foreign(),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_hostile_file_meets_one_sentence_in_the_window(
    start_packaged: Start, place: Place, sample: Path, name: str
) -> None:
    """The sentence is in the window and its log; the window goes on, and a good report is opened beside it."""
    hostile = place.write(name, UNREADABLE[name])
    good = brought(place, sample)
    screen = start_packaged(place.inside(hostile), *([] if name.endswith(".biaoshu") else [place.inside(good)]))
    log = place.home / ".local/share/Biaoshu/Biaoshu/biaoshu.log"
    wait_for(lambda: log.is_file() and " said: " in log.read_text(encoding="utf-8"))
    if not name.endswith(".biaoshu"):
        screen.wait_for_title(good.stem)
        screen.wait_for_place()
    time.sleep(0.5)
    told = log.read_text(encoding="utf-8")
    assert told.count(" said: ") == 1
    assert name.partition(".")[0] in told.partition(" said: ")[2].splitlines()[0]
    assert "Traceback" not in told
    assert "unexpected" not in told
    assert screen.program.poll() is None


def test_a_second_start_raises_the_window_that_has_the_store(start_packaged: Start, place: Place, sample: Path) -> None:
    """The second start ends by itself; the first window goes on deciding, and verbs read its store meanwhile."""
    report = brought(place, sample)
    store = place.home / "共用 一.biaoshu"
    assert place.run("import", place.inside(store), place.inside(report))[0] == 0
    first = start_packaged(place.inside(store))
    first.wait_for_title(report.stem)
    first.wait_for_place()
    first.store = store
    second = start_packaged(place.inside(store))
    wait_for(lambda: second.program.poll() is not None)
    assert second.program.returncode == 0
    second.kill()
    status, out, err = place.run("stats", place.inside(store))
    assert (status, err) == (0, "")
    assert report.stem in out
    status, _, err = place.run("import", place.inside(store), place.inside(report))
    assert (status, len(err.splitlines())) == (1, 1)
    for turn in range(1, 4):
        first.press("Return")
        wait_for(lambda turn=turn: len(decided(first)) == turn)
    assert first.program.poll() is None
    first.kill()
    with Store.open(store, create=False) as opened:
        (entry,) = opened.reports()
        assert len(opened.log(entry.digest)) == 3


def test_two_stores_at_once(start_packaged: Start, place: Place, sample: Path) -> None:
    screens: dict[Path, PackagedOnScreen] = {}
    for name in ("甲", "乙"):
        report = place.write(f"{name}报告.txt", sample.read_bytes() + f"{name}\n".encode())
        digest, store = load(report).digest, place.home / f"{name}.biaoshu"
        assert place.run("import", place.inside(store), place.inside(report))[0] == 0
        screens[store] = start_packaged(place.inside(store))
        screens[store].store = store
        screens[store].wait_for_title(report.stem)
        # both keep their places in one file
        wait_for(lambda screen=screens[store], kept=f"\n{digest}=": kept in screen.remembered())
        screens[store].press("Return")
        wait_for(lambda store=store: len(decided(screens[store])) == 1)
    assert [len(decided(screen)) for screen in screens.values()] == [1, 1]
    assert all(screen.program.poll() is None for screen in screens.values())


def test_nothing_is_written_but_data_and_settings(start_packaged: Start, place: Place, sample: Path) -> None:
    report = brought(place, sample)
    before = time.time() - 1
    screen = start_packaged(place.inside(report))
    screen.wait_for_title(report.stem)
    screen.wait_for_place()
    screen.press("Return")
    wait_for(lambda: decided(screen))
    (place.home / "copy.biaoshu").unlink()
    (place.home / "copy.biaoshu-wal").unlink(missing_ok=True)
    screen.kill()
    written = {
        path.relative_to(place.top)
        for folder in (place.home, place.app, *(place.top / name for name in ("etc", "usr", "var", "tmp", "root")))
        for path in folder.rglob("*")
        if not path.is_symlink() and path.is_file() and path.stat().st_mtime > before
    } - {report.relative_to(place.top)}
    home = place.home.relative_to(place.top)
    allowed = [home / name for name in (".local/share/Biaoshu", ".config/Biaoshu", ".cache")]
    assert written
    assert {path for path in written if not any(path.is_relative_to(folder) for folder in allowed)} == set()


def test_nothing_of_the_working_folder_is_loaded(place: Place, sample: Path) -> None:
    """A folder with modules and libraries of our names, and variables that point to it, change nothing."""
    report = brought(place, sample)
    for name in ("sitecustomize.py", "html.py", "click.py", "jieba.py", "core.py"):
        place.write(name, b"raise SystemExit('taken from the working folder')\n")
    (place.home / "PySide6").mkdir()
    place.write("PySide6/__init__.py", b"raise SystemExit('taken from the working folder')\n")
    here = place.inside(place.home)
    lent = {"PYTHONPATH": here, "PYTHONHOME": here, "PYTHONSTARTUP": f"{here}/html.py"}
    script = f'cd "{here}" && exec "{place.inside(place.app / "biaoshu")}" find "{place.inside(report)}"'
    status, out, err = place.run("-c", script, program="/bin/sh", **lent)
    assert (status, err) == (0, "")
    assert out == place.run("find", place.inside(report))[1]
    shutil.rmtree(place.home / "PySide6")
