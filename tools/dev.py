"""The two commands and the rest of the bench: sets itself up, then runs, tests, checks, measures or packages."""

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older interpreter gets this far and must be able to say so
    sys.exit(
        f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; name another: make run PYTHON=python3.12"
    )

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tools import (  # noqa: E402
    audit,
    bare_root,
    catalogue,
    environment,
    line_icons,
    lock,
    release,
    signing,
    stock,
    system,
    wheel,
    windows,
    workflows,
)
from tools import font as fonts  # noqa: E402
from tools import package as packages  # noqa: E402

SAMPLE = "resources/sample/云汀区2026年政府工作报告.txt"
MANUAL = "docs/images/manual"
PICTURE = "docs/images/window.png"
SIZE = "1280x800"
SIDE_BY_SIDE = ("--numprocesses", "auto", "--dist", "worksteal")
"""make test runs the tests in as many processes as there are cores; ARGS="-n 0" has them run one after the other."""


def has_display() -> bool:
    """Tell whether a window can be shown: always but on a Linux where neither Wayland nor an X server is there."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    return bool(number) and (host not in ("", "unix") or answers(f"/tmp/.X11-unix/X{number.partition('.')[0]}"))


def answers(place: str) -> bool:
    """Tell whether a local X server listens: at a file, or at the name Linux keeps without one."""
    for address in (place, f"\0{place}"):
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.connect(address)
            return True
    return False


def call(python: Path, *words: str, **changes: str) -> int:
    """Run the environment's Python at the top of the project and return its exit status."""
    try:
        return subprocess.run([python, *words], cwd=ROOT, env=os.environ | changes, check=False).returncode
    except KeyboardInterrupt:
        return 130


def own_home(folder: str) -> dict[str, str]:
    """Return the variables that make a folder the home of what is started, its settings and stores."""
    below = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    places = {f"XDG_{name}_HOME": f"{folder}/{place}" for name, place in below.items()}
    return places | dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), folder)


def provide_to_run() -> Path:
    """Return the environment's Python, with no more than the program runs with where nothing is there yet."""
    return environment.provide(ROOT, lock=environment.RUN_LOCK, size="105 MB")


def run(files: list[str]) -> int:
    """Open the window on the files, or on the sample; without a display draw it offscreen and save its picture."""
    shown = has_display()
    system.provide("qt", "font", *(["window"] if shown else []))
    python = provide_to_run()
    files = files or [SAMPLE]
    if shown:
        print(f"Opening the window on {', '.join(files)}", flush=True)
        return call(python, "main.py", *files)
    picture = ROOT / "build" / "window.png"
    picture.parent.mkdir(exist_ok=True)
    print("No display (DISPLAY is not set or nothing answers there): opening the same window offscreen.", flush=True)
    status = call(python, "main.py", "--screenshot", str(picture), "--size", SIZE, *files, QT_QPA_PLATFORM="offscreen")
    if status == 0:
        print(f"The window's picture is saved in {picture}")
    return status


def screenshot(words: list[str]) -> int:
    """Draw the window on the sample, and the manual's pictures; --theme, --scale and --language make others."""
    options = argparse.ArgumentParser(prog="dev.py screenshot")
    options.add_argument("--theme", choices=("light", "dark"), default="light")
    options.add_argument("--scale", default="1", help="device pixels for each pixel")
    options.add_argument("--language", default="en", help="the interface's, as a locale: en, zh_CN")
    options.add_argument("--size", default=SIZE)
    options.add_argument("-o", "--output", default=PICTURE)
    options.add_argument("files", nargs="*", default=[SAMPLE])
    chosen = options.parse_args(words)
    system.provide("qt", "font")
    python = provide_to_run()
    (ROOT / chosen.output).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        # the picture shows the window as it first opens, not as somebody left it
        place = own_home(home) | {"LC_ALL": "C.UTF-8", "LANGUAGE": chosen.language}
        picture = ["--screenshot", chosen.output, "--size", chosen.size, "--theme", chosen.theme]
        status = call(python, "main.py", *picture, *chosen.files,
                      QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=chosen.scale, **place)  # fmt: skip
    if status == 0:
        print(chosen.output)
    return status or (0 if words else _manual_pictures(python))


def _manual_pictures(python: Path) -> int:
    """Draw the pictures of the manual, in both its languages."""
    for language, suffix in (("en", ""), ("zh_CN", ".zh")):
        place = {"LC_ALL": "C.UTF-8", "LANGUAGE": language, "QT_QPA_PLATFORM": "offscreen"}
        if status := call(python, "-m", "tools.pictures", MANUAL, "--suffix", suffix, **place):
            return status
    return 0


