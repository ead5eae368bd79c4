"""A Windows under wine to try the program in, from its sources and packaged (make windows-test)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools import windows
from tools.windows import Bench

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv" / "bin" / "python"
STORED = "AppData/*/Biaoshu*"
"""Where the program may keep its stores and settings; what is left there by one test is nothing to the next."""


PATIENCE_S = 600.0
"""How long a window, an answer or an end is waited for: under wine a start takes minutes while others work."""


@dataclass(frozen=True)
class Program:
    """The program in that Windows, from its sources or packaged: how its two doors are started."""

    bench: Bench
    terminal: tuple[str | Path, ...]
    window: tuple[str | Path, ...]

    def run(
        self, *words: str, stdin: bytes = b"", timeout: float = 600, **changes: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the command line to its end."""
        return self.bench.run([*self.terminal, *words], stdin=stdin, timeout=timeout, **changes)

    def start(self, *words: str, **changes: str) -> subprocess.Popen[bytes]:
        """Open the window; name the screen by DISPLAY."""
        return self.bench.start([*self.window, *words], **changes)


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """Return the Windows, as new as it was made; it fails where there is none, since nothing would have been tried."""
    named = os.environ.get("BIAOSHU_WINDOWS")
    if not named:
        pytest.fail("needs the Windows bench: make windows-test")
    made = Bench(ROOT, Path(named))
    made.fresh()
    yield made
    made.end()


@pytest.fixture(scope="session")
def built(bench: Bench) -> Path:
    """Return the folder of the package, built in that Windows once a session; what was built before where so asked."""
    there = bench.folder / "dist" / "biaoshu"
    if os.environ.get("BIAOSHU_WINDOWS_BUILT") and there.is_dir():
        return there
    return windows.build(bench, PYTHON)


@pytest.fixture(params=["sources", "packaged"])
def program(request: pytest.FixtureRequest) -> Program:
    """Return the program from its sources, and again as the package."""
    found: Program = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def sources(bench: Bench, user: Path) -> Program:
    """Return the program from its sources."""
    return Program(bench, ("main.py",), ("main.py",))


@pytest.fixture
def packaged(bench: Bench, built: Path, user: Path) -> Program:
    """Return the program as the package."""
    terminal, window = built / "biaoshu.exe", built / "biaoshu-window.exe"
    return Program(bench, (terminal,), (window if window.exists() else terminal,))


@pytest.fixture
def user(bench: Bench) -> Path:
    """Return the folder of the user there, who never opened the program before."""
    for place in bench.home.glob(STORED):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
    return bench.home


@pytest.fixture
def folder(bench: Bench) -> Iterator[Path]:
    """Return an empty folder of that drive, with a blank and Chinese in its name."""
    place = bench.drive / "数据 库"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    yield place
    shutil.rmtree(place, ignore_errors=True)
