"""The audit: asks the public advisory database about every locked package, by a tool in an environment of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import LOCK

TOOL = "pip-audit"


def run(root: Path) -> int:
    """Print what is known against the locked packages; return 1 where there is something, or where nobody could say."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        scripts = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", TOOL], check=True)
        # strict: a package that the database was not asked about is no package without a hole
        words = ["--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "-r", str(root / LOCK)]
        return subprocess.run([scripts / TOOL, *words], env=_trusting(scripts / "python"), check=False).returncode


def _trusting(python: Path) -> dict[str, str]:
    """Let the tool trust whom pip trusts: an office's network may have a certificate of its own."""
    asked = [str(python), "-m", "pip", "config", "get", "global.cert"]
    certificate = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return ({"REQUESTS_CA_BUNDLE": certificate} if certificate else {}) | os.environ
