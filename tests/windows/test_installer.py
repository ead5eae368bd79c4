"""The installer's life: made, run silently, started, opened by a double click, run over itself, refused, removed.

The tests are one story of one Windows and stand in its order.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core import __version__
from tests.windows.conftest import PATIENCE_S
from tools import icons, package
from tools.windows import Bench

ROOT = Path(__file__).resolve().parents[2]
REG = "C:\\windows\\system32\\reg.exe"
START = "C:\\windows\\system32\\start.exe"
CLASSES = "HKCU\\Software\\Classes"
LISTED = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Biaoshu"
IN_USE = 32


def wait_for(seen: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.3)


@pytest.fixture(scope="module")
def setup(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the installer of the built folder."""
    if not shutil.which("makensis"):
        pytest.fail("needs makensis: make windows-test installs it on Debian and Ubuntu")
    icons.make(ROOT, ROOT / ".venv" / "bin" / "python")
    target = tmp_path_factory.mktemp("setup") / "标数 setup.exe"
    assert list(package.installer(ROOT, built, target)) == [target]
    return target


@pytest.fixture(scope="module")
def place(bench: Bench) -> Path:
    """Return the folder the program is installed into."""
    return bench.home / "AppData" / "Local" / "Programs" / "Biaoshu"


@pytest.fixture(scope="module")
def store(bench: Bench) -> Path:
    """Return where a store of the user's stands, beside none of the program's files."""
    folder = bench.drive / "我的 数据"
    folder.mkdir(exist_ok=True)
    return folder / "年报.biaoshu"


def install(bench: Bench, setup: Path) -> int:
    return bench.run([setup, "/S"], timeout=PATIENCE_S).returncode


def registered(bench: Bench, key: str, name: str = "") -> str | None:
    """Return a value of the registry as reg.exe tells it, or None where it is not there."""
    told = bench.run([REG, "query", key, *(["/v", name] if name else ["/ve"])])
    if told.returncode:
        return None
    # the program writes in the code page of the system
    line = next(line for line in told.stdout.decode("gbk").splitlines() if "REG_" in line)
    return line.split("REG_", 1)[1].partition("    ")[2].strip()


def entry(bench: Bench) -> Path:
    menu = bench.home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return menu / "Biaoshu 标数.lnk"


def contents(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def running(bench: Bench, program: str) -> list[int]:
    """Return the processes of that Windows, and of no other, that run a program."""
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdigit() else [b""]
            if words[0].endswith(b"\\" + program.encode()):
                place = (folder / "environ").read_bytes()
                if f"WINEPREFIX={bench.folder / 'wine'}".encode() in place:
                    found.append(int(folder.name))
    return found


def titles(display: dict[str, str]) -> str:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"],
        env=os.environ | display, capture_output=True, check=False,
    )  # fmt: skip
    return found.stdout.decode(errors="replace")


@pytest.fixture
def opened(bench: Bench, place: Path, store: Path, display: dict[str, str]) -> Iterator[str]:
    """Open the store as a double click does, by what is registered for its kind; yield the windows' titles."""
    # Windows shows programs the user's own classes among all classes, wine does not: what is there is laid there
    kind = registered(bench, f"{CLASSES}\\.biaoshu") or ""
    opens = f"{kind}\\shell\\open\\command"
    for key, value in ((".biaoshu", kind), (opens, registered(bench, f"{CLASSES}\\{opens}") or "")):
        bench.run([REG, "add", f"HKLM\\Software\\Classes\\{key}", "/ve", "/d", value, "/f"])
    starter = bench.start([START, bench.inside(store)], DISPLAY=display["DISPLAY"])
    wait_for(lambda: "年报" in titles(display))
    yield titles(display)
    starter.wait(timeout=PATIENCE_S)
    for pid in running(bench, "biaoshu-window.exe"):
        os.kill(pid, signal.SIGKILL)
    # what read for the window ends when nobody asks any more
    wait_for(lambda: not running(bench, "biaoshu.exe") and not running(bench, "biaoshu-window.exe"))


def test_it_lays_out_what_was_built_and_asks_for_no_rights(bench: Bench, setup: Path, built: Path, place: Path) -> None:
    assert install(bench, setup) == 0
    laid = contents(place)
    assert laid.pop("uninstall.exe")
    assert laid == contents(built)
    assert b'level="asInvoker"' in setup.read_bytes()


