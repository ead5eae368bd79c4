"""The hosted workflows: what GitHub runs is checked here, by its schema and for what a stranger could misuse."""

import os
import subprocess
from pathlib import Path

from tools import environment

FOLDER = ".github/workflows"
ENVIRONMENT = "build/workflows-venv"


def provide(root: Path) -> Path:
    """Return the Python that has the two checkers, in an environment of their own, made first where it is missing."""
    return environment.provide(root, ENVIRONMENT, environment.WORKFLOWS_LOCK, "20 MB")


def check(python: Path, root: Path) -> int:
    """Check the workflows of a project, without the network; say what is wrong and return 1 where anything is.

    The schema knows the keys and what they may hold; zizmor knows what is dangerous: actions that are not pinned,
    rights that nobody needs, credentials left behind, a stranger's words in a command.
    """
    files = sorted(str(path) for path in (root / FOLDER).glob("*.y*ml"))
    if not files:
        print(f"There is no workflow in {FOLDER}.", flush=True)
        return 1
    # the schema is the one that came with the checker
    schema = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *files]
    failed = subprocess.run([python, *schema], cwd=root, check=False).returncode != 0
    zizmor = python.with_name("zizmor.exe" if os.name == "nt" else "zizmor")
    rules = ["--offline", "--quiet", "--pedantic", "--strict-collection", "--no-progress", *files]
    failed |= subprocess.run([zizmor, *rules], cwd=root, check=False).returncode != 0
    return int(failed)
