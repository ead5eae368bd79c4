"""The locks: every package of pyproject.toml and of its groups, with hashes, for every system, naming no host."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import BENCH_LOCK, CLUSTER_LOCK, DOCCANO_LOCK, LOCK, READERS_LOCK

RESOLVER = "uv"
HEADER = "# {what} with its hashes, for Linux, Windows and macOS; written from pyproject.toml by: make lock\n"
WANTED = (
    (LOCK, "Every package", ("pyproject.toml", "--group", "dev")),
    (BENCH_LOCK, "What make bench times the engine against, each package", ("--group", "bench")),
    (READERS_LOCK, "What make test-long reads exports with, each package", ("--group", "readers")),
    (CLUSTER_LOCK, "What find runs with on a cluster, each package", ("pyproject.toml", "--group", "cluster")),
    (DOCCANO_LOCK, "doccano, by which make test-long reads exports, each package", ("--group", "doccano")),
)


def write(root: Path) -> int:
    """Resolve pyproject.toml anew with a resolver in a throw-away environment and write the locks."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
        scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        return sum(resolve(root, scripts / RESOLVER, lock, what, groups) for lock, what, groups in WANTED)


def resolve(root: Path, resolver: Path, lock: str, what: str, groups: tuple[str, ...]) -> int:
    """Write one lock; return the resolver's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / lock
        command = [
            *(str(resolver), "pip", "compile", *groups, "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--no-annotate", "--no-config"),
            *("--emit-build-options", "--quiet", "--output-file", str(place)),
        ]
        if status := subprocess.run(command, cwd=root, check=False).returncode:
            return status
        lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    # an option line would name an index or a folder of the machine it was written on
    kept = [line for line in lines if not line.startswith(("-", "#"))]
    (root / lock).write_text(HEADER.format(what=what) + "".join(kept), encoding="utf-8", newline="\n")
    print(f"{lock}: {sum(line[:1].isalnum() for line in kept)} packages")
    return 0
