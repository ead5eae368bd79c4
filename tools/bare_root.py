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
    place = root / "build" / "bare-root"
    if not (place / "made").is_file():
        if os.geteuid() != 0:
            raise PackageError("a bare system can only be made and entered by root: sudo make package-test")
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(exist_ok=True)
        print("Making a bare system in build/bare-root (once; some 60 MB are fetched)", flush=True)
        command = ["debootstrap", "--variant=minbase", f"--include={INCLUDED}", _suite(), str(place)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise PackageError(f"{made.stdout[-2000:]}\ndebootstrap failed: see above; is the network there?")
        (place / "made").touch()
    there = [name for name in LEFT_OUT if (place / name).exists()]
    if there:
        raise PackageError(f"{place} is not bare: it has {', '.join(there)}")
    return place


def _suite() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    return told.get("VERSION_CODENAME", "stable").strip('"')