def test_windows_knows_it(bench: Bench, place: Path) -> None:
    window = bench.inside(place / "biaoshu-window.exe")
    kind = registered(bench, f"{CLASSES}\\.biaoshu")
    assert kind == "Biaoshu.Store"
    assert registered(bench, f"{CLASSES}\\{kind}") == "标数标注库"
    assert registered(bench, f"{CLASSES}\\{kind}\\DefaultIcon") == f"{window},0"
    assert registered(bench, f"{CLASSES}\\{kind}\\shell\\open\\command") == f'"{window}" "%1"'
    assert registered(bench, LISTED, "DisplayName") == "Biaoshu 标数"
    assert registered(bench, LISTED, "DisplayVersion") == __version__
    assert int(registered(bench, LISTED, "EstimatedSize") or "0", 16) * 1024 <= package.UNPACKED
    assert entry(bench).is_file()


def test_it_works_where_it_lies(bench: Bench, place: Path, store: Path) -> None:
    report = store.with_name("报告一.txt")
    report.write_text("2025年全区粮食产量达到12.3万吨，比上年增长4.5%。\n", encoding="utf-8")
    told = bench.run([place / "biaoshu.exe", "--version"])
    assert (told.returncode, told.stdout.decode().strip()) == (0, __version__)
    told = bench.run([place / "biaoshu.exe", "import", bench.inside(store), bench.inside(report)])
    assert (told.returncode, told.stderr) == (0, b"")
    assert store.is_file()


def test_a_store_opens_by_a_double_click_without_a_console(bench: Bench, opened: str, display: dict[str, str]) -> None:
    assert "年报" in opened
    # what finds the figures is the terminal's program, which has no window of its own here
    wait_for(lambda: running(bench, "biaoshu.exe"))
    wait_for(lambda: titles(display).splitlines() == ["报告一 – 年报.biaoshu – 标数"])
    time.sleep(1)
    assert len(titles(display).splitlines()) == 1


def test_it_is_not_laid_over_a_program_that_is_open(bench: Bench, setup: Path, place: Path, opened: str) -> None:
    before = contents(place)
    stamps = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    assert install(bench, setup) == IN_USE
    assert bench.run([place / "uninstall.exe", "/S", f"_?={bench.inside(place)}"]).returncode == IN_USE
    assert contents(place) == before
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == stamps
    assert running(bench, "biaoshu-window.exe")


def test_a_newer_version_takes_the_place_of_an_older(bench: Bench, setup: Path, built: Path, place: Path) -> None:
    (place / "_internal" / "core" / "gone.pyc").parent.mkdir(exist_ok=True)
    (place / "_internal" / "core" / "gone.pyc").write_bytes(b"what this version has no more")
    (place / "biaoshu.exe").write_bytes(b"an older program")
    (place / "笔记.txt").write_text("what the user laid there", encoding="utf-8")
    assert install(bench, setup) == 0
    laid = contents(place)
    assert laid.pop("uninstall.exe")
    assert laid.pop("笔记.txt") == b"what the user laid there"
    assert laid == contents(built)


def test_it_goes_and_the_users_own_stays(bench: Bench, place: Path, store: Path) -> None:
    kept = bench.home / "AppData" / "Local" / "Biaoshu" / "Biaoshu" / "figures.biaoshu"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(store.read_bytes())
    content = store.read_bytes()
    # another program has taken over what opens such files
    bench.run([REG, "add", f"{CLASSES}\\.biaoshu", "/ve", "/d", "Other.Program", "/f"])
    quiet = registered(bench, LISTED, "QuietUninstallString")
    assert quiet == f'"{bench.inside(place / "uninstall.exe")}" /S'
    bench.run([place / "uninstall.exe", "/S"])
    # it goes on from a copy of itself, since no program can remove its own file
    wait_for(lambda: not (place / "uninstall.exe").exists() and registered(bench, LISTED, "DisplayName") is None)
    assert set(contents(place)) == {"笔记.txt"}
    assert not entry(bench).exists()
    assert registered(bench, f"{CLASSES}\\Biaoshu.Store") is None
    assert registered(bench, f"{CLASSES}\\.biaoshu") == "Other.Program"
    assert store.read_bytes() == kept.read_bytes() == content


def test_nothing_is_left_where_nothing_was(bench: Bench, setup: Path, place: Path) -> None:
    (place / "笔记.txt").unlink()
    bench.run([REG, "delete", f"{CLASSES}\\.biaoshu", "/f"])
    assert install(bench, setup) == 0
    bench.run([place / "uninstall.exe", "/S"])
    wait_for(lambda: not place.exists() and registered(bench, LISTED, "DisplayName") is None)
    assert bench.run([REG, "query", f"{CLASSES}\\.biaoshu"]).returncode != 0
