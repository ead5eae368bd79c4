"""Stock systems: Debian 12 and 13 with the Python that each brings, made once in build, to test and to build in.

What a newer Python of the same version mends is broken there for as long as the system is in use: the tests on a
Python from elsewhere say nothing of it.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import bare_root
from tools.package import PackageError, epoch

SYSTEMS = {"bookworm": "Debian 12", "trixie": "Debian 13"}
INCLUDED = "python3,make,ca-certificates"
"""What the README asks of a fresh Debian, and whom it believes on the network."""

NETWORK = ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf", "etc/xdg/pip")
"""How this machine reaches the network and the package index; what of it there is goes into the systems."""

PUBLIC = ("BIAOSHU_PICTURES", "GITHUB_REPOSITORY", "GITHUB_SHA")
"""Where what is built is public, for the addresses inside it."""

NOT_SOURCES = (".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", ".stamps")
FOLDER = "root/biaoshu"

# the mounts are the command's own and end with it
ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"
"""


def run(root: Path, words: list[str]) -> int:
    """Run tests on each stock system, all at once; return 0 where all passed."""
    if not sys.platform.startswith("linux"):
        raise PackageError("The stock systems of Debian can only be entered on Linux.")
    with ThreadPoolExecutor(len(SYSTEMS)) as pool:
        trials = [pool.submit(trial, root, suite, words) for suite in SYSTEMS]
        return max(one.result() for one in trials)


def trial(root: Path, suite: str, words: list[str]) -> int:
    """Run tests on a stock system; return the exit status."""
    return do(root, suite, "make test-stock", ["test", *words])


def package(root: Path) -> int:
    """Build and pack the app on the oldest of the systems, and take what comes of it into dist; return the exit status.

    What is built on a newer system asks for that one's libc and does not start on this.
    """
    if not sys.platform.startswith("linux"):
        raise PackageError("The stock systems of Debian can only be entered on Linux.")
    suite = next(iter(SYSTEMS))
    # the sources go there without their history, which has the time that stands for all times
    status = do(root, suite, "make package ARGS=--stock", ["package"], SOURCE_DATE_EPOCH=str(epoch(root)))
    if status == 0:
        made = root / "build" / f"stock-{suite}" / FOLDER / "dist"
        shutil.rmtree(root / "dist", ignore_errors=True)
        shutil.copytree(made, root / "dist", symlinks=True)
    return status


def untouched(root: Path, asked: str, words: list[str]) -> int:
    """Do a verb in a system that nobody ever used; return the exit status."""
    if (root / "build" / "untouched").exists():
        # as a whole: what a run before has left there would be used again
        shutil.rmtree(root / "build" / "untouched")
    return do(root, next(iter(SYSTEMS)), asked, words, folder="untouched")


def do(root: Path, suite: str, asked: str, words: list[str], *, folder: str = "", **own: str) -> int:
    """Make the system where it is missing, lay the sources into it and do a verb there; return the exit status."""
    began, name = time.monotonic(), SYSTEMS[suite]
    place = bare_root.make(root / "build" / (folder or f"stock-{suite}"), suite, INCLUDED, asked)
    lend_network(place)
    lay_sources(root, place / FOLDER)
    command = f'cd "/{FOLDER}" && python3 --version && exec python3 tools/dev.py "$@"'
    entered = [
        *("unshare", "--mount", "sh", "-c", ENTER, str(place)),
        *("env", "-i", *variables(), *(f"{variable}={value}" for variable, value in own.items())),
        *("sh", "-c", command, "sh"),
    ]
    with subprocess.Popen([*entered, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", stdin=subprocess.DEVNULL) as work:  # fmt: skip
        assert work.stdout is not None
        for line in work.stdout:
            print(f"{name}: {line}", end="", flush=True)
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    print(f"{name}: {'failed' if work.returncode else 'passed'} in {minutes}:{seconds:02} minutes", flush=True)
    return work.returncode


def lend_network(place: Path) -> None:
    """Give a system what this machine finds the package index by."""
    for name in NETWORK:
        here, there = Path("/") / name, place / name
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            there.unlink(missing_ok=True)
            shutil.copyfile(here, there)


def variables() -> list[str]:
    """Return the variables of the system entered: its own, where it is public, how this machine reaches the network."""
    own = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    lent = {
        name: value
        for name, value in os.environ.items()
        if name.lower().endswith("_proxy") or name[:4] == "PIP_" or name in PUBLIC
    }
    return [f"{name}={value}" for name, value in (lent | own).items()]


def lay_sources(root: Path, folder: Path) -> None:
    """Put the sources of now in the place of those before; the environment made there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_dir() and old.name != ".venv":
            shutil.rmtree(old)
        elif old.name != ".venv":
            old.unlink()
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*NOT_SOURCES), dirs_exist_ok=True)
