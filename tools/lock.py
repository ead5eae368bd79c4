"""The lock: every package of pyproject.toml and of its dev group, with hashes, for every system, naming no host."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import LOCK

RESOLVER = "uv"
HEADER = "# Every package with its hashes, for Linux, Windows and macOS; written from pyproject.toml by: make lock\n"


def write(root: Path) -> int:
    """Resolve pyproject.toml anew with a resolver in a throw-away environment and write the lock."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
        scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        resolve = [
            *(str(scripts / RESOLVER), "pip", "compile", "pyproject.toml", "--group", "dev", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--no-config"),
            *("--emit-build-options", "--quiet", "--output-file", str(place / LOCK)),
        ]
        if subprocess.run(resolve, cwd=root, check=False).returncode:
            return 1
        lines = (place / LOCK).read_text(encoding="utf-8").splitlines(keepends=True)
    # an option line would name an index or a folder of the machine it was written on
    kept = [line for line in lines if not line.startswith(("-", "#"))]
    (root / LOCK).write_text(HEADER + "".join(kept), encoding="utf-8", newline="\n")
    print(f"{LOCK}: {sum(line[:1].isalnum() for line in kept)} packages")
    return 0
