"""A process of its own for a test: one to collide with, to starve or to kill."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and users are POSIX matters")

PREAMBLE = """
import os, signal, sys
from pathlib import Path
from core.model.decision import new_step
from core.store import Store
from core.model.errors import StoreError
from tests.core.making import REPORT, figure

path = Path(sys.argv[1])
def say(word):
    sys.stdout.write(f"{word}\\n")
    sys.stdout.flush()
def act(store):
    return new_step(store.annotator("李敏"), REPORT.digest)
"""


@contextmanager
def child(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run code beside the preamble in a process of its own, which ends with the block."""
    program = [sys.executable, "-c", PREAMBLE + textwrap.dedent(code), str(path)]
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