def scenes(words: list[str]) -> int:
    """Take the pictures for a product page, or those of the scenes named, in light and dark, Chinese and English."""
    system.provide("qt", "font")
    return call(provide_to_run(), "-m", "tools.scenes", *words)


def test(words: list[str]) -> int:
    """Run the tests; on a CI machine what lint runs as well."""
    system.provide("qt", "window", "font", "i18n", "test")
    checked = lint([]) if os.environ.get("CI") else 0
    # the tests start hundreds of Pythons: without byte code each would compile the program anew
    byte_code = {"PYTHONDONTWRITEBYTECODE": ""}
    return call(environment.provide(ROOT), "-m", "pytest", *SIDE_BY_SIDE, *words, **byte_code) or checked


def test_stock(words: list[str]) -> int:
    """Run tests/core, or what is named, on the stock Pythons of Debian 12 and 13; needs root and debootstrap."""
    system.provide("stock")
    return stock.run(ROOT, words or ["tests/core"])


def test_long(words: list[str]) -> int:
    """Run what takes minutes; exports are read by the programs they are for, each in an environment of its own."""
    system.provide("qt", "window", "font", "i18n", "test")
    python = environment.provide(ROOT)
    readers = {
        name: str(environment.provide(ROOT, folder, lock, size))
        for name, folder, lock, size in (
            ("BIAOSHU_READERS", "build/readers-venv", environment.READERS_LOCK, "360 MB"),
            ("BIAOSHU_CLUSTER", "build/cluster-venv", environment.CLUSTER_LOCK, "150 MB"),
            ("BIAOSHU_DOCCANO", "build/doccano-venv", environment.DOCCANO_LOCK, "200 MB"),
        )
    }
    return call(python, "-m", "pytest", "-m", "long", *(words or ["tests/long"]), **readers)


def test_windows(words: list[str]) -> int:
    """Try the program, package and installer as Windows runs them, under wine; --untouched in a new Debian 12."""
    if "--untouched" in words:
        windows.need_this_system()
        system.provide("stock")
        kept = [word for word in words if word != "--untouched"]
        return stock.untouched(ROOT, "make windows-test ARGS=--untouched", ["windows-test", *kept])
    # the package of the run before
    place = {"BIAOSHU_WINDOWS_BUILT": "1"} if "--built" in words else {}
    words = [word for word in words if word != "--built"]
    windows.need_this_system()
    system.provide("qt", "window", "font", "i18n", "test", "package", "windows")
    python = environment.provide(ROOT)
    with windows.alone(ROOT):
        bench = windows.provide(ROOT, python)
        return call(python, "-m", "pytest", *(words or ["tests/windows"]), BIAOSHU_WINDOWS=str(bench.folder), **place)


def lint(_: list[str]) -> int:
    """Check format, style, types, the layers of the house, the hosted workflows, and that the catalogue is no older."""
    system.provide("qt", "i18n")
    python = environment.provide(ROOT)
    layers = "lint_imports_command"
    checks = (
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "ruff", "check", "."),
        ("-m", "mypy"),
        ("-c", f"from importlinter.cli import {layers}; raise SystemExit({layers}(['--no-logo']))"),
    )
    failed = sum(call(python, *words) != 0 for words in checks)
    failed += workflows.check(workflows.provide(ROOT), ROOT) != 0
    return int(bool(failed + (i18n(["--check"]) != 0)))


def bench(words: list[str]) -> int:
    """Measure engine, window and package; each line is a ratio to something of known speed, taken in the same run."""
    system.provide("qt", "package")
    return call(environment.provide(ROOT), "-m", "tools.bench", *words)


def i18n(words: list[str]) -> int:
    """Bring the catalogues up to the sources and compile them; with --check only tell what is stale."""
    system.provide("qt", "i18n")
    return catalogue.update(ROOT, environment.provide(ROOT), check="--check" in words)


