"""The tests of what reads files and of the command line, run by the Python for Windows: the same tests, that system."""

import re
from pathlib import Path

import pytest

from tools.windows import Bench

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "tests" / "core"
FILES = sorted(
    # Landlock and seccomp are Linux's, and all tests of them
    path.relative_to(ROOT).as_posix()
    for path in (*CORE.glob("intake/test_*.py"), *CORE.glob("test_*.py"))
    if path.name != "test_closing.py"
)


@pytest.mark.parametrize("file", FILES)
def test_its_tests_pass_on_windows(bench: Bench, user: Path, file: str) -> None:
    words = ["-X", "utf8", "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "--durations=3", file]
    done = bench.run(words, timeout=1800)
    said = done.stdout.decode("utf-8", errors="replace")
    assert done.returncode == 0, said[-6000:] + done.stderr.decode("utf-8", errors="replace")[-2000:]
    assert re.search(r"\d+ passed", said), said
