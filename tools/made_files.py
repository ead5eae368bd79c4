"""Files of resources that are made from packages named by their hashes: how these are fetched, and the files compared.

The same packages make the same files anywhere, so the files are known by their digests.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Digests = Mapping[Path, str]
"""The SHA-256 of each file, by its path below the project's folder."""


@contextmanager
def fetched(lock: Path, python: Path) -> Iterator[Path]:
    """Give a folder with the packages that a lock names, fetched with the environment's Python; it goes afterwards."""
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--require-hashes")
    with tempfile.TemporaryDirectory() as folder:
        run(python, "-m", "pip", "install", *options, "--target", folder, "-r", str(lock))
        yield Path(folder)


def run(python: Path, *words: str, **changes: str) -> str:
    """Run the environment's Python with some words, and variables of the environment; return what it prints."""
    done = subprocess.run([python, *words], env=os.environ | changes, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def update(root: Path, make: Callable[[Path], None], made: Digests, recorded_in: str, *, check: bool) -> int:
    """Make files below `root` anew, or with `check` only compare; return 1 where they are not what is recorded.

    `make` is called with the folder below which the files belong.
    """
    if check:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))
            wrong = unknown(Path(folder), made) + unknown(root, made)
    else:
        make(root)
        wrong = unknown(root, made)
    for path, digest in wrong:
        print(f"{path} is {digest}, not what {recorded_in} records", file=sys.stderr)
    return int(bool(wrong))


def unknown(root: Path, made: Digests) -> list[tuple[Path, str]]:
    """Return the files below `root` that are not those recorded, with their SHA-256."""
    found = {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in made}
    return [(path, digest) for path, digest in found.items() if digest != made[path]]
