"""Work beside the window: a thread that is at work when the program ends brings nothing more, and breaks nothing."""

import subprocess
import sys
from pathlib import Path

from tests.core.child import ROOT

ENDING = """
import atexit, sys, threading, time
from pathlib import Path

ended, written = threading.Event(), Path(sys.argv[1])

def wait_for_the_thread() -> None:
    # registered before Qt is imported, so called after Qt's objects were deleted
    ended.set()
    for _ in range(500):
        if written.exists():
            break
        time.sleep(0.01)
    time.sleep(0.1)

atexit.register(wait_for_the_thread)

from gui.app import make_application
from gui.background import task

task.LAST_WAIT_S = 0.05
app = make_application()
work = task.BackgroundWork(app)

def last() -> str:
    ended.wait()
    written.write_text("the work came to its end")
    return "a result that nobody awaits"

work.do(last, print)
app.processEvents()
"""
"""A program that ends while a piece of work still runs. The work ends when Qt's objects are deleted."""

WORKING = """
import sys, time
from pathlib import Path

from gui.app import make_application
from gui.background.task import BackgroundWork

app = make_application()
work = BackgroundWork(app)

def last() -> None:
    time.sleep(0.2)
    Path(sys.argv[1]).write_text("the work came to its end")

work.do(last, print)
"""


def ended(program: str, path: Path) -> str:
    """Run a program to its end; return what it said on either stream."""
    run = [sys.executable, "-X", "utf8", "-c", program, str(path)]
    child = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert child.returncode == 0, child.stderr
    return child.stdout + child.stderr


def test_work_that_comes_to_its_end_after_qts_objects_are_deleted_says_nothing_and_breaks_nothing(
    tmp_path: Path,
) -> None:
    assert ended(ENDING, tmp_path / "written") == ""
    assert (tmp_path / "written").exists()


def test_short_work_is_finished_before_the_program_ends(tmp_path: Path) -> None:
    assert ended(WORKING, tmp_path / "written") == ""
    assert (tmp_path / "written").exists()
