"""The wheel: its code and metadata, the same bytes twice, and the program run from it where no sources are."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from core import __version__
from tools import wheel
from tools.package import PackageError

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "全年完成投资12.5亿元，增长6.3%。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel.build(ROOT, Path(sys.executable), tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Installed:
    """A fresh environment with the wheel in it, and a folder to work in that has nothing of the sources."""

    scripts: Path
    work: Path

    def run(self, program: str, *words: str) -> "subprocess.CompletedProcess[str]":
        suffix = ".exe" if sys.platform == "win32" else ""
        home = str(self.work / "home")
        around = {name: one for name, one in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
        around |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"), home)
        return subprocess.run(
            [self.scripts / f"{program}{suffix}", *words],
            cwd=self.work,
            env=around | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel without the network: what it stands on is that of the environment the tests run in."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place / "venv", symlinks=sys.platform != "win32")
    names = {"base": str(place / "venv"), "platbase": str(place / "venv")}
    scripts, library = (Path(sysconfig.get_path(name, "venv", names)) for name in ("scripts", "purelib"))
    (library / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = scripts / Path(sys.executable).name
    if not python.exists():
        python = scripts / "python"
    words = ["--python", python, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", built]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    work = place / "elsewhere"
    (work / "home").mkdir(parents=True)
    (work / "report.txt").write_text(SENTENCE, encoding="utf-8")
    return Installed(scripts, work)


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        again = wheel.build(ROOT, Path(sys.executable), tmp_path)
    finally:
        os.umask(before)
    assert again.name == built.name == f"biaoshu-{__version__}-py3-none-any.whl"
    assert again.read_bytes() == built.read_bytes()


def test_it_holds_every_module_and_all_data_under_one_name(built: Path) -> None:
    with zipfile.ZipFile(built) as packed:
        names = set(packed.namelist())
    kept = [ROOT / "main.py", *(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
    kept += [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert {f"biaoshu/{path.relative_to(ROOT).as_posix()}" for path in kept} <= names
    assert {name.split("/")[0] for name in names} == {"biaoshu", f"biaoshu-{__version__}.dist-info"}


def test_no_module_of_it_imports_from_the_sources(built: Path) -> None:
    """What main.py and the window import of the engine is named by its place in the wheel."""
    with zipfile.ZipFile(built) as packed:
        code = {
            name: packed.read(name).decode()
            for name in packed.namelist()
            if name.endswith(".py") and name.startswith("biaoshu/")
        }
    lines = [(name, line.strip()) for name, text in code.items() for line in text.splitlines()]
    assert not [line for line in lines if line[1].startswith(("from core", "from gui", "import core", "import gui"))]
    assert sum(line.startswith("from biaoshu.core") for _, line in lines) > 100
    assert not [line for line in lines if 'import_module("core' in line[1] or 'import_module("gui' in line[1]]


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("from core.model import x\n", "from biaoshu.core.model import x\n"),
        ("def f():\n    from gui.app import (\n        run,\n    )\n", None),
        ("from core import __version__\n", "from biaoshu.core import __version__\n"),
        ("from .core import x\nfrom corelib import y\n", "from .core import x\nfrom corelib import y\n"),
        ('"""from core import x"""\n', '"""from core import x"""\n'),
    ],
)
def test_imports_are_named_anew_and_nothing_else(code: str, becomes: str | None) -> None:
    assert wheel.renamed(code) == (becomes or code.replace("from gui", "from biaoshu.gui"))


def test_an_import_that_would_not_hold_in_it_is_refused() -> None:
    with pytest.raises(PackageError, match="line 2"):
        wheel.renamed("import os\nimport core.model\n")


def test_the_engine_is_a_library(installed: Installed) -> None:
    code = (
        "from biaoshu.core.detection.lexicon import load_lexicon\n"
        "from biaoshu.core.detection.pipeline import find_figures\n"
        "from biaoshu.core.model.report import Report\n"
        "import biaoshu\n"
        f"found = find_figures(Report('one', {SENTENCE!r}), load_lexicon())\n"
        "print(biaoshu.__version__, *(f'{one.figure.kind} {one.figure.unit}' for one in found))\n"
    )
    (installed.work / "library.py").write_text(code, encoding="utf-8")
    done = installed.run("python", "library.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == f"{__version__} level 元 growth %"


def test_the_command_line_finds_figures_through_its_processes(installed: Installed) -> None:
    """The reading process and the workers of --jobs are started from the wheel, too."""
    for words in (["report.txt"], ["--jobs", "2", "report.txt"]):
        done = installed.run("biaoshu", "find", *words)
        assert done.returncode == 0, done.stderr
        assert [json.loads(line)["unit"] for line in done.stdout.splitlines()] == ["元", "%"]
    assert installed.run("biaoshu", "--version").stdout.strip().endswith(__version__)


def test_the_module_runs_as_the_command_does(installed: Installed) -> None:
    done = installed.run("python", "-m", "biaoshu", "find", "report.txt")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("program", ["biaoshu-gui", "biaoshu"])
def test_the_window_opens_and_shows_the_report(installed: Installed, program: str) -> None:
    picture = installed.work / f"{program}.png"
    done = installed.run(program, "--screenshot", str(picture), "report.txt")
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
