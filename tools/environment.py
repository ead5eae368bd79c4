"""The Python environment: made in .venv from requirements.lock, and made again when either changes.

The benchmark has another of its own lock, for the peer it times, and so have the readers of exports and what checks the
workflows.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = "requirements.lock"
BENCH_LOCK = "requirements-bench.lock"
CLUSTER_LOCK = "requirements-cluster.lock"
READERS_LOCK = "requirements-readers.lock"
DOCCANO_LOCK = "requirements-doccano.lock"
WINDOWS_LOCK = "requirements-windows.lock"
WORKFLOWS_LOCK = "requirements-workflows.lock"
FIRST = ("pip", "setuptools")
"""What installs the rest: from the lock as well, so that a source package, as jieba is, is built the same anywhere."""
VERSIONS = ("setuptools-scm", "packaging")
"""What a source package of the readers, seqeval, learns its own version by; its build is asked for it first."""


class SetUpError(Exception):
    """The environment could not be made; says in a line why and what to do."""


def provide(root: Path, folder: str = ".venv", lock: str = LOCK, size: str = "100 MB") -> Path:
    """Return the environment's Python, making the environment first where it is missing or not of this lock."""
    place = root / folder
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = place / "made-from"
    wanted = made_from((root / lock).read_bytes())
    if python.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Making the environment in {folder} (once; some {size} are fetched)", flush=True)
    stamp.unlink(missing_ok=True)
    try:
        _run([sys.executable, "-m", "venv", "--clear", str(place)])
        _install(python, root / lock)
    except subprocess.CalledProcessError as error:
        raise SetUpError(
            f"{error.stderr or ''}\nThe environment could not be made: see above; is the network there?"
        ) from None
    stamp.write_text(wanted, encoding="utf-8")
    return python


def made_from(lock: bytes) -> str:
    """Return what an environment depends on, as one line: the interpreter and the lock."""
    return f"{sys.implementation.cache_tag} {sys.platform} {hashlib.sha256(lock).hexdigest()}"


def _install(python: Path, lock: Path) -> None:
    """Install the lock by its hashes, the installers first; builds use them, not what an index offers today."""
    blocks = split(lock.read_text(encoding="utf-8"))
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.lock"
        first.write_text("".join(blocks[name] for name in (*FIRST, *VERSIONS) if name in blocks), encoding="utf-8")
        _run([*pip, "-r", str(first)])
    _run([*pip, "--no-build-isolation", "-r", str(lock)])


def split(lock: str) -> dict[str, str]:
    """Split a lock into its packages: name to lines, hashes included; comments are left out."""
    blocks: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if line[:1].isalnum():
            name = line.split("==")[0].strip().lower()
        if name and not line.startswith("#"):
            blocks[name] = blocks.get(name, "") + line
    return blocks


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
