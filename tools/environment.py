"""The Python environment: made in .venv from requirements.lock, and made again when either changes.

To run the program takes a part of it, requirements-run.lock; who tests or checks completes it. The benchmark has
another of its own lock, for the peer it times, and so have the readers of exports and what checks the workflows.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = "requirements.lock"
RUN_LOCK = "requirements-run.lock"
"""The part of the lock that the program runs with; make test and the others complete the environment by the rest."""
BENCH_LOCK = "requirements-bench.lock"
CLUSTER_LOCK = "requirements-cluster.lock"
READERS_LOCK = "requirements-readers.lock"
DOCCANO_LOCK = "requirements-doccano.lock"
WINDOWS_LOCK = "requirements-windows.lock"
WORKFLOWS_LOCK = "requirements-workflows.lock"
REST = "35 MB"
"""What the lock has beside that part."""
FIRST = ("pip", "setuptools")
"""What installs the rest: from the lock as well, so that a source package, as jieba is, is built the same anywhere."""
VERSIONS = ("setuptools-scm", "packaging")
"""What a source package of the readers, seqeval, learns its own version by; its build is asked for it first."""


class SetUpError(Exception):
    """The environment could not be made; says in a line why and what to do."""


def provide(root: Path, folder: str = ".venv", lock: str = LOCK, size: str = "140 MB") -> Path:
    """Return the environment's Python, making the environment first where it is missing or not of this lock.

    The whole lock holds its part for running: an environment of the whole serves the part, and one of the part is
    completed to the whole.
    """
    place = root / folder
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    whole = LOCK if lock == RUN_LOCK else lock
    if python.exists() and (_is_made(root, place, lock) or _is_made(root, place, whole)):
        return python
    if place.is_symlink():
        # making it anew would empty the folder it leads to, which others may be using
        raise SetUpError(
            f"{folder} is a link to {place.resolve()}, an environment of another state of {lock}. Nothing was changed: "
            f"remove the link, or bring that environment up to date where it is."
        )
    completed = lock == LOCK and python.exists() and _is_made(root, place, RUN_LOCK)
    doing, size = ("Completing", REST) if completed else ("Making", size)
    print(f"{doing} the environment in {folder} from {lock} (once; some {size} are fetched)", flush=True)
    try:
        if not completed:
            _run([sys.executable, "-m", "venv", "--clear", str(place)])
        _install(python, root / lock)
    except subprocess.CalledProcessError as error:
        raise SetUpError(
            f"{error.stderr or ''}\nThe environment could not be made: see above; is the network there?"
        ) from None
    stamp(place, lock).write_text(made_from((root / lock).read_bytes()), encoding="utf-8")
    print(f"The environment in {folder} is ready", flush=True)
    return python


def stamp(place: Path, lock: str) -> Path:
    """Return the file of an environment that says of what state of a lock it was made."""
    return place / f"made-from-{Path(lock).stem}"


def _is_made(root: Path, place: Path, lock: str) -> bool:
    """Tell whether an environment holds all of a lock as it is now."""
    made = stamp(place, lock)
    return made.is_file() and made.read_text(encoding="utf-8") == made_from((root / lock).read_bytes())


def made_from(lock: bytes) -> str:
    """Return what an environment depends on, as one line: the interpreter and the lock."""
    return f"{sys.implementation.cache_tag} {sys.platform} {hashlib.sha256(lock).hexdigest()}"


def _install(python: Path, lock: Path) -> None:
    """Install the lock by its hashes, the installers first; builds use them, not what an index offers today."""
    blocks = split(lock.read_text(encoding="utf-8"))
    # without --quiet: what is fetched, and how far it is, is seen while it is
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
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