def package(words: list[str]) -> int:
    """Build the packaged app in dist/biaoshu, start it once and pack it; --twice only compares two builds.

    On Linux --stock does it in a Debian 12 of its own, on whose libc all newer systems start what is built.
    With `wheel` it builds the Python wheel into dist instead: the package `biaoshu` with engine, window and data.
    """
    if "wheel" in words:
        made = wheel.build(ROOT, environment.provide(ROOT), ROOT / "dist")
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")
        return 0
    if "--stock" in words:
        system.provide("stock")
        return stock.package(ROOT)
    system.provide("qt", "window", "package")
    python = environment.provide(ROOT)
    if "--twice" in words:
        return packages.check_twice(ROOT, python)
    built = packages.build(ROOT, python, ROOT / "dist")
    with tempfile.TemporaryDirectory() as home:
        packages.try_out(built, ROOT / SAMPLE, own_home(home))
    packed = packages.pack(ROOT, built, short="--short" in words)
    for path in [*packed, *release.lay_beside(ROOT, packed)]:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
    if sys.platform.startswith("linux") and not packages.pictures():
        print("no pictures in the .deb's metadata: where they are public is not said (BIAOSHU_PICTURES)", flush=True)
    if sys.platform == "win32" and not signing.is_given():
        print(signing.UNSIGNED, flush=True)
    return 0


def sign(words: list[str]) -> int:
    """Sign the programs for Windows that are named, by the certificate that the variables name (docs/packaging.md)."""
    signing.sign([Path(word) for word in words])
    return 0


def package_test(words: list[str]) -> int:
    """Try the packed app on a bare system, by real keys; --short on this one, --built what is packed already."""
    short, built = "--short" in words, "--built" in words
    system.provide("qt", "window", "test", *([] if short else ["bare"]))
    if not built and (failed := package(words)):
        return failed
    place = {} if short else {"BIAOSHU_BARE_ROOT": str(bare_root.provide(ROOT))}
    archive = max((ROOT / "dist").glob("*.tar.xz"), key=lambda path: path.stat().st_mtime)
    words = [word for word in words if word not in ("--short", "--built")]
    python = environment.provide(ROOT)
    return call(python, "-m", "pytest", "tests/package", *words, BIAOSHU_PACKAGE=str(archive), **place)


def make_release(words: list[str]) -> int:
    """Check, test, build, try and lay out dist/ with checksums and notes; --rehearsal before the notes are final.

    --gathered TAG lays out what other machines checked, built and put into dist, as the hosted release does.
    """
    if "--gathered" in words:
        tag = "".join(words[words.index("--gathered") + 1 :])
        return _lay_out(release.gathered(ROOT, tag), words)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    if failed := lint([]) or test([]) or package_test([]):
        return failed
    return _lay_out(sorted(path for path in (ROOT / "dist").iterdir() if path.is_file()), words)


def _lay_out(files: list[Path], words: list[str]) -> int:
    for path in release.lay_out(ROOT, files, rehearsal="--rehearsal" in words):
        print(path.relative_to(ROOT))
    return 0


def font(words: list[str]) -> int:
    """Cut the bundled font anew; with --check make it elsewhere and compare."""
    return fonts.update(ROOT, environment.provide(ROOT), check="--check" in words)


def icons(words: list[str]) -> int:
    """Draw the line icons of menus and buttons anew; with --check make them elsewhere and compare."""
    return line_icons.update(ROOT, environment.provide(ROOT), check="--check" in words)


def ask_advisories(_: list[str]) -> int:
    """Ask the public advisory database about the locked packages; needs the network."""
    return audit.run(ROOT)


def relock(words: list[str]) -> int:
    """Write the locks anew from pyproject.toml, or those that are named."""
    return lock.write(ROOT, words)


def clean(_: list[str]) -> int:
    """Remove the environment and everything that is built."""
    for name in (".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
                 ".import_linter_cache"):  # fmt: skip
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in list(ROOT.rglob("__pycache__")):
        shutil.rmtree(folder, ignore_errors=True)
    return 0


VERBS = {
    "run": run,
    "test": test,
    "test-stock": test_stock,
    "test-long": test_long,
    "windows-test": test_windows,
    "lint": lint,
    "bench": bench,
    "screenshot": screenshot,
    "scenes": scenes,
    "lock": relock,
    "i18n": i18n,
    "package": package,
    "sign": sign,
    "package-test": package_test,
    "release": make_release,
    "font": font,
    "icons": icons,
    "audit": ask_advisories,
    "clean": clean,
}


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # file names are Chinese, terminals may not be
    verb, words = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if verb not in VERBS:
        width = max(map(len, VERBS))
        print("usage: python3 tools/dev.py VERB …\n")
        print("\n".join(f"  {name:{width}}  {(verb.__doc__ or '').splitlines()[0]}" for name, verb in VERBS.items()))
        return 0 if verb in ("-h", "--help", "help") else 2
    try:
        return VERBS[verb](words)
    except (system.MissingError, environment.SetUpError, packages.PackageError, signing.SigningError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
