"""The sources are the same bytes wherever they are fetched, whatever git there would do to the ends of lines."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="the history is not here")
def test_git_for_windows_changes_no_line_end(tmp_path: Path) -> None:
    """It is installed with autocrlf on, and so it is on the hosted machines."""
    laid = ["git", "-c", "core.autocrlf=true", "checkout-index", "--all", f"--prefix={tmp_path}/"]
    subprocess.run(laid, cwd=ROOT, check=True)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 500
    changed = [
        path.relative_to(tmp_path)
        for path in files
        if (here := ROOT / path.relative_to(tmp_path)).is_file()
        and path.read_bytes().count(b"\r\n") != here.read_bytes().count(b"\r\n")
    ]
    assert not changed
