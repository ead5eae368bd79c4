"""Tests of what reads files, run by the Python for Windows: the same tests, that system."""

import re
from pathlib import Path

import pytest

from tools.windows import Bench

TRIALS = {
    # what holds the reading process, which no other system has
    "tests/core/files/test_windows_job.py": "",
    # that a thousand files of a folder are listed within twenty seconds says something of wine's file system, not ours
    "tests/core/files/test_hostile.py": "not thousand",
}
"""Each file of tests, and which of them are run."""


@pytest.mark.parametrize("file", TRIALS)
def test_its_tests_pass_on_windows(bench: Bench, user: Path, file: str) -> None:
    words = ["-X", "utf8", "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", file, "-k", TRIALS[file]]
    done = bench.run(words, timeout=3600)
    said = done.stdout.decode("utf-8", errors="replace")
    assert done.returncode == 0, said[-6000:] + done.stderr.decode("utf-8", errors="replace")[-2000:]
    assert re.search(r"\d+ passed", said), said
