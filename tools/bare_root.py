"""A bare system to try the package in: a Debian without Python, fonts or desktop, made once in build/bare-root."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.package import PackageError

# what the .deb depends on
INCLUDED = "libgl1,libegl1"
LEFT_OUT = ("usr/bin/python3", "usr/share/fonts", "etc/fonts")


def provide(root: Path) -> Path:
    """Return the bare system's top folder, making it first where it is missing; needs root and debootstrap."""
    place = make(root / "build" / "bare-root", _suite(), INCLUDED, "make package-test")
    there = [name for name in LEFT_OUT if (place / name).exists()]
    if there:
        raise PackageError(f"{place} is not bare: it has {', '.join(there)}")
    return place


def make(place: Path, suite: str, included: str, command: str) -> Path:
    """Return a folder with a Debian of its own, making it first where it is missing; needs root and debootstrap."""
    if os.name != "posix" or os.geteuid() != 0:
        raise PackageError(f"A Debian in a folder can only be made and entered by root: sudo {command}")
    if not (place / "made").is_file():
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        print(f"Making a small Debian in build/{place.name} (once; some 60 MB are fetched)", flush=True)
        debootstrap = ["debootstrap", "--variant=minbase", f"--include={included}", suite, str(place)]
        made = subprocess.run(debootstrap, capture_output=True, text=True, check=False)
        if made.returncode:
            raise PackageError(f"{made.stdout[-2000:]}\ndebootstrap failed: see above; is the network there?")
        (place / "made").touch()
    return place


def _suite() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    return settings.get("VERSION_CODENAME", "stable").strip('"')
