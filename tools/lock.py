"""The locks: every package of pyproject.toml and of its groups, with hashes, naming no host.

Each serves every system, but that of the Windows bench: pip on Linux, asked for the packages of Windows, would judge a
lock's conditions by the system it runs on.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import (
    BENCH_LOCK,
    CLUSTER_LOCK,
    DOCCANO_LOCK,
    LOCK,
    READERS_LOCK,
    RUN_LOCK,
    WINDOWS_LOCK,
    WORKFLOWS_LOCK,
)

RESOLVER = "uv"
HEADER = "# {what} with its hashes, for {systems}; written from pyproject.toml by: make lock\n"
ANYWHERE = ("--universal",)
# the versions are those of the environment, which comes first
SAME = ("--constraint", LOCK)
WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", *SAME)
WANTED = (
    (LOCK, "Every package", ("pyproject.toml", "--group", "dev")),
    (RUN_LOCK, "What make run needs, each package", ("pyproject.toml", "--group", "install", *SAME)),
    (BENCH_LOCK, "What make bench times the engine against, each package", ("--group", "bench")),
    (READERS_LOCK, "What make test-long reads exports with, each package", ("--group", "readers")),
    (CLUSTER_LOCK, "What find runs with on a cluster, each package", ("pyproject.toml", "--group", "cluster")),
    (WORKFLOWS_LOCK, "What make lint checks the workflows by, each package", ("--group", "workflows")),
    (DOCCANO_LOCK, "doccano, by which make test-long reads exports, each package", ("--group", "doccano")),
    (WINDOWS_LOCK, "What make windows-test runs under wine, each package", ("pyproject.toml", "--group", "windows")),
)


def write(root: Path, names: list[str]) -> int:
    """Resolve pyproject.toml anew with a resolver in a throw-away environment; write the locks named, or all."""
    known = [lock for lock, _, _ in WANTED]
    if strange := set(names) - set(known):
        print(f"No such lock: {', '.join(sorted(strange))}; there are {', '.join(known)}.")
        return 2
    wanted = [one for one in WANTED if not names or one[0] in names]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
        scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        return sum(resolve(root, scripts / RESOLVER, lock, what, groups) for lock, what, groups in wanted)


def resolve(root: Path, resolver: Path, lock: str, what: str, groups: tuple[str, ...]) -> int:
    """Write one lock; return the resolver's exit status."""
    scope, systems = (WINDOWS, "Windows") if lock == WINDOWS_LOCK else (ANYWHERE, "Linux, Windows and macOS")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / lock
        command = [
            *(str(resolver), "pip", "compile", *groups, *scope, "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--no-annotate", "--no-config"),
            *("--emit-build-options", "--quiet", "--output-file", str(place)),
        ]
        if status := subprocess.run(command, cwd=root, check=False).returncode:
            return status
        lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    # an option line would name an index or a folder of the machine it was written on
    kept = [line for line in lines if not line.startswith(("-", "#"))]
    (root / lock).write_text(HEADER.format(what=what, systems=systems) + "".join(kept), encoding="utf-8", newline="\n")
    print(f"{lock}: {sum(line[:1].isalnum() for line in kept)} packages")
    return 0
