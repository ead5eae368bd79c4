"""The packaged app: built from the lock into dist/biaoshu, the same bytes each time, and packed for its system."""

import hashlib
import os
import platform
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools import icons, signing

NAME = "biaoshu"
ID = "org.biaoshu.Biaoshu"
LINUX = Path("packaging/linux")
WINDOWS = Path("packaging/windows")
PICTURES = "docs/images/manual"
# libc by the newest symbol that the libraries taken from a Debian 12 ask for; Qt loads the two others by name
DEPENDS = "libc6 (>= 2.36), libgl1, libegl1"
# Wayland's own libraries come with its desktops; xdg-utils and the like are the desktop's affair
RECOMMENDS = "libwayland-client0, libwayland-cursor0"
# what a package may weigh, in bytes: on the disk, and on its way there
UNPACKED, PACKED = 145_000_000, 45_000_000
# where its own installer puts it
NSIS_ON_WINDOWS = r"C:\Program Files (x86)\NSIS"


class PackageError(Exception):
    """The package could not be made or is not what it must be; says in a line why."""


@dataclass(frozen=True)
class Built:
    """What was built: what goes to the user as one, the program for the terminal, and the one that is the window."""

    whole: Path
    terminal: Path
    window: Path


def built_in(target: Path, system: str = sys.platform) -> Built:
    """Return where in a folder a build lies, as the system lays it out."""
    if system == "darwin":
        program = target / "Biaoshu.app" / "Contents" / "MacOS" / NAME
        return Built(target / "Biaoshu.app", program, program)
    folder = target / NAME
    if system == "win32":
        return Built(folder, folder / f"{NAME}.exe", folder / f"{NAME}-window.exe")
    return Built(folder, folder / NAME, folder / NAME)


def version(root: Path) -> str:
    """Return the version, from its one place."""
    found = re.search(r'^__version__ = "([^"]+)"', (root / "core" / "__init__.py").read_text(encoding="utf-8"), re.M)
    if not found:
        raise PackageError("core/__init__.py names no version")
    return found[1]


def epoch(root: Path) -> int:
    """Return the time that stands for all times inside: SOURCE_DATE_EPOCH, or that of the last commit, or 1980."""
    if os.environ.get("SOURCE_DATE_EPOCH", "").isdigit():
        return int(os.environ["SOURCE_DATE_EPOCH"])
    if shutil.which("git") and (root / ".git").exists():
        result = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False
        )
        if result.stdout.strip().isdigit():
            return int(result.stdout)
    return 315_532_800


def build(root: Path, python: Path, target: Path) -> Built:
    """Build the app into a folder; raise PackageError where the packager fails."""
    icons.make(root, python)
    # modules are collected in sets: their order is the hashes'
    fixed = os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch(root))}
    words = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath", str(target)]
    if subprocess.run([python, *words, "build.spec"], cwd=root, env=fixed, check=False).returncode:
        raise PackageError("the packager failed: see above")
    return built_in(target)


def try_out(built: Built, report: Path, home: dict[str, str]) -> None:
    """Start what was built as a command line and as a window; raise PackageError where either does not work."""
    found = subprocess.run([built.terminal, "find", report], capture_output=True, check=False)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "window.png"
        offscreen = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([built.window, "--screenshot", picture, report], env=offscreen, check=False, timeout=120)
        if found.returncode or not found.stdout or not picture.is_file():
            said = found.stderr.decode(errors="replace").strip()
            raise PackageError(f"{built.whole} was built but does not work: {said}")


