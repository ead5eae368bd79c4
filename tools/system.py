"""The system's share of the set-up: finds what Qt, the tests and the packager need, installs only what is missing."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path


class MissingError(Exception):
    """Something the system must provide is not there and cannot be installed from here; says in a line what to do."""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _runs(program: str) -> bool:
    return shutil.which(program) is not None


def _shows_chinese(_: str) -> bool:
    """Tell whether a font with Chinese is installed, by the package's file or by fontconfig's list."""
    if Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc").exists():
        return True
    if not _runs("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def _lies_at(place: str) -> bool:
    return Path(place).exists()


def _imports(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _lends_itself(library: str) -> bool:
    """Tell whether the packager finds Python's library; a Python that was not built to share one needs none."""
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return True
    return Path(sysconfig.get_config_var("LIBDIR"), library).exists() or _loads(library)


Need = tuple[str, Callable[[str], bool], str]
"""A Debian package, how to tell whether what it brings is there, and what that is."""

_LIBPYTHON = f"libpython3.{sys.version_info.minor}"

NEEDS: dict[str, tuple[Need, ...]] = {
    "qt": (
        ("libgl1", _loads, "libGL.so.1"),
        ("libegl1", _loads, "libEGL.so.1"),
        ("libglib2.0-0", _loads, "libgthread-2.0.so.0"),
        ("libxkbcommon0", _loads, "libxkbcommon.so.0"),
        ("libfontconfig1", _loads, "libfontconfig.so.1"),
        ("libdbus-1-3", _loads, "libdbus-1.so.3"),
    ),
    "window": (
        ("libxcb-cursor0", _loads, "libxcb-cursor.so.0"),
        ("libxcb-icccm4", _loads, "libxcb-icccm.so.4"),
        ("libxcb-keysyms1", _loads, "libxcb-keysyms.so.1"),
        ("libxcb-shape0", _loads, "libxcb-shape.so.0"),
        ("libxkbcommon-x11-0", _loads, "libxkbcommon-x11.so.0"),
    ),
    "font": (("fonts-wqy-microhei", _shows_chinese, "a font with Chinese"),),
    "test": (
        ("xvfb", _runs, "Xvfb"),
        ("xauth", _runs, "xauth"),
        ("xdotool", _runs, "xdotool"),
        ("openbox", _runs, "openbox"),
        ("strace", _runs, "strace"),
    ),
    "i18n": (("libgssapi-krb5-2", _loads, "libgssapi_krb5.so.2"),),
    "package": (
        ("binutils", _runs, "objdump"),
        (_LIBPYTHON, _lends_itself, f"{_LIBPYTHON}.so.1.0"),
    ),
    "stock": (
        ("debootstrap", _runs, "debootstrap"),
        # Ubuntu has debootstrap without it, which then believes whoever answers
        ("debian-archive-keyring", _lies_at, "/usr/share/keyrings/debian-archive-keyring.gpg"),
    ),
    "windows": (
        ("wine64", _lies_at, "/usr/lib/wine/wine64"),
        ("wine", _runs, "wine"),
        ("fonts-wine", _lies_at, "/usr/share/wine/fonts/tahoma.ttf"),
        ("gcc-mingw-w64-x86-64-win32", _runs, "x86_64-w64-mingw32-gcc"),
        ("binutils-mingw-w64-x86-64", _runs, "x86_64-w64-mingw32-objdump"),
        ("nsis", _runs, "makensis"),
        ("locales", _lies_at, "/usr/share/i18n/locales/zh_CN"),
    ),
    "bare": (
        ("debootstrap", _runs, "debootstrap"),
        ("appstream", _runs, "appstreamcli"),
        ("desktop-file-utils", _runs, "desktop-file-validate"),
    ),
    "python": ((f"python3.{sys.version_info.minor}-venv", _imports, "ensurepip"),),
}


def missing(*groups: str) -> list[Need]:
    """Return what the groups need and this Linux lacks; nothing on other systems, where the wheels bring it all."""
    if not sys.platform.startswith("linux"):
        return []
    needs = [need for group in dict.fromkeys(groups) for need in NEEDS[group]]
    return [need for need in needs if not need[1](need[2])]


def provide(*groups: str) -> None:
    """Install what is missing with apt-get, as root or through a sudo that asks nothing; else raise MissingError.

    `python` is always among the groups: without ensurepip no environment can be made. The font stops nobody, since the
    app brings one of its own for all but the title bar.
    """
    needs = missing("python", *groups)
    if not needs:
        return
    packages = [package for package, _, _ in needs]
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    rights = _rights() if _runs("apt-get") else None
    if rights is None and needs == list(NEEDS["font"]):
        return
    if not _runs("apt-get"):
        things = ", ".join(thing for _, _, thing in needs)
        raise MissingError(
            f"Missing: {things}. Install them with your package manager (Debian's names: {' '.join(packages)})."
        )
    if rights is None:
        raise MissingError(
            f"System packages are missing; install them with: sudo apt-get update && sudo {' '.join(command)}"
        )
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        done = subprocess.run(
            [*rights, *step], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode and step is command:
            raise MissingError(
                f"{done.stdout}{done.stderr}\napt-get failed; install them by hand: sudo {' '.join(command)}"
            )
    left = [package for package, _, _ in missing("python", *groups)]
    if left:
        raise MissingError(
            f"Installed, but still not usable: {' '.join(left)}. Report this with the name of your system."
        )


def _rights() -> list[str] | None:
    """Return what to put before a command that needs root: nothing, sudo, or None where there is no way."""
    if os.geteuid() == 0:
        return []
    if _runs("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None
