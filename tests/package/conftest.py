"""A place to run the packaged app in: a bare system entered as an unprivileged user, or this one with nothing lent."""

import os
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.gui.test_first_light import ProgramOnScreen

USER = 4711
HOME = Path("home/王 分析员")
X_SOCKETS = Path("/tmp/.X11-unix")
# the mounts are the command's own and end with it
ENTER = f"""
mount -t proc proc "$0/proc" && mount --bind {X_SOCKETS} "$0{X_SOCKETS}" &&
exec chroot --userspec={USER}:{USER} "$0" "$@"
"""
NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)


@dataclass(frozen=True)
class Place:
    """Where the app runs: the top folder of its system, its home there, and the unpacked app."""

    top: Path
    home: Path
    app: Path
    bare: bool

    def inside(self, path: Path) -> str:
        """Return a path as the app sees it."""
        return str(Path("/") / path.relative_to(self.top)) if self.bare else str(path)

    def outside(self, name: str) -> Path:
        """Return a path the app named, as this system sees it."""
        return self.top / name.lstrip("/") if self.bare else Path(name)

    def command(self, *words: str, program: str = "", **variables: str) -> list[str]:
        """Return the command line that starts the app in this place: no network, no variable but those given."""
        given = {"HOME": self.inside(self.home), "PATH": "/usr/bin:/bin", "LANG": "zh_CN.UTF-8", **variables}
        if not self.bare:
            given["FONTCONFIG_FILE"] = str(self.home.parent / "fonts.conf")
        clean = ["env", "-i", *(f"{name}={value}" for name, value in given.items())]
        start = [*clean, program or self.inside(self.app / "biaoshu"), *words]
        if not self.bare:
            return start
        return ["unshare", "--net", "--mount", "sh", "-c", ENTER, str(self.top), *start]

    def run(self, *words: str, stdin: bytes = b"", program: str = "", **variables: str) -> tuple[int, str, str]:
        """Run the app to its end; return its exit status and what it said on both streams."""
        command = self.command(*words, program=program, **variables)
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def write(self, name: str, content: bytes) -> Path:
        """Put a file into the home, as its user's own."""
        path = self.home / name
        path.write_bytes(content)
        if self.bare:
            os.chown(path, USER, USER)
        return path


@pytest.fixture(scope="session")
def package() -> Path:
    """Return the archive under test; without one these tests have nothing to try."""
    named = os.environ.get("BIAOSHU_PACKAGE")
    if not named:
        pytest.skip("needs a package: make package-test")
    return Path(named)


@pytest.fixture(scope="session")
def system_place(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Unpack the app on a system with nothing for it."""
    named = os.environ.get("BIAOSHU_BARE_ROOT")
    top = Path(named) if named else tmp_path_factory.mktemp("system")
    shutil.rmtree(top / "opt" / "标数", ignore_errors=True)
    with tarfile.open(package) as packed:
        # Debian 12's Python has no filters yet, later ones warn where none is named
        filtered = {"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}
        packed.extractall(top / "opt" / "标数", **filtered)
    (app,) = (top / "opt" / "标数").iterdir()
    home = top / HOME
    (home.parent).mkdir(exist_ok=True)
    (home.parent / "fonts.conf").write_text(NO_FONTS.format(top / "cache"), encoding="utf-8")
    for folder in (X_SOCKETS, top / X_SOCKETS.relative_to("/")):
        folder.mkdir(parents=True, exist_ok=True)
    yield Place(top, home, app, bool(named))
    shutil.rmtree(top / "opt" / "标数")


@pytest.fixture
def place(system_place: Place) -> Iterator[Place]:
    """Give the app's user a new home."""
    home = system_place.home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    if system_place.bare:
        os.chown(home, USER, USER)
    yield system_place
    shutil.rmtree(home)


class PackagedOnScreen(ProgramOnScreen):
    """The packaged app on a virtual screen, and the keyboard before it."""

    def __init__(self, display: dict[str, str], at: Place, *words: str) -> None:
        self.at = at
        self.place = os.environ | display
        self.store = at.home / ".local/share/Biaoshu/Biaoshu/figures.biaoshu"
        self.home = at.home
        command = at.command(*words, DISPLAY=display["DISPLAY"])
        # a group of its own: what the window starts in its turn is ended with it
        self.program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def say(self, *words: str) -> list[str]:
        return self.at.command(*words)

    def known(self, path: Path) -> str:
        return self.at.inside(path)

    def remembered(self) -> str:
        path = self.home / ".config/Biaoshu/Biaoshu.ini"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, signal.SIGKILL)
        super().kill()


@pytest.fixture
def start_packaged(display: dict[str, str], place: Place) -> Iterator[Callable[..., PackagedOnScreen]]:
    """Return a function that opens the packaged window on files of its home."""
    screens: list[PackagedOnScreen] = []

    def start(*words: str) -> PackagedOnScreen:
        screens.append(PackagedOnScreen(display, place, *words))
        return screens[-1]

    yield start
    for screen in screens:
        if screen.program.poll() is None:
            screen.kill()