def weight(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def listing(folder: Path) -> dict[str, str]:
    """Return what is in a folder: each path with its rights and its SHA-256, or where it links to."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else f"{path.stat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def check_twice(root: Path, python: Path) -> int:
    """Build twice and compare; print how many files, and each that differs; return 1 where any does."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (listing(build(root, python, Path(folder) / turn).whole) for turn in ("1", "2"))
    differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    print(f"built twice: {len(first)} files, {len(differing)} differ")
    for name in differing:
        print(f"  {name}", file=sys.stderr)
    return int(bool(differing))


def pack(root: Path, built: Built, *, short: bool = False) -> list[Path]:
    """Pack a built app and return the files: on Linux a .tar.xz and a .deb, on Windows a .zip and an installer, on
    macOS a .zip; short leaves out what is installed.
    """
    folder = built.whole
    name = f"{NAME}-{version(root)}-{sys.platform.rstrip('32')}-{platform.machine().lower()}"
    if sys.platform.startswith("linux"):
        return [archive(root, folder, folder.parent / f"{name}.tar.xz"), *(() if short else debian(root, folder))]
    if sys.platform == "darwin":
        return [zipped(root, folder, folder.parent / f"{name}.zip", top=folder.name)]
    if signing.is_given():
        signing.sign([built.terminal, built.window])
    made = [zipped(root, folder, folder.parent / f"{name}.zip", top=name)]
    return [*made, *(() if short else installer(root, folder, folder.parent / f"{name}-setup.exe"))]


def zipped(root: Path, folder: Path, target: Path, *, top: str) -> Path:
    """Pack a folder into a .zip under one top folder: links stay links and what runs stays what runs, as macOS needs
    of an app; it holds no time of this machine.
    """
    moment = time.gmtime(max(epoch(root), 315_532_800))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                continue
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", moment)
            # the upper half holds what Unix says of a file
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            if path.is_symlink():
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                packed.writestr(entry, str(path.readlink()))
            else:
                rights = 0o755 if path.stat().st_mode & 0o100 else 0o644
                entry.external_attr = (stat.S_IFREG | rights) << 16
                packed.writestr(entry, path.read_bytes())
    return target


def installer(root: Path, folder: Path, target: Path) -> Iterator[Path]:
    """Make the installer of a folder built for Windows; nothing where NSIS is not."""
    compiler = shutil.which("makensis") or shutil.which("makensis", path=NSIS_ON_WINDOWS)
    if compiler is None:
        return
    numbers = ".".join([*re.findall(r"[0-9]+", version(root))[:3], "0"])
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "files.nsh"
        listed.write_text(to_lay_out(folder), encoding="utf-8")
        given = {
            "VERSION": version(root),
            "NUMBERS": numbers,
            "SIZE": str(weight(folder) // 1024),
            "ICON": str(root / "build" / "icons" / "biaoshu.ico"),
            "TARGET": str(target),
            "FILES": str(listed),
        }
        if signing.is_given():
            given["SIGN"] = f'"{sys.executable}" "{root / "tools" / "signing.py"}"'
        words = ["-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in given.items())]
        done = subprocess.run(
            [compiler, *words, str(root / WINDOWS / "biaoshu.nsi")],
            # names of files are Chinese, and this system's language may know no such characters
            env=os.environ | {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": str(epoch(root))},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        raise PackageError(f"makensis failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    if signing.is_given():
        signing.sign([target])
    yield target


def to_lay_out(folder: Path) -> str:
    """Return, as NSIS reads it, what the installer lays out and where: file by file, in the order of their names."""
    lines: list[str] = []
    last = None
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        # a dollar begins a variable where it is said how something is called there
        *folders, name = (part.replace("$", "$$") for part in path.relative_to(folder).parts)
        inside = "\\".join(folders)
        if inside != last:
            lines.append(f'SetOutPath "$INSTDIR\\{inside}"' if inside else 'SetOutPath "$INSTDIR"')
            last = inside
        lines.append(f'File "/oname={name}" "{path}"')
    return "\n".join([*lines, ""])


def archive(root: Path, folder: Path, target: Path) -> Path:
    """Pack a folder, as the target is named, into a .tar.xz that holds no name and no time of this machine."""
    moment = epoch(root)

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment
        # what this machine's mask took away or gave is nothing to travel
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    top = target.name.removesuffix(".tar.xz")
    with tarfile.open(target, "w:xz", preset=9, format=tarfile.PAX_FORMAT) as packed:
        for path in [folder, *sorted(folder.rglob("*"))]:
            inside = Path(top) / path.relative_to(folder)
            packed.add(path, inside, recursive=False, filter=plain)
    return target


def debian(root: Path, folder: Path) -> Iterator[Path]:
    """Pack a built app as a .deb, with its menu entry, file type, icons and metadata; nothing where dpkg-deb is not."""
    if not shutil.which("dpkg-deb"):
        return
    result = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    target = folder.parent / f"{NAME}_{version(root)}_{result.stdout.strip()}.deb"
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        lay_out(root, folder, tree, result.stdout.strip())
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", tree, target],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch(root))},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    yield target


def lay_out(root: Path, folder: Path, tree: Path, architecture: str) -> None:
    """Write the tree of the .deb."""
    shutil.copytree(folder, tree / "usr/lib" / NAME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = tree / "usr/share"
    for size in icons.SIZES[:-1]:
        _copy(root / "build/icons" / f"{size}.png", share / f"icons/hicolor/{size}x{size}/apps/{ID}.png")
    _copy(root / icons.SOURCE, share / f"icons/hicolor/scalable/apps/{ID}.svg")
    _copy(root / LINUX / f"{ID}.desktop", share / f"applications/{ID}.desktop")
    _copy(root / LINUX / f"{ID}.mime.xml", share / f"mime/packages/{ID}.xml")
    metadata = share / f"metainfo/{ID}.metainfo.xml"
    metadata.parent.mkdir(parents=True)
    metadata.write_text(metainfo(root), encoding="utf-8")
    _copy(folder / "_internal/notices/licences.txt", share / f"doc/{NAME}/copyright")
    control = tree / "DEBIAN"
    control.mkdir()
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    size = weight(tree)
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version(root)}\nArchitecture: {architecture}\nSection: text\nPriority: optional\n"
        f"Maintainer: The Biaoshu developers <biaoshu@localhost>\nInstalled-Size: {size // 1024}\n"
        f"Depends: {DEPENDS}\nRecommends: {RECOMMENDS}\n"
        "Description: review and label the figures in Chinese government work reports\n"
        " Biaoshu proposes every figure of a report with what it says; an analyst confirms,\n"
        " corrects or rejects each with one key.\n",
        encoding="utf-8",
    )
    sums = {
        path.relative_to(tree): hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.parent != control
    }
    (control / "md5sums").write_text("".join(f"{sums[path]}  {path}\n" for path in sums), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def metainfo(root: Path) -> str:
    """Return the AppStream metadata of this version."""
    from datetime import UTC, datetime

    template = (root / LINUX / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    date = datetime.fromtimestamp(epoch(root), UTC).date().isoformat()
    address = pictures()
    if not address:
        template = re.sub(r" *<screenshots>.*</screenshots>\n", "", template, flags=re.S)
    return template.replace("@VERSION@", version(root)).replace("@DATE@", date).replace("@PICTURES@", address)


def pictures(given: Mapping[str, str] = os.environ) -> str:
    """Return the address where the manual's pictures of this state of the project are shown, or nothing.

    A software centre fetches them, so they must be public: BIAOSHU_PICTURES says where, and GitHub's own machines know.
    """
    if given.get("BIAOSHU_PICTURES"):
        return given["BIAOSHU_PICTURES"].rstrip("/")
    repository, commit = given.get("GITHUB_REPOSITORY"), given.get("GITHUB_SHA")
    if not repository or not commit:
        return ""
    return f"https://raw.githubusercontent.com/{repository}/{commit}/{PICTURES}"
